"""Counting tries in the database, so that all processes share one count."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Limit:
    """At most ``most`` tries of ``what`` by ``who`` in the time ``within``. Who it is, is kept as a hash."""

    what: str
    who: str
    most: int
    within: dt.timedelta

    @property
    def key(self) -> str:
        """What is kept in place of the address or the name."""
        return hashlib.sha256(self.who.casefold().encode()).hexdigest()


def count_for_good(limits: Sequence[Limit], at: dt.datetime) -> None:
    """Count a try against every limit, in a transaction that ends here.

    The try stays counted when the request then fails and is rolled back, and no lock is held while the caller
    goes on with slow work. Raise TooManyTries past a limit. Call it before the request changes anything.
    """
    if db.session.new or db.session.dirty or db.session.deleted:
        raise RuntimeError("tries are counted before anything is changed")
    for limit in limits:
        count_attempt(limit.what, limit.key, limit=limit.most, within=limit.within, at=at)
    db.session.commit()
    db.session.expire_all()  # whatever was read is read anew: nothing holds it any more


def take_back(limits: Sequence[Limit], at: dt.datetime) -> None:
    """Forget the try that was counted at ``at``: it was honest after all."""
    for limit in limits:
        mine = sa.delete(Attempt).where(
            Attempt.what == limit.what, Attempt.who == limit.key, Attempt.at == at
        )
        db.session.execute(mine)
