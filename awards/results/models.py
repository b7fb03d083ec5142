"""Decisions and the seal. A nomination knows nothing of them: secrecy by structure."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from awards.accounts.models import Person
from awards.core.database import Data, Model, Moment, Text, enum_of
from awards.editions.models import Award, Edition
from awards.nominations.models import Nomination
from awards.results.states import Placing


class Decision(Model):
    """Who receives an award, or that it is not given, with the reason. One for each award."""

    __tablename__ = "decisions"
    __table_args__ = (sa.CheckConstraint("reason <> ''", name="reason_given"),)

    award_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("awards.id"), unique=True)
    given: Mapped[bool] = mapped_column(default=True)
    reason: Mapped[Text]
    tie_reason: Mapped[Text] = mapped_column(default="")
    decided_at: Mapped[Moment]
    decided_by_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("people.id"))
    version: Mapped[int] = mapped_column(default=1)
    award: Mapped[Award] = relationship()
    decided_by: Mapped[Person] = relationship()
    recipients: Mapped[list["Recipient"]] = relationship(
        back_populates="decision",
        order_by="Recipient.position",
        cascade="all, delete-orphan",
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy reads it from the class


class Recipient(Model):
    """A nomination that receives an award; at most one wins it."""

    __tablename__ = "recipients"
    __table_args__ = (
        sa.UniqueConstraint("decision_id", "nomination_id"),
        sa.Index(
            "uq_recipients_one_winner",
            "decision_id",
            unique=True,
            sqlite_where=sa.text("placing = 'winner'"),
            postgresql_where=sa.text("\"placing\" = 'winner'"),
        ),
    )

    decision_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("decisions.id"))
    nomination_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("nominations.id"), index=True)
    placing: Mapped[Placing] = mapped_column(enum_of(Placing))
    position: Mapped[int]
    decision: Mapped[Decision] = relationship(back_populates="recipients")
    nomination: Mapped[Nomination] = relationship()


class Seal(Model):
    """The frozen record of scores, ranking and decisions, committed to by a salted hash (``root``, hex)."""

    __tablename__ = "seals"

    edition_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("editions.id"), unique=True)
    record: Mapped[Data]
    nonce: Mapped[str] = mapped_column(sa.String(64))
    root: Mapped[str] = mapped_column(sa.String(64), unique=True)
    sealed_at: Mapped[Moment]
    sealed_by_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("people.id"))
    edition: Mapped[Edition] = relationship()
    sealed_by: Mapped[Person] = relationship()
