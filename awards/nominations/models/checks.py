"""What the safeguarding check led to: explanations by those who write, masks by those who check."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from awards.accounts.models import Person
from awards.core.database import Key, Line, Model, Text
from awards.editions.models import Question
from awards.nominations.models.nomination import Nomination


class Explanation(Model):
    """Why a passage that the safeguarding check found identifies nobody. ``rule`` is the finding's.

    ``setting`` is a sign of the sentences in which it stood when that was said.
    """

    __tablename__ = "explanations"
    __table_args__ = (
        sa.UniqueConstraint("nomination_id", "question_id", "rule", "passage"),
        sa.CheckConstraint("reason <> ''", name="reason_given"),
    )

    nomination_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("nominations.id"))
    question_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("questions.id"))
    rule: Mapped[Key]
    passage: Mapped[Line]
    reason: Mapped[Text]
    setting: Mapped[str] = mapped_column(sa.String(16), default="")
    explained_by_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("people.id"))
    nomination: Mapped[Nomination] = relationship(back_populates="explanations")
    question: Mapped[Question] = relationship()
    explained_by: Mapped[Person] = relationship(lazy="joined")


class Mask(Model):
    """A passage of an answer that only its organisation and the organisers still read.

    Everybody else, and every document, has ``replacement`` wherever the passage stands.
    """

    __tablename__ = "masks"
    __table_args__ = (
        sa.UniqueConstraint("nomination_id", "question_id", "passage"),
        sa.CheckConstraint("passage <> ''", name="passage_given"),
    )

    nomination_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("nominations.id"))
    question_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("questions.id"))
    passage: Mapped[Text]
    replacement: Mapped[Line]
    masked_by_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("people.id"))
    nomination: Mapped[Nomination] = relationship(back_populates="masks")
    question: Mapped[Question] = relationship()
    masked_by: Mapped[Person] = relationship()
