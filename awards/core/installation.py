"""What is true of this installation as a whole: whether it is a sample, and where its clock stands."""

import datetime as dt
import math

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from awards.core import clock
from awards.core.database import Base, db, follow_clock


class Installation(Base):
    """The one row that says so; absent until a sample is loaded."""

    __tablename__ = "installation"
    __table_args__ = (sa.CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    is_sample: Mapped[bool] = mapped_column(default=False)
    clock_offset_seconds: Mapped[int] = mapped_column(sa.BigInteger, default=0)


def find_installation() -> Installation | None:
    """The row, or None where nothing special is true."""
    return db.session.get(Installation, 1)


def set_clock(*, exactly: bool = True) -> Installation | None:
    """Set this thread's clock as the installation says; ``exactly``, for who writes, by the database's."""
    installation = find_installation()
    if exactly:
        follow_clock()
    seconds = installation.clock_offset_seconds if installation else 0
    clock.offset.set(dt.timedelta(seconds=seconds))
    return installation


def start_sample_clock(at: dt.datetime) -> None:
    """Mark the installation as a sample whose clock shows ``at`` now, or less than a second later."""
    clock.offset.set(dt.timedelta(0))
    seconds = math.ceil((at - clock.now()).total_seconds())
    db.session.merge(Installation(id=1, is_sample=True, clock_offset_seconds=seconds))
    clock.offset.set(dt.timedelta(seconds=seconds))
