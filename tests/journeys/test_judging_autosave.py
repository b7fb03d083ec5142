"""A score sheet is kept as a nomination is: without a connection, and in two windows."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from awards.accounts.models import Person
from awards.accounts.passwords import hash_password
from awards.core import clock
from awards.core.database import db
from awards.editions.states import Stage
from awards.judging.models import Assignment, PanelRound, ScoreSheet
from awards.judging.services import set_conflict
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

PASSWORD = "correct horse battery"
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

    def close_round(self) -> None:
        """Somebody closes the round."""
        with self.site.app.app_context():
            db.session.query(PanelRound).one().closed_at = clock.now()
            db.session.commit()
            db.session.remove()

    def recuse(self) -> None:
        """An organiser finds that the judge has a tie to the team."""
        with self.site.app.app_context():
            assignment = db.session.query(Assignment).one()
            by, reason = make_person(Role.ORGANISER), "They are married."
            set_conflict(assignment.person, assignment.nomination, reason, by=by, at=clock.now())
            db.session.commit()
            db.session.remove()


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


@pytest.fixture
def judge(task: Task, visitor: Callable[..., Visitor]) -> Visitor:
    """The judge, at the score page."""
    someone = visitor()
    sign_in(task.site, someone, task.judge)
    someone.open(task.path)
    return someone


def says(page, words: str) -> None:
    expect(page.locator("[data-save-state]")).to_contain_text(words)


def box(page, label: str = "Comment for the nominating organisation"):
    return page.get_by_label(label, exact=True)


def kept(judge: Visitor):
    return judge.page.get_by_role("region", name="We kept text from this device")


def test_a_score_sheet_closed_without_a_connection_comes_back(task: Task, judge: Visitor):
    context = judge.page.context
    context.set_offline(True)
    box(judge.page).fill("A fine team.")
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


def test_two_windows_of_a_judge_do_not_overwrite_each_other(task: Task, judge: Visitor):
    other = judge.page.context.new_page()
    other.goto(task.path)
    box(other).fill("From the other window.")
    says(other, "All saved at")
    box(judge.page).fill("From this window.")
    says(judge.page, "saved in another window")
    judge.press("See both texts and choose")
    expect(judge.page.get_by_text("From the other window.")).to_be_visible()
    says(judge.page, "press “Save”")
    assert task.comment() == "From the other window."
    judge.press("Save and skip for now")
    assert task.comment() == "From this window."
    assert judge.page.evaluate(KEPT) == []


def test_what_is_for_the_chair_and_the_tick_save_themselves(task: Task, judge: Visitor):
    box(judge.page, "Tell the chair").fill("A child is named.")
    judge.page.get_by_label("This comment may be passed on").uncheck()
    says(judge.page, "All saved at")
    judge.open(task.path)
    expect(box(judge.page, "Tell the chair")).to_have_value("A child is named.")
    expect(judge.page.get_by_label("This comment may be passed on")).not_to_be_checked()


def test_a_round_that_closes_while_somebody_writes_costs_no_word(task: Task, judge: Visitor):
    context = judge.page.context
    context.set_offline(True)
    box(judge.page).fill("A fine team.")
    says(judge.page, "Kept on this device")
    judge.page.close()
    task.close_round()
    context.set_offline(False)
    judge.page = context.new_page()
    judge.open(task.path)
    expect(kept(judge)).to_contain_text("Comment for the nominating organisation")
    expect(kept(judge)).to_contain_text("A fine team.")


def test_a_judge_who_is_taken_off_while_they_write_can_read_their_words(task: Task, judge: Visitor):
    judge.page.route("**/autosave", lambda route: route.abort())
    box(judge.page).fill("A fine team.")
    says(judge.page, "Kept on this device")
    task.recuse()
    judge.page.unroute("**/autosave")
    judge.page.goto("/judging")
    expect(kept(judge)).to_contain_text("Comment for the organisation")
    expect(kept(judge)).to_contain_text("A fine team.")
    kept(judge).get_by_role("button", name="Throw it away").click()
    expect(kept(judge)).to_have_count(0)
    assert judge.page.evaluate(KEPT) == []


def test_a_session_that_ran_out_is_renewed_on_the_score_sheet(task: Task, judge: Visitor):
    with task.site.app.app_context():
        db.session.query(Person).filter_by(email=task.judge).one().password_hash = hash_password(PASSWORD)
        db.session.commit()
        db.session.remove()
    judge.open(task.path)
    judge.page.context.clear_cookies()
    box(judge.page).fill("A fine team.")
    dialog = judge.page.get_by_role("dialog", name="Sign in again to save")
    dialog.get_by_label("Password").fill(PASSWORD)
    judge.page.keyboard.press("Enter")
    says(judge.page, "All saved at")
    assert task.comment() == "A fine team."
