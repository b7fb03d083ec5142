"""The chances of `chances` for large tables, with numpy: the same random numbers, so the same results.

Judges' deviations are drawn from their own covariance and nominations given those, so nothing is ever as
large as nominations x nominations. Takes 2 bytes x draws x nominations.
"""

from collections.abc import Iterator
from random import Random

import numpy as np
from numpy.typing import NDArray

from awards.results.measures import chances as plain
from awards.results.measures.adjusted import Fit
from awards.results.measures.chances import DRAWS, SMALLEST, Chance, Posterior, inverse_normal, tail_of

Floats = NDArray[np.float64]

BLOCK = 2**18
"""So many random numbers are worked on at once: they stay near the processor."""

# Wichura's approximation of the normal's inverse, as in Python's `statistics`: numerator and denominator,
# highest power first, for the middle 85 of 100 and for the tails.
MIDDLE = (
    (
        2.50908_09287_30122_6727e3, 3.34305_75583_58812_8105e4, 6.72657_70927_00870_0853e4,
        4.59219_53931_54987_1457e4, 1.37316_93765_50946_1125e4, 1.97159_09503_06551_4427e3,
        1.33141_66789_17843_7745e2, 3.38713_28727_96366_6080e0,
    ),
    (
        5.22649_52788_52854_5610e3, 2.87290_85735_72194_2674e4, 3.93078_95800_09271_0610e4,
        2.12137_94301_58659_5867e4, 5.39419_60214_24751_1077e3, 6.87187_00749_20579_0830e2,
        4.23133_30701_60091_1252e1, 1.0,
    ),
)  # fmt: skip
TAILS = (
    (
        7.74545_01427_83414_07640e-4, 2.27238_44989_26918_45833e-2, 2.41780_72517_74506_11770e-1,
        1.27045_82524_52368_38258e0, 3.64784_83247_63204_60504e0, 5.76949_72214_60691_40550e0,
        4.63033_78461_56545_29590e0, 1.42343_71107_49683_57734e0,
    ),
    (
        1.05075_00716_44416_84324e-9, 5.47593_80849_95344_94600e-4, 1.51986_66563_61645_71966e-2,
        1.48103_97642_74800_74590e-1, 6.89767_33498_51000_04550e-1, 1.67638_48301_83803_84940e0,
        2.05319_16266_37758_82187e0, 1.0,
    ),
)  # fmt: skip
FAR = 5.0
"""From this root of a logarithm on the tails need other numbers; it is met once in 10 thousand millions."""


def chances(fit: Fit, draws: int = DRAWS, *, seed: str) -> dict[str, Chance]:
    """As `chances.chances`, in seconds for 10,000 nominations by 1,000 judges."""
    posterior = plain.posterior_of(fit)
    if posterior is None or not posterior.noise:
        return plain.chances(fit, draws, seed=seed)
    nominations = len(posterior.names)
    firsts = np.zeros(nominations, dtype=np.int64)
    ranks = np.empty((nominations, draws), dtype=np.uint16 if nominations < 2**16 else np.uint32)
    places = np.arange(1, nominations + 1, dtype=ranks.dtype)
    done = 0
    for values in _drawn(posterior, draws, seed):
        order = np.argsort(-values, axis=1)
        firsts += np.bincount(order[:, 0], minlength=nominations)
        ranked = np.empty(order.shape, dtype=ranks.dtype)
        np.put_along_axis(ranked, order, places[np.newaxis], axis=1)
        ranks[:, done : done + len(values)] = ranked.T
        done += len(values)
    left, right = tail_of(draws), draws - 1 - tail_of(draws)
    ranks.partition((left, right), axis=1)
    return {
        name: Chance(int(first) / draws, int(low), int(high))
        for name, first, low, high in zip(
            posterior.names, firsts, ranks[:, left], ranks[:, right], strict=True
        )
    }


def _drawn(posterior: Posterior, draws: int, seed: str) -> Iterator[Floats]:
    """Draws of all nominations, a row each, some at a time: no two values are equal but by a wonder."""
    random = Random(seed)  # noqa: S311  # meant to be repeated, not to be secret
    scales = np.array(plain.scales(posterior, draws, random))
    generator = _go_on_from(random)
    counts = np.array([len(seats) for seats in posterior.seats])
    centres, pulls = np.array(posterior.centres), np.array(posterior.pulls)
    seats = np.concatenate([np.array(each) for each in posterior.seats])
    starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
    spread = _spread_of_judges(posterior)
    width = posterior.judges + len(counts)
    step = max(1, BLOCK // width)
    for start in range(0, draws, step):
        scale = scales[start : start + step, np.newaxis]
        normal = normals(generator.random_sample((len(scale), width)))
        judges = normal[:, : posterior.judges] @ spread
        shifts = np.add.reduceat(judges[:, seats], starts, axis=1) / counts
        yield centres + pulls * scale * (normal[:, posterior.judges :] / np.sqrt(counts) - shifts)


def _go_on_from(random: Random) -> np.random.RandomState:
    """A generator of numpy that gives what Python's would give next; both promise not to change."""
    _, state, _ = random.getstate()
    generator = np.random.RandomState()
    generator.set_state(("MT19937", np.array(state[:-1], dtype=np.uint32), state[-1], 0, 0.0))
    return generator


def _spread_of_judges(posterior: Posterior) -> Floats:
    """What rows of normal numbers are multiplied by to become deviations of judges, which add up to 0."""
    matrix = np.ones((posterior.judges, posterior.judges))
    for seats in posterior.seats:
        matrix[np.ix_(seats, seats)] -= 1 / len(seats)
        matrix[seats, seats] += 1
    spread = np.linalg.inv(np.linalg.cholesky(matrix))
    centred: Floats = spread - spread.mean(axis=1, keepdims=True)
    return centred


def normals(uniform: Floats) -> Floats:
    """Normal numbers of uniform ones; Wichura, algorithm AS 241, Applied Statistics 37:477 (1988)."""
    uniform = np.maximum(uniform, SMALLEST)
    middle = uniform - 0.5
    found = _quotient(MIDDLE, 0.180625 - middle * middle) * middle
    tails = np.abs(middle) > 0.425
    near = np.minimum(uniform[tails], 1 - uniform[tails])
    roots = np.sqrt(-np.log(near))
    ends = _quotient(TAILS, roots - 1.6)
    for number in np.flatnonzero(roots > FAR):
        ends[number] = -inverse_normal(float(near[number]))
    found[tails] = np.copysign(ends, middle[tails])
    return found


def _quotient(powers: tuple[tuple[float, ...], tuple[float, ...]], at: Floats) -> Floats:
    """One polynomial by another, by Horner's rule."""
    above, below = (np.full_like(at, first) for first, *_ in powers)
    for a, b in zip(powers[0][1:], powers[1][1:], strict=True):
        above *= at
        above += a
        below *= at
        below += b
    above /= below
    return above
