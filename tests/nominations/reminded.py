"""An edition whose organisations are reminded, and what the worker sends."""

import datetime as dt
from dataclasses import replace

import sqlalchemy as sa

from awards.core.database import db
from awards.core.outbox import Message
from awards.nominations.models import TeamMember
from awards.nominations.recipients import Need, recipients_of
from awards.nominations.reminding import USUAL
from awards.nominations.services.reminders import (
    plan_reminder,
    send_due_reminders,
)
from awards.nominations.states import NominationState, ReminderKind
from awards.organisations.roles import Role
from tests.factories import (
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_participant,
    make_person,
    saved,
)

DEADLINE = dt.datetime(2022, 9, 23, 16, tzinfo=dt.UTC)  # 5pm in the United Kingdom
DAY, HOUR, MINUTE = dt.timedelta(days=1), dt.timedelta(hours=1), dt.timedelta(minutes=1)
OPENED = DEADLINE - 18 * DAY
SEVEN_DAYS_BEFORE = dt.datetime(2022, 9, 16, 8, tzinfo=dt.UTC)  # 9am
SITE = "https://tea.example"
NOT_STARTED, UNFINISHED, AWAITING, CONSENTS = (
    ReminderKind.NOT_STARTED,
    ReminderKind.UNFINISHED,
    ReminderKind.AWAITING_SIGN_OFF,
    ReminderKind.UNANSWERED_CONSENTS,
)


class Awards:
    """An open edition with one category and a way to let organisations take part."""

    def __init__(self) -> None:
        self.edition = make_edition(
            nominations_open_at=OPENED,
            nominations_close_at=DEADLINE,
            judging_closes_at=DEADLINE + 20 * DAY,
            grace_minutes=10,
        )
        self.category = make_category(self.edition)
        self.organiser = make_person(Role.ORGANISER)

    def body(self, name: str, *roles: Role, **values):
        """An organisation that nominates, with a director unless told otherwise."""
        organisation = make_organisation(name=name)
        make_participant(self.edition, organisation, **values)
        for role in roles or (Role.DIRECTOR,):
            make_person(role, organisation=organisation, name=f"{name} {role.value}")
        return organisation

    def nomination(self, name: str, *what: Role | NominationState, **values):
        """What an organisation of this name has written, in a state if one is said."""
        states = [each for each in what if isinstance(each, NominationState)]
        roles = [each for each in what if isinstance(each, Role)]
        return make_nomination(self.category, self.body(name, *roles), *states, **values)

    def member(self, nomination, **values):
        """Somebody of the team who was asked and has not answered."""
        question = next(q for s in self.category.sections for q in s.questions if q.key == "members")
        usual = {"name": "Ann Lee", "email": "ann@example.org", "asked_at": OPENED, "position": 1}
        return saved(TeamMember(nomination=nomination, question=question, **usual | values))

    def plan(self, kind: ReminderKind, **values):
        """A reminder of the kind, planned when nominations opened."""
        usual = next(plan for plan in USUAL if plan.kind is kind)
        usual = replace(usual, **{"days_before": 7} | values)
        return plan_reminder(self.edition, usual, by=self.organiser, at=OPENED)

    def names(self, kind: ReminderKind, at=SEVEN_DAYS_BEFORE, **values) -> list[str]:
        return [each.name for each in recipients_of(Need(self.edition, kind, at, **values))]


def send(at) -> list[Message]:
    """What the worker sends in all at that moment."""
    db.session.commit()
    while send_due_reminders(at, base_url=SITE):
        pass
    return letters()


def letters() -> list[Message]:
    return list(db.session.scalars(sa.select(Message).order_by(Message.due_at, Message.recipient)))


def told() -> list[str]:
    return [letter.recipient for letter in letters()]
