"""Draws people for the sample's team pictures: flat shapes, no faces, nobody like anybody else."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from PIL import ImageDraw

SKINS = ("#f0cba4", "#e3b088", "#c98d62", "#a96d45", "#84512f", "#603823", "#edbd98", "#b97f55")
HAIRS = ("#1d1a1c", "#2e211b", "#4b3021", "#6f4526", "#9c6a35", "#b9b2a6", "#d8d2c6", "#7c2f1e")
CLOTHES = (
    "#24505a", "#b4532a", "#5f3a4d", "#e3a72f", "#46603f", "#2c3650",
    "#a9483f", "#7d5200", "#f1e3c4", "#8a9a7b", "#c98468", "#39424f",
)  # fmt: skip
SCARVES = ("#b4532a", "#24505a", "#e3a72f", "#5f3a4d", "#46603f", "#2c3650")
PAPER, GOLD, INK = "#fbf7ee", "#e3a72f", "#14171f"


@dataclass(frozen=True, slots=True)
class Figure:
    """One person: where the head is, how large it is, and what they wear."""

    x: float
    y: float
    unit: float
    skin: str
    hair: str
    clothes: str
    scarf: str
    style: str
    extras: frozenset[str]


@dataclass(frozen=True, slots=True)
class Brush:
    """Draws in units of a figure's head, from the middle of the head."""

    draw: ImageDraw.ImageDraw
    figure: Figure

    def oval(self, x: float, y: float, wide: float, high: float, ink: str) -> None:
        """An ellipse around a point."""
        self.draw.ellipse(self._box(x - wide, y - high, x + wide, y + high), fill=ink)

    def block(self, box: tuple[float, float, float, float], radius: float, ink: str) -> None:
        """A rectangle with round corners."""
        self.draw.rounded_rectangle(self._box(*box), radius * self.figure.unit, fill=ink)

    def cap(self, box: tuple[float, float, float, float], start: int, end: int, ink: str) -> None:
        """A slice of an ellipse, cut straight."""
        self.draw.chord(self._box(*box), start, end, fill=ink)

    def shape(self, points: list[tuple[float, float]], ink: str) -> None:
        """A polygon."""
        self.draw.polygon([self._at(x, y) for x, y in points], fill=ink)

    def line(self, points: list[tuple[float, float]], width: float, ink: str) -> None:
        """A line with round joints."""
        thick = max(1, round(width * self.figure.unit))
        self.draw.line([self._at(x, y) for x, y in points], fill=ink, width=thick, joint="curve")

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self.figure.x + x * self.figure.unit, self.figure.y + y * self.figure.unit

    def _box(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        return (*self._at(left, top), *self._at(right, bottom))


def shade(ink: str, by: float) -> str:
    """The colour darker (below 1) or lighter (above 1)."""
    parts = (int(ink[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{min(255, round(part * by)):02x}" for part in parts)


def draw_figure(draw: ImageDraw.ImageDraw, figure: Figure) -> None:
    """The whole person, from the hair behind to the lanyard in front."""
    brush = Brush(draw, figure)
    BEHIND.get(figure.style, _nothing)(brush)
    _body(brush)
    _head(brush)
    FRONT.get(figure.style, _nothing)(brush)
    for extra in sorted(figure.extras):
        EXTRAS[extra](brush)


def _nothing(brush: Brush) -> None:
    """Nothing to draw."""


def _body(brush: Brush) -> None:
    ink = brush.figure.clothes
    brush.block((-2.05, 1.62, 2.05, 14), 1.25, ink)
    for side in (-1, 1):
        brush.line([(side * 1.38, 3.3), (side * 1.3, 5.2), (side * 1.34, 14)], 0.07, shade(ink, 0.78))
    brush.block((-0.42, 0.4, 0.42, 2.1), 0.36, shade(brush.figure.skin, 0.86))
    brush.shape([(-0.62, 1.6), (0.62, 1.6), (0, 2.55)], shade(brush.figure.skin, 0.86))


def _head(brush: Brush) -> None:
    skin = brush.figure.skin
    for side in (-1, 1):
        brush.oval(side * 0.82, 0.08, 0.15, 0.22, shade(skin, 0.92))
    brush.oval(0, 0, 0.82, 1.02, skin)


def _short(brush: Brush) -> None:
    brush.cap((-0.9, -1.14, 0.9, 0.5), 184, 356, brush.figure.hair)


def _parted(brush: Brush) -> None:
    brush.cap((-0.92, -1.2, 0.92, 0.86), 172, 330, brush.figure.hair)
    brush.cap((-0.2, -1.16, 0.92, 0.5), 210, 380, brush.figure.hair)


def _long_behind(brush: Brush) -> None:
    brush.block((-1.12, -1.18, 1.12, 2.35), 1.0, brush.figure.hair)


def _bob_behind(brush: Brush) -> None:
    brush.block((-1.16, -1.18, 1.16, 1.0), 0.82, brush.figure.hair)


def _fringe(brush: Brush) -> None:
    brush.cap((-0.92, -1.16, 0.92, 0.5), 184, 356, brush.figure.hair)


def _bun_behind(brush: Brush) -> None:
    brush.oval(0.1, -1.3, 0.46, 0.44, brush.figure.hair)


def _round_behind(brush: Brush) -> None:
    brush.oval(0, -0.42, 1.32, 1.2, brush.figure.hair)


def _round_front(brush: Brush) -> None:
    brush.cap((-0.86, -1.1, 0.86, 0.3), 190, 350, brush.figure.hair)


def _headscarf_behind(brush: Brush) -> None:
    brush.oval(0, -0.08, 1.12, 1.28, brush.figure.scarf)


def _headscarf_front(brush: Brush) -> None:
    scarf = brush.figure.scarf
    brush.cap((-0.98, -1.3, 0.98, 0.56), 188, 352, scarf)
    brush.cap((-1.24, 0.1, 1.24, 2.7), 0, 180, scarf)
    brush.shape(
        [(-1.08, 0.1), (-0.7, 0.62), (0, 1.06), (0.7, 0.62), (1.08, 0.1), (1.24, 1.5), (-1.24, 1.5)], scarf
    )
    brush.line([(-0.72, 1.0), (0.1, 1.65), (0.95, 1.8)], 0.07, shade(scarf, 0.78))


def _turban_front(brush: Brush) -> None:
    scarf, hair = brush.figure.scarf, brush.figure.hair
    brush.cap((-0.82, -0.7, 0.82, 1.3), 8, 172, hair)
    brush.oval(0, 0.36, 0.3, 0.1, brush.figure.skin)
    brush.cap((-1.06, -1.62, 1.06, 0.74), 180, 360, scarf)
    brush.shape([(-1.06, -0.46), (1.06, -0.46), (0.62, -0.3), (0, -0.62), (-0.62, -0.3)], scarf)
    for step in (0.0, 0.34, 0.68):
        brush.line([(0, -0.72 - step), (0.98 - step * 0.5, -0.42 - step)], 0.05, shade(scarf, 0.78))
        brush.line([(0, -0.72 - step), (-0.98 + step * 0.5, -0.42 - step)], 0.05, shade(scarf, 0.78))


def _beard(brush: Brush) -> None:
    _short(brush)
    brush.cap((-0.83, -0.6, 0.83, 1.12), 12, 168, brush.figure.hair)


def _cap_front(brush: Brush) -> None:
    brush.cap((-0.98, -1.3, 0.98, 0.5), 182, 358, brush.figure.scarf)
    brush.block((-1.2, -0.52, 0.96, -0.36), 0.08, shade(brush.figure.scarf, 0.78))


def _lanyard(brush: Brush) -> None:
    brush.line([(-0.72, 1.66), (0, 3.6), (0.72, 1.66)], 0.09, GOLD)
    brush.block((-0.36, 3.5, 0.36, 4.4), 0.1, PAPER)
    brush.block((-0.2, 3.72, 0.2, 4.02), 0.06, shade(PAPER, 0.78))


def _glasses(brush: Brush) -> None:
    for side in (-1, 1):
        x, y, unit = brush.figure.x, brush.figure.y, brush.figure.unit
        middle = x + side * 0.36 * unit
        box = (middle - 0.25 * unit, y - 0.2 * unit, middle + 0.25 * unit, y + 0.24 * unit)
        brush.draw.ellipse(box, outline=INK, width=max(2, round(0.055 * unit)))
    brush.line([(-0.12, -0.02), (0.12, -0.02)], 0.055, INK)


def _collar(brush: Brush) -> None:
    for side in (-1, 1):
        brush.shape([(side * 0.5, 1.36), (side * 1.02, 1.72), (side * 0.52, 2.42), (0, 2.5)], PAPER)


def _muffler(brush: Brush) -> None:
    brush.block((-0.86, 1.2, 0.86, 1.92), 0.34, brush.figure.scarf)
    brush.block((0.16, 1.5, 0.66, 3.7), 0.16, shade(brush.figure.scarf, 0.86))


BEHIND: dict[str, Callable[[Brush], None]] = {
    "long": _long_behind,
    "bob": _bob_behind,
    "bun": _bun_behind,
    "round": _round_behind,
    "headscarf": _headscarf_behind,
}
FRONT: dict[str, Callable[[Brush], None]] = {
    "short": _short,
    "parted": _parted,
    "long": _parted,
    "bob": _fringe,
    "bun": _short,
    "round": _round_front,
    "headscarf": _headscarf_front,
    "turban": _turban_front,
    "beard": _beard,
    "cap": _cap_front,
}
EXTRAS: dict[str, Callable[[Brush], None]] = {
    "collar": _collar,
    "glasses": _glasses,
    "lanyard": _lanyard,
    "muffler": _muffler,
}
STYLES = (
    "long",
    "short",
    "bob",
    "parted",
    "bun",
    "round",
    "headscarf",
    "turban",
    "beard",
    "long",
    "bob",
    "cap",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a head goes."""

    x: float
    y: float
    unit: float


def dress(places: list[Place], chance: random.Random) -> list[Figure]:
    """Somebody for every place; neighbours never wear the same."""
    styles = chance.sample(STYLES, len(STYLES))
    skins = chance.sample(SKINS, len(SKINS))
    clothes = chance.sample(CLOTHES, len(CLOTHES))
    figures = []
    for index, place in enumerate(places):
        style = styles[index % len(styles)]
        wearing = clothes[index % len(clothes)]
        scarf = chance.choice([ink for ink in SCARVES if ink != wearing])
        figures.append(
            Figure(
                x=place.x,
                y=place.y,
                unit=place.unit,
                skin=_skin(style, skins[index % len(skins)]),
                hair=_hair(style, chance),
                clothes=wearing,
                scarf=scarf,
                style=style,
                extras=_extras(style, wearing, chance),
            )
        )
    return figures


def _skin(style: str, otherwise: str) -> str:
    return {"round": SKINS[4], "turban": SKINS[3]}.get(style, otherwise)


def _hair(style: str, chance: random.Random) -> str:
    return chance.choice(HAIRS[:2] if style in {"round", "turban"} else HAIRS)


def _extras(style: str, clothes: str, chance: random.Random) -> frozenset[str]:
    if style == "headscarf":
        return frozenset(chance.choice([(), ("glasses",)]))
    neck = chance.choice(["lanyard", "collar", "lanyard", "", "muffler"])
    neck = "" if neck == "collar" and clothes == "#f1e3c4" else neck
    eyes = "glasses" if chance.random() < 0.3 else ""
    return frozenset({neck, eyes} - {""})
