"""A field of nominations by plain and by adjusted means side by side, and how sure either is.

Judges' severity is told from everything that a panel scored, so that a team has the same adjusted mean in
every award; ranks, chances and who would be first without one judge are those of the award's own field.
Scores are in points from 0 to 100.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import sqrt

from awards.results.measures.adjusted import Fit, fit
from awards.results.measures.agreement import Agreement, agreement
from awards.results.measures.chances import DRAWS, Chance, without_one
from awards.results.measures.fields import chances_in, errors_of
from awards.results.measures.orders import Order, borda_order, schulze
from awards.results.measures.tables import FEW, NotComparable, Scores, means, ranks
from awards.results.quantiles import t95

FEWEST_JUDGES = 2
MOST_CHANCES = 300
"""Nominations of a panel up to which chances are drawn while somebody waits for the page."""
MOST_ORDERED = 60
"""The same for the orders by ranks alone, whose time grows with the cube."""
MOST_REFITTED = 1000
"""Nominations times judges up to which it is tried out what the first place would be without each judge."""
WORK = 150_000
"""Draws times nominations that a page may take: about a fifth of a second."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A nomination by both means; None where the panel's scores cannot be adjusted.

    ``shift`` is adjusted less mean. ``bar``: where the adjusted mean would lie 9 times in 10 if the panel
    scored anew.
    """

    mean: Fraction
    rank: int
    adjusted: Fraction | None = None
    adjusted_rank: int | None = None
    shift: Fraction = Fraction(0)
    chance: Chance | None = None
    bar: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Judge:
    """How one judge scored: how many, from where to where, how strict.

    ``severity``: points above (more) or below (less) what the panel gives; ``strays``: by how many points
    their scores typically lie apart from what nomination and severity explain.
    """

    letter: str
    scored: int
    lowest: Fraction
    highest: Fraction
    severity: Fraction | None = None
    strays: float | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the scores of a panel's category tell. Without a fit, ``apart`` are groups that no judge connects.

    ``complete``: every judge scored every nomination, so that there is nothing to adjust.
    """

    scores: Scores
    fit: Fit | None
    apart: tuple[tuple[str, ...], ...]
    agreement: Agreement
    judges: tuple[Judge, ...]
    chances: Mapping[str, Mapping[str, Chance]] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether every judge scored every nomination."""
        return all(len(given) == len(self.judges) for given in self.scores.values())

    @property
    def few(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Nominations, and judges by letter, with so few scores that places are only advisory."""
        nominations = tuple(key for key, given in self.scores.items() if len(given) < FEW)
        return nominations, tuple(judge.letter for judge in self.judges if judge.scored < FEW)


@dataclass(frozen=True, slots=True)
class Compared:
    """One award's field. Firsts are several where they are exactly equal.

    ``without``: by judge who would be first by the mean, and adjusted, where that is somebody else;
    None where it was not looked at.
    """

    figures: Mapping[str, Figures]
    first: tuple[str, ...]
    adjusted_first: tuple[str, ...]
    without: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] | None
    borda: Order
    schulze: Order

    @property
    def chance(self) -> float | None:
        """How probable it is that the only one with the highest mean is truly best."""
        found = self.figures[self.first[0]].chance if len(self.first) == 1 else None
        return found.best if found else None

    @property
    def differ(self) -> bool:
        """Whether plain and adjusted means put different nominations first."""
        return bool(self.adjusted_first) and set(self.first) != set(self.adjusted_first)


def weigh(scores: Scores, fields: Mapping[str, Collection[str]], *, seed: str) -> Weighed:
    """Measure a table once for all its fields, given by the award's key."""
    fitted, apart = _fit(scores)
    draws = min(DRAWS, WORK // max(len(scores), 1))
    drawn = fitted is not None and len(scores) <= MOST_CHANCES
    return Weighed(
        scores=scores,
        fit=fitted,
        apart=apart,
        agreement=agreement(scores, fit=fitted),
        judges=tuple(_judges(scores, fitted)),
        chances=chances_in(fitted, fields, draws, seed=seed) if fitted and drawn else {},
    )


def _fit(scores: Scores) -> tuple[Fit | None, tuple[tuple[str, ...], ...]]:
    judges = {judge for given in scores.values() for judge in given}
    if len(judges) < FEWEST_JUDGES:
        return None, ()
    try:
        return fit(scores), ()
    except NotComparable as error:
        return None, error.groups


def _judges(scores: Scores, fitted: Fit | None) -> Iterable[Judge]:
    """Everybody who scored, in the order of their letters."""
    given: dict[str, dict[str, Fraction]] = {}
    for nomination, sheets in scores.items():
        for judge, score in sheets.items():
            given.setdefault(judge, {})[nomination] = Fraction(score)
    for letter in sorted(given, key=lambda name: (len(name), name)):
        theirs = given[letter]
        severity = fitted.severities[letter] if fitted else None
        yield Judge(
            letter,
            len(theirs),
            min(theirs.values()),
            max(theirs.values()),
            severity,
            _strays(fitted, letter, theirs) if fitted and fitted.freedom else None,
        )


def _strays(fitted: Fit, judge: str, nominations: Collection[str]) -> float:
    squares = sum(float(fitted.residuals(each, judge)) ** 2 for each in nominations)
    return sqrt(squares / len(nominations))


def compare(weighed: Weighed, award: str, competing: Collection[str]) -> Compared:
    """The award with this key among its field, as far as somebody scored it."""
    field_ = {key: weighed.scores[key] for key in competing if key in weighed.scores}
    plain = means(field_)
    adjusted = _adjusted(weighed, field_)
    figures = _figures(weighed, plain, adjusted, weighed.chances.get(award, {}))
    first, adjusted_first = _first(plain), _first(adjusted)
    ordered = len(field_) <= MOST_ORDERED
    return Compared(
        figures=figures,
        first=first,
        adjusted_first=adjusted_first,
        without=_without(weighed, first, adjusted_first, field_),
        borda=borda_order(field_) if ordered else (),
        schulze=schulze(field_).order if ordered else (),
    )


def _adjusted(weighed: Weighed, keys: Collection[str]) -> dict[str, Fraction]:
    return {key: weighed.fit.nominations[key].adjusted for key in keys} if weighed.fit else {}


def _figures(
    weighed: Weighed,
    plain: Mapping[str, Fraction],
    adjusted: Mapping[str, Fraction],
    chances: Mapping[str, Chance],
) -> dict[str, Figures]:
    errors = errors_of(weighed.fit) if weighed.fit else {}
    reach = t95(weighed.fit.freedom) if weighed.fit and weighed.fit.freedom else 0.0
    places, adjusted_places = ranks(plain), ranks(adjusted)
    found = {}
    for key, mean in plain.items():
        if key not in adjusted:
            found[key] = Figures(mean, places[key])
            continue
        middle, error = float(adjusted[key]), errors.get(key)
        bar = None if error is None else (middle - reach * error, middle + reach * error)
        found[key] = Figures(
            mean,
            places[key],
            adjusted[key],
            adjusted_places[key],
            adjusted[key] - mean,
            chances.get(key),
            bar,
        )
    return found


def _first(values: Mapping[str, Fraction]) -> tuple[str, ...]:
    best = max(values.values(), default=None)
    return tuple(sorted(key for key, value in values.items() if value == best))


def _without(
    weighed: Weighed, first: tuple[str, ...], adjusted_first: tuple[str, ...], competing: Scores
) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]] | None:
    """Judges without whom somebody else would be first, by one mean or the other."""
    if len(weighed.scores) * len(weighed.judges) > MOST_REFITTED or len(competing) < 2:
        return None
    adjusted = without_one(weighed.scores, competing) if weighed.fit and not weighed.complete else {}
    found = {}
    for judge in weighed.judges:
        letter = judge.letter
        left = {key: {j: s for j, s in given.items() if j != letter} for key, given in competing.items()}
        theirs = _first(means(left)) or first
        # where nothing can be adjusted without them, nothing is said of it
        other = theirs if weighed.complete else adjusted.get(letter) or adjusted_first
        if theirs != first or other != adjusted_first:
            found[letter] = (theirs, other)
    return found
