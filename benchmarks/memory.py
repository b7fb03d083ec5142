"""The memory of one web process that has served every page."""

from pathlib import Path

from awards.editions.states import Stage
from awards.web.sample.loading import load_sample
from benchmarks.world import browser, quietly, site

BUDGET = 150
VISITS = (
    ("", "/"),
    ("", "/editions/tea-2022/programme"),
    ("director.coventry@example.org", "/nominations"),
    ("judge.seven@example.org", "/judging"),
    ("chair@example.org", "/editions/tea-2022/results"),
    ("organiser@example.org", "/editions/tea-2022"),
    ("organiser@example.org", "/editions/tea-2022/nominations"),
    ("organiser@example.org", "/editions/tea-2022/panel"),
    ("organiser@example.org", "/editions/tea-2022/running-order"),
    ("organiser@example.org", "/editions/tea-2022/documents"),
    ("organiser@example.org", "/people"),
    ("organiser@example.org", "/outbox"),
)


def fill_for_memory(folder: Path) -> None:
    """Load the sample; in a process of its own, whose memory nobody counts."""
    with site(folder, lambda: load_sample(Stage.SEALED, "a password", **quietly())):
        pass


def measure_memory(folder: Path) -> None:
    """Print the memory after a warm-up, with what the interpreter shares counted in."""
    with site(folder, None) as app:
        for _ in range(20):
            for email, path in VISITS:
                browser(app, email).get(path)
    status = Path("/proc/self/status").read_text()
    resident = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    over = "  OVER" if resident / 1024 > BUDGET else ""
    print(f"\nmemory of a web process: {resident / 1024:.0f} MB (budget {BUDGET} MB){over}")
