"""A judge's own scores beside each other: their range, how often each point, what else has the same one."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

NAMED = 2
"""So many teams are named at a level; the others are counted."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How far a judge's totals lie apart."""

    sheets: int
    lowest: Fraction
    middle: Fraction
    highest: Fraction

    @property
    def width(self) -> Fraction:
        """From the lowest to the highest."""
        return self.highest - self.lowest


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a judge gave one point of the scale. ``word`` is empty where criteria call it differently."""

    points: int
    word: str
    times: int


@dataclass(frozen=True, slots=True)
class Same:
    """A nomination to which the judge gave certain points, with the sheet to open."""

    assignment_id: uuid.UUID
    title: str


@dataclass(frozen=True, slots=True)
class Level:
    """The other nominations to which a judge gave the same points for a criterion."""

    points: int
    named: tuple[Same, ...]
    more: int

    @property
    def label(self) -> str:
        """What stands before the names."""
        return f"Your other {self.points}{'' if self.is_one else 's'}:"

    @property
    def is_one(self) -> bool:
        """Whether there is a single one."""
        return len(self.named) + self.more == 1


def spread(totals: Iterable[Fraction]) -> Spread | None:
    """The range of several totals; one alone has none."""
    known = list(totals)
    if len(known) < 2:  # one is not spread
        return None
    return Spread(len(known), min(known), median(known), max(known))


def frequencies(given: Iterable[int | None], scales: Iterable[Sequence[str]]) -> list[Frequency]:
    """How often each point was given, from 0 to the longest scale's end; gaps are not counted."""
    times = Counter(points for points in given if points is not None)
    known = list(scales)
    words = [{scale[n] for scale in known if n < len(scale)} for n in range(max(map(len, known), default=0))]
    return [
        Frequency(points, next(iter(word)) if len(word) == 1 else "", times[points])
        for points, word in enumerate(words)
    ]


def levels(others: Iterable[tuple[int, Same]]) -> list[Level]:
    """By points from the lowest up: to which others they were given, in the order in which those came."""
    found: dict[int, list[Same]] = {}
    for points, same in others:
        found.setdefault(points, []).append(same)
    return [
        Level(points, tuple(found[points][:NAMED]), max(len(found[points]) - NAMED, 0))
        for points in sorted(found)
    ]
