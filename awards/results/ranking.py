"""The ranking: weighted means of submitted score sheets in exact fractions, and what follows from it.

Floating point would let 1/3 three times differ from 1, and a tie be decided by rounding. A judge-adjusted
ranking would be another function here that returns the same places.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from math import lcm, sqrt

FULL_MARKS = 100


@dataclass(frozen=True, slots=True)
class Scale:
    """How points become whole numbers: so much for a point of each criterion, ``whole`` for full marks."""

    factors: Mapping[str, int]
    whole: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a nomination stands. All but `sd`, which is for the eye only, is exact; 0 to 100."""

    nomination: str
    rank: int
    mean: Fraction
    judges: int
    lowest: Fraction
    highest: Fraction
    sd: float
    tied: bool

    @property
    def spread(self) -> Fraction:
        """How far the judges lie apart."""
        return self.highest - self.lowest


@dataclass(frozen=True, slots=True)
class Tie:
    """Nominations with exactly the same mean, of which the numbers leave open who receives what.

    `winners` and `highly_commended` are the places left for them.
    """

    nominations: tuple[str, ...]
    winners: int
    highly_commended: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the ranking alone would decide, and the ties that people have to."""

    winners: tuple[str, ...]
    highly_commended: tuple[str, ...]
    ties: tuple[Tie, ...]


def scale_of(weights: Mapping[str, tuple[int, int]]) -> Scale:
    """The scale for criteria given as weight and highest point; they may differ in both."""
    common = lcm(*(maximum for _, maximum in weights.values()))
    factors = {key: weight * common // maximum for key, (weight, maximum) in weights.items()}
    return Scale(factors, common * sum(weight for weight, _ in weights.values()))


@lru_cache(maxsize=4096)
def share(points: int, whole: int) -> Fraction:
    """Points of a whole, from 0 to 100. Kept, since few sums are met again and again."""
    return Fraction(FULL_MARKS * points, whole)


def rank_totals(totals: Mapping[str, Mapping[str, int]], whole: int) -> list[Place]:
    """Nominations by the mean of their judges' totals, equal ranks for exact ties: 1, 2, 2, 4.

    Given are each judge's weighted points of each nomination; ``whole`` are the points of full marks.
    Means are compared as whole numbers, over the least common multiple of the numbers of judges: as exact as
    fractions and many times faster. Within a tie the order is that of the keys: fixed, and without meaning.
    """
    common = lcm(*{len(given) for given in totals.values()})
    levels = {key: sum(given.values()) * (common // len(given)) for key, given in totals.items()}
    ordered = sorted(levels, key=lambda key: (-levels[key], key))
    places: list[Place] = []
    for _, group in groupby(ordered, key=levels.__getitem__):
        equals, rank = list(group), len(places) + 1
        places += [_place(key, rank, list(totals[key].values()), whole, len(equals) > 1) for key in equals]
    return places


def _place(nomination: str, rank: int, given: list[int], whole: int, tied: bool) -> Place:
    """A place with what its judges gave."""
    judges, points = len(given), sum(given)
    squares = FULL_MARKS**2 * (judges * sum(each * each for each in given) - points * points)
    return Place(
        nomination,
        rank,
        mean=share(points, whole * judges),
        judges=judges,
        lowest=share(min(given), whole),
        highest=share(max(given), whole),
        sd=sqrt(squares / (whole**2 * judges * (judges - 1))) if judges > 1 else 0.0,
        tied=tied,
    )


def propose(places: Sequence[Place], winners: int = 1, highly_commended: int = 2) -> Proposal:
    """Who would receive an award by rank alone. A tie across the edge of a placing is left to people."""
    won: list[str] = []
    commended: list[str] = []
    ties: list[Tie] = []
    edges = (winners, winners + highly_commended)
    before = 0
    for _, group in groupby(places, key=lambda place: place.rank):
        tied = tuple(place.nomination for place in group)
        after = before + len(tied)
        if any(before < edge < after for edge in edges):
            to_win = max(0, edges[0] - before)
            ties.append(Tie(tied, to_win, max(0, min(after, edges[1]) - before - to_win)))
        elif after <= edges[0]:
            won += tied
        elif after <= edges[1]:
            commended += tied
        before = after
    return Proposal(tuple(won), tuple(commended), tuple(ties))
