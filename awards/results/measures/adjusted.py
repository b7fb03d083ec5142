"""Means adjusted for the judges a nomination happened to have: score = nomination + judge, by least squares.

Fisher's analysis of incomplete blocks (1940); for panels MacKay, Kenna, Low & Parker, "Calibration with
confidence", R. Soc. Open Sci. 4:160760 (2017). Where everybody scored everything it is the plain mean. A
judge who gives one point more to all changes nothing; a higher score never shrinks a nomination's lead.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import lcm

from awards.results.measures.solving import Line, Solver, solve_exactly, solve_nearly
from awards.results.measures.tables import Scores, advisory, check_comparable, judges_of, means

EXACT_WORK = 5 * 10**12
"""Fractions are used where they take less than about half a second: in units of work, see there."""
GRAIN = 10**9
"""Beyond that, floats: what differs by less than one of so many parts of a point is equal."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A nomination's mean score, and adjusted for its judges; in points. ``shift`` is what that changed."""

    mean: Fraction
    adjusted: Fraction
    shift: Fraction
    judges: int


@dataclass(frozen=True, slots=True)
class Fit:
    """What the model makes of a table of scores.

    ``severities``: what a judge gives above (more) or below (less) the panel, in points; their sum is 0, and
    adjusted = mean - mean severity of the judges who scored the nomination. ``noise``: the variance of what
    nomination and judge leave unexplained, in square points; None if nothing is left to estimate it from.
    ``exact`` is False where a table was too large for fractions. ``advisory``: sentences on what is thin.
    """

    scores: Scores
    nominations: Mapping[str, Estimate]
    severities: Mapping[str, Fraction]
    noise: Fraction | None
    freedom: int
    exact: bool
    advisory: tuple[str, ...]

    def residuals(self, nomination: str, judge: str) -> Fraction:
        """What this judge gave beyond what the nomination and their severity explain, in points."""
        explained = self.nominations[nomination].adjusted + self.severities[judge]
        return Fraction(self.scores[nomination][judge]) - explained


def work(scores: Scores) -> int:
    """How much work fractions would be: the cube of the smaller side times the square of the numbers' length.

    So many steps elimination has, and so long each takes. Numbers grow with the side, and with the least
    number that the numbers of scores on the other side all divide.
    """
    counts = Counter(judges_of(scores).values()), Counter(map(len, scores.values()))
    columns, lines = sorted(counts, key=Counter.total)
    side = columns.total()
    length = side * (lcm(*lines).bit_length() + max(columns, default=0).bit_length())
    return side**3 * length**2


def fit(scores: Scores, solver: Solver | None = None) -> Fit:
    """The additive model of the scores; NotComparable where no judges connect the nominations.

    In fractions while these are quick, else in plain floats, where what differs by less than a grain is
    equal; a ``solver`` that is given is used instead.
    """
    check_comparable(scores)
    table = _Table(scores)
    exact = solver is None and work(scores) <= EXACT_WORK
    severities, denominator = (
        table.exact_severities() if exact else table.near_severities(solver or solve_nearly)
    )
    plain = means(scores)
    shifts = {
        key: Fraction(-sum(severities[judge] for judge in given), denominator * len(given))
        for key, given in scores.items()
    }
    if not exact:
        shifts = _same_where_equal(plain, shifts)
    nominations = {
        key: Estimate(mean, mean + shifts[key], shifts[key], len(scores[key])) for key, mean in plain.items()
    }
    freedom = table.size - len(scores) - len(severities) + 1
    return Fit(
        scores,
        nominations,
        {judge: Fraction(severity, denominator) for judge, severity in severities.items()},
        table.unexplained(severities, denominator) / freedom if freedom else None,
        freedom,
        exact,
        advisory(scores),
    )


def _same_where_equal(plain: Mapping[str, Fraction], shifts: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """The shifts, such that adjusted means closer than the grain to the next one are the same."""
    adjusted = {key: plain[key] + shift for key, shift in shifts.items()}
    ordered = sorted(adjusted, key=adjusted.__getitem__)
    for before, key in pairwise(ordered):
        if adjusted[key] - adjusted[before] <= Fraction(1, GRAIN):
            adjusted[key] = adjusted[before]
    return {key: adjusted[key] - plain[key] for key in shifts}


class _Table:
    """Scores as whole numbers, by nomination and by judge."""

    def __init__(self, scores: Scores) -> None:
        self.judges = {judge: number for number, judge in enumerate(judges_of(scores))}
        self.scale = lcm(*{score.denominator for given in scores.values() for score in given.values()})
        self.size = sum(map(len, scores.values()))
        self.by_nomination: list[Line] = [
            [(self.judges[judge], int(score * self.scale)) for judge, score in given.items()]
            for given in scores.values()
        ]

    def exact_severities(self) -> tuple[dict[str, int], int]:
        """Each judge's severity times the number that follows; solved over the smaller side."""
        judges, nominations = len(self.judges), len(self.by_nomination)
        if judges <= nominations:
            effects, denominator = solve_exactly(self.by_nomination, judges)
        else:
            by_judge = self._by_judge()
            of_nominations, denominator = solve_exactly(by_judge, nominations)
            common = lcm(*map(len, by_judge))
            effects = [
                sum(denominator * score - of_nominations[number] for number, score in line)
                * (common // len(line))
                for line in by_judge
            ]
            denominator *= common
        total = sum(effects)
        return (
            {judge: judges * effects[number] - total for judge, number in self.judges.items()},
            denominator * judges * self.scale,
        )

    def near_severities(self, nearly: Solver) -> tuple[dict[str, int], int]:
        """The same nearly, in millionths of the grain."""
        effects = nearly(self.by_nomination, len(self.judges))
        middle = sum(effects) / len(effects)
        fine = GRAIN * 1_000_000
        severities = {
            judge: round((effects[number] - middle) / self.scale * fine)
            for judge, number in self.judges.items()
        }
        severities[next(iter(severities))] -= sum(severities.values())
        return severities, fine

    def unexplained(self, severities: Mapping[str, int], denominator: int) -> Fraction:
        """The sum of the squares of what nominations and judges do not explain, in square points.

        Severities are given times the denominator. What is explained is at right angles to the rest, so
        sums by nomination and by judge are enough.
        """
        effects = list(severities.values())
        common = lcm(*{len(line) for line in self.by_nomination})
        squares = by_nomination = by_judge = 0
        for line in self.by_nomination:
            total = sum(score for _, score in line)
            of_judges = sum(effects[judge] for judge, _ in line) * self.scale
            squares += sum(score * score for _, score in line)
            by_nomination += (common // len(line)) * (denominator * total - of_judges) * total
            by_judge += sum(effects[judge] * score for judge, score in line) * self.scale
        rest = common * (denominator * squares - by_judge) - by_nomination
        return max(Fraction(0), Fraction(rest, common * denominator * self.scale**2))

    def _by_judge(self) -> Sequence[Line]:
        lines: list[list[tuple[int, int]]] = [[] for _ in self.judges]
        for number, line in enumerate(self.by_nomination):
            for judge, score in line:
                lines[judge].append((number, score))
        return lines
