"""How long it takes to carry the sample edition to its sealed results."""

import time
from pathlib import Path

from awards.editions.states import Stage
from awards.web.sample.loading import load_sample
from benchmarks.world import quietly, site

BUDGET = 20


def measure_sample(folder: Path) -> None:
    """Print the seconds."""
    started = time.perf_counter()
    with site(folder, lambda: load_sample(Stage.SEALED, "a password", **quietly())):
        took = time.perf_counter() - started
    print(f"\nsample --stage sealed: {took:.1f} s (budget {BUDGET} s){'  OVER' if took > BUDGET else ''}")
