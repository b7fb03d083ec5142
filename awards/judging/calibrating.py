"""How a panel's points of the sample nomination are spread, and who is far from what was agreed."""

import string
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from awards.judging.rules import Criterion
from awards.nominations.safeguarding import Finding, findings

FAR = 2
"""Points: who is further than this from the agreed answer reads the scale in another way."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One judge's points and sentences by criterion key; ``own`` is the viewer's."""

    points: Mapping[str, int]
    comments: Mapping[str, str]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What one judge, known by a letter, gave for one criterion, and why."""

    letter: str
    points: int
    why: str
    own: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """The points that the judges gave for one criterion; ``counts`` has a number for every point from 0."""

    key: str
    counts: tuple[int, ...]
    given: tuple[Given, ...]

    @property
    def _sorted(self) -> list[int]:
        return sorted(each.points for each in self.given)

    @property
    def lowest(self) -> int | None:
        """The fewest points that somebody gave."""
        return min(self._sorted, default=None)

    @property
    def highest(self) -> int | None:
        """The most points that somebody gave."""
        return max(self._sorted, default=None)

    @property
    def range(self) -> int:
        """How far the strictest and the kindest are apart."""
        return self._sorted[-1] - self._sorted[0] if self.given else 0

    @property
    def median(self) -> Fraction | None:
        """The point in the middle; of two in the middle, half-way between them."""
        points = self._sorted
        if not points:
            return None
        upper = len(points) // 2
        lower = upper if len(points) % 2 else upper - 1
        return Fraction(points[lower] + points[upper], 2)

    @property
    def own(self) -> int | None:
        """What the viewer gave; None where they gave nothing."""
        return next((each.points for each in self.given if each.own), None)

    def at(self, point: int) -> list[Given]:
        """Who gave that point, in the order of their letters."""
        return [each for each in self.given if each.points == point]


@dataclass(frozen=True, slots=True)
class Apart:
    """A criterion for which a judge is far from what was agreed."""

    key: str
    name: str
    points: int
    agreed: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a sample that may identify a child or a family, and under which heading they stand."""

    heading: str
    finding: Finding


def passages(title: str, parts: Sequence[Mapping[str, str]]) -> list[Passage]:
    """What the safeguarding check finds in a sample: it must identify no child either. Each once a part."""
    found: dict[tuple[str, str, str], Passage] = {}
    for part in parts:
        for each in findings(part["text"], allowed=[title] if title else ()):
            found.setdefault((part["heading"], each.rule, each.passage), Passage(part["heading"], each))
    return list(found.values())


def spreads(sheets: Sequence[Sheet], criteria: Sequence[Criterion]) -> list[Spread]:
    """For every criterion, what the judges gave. They are A, B, C … in the order of ``sheets``."""
    return [_spread(sheets, criterion) for criterion in criteria]


def _spread(sheets: Sequence[Sheet], criterion: Criterion) -> Spread:
    key = criterion.key
    given = tuple(
        Given(letter(number), sheet.points[key], sheet.comments.get(key, ""), sheet.own)
        for number, sheet in enumerate(sheets)
        if key in sheet.points
    )
    counted = Counter(each.points for each in given)
    return Spread(key, tuple(counted[point] for point in range(criterion.maximum + 1)), given)


def far_apart(
    points: Mapping[str, int], agreed: Mapping[str, int], criteria: Sequence[Criterion]
) -> list[Apart]:
    """Where a judge's points are more than two away from the agreed ones."""
    return [
        Apart(each.key, each.name, points[each.key], agreed[each.key])
        for each in criteria
        if each.key in points and each.key in agreed and abs(points[each.key] - agreed[each.key]) > FAR
    ]


def letter(number: int) -> str:
    """A, B, … Z, AA, AB, … for 0, 1, …"""
    rest, last = divmod(number, len(string.ascii_uppercase))
    return (letter(rest - 1) if rest else "") + string.ascii_uppercase[last]
