"""Telling judges that what they are to score has changed, without a name in it."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping

import sqlalchemy as sa

from awards.core import clock
from awards.core.database import db
from awards.core.outbox import Message, queue_letters
from awards.core.states import MessageState
from awards.editions.models import Edition
from awards.editions.states import Stage
from awards.judging import emails
from awards.judging.models import Panel
from awards.judging.queries.assignments import Held, judges_with_a_list, lists_of
from awards.judging.queries.panels import panels_of
from awards.judging.rounds import takes_sheets

LIST_CHANGED = "nominations to score"


def tell_changed(
    panel: Panel, people: Collection[uuid.UUID], base_url: str, *, at: dt.datetime, act: str = ""
) -> None:
    """While judging is open, write to those whose list has changed: once for an act, else once a day.

    A message of the day that has not gone out yet is put right instead. The message is about the round, so
    the outbox keeps it from who stands aside from something in it. Without the address of the site nobody
    is written to.
    """
    if not base_url or not people or panel.edition.state is not Stage.JUDGING:
        return
    if not takes_sheets(panel.current, panel.edition, at):
        return  # they could do nothing about it; opened again, the round writes to who has something open
    db.session.flush()
    held, version = lists_of(panel, people), act or clock.local(at).date().isoformat()
    letters = []
    for member in judges_with_a_list(panel):
        if member.person_id not in people:
            continue
        theirs = held.get(member.person_id, Held(0, 0))
        subject, body = emails.list_changed(member, theirs.assigned, theirs.submitted, base_url)
        letters.append(_letter(panel, member.person.email, subject, body, version, at))
    if not act:
        _put_right(letters)
    queue_letters(letters)


def tell_all(
    edition: Edition,
    changed: Mapping[uuid.UUID, Collection[uuid.UUID]],
    base_url: str,
    *,
    at: dt.datetime,
    act: str = "",
) -> None:
    """The same for several panels: by panel, those whose list has changed."""
    if any(changed.values()):
        for panel in panels_of(edition):
            tell_changed(panel, changed.get(panel.id, ()), base_url, at=at, act=act)


def _letter(panel: Panel, to: str, subject: str, body: str, version: str, at: dt.datetime) -> Message:
    return Message(
        kind=LIST_CHANGED,
        thing_id=panel.current.id,
        recipient=to,
        version=version,
        subject=subject,
        body=body,
        due_at=at,
    )


def _put_right(letters: Collection[Message]) -> None:
    """Let what the worker has not sent yet say what holds now."""
    for each in letters:
        waiting = sa.update(Message).where(Message.state == MessageState.QUEUED)
        same = waiting.filter_by(
            kind=each.kind, thing_id=each.thing_id, recipient=each.recipient, version=each.version
        )
        db.session.execute(same.values(body=each.body))
