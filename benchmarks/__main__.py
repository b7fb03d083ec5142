"""Measures the sample, documents, memory, pages and saves, and prints them beside their budgets.

    python -m benchmarks [--nominations 1000 --judges 100 --per-nomination 5] [--only pages]

A second command on the same machine at the same time makes every number larger: run it alone.
"""

import argparse
import multiprocessing
import tempfile
from pathlib import Path

from benchmarks.documents import measure_documents
from benchmarks.memory import fill_for_memory, measure_memory
from benchmarks.pages import NORMAL, measure_pages
from benchmarks.sampling import measure_sample

PARTS = ("sample", "documents", "memory", "pages")


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


def _apart(part: object, *arguments: object) -> None:
    process = multiprocessing.get_context("spawn").Process(target=part, args=arguments)
    process.start()
    process.join()


if __name__ == "__main__":
    main()
