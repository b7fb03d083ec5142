"""Which part of a photo is shown: in parts of one, so that it holds for the photo in any size."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

LEAST = 0.05
"""The smallest part of a side that can be chosen."""
FACES = 0.4
"""How much of what is cut off above and below goes from the top: faces are above the middle."""
SHARP_IN_PRINT = 1200
"""Pixels across which the programme's 148 mm look sharp: 200 for every inch."""
SHAPES: Mapping[str, float] = {"wide": 8 / 5, "square": 1.0}
"""Width by height. The programme prints a photo 148 mm wide and up to 92 mm high, which is 8 to 5."""


@dataclass(frozen=True)
class Crop:
    """A part of a photo: where it begins and how large it is, each as a part of the whole side."""

    left: float
    top: float
    width: float
    height: float

    def __post_init__(self) -> None:
        """Raise ValueError with a sentence for what is no part of a photo."""
        if min(self.left, self.top) < 0 or min(self.width, self.height) < LEAST:
            raise ValueError(f"Width and height of the part must be {LEAST:.0%} of the photo or more")
        if max(self.left + self.width, self.top + self.height) > 1.001:
            raise ValueError(
                "The part must end within the photo: begin further left or up, or take less of it"
            )

    def kept(self) -> dict[str, float]:
        """How it is kept."""
        return {side: round(part, 4) for side, part in asdict(self).items()}

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in a photo of that size."""
        left, top = round(self.left * width), round(self.top * height)
        right, bottom = round((self.left + self.width) * width), round((self.top + self.height) * height)
        return left, top, min(right, width), min(bottom, height)


WHOLE = Crop(0.0, 0.0, 1.0, 1.0)


def crop_from(kept: object) -> Crop:
    """The part that was kept; the whole photo where none was."""
    if not isinstance(kept, Mapping):
        return WHOLE
    return Crop(**{side: float(kept[side]) for side in asdict(WHOLE)})


def is_whole(crop: Crop) -> bool:
    """Whether nothing is cut off worth speaking of."""
    return min(crop.width, crop.height) > 0.995


def of_shape(ratio: float, width: int, height: int) -> Crop:
    """The largest part with that width by height: from the middle, and a little above it."""
    if width > height * ratio:
        part = height * ratio / width
        return Crop((1 - part) / 2, 0.0, part, 1.0)
    part = width / ratio / height
    return Crop(0.0, (1 - part) * FACES, 1.0, part)


def softness(width: int) -> str:
    """A warning about a photo with too few pixels across; empty when it has enough."""
    if width >= SHARP_IN_PRINT:
        return ""
    return (
        f"This photo is {width:,} pixels wide. It will look a little soft in the printed programme, "
        f"where {SHARP_IN_PRINT:,} or more are better. A photo straight from the camera has enough."
    )
