"""Letters that organisers write to those who nominate."""

import datetime as dt
from collections.abc import Collection

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.errors import BrokenRule
from awards.core.outbox import queue_for_all
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
    """Queue the letter to each address, signed by the organisers; how many it goes to.

    ``once`` is a key of the page it was written on: pressed twice, it goes once.
    """
    subject, text = clean_line(subject), clean_text(text)
    if not recipients:
        raise BrokenRule("Nobody would receive this: choose who it is for", field="to")
    if not subject:
        raise BrokenRule("Enter a subject", field="subject")
    if not text:
        raise BrokenRule("Write the message", field="text")
    body = f"{text}\n\n{edition.name} organisers\n{edition.contact}\n"
    sent = queue_for_all("letter", edition.id, recipients, subject, body, at=at, version=once)
    if sent:
        record("letter written", edition, by=by, at=at, people=sent)
    return len(set(recipients))
