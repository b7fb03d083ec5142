"""Measures pages, saves and documents on a sample, and prints them beside their budgets.

    python -m benchmarks [--nominations 1000 --judges 100 --per-nomination 5] [--only pages|documents|start]
"""

import argparse
import tempfile
from pathlib import Path

from benchmarks.documents import measure_documents
from benchmarks.pages import measure_pages
from benchmarks.sampling import measure_sample


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--nominations", type=int, default=1000)
    parser.add_argument("--judges", type=int, default=100)
    parser.add_argument("--per-nomination", type=int, default=5)
    parser.add_argument("--only", choices=("sample", "pages", "documents"))
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="awards-bench-") as folder:
        if wanted.only in (None, "sample"):
            measure_sample(Path(folder) / "sample")
        if wanted.only in (None, "documents"):
            measure_documents(Path(folder) / "documents")
        if wanted.only in (None, "pages"):
            size = (wanted.nominations, wanted.judges, wanted.per_nomination)
            measure_pages(Path(folder) / "pages", *size)


main()
