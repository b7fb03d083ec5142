"""Measures sample, documents, memory, pages, saves, draws, rankings; prints them beside their budgets.

    python -m benchmarks [--nominations 1000 --judges 100 --per-nomination 5] [--only pages]

A second command on the same machine at the same time makes every number larger: run it alone.
"""

import argparse
import multiprocessing
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.assigning import SIZES
from benchmarks.documents import measure_documents
from benchmarks.drawing import measure_drawing
from benchmarks.memory import fill_for_memory, measure_memory
from benchmarks.pages import NORMAL, measure_pages
from benchmarks.ranking import SIZES as RANKED
from benchmarks.ranking import measure_fits, measure_ranking
from benchmarks.sampling import measure_sample
from benchmarks.solving import measure_cost

PARTS = ("sample", "documents", "memory", "pages", "assigning", "drawing", "ranking")


def main() -> None:
    """Run what is asked for, each part in a process of its own."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--nominations", type=int, default=1000)
    parser.add_argument("--judges", type=int, default=100)
    parser.add_argument("--per-nomination", type=int, default=5)
    parser.add_argument("--only", choices=PARTS)
    wanted = parser.parse_args()
    parts = (wanted.only,) if wanted.only else PARTS
    with tempfile.TemporaryDirectory(prefix="awards-bench-") as name:
        folder = Path(name)
        if "sample" in parts:
            _apart(measure_sample, folder / "sample")
        if "documents" in parts:
            _apart(measure_documents, folder / "documents")
        if "memory" in parts:
            _apart(fill_for_memory, folder / "memory")
            _apart(measure_memory, folder / "memory")
        if "pages" in parts:
            _apart(measure_pages, folder / "normal", *NORMAL)
            _apart(measure_pages, folder / "large", wanted.nominations, wanted.judges, wanted.per_nomination)
        if "assigning" in parts:
            for size in SIZES:
                command = [sys.executable, "-m", "benchmarks.assigning", *map(str, size)]
                subprocess.run(command, check=True)  # noqa: S603  # with none of what is imported here in memory
            for size in list(SIZES)[:2]:
                _apart(measure_cost, size)
        if "drawing" in parts:
            sizes = (wanted.nominations, wanted.judges, wanted.per_nomination)
            _apart(measure_drawing, folder / "drawing", *sizes)
        if "ranking" in parts:
            for ranked in RANKED:
                _apart(measure_ranking, folder, ranked)
            _apart(measure_fits)


def _apart(part: object, *arguments: object) -> None:
    process = multiprocessing.get_context("spawn").Process(target=part, args=arguments)
    process.start()
    process.join()


if __name__ == "__main__":
    main()
