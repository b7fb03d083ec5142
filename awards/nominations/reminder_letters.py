"""The messages that a reminder becomes: one for each reader, with what is true for them."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from awards.core.database import db
from awards.core.outbox import Message
from awards.core.text import join_words
from awards.editions.models import Edition
from awards.editions.timing import closing
from awards.nominations.consent import consent_link
from awards.nominations.lacking import lacking_in
from awards.nominations.models import Reminder, TeamMember
from awards.nominations.recipients import Recipient
from awards.nominations.reminding import Reader, ReminderPlan, compose, show_missing
from awards.nominations.states import ReminderKind

UNANSWERED = "reminder to answer"
"""Its link lets its reader answer for themselves: the body is nobody else's business."""
OTHERS = "reminder"


def letters_to(
    reminder: Reminder, recipients: Sequence[Recipient], at: dt.datetime, base_url: str
) -> list[Message]:
    """What each of them would find in their mail."""
    readers = _readers(reminder.edition, reminder.kind, recipients, base_url)
    return [_letter(reminder, each, readers[each], at) for each in recipients]


def example_of(
    edition: Edition, plan: ReminderPlan, recipients: Sequence[Recipient], base_url: str
) -> tuple[str, str, str]:
    """The mail to the first of them: to whom, its subject and its body. Without any, to somebody made up."""
    some = recipients[:1]
    if not some:
        made_up = _made_up(edition, base_url)
        return made_up.name, *compose(plan.kind, plan.subject, plan.body, made_up, signature(edition))
    [one] = some
    reader = _readers(edition, plan.kind, some, base_url)[one]
    if plan.kind is ReminderKind.UNANSWERED_CONSENTS:
        reader = replace(reader, link=f"{base_url}/consent/… (a link of their own)")
    return one.name, *compose(plan.kind, plan.subject, plan.body, reader, signature(edition))


def _made_up(edition: Edition, base_url: str) -> Reader:
    return Reader(
        name="Ann Example",
        organisation="Example Council",
        team="The Example Team",
        deadline=edition.closes.words,
        grace=edition.closes.rule,
        missing=show_missing(["The challenge", "What they did"]),
        link=f"{base_url}/nominations",
    )


def _letter(reminder: Reminder, recipient: Recipient, reader: Reader, at: dt.datetime) -> Message:
    subject, body = compose(
        reminder.kind, reminder.subject, reminder.body, reader, signature(reminder.edition)
    )
    consents = reminder.kind is ReminderKind.UNANSWERED_CONSENTS
    whose = f".{recipient.person_id.hex[:24]}" if consents else ""
    return Message(
        kind=UNANSWERED if consents else OTHERS,
        thing_id=recipient.nomination_id or recipient.participant_id,
        recipient=recipient.email,
        version=f"{reminder.id.hex}{whose}",
        subject=subject,
        body=body,
        due_at=at,
    )


def signature(edition: Edition) -> str:
    """Who writes."""
    return f"{edition.name} organisers\n{edition.contact}"


def _readers(
    edition: Edition, kind: ReminderKind, recipients: Sequence[Recipient], base_url: str
) -> dict[Recipient, Reader]:
    """What the letter says to each: two statements at most, however many there are."""
    missing = _missing(recipients) if kind is ReminderKind.UNFINISHED else {}
    links = _links(kind, recipients, base_url)
    found = {}
    for each in recipients:
        reader = _reader(edition, each, links[each])
        if kind is ReminderKind.AWAITING_SIGN_OFF and not each.signs:
            reader = replace(reader, note=_note(each, recipients))
        found[each] = replace(reader, missing=missing.get(each.nomination_id, ""))
    return found


def _reader(edition: Edition, recipient: Recipient, link: str) -> Reader:
    closes = closing(edition.nominations_close_at, recipient.deadline_at, edition.grace_minutes)
    return Reader(
        name=recipient.name,
        organisation=recipient.organisation,
        team=recipient.team,
        deadline=closes.words,
        grace=closes.rule,
        link=link,
    )


def _missing(recipients: Sequence[Recipient]) -> dict[uuid.UUID | None, str]:
    found = lacking_in({each.nomination_id for each in recipients if each.nomination_id})
    return {nomination_id: show_missing(labels) for nomination_id, labels in found.items()}


def _links(kind: ReminderKind, recipients: Sequence[Recipient], base_url: str) -> dict[Recipient, str]:
    """Where each reader goes on."""
    if kind is ReminderKind.UNANSWERED_CONSENTS:
        ids = [each.person_id for each in recipients]
        members = db.session.scalars(sa.select(TeamMember).where(TeamMember.id.in_(ids)))
        by_id = {member.id: consent_link(member, base_url) for member in members}
        return {each: by_id[each.person_id] for each in recipients}
    page = "/check" if kind is ReminderKind.AWAITING_SIGN_OFF else ""
    home = f"{base_url}/nominations"
    return {each: f"{home}/{each.nomination_id}{page}" if each.nomination_id else home for each in recipients}


def _note(recipient: Recipient, recipients: Sequence[Recipient]) -> str:
    """To who helped to write: which directors are asked to sign."""
    same = [each for each in recipients if each.nomination_id == recipient.nomination_id and each.signs]
    if not same:
        return "We know of no director who could sign this. Please tell the organisers who it is."
    return f"We have written this to {join_words(each.name for each in same)} today, and tell you too."
