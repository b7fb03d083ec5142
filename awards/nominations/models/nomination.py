"""Nominations, their answers and what was written before, and who writes on an organisation's behalf."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from awards.accounts.models import Person
from awards.core.database import Data, Line, Model, Moment, Text, enum_of
from awards.editions.models import Category, Edition, Question
from awards.nominations.models.files import Upload
from awards.nominations.models.team import TeamMember
from awards.nominations.states import NominationState
from awards.organisations.models import Organisation

if TYPE_CHECKING:
    from awards.nominations.models.checks import Explanation, Mask

LONGEST_HELP = dt.timedelta(days=1)
"""So long an organiser writes on an organisation's behalf before it has to be told again."""


class Nomination(Model):
    """One team put forward by one organisation in one category. ``number`` counts an organisation's own.

    ``note`` is the organisers' to the organisation; ``handed_back`` the director's to those who write.
    ``members`` are on its lists; ``refusers`` were, said no to something, and are shown nowhere.
    ``withdrawn_from`` is the state a withdrawn one would go back to. ``open_findings`` counts what the
    safeguarding check found and nobody explained, ``counted_with`` is a sign of the rules, form and names it
    was counted with. ``read_at`` is when a director last read it whole, to sign it or to return it;
    ``altered_at`` when somebody else last changed what was signed, and None once it is signed again.
    """

    __tablename__ = "nominations"
    __table_args__ = (
        sa.UniqueConstraint("category_id", "organisation_id", "number"),
        sa.CheckConstraint("number >= 1", name="number"),
        sa.CheckConstraint(
            "state IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL",
            name="signed_off",
        ),
        sa.CheckConstraint("state NOT IN ('returned', 'ineligible') OR note <> ''", name="reason_given"),
        sa.CheckConstraint("state = 'withdrawn' OR withdrawn_from IS NULL", name="withdrawn_from"),
        sa.Index("ix_nominations_of_a_participant", "edition_id", "organisation_id"),
    )

    edition_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("editions.id"))
    category_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("categories.id"))
    organisation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    number: Mapped[int] = mapped_column(default=1)
    reference: Mapped[str] = mapped_column(sa.String(40), unique=True)
    state: Mapped[NominationState] = mapped_column(enum_of(NominationState), default=NominationState.DRAFT)
    team_name: Mapped[Line] = mapped_column(default="")
    withdrawn_from: Mapped[str | None] = mapped_column(sa.String(30))
    ready_at: Mapped[Moment | None]
    handed_back: Mapped[Text] = mapped_column(default="")
    open_findings: Mapped[int] = mapped_column(default=0)
    counted_with: Mapped[str] = mapped_column(sa.String(16), default="")
    read_at: Mapped[Moment | None]
    altered_at: Mapped[Moment | None]
    submitted_at: Mapped[Moment | None]
    submitted_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("people.id"))
    checked_at: Mapped[Moment | None]
    note: Mapped[Text] = mapped_column(default="")
    changed_at: Mapped[Moment | None]
    version: Mapped[int] = mapped_column(default=1)
    edition: Mapped[Edition] = relationship()
    category: Mapped[Category] = relationship()
    organisation: Mapped[Organisation] = relationship(lazy="joined")
    submitted_by: Mapped[Person | None] = relationship()
    answers: Mapped[list["Answer"]] = relationship(back_populates="nomination", cascade="all, delete-orphan")
    assistances: Mapped[list["Assistance"]] = relationship(back_populates="nomination")
    members: Mapped[list["TeamMember"]] = relationship(
        primaryjoin=lambda: sa.and_(
            Nomination.id == TeamMember.nomination_id, TeamMember.removed_at.is_(None)
        ),
        back_populates="nomination",
        order_by="TeamMember.position",
        cascade="all, delete-orphan",
    )
    refusers: Mapped[list["TeamMember"]] = relationship(
        primaryjoin=lambda: sa.and_(
            Nomination.id == TeamMember.nomination_id, TeamMember.removed_at.is_not(None)
        ),
        order_by="TeamMember.removed_at",
        cascade="all",
        overlaps="members, nomination",
    )
    uploads: Mapped[list["Upload"]] = relationship(
        back_populates="nomination",
        order_by="Upload.created_at, Upload.name, Upload.id",  # those of one request are of one moment
        cascade="all, delete-orphan",
    )
    explanations: Mapped[list["Explanation"]] = relationship(
        back_populates="nomination", cascade="all, delete-orphan"
    )
    masks: Mapped[list["Mask"]] = relationship(
        back_populates="nomination", order_by="Mask.created_at", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy reads it from the class

    @property
    def title(self) -> str:
        """The team's name, or what to call the nomination before it has one."""
        return self.team_name or "Team not named yet"

    @property
    def is_altered(self) -> bool:
        """Whether it is submitted, and somebody else changed it since a director signed it."""
        return self.state is NominationState.SUBMITTED and self.altered_at is not None


class Answer(Model):
    """What was answered to a question: text, a choice's value or several, a number, a date or a tick."""

    __tablename__ = "answers"
    __table_args__ = (sa.UniqueConstraint("nomination_id", "question_id"),)

    nomination_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("nominations.id"))
    question_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("questions.id"), index=True)
    value: Mapped[Data]
    nomination: Mapped[Nomination] = relationship(back_populates="answers")
    question: Mapped[Question] = relationship()


class Revision(Model):
    """What one person made of an answer in one sitting; ``value`` is None where they emptied it."""

    __tablename__ = "revisions"
    __table_args__ = (sa.Index("ix_revisions_answer", "nomination_id", "question_id"),)

    nomination_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("nominations.id"))
    question_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("questions.id"), index=True)
    value: Mapped[Data] = mapped_column(nullable=True)
    written_by_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("people.id"))
    began_at: Mapped[Moment]
    ended_at: Mapped[Moment]
    nomination: Mapped[Nomination] = relationship()
    question: Mapped[Question] = relationship()
    written_by: Mapped[Person] = relationship()


class Comment(Model):
    """What a director wanted changed when they returned it to those who write."""

    __tablename__ = "comments"
    __table_args__ = (sa.CheckConstraint("text <> ''", name="text_given"),)

    nomination_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("nominations.id"), index=True)
    text: Mapped[Text]
    written_by_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("people.id"))
    written_at: Mapped[Moment]
    nomination: Mapped[Nomination] = relationship()
    written_by: Mapped[Person] = relationship(lazy="joined")


class Assistance(Model):
    """An organiser writes on the organisation's behalf from one moment to another; never submits."""

    __tablename__ = "assistances"
    __table_args__ = (
        sa.Index(
            "uq_assistances_open",
            "nomination_id",
            "person_id",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
        sa.CheckConstraint("reason <> ''", name="reason_given"),
    )

    nomination_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("nominations.id"), index=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("people.id"))
    reason: Mapped[Line]
    began_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]
    nomination: Mapped[Nomination] = relationship(back_populates="assistances")
    person: Mapped[Person] = relationship()

    def lasts(self, at: dt.datetime) -> bool:
        """Whether it is still going on; what nobody ends is over after a day."""
        return self.ended_at is None and at < self.began_at + LONGEST_HELP
