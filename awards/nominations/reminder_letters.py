"""The messages that a reminder becomes: one for each reader, with what is true for them."""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.accounts.services import make_way_in
from awards.core.database import Model, db, in_parts
from awards.core.outbox import Message
from awards.core.text import join_words
from awards.editions.models import Edition
from awards.editions.timing import closing
from awards.nominations.consent import consent_link
from awards.nominations.lacking import lacking_in
from awards.nominations.models import Reminder, TeamMember
from awards.nominations.recipients import Recipient
from awards.nominations.reminding import Reader, ReminderPlan, compose, show_missing
from awards.nominations.services.submitting import SIGNING_TIME
from awards.nominations.states import ReminderKind

M = TypeVar("M", bound=Model)

UNANSWERED = "reminder to answer"
"""Its link lets its reader answer for themselves: the body is nobody else's business."""
TO_SIGN = "reminder to sign"
"""Its link signs a director in."""
OTHERS = "reminder"
OF_ITS_OWN = "… (a link of their own)"
"""What stands for a link in the example, which nobody but its reader may have."""
UNTOLD = "[the name of the team]"
"""What stands for a draft's name there."""


def letters_to(
    reminder: Reminder, recipients: Sequence[Recipient], at: dt.datetime, base_url: str
) -> list[Message]:
    """What each of them would find in their mail."""
    links = _links(reminder.kind, recipients, at, base_url)
    readers = _readers(reminder.edition, reminder.kind, recipients, links)
    return [_letter(reminder, each, readers[each], at) for each in recipients]


def example_of(
    edition: Edition, plan: ReminderPlan, recipients: Sequence[Recipient], base_url: str
) -> tuple[str, str, str]:
    """The mail to the first of them: to whom, its subject and its body. Without any, to somebody made up."""
    some = recipients[:1]
    if not some:
        made_up = _made_up(edition, base_url)
        return made_up.name, *compose(plan.kind, plan.subject, plan.body, made_up, signature(edition))
    one = replace(some[0], team=UNTOLD) if some[0].draft else some[0]
    link = _page(plan.kind, one, base_url)
    reader = _readers(edition, plan.kind, [one], {one: link})[one]
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
        kind=UNANSWERED if consents else TO_SIGN if _signs(reminder.kind, recipient) else OTHERS,
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


def _signs(kind: ReminderKind, recipient: Recipient) -> bool:
    """Whether the letter asks its reader to sign."""
    return kind is ReminderKind.AWAITING_SIGN_OFF and recipient.signs


def _readers(
    edition: Edition, kind: ReminderKind, recipients: Sequence[Recipient], links: Mapping[Recipient, str]
) -> dict[Recipient, Reader]:
    """What the letter says to each: few statements, however many there are."""
    missing = _missing(recipients) if kind is ReminderKind.UNFINISHED else {}
    asked: dict[uuid.UUID | None, list[str]] = {}
    for each in recipients:
        if each.signs:
            asked.setdefault(each.nomination_id, []).append(each.name)
    found = {}
    for each in recipients:
        reader = _reader(edition, each, links[each])
        if _signs(kind, each):
            reader = replace(reader, about_link=_ABOUT_WAY_IN.format(each.name, SIGNING_TIME.days))
        elif kind is ReminderKind.AWAITING_SIGN_OFF:
            reader = replace(reader, note=_note(asked.get(each.nomination_id)))
        found[each] = replace(reader, missing=missing.get(each.nomination_id, ""))
    return found


_ABOUT_WAY_IN = (
    "The link signs you in as {}, so please do not pass it on. It works once, within {} days; after that it "
    "leads you to a new one."
)


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


def _links(
    kind: ReminderKind, recipients: Sequence[Recipient], at: dt.datetime, base_url: str
) -> dict[Recipient, str]:
    """Where each reader goes on. It signs in who is to sign; who answers for themselves needs no account."""
    if kind is ReminderKind.UNANSWERED_CONSENTS:
        members = {member.id: member for member in _some(TeamMember, recipients)}
        return {each: consent_link(members[each.person_id], base_url) for each in recipients}
    signers = [each for each in recipients if _signs(kind, each)]
    people = {person.id: person for person in _some(Person, signers)}
    links = {each: _page(ReminderKind.UNFINISHED, each, base_url) for each in recipients}
    for each in signers:
        page = f"/nominations/{each.nomination_id}/check"
        person = people[each.person_id]
        links[each] = make_way_in(person, page, life=SIGNING_TIME, at=at, base_url=base_url)
    return links


def _some(model: type[M], recipients: Sequence[Recipient]) -> Iterator[M]:
    for part in in_parts(each.person_id for each in recipients):
        yield from db.session.scalars(sa.select(model).where(model.id.in_(part)))


def _page(kind: ReminderKind, recipient: Recipient, base_url: str) -> str:
    """The page where the reader goes on, as far as anybody may know its address."""
    if kind is ReminderKind.UNANSWERED_CONSENTS or _signs(kind, recipient):
        return f"{base_url}/{OF_ITS_OWN}"
    home = f"{base_url}/nominations"
    return f"{home}/{recipient.nomination_id}" if recipient.nomination_id else home


def _note(asked: Sequence[str] | None) -> str:
    """To who helped to write: which directors are asked to sign."""
    if not asked:
        return "We know of no director who could sign this. Please tell the organisers who it is."
    return f"We have written this to {join_words(asked)} today, and tell you too."
