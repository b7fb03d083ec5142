"""Score sheets as plain values, and the ranking of them by the rules alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from awards.results.ranking import Place, rank_totals, scale_of, share

Weights = Mapping[str, tuple[int, int]]
"""By criterion: its weight and its highest point."""


@dataclass(frozen=True)
class Sheet:
    """One judge's submitted scores of one nomination, by criterion."""

    judge: str
    nomination: str
    scores: Mapping[str, int]


def points_of(scores: Mapping[str, int], weights: Weights) -> int:
    """A sheet's weighted points."""
    factors = scale_of(weights).factors
    return sum(factors[key] * score for key, score in scores.items())


def total_of(scores: Mapping[str, int], weights: Weights) -> Fraction:
    """A sheet's total, from 0 to 100."""
    return share(points_of(scores, weights), scale_of(weights).whole)


def ranked(sheets: Iterable[Sheet], weights: Weights) -> list[Place]:
    """The places of all that have a sheet."""
    totals: dict[str, dict[str, int]] = {}
    for sheet in sheets:
        totals.setdefault(sheet.nomination, {})[sheet.judge] = points_of(sheet.scores, weights)
    return rank_totals(totals, scale_of(weights).whole)
