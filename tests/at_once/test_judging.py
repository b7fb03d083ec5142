"""Sheets, conflicts, panels: pressed twice at once, they are there once, and nobody sees an error."""

import pytest

from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.judging.models import Assignment, Conflict, Panel, PanelMember, Score, ScoreSheet, SheetVersion
from awards.judging.states import SheetState
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.at_once.meeting import TWO, at_once, both_went_on, browser, count, pressed_twice
from tests.factories import (
    make_assignment,
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_panel,
    make_person,
    make_sheet,
)

pytestmark = pytest.mark.both_databases


class Judges:
    """A panel that judges two teams."""

    def __init__(self) -> None:
        self.edition = make_edition(Stage.JUDGING)
        self.category = make_category(self.edition)
        self.judge, self.chair = make_person(Role.JUDGE), make_person(Role.CHAIR)
        self.organiser = make_person(Role.ORGANISER)
        self.panel = make_panel(self.category, self.judge, chair=self.chair)
        accepted = NominationState.ACCEPTED
        self.team, self.other = (
            make_nomination(self.category, make_organisation(), accepted) for _ in range(TWO)
        )

    def task(self) -> Assignment:
        return make_assignment(self.panel, self.judge, self.team)

    def sheet(self, points: int = 3, **values) -> ScoreSheet:
        return make_sheet(self.task(), points, **values)


SCORES = {"points-impact": "4", "points-teamwork": "3", "comment": "A fine team.", "version": "0"}


def test_a_first_draft_is_kept_once(busy):
    judges = Judges()
    task = judges.task()
    path = f"/judging/assignments/{task.id}"
    both_went_on(pressed_twice(busy, judges.judge, path, **SCORES, then="save"))
    assert (count(ScoreSheet, assignment_id=task.id), count(Score)) >= (1, 2)


def test_a_draft_that_saves_itself_does_not_lose_the_submission(busy):
    judges = Judges()
    path = f"/judging/assignments/{judges.task().id}"
    one, two = browser(busy, judges.judge), browser(busy, judges.judge)
    answers = at_once(
        busy,
        lambda: one.post(f"{path}/autosave", data=SCORES),
        lambda: two.post(path, data=SCORES | {"then": "submit"}),
    )
    assert answers[1].status_code == 303
    assert answers[0].status_code == 204


def test_two_windows_that_differ_show_both_texts(busy):
    judges = Judges()
    path = f"/judging/assignments/{judges.sheet(state=SheetState.DRAFT, submitted_at=None).assignment_id}"
    one, two = browser(busy, judges.judge), browser(busy, judges.judge)
    answers = at_once(
        busy,
        lambda: one.post(path, data=SCORES | {"comment": "From the train.", "version": "1"}),
        lambda: two.post(path, data=SCORES | {"comment": "From the desk.", "version": "1"}),
    )
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    late = next(answer for answer in answers if answer.status_code == 409)
    assert "From the train." in late.text
    assert "From the desk." in late.text


def test_a_sheet_is_submitted_once(busy):
    judges = Judges()
    sheet = judges.sheet(state=SheetState.DRAFT, submitted_at=None)
    data = {
        "points-impact": "3",
        "points-teamwork": "3",
        "comment-impact": "Because.",
        "comment-teamwork": "Because.",
    }
    path = f"/judging/assignments/{sheet.assignment_id}"
    both_went_on(pressed_twice(busy, judges.judge, path, **data, version="1", then="submit"))
    assert count(SheetVersion, sheet_id=sheet.id) == 1


def test_all_sheets_are_submitted_once(busy):
    judges = Judges()
    sheet = judges.sheet(state=SheetState.DRAFT, submitted_at=None)
    member = next(m for m in judges.panel.members if m.person_id == judges.judge.id)
    both_went_on(pressed_twice(busy, judges.judge, f"/judging/panels/{member.id}/submit"))
    assert count(SheetVersion, sheet_id=sheet.id) == 1


@pytest.mark.parametrize("drafted", [True, False])
def test_what_the_chair_is_told_while_they_answer_does_not_look_answered(busy, drafted):
    judges = Judges()
    draft = {"state": SheetState.DRAFT, "submitted_at": None} if drafted else {}
    sheet = judges.sheet(flag="One.", **draft)
    path, answered = f"/judging/assignments/{sheet.assignment_id}", f"/judging/sheets/{sheet.id}/flag"
    judge, chair = browser(busy, judges.judge), browser(busy, judges.chair)
    answers = at_once(
        busy,
        lambda: (
            judge.post(path, data=SCORES | {"version": "1", "flag": "One. Two."})
            if drafted
            else judge.post(f"{path}/tell", data={"words": "Two."})
        ),
        lambda: chair.post(answered, data={"flag": "One.", "answer": "We look."}),
    )
    assert (answers[0].status_code, answers[1].status_code in {303, 409}) == (303, True)
    assert count(ScoreSheet, assignment_id=sheet.assignment_id, flag_answer="") == 1


def test_a_sheet_is_reopened_once(busy):
    judges = Judges()
    sheet = judges.sheet()
    both_went_on(
        pressed_twice(busy, judges.chair, f"/judging/sheets/{sheet.id}/reopen", reason="Look again.")
    )
    assert count(Message, thing_id=sheet.id) == 1


def test_a_conflict_is_declared_once(busy):
    judges = Judges()
    task = judges.task()
    member = next(m for m in judges.panel.members if m.person_id == judges.judge.id)
    team = judges.team.id
    said = {"aside": "y", "kind": "family or friends", "reason": "My sister leads this team."}
    data = {f"{name}-{team}": value for name, value in said.items()}
    both_went_on(pressed_twice(busy, judges.judge, f"/judging/panels/{member.id}/declare", **data))
    assert (count(Conflict, nomination_id=judges.team.id), count(Assignment, id=task.id)) == (1, 0)


def test_a_conflict_is_set_once(busy):
    judges = Judges()
    data = {
        "person": str(judges.judge.id),
        "nomination": str(judges.team.id),
        "reason": "Married to a member.",
    }
    path = f"/editions/{judges.edition.slug}/panel/conflicts/new"
    both_went_on(pressed_twice(busy, judges.organiser, path, **data))
    assert count(Conflict, nomination_id=judges.team.id) == 1


def test_a_judge_who_writes_while_an_organiser_recuses_them_breaks_nothing(busy):
    judges = Judges()
    sheet = judges.sheet(state=SheetState.DRAFT, submitted_at=None)
    data = {
        "person": str(judges.judge.id),
        "nomination": str(judges.team.id),
        "reason": "Married to a member.",
    }
    judge, organiser = browser(busy, judges.judge), browser(busy, judges.organiser)
    answers = at_once(
        busy,
        lambda: judge.post(f"/judging/assignments/{sheet.assignment_id}", data=SCORES | {"version": "1"}),
        lambda: organiser.post(f"/editions/{judges.edition.slug}/panel/conflicts/new", data=data),
    )
    assert answers[0].status_code in {303, 404}
    assert answers[1].status_code == 303


def test_sheets_are_handed_out_once(busy):
    judges = Judges()
    both_went_on(pressed_twice(busy, judges.organiser, f"/editions/{judges.edition.slug}/panel/prepare"))
    assert count(Assignment, panel_id=judges.panel.id) == TWO


def test_a_panel_is_made_once(busy):
    edition = make_edition(Stage.CHECKING)
    category = make_category(edition)
    data = {"name": "Main panel", "categories": str(category.id)}
    both_went_on(
        pressed_twice(busy, make_person(Role.ORGANISER), f"/editions/{edition.slug}/panel/new", **data)
    )
    assert count(Panel, edition_id=edition.id) == 1


def test_a_judge_is_seated_once(busy):
    judges, newcomer = Judges(), make_person(Role.JUDGE)
    path = f"/judging/panels/{judges.panel.id}/members/new"
    both_went_on(pressed_twice(busy, judges.organiser, path, person=str(newcomer.id), duty="judge"))
    assert count(PanelMember, person_id=newcomer.id) == 1
