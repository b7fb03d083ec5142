"""Ranking a table of any size: places, chances of being truly best, ranges of ranks; by numpy if it pays."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module
from types import ModuleType
from typing import Literal

from awards.results.measures.adjusted import EXACT_WORK, Fit, fit, work
from awards.results.measures.chances import DRAWS, Chance, chances
from awards.results.measures.tables import NotComparable, Score, Scores, check_scored, means, ranks

Method = Literal["mean", "adjusted"]

LARGE = 60
"""From so many nominations or judges on numpy takes less time than it takes to load."""
TOO_LARGE = 2_000
"""Nominations and judges: without numpy the chances of more would take minutes."""
NO_NUMPY = (
    "Chances of so large a table need numpy, which is not installed; they are left out."
    " To have them: pip install numpy."
)
NO_NOISE = "There are no chances: each score is needed to place somebody, so none is left to show the noise."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a nomination stands, for people and programs: scores in points, `chance_best` 0 to 1.

    None is what the table does not tell.
    """

    nomination: str
    rank: int
    mean: float
    adjusted: float | None
    judges: int
    chance_best: float | None
    rank_low: int | None
    rank_high: int | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """All places from the first on. ``fit`` is None where the table does not hang together."""

    method: Method
    places: tuple[Place, ...]
    fit: Fit | None
    notes: tuple[str, ...]


def rank(scores: Scores, method: Method, seed: str) -> Ranking:
    """Nominations by their mean or adjusted mean; NotComparable where the table cannot be ranked so."""
    check_scored(scores)
    notes: list[str] = []
    try:
        fitted = fit_of_any_size(scores)
    except NotComparable as apart:
        if method == "adjusted":
            raise
        fitted = None
        notes.append(f"There are no adjusted means and no chances. {apart.sentence}")
    sure: Mapping[str, Chance] = {}
    if fitted:
        sure, missing = _chances(fitted, seed)
        notes += missing
        if fitted.advisory:
            notes.append(f"These places are only advisory. {' '.join(fitted.advisory)}")
    values = means(scores)
    if fitted and method == "adjusted":
        values = {key: estimate.adjusted for key, estimate in fitted.nominations.items()}
    places = [
        _place(key, number, scores[key], fitted.nominations[key].adjusted if fitted else None, sure.get(key))
        for key, number in ranks(values).items()
    ]
    return Ranking(method, tuple(places), fitted, tuple(notes))


def fit_of_any_size(scores: Scores) -> Fit:
    """The additive model: in fractions while these are quick, then by numpy, without it in floats."""
    fast = _with_numpy("fast") if work(scores) > EXACT_WORK else None
    return fit(scores, fast.solve_directly if fast else None)


def _chances(fitted: Fit, seed: str) -> tuple[Mapping[str, Chance], list[str]]:
    """The chances, and what to say where there are none."""
    size = len(fitted.nominations), len(fitted.severities)
    fast = _with_numpy("fast_chances") if max(size) >= LARGE else None
    if fast is None and sum(size) > TOO_LARGE:
        return {}, [NO_NUMPY]
    found: Mapping[str, Chance] = (fast.chances if fast else chances)(fitted, DRAWS, seed=seed)
    return found, [] if found else [NO_NOISE]


def _with_numpy(name: str) -> ModuleType | None:
    """A module that needs numpy, or None where that is not installed."""
    try:
        return import_module(f"{__package__}.{name}")
    except ModuleNotFoundError as missing:
        if missing.name != "numpy":
            raise
        return None


def _place(
    key: str, number: int, given: Mapping[str, Score], adjusted: Fraction | None, chance: Chance | None
) -> Place:
    return Place(
        nomination=key,
        rank=number,
        mean=float(Fraction(sum(given.values())) / len(given)),
        adjusted=None if adjusted is None else float(adjusted),
        judges=len(given),
        chance_best=chance.best if chance else None,
        rank_low=chance.rank_low if chance else None,
        rank_high=chance.rank_high if chance else None,
    )
