"""How much of the spread of scores lies in the nominations, how much in the judges, how much is noise.

Variances are in squared points of the scores; tables and fits are those of `tables` and `adjusted`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from statistics import variance

from awards.results.measures.adjusted import Fit
from awards.results.measures.tables import Score, Scores


@dataclass(frozen=True, slots=True)
class Spread:
    """Variance between nominations and of one score's noise; `scores` is the harmonic mean of scores each."""

    nominations: float
    noise: float
    scores: float

    def reliability(self, scores: float) -> float | None:
        """The share of true differences in that of means of so many scores, 0 to 1; None without any."""
        shown = self.nominations + self.noise / scores
        return self.nominations / shown if shown else None


def spread_of(fit: Fit) -> Spread | None:
    """The spread within a table, by moments; None for one nomination and where the noise cannot be told.

    Between nominations it is the variance of the adjusted means less what noise alone would give them, and
    zero where that is less than nothing. On a complete table noise and it are the mean squares of Shrout and
    Fleiss: EMS and (BMS - EMS) / k.
    """
    estimates = fit.nominations.values()
    if len(estimates) < 2 or fit.noise is None:
        return None
    noise = float(fit.noise)
    share = sum(1 / each.judges for each in estimates) / len(estimates)
    levels = variance([float(each.adjusted) for each in estimates])
    return Spread(max(levels - noise * share, 0.0), noise, 1 / share)


def whole(scores: Scores) -> dict[str, dict[str, int]]:
    """The table in whole numbers: every score times the least common denominator. Nothing is rounded."""
    common = lcm(*{value.denominator for given in scores.values() for value in given.values()})
    return {
        name: {judge: value.numerator * (common // value.denominator) for judge, value in given.items()}
        for name, given in scores.items()
    }


@dataclass(frozen=True, slots=True)
class MeanSquares:
    """The mean squares of a complete table of n nominations by k judges, and the six reliabilities.

    Shrout and Fleiss, Psychological Bulletin 86:420 (1979): between nominations (BMS), within nominations
    (WMS), between judges (JMS) and what is left (EMS).
    """

    nominations: int
    judges: int
    bms: Fraction
    wms: Fraction
    jms: Fraction
    ems: Fraction

    def icc(self, form: int, *, mean: bool) -> float | None:
        """Form 1 (other judges for each), 2 (judges drawn at random) or 3 (these judges); of one or the mean.

        None where the table has no differences to explain.
        """
        n, k = self.nominations, self.judges
        error = {1: self.wms, 2: self.ems, 3: self.ems}[form]
        judges = (self.jms - self.ems) / n if form == 2 else Fraction(0)
        below = self.bms + judges if mean else self.bms + (k - 1) * error + k * judges
        return float((self.bms - error) / below) if below else None

    @property
    def components(self) -> tuple[float, float, float]:
        """The variances of nominations, judges and noise by moments; the first two may be below zero."""
        ems = self.ems
        return (
            float((self.bms - ems) / self.judges),
            float((self.jms - ems) / self.nominations),
            float(ems),
        )


def mean_squares(rows: Sequence[Sequence[Score]]) -> MeanSquares:
    """The analysis of a complete table, a row a nomination and a column a judge, two of each at least."""
    n, k = len(rows), len(rows[0])
    total = Fraction(sum(sum(row) for row in rows))
    level = total * total / (n * k)
    each = sum((Fraction(value) ** 2 for row in rows for value in row), Fraction(0)) - level
    between = sum((Fraction(sum(row)) ** 2 for row in rows), Fraction(0)) / k - level
    columns = sum((Fraction(sum(column)) ** 2 for column in zip(*rows, strict=True)), Fraction(0)) / n - level
    return MeanSquares(
        n,
        k,
        bms=between / (n - 1),
        wms=(each - between) / (n * (k - 1)),
        jms=columns / (k - 1),
        ems=(each - between - columns) / ((n - 1) * (k - 1)),
    )
