"""The ranking: weighted means of submitted score sheets in exact fractions, and what follows from it.

Floating point would let 1/3 three times differ from 1, and a tie be decided by rounding. A judge-adjusted
ranking would be another function here that returns the same places.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from math import lcm, sqrt

SCALE_MAXIMUM = 5
FULL_MARKS = 100


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is scored, and how much it counts beside the others."""

    key: str
    weight: int


@dataclass(frozen=True, slots=True)
class Scale:
    """How points become whole numbers: so much for a point of each criterion, ``whole`` for full marks."""

    factors: Mapping[str, int]
    whole: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One judge's submitted scores of one nomination, by criterion."""

    judge: str
    nomination: str
    scores: Mapping[str, int]


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


def weighted_total(
    scores: Mapping[str, int], criteria: Sequence[Criterion], scale_maximum: int = SCALE_MAXIMUM
) -> Fraction:
    """A sheet's total from 0 to 100. A missing score is refused: nobody may be marked down by a gap."""
    points = _points(scores, criteria, scale_maximum)
    return Fraction(FULL_MARKS * points, _whole(criteria, scale_maximum))


def _whole(criteria: Sequence[Criterion], scale_maximum: int) -> int:
    """The weighted points of a sheet with the highest scores."""
    return scale_maximum * sum(criterion.weight for criterion in criteria)


def _points(scores: Mapping[str, int], criteria: Sequence[Criterion], scale_maximum: int) -> int:
    """A sheet's weighted points, a whole number."""
    if _whole(criteria, scale_maximum) <= 0 or any(criterion.weight < 0 for criterion in criteria):
        raise ValueError("Weights and the scale must be above nought.")
    for criterion in criteria:
        score = scores.get(criterion.key)
        if score is None:
            raise ValueError(f"There is no score for {criterion.key}.")
        if not 0 <= score <= scale_maximum:
            raise ValueError(f"The score {score} for {criterion.key} is not on the scale.")
    return sum(criterion.weight * scores[criterion.key] for criterion in criteria)


def rank_by_mean(
    sheets: Iterable[Sheet], criteria: Sequence[Criterion], scale_maximum: int = SCALE_MAXIMUM
) -> list[Place]:
    """Nominations by the mean of their judges' totals, equal ranks for exact ties: 1, 2, 2, 4."""
    totals: dict[str, dict[str, int]] = {}
    for sheet in sheets:
        given = totals.setdefault(sheet.nomination, {})
        if sheet.judge in given:
            raise ValueError(f"{sheet.judge} has two score sheets for {sheet.nomination}.")
        given[sheet.judge] = _points(sheet.scores, criteria, scale_maximum)
    return rank_totals(totals, _whole(criteria, scale_maximum))


def rank_totals(totals: Mapping[str, Mapping[str, int]], whole: int) -> list[Place]:
    """The same from each judge's weighted points of each nomination; ``whole`` are the points of full marks.

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


def unranked(nominations: Iterable[str], places: Iterable[Place]) -> list[str]:
    """Nominations without a single submitted sheet: listed apart, never last."""
    return sorted(set(nominations) - {place.nomination for place in places})


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
