"""The cheapest draw by a solver of linear programs, to compare ours with."""

import highspy
import numpy as np

from awards.judging.assigning import Problem
from awards.judging.assigning.board import even_loads

FREE = highspy.kHighsInf


class _Model:
    """Columns from 0 to 1, and rows over them."""

    def __init__(self) -> None:
        self.highs = highspy.Highs()
        self.highs.silent()
        self.size = 0

    def add(self, cost: float, most: float = 1, *, whole: bool = True) -> int:
        self.highs.addCol(cost, 0, most, 0, np.array([], dtype=np.int32), np.array([], dtype=np.float64))
        if whole:
            self.highs.changeColIntegrality(self.size, highspy.HighsVarType.kInteger)
        self.size += 1
        return self.size - 1

    def limit(self, least: float, most: float, parts: dict[int, float]) -> None:
        columns, factors = (
            np.array(list(parts), dtype=np.int32),
            np.array(list(parts.values()), dtype=np.float64),
        )
        self.highs.addRow(least, most, len(parts), columns, factors)

    def solve(self) -> int | None:
        self.highs.run()
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return round(self.highs.getInfo().objective_function_value)


def cheapest(problem: Problem, *, colleagues: bool = True) -> int | None:
    """The least a draw can cost; nothing if there is none. Without ``colleagues`` they must not meet."""
    model = _Model()
    model.add(0)  # a model without columns has no answer
    arcs = {
        (entry.key, judge.key): model.add(wish)
        for entry in problem.entries
        for judge in problem.judges
        if (wish := _wish(problem, entry, judge)) is not None
    }
    for entry in problem.entries:
        mine = {
            judge: arcs[entry.key, judge.key] for judge in problem.judges if (entry.key, judge.key) in arcs
        }
        model.limit(entry.need, entry.need, dict.fromkeys(mine.values(), 1))
        for organisation in {judge.organisation for judge in mine if judge.organisation}:
            members = [column for judge, column in mine.items() if judge.organisation == organisation]
            over = model.add(problem.weights.organisation, len(members) if colleagues else 0)
            model.limit(-FREE, 1, dict.fromkeys(members, 1) | {over: -1})
        if entry.need and any(judge.experience == 0 for judge in problem.judges):
            seasoned = [column for judge, column in mine.items() if judge.experience != 0]
            model.limit(1, FREE, dict.fromkeys(seasoned, 1) | {model.add(problem.weights.newcomers): 1})
    for judge in problem.judges:
        mine_too = [column for (_, key), column in arcs.items() if key == judge.key]
        most = len(mine_too) if judge.most is None else min(judge.most, len(mine_too))
        steps = [model.add(2 * step + 1) for step in range(most)]
        model.limit(0, 0, dict.fromkeys(mine_too, 1) | dict.fromkeys(steps, -1))
        model.limit(judge.least, FREE, dict.fromkeys(steps, 1))
    found = model.solve()
    total = sum(entry.need for entry in problem.entries)
    each, more = divmod(total, max(1, len(problem.judges)))
    spread = [each + (number < more) for number in range(len(problem.judges))]
    return None if found is None else found - even_loads(spread)


def _wish(problem: Problem, entry, judge) -> int | None:
    """What a pair costs; nothing if it must not be."""
    if (judge.key, entry.key) in problem.forbidden:
        return None
    if judge.categories and entry.category not in judge.categories:
        return None
    if entry.organisation and entry.organisation == judge.organisation:
        return None
    suits = not entry.field or not judge.fields or entry.field in judge.fields
    return (0 if suits else problem.weights.field) + problem.costs.get((judge.key, entry.key), 0)
