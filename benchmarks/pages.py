"""CPU, SQL statements and size of each main page and save, on a large edition."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
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
from benchmarks.world import browser, measure, quietly, site

PAGE, TABLE = 8, 100
"""Budgets in milliseconds of CPU: a page or a save, and a list of everything in a large edition."""
STATEMENTS = 12
LARGEST = 100
"""Budget in kilobytes for a page of a normal edition."""
NORMAL = (16, 8, 4)
"""Nominations, judges and judges each of an edition as it usually is."""
ORGANISER, CHAIR = "organiser@example.org", "chair@example.org"


@dataclass(frozen=True)
class Step:
    """Something to measure: a page, or forms sent to one address or to several in turn."""

    name: str
    email: str
    paths: Sequence[str]
    large: int = PAGE
    forms: Sequence[dict[str, str]] = ()


def measure_pages(folder: Path, nominations: int, judges: int, each: int) -> None:
    """Print a table for each stage at which there is something to measure."""
    size = (nominations, judges, each)
    print(
        f"\n{nominations} nominations, {judges} judges, {each} each: CPU, budget, wall (ms), statements, kB"
    )
    stages = ((Stage.NOMINATIONS, _writing), (Stage.JUDGING, _scoring), (Stage.MODERATION, _deciding))
    for stage, steps in (*stages, (Stage.SEALED, _evening)):
        fill = partial(load_large_sample, stage, "a password", *size, **quietly())
        with site(folder / stage.value, fill) as app:
            with app.app_context():
                wanted = list(steps())
            for step in wanted:
                _print(app, step, normal=size == NORMAL)


def _print(app: Flask, step: Step, *, normal: bool) -> None:
    done = measure(browser(app, step.email), "POST" if step.forms else "GET", step.paths, step.forms)
    budget = PAGE if normal else step.large
    within = done.cpu <= budget and done.statements <= STATEMENTS + 6 * bool(step.forms)
    within = within and (not normal or done.size <= LARGEST * 1000) and done.status < 400
    print(
        f"  {step.name:<38}{done.cpu:8.1f}{budget:6}{done.wall:8.1f}{done.statements:5}"
        f"{done.size / 1000:8.1f}  {done.status}{'' if within else '  OVER'}"
    )


def _writing() -> Iterator[Step]:
    wanted = sa.select(Nomination).where(Nomination.state == NominationState.DRAFT).limit(10)
    nominations = db.session.scalars(wanted.order_by(Nomination.reference)).all()
    number = nominations[0].organisation.slug.removeprefix("borough-")
    director = f"director.{number}@example.org"
    section = db.session.scalars(sa.select(Section).filter_by(key="work")).one()
    path = f"/nominations/{nominations[0].id}"
    forms = [
        {question.key: f"Words about our {what}." for question in section.questions}
        for what in ("work", "team")
    ]
    yield Step("home, guest", "", ["/"])
    yield Step("sign in, guest", "", ["/sign-in"])
    yield Step("home, director", director, ["/"])
    yield Step("director's nominations", director, ["/nominations"])
    yield Step("task list", director, [path])
    yield Step("section of long texts", director, [f"{path}/sections/{section.key}"])
    yield Step("save of a section", director, [f"{path}/sections/{section.key}"], forms=forms)
    yield Step("check your answers", director, [f"{path}/check"])
    yield Step("organiser's desk", ORGANISER, ["/editions/tea-2022"])
    yield Step("organiser's table", ORGANISER, ["/editions/tea-2022/nominations"], TABLE)
    yield Step("people", ORGANISER, ["/people"], TABLE)
    yield Step("outbox", ORGANISER, ["/outbox"])


def _scoring() -> Iterator[Step]:
    none = ~sa.exists().where(ScoreSheet.assignment_id == Assignment.id)
    waiting = sa.select(Assignment).join(Person).where(none).order_by(Person.email, Assignment.id)
    found = db.session.scalars(waiting.limit(10)).all()
    judge = found[0].person.email
    paths = [f"/judging/assignments/{each.id}" for each in found if each.person.email == judge]
    criteria = [criterion.key for criterion in found[0].nomination.category.criteria]
    drafts = [{f"points-{key}": points for key in criteria} | {"then": "stay"} for points in ("3", "4")]
    whole = {f"points-{key}": "3" for key in criteria} | {f"comment-{key}": "Clear." for key in criteria}
    yield Step("judge's list", judge, ["/judging"], TABLE)
    yield Step("score page", judge, paths[:1])
    yield Step("autosave of a score sheet", judge, [f"{paths[0]}/autosave"], forms=drafts)
    yield Step(
        "submit of a score sheet", judge, paths, forms=[whole | {"then": "submit", "comment": "Good."}]
    )
    yield Step("panel", ORGANISER, ["/editions/tea-2022/panel"], TABLE)


def _deciding() -> Iterator[Step]:
    yield Step("ranking, all awards", CHAIR, ["/editions/tea-2022/results"], TABLE)
    yield Step("decide Team of the Year", CHAIR, ["/editions/tea-2022/results/team-of-the-year"], TABLE)
    yield Step("seal", ORGANISER, ["/editions/tea-2022/results/seal"], TABLE)


def _evening() -> Iterator[Step]:
    yield Step("running order", ORGANISER, ["/editions/tea-2022/running-order"], TABLE)
    yield Step("documents", ORGANISER, ["/editions/tea-2022/documents"])
    yield Step("guests' programme", "", ["/editions/tea-2022/programme"], TABLE)
