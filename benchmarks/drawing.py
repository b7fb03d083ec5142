"""How long the worker needs for a draw of a large edition, from the tables and back into them."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core import clock
from awards.core.database import db, unit_of_work
from awards.core.installation import set_clock
from awards.editions.states import Stage
from awards.judging.models import Assignment, Panel, Score, ScoreSheet
from awards.judging.queries import Wish, find_proposal
from awards.judging.services import apply_draw, ask_for_draw, make_next_draw
from awards.web.sample.large import load_large_sample
from benchmarks.world import browser, measure, quietly, site

BUDGET = 30
ORGANISER = "organiser@example.org"
T = TypeVar("T")


def measure_drawing(folder: Path, nominations: int, judges: int, each: int) -> None:
    """Print the seconds for asking, making and applying a draw, and what its page takes."""

    def fill() -> None:
        sizes = (nominations, judges, each)
        load_large_sample(Stage.JUDGING, "correct-horse-tea", *sizes, **quietly())
        for model in (Score, ScoreSheet, Assignment):
            db.session.execute(sa.delete(model))

    with site(folder, fill) as app:
        print(f"\ndraw from the tables: {nominations:,} nominations, {judges:,} judges, {each} each")
        with app.app_context():
            with unit_of_work():
                set_clock()
            _timed("ask", lambda: _ask(each))
            cpu = _timed("make, by the worker", lambda: make_next_draw(clock.now()))
            if cpu > BUDGET:
                print(f"  OVER {BUDGET} s")
            address = f"/judging/panels/{_panel().id}/assignment"
            db.session.remove()
        organiser = browser(app, ORGANISER)
        for what in ("its preview", "who scores what"):
            page = measure(organiser, "GET", [address], [], times=3)
            print(f"  {what:28} {page.cpu:9.0f} ms CPU, {page.statements} statements, {page.size:,} bytes")
            if what == "its preview":
                with app.app_context():
                    _timed("apply", _apply)


def _panel() -> Panel:
    return db.session.scalars(sa.select(Panel)).one()


def _organiser() -> Person:
    return db.session.scalars(sa.select(Person).filter_by(email=ORGANISER)).one()


def _ask(each: int) -> None:
    with unit_of_work():
        ask_for_draw(_panel(), Wish(each), "benchmark", by=_organiser(), at=clock.now())


def _apply() -> None:
    with unit_of_work():
        draw = find_proposal(_panel())
        if draw is None:
            raise RuntimeError("there is no draw to apply")
        apply_draw(draw, by=_organiser(), at=clock.now())


def _timed(what: str, work: Callable[[], T]) -> float:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"  {what:28} {cpu:9.2f} s CPU, {wall:.2f} s wall")
    return cpu
