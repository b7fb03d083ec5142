"""The time each document takes: of sixteen teams with photos, cold and warm, and of many teams.

Warm, every team's text in the programme is another one each time: the typesetter remembers pages that it made
before, and nobody asks for the same booklet twice.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from awards.ceremony.documents import made_of, recognition_sheet, result_sheet, sheet_of
from awards.ceremony.sheets import ProgrammeSheet, Sheet
from awards.ceremony.states import DocumentKind, ResultDocumentKind
from awards.core import clock
from awards.editions.models import Edition
from awards.editions.queries import find_current_edition
from awards.editions.states import Stage
from awards.web.sample.large import load_large_sample
from awards.web.sample.loading import load_sample
from benchmarks.world import quietly, site

PROGRAMME = 1.5
"""Budget in seconds for the programme of sixteen teams, warm."""
MANY = 120


def measure_documents(folder: Path) -> None:
    """Print a line for each document."""
    _measure(
        folder / "sixteen",
        "16 teams",
        lambda: load_sample(Stage.SEALED, "a password", **quietly()),
        PROGRAMME,
    )
    many = (MANY, 12, 4)
    fill = partial(load_large_sample, Stage.SEALED, "a password", *many, **quietly())
    _measure(folder / "many", f"{MANY} teams without photos", fill, None)


def _measure(folder: Path, name: str, fill: Callable[[], object], budget: float | None) -> None:
    print(f"\ndocuments of {name}: cold, warm (s), pages, kB")
    with site(folder, fill) as app, app.app_context():
        edition = find_current_edition()
        assert edition is not None
        for what, build in _documents(edition).items():
            cold, warm = _timed(build), min(_timed(partial(_changed, build, turn)) for turn in range(3))
            made = made_of(build(), at=clock.now())
            limit = budget if what == "programme" else None
            over = "  OVER" if limit and warm > limit else f"  (budget {limit} s)" if limit else ""
            print(f"  {what:<38}{cold:8.2f}{warm:8.2f}{made.pages:5}{len(made.pdf) / 1000:8.0f}{over}")


def _documents(edition: Edition) -> dict[str, Callable[[], Sheet]]:
    at = clock.now()
    return {
        "programme": partial(sheet_of, edition, DocumentKind.PROGRAMME, version="1", at=at),
        "running order": partial(sheet_of, edition, DocumentKind.RUNNING_ORDER, version="1", at=at),
        "certificates for every team": partial(recognition_sheet, edition),
        "winner cards": partial(result_sheet, edition, ResultDocumentKind.WINNER_CARDS, at=at),
        "winners' certificates": partial(result_sheet, edition, ResultDocumentKind.CERTIFICATES, at=at),
    }


def _changed(build: Callable[[], Sheet], turn: int) -> Sheet:
    """The same sheet, the programme with another text for every team."""
    sheet = build()
    if not isinstance(sheet, ProgrammeSheet):
        return sheet
    teams = tuple(replace(team, citation=f"{team.citation} Turn {turn}.") for team in sheet.teams)
    return replace(sheet, teams=teams)


def _timed(build: Callable[[], Sheet]) -> float:
    began = time.perf_counter()
    made_of(build(), at=clock.now())
    return time.perf_counter() - began
