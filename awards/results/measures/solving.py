"""Solving for the effects of one side of a table of scores: exactly in whole numbers, or nearly in floats.

Least squares of "score = line + column" leaves, without the lines, one equation a column:

    sum over its scores of (effect of the column - mean effect of the line's columns)
      = sum over its scores of (score - mean score of the line)

One of them follows from the others, so the last column's effect is set to 0.
"""

from collections.abc import Callable, Sequence
from math import lcm

Line = Sequence[tuple[int, int]]
"""What one line of a table holds: numbers of columns, each with its score as a whole number."""
Solver = Callable[[Sequence[Line], int], list[float]]
"""Lines and how many columns they have; the columns' effects, whose sum does not matter."""

ENOUGH = 1e-24
"""Left over of the square of the first error: where conjugate gradients end."""


def solve_exactly(lines: Sequence[Line], columns: int) -> tuple[list[int], int]:
    """Whole numbers and one denominator; divided by it they are the columns' effects, the last of which is 0.

    The table must hang together. Takes about columns cubed / 6 steps, on numbers that grow with the columns.
    """
    common = lcm(*{len(line) for line in lines})
    matrix = [[0] * (columns - row) for row in range(columns)]
    right = [0] * columns
    for line in lines:
        share, total = common // len(line), sum(score for _, score in line)
        for column, score in line:
            right[column] += common * score - share * total
            row = matrix[column]
            row[0] += common
            for other, _ in line:
                if other >= column:
                    row[other - column] -= share
    for row in matrix:
        del row[-1:]
    return _eliminate(matrix[:-1], right[:-1])


def _eliminate(matrix: list[list[int]], right: list[int]) -> tuple[list[int], int]:
    """Fraction-free elimination (Bareiss 1968) on the upper half of a symmetric matrix, then Cramer's rule.

    Every division comes out even, since every number met is a minor of the matrix.
    """
    before = 1
    for number, top in enumerate(matrix):
        pivot, given = top[0], right[number]
        for step, factor in enumerate(top[1:], 1):
            row = matrix[number + step]
            row[:] = [(pivot * a - factor * b) // before for a, b in zip(row, top[step:], strict=True)]
            right[number + step] = (pivot * right[number + step] - factor * given) // before
        before = pivot
    solution: list[int] = []
    for top, given in zip(reversed(matrix), reversed(right), strict=True):
        known = sum(a * x for a, x in zip(top[1:], reversed(solution), strict=True))
        solution.append((before * given - known) // top[0])
    return [*reversed(solution), 0], before


def solve_nearly(lines: Sequence[Line], columns: int) -> list[float]:
    """The columns' effects in floats by conjugate gradients, which never make the matrix.

    Some dozen rounds through the scores where judges are well mixed, up to as many as there are columns
    where only a chain of single judges connects them.
    """
    pattern = [[column for column, _ in line] for line in lines]
    weight = [0.0] * columns
    left = [0.0] * columns
    for line in lines:
        mean = sum(score for _, score in line) / len(line)
        for column, score in line:
            weight[column] += 1
            left[column] += score - mean
    found = [0.0] * columns
    for _ in range(2):  # the second time what rounding left over
        middle = sum(left) / columns  # 0 but for rounding, without which no effects would fit
        correction = _conjugate_gradients(pattern, weight, [a - middle for a in left])
        found = [a + b for a, b in zip(found, correction, strict=True)]
        applied = _apply(pattern, weight, correction)
        left = [a - b for a, b in zip(left, applied, strict=True)]
    return found


def _conjugate_gradients(pattern: list[list[int]], weight: list[float], right: list[float]) -> list[float]:
    """Hestenes & Stiefel 1952, each column measured by its number of scores."""
    found = [0.0] * len(right)
    residual = list(right)
    direction = [a / b for a, b in zip(residual, weight, strict=True)]
    size = first = sum(a * b for a, b in zip(residual, direction, strict=True))
    for _ in range(4 * len(right)):
        if size <= ENOUGH * first:
            break
        applied = _apply(pattern, weight, direction)
        step = size / sum(a * b for a, b in zip(direction, applied, strict=True))
        found = [a + step * b for a, b in zip(found, direction, strict=True)]
        residual = [a - step * b for a, b in zip(residual, applied, strict=True)]
        measured = [a / b for a, b in zip(residual, weight, strict=True)]
        before, size = size, sum(a * b for a, b in zip(residual, measured, strict=True))
        direction = [a + size / before * b for a, b in zip(measured, direction, strict=True)]
    return found


def _apply(pattern: list[list[int]], weight: list[float], effects: list[float]) -> list[float]:
    """The left side of the equations for these effects."""
    sums = [a * b for a, b in zip(weight, effects, strict=True)]
    for columns in pattern:
        mean = sum([effects[column] for column in columns]) / len(columns)
        for column in columns:
            sums[column] -= mean
    return sums
