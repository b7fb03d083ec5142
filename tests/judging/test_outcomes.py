"""What results read of judging, and what the desk says of it."""

import datetime as dt

import pytest

from awards.core import clock
from awards.core.database import db
from awards.editions.states import Stage
from awards.judging.queries import (
    SubmittedSheet,
    judge_letters,
    judging_readiness,
    panel_readiness,
    recusals,
    submitted_sheets,
)
from awards.judging.services import save_sheet, set_conflict
from awards.judging.states import ConflictKind, SheetState
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import make_category, make_edition, make_panel, make_person, make_sheet
from tests.judging.conftest import GOOD

pytestmark = pytest.mark.both_databases


def said(found):
    return {ready.sentence: ready.done for ready in found}


def test_submitted_sheets_come_with_their_points(judging):
    team = judging.nominations[0]
    make_sheet(judging.assignment(judging.judge, team), [4, 2])
    assert submitted_sheets(judging.edition) == [
        SubmittedSheet(judging.judge.id, team.id, {"impact": 4, "teamwork": 2})
    ]


def test_drafts_and_reopened_sheets_do_not_count(judging):
    save_sheet(
        judging.assignment(judging.judge, judging.nominations[0]), GOOD, by=judging.judge, at=clock.now()
    )
    make_sheet(judging.assignment(judging.judge, judging.nominations[1]), 3, state=SheetState.REOPENED)
    assert submitted_sheets(judging.edition) == []


def test_sheets_of_a_withdrawn_nomination_do_not_count(judging):
    make_sheet(judging.assignment(judging.judge, judging.nominations[0]), 3)
    judging.nominations[0].state = NominationState.WITHDRAWN
    db.session.commit()
    assert submitted_sheets(judging.edition) == []


@pytest.mark.parametrize("teams", [1, 3])
def test_any_number_of_sheets_needs_two_statements(judging, teams):
    for team in judging.nominations[:teams]:
        make_sheet(judging.assignment(judging.judge, team), 3)
    with counted_statements() as statements:
        assert len(submitted_sheets(judging.edition)) == teams
    assert len(statements) == 2


def test_recusals_name_who_what_and_why(judging):
    team = judging.nominations[0]
    set_conflict(judging.judge, team, "They are married.", by=judging.organiser, at=clock.now())
    found = [(r.person_id, r.name, r.nomination_id, r.kind) for r in recusals(judging.edition)]
    assert found == [(judging.judge.id, judging.judge.name, team.id, ConflictKind.SET_BY_ORGANISER)]


def test_letters_stay_when_somebody_joins_later(session):
    category = make_category(make_edition(Stage.JUDGING))
    panel = make_panel(category, *(make_person(Role.JUDGE) for _ in range(27)))
    for n, member in enumerate(panel.members):
        member.created_at = dt.datetime(2022, 9, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=n)
    db.session.commit()
    letters = judge_letters(category.edition)
    assert [letters[member.person_id] for member in panel.members][24:] == ["Y", "Z", "AA"]


def test_before_judging_the_desk_hears_of_categories_and_seats(judging):
    make_category(judging.edition, name="Foster carers")
    assert said(panel_readiness(judging.edition)) == {
        "No panel judges “Foster carers” yet.": False,
        f"“{judging.panel.name}” has 2 judges.": False,
        f"“{judging.panel.name}” has a chair.": True,
        f"“{judging.panel.name}” has no deputy to stand in for the chair.": False,
        f"Everybody on “{judging.panel.name}” has answered.": True,
    }


def test_while_judging_the_desk_hears_how_far_it_is(judging):
    make_sheet(judging.assignment(judging.judge, judging.nominations[0]), 3)
    assert said(judging_readiness(judging.edition)) == {
        "Every category has a panel.": True,
        "3 of 3 panel members have declared their conflicts.": True,
        "3 nominations have fewer than 3 judges.": False,
        "1 of 6 score sheets are submitted.": False,
    }


def test_a_nomination_that_nobody_may_judge_is_counted(judging):
    for person in (judging.judge, judging.other):
        set_conflict(person, judging.nominations[0], "Related.", by=judging.organiser, at=clock.now())
    assert "3 nominations have fewer than 3 judges." in said(judging_readiness(judging.edition))


def test_the_counts_leave_out_what_the_viewer_stands_aside_from(judging):
    set_conflict(judging.organiser, judging.nominations[0], "Related.", by=judging.organiser, at=clock.now())
    found = said(judging_readiness(judging.edition, judging.organiser))
    assert "0 of 4 score sheets are submitted." in found
    assert "2 nominations have fewer than 3 judges." in found
