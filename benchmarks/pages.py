"""CPU, SQL statements and size of each main page and save, on a large edition."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from awards.accounts.models import Person
from awards.core.database import db
from awards.editions.models import Section
from awards.editions.states import Stage
from awards.judging.models import Assignment, ScoreSheet
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState
from awards.web.sample.large import load_large_sample
from benchmarks.world import browser, measure, site

PAGE, TABLE = 8, 100
"""Budgets in milliseconds of CPU: a page or a save, and a table or ranking of the whole edition."""


@dataclass(frozen=True)
class Step:
    """Something to measure."""

    name: str
    email: str
    path: str
    budget: int = PAGE
    method: str = "GET"
    form: dict[str, str] = field(default_factory=dict)


def measure_pages(folder: Path, nominations: int, judges: int, each: int) -> None:
    """Print a table for each stage at which there is something to measure."""
    print(f"\n{nominations} nominations, {judges} judges, {each} each: CPU, budget, wall (ms), statements, kB")
    for stage, steps in ((Stage.NOMINATIONS, _writing), (Stage.JUDGING, _scoring), (Stage.MODERATION, _deciding)):
        with site(folder / stage.value, lambda stage=stage: _fill(stage, nominations, judges, each)) as app:
            with app.app_context():
                wanted = list(steps())
            _print(app, wanted)


def _fill(stage: Stage, nominations: int, judges: int, each: int) -> None:
    load_large_sample(
        stage, "a password", nominations, judges, each, base_url="http://localhost", tell=lambda _: None
    )


def _print(app: Flask, steps: list[Step]) -> None:
    for step in steps:
        done = measure(browser(app, step.email), step.method, step.path, step.form or None)
        over = "" if done.cpu <= step.budget else "  OVER"
        print(
            f"  {step.name:<38}{done.cpu:8.1f}{step.budget:6}{done.wall:8.1f}{done.statements:5}"
            f"{done.size / 1000:8.1f}  {done.status}{over}"
        )


def _writing() -> Iterator[Step]:
    nomination = db.session.scalars(
        sa.select(Nomination).where(Nomination.state == NominationState.DRAFT).order_by(Nomination.reference)
    ).first()
    assert nomination is not None
    director = f"director.{nomination.organisation.slug.removeprefix('borough-')}@example.org"
    section = db.session.scalars(sa.select(Section).filter_by(key="work")).one()
    path = f"/nominations/{nomination.id}"
    yield Step("home, guest", "", "/")
    yield Step("home, director", director, "/")
    yield Step("director's nominations", director, "/nominations")
    yield Step("task list", director, path)
    yield Step("section of long texts", director, f"{path}/sections/{section.key}")
    form = {question.key: "Words about our work." for question in section.questions}
    yield Step("save of a section", director, f"{path}/sections/{section.key}", method="POST", form=form)
    yield Step("check your answers", director, f"{path}/check")
    yield Step("organiser's desk", "organiser@example.org", "/editions/tea-2022")
    yield Step("organiser's table", "organiser@example.org", "/editions/tea-2022/nominations", TABLE)
    yield Step("people", "organiser@example.org", "/people")
    yield Step("outbox", "organiser@example.org", "/outbox")


def _scoring() -> Iterator[Step]:
    waiting = sa.select(Assignment).join(Person).where(~sa.exists().where(ScoreSheet.assignment_id == Assignment.id))
    assignment = db.session.scalars(waiting.order_by(Person.email).limit(1)).first()
    assert assignment is not None
    judge, path = assignment.person.email, f"/judging/assignments/{assignment.id}"
    criteria = assignment.nomination.category.criteria
    form = {f"points-{criterion.key}": "3" for criterion in criteria} | {"then": "stay"}
    yield Step("judge's list", judge, "/judging")
    yield Step("score page", judge, path)
    yield Step("autosave of a score sheet", judge, f"{path}/autosave", method="POST", form=form)
    yield Step("panel", "organiser@example.org", "/editions/tea-2022/panel", TABLE)


def _deciding() -> Iterator[Step]:
    yield Step("ranking, all awards", "chair@example.org", "/editions/tea-2022/results", TABLE)
    yield Step("decide Team of the Year", "chair@example.org", "/editions/tea-2022/results/team-of-the-year", TABLE)
    yield Step("seal", "organiser@example.org", "/editions/tea-2022/results/seal", TABLE)
    yield Step("running order", "organiser@example.org", "/editions/tea-2022/running-order")
