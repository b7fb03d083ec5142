"""How far judges agree: the panel's reliability, Krippendorff's alpha, Kendall's W and Friedman's test.

All is computed in whole numbers and becomes a float at the end. What has no value, such as an alpha of scores
that are all the same, is None, never zero.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, combinations
from math import erfc, exp, lgamma, log, sqrt
from typing import Literal

from awards.results.measures.adjusted import Fit
from awards.results.measures.adjusted import fit as fitted
from awards.results.measures.tables import NotComparable, Score, Scores
from awards.results.measures.variances import Spread, spread_of, whole

Metric = Literal["nominal", "ordinal", "interval", "ratio"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Five measures, without unit; None where one is not defined for the table.

    `reliability` is that of a mean of as many scores as nominations have here (their harmonic mean),
    `reliability_single` that of one judge's score: both 0 to 1. The alphas are at most 1 and 0 for agreement
    by chance. `kendall_w` is 0 to 1, and only for tables in which every judge scored every nomination.
    """

    reliability: float | None
    reliability_single: float | None
    alpha_interval: float | None
    alpha_ordinal: float | None
    kendall_w: float | None


@dataclass(frozen=True, slots=True)
class Friedman:
    """Whether judges agree beyond chance; `p` is the probability of such a chi squared without agreement."""

    w: float
    chi2: float
    freedom: int
    p: float


def agreement(scores: Scores, *, fit: Fit | None = None) -> Agreement:
    """How far the judges of a table agree. A fit that is there already saves making it.

    Reliability is None where no judges connect the nominations or each score is needed to place somebody.
    """
    table = whole(scores)
    units = [list(given.values()) for given in table.values()]
    spread = _spread(scores, fit)
    test = friedman(scores)
    return Agreement(
        reliability=spread.reliability(spread.scores) if spread else None,
        reliability_single=spread.reliability(1) if spread else None,
        alpha_interval=alpha(units, "interval"),
        alpha_ordinal=alpha(units, "ordinal"),
        kendall_w=test.w if test else None,
    )


def _spread(scores: Scores, fit: Fit | None) -> Spread | None:
    try:
        return spread_of(fit or fitted(scores))
    except NotComparable:
        return None


def alpha(units: Iterable[Sequence[Score]], metric: Metric) -> float | None:
    """Krippendorff's alpha of values by unit (here the scores of one nomination); absent ones are left out.

    Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011). With m values in a unit, n in all and
    D(values) the squared differences summed over ordered pairs, alpha = 1 - (n - 1) sum(D(unit) / (m - 1))
    / D(all), in the time of a sort for all metrics but ratio, whose values must not be below zero. None
    where no unit has two values or all are the same.
    """
    pairable = [list(unit) for unit in units if len(unit) > 1]
    if metric == "ordinal":
        pairable = _middles(pairable)
    everything = [value for unit in pairable for value in unit]
    expected = _apart(everything, metric)
    if not expected:
        return None
    observed = sum((Fraction(_apart(unit, metric)) / (len(unit) - 1) for unit in pairable), Fraction(0))
    return float(1 - (len(everything) - 1) * observed / expected)


def _middles(units: Sequence[Sequence[Score]]) -> list[list[Score]]:
    """Every value's middle rank among all, doubled. The ordinal difference is the difference of these.

    Krippendorff sums the counts from one value to the other, of both ends only half: that is the way from
    the middle of the one to the middle of the other in a sorted row of all values.
    """
    middle = _middle_ranks([value for unit in units for value in unit])
    return [[middle[value] for value in unit] for unit in units]


def _middle_ranks(values: Iterable[Score]) -> dict[Score, int]:
    """Twice the mean rank from 1, lowest first, of everything with that value."""
    counts = sorted(Counter(values).items())
    ends = accumulate(count for _, count in counts)
    return {value: 2 * end - count + 1 for (value, count), end in zip(counts, ends, strict=True)}


def _apart(values: Sequence[Score], metric: Metric) -> Score:
    """The squared differences of a metric, summed over all ordered pairs."""
    if metric == "nominal":
        return len(values) ** 2 - sum(count * count for count in Counter(values).values())
    if metric == "ratio":
        pairs = combinations(Counter(values).items(), 2)
        return sum((2 * m * n * Fraction(a - b, a + b) ** 2 for (a, m), (b, n) in pairs), Fraction(0))
    total = sum(values)
    return 2 * (len(values) * sum(value * value for value in values) - total * total)


def friedman(scores: Scores) -> Friedman | None:
    """Kendall's W, corrected for ties, and Friedman's chi squared of a table without gaps.

    W = 12 S / (m²(n³ - n) - m T) for m judges and n nominations, S the squared deviations of the rank sums
    and T the sum of t³ - t over each judge's ties of t; chi squared = m (n - 1) W. Kendall and Babington
    Smith, Annals of Mathematical Statistics 10:275 (1939); Hollander and Wolfe (1973). None where a score is
    absent, for fewer than two judges or nominations, and where every judge gave all the same.
    """
    columns = _columns(scores)
    m, n = len(columns), len(scores)
    if m < 2 or n < 2:
        return None
    sums, ties = [0] * n, 0
    for column in columns:
        middle = _middle_ranks(column)
        sums = [before + middle[value] for before, value in zip(sums, column, strict=True)]
        ties += sum(count**3 - count for count in Counter(column).values())
    below = m * m * (n**3 - n) - m * ties
    if not below:
        return None
    w = Fraction(3 * sum(each * each for each in sums) - 3 * m * m * n * (n + 1) ** 2, below)
    chi2 = float(m * (n - 1) * w)
    return Friedman(float(w), chi2, n - 1, beyond(chi2, n - 1))


def _columns(scores: Scores) -> list[list[int]]:
    """Each judge's scores in the order of the nominations; none at all where one is absent."""
    table = whole(scores)
    judges = {judge for given in table.values() for judge in given}
    if any(len(given) < len(judges) for given in table.values()):
        return []
    return [[given[judge] for given in table.values()] for judge in sorted(judges)]


def beyond(chi2: float, freedom: int) -> float:
    """The chance that chi squared with so many degrees of freedom exceeds this.

    The upper incomplete gamma function, two degrees at a time from one or two; DLMF 8.8.2.
    """
    half = chi2 / 2
    if not half:
        return 1.0
    shape, chance = (0.5, erfc(sqrt(half))) if freedom % 2 else (1.0, exp(-half))
    while shape < freedom / 2:
        chance += exp(shape * log(half) - half - lgamma(shape + 1))
        shape += 1
    return chance
