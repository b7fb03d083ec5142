"""Reminders: planned, changed and taken back by organisers, sent by hand or by the worker, never twice."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Collection

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.database import db, lock, reading, unit_of_work
from awards.core.errors import BrokenRule, Stale, WrongState
from awards.core.outbox import queue_letters
from awards.editions.models import Edition
from awards.editions.states import Stage
from awards.nominations.models import Reminder, SentReminder
from awards.nominations.recipients import Need, due_organisations, recipients_of
from awards.nominations.reminder_letters import letters_to
from awards.nominations.reminding import USUAL, ReminderPlan, body_problem, subject_problem
from awards.nominations.timing import Fate, fate, sending_moment

BATCH = 25
"""Organisations that are written to in one transaction."""

SENT_STAGES = frozenset({Stage.NOMINATIONS, Stage.CHECKING})
OVER = "Nominations are over: there is nothing to remind anybody of."
SOMEBODY_ELSE = "Somebody else changed this reminder in the meantime. Compare, then save again to keep yours."


def plan_reminder(edition: Edition, plan: ReminderPlan, *, by: Person | None, at: dt.datetime) -> Reminder:
    """A new reminder, switched on. Planned twice, it is there once."""
    lock(edition)
    _refuse_when_over(edition)
    same = _at_this_time(edition, plan)
    if same and (same.subject, same.body) == (plan.subject, plan.body):
        return same
    _check(edition, plan, same, at)
    reminder = Reminder(edition=edition, planned_at=at, **vars(plan))
    db.session.add(reminder)
    db.session.flush()
    record("reminder planned", reminder, by=by, at=at, **_facts(reminder))
    return reminder


def use_usual_reminders(edition: Edition, *, by: Person | None, at: dt.datetime) -> None:
    """Plan our usual four, as far as there is none of their kind yet."""
    lock(edition)
    _refuse_when_over(edition)
    there = set(db.session.scalars(sa.select(Reminder.kind).filter_by(edition_id=edition.id)))
    for plan in USUAL:
        if plan.kind not in there:
            reminder = Reminder(edition=edition, planned_at=at, **vars(plan))
            db.session.add(reminder)
            db.session.flush()
            record("reminder planned", reminder, by=by, at=at, **_facts(reminder))


def change_reminder(
    reminder: Reminder, plan: ReminderPlan, *, version: int, by: Person, at: dt.datetime
) -> None:
    """Change when it goes out and what it says; its kind stays. Who had it already does not get it again."""
    lock(reminder)
    _refuse_when_over(reminder.edition)
    changed = [name for name, value in vars(plan).items() if getattr(reminder, name) != value]
    if not changed:
        return
    if reminder.version != version:
        raise Stale(SOMEBODY_ELSE)
    same = _at_this_time(reminder.edition, plan)
    moved = bool({"days_before", "time_of_day"} & set(changed))
    _check(reminder.edition, plan, None if same is reminder else same, at if moved else None)
    for name in changed:
        setattr(reminder, name, getattr(plan, name))
    if moved:
        reminder.planned_at = at
    record("reminder changed", reminder, by=by, at=at, changed=sorted(changed), **_facts(reminder))


def switch_reminder(reminder: Reminder, active: bool, *, by: Person, at: dt.datetime) -> None:
    """Let it go out by itself, or not. What it missed while it was off is not made up for."""
    lock(reminder)
    _refuse_when_over(reminder.edition)
    if reminder.active is not active:
        reminder.active, reminder.planned_at = active, at
        record(f"reminder switched {'on' if active else 'off'}", reminder, by=by, at=at)


def remove_reminder(reminder: Reminder, *, by: Person, at: dt.datetime) -> None:
    """Take it away; not once it has gone to somebody, for then it is part of what happened."""
    lock(reminder)
    if _had_by(reminder):
        raise BrokenRule("It has been sent, so it is kept for the record. You can switch it off.")
    record("reminder removed", reminder, by=by, at=at, **_facts(reminder))
    db.session.delete(reminder)


def send_reminder_now(reminder: Reminder, *, by: Person, at: dt.datetime, base_url: str) -> int:
    """Write at once to all who need it and did not have it; to how many. It counts as sent to them.

    Pressed twice, it goes once, and the second time to nobody.
    """
    _hold(reminder)
    if reminder.edition.state not in SENT_STAGES:
        raise WrongState("Reminders go out while nominations are open.")
    sent = _send(reminder, None, by=by, at=at, base_url=base_url)
    if not sent and not _had_by(reminder):
        raise BrokenRule("Nobody needs this reminder now.")
    return sent


def send_due_reminders(at: dt.datetime, *, base_url: str) -> bool:
    """Write to some of those whose moment has come, in one short transaction; whether there were any."""
    with reading(), unit_of_work() as session:
        open_editions = Reminder.edition.has(Edition.state.in_(SENT_STAGES))
        planned = session.scalars(sa.select(Reminder).where(Reminder.active, open_editions))
        due = next((each.id for each in planned.all() if due_organisations(each, at, 1)), None)
    if due is None:
        return False
    with unit_of_work() as session:
        reminder = session.get(Reminder, due)
        if reminder is None:
            return True
        _hold(reminder)
        if organisations := due_organisations(reminder, at, BATCH):
            _send(reminder, organisations, by=None, at=at, base_url=base_url)
    return True


def send_all_due(edition: Edition, *, at: dt.datetime, base_url: str) -> None:
    """Write in the transaction at hand to everybody whose moment has come."""
    for reminder in db.session.scalars(sa.select(Reminder).filter_by(edition_id=edition.id)).all():
        while organisations := due_organisations(reminder, at, BATCH):
            _send(reminder, organisations, by=None, at=at, base_url=base_url)


def _hold(reminder: Reminder) -> None:
    """Keep stage and reminder as they are. A second worker waits here, and then finds that they had it."""
    db.session.refresh(reminder.edition, with_for_update={"read": True})
    lock(reminder)


def _send(
    reminder: Reminder,
    organisations: Collection[uuid.UUID] | None,
    *,
    by: Person | None,
    at: dt.datetime,
    base_url: str,
) -> int:
    """Write to those of the organisations that need it now, and note that they all had their moment.

    Without ``organisations``: to all who need it, and only they had it.
    """
    need = Need(reminder.edition, reminder.kind, at, reminder=reminder, organisations=organisations)
    recipients = recipients_of(need)
    queue_letters(letters_to(reminder, recipients, at, base_url))
    counts = Counter(each.organisation_id for each in recipients)
    had = organisations if organisations is not None else list(counts)
    db.session.add_all(
        SentReminder(reminder=reminder, organisation_id=each, sent_at=at, recipients=counts[each])
        for each in had
    )
    if recipients:
        people, bodies = len(recipients), len(counts)
        record("reminder sent", reminder, by=by, at=at, people=people, organisations=bodies)
    return len(recipients)


def check_words(plan: ReminderPlan) -> None:
    """Raise BrokenRule for a place in braces that we cannot fill in, and where the link is missing."""
    if problem := subject_problem(plan.kind, plan.subject):
        raise BrokenRule(problem, field="subject")
    if problem := body_problem(plan.kind, plan.body):
        raise BrokenRule(problem, field="body")


def _had_by(reminder: Reminder) -> int:
    """How many people have had it."""
    sent = sa.select(sa.func.sum(SentReminder.recipients)).filter_by(reminder_id=reminder.id)
    return db.session.scalar(sent) or 0


def _at_this_time(edition: Edition, plan: ReminderPlan) -> Reminder | None:
    same = sa.select(Reminder).filter_by(edition_id=edition.id, kind=plan.kind)
    same = same.filter_by(days_before=plan.days_before, time_of_day=plan.time_of_day)
    return db.session.scalars(same).first()


def _check(edition: Edition, plan: ReminderPlan, same: Reminder | None, at: dt.datetime | None) -> None:
    """Raise BrokenRule with what is wrong; without ``at`` its moment stays as it was."""
    check_words(plan)
    if same:
        raise BrokenRule(
            "There is a reminder of this kind at this time already: change that one", field="days_before"
        )
    if at is None:
        return
    deadline = edition.nominations_close_at
    moment = sending_moment(deadline, plan.days_before, plan.time_of_day)
    if moment >= deadline:
        raise BrokenRule(f"That is not before the deadline, {edition.closes.words}", field="time_of_day")
    if fate(moment, deadline, at, at) is Fate.MISSED:
        raise BrokenRule("That moment has passed. Choose one that lies ahead", field="days_before")


def _refuse_when_over(edition: Edition) -> None:
    if edition.state.is_at_least(Stage.JUDGING):
        raise WrongState(OVER)


def _facts(reminder: Reminder) -> dict[str, object]:
    return {"kind": reminder.kind.value, "days": reminder.days_before, "time": reminder.time_of_day}
