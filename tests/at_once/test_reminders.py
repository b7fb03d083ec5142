"""Reminders: two workers, or a worker and an organiser, at the same moment; everybody hears once."""

import datetime as dt

import pytest

from awards.core import clock
from awards.core.outbox import Message
from awards.nominations.models import Reminder, SentReminder
from awards.nominations.reminding import USUAL
from awards.nominations.services.reminders import send_due_reminders
from awards.nominations.states import ReminderKind
from awards.organisations.roles import Role
from tests.at_once.meeting import at_once, both_went_on, browser, count, pressed_twice
from tests.factories import make_edition, make_organisation, make_participant, make_person, saved

pytestmark = pytest.mark.both_databases
SITE = "https://tea.example"


@pytest.fixture
def due(busy):
    """A reminder whose moment has just come, for three organisations."""
    now = clock.now()
    edition = make_edition(nominations_close_at=now + dt.timedelta(hours=20))
    wall = clock.local(now)
    days = (clock.local(edition.nominations_close_at).date() - wall.date()).days
    for _each in range(3):
        body = make_organisation()
        make_participant(edition, body)
        make_person(Role.DIRECTOR, organisation=body)
    plan = next(plan for plan in USUAL if plan.kind is ReminderKind.NOT_STARTED)
    facts = vars(plan) | {"days_before": days, "time_of_day": wall.hour * 3600 + wall.minute * 60}
    planned_at = now - dt.timedelta(days=1)
    return saved(Reminder(edition=edition, planned_at=planned_at, **facts))


def worker(app):
    with app.app_context():
        return send_due_reminders(clock.now(), base_url=SITE)


def heard(reminder_id) -> tuple[int, int]:
    """How many messages there are, and how many organisations had them."""
    messages = count(Message, kind="reminder", version=reminder_id.hex)
    return messages, count(SentReminder, reminder_id=reminder_id)


def test_two_workers_write_once(busy, due):
    reminder_id = due.id
    at_once(busy, lambda: worker(busy), lambda: worker(busy))
    assert heard(reminder_id) == (3, 3)


def test_a_worker_and_an_organiser_write_once(busy, due):
    reminder_id, organiser = due.id, browser(busy, make_person(Role.ORGANISER))
    path = f"/editions/{due.edition.slug}/reminders/{reminder_id}/send"
    answers = at_once(busy, lambda: worker(busy), lambda: organiser.post(path))
    assert answers[1].status_code == 303
    assert heard(reminder_id) == (3, 3)


def test_by_hand_it_is_sent_once(busy, due):
    reminder_id = due.id
    path = f"/editions/{due.edition.slug}/reminders/{reminder_id}/send"
    both_went_on(pressed_twice(busy, make_person(Role.ORGANISER), path))
    assert heard(reminder_id) == (3, 3)


def test_our_usual_four_are_planned_once(busy):
    edition = make_edition()
    path = f"/editions/{edition.slug}/reminders/usual"
    both_went_on(pressed_twice(busy, make_person(Role.ORGANISER), path))
    assert count(Reminder, edition_id=edition.id) == 4


def test_a_reminder_is_planned_once(busy):
    edition = make_edition(nominations_close_at=clock.now() + dt.timedelta(days=9))
    data = {"days_before": "2", "time_of_day": "9am", "subject": "Soon", "body": "Go on: {link}"}
    path = f"/editions/{edition.slug}/reminders/new?kind=unfinished"
    both_went_on(pressed_twice(busy, make_person(Role.ORGANISER), path, **data))
    assert count(Reminder, edition_id=edition.id) == 1
