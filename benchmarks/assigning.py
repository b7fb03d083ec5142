"""How long it takes to draw judges from files, and how much memory.

    python -m benchmarks.assigning 1000 100 5

It is measured from the content of the files to that of the draw. Nominations have a category, a field and an
organisation; judges have two of five categories, two of five fields, an organisation and more or less
experience; of a hundred pairs two are conflicts.
"""

import random
import sys
import time
from dataclasses import replace
from pathlib import Path

from awards.core.csv_files import File
from awards.judging.assigning import Outcome, Problem, assign
from awards.judging.assigning.files import Files, draw_as_csv, read_files

SIZES = {(14, 10, 5): 1, (1_000, 100, 5): 5, (10_000, 1_000, 3): 30}
"""Nominations, judges and judges each, with the budget in seconds."""
CATEGORIES = "Early help;Social work;Education;Health;Play".split(";")
FIELDS = "fostering;schools;youth;families;data".split(";")
MORE_ROOM = 1.3
CONFLICTS = 0.02
SMALL = 100


def measure_assigning(size: tuple[int, int, int]) -> None:
    """Print the seconds from files to a draw, what a drop-out changes, and memory."""
    number, people, each = size
    files = make_files(size)
    before = _memory()
    began = time.perf_counter(), time.process_time()
    problem, _ = read_files(files, each)
    outcome = assign(problem, "benchmark")
    draw_as_csv(problem, outcome)
    wall, cpu = time.perf_counter() - began[0], time.process_time() - began[1]
    over = "  OVER" if cpu > SIZES[size] else ""
    loads = sorted(outcome.loads.values())
    print(f"\nassign {number:,} nominations, {people:,} judges, {each} each: loads {loads[0]} to {loads[-1]}")
    print(f"  from files to a draw {cpu:19.3f} s CPU, {wall:.3f} s wall (budget {SIZES[size]} s){over}")
    print(f"  memory at its highest {_memory():15.0f} MB, of which the files and Python {before:.0f} MB")
    _drop_out(problem, outcome)


def _drop_out(problem: Problem, outcome: Outcome) -> None:
    """Take out the busiest judge, with everything else fixed."""
    gone = max(outcome.loads, key=outcome.loads.__getitem__)
    left = frozenset(pair for pair in outcome.pairs if pair[0] != gone)
    later = replace(
        problem,
        judges=tuple(judge for judge in problem.judges if judge.key != gone),
        forbidden=frozenset(pair for pair in problem.forbidden if pair[0] != gone),
        fixed=left,
    )
    began = time.perf_counter()
    after = assign(later, "benchmark").pairs
    took = time.perf_counter() - began
    lost, moved = len(outcome.pairs) - len(left), len(left - after)
    print(f"  a judge drops out {took:22.3f} s: {lost} reviews lost and given anew, {moved} others moved")


def make_files(size: tuple[int, int, int]) -> Files:
    """Files of that size, the same every time."""
    number, people, each = size
    chance = random.Random(2022)  # noqa: S311  # repeatable, not secret
    bodies = [f"Borough {n}" for n in range(max(12, people // 4))]
    categories = CATEGORIES if number > SMALL else CATEGORIES[:1]
    nominations = [
        ("nomination", "category", "field", "organisation"),
        *(
            (f"N{n}", chance.choice(categories), chance.choice(FIELDS), chance.choice(bodies))
            for n in range(number)
        ),
    ]
    most = int(number * each / people * MORE_ROOM) + 1
    judges = [("judge", "max_load", "categories", "fields", "organisation", "experience")]
    for n in range(people):
        own = (chance.sample(each_of, min(2, len(each_of))) for each_of in (categories, FIELDS))
        cells = (";".join(names) for names in own)
        judges.append((f"J{n}", str(most), *cells, chance.choice(bodies), str(chance.randrange(5))))
    conflicts = [
        ("judge", "nomination"),
        *((f"J{j}", f"N{n}") for j in range(people) for n in range(number) if chance.random() < CONFLICTS),
    ]
    return Files(*(_file(rows) for rows in (nominations, judges, conflicts)))


def _file(rows: list[tuple[str, ...]]) -> File:
    return File(f"{rows[0][0]}.csv", "\n".join(",".join(row) for row in rows).encode())


def _memory() -> float:
    """The highest memory of this process so far, in megabytes."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


if __name__ == "__main__":
    number, people, each = map(int, sys.argv[1:])
    measure_assigning((number, people, each))
