"""Letters that organisers write to those who nominate."""

import datetime as dt
import hashlib
from collections.abc import Collection

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.database import db
from awards.core.errors import BrokenRule
from awards.core.outbox import Message, queue_for_all
from awards.core.text import clean_line, clean_text
from awards.editions.models import Edition


def write_letter(
    edition: Edition,
    recipients: Collection[str],
    subject: str,
    text: str,
    *,
    by: Person,
    at: dt.datetime,
    once: str,
) -> int:
    """Queue the letter to each address, signed by the organisers; to how many it goes now.

    ``once`` is a key of the page it was written on: pressed twice, the same words go once, and whoever goes
    back and corrects them writes another letter. Nor does anybody get the same words within a day from
    another page. Where the page brings no key, the day is one.
    """
    subject, text = clean_line(subject), clean_text(text)
    if not recipients:
        raise BrokenRule("Nobody would receive this: choose who it is for", field="to")
    if not subject:
        raise BrokenRule("Enter a subject", field="subject")
    if not text:
        raise BrokenRule("Write the message", field="text")
    version = _made_of(once.strip() or at.date().isoformat(), subject, text)
    body = f"{text}\n\n{edition.name} organisers\n{edition.contact}\n"
    fresh = set(recipients) - _had_it(edition, subject, body, at, version)
    if not fresh:
        raise BrokenRule("They were sent exactly this today. Change the words to write again", field="text")
    sent = queue_for_all("letter", edition.id, fresh, subject, body, at=at, version=version)
    if sent:
        record("letter written", edition, by=by, at=at, people=sent)
    return sent


def _made_of(once: str, subject: str, text: str) -> str:
    said = "\n".join([once, subject, text])
    return hashlib.sha256(said.encode()).hexdigest()[:40]


def _had_it(edition: Edition, subject: str, body: str, at: dt.datetime, version: str) -> set[str]:
    """Who was sent the same words within a day, from another page."""
    same = sa.select(Message.recipient).filter_by(kind="letter", thing_id=edition.id, subject=subject)
    since = at - dt.timedelta(days=1)
    same = same.where(Message.body == body, Message.version != version, Message.due_at > since)
    return set(db.session.scalars(same))
