"""An edition and all that its organiser sets up: who nominates, what is asked, judged and given out."""

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from awards.core.database import Data, Key, Line, Model, Moment, Text, enum_of
from awards.editions.states import Audience, AwardKind, QuestionKind, Stage
from awards.editions.timing import Closing, closing
from awards.organisations.models import Organisation


class Edition(Model):
    """One year of an award. Times of the evening are whole seconds from its local midnight."""

    __tablename__ = "editions"
    __table_args__ = (
        sa.CheckConstraint("doors_at >= 0 AND doors_at < hard_finish_at", name="evening"),
        sa.CheckConstraint("nominations_open_at < nominations_close_at", name="nominations"),
        sa.CheckConstraint("grace_minutes BETWEEN 0 AND 60", name="grace"),
        sa.CheckConstraint("past_post_years BETWEEN 0 AND 20", name="past_post_years"),
    )

    slug: Mapped[Key] = mapped_column(unique=True)
    name: Mapped[Line]
    award_name: Mapped[Line]
    year: Mapped[int]
    strapline: Mapped[Line] = mapped_column(default="")
    host: Mapped[Line] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(sa.String(254))
    state: Mapped[Stage] = mapped_column(enum_of(Stage), default=Stage.SET_UP)
    two_people_decide: Mapped[bool] = mapped_column(default=True)
    nominations_open_at: Mapped[Moment]
    nominations_close_at: Mapped[Moment]
    grace_minutes: Mapped[int] = mapped_column(default=0)
    checking_ends_at: Mapped[Moment | None]
    judging_closes_at: Mapped[Moment | None]
    past_post_years: Mapped[int] = mapped_column(default=3)
    moderation_at: Mapped[Moment | None]
    venue: Mapped[Line]
    ceremony_on: Mapped[dt.date]
    doors_at: Mapped[int]
    hard_finish_at: Mapped[int]
    chair_name: Mapped[Line] = mapped_column(default="")
    chair_role: Mapped[Line] = mapped_column(default="")
    welcome: Mapped[Data] = mapped_column(default=list)
    thanks: Mapped[Data] = mapped_column(default=list)
    plan: Mapped[Data] = mapped_column(default=list)
    version: Mapped[int] = mapped_column(default=1)
    categories: Mapped[list["Category"]] = relationship(
        back_populates="edition", order_by="Category.position"
    )
    awards: Mapped[list["Award"]] = relationship(back_populates="edition", order_by="Award.position")
    participants: Mapped[list["Participant"]] = relationship(back_populates="edition")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy reads it from the class

    @property
    def closes(self) -> Closing:
        """When nominations close for all."""
        return closing(self.nominations_close_at, None, self.grace_minutes)


class Participant(Model):
    """An organisation that nominates in an edition, with its own later deadline where one was given."""

    __tablename__ = "participants"
    __table_args__ = (
        sa.UniqueConstraint("edition_id", "organisation_id"),
        sa.CheckConstraint("deadline_at IS NULL OR deadline_reason <> ''", name="reason_given"),
    )

    edition_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("editions.id"))
    organisation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    deadline_at: Mapped[Moment | None]
    deadline_reason: Mapped[Line] = mapped_column(default="")
    edition: Mapped[Edition] = relationship(back_populates="participants")
    organisation: Mapped[Organisation] = relationship(lazy="joined")

    @property
    def closes(self) -> Closing:
        """When nominations close for this organisation."""
        return closing(self.edition.nominations_close_at, self.deadline_at, self.edition.grace_minutes)


class Category(Model):
    """What a nomination is entered into: an entry form, criteria, a limit for each organisation."""

    __tablename__ = "categories"
    __table_args__ = (
        sa.UniqueConstraint("edition_id", "key"),
        sa.CheckConstraint("max_per_organisation >= 1", name="at_least_one"),
    )

    edition_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("editions.id"), index=True)
    position: Mapped[int]
    key: Mapped[Key]
    name: Mapped[Line]
    description: Mapped[Text] = mapped_column(default="")
    max_per_organisation: Mapped[int] = mapped_column(default=1)
    edition: Mapped[Edition] = relationship(back_populates="categories")
    sections: Mapped[list["Section"]] = relationship(back_populates="category", order_by="Section.position")
    criteria: Mapped[list["Criterion"]] = relationship(
        back_populates="category", order_by="[Criterion.round, Criterion.position]"
    )

    def criteria_in(self, round_: int) -> list["Criterion"]:
        """What is scored in a round of judging: its own criteria, or those of the nearest round before."""
        known = [criterion.round for criterion in self.criteria if criterion.round <= round_]
        return [criterion for criterion in self.criteria if known and criterion.round == max(known)]


class Section(Model):
    """One page of an entry form."""

    __tablename__ = "sections"
    __table_args__ = (sa.UniqueConstraint("category_id", "key"),)

    category_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("categories.id"), index=True)
    position: Mapped[int]
    key: Mapped[Key]
    title: Mapped[Line]
    hint: Mapped[Text] = mapped_column(default="")
    category: Mapped[Category] = relationship(back_populates="sections")
    questions: Mapped[list["Question"]] = relationship(back_populates="section", order_by="Question.position")


class Question(Model):
    """One item of an entry form. ``options`` is a list of {"value", "label"}.

    With ``shown_if``, the key of an earlier question of the form, it is asked only where that one was
    answered with one of ``shown_if_answers``.
    """

    __tablename__ = "questions"
    __table_args__ = (sa.UniqueConstraint("section_id", "key"),)

    section_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("sections.id"), index=True)
    position: Mapped[int]
    key: Mapped[Key]
    kind: Mapped[QuestionKind] = mapped_column(enum_of(QuestionKind))
    audience: Mapped[Audience] = mapped_column(enum_of(Audience))
    label: Mapped[Line]
    hint: Mapped[Text] = mapped_column(default="")
    required: Mapped[bool] = mapped_column(default=True)
    max_words: Mapped[int | None]
    max_characters: Mapped[int | None]
    max_people: Mapped[int | None]
    max_files: Mapped[int | None]
    max_megabytes: Mapped[int | None]
    options: Mapped[Data] = mapped_column(default=list)
    shown_if: Mapped[Key] = mapped_column(default="")
    shown_if_answers: Mapped[Data] = mapped_column(default=list)
    section: Mapped[Section] = relationship(back_populates="questions")


class Criterion(Model):
    """What judges score. ``scale`` has a word for every point from 0; ``plain`` is for young judges.

    ``round`` is the first round in which it is scored: a round with criteria of its own has only those, one
    without takes those of the round before.
    """

    __tablename__ = "criteria"
    __table_args__ = (
        sa.UniqueConstraint("category_id", "key"),
        sa.CheckConstraint("weight > 0", name="weight"),
        sa.CheckConstraint("round >= 1", name="round"),
    )

    category_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("categories.id"), index=True)
    position: Mapped[int]
    round: Mapped[int] = mapped_column(default=1)
    key: Mapped[Key]
    name: Mapped[Line]
    weight: Mapped[int]
    description: Mapped[Text] = mapped_column(default="")
    guidance: Mapped[Text] = mapped_column(default="")
    plain: Mapped[Text] = mapped_column(default="")
    scale: Mapped[Data]
    reason_needed_at: Mapped[Data] = mapped_column(default=list)
    category: Mapped[Category] = relationship(back_populates="criteria")

    @property
    def maximum(self) -> int:
        """The highest point of the scale."""
        return len(self.scale) - 1


class Award(Model):
    """What is given out. With a question and an answer, only nominations that gave it compete."""

    __tablename__ = "awards"
    __table_args__ = (
        sa.UniqueConstraint("edition_id", "key"),
        sa.CheckConstraint("(question = '') = (answer = '')", name="question_and_answer"),
        sa.CheckConstraint("minimum >= 1 AND highly_commended >= 0", name="numbers"),
    )

    edition_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("editions.id"), index=True)
    category_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("categories.id"))
    position: Mapped[int]
    key: Mapped[Key]
    name: Mapped[Line]
    kind: Mapped[AwardKind] = mapped_column(enum_of(AwardKind))
    description: Mapped[Text] = mapped_column(default="")
    presenter: Mapped[Line] = mapped_column(default="")
    question: Mapped[Key] = mapped_column(default="")
    answer: Mapped[Key] = mapped_column(default="")
    minimum: Mapped[int] = mapped_column(default=1)
    highly_commended: Mapped[int] = mapped_column(default=0)
    edition: Mapped[Edition] = relationship(back_populates="awards")
    category: Mapped[Category] = relationship()
