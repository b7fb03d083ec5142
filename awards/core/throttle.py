"""Counting tries in the database, so that all processes share one count."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from awards.core.database import Model, Moment, db
from awards.core.errors import TooManyTries


class Attempt(Model):
    """Somebody tried something that may not be tried too often."""

    __tablename__ = "attempts"
    __table_args__ = (sa.Index("ix_attempts_what_who_at", "what", "who", "at"),)

    what: Mapped[str] = mapped_column(sa.String(40))
    who: Mapped[str] = mapped_column(sa.String(254))
    at: Mapped[Moment]


def count_attempt(what: str, who: str, *, limit: int, within: dt.timedelta, at: dt.datetime) -> None:
    """Count one more try by ``who``; raise TooManyTries past ``limit`` in the time ``within``."""
    recent = sa.select(sa.func.count()).select_from(Attempt)
    recent = recent.where(Attempt.what == what, Attempt.who == who, Attempt.at > at - within)
    if (db.session.scalar(recent) or 0) >= limit:
        minutes = max(1, round(within.total_seconds() / 60))
        raise TooManyTries(f"There have been too many tries. Wait {minutes} minutes and try again.")
    db.session.add(Attempt(what=what, who=who, at=at))


def forget_attempts(before: dt.datetime) -> None:
    """Delete tries that no limit looks at any more."""
    db.session.execute(sa.delete(Attempt).where(Attempt.at < before))
