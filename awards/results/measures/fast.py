"""Solving tables of thousands of nominations with numpy (the extra "fast"): one matrix, in double precision.

Only the command line comes here, and only for what is too large for fractions. Without numpy the same comes
from conjugate gradients in plain Python: as quickly where judges are well mixed, some seconds where not.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from awards.results.measures.solving import Line, solve_nearly

Floats = NDArray[np.float64]

DENSE_UP_TO = 3000
"""Columns whose matrix fits well into memory: 72 MB."""
PAIRS_UP_TO = 10_000_000
"""Pairs of scores of one line. With more of them judges are mixed so well that no matrix is needed."""


def solve_directly(lines: Sequence[Line], columns: int) -> list[float]:
    """The columns' effects, by elimination and one correction of what rounding left over."""
    if columns > DENSE_UP_TO or sum(len(line) ** 2 for line in lines) > PAIRS_UP_TO:
        return solve_nearly(lines, columns)
    matrix, right = _equations(lines, columns)
    # any constant may be added to all effects; this asks for the one whose sum is 0
    fixed = matrix + max(np.trace(matrix), 1.0) / columns**2
    effects = np.linalg.solve(fixed, right)
    effects += np.linalg.solve(fixed, right - matrix @ effects)
    found: list[float] = effects.tolist()
    return found


def _equations(lines: Sequence[Line], columns: int) -> tuple[Floats, Floats]:
    """The columns' equations without the lines: a matrix of columns x columns, and its right side."""
    matrix = np.zeros(columns * columns)
    right = np.zeros(columns)
    for length in {len(line) for line in lines}:
        cells = np.array([line for line in lines if len(line) == length], dtype=np.float64)
        places, scores = cells[:, :, 0].astype(np.int64), cells[:, :, 1]
        deviations = scores - scores.mean(axis=1, keepdims=True)
        right += np.bincount(places.ravel(), deviations.ravel(), columns)
        matrix += np.bincount(places.ravel() * (columns + 1), minlength=columns * columns)
        pairs = (places[:, :, None] * columns + places[:, None, :]).ravel()
        matrix -= np.bincount(pairs, minlength=columns * columns) / length
    return matrix.reshape(columns, columns), right
