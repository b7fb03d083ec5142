"""Where everything stands in the picture of a ranking: a row for each team, its judges' totals on one line.

Across, places are shares of the width, in per cent, so that the picture fills a phone as well as a desk and
its letters keep their size; downwards they are pixels. A template draws it, and shows its figures as a table.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

EDGE = 3.0
"""Per cent left free on either side, so that no circle is cut off."""
APART = 5.0
"""Per cent: circles that are closer would overlap on a phone, so the later one stands above."""
WIDTH_OF_NAMES = 36
"""Characters of a name that stand beside each other on a phone."""
HEAD, LINE, CIRCLE, STRIP, GAP = 24, 20, 18, 24, 8
"""Pixels: the scale above and below, a line of a name, a circle, the strip of mean and bar, room above."""
FEWEST_TENS, MOST_TICKS = 2, 7

Number = Fraction | float


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of a team: its judges' totals by letter, its means, where chance could have put them."""

    name: str
    rank: str
    scores: Sequence[tuple[str, Number]]
    mean: Number
    adjusted: Number | None = None
    bar: tuple[Number, Number] | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """One judge's total: in per cent across, in pixels down."""

    letter: str
    x: str
    y: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One team in the picture. ``strip`` is the middle of its means and its bar, in pixels."""

    rank: str
    names: tuple[tuple[str, int], ...]
    dots: tuple[Dot, ...]
    strip: int
    mean: str
    adjusted: str
    bar: tuple[str, str] | None
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale and the number on it."""

    x: str
    value: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is drawn, and its height in pixels."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    height: int
    lowest: int
    highest: int

    @property
    def has_bars(self) -> bool:
        """Whether any team has one."""
        return any(lane.bar for lane in self.lanes)

    @property
    def has_adjusted(self) -> bool:
        """Whether any team has an adjusted mean."""
        return any(lane.adjusted for lane in self.lanes)


@dataclass(frozen=True, slots=True)
class Scale:
    """From points to per cent of the width."""

    lowest: int
    highest: int

    def at(self, value: Number) -> float:
        """Where a value stands; what lies beyond the scale stands at its end."""
        kept = min(max(float(value), self.lowest), self.highest)
        return EDGE + (100 - 2 * EDGE) * (kept - self.lowest) / (self.highest - self.lowest)

    def text(self, value: Number) -> str:
        """The same as an attribute."""
        return f"{self.at(value):.1f}%"

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Tens, or every second ten where they would crowd."""
        step = 10 if (self.highest - self.lowest) // 10 < MOST_TICKS else 20
        first = -(-self.lowest // step) * step
        return tuple(Tick(self.text(value), value) for value in range(first, self.highest + 1, step))


def picture_of(rows: Sequence[Row]) -> Picture:
    """The picture of these teams, in the order given, on a scale just as wide as their judges need."""
    scale = _scale(rows)
    lanes: list[Lane] = []
    top = HEAD
    for row in rows:
        lanes.append(_lane(row, scale, top))
        top = lanes[-1].bottom
    return Picture(tuple(lanes), scale.ticks, top + HEAD, scale.lowest, scale.highest)


def _scale(rows: Sequence[Row]) -> Scale:
    """Whole tens round everything drawn, never less than two of them and never beyond 0 and 100."""
    values = [float(total) for row in rows for _, total in row.scores]
    values += [float(row.adjusted) for row in rows if row.adjusted is not None]
    low, high = min(values, default=0.0), max(values, default=100.0)
    lowest, highest = max(0, 10 * floor(low / 10)), min(100, 10 * ceil(high / 10))
    while highest - lowest < 10 * FEWEST_TENS:
        lowest, highest = max(0, lowest - 10), min(100, highest + 10)
    return Scale(lowest, highest)


def _lane(row: Row, scale: Scale, top: int) -> Lane:
    lines = textwrap.wrap(row.name, WIDTH_OF_NAMES) or [""]
    names = tuple((line, top + GAP + LINE * (n + 1) - 5) for n, line in enumerate(lines))
    levels = _levels([(scale.at(total), letter) for letter, total in row.scores])
    floor_ = top + GAP + LINE * len(lines) + CIRCLE * (max((level for *_, level in levels), default=0) + 1)
    dots = tuple(
        Dot(letter, f"{x:.1f}%", floor_ - CIRCLE * level - CIRCLE // 2) for x, letter, level in levels
    )
    strip = floor_ + STRIP // 2
    return Lane(
        rank=row.rank,
        names=names,
        dots=dots,
        strip=strip,
        mean=scale.text(row.mean),
        adjusted="" if row.adjusted is None else scale.text(row.adjusted),
        bar=None if row.bar is None else (scale.text(row.bar[0]), scale.text(row.bar[1])),
        top=top,
        bottom=floor_ + STRIP + GAP,
    )


def _levels(placed: Sequence[tuple[float, str]]) -> list[tuple[float, str, int]]:
    """Each at the lowest level on which it touches none of those to its left."""
    ends: list[float] = []
    found = []
    for x, letter in sorted(placed, key=lambda each: (each[0], len(each[1]), each[1])):
        level = next((n for n, end in enumerate(ends) if x - end >= APART), len(ends))
        ends[level : level + 1] = [x]
        found.append((x, letter, level))
    return found
