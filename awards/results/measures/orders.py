"""Orders by ranks alone, to check a ranking by means against: Borda's points and Schulze's paths.

Who is strict and who kind makes no difference to them, nor how far apart scores are. Each judge compares only
what they scored; equal scores are equal.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from awards.results.measures.tables import Scores

Order = tuple[tuple[str, ...], ...]
"""From first to last; equals are together, in the order of their keys."""


@dataclass(frozen=True, slots=True)
class Schulze:
    """The strength of the strongest path from each nomination to each other, in judges, and the order."""

    paths: Mapping[str, Mapping[str, int]]
    order: Order


def borda(scores: Scores) -> dict[str, Fraction]:
    """The share of the others that a nomination beats on its judges' sheets, 0 to 1, an equal one for half.

    de Borda (1781), as a mean over the judges who can compare it with another, so that whoever has fewer
    judges or judges with fewer nominations loses nothing by it. Where everybody scored all n, the points are
    this x judges x (n - 1). A nomination that nobody compares with another is absent.
    """
    shares: dict[str, list[Fraction]] = {}
    for sheet in _sheets(scores).values():
        others = len(sheet) - 1
        below = 0
        for equals in _grouped(sheet):
            for name in equals if others else ():
                shares.setdefault(name, []).append(Fraction(2 * below + len(equals) - 1, 2 * others))
            below += len(equals)
    return {name: sum(shares[name], Fraction(0)) / len(shares[name]) for name in sorted(shares)}


def borda_order(scores: Scores) -> Order:
    """Nominations by their Borda share, the highest first."""
    return tuple(reversed(list(_grouped(borda(scores)))))


def schulze(scores: Scores) -> Schulze:
    """Schulze's method on the comparisons that judges made; Social Choice and Welfare 36:267 (2011).

    A link leads from a to b where more judges who scored both put a first; its strength is how many did.
    One beats another whose strongest path back is weaker. In order of how many each beats, which keeps
    every such win. Time grows with the cube of the nominations: for panels.
    """
    names = sorted(scores)
    wins = _wins(scores)
    paths = {a: {b: wins[a][b] if wins[a][b] > wins[b][a] else 0 for b in names if b != a} for a in names}
    for via in names:
        onward = paths[via]
        for start in names:
            row = paths[start]
            first = row.get(via, 0)
            for end in names if first else ():
                if end not in (start, via):
                    row[end] = max(row[end], min(first, onward[end]))
    beaten = {a: sum(row[b] > paths[b][a] for b in row) for a, row in paths.items()}
    return Schulze(paths, tuple(reversed(list(_grouped(beaten)))))


def _wins(scores: Scores) -> dict[str, dict[str, int]]:
    """How many judges put the one before the other."""
    return {
        a: {
            b: sum(given[judge] > other[judge] for judge in given.keys() & other)
            for b, other in scores.items()
        }
        for a, given in scores.items()
    }


def _sheets(scores: Scores) -> dict[str, dict[str, Fraction | int]]:
    """What each judge gave."""
    sheets: dict[str, dict[str, Fraction | int]] = {}
    for name, given in scores.items():
        for judge, score in given.items():
            sheets.setdefault(judge, {})[name] = score
    return sheets


def _grouped(levels: Mapping[str, Fraction | int]) -> Iterable[tuple[str, ...]]:
    """Keys of equal levels, the lowest first."""
    ordered = sorted(levels, key=lambda name: (levels[name], name))
    return (tuple(group) for _, group in groupby(ordered, key=levels.__getitem__))
