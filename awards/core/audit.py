"""The append-only record of who did what; each row carries the hash of the one before it."""

import datetime as dt
import hashlib
import json
import uuid
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from awards.core.database import Base, Data, Model, Moment, db, is_alone

FIRST = "0" * 64


class By(Protocol):
    """A person who acts."""

    @property
    def id(self) -> uuid.UUID:
        """The person's identity."""


class Event(Base):
    """One act. Never changed, never deleted."""

    __tablename__ = "events"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[Moment]
    actor_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(sa.String(80))
    thing_kind: Mapped[str] = mapped_column(sa.String(40))
    thing_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    details: Mapped[Data]
    previous: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64), unique=True)


class ChainHead(Base):
    """The last event's number and hash; locked while the next one is written."""

    __tablename__ = "event_chain"
    __table_args__ = (sa.CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    number: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str] = mapped_column(sa.String(64), default=FIRST)


def record(action: str, thing: Model | None, *, by: By | None, at: dt.datetime, **details: Any) -> Event:
    """Append an event such as "nomination submitted". ``details`` hold no secret and no personal data."""
    head = _head()
    event = Event(
        number=head.number + 1,
        at=at,
        actor_id=by.id if by else None,
        action=action,
        thing_kind=type(thing).__name__ if thing else "",
        thing_id=thing.id if thing else None,
        details=details,
        previous=head.hash,
    )
    event.hash = event_hash(event)
    head.number, head.hash = event.number, event.hash
    db.session.add(event)
    return event


def _head() -> ChainHead:
    head = db.session.get(ChainHead, 1, with_for_update=None if is_alone() else True)
    if head is None:
        head = ChainHead(id=1, number=0, hash=FIRST)
        db.session.add(head)
    return head


def hold_record() -> None:
    """Let nobody else act until the transaction ends: where there is no row yet that could be locked."""
    _head()


def last_event_number() -> int:
    """The number of the latest event; nought before the first."""
    return db.session.scalar(sa.select(ChainHead.number)) or 0


def event_hash(event: Event) -> str:
    """SHA-256, in hex, over the previous hash and the event's canonical JSON."""
    content = {
        "number": event.number,
        "at": event.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "actor": str(event.actor_id or ""),
        "action": event.action,
        "thing": [event.thing_kind, str(event.thing_id or "")],
        "details": event.details,
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256((event.previous + canonical).encode()).hexdigest()


def first_altered() -> int | None:
    """The number of the first event that does not fit the chain, or None when all do."""
    previous, number = FIRST, 0
    for event in db.session.scalars(sa.select(Event).order_by(Event.number)).yield_per(500):
        if (event.number, event.previous) != (
            number + 1,
            previous,
        ) or event.hash != event_hash(event):
            return event.number
        previous, number = event.hash, event.number
    head = db.session.get(ChainHead, 1)
    return number + 1 if head and head.hash != previous else None
