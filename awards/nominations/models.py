"""Nominations, their answers, team members and files."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from awards.accounts.models import Person
from awards.core.database import Data, Key, Line, Model, Moment, Text, enum_of
from awards.editions.models import Category, Edition, Question
from awards.nominations.states import NominationState
from awards.organisations.models import Organisation


class Nomination(Model):
    """One team put forward by one organisation in one category. ``number`` counts an organisation's own."""

    __tablename__ = "nominations"
    __table_args__ = (
        sa.UniqueConstraint("category_id", "organisation_id", "number"),
        sa.CheckConstraint("number >= 1", name="number"),
        sa.CheckConstraint(
            "state IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL",
            name="signed_off",
        ),
        sa.CheckConstraint("state NOT IN ('returned', 'ineligible') OR note <> ''", name="reason_given"),
    )

    edition_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("editions.id"), index=True)
    category_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("categories.id"))
    organisation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    number: Mapped[int] = mapped_column(default=1)
    reference: Mapped[str] = mapped_column(sa.String(40), unique=True)
    state: Mapped[NominationState] = mapped_column(enum_of(NominationState), default=NominationState.DRAFT)
    team_name: Mapped[Line] = mapped_column(default="")
    ready_at: Mapped[Moment | None]
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
    members: Mapped[list["TeamMember"]] = relationship(
        back_populates="nomination",
        order_by="TeamMember.position",
        cascade="all, delete-orphan",
    )
    uploads: Mapped[list["Upload"]] = relationship(
        back_populates="nomination",
        order_by="Upload.created_at",
        cascade="all, delete-orphan",
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy reads it from the class

    @property
    def title(self) -> str:
        """The team's name, or what to call the nomination before it has one."""
        return self.team_name or "Team not named yet"


class Answer(Model):
    """What was answered to a question: text, a choice's value or several, a number, a date or a tick."""

    __tablename__ = "answers"
    __table_args__ = (sa.UniqueConstraint("nomination_id", "question_id"),)

    nomination_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("nominations.id"))
    question_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("questions.id"), index=True)
    value: Mapped[Data]
    nomination: Mapped[Nomination] = relationship(back_populates="answers")
    question: Mapped[Question] = relationship()


class TeamMember(Model):
    """A person named in answer to a question of kind "people", and what they have agreed to."""

    __tablename__ = "team_members"

    nomination_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("nominations.id"), index=True)
    question_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("questions.id"))
    position: Mapped[int]
    name: Mapped[Line]
    role: Mapped[Line] = mapped_column(default="")
    email: Mapped[str] = mapped_column(sa.String(254), default="")
    say_as: Mapped[Line] = mapped_column(default="")
    in_programme: Mapped[bool] = mapped_column(default=True)
    on_stage: Mapped[bool] = mapped_column(default=True)
    in_photo: Mapped[bool] = mapped_column(default=True)
    nomination: Mapped[Nomination] = relationship(back_populates="members")
    question: Mapped[Question] = relationship()


class Upload(Model):
    """A photo or a document of a nomination. ``storage_key`` is random and says nothing."""

    __tablename__ = "uploads"

    nomination_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("nominations.id"), index=True)
    question_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("questions.id"))
    storage_key: Mapped[Key] = mapped_column(unique=True)
    name: Mapped[Line]
    media_type: Mapped[Key]
    size: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    description: Mapped[Text] = mapped_column(default="")
    nomination: Mapped[Nomination] = relationship(back_populates="uploads")
    question: Mapped[Question] = relationship()
