"""The sample nomination that a panel scores first, to agree what each point means."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from awards.accounts.models import Person
from awards.core.database import Data, Line, Model, Moment, Text, enum_of
from awards.editions.models import Category, Criterion
from awards.judging.models.panels import FIRST_ROUND, Panel
from awards.judging.states import CalibrationState


class CalibrationEntry(Model):
    """A made-up nomination for a round. ``parts`` is a list of {"key", "heading", "text"}.

    ``agreed`` is, by criterion key, {"points", "because"}: the point on which the panel settled, and why;
    ``agreed_because`` is what else to keep in mind. ``shown_at`` is when who leads the panel first saw how
    the points are spread; what was handed in after ``agreed_at`` is not part of what the panel sees.
    """

    __tablename__ = "calibration_entries"
    __table_args__ = (
        sa.UniqueConstraint("panel_id", "category_id", "round"),
        sa.CheckConstraint("(state = 'agreed') = (agreed_at IS NOT NULL)", name="agreed"),
        sa.CheckConstraint("state <> 'draft' OR shown_at IS NULL", name="shown"),
        sa.CheckConstraint("agreed_at IS NULL OR shown_at IS NOT NULL", name="seen_first"),
    )

    panel_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("panels.id"))
    category_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("categories.id"))
    round: Mapped[int] = mapped_column(default=FIRST_ROUND)
    title: Mapped[Line] = mapped_column(default="")
    parts: Mapped[Data] = mapped_column(default=list)
    state: Mapped[CalibrationState] = mapped_column(enum_of(CalibrationState), default=CalibrationState.DRAFT)
    agreed: Mapped[Data] = mapped_column(default=dict)
    agreed_because: Mapped[Text] = mapped_column(default="")
    shown_at: Mapped[Moment | None]
    agreed_at: Mapped[Moment | None]
    version: Mapped[int] = mapped_column(default=1)
    panel: Mapped[Panel] = relationship()
    category: Mapped[Category] = relationship()
    sheets: Mapped[list["CalibrationSheet"]] = relationship(back_populates="entry")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy reads it from the class

    @property
    def criteria(self) -> list[Criterion]:
        """What is scored in its round."""
        return self.category.criteria_in(self.round)


class CalibrationSheet(Model):
    """One judge's scores of the sample, by criterion key; nobody else sees them before it is agreed."""

    __tablename__ = "calibration_sheets"
    __table_args__ = (sa.UniqueConstraint("entry_id", "person_id"),)

    entry_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("calibration_entries.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("people.id"))
    points: Mapped[Data] = mapped_column(default=dict)
    comments: Mapped[Data] = mapped_column(default=dict)
    saved_at: Mapped[Moment]
    submitted_at: Mapped[Moment | None]
    version: Mapped[int] = mapped_column(default=1)
    entry: Mapped[CalibrationEntry] = relationship(back_populates="sheets")
    person: Mapped[Person] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy reads it from the class
