"""How sure a ranking is: each nomination's chance of being truly best, and the ranks it may have.

Draws from the posterior of the additive model: flat for judges, the noise by chi squared, nominations shrunk
towards their mean by the reliability of their scores. On simulated panels its chances are right or a little
modest; drawing judges anew from the panel (a bootstrap) is far too sure with five judges. All random numbers
come from Python's `random()`, the one of its generators that is promised never to change.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from operator import mul
from random import Random
from statistics import NormalDist

from awards.results.measures.adjusted import Fit
from awards.results.measures.adjusted import fit as fitted
from awards.results.measures.tables import NotComparable, Scores
from awards.results.measures.variances import spread_of

DRAWS = 4000
"""A chance of a half is then known to 0.8 of a hundredth."""
TAIL = 0.05
"""The share of draws left out on either side of a range of ranks: 90 in 100 are inside."""
LEAST_SHARE = 0.05
"""Of the noise: nominations are taken to differ by no less, or a weak field could never be told apart."""
SMALLEST = 2.0**-54
"""Stands for a random number of 0, which no normal value belongs to."""

inverse_normal: Callable[[float], float] = NormalDist().inv_cdf


@dataclass(frozen=True, slots=True)
class Chance:
    """How probable it is that a nomination is truly best, 0 to 1, and its ranks in 90 of 100 draws."""

    best: float
    rank_low: int
    rank_high: int


@dataclass(frozen=True, slots=True)
class Posterior:
    """What is drawn from; nominations and judges in the order of their keys, whatever order they came in.

    A draw of a nomination is `centres` + `pulls` x deviation, in points: a normal one of variance `noise` by
    its number of scores, less the mean deviation of its judges. `seats` are the numbers of its judges.
    """

    names: tuple[str, ...]
    centres: tuple[float, ...]
    pulls: tuple[float, ...]
    seats: tuple[tuple[int, ...], ...]
    judges: int
    noise: float
    freedom: int


def chances(fit: Fit, draws: int = DRAWS, *, seed: str) -> dict[str, Chance]:
    """Each nomination's chance and range of ranks; the same for a seed, in whatever order scores came.

    The chances add up to 1; what is equal in a draw shares it. Empty where each score is needed to place
    somebody, so that nothing is left to show the noise. In plain Python, for panels: time grows with draws x
    nominations. See `fast_chances` for large tables.
    """
    posterior = posterior_of(fit)
    if posterior is None:
        return {}
    counted = Counted(posterior.names)
    for values in drawn(posterior, draws, seed):
        counted.add(values)
    return counted.chances()


def drawn(posterior: Posterior, draws: int, seed: str) -> Iterator[list[float]]:
    """So many draws of all nominations, in points and the posterior's order; one where there is no noise."""
    if not posterior.noise:
        yield list(posterior.centres)
        return
    random = Random(seed)  # noqa: S311  # meant to be repeated, not to be secret
    weights = weights_of(posterior)
    roots = [1 / sqrt(len(seats)) for seats in posterior.seats]
    for scale in scales(posterior, draws, random):
        judges = [normal(random) for _ in range(posterior.judges)]
        shifts = {seats: sum(map(mul, row, judges)) for seats, row in weights.items()}
        yield [
            centre + pull * scale * (normal(random) * root - shifts[seats])
            for centre, pull, root, seats in zip(
                posterior.centres, posterior.pulls, roots, posterior.seats, strict=True
            )
        ]


def without_one(scores: Scores, among: Collection[str] = ()) -> dict[str, tuple[str, ...]]:
    """For each judge, who would be first on adjusted means without that judge: several where exactly equal.

    First of all, or ``among`` these. None where without that judge a nomination has no score or the others
    are no longer connected. A fit for each judge: for panels.
    """
    judges = sorted({judge for given in scores.values() for judge in given})
    return {judge: _winners(_without(scores, judge), among or scores) for judge in judges}


def _without(scores: Scores, judge: str) -> Scores:
    return {
        name: {other: score for other, score in given.items() if other != judge}
        for name, given in scores.items()
    }


def _winners(scores: Scores, among: Collection[str]) -> tuple[str, ...]:
    try:
        nominations = fitted(scores).nominations
    except NotComparable:
        return ()
    adjusted = {name: nominations[name].adjusted for name in among}
    best = max(adjusted.values())
    return tuple(sorted(name for name, value in adjusted.items() if value == best))


def posterior_of(fit: Fit) -> Posterior | None:
    """What to draw from; None where the noise cannot be told, unless there is but one nomination."""
    names = tuple(sorted(fit.nominations))
    numbers = {judge: number for number, judge in enumerate(sorted(fit.severities))}
    seats = tuple(tuple(sorted(numbers[judge] for judge in fit.scores[name])) for name in names)
    adjusted = [float(fit.nominations[name].adjusted) for name in names]
    if len(names) == 1:
        return Posterior(names, tuple(adjusted), (1.0,), seats, len(numbers), 0.0, fit.freedom)
    spread = spread_of(fit)
    if spread is None:
        return None
    between = max(spread.nominations, LEAST_SHARE * spread.noise)
    shares = [between / (between + spread.noise / len(each)) if spread.noise else 1.0 for each in seats]
    middle = sum(adjusted) / len(adjusted)
    centres = tuple(middle + share * (each - middle) for each, share in zip(adjusted, shares, strict=True))
    return Posterior(names, centres, tuple(map(sqrt, shares)), seats, len(numbers), spread.noise, fit.freedom)


def normal(random: Random) -> float:
    """A normal random number, made of one uniform one."""
    return inverse_normal(random.random() or SMALLEST)


def scales(posterior: Posterior, draws: int, random: Random) -> list[float]:
    """For each draw the standard deviation of a score's noise: the noise by its chi squared."""
    squares = posterior.noise * posterior.freedom / 2
    return [sqrt(squares / _gamma(posterior.freedom / 2, random)) for _ in range(draws)]


def _gamma(shape: float, random: Random) -> float:
    """A gamma random number; Marsaglia and Tsang, ACM Transactions on Mathematical Software 26:363 (2000)."""
    if shape < 1:
        return _gamma(shape + 1, random) * exp(log(1 - random.random()) / shape)
    d = shape - 1 / 3
    while True:
        z = normal(random)
        v = (1 + z / sqrt(9 * d)) ** 3
        if v > 0 and log(1 - random.random()) < z * z / 2 + d - d * v + d * log(v):
            return d * v


def weights_of(posterior: Posterior) -> dict[tuple[int, ...], list[float]]:
    """For each set of judges that scored something, what their mean deviation makes of normal numbers.

    Judges' deviations add up to 0 and have the covariance of the least squares, C C' = inverse of L L':
    the mean of some of them is (L inverse x their shares) x normal numbers.
    """
    factor = _cholesky(_precision(posterior))
    even = 1 / posterior.judges
    weights = {}
    for seats in set(posterior.seats):
        shares = [-even] * posterior.judges
        for judge in seats:
            shares[judge] += 1 / len(seats)
        weights[seats] = _solve_lower(factor, shares)
    return weights


def _precision(posterior: Posterior) -> list[list[float]]:
    """The precision of the judges' severities in units of the noise, nominations taken out.

    One is added everywhere, which changes nothing for deviations from their mean and lets it be inverted.
    """
    matrix = [[1.0] * posterior.judges for _ in range(posterior.judges)]
    for seats in posterior.seats:
        share = 1 / len(seats)
        for judge in seats:
            row = matrix[judge]
            row[judge] += 1
            for other in seats:
                row[other] -= share
    return matrix


def _cholesky(matrix: Sequence[Sequence[float]]) -> list[list[float]]:
    """The lower triangle whose product with itself turned is the matrix, which is symmetric and positive."""
    rows: list[list[float]] = []
    for i, given in enumerate(matrix):
        row: list[float] = []
        for j in range(i):
            row.append((given[j] - sum(map(mul, row, rows[j]))) / rows[j][j])
        rows.append([*row, sqrt(given[i] - sum(map(mul, row, row)))])
    return rows


def _solve_lower(rows: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """The solution for a lower triangle."""
    found: list[float] = []
    for row, value in zip(rows, right, strict=True):
        found.append((value - sum(map(mul, row, found))) / row[-1])
    return found


class Counted:
    """How often each nomination was first, and at each rank."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._draws = 0
        self._first = [0.0] * len(names)
        self._ranks: list[dict[int, int]] = [{} for _ in names]

    def add(self, values: Sequence[float]) -> None:
        """Count one draw: equal values have equal ranks, and equal firsts share the win."""
        order = sorted(range(len(values)), key=values.__getitem__, reverse=True)
        rank, before, firsts = 0, None, 0
        for position, number in enumerate(order, 1):
            if values[number] != before:
                rank, before = position, values[number]
            firsts += rank == 1
            counts = self._ranks[number]
            counts[rank] = counts.get(rank, 0) + 1
        for number in order[:firsts]:
            self._first[number] += 1 / firsts
        self._draws += 1

    def chances(self) -> dict[str, Chance]:
        """What the draws so far say of every nomination."""
        return {
            name: Chance(first / self._draws, *_range(ranks, self._draws))
            for name, first, ranks in zip(self._names, self._first, self._ranks, strict=True)
        }


def tail_of(draws: int) -> int:
    """How many draws are left out on either side of a range of ranks."""
    return int(draws * TAIL)


def _range(ranks: Mapping[int, int], draws: int) -> tuple[int, int]:
    """The best and the worst rank left when the draws in the tails are taken out."""
    left, right = tail_of(draws), draws - 1 - tail_of(draws)
    low = high = seen = 0
    for rank, count in sorted(ranks.items()):
        if seen <= left < seen + count:
            low = rank
        if seen <= right < seen + count:
            high = rank
        seen += count
    return low, high
