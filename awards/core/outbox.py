"""The outbox: mail is a row written in the transaction of the act; a worker sends it after the commit.

Claiming by lease follows the transactional outbox pattern. SMTP has no exactly-once: a worker that dies
between the server's "250" and our commit leaves a message "unsure", and a person decides if it goes again.
"""

import datetime as dt
import uuid
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from awards.core.audit import By, record
from awards.core.database import Model, Moment, Text, db, enum_of, in_parts
from awards.core.errors import WrongState
from awards.core.states import MessageState

LEASE = dt.timedelta(minutes=2)
BACK_OFF = (1, 5, 15, 60, 180, 360)
"""Minutes before each further try; after the last one the message has failed."""

OLD = dt.timedelta(days=7)
"""So long may a message wait for its first try, for instance until somebody sets up a mail server."""


class Message(Model):
    """One e-mail to one person. A kind goes to a recipient about a thing at most once a version."""

    __tablename__ = "messages"
    __table_args__ = (
        sa.UniqueConstraint("kind", "thing_id", "recipient", "version"),
        sa.Index("ix_messages_state_due", "state", "due_at"),
    )

    kind: Mapped[str] = mapped_column(sa.String(60))
    thing_id: Mapped[uuid.UUID]
    recipient: Mapped[str] = mapped_column(sa.String(254))
    version: Mapped[str] = mapped_column(sa.String(60), default="")
    subject: Mapped[str] = mapped_column(sa.String(200))
    body: Mapped[Text]
    state: Mapped[MessageState] = mapped_column(enum_of(MessageState), default=MessageState.QUEUED)
    due_at: Mapped[Moment]
    tries: Mapped[int] = mapped_column(default=0)
    owner: Mapped[str | None] = mapped_column(sa.String(80))
    leased_until: Mapped[Moment | None]
    problem: Mapped[str | None] = mapped_column(sa.String(200))
    sent_at: Mapped[Moment | None]


def queue_message(
    kind: str,
    thing_id: uuid.UUID,
    recipient: str,
    subject: str,
    body: str,
    *,
    at: dt.datetime,
    version: str = "",
) -> Message | None:
    """Put a message into the outbox; None when the same is there already. Line breaks leave the subject."""
    same = sa.select(Message.id).filter_by(kind=kind, thing_id=thing_id, recipient=recipient, version=version)
    if db.session.scalar(same):
        return None
    subject = " ".join(subject.split())[:200]
    message = Message(
        kind=kind,
        thing_id=thing_id,
        recipient=recipient,
        version=version,
        subject=subject,
        body=body,
        due_at=at,
    )
    db.session.add(message)
    return message


def queue_for_all(
    kind: str,
    thing_id: uuid.UUID,
    recipients: Collection[str],
    subject: str,
    body: str,
    *,
    at: dt.datetime,
    version: str = "",
) -> int:
    """Put the same message to many people into the outbox, each once; how many were not there yet."""
    there = sa.select(Message.recipient).filter_by(kind=kind, thing_id=thing_id, version=version)
    new = sorted(set(recipients) - set(db.session.scalars(there)))
    subject = " ".join(subject.split())[:200]
    usual = {"kind": kind, "thing_id": thing_id, "version": version, "subject": subject, "body": body}
    db.session.add_all(Message(**usual, recipient=recipient, due_at=at) for recipient in new)
    return len(new)


def queue_letters(letters: Collection[Message]) -> None:
    """Put many different messages into the outbox, but for those that are there already."""
    there = sa.select(Message.kind, Message.thing_id, Message.recipient, Message.version)
    there = there.where(Message.kind.in_({each.kind for each in letters}))
    known = set()
    for versions in in_parts(each.version for each in letters):
        known |= {tuple(row) for row in db.session.execute(there.where(Message.version.in_(versions)))}
    for each in letters:
        what = (each.kind, each.thing_id, each.recipient, each.version)
        if what not in known:
            known.add(what)
            each.subject = " ".join(each.subject.split())[:200]
            db.session.add(each)


def is_work_due(at: dt.datetime) -> bool:
    """Whether a worker would find a message to send, or one whose worker died."""
    queued = sa.and_(Message.state == MessageState.QUEUED, Message.due_at <= at)
    died = sa.and_(Message.state == MessageState.SENDING, Message.leased_until < at)
    return bool(db.session.scalar(sa.select(sa.literal(1)).where(sa.or_(queued, died)).limit(1)))


def claim(owner: str, at: dt.datetime) -> Message | None:
    """Take the next due message under a lease. Commit before sending it."""
    due = sa.select(Message).where(Message.state == MessageState.QUEUED, Message.due_at <= at)
    message = db.session.scalar(
        due.order_by(Message.due_at, Message.id).limit(1).with_for_update(skip_locked=True)
    )
    if message:
        message.state, message.owner, message.leased_until = (
            MessageState.SENDING,
            owner,
            at + LEASE,
        )
        message.tries += 1
    return message


def finish(message: Message, at: dt.datetime) -> None:
    """The server took the message."""
    message.state, message.sent_at, message.problem = MessageState.SENT, at, None


def postpone(message: Message, problem: str, at: dt.datetime) -> None:
    """The server did not take it: try again later, in the end give up."""
    message.problem = problem[:200]
    if message.tries > len(BACK_OFF):
        message.state = MessageState.FAILED
        return
    message.state = MessageState.QUEUED
    message.due_at = at + dt.timedelta(minutes=BACK_OFF[message.tries - 1])


def release_expired(at: dt.datetime) -> int:
    """Hold the messages of workers that died in mid-send; how many."""
    died = sa.update(Message).where(Message.state == MessageState.SENDING, Message.leased_until < at)
    changed = db.session.execute(died.values(state=MessageState.UNSURE))
    return int(changed.rowcount)  # type: ignore[attr-defined]  # an UPDATE has a row count


def hold_back_old(at: dt.datetime) -> int:
    """Hold the messages that nobody tried to send while they were news: a person decides; how many."""
    old = sa.update(Message).where(Message.state == MessageState.QUEUED, Message.tries == 0)
    waited = "It waited for more than a week, so it was not sent by itself."
    changed = db.session.execute(
        old.where(Message.due_at < at - OLD).values(state=MessageState.UNSURE, problem=waited)
    )
    return int(changed.rowcount)  # type: ignore[attr-defined]  # an UPDATE has a row count


def send_again(message: Message, *, by: By, at: dt.datetime) -> None:
    """An organiser decides that a failed or unsure message goes out once more."""
    if message.state not in {MessageState.FAILED, MessageState.UNSURE}:
        raise WrongState("Only a message that failed, or may not have arrived, can be sent again.")
    message.state, message.due_at, message.tries = MessageState.QUEUED, at, 0
    record("message sent again", message, by=by, at=at)
