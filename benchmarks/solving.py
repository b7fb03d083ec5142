"""What a draw of judges costs beside the cheapest one there is, which an exact solver finds."""

import random
import time
from dataclasses import replace

from awards.judging.assigning import cheapest_draw
from awards.judging.assigning.files import read_files
from benchmarks.assigning import make_files
from tests.judging.assigning.oracle import cheapest

BUDGET = 3
"""Per cent more than the solver's."""


def measure_cost(size: tuple[int, int, int]) -> None:
    """Print both costs. Without organisations and experience, with which the solver takes too long."""
    number, people, each = size
    problem, _ = read_files(make_files(size), each)
    alone = tuple(replace(judge, organisation="", experience=None) for judge in problem.judges)
    chance = random.Random(1)  # noqa: S311  # repeatable, not secret
    wishes = {(judge.key, entry.key): chance.randrange(50) for judge in alone for entry in problem.entries}
    print(f"\ncost of {number:,} nominations, {people:,} judges, {each} each (budget {BUDGET} % more)")
    for name, costs in (("loads and fields", {}), ("and a wish about every pair", wishes)):
        plain = replace(problem, judges=alone, costs=costs)
        began = time.perf_counter()
        ours = cheapest_draw(plain, "benchmark").cost()
        took, best = time.perf_counter() - began, cheapest(plain)
        assert best is not None
        more = 100 * (ours - best) / max(best, 1)
        over = "  OVER" if more > BUDGET else ""
        print(f"  {name:<30}{ours:8,} in {took:6.3f} s, the solver's {best:,}: {more:.2f} % more{over}")
