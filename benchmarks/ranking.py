"""How long `awards rank` takes with its chances, how much memory, and what floats cost in exactness.

    python -m benchmarks --only ranking

The command runs as anybody would start it. Nominations have a quality and judges a severity; each score of
five criteria is one of 21, from 0 to 10 by halves.
"""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from awards.core.csv_files import File
from awards.results.measures.adjusted import EXACT_WORK, fit, work
from awards.results.measures.fast import solve_directly
from awards.results.measures.files import read_scores
from awards.results.measures.solving import solve_nearly

SIZES = {(14, 10, 9): 1, (1_000, 100, 5): 2, (10_000, 1_000, 5): 10}
"""Nominations, judges and judges each, with the budget in seconds."""
WEIGHTS = (30, 25, 20, 15, 10)
EXACT = ((14, 10, 9), (100, 30, 27), (300, 60, 8), (1_000, 100, 5))
"""Sizes that are solved in fractions, for a comparison with floats."""


def measure_ranking(folder: Path, size: tuple[int, int, int]) -> None:
    """Print the seconds and the memory of the command on a file of that size."""
    nominations, judges, each = size
    folder.mkdir(exist_ok=True)
    file = folder / "scores.csv"
    file.write_bytes(make_file(size).content)
    command = [str(Path(sys.executable).with_name("awards")), "rank", str(file), "--format", "json"]
    began = time.perf_counter()
    with (folder / "ranking.json").open("wb") as out:
        process = subprocess.Popen(command, stdout=out)  # noqa: S603  # our own command
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall, cpu = time.perf_counter() - began, used.ru_utime + used.ru_stime
    assert process.returncode == 0
    ranking = json.loads((folder / "ranking.json").read_text())["ranking"]
    assert len(ranking) == nominations
    over = "  OVER" if wall > SIZES[size] else ""
    print(f"\nrank {nominations:,} nominations, {judges:,} judges, {each} each, {len(WEIGHTS)} criteria")
    print(f"  from start to end {wall:22.2f} s wall, {cpu:.2f} s CPU (budget {SIZES[size]} s){over}")
    print(f"  memory at its highest {used.ru_maxrss / 1024:15.0f} MB")
    print(f"  chances add up to {sum(place['chance_best'] for place in ranking):22.12f}")


def measure_fits() -> None:
    """Print how long the model alone takes in fractions, plain floats and numpy, and how they differ."""
    print("\nthe model alone: seconds in fractions, plain floats, numpy; largest difference from fractions")
    for size in EXACT:
        scores = read_scores(make_file(size)).scores
        times, found = [], []
        for solver in (None, solve_nearly, solve_directly):
            began = time.perf_counter()
            found.append({key: each.adjusted for key, each in fit(scores, solver).nominations.items()})
            times.append(time.perf_counter() - began)
        apart = max(abs(each[key] - found[0][key]) for each in found[1:] for key in scores)
        share = work(scores) / EXACT_WORK
        cells = "  ".join(f"{each:.3f}" for each in times)
        print(f"  {size!s:20} {cells}  {float(apart):.1e}  ({share:.3f} of the work fractions are used for)")


def make_file(size: tuple[int, int, int]) -> File:
    """A file of that size, the same every time."""
    nominations, judges, each = size
    chance = random.Random(2022)  # noqa: S311  # repeatable, not secret
    severity = [chance.gauss(0, 0.7) for _ in range(judges)]
    rows = ["judge,nomination,criterion,weight,score"]
    for nomination in range(nominations):
        quality = chance.gauss(6, 1.3)
        for judge in chance.sample(range(judges), each):
            for number, weight in enumerate(WEIGHTS):
                points = round(2 * (quality + severity[judge] + chance.gauss(0, 1))) / 2
                rows.append(f"J{judge},N{nomination},C{number},{weight},{min(10, max(0, points))}")
    return File("scores.csv", "\n".join(rows).encode())
