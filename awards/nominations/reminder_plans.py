"""What the pages about reminders show: when each goes out, how many it reaches now, what has been sent."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from awards.accounts.models import Person
from awards.core.database import db
from awards.core.errors import NotFound
from awards.core.fences import open_to
from awards.core.readiness import Ready
from awards.editions.models import Edition
from awards.editions.queries import later_deadlines
from awards.nominations.models import Nomination, Reminder, SentReminder
from awards.nominations.recipients import Need, Reach, reach
from awards.nominations.timing import Fate, fate, sending_moment
from awards.organisations.models import Organisation


@dataclass(frozen=True)
class Sent:
    """How many have had a reminder, in how many organisations, and when the last of them."""

    people: int = 0
    organisations: int = 0
    at: dt.datetime | None = None


@dataclass(frozen=True)
class PlannedReminder:
    """A reminder with what becomes of it for those who have the deadline of all."""

    reminder: Reminder
    moment: dt.datetime
    fate: Fate
    reach: Reach
    sent: Sent


@dataclass(frozen=True)
class OwnMoment:
    """When a reminder goes out to an organisation with a later deadline."""

    organisation: str
    moment: dt.datetime
    fate: Fate


def get_reminder(reminder_id: uuid.UUID) -> Reminder:
    """The reminder with its edition, or NotFound."""
    reminder = db.session.get(Reminder, reminder_id, options=[joinedload(Reminder.edition)])
    if reminder is None:
        raise NotFound
    return reminder


def planned_reminders(edition: Edition, viewer: Person, at: dt.datetime) -> list[PlannedReminder]:
    """All of the edition's, in the order in which they go out: three statements, however many there are."""
    found = db.session.scalars(sa.select(Reminder).filter_by(edition_id=edition.id)).all()
    return sorted(
        _planned(edition, found, viewer, at), key=lambda each: (each.moment, each.reminder.kind.value)
    )


def planned(reminder: Reminder, viewer: Person, at: dt.datetime) -> PlannedReminder:
    """One of them."""
    return _planned(reminder.edition, [reminder], viewer, at)[0]


def _planned(
    edition: Edition, found: Sequence[Reminder], viewer: Person, at: dt.datetime
) -> list[PlannedReminder]:
    reached = reach([Need(edition, each.kind, at, viewer, each) for each in found])
    sent = _sent([each.id for each in found], edition, viewer)
    deadline = edition.nominations_close_at
    made = []
    for each, now in zip(found, reached, strict=True):
        moment = sending_moment(deadline, each.days_before, each.time_of_day)
        becomes = fate(moment, deadline, each.planned_at, at)
        made.append(PlannedReminder(each, moment, becomes, now, sent.get(each.id, Sent())))
    return made


def own_moments(reminder: Reminder, at: dt.datetime) -> list[OwnMoment]:
    """When it goes out to those who have longer than all others."""
    found = []
    for participant in later_deadlines(reminder.edition):
        deadline = participant.closes.deadline
        moment = sending_moment(deadline, reminder.days_before, reminder.time_of_day)
        becomes = fate(moment, deadline, reminder.planned_at, at)
        found.append(OwnMoment(participant.organisation.name, moment, becomes))
    return found


def _sent(ids: Collection[uuid.UUID], edition: Edition, viewer: Person) -> dict[uuid.UUID, Sent]:
    totals = sa.select(
        SentReminder.reminder_id,
        sa.func.sum(SentReminder.recipients),
        sa.func.count(),
        sa.func.max(SentReminder.sent_at),
    ).group_by(SentReminder.reminder_id)
    totals = totals.where(SentReminder.reminder_id.in_(ids), *_told(edition, viewer))
    return {row[0]: Sent(*row[1:]) for row in db.session.execute(totals)}


def sent_of(reminder: Reminder, viewer: Person, limit: int = 200) -> list[SentReminder]:
    """The organisations that had it, the latest first."""
    some = sa.select(SentReminder).filter_by(reminder_id=reminder.id)
    some = some.where(*_told(reminder.edition, viewer)).options(contains_eager(SentReminder.organisation))
    some = some.join(SentReminder.organisation)
    some = some.order_by(SentReminder.sent_at.desc(), Organisation.name)
    return list(db.session.scalars(some.limit(limit)))


def _told(edition: Edition, viewer: Person) -> list[sa.ColumnElement[bool]]:
    """Somebody was written to; nothing tells of a nomination that a fence keeps from the viewer."""
    fenced = sa.select(Nomination.organisation_id).where(
        Nomination.edition_id == edition.id, sa.not_(open_to(Nomination, viewer.id))
    )
    return [SentReminder.recipients > 0, SentReminder.organisation_id.not_in(fenced)]


def reminding_readiness(edition: Edition) -> list[Ready]:
    """Whether anybody will be reminded of the deadline. An organiser may have other ways."""
    counting = sa.select(sa.func.count()).select_from(Reminder).filter_by(edition_id=edition.id, active=True)
    count = db.session.scalar(counting) or 0
    planned_words = f"{count} reminder{'' if count == 1 else 's'} planned"
    sentence = planned_words if count else "No reminder is planned"
    return [Ready(sentence, count > 0, needed=False, endpoint="nominations.reminders")]
