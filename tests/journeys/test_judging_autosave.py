"""A score sheet is kept as a nomination is: without a connection, and in two windows."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from awards.core.database import db
from awards.editions.states import Stage
from awards.judging.models import ScoreSheet
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.factories import (
    make_assignment,
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_panel,
    make_person,
)
from tests.journeys.scene import sign_in
from tests.journeys.visiting import Site, Visitor

KEPT = "Object.keys(localStorage).filter((name) => name.startsWith('awards-text'))"


@dataclass(frozen=True)
class Task:
    """A nomination that a judge scores."""

    site: Site
    judge: str
    path: str

    def comment(self) -> str:
        """What the database holds."""
        with self.site.app.app_context():
            sheet = db.session.query(ScoreSheet).one()
            db.session.remove()
        return sheet.comment


@pytest.fixture
def task(site: Site) -> Task:
    """A judge, a panel, a team."""
    with site.app.app_context():
        category = make_category(make_edition(Stage.JUDGING))
        judge = make_person(Role.JUDGE)
        nomination = make_nomination(category, make_organisation(), NominationState.ACCEPTED)
        made = make_assignment(make_panel(category, judge), judge, nomination)
        task = Task(site, judge.email, f"/judging/assignments/{made.id}")
        db.session.remove()
    return task


def says(page, words: str) -> None:
    expect(page.locator("[data-save-state]")).to_contain_text(words)


def test_a_score_sheet_closed_without_a_connection_comes_back(task: Task, visitor: Callable[..., Visitor]):
    judge = visitor()
    sign_in(task.site, judge, task.judge)
    judge.open(task.path)
    context = judge.page.context
    context.set_offline(True)
    judge.page.get_by_label("Comment for the nominating organisation").fill("A fine team.")
    judge.page.get_by_label("4").first.check()
    says(judge.page, "Not saved yet: no connection. Kept on this device.")
    judge.page.close()
    context.set_offline(False)
    judge.page = context.new_page()
    judge.open(task.path)
    says(judge.page, "All saved at")
    assert task.comment() == "A fine team."
    expect(judge.page.get_by_label("4").first).to_be_checked()
    assert judge.page.evaluate(KEPT) == []


def test_two_windows_of_a_judge_do_not_overwrite_each_other(task: Task, visitor: Callable[..., Visitor]):
    judge = visitor()
    sign_in(task.site, judge, task.judge)
    judge.open(task.path)
    other = judge.page.context.new_page()
    other.goto(task.path)
    other.get_by_label("Comment for the nominating organisation").fill("From the other window.")
    says(other, "All saved at")
    judge.page.get_by_label("Comment for the nominating organisation").fill("From this window.")
    says(judge.page, "saved in another window")
    judge.press("See both texts and choose")
    expect(judge.page.get_by_text("From the other window.")).to_be_visible()
    says(judge.page, "press “Save”")
    assert task.comment() == "From the other window."
    judge.press("Save and skip for now")
    assert task.comment() == "From this window."
    assert judge.page.evaluate(KEPT) == []
