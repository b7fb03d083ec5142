"""Reminders and answers to judges: two who lead a panel, or two presses, at the same moment."""

import pytest

from awards.core.audit import Event
from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.judging.chasing import USUAL
from awards.judging.queries import REMINDER
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.at_once.meeting import at_once, both_went_on, browser, count, pressed_twice
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


@pytest.fixture
def task(busy):
    """A judge with one nomination to score, on a panel with a chair."""
    category = make_category(make_edition(Stage.JUDGING))
    judge, chair = make_person(Role.JUDGE), make_person(Role.CHAIR)
    panel = make_panel(category, judge, chair=chair)
    nomination = make_nomination(category, make_organisation(), NominationState.ACCEPTED)
    return make_assignment(panel, judge, nomination)


def chair_of(task):
    return next(member.person for member in task.panel.members if member.is_chair)


def reminder(task):
    return {"to": str(task.member.id), "subject": USUAL.subject, "body": USUAL.body}


def test_two_presses_remind_once(busy, task):
    panel, seat, path = task.panel_id, task.member.id, f"/judging/panels/{task.panel_id}/remind"
    both_went_on(pressed_twice(busy, chair_of(task), path, **reminder(task)))
    heard = count(Message, kind=REMINDER, thing_id=seat)
    assert (heard, count(Event, action="judges reminded", thing_id=panel)) == (1, 1)


def test_a_chair_and_an_organiser_remind_once(busy, task):
    seat, path, data = task.member.id, f"/judging/panels/{task.panel_id}/remind", reminder(task)
    clients = [browser(busy, person) for person in (chair_of(task), make_person(Role.ORGANISER))]
    both_went_on(at_once(busy, *(lambda client=client: client.post(path, data=data) for client in clients)))
    assert count(Message, kind=REMINDER, thing_id=seat) == 1


def test_two_presses_answer_a_flag_once(busy, task):
    sheet = make_sheet(task, 3, flag="May I have it back?").id
    data = {"flag": "May I have it back?", "answer": "Yes."}
    both_went_on(pressed_twice(busy, chair_of(task), f"/judging/sheets/{sheet}/flag", **data))
    told = count(Message, kind="flag answered", thing_id=sheet)
    assert (told, count(Event, action="flag answered", thing_id=sheet)) == (1, 1)
