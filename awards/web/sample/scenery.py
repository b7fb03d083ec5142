"""Draws what stands behind a team in the sample's pictures: layers of warm colour, one scene each."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageDraw

DAY = (
    (("#f3d9a4", "#fbf1dc"), ("#d9a562", "#b9793f", "#7f4a2c", "#3c2a27")),
    (("#efc9a0", "#fbeedb"), ("#d39276", "#a9604a", "#6d3b3a", "#2c2429")),
    (("#d9d3b4", "#faf3e0"), ("#b9b183", "#86895f", "#55613f", "#2a3328")),
    (("#e8c574", "#fbf1dc"), ("#c99a4a", "#8f6d3b", "#4d5446", "#22303a")),
    (("#cfd3cc", "#f9f0df"), ("#a9b3ab", "#72888a", "#3f5c64", "#1e3038")),
)
NIGHT = (("#14171f", "#40394c"), ("#3a3644", "#2b2b39", "#20222e", "#171922"))
GOLD, PAPER = "#e3a72f", "#fbf7ee"


@dataclass(frozen=True, slots=True)
class Canvas:
    """A picture in the making, in colours from far to near."""

    image: Image.Image
    draw: ImageDraw.ImageDraw
    chance: random.Random
    layers: tuple[str, ...]

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.image.width

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.image.height

    def ridge(self, base: float, swing: float, ink: str, waves: float = 1.4) -> None:
        """Rolling ground from a height down; heights are parts of the picture's."""
        turns = [self.chance.uniform(0, math.tau) for _ in range(3)]
        points: list[tuple[float, float]] = [(0, self.height)]
        for step in range(61):
            across = step / 60
            lift = sum(
                math.sin(turn + across * math.tau * waves * (k + 1)) / (k + 1) for k, turn in enumerate(turns)
            )
            points.append((across * self.width, (base + swing * lift) * self.height))
        self.draw.polygon([*points, (self.width, self.height)], fill=ink)

    def box(self, left: float, top: float, right: float, bottom: float, ink: str) -> None:
        """A rectangle, in pixels."""
        self.draw.rectangle((left, top, right, bottom), fill=ink)

    def disc(self, x: float, y: float, radius: float, ink: str) -> None:
        """A circle; all as parts of the picture's height, x of its width."""
        around, down, size = x * self.width, y * self.height, radius * self.height
        self.draw.ellipse((around - size, down - size, around + size, down + size), fill=ink)


def start(size: tuple[int, int], scene: str, chance: random.Random) -> Canvas:
    """A sky to draw on."""
    sky, layers = NIGHT if scene == "night" else chance.choice(DAY)
    column = Image.linear_gradient("L").resize((1, size[1])).resize(size)
    image = Image.composite(Image.new("RGB", size, sky[1]), Image.new("RGB", size, sky[0]), column)
    return Canvas(image, ImageDraw.Draw(image), chance, layers)


def _sun(canvas: Canvas) -> None:
    across = canvas.chance.choice([0.2, 0.32, 0.68, 0.8])
    canvas.disc(across, 0.3, 0.2, _blend(GOLD, PAPER, 0.45))
    canvas.disc(across, 0.3, 0.155, GOLD)


def _hills(canvas: Canvas) -> None:
    _sun(canvas)
    for depth, ink in enumerate(canvas.layers):
        canvas.ridge(0.4 + depth * 0.13, 0.045, ink, 0.8 + depth * 0.25)


def _roofs(canvas: Canvas) -> None:
    _sun(canvas)
    for depth, ink in enumerate(canvas.layers[:3]):
        _street(canvas, 0.5 + depth * 0.11, ink)
    canvas.ridge(0.84, 0.01, canvas.layers[3])


def _street(canvas: Canvas, base: float, ink: str) -> None:
    left = -canvas.chance.uniform(0, 120)
    while left < canvas.width:
        wide = canvas.chance.uniform(0.07, 0.12) * canvas.width
        top = (base - canvas.chance.uniform(0, 0.12)) * canvas.height
        peak = top - wide * 0.42
        canvas.draw.polygon([(left, top), (left + wide / 2, peak), (left + wide, top)], fill=ink)
        canvas.box(left, top - 1, left + wide, canvas.height, ink)
        canvas.box(left + wide * 0.7, peak + wide * 0.02, left + wide * 0.84, top, ink)
        left += wide


def _spires(canvas: Canvas) -> None:
    _sun(canvas)
    _street(canvas, 0.52, canvas.layers[0])
    for across, tall in ((0.24, 0.1), (0.47, 0.04), (0.74, 0.14)):
        x, wide = across * canvas.width, 0.03 * canvas.width
        canvas.draw.polygon(
            [(x - wide, 0.45 * canvas.height), (x, tall * canvas.height), (x + wide, 0.45 * canvas.height)],
            fill=canvas.layers[1],
        )
        canvas.box(x - wide, 0.45 * canvas.height, x + wide, canvas.height, canvas.layers[1])
    _street(canvas, 0.66, canvas.layers[2])
    canvas.ridge(0.84, 0.01, canvas.layers[3])


def _kilns(canvas: Canvas) -> None:
    _sun(canvas)
    _street(canvas, 0.58, canvas.layers[0])
    for depth, places in ((1, (0.16, 0.52, 0.88)), (2, (0.32, 0.7))):
        for across in places:
            _kiln(canvas, across, 0.13 + depth * 0.06, canvas.layers[depth])
    canvas.ridge(0.8, 0.01, canvas.layers[3])


def _kiln(canvas: Canvas, across: float, top: float, ink: str) -> None:
    """A bottle oven: a narrow neck, round shoulders."""
    outline = ((0.020, 0.0), (0.022, 0.08), (0.034, 0.18), (0.062, 0.28), (0.078, 0.40), (0.080, 0.8))
    right = [((across + x) * canvas.width, (top + y) * canvas.height) for x, y in outline]
    left = [((across - x) * canvas.width, (top + y) * canvas.height) for x, y in reversed(outline)]
    canvas.draw.polygon(right + left, fill=ink)
    x, y = across * canvas.width, top * canvas.height
    canvas.box(x - 0.025 * canvas.width, y, x + 0.025 * canvas.width, y + 0.018 * canvas.height, ink)


def _bridge(canvas: Canvas) -> None:
    _sun(canvas)
    canvas.ridge(0.42, 0.03, canvas.layers[0], 0.9)
    canvas.ridge(0.5, 0.03, canvas.layers[1], 0.7)
    water = _blend(canvas.layers[0], PAPER, 0.55)
    canvas.box(0, 0.66 * canvas.height, canvas.width, canvas.height, water)
    _arch(canvas, canvas.layers[2], water)
    for _ in range(9):
        x, y = canvas.chance.uniform(0, 0.9) * canvas.width, canvas.chance.uniform(0.7, 0.95) * canvas.height
        canvas.box(
            x, y, x + canvas.chance.uniform(0.05, 0.15) * canvas.width, y + 7, _blend(water, PAPER, 0.5)
        )


def _arch(canvas: Canvas, ink: str, water: str) -> None:
    """A bridge with one wide arch, and the arch's mirror image in the water."""
    wide, high = canvas.width, canvas.height
    canvas.draw.polygon(
        [
            (0, 0.44 * high),
            (0.5 * wide, 0.33 * high),
            (wide, 0.44 * high),
            (wide, 0.66 * high),
            (0, 0.66 * high),
        ],
        fill=ink,
    )
    hole = (0.16 * wide, 0.40 * high, 0.84 * wide, 0.92 * high)
    canvas.draw.pieslice(hole, 180, 360, fill=_blend(canvas.layers[0], PAPER, 0.75))
    canvas.draw.pieslice(hole, 0, 180, fill=_blend(water, PAPER, 0.25))
    for step in range(17):
        x = step / 16 * wide
        y = (0.44 - 0.11 * (1 - abs(step - 8) / 8)) * high
        canvas.box(x - 6, y - 0.05 * high, x + 6, y + 8, ink)
    rail = [(0, 0.39 * high), (0.5 * wide, 0.28 * high), (wide, 0.39 * high)]
    canvas.draw.line(rail, fill=ink, width=16, joint="curve")


def _orchard(canvas: Canvas) -> None:
    _sun(canvas)
    canvas.ridge(0.46, 0.03, canvas.layers[0])
    canvas.ridge(0.58, 0.025, canvas.layers[1])
    for across in (0.06, 0.26, 0.5, 0.72, 0.95):
        _tree(canvas, across + canvas.chance.uniform(-0.03, 0.03))
    canvas.ridge(0.8, 0.015, canvas.layers[3])


def _tree(canvas: Canvas, across: float) -> None:
    """A round crown of many rounds, with fruit in gold."""
    x = across * canvas.width
    canvas.box(x - 16, 0.4 * canvas.height, x + 16, canvas.height, canvas.layers[3])
    spots = [(canvas.chance.uniform(-0.065, 0.065), canvas.chance.uniform(0.2, 0.44)) for _ in range(11)]
    for aside, down in spots:
        canvas.disc(across + aside, down, 0.075, canvas.layers[2])
    for aside, down in spots[:8]:
        canvas.disc(across + aside * 1.2, down + 0.02, 0.013, GOLD)


def _night(canvas: Canvas) -> None:
    canvas.disc(0.8, 0.2, 0.1, "#f1e3c4")
    for _ in range(70):
        x, y = canvas.chance.random(), canvas.chance.uniform(0, 0.45)
        canvas.disc(x, y, canvas.chance.choice([0.0015, 0.002, 0.003]), _blend(GOLD, PAPER, 0.6))
    for depth, ink in enumerate(canvas.layers[:3]):
        _street(canvas, 0.5 + depth * 0.1, ink)
        _windows(canvas, 0.52 + depth * 0.1)


def _windows(canvas: Canvas, base: float) -> None:
    wide, high = 0.011 * canvas.width, 0.028 * canvas.height
    for _ in range(48):
        x, y = canvas.chance.random() * canvas.width, (base + canvas.chance.uniform(0, 0.1)) * canvas.height
        canvas.box(x, y, x + wide, y + high, canvas.chance.choice([GOLD, "#c98a2c", "#f1d28a"]))


def _blend(one: str, other: str, share: float) -> str:
    """A colour between two, with this share of the other."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


SCENES: dict[str, Callable[[Canvas], None]] = {
    "hills": _hills,
    "roofs": _roofs,
    "spires": _spires,
    "kilns": _kilns,
    "bridge": _bridge,
    "orchard": _orchard,
    "night": _night,
}
