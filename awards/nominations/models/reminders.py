"""Reminders: what is written to whom, how long before the deadline, and what has been sent."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from awards.core.database import Line, Model, Moment, Text, enum_of
from awards.editions.models import Edition
from awards.nominations.reminding import ReminderPlan
from awards.nominations.states import ReminderKind
from awards.organisations.models import Organisation


class Reminder(Model):
    """A letter that goes out ``days_before`` each organisation's own deadline, at ``time_of_day``.

    The time is in whole seconds from UK midnight. A moment that lay before ``planned_at``, when the time was
    last set, has been missed and is not made up for.
    """

    __tablename__ = "reminders"
    __table_args__ = (
        sa.CheckConstraint("days_before BETWEEN 0 AND 90", name="days_before"),
        sa.CheckConstraint("time_of_day BETWEEN 0 AND 86399", name="time_of_day"),
    )

    edition_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("editions.id"), index=True)
    kind: Mapped[ReminderKind] = mapped_column(enum_of(ReminderKind))
    days_before: Mapped[int]
    time_of_day: Mapped[int]
    subject: Mapped[Line]
    body: Mapped[Text]
    active: Mapped[bool] = mapped_column(default=True)
    planned_at: Mapped[Moment]
    version: Mapped[int] = mapped_column(default=1)
    edition: Mapped[Edition] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy reads it from the class

    @property
    def plan(self) -> ReminderPlan:
        """What an organiser decided about it."""
        return ReminderPlan(
            kind=self.kind,
            days_before=self.days_before,
            time_of_day=self.time_of_day,
            subject=self.subject,
            body=self.body,
        )


class SentReminder(Model):
    """A reminder had its moment in an organisation. Once: there is no second row.

    Nought ``recipients`` means that nobody had to be reminded at that moment, or nobody could be.
    """

    __tablename__ = "sent_reminders"
    __table_args__ = (sa.UniqueConstraint("reminder_id", "organisation_id"),)

    reminder_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("reminders.id", ondelete="CASCADE"))
    organisation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisations.id"))
    sent_at: Mapped[Moment]
    recipients: Mapped[int]
    reminder: Mapped[Reminder] = relationship()
    organisation: Mapped[Organisation] = relationship()
