"""Score sheets, their submitted versions, and filled-in packs that wait to be looked through."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from awards.core.database import Data, Model, Moment, Text, enum_of
from awards.editions.models import Criterion
from awards.judging.models.assignments import Assignment
from awards.judging.models.panels import PanelMember
from awards.judging.states import SheetState
from awards.judging.telling import was_told


class ScoreSheet(Model):
    """One judge's scores and comments on one nomination.

    ``comment`` is for the nominating organisation, and may be passed on where ``may_release`` says so;
    ``flag`` is for the chair, who answers it in ``flag_answer``; ``private_note`` is for nobody else. One
    that is ``skipped`` waits until its judge has been through the others.
    """

    __tablename__ = "score_sheets"
    __table_args__ = (
        sa.CheckConstraint("state <> 'submitted' OR submitted_at IS NOT NULL", name="submitted"),
    )

    assignment_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("assignments.id"), unique=True)
    state: Mapped[SheetState] = mapped_column(enum_of(SheetState), default=SheetState.DRAFT)
    comment: Mapped[Text] = mapped_column(default="")
    may_release: Mapped[bool] = mapped_column(default=True)
    private_note: Mapped[Text] = mapped_column(default="")
    flag: Mapped[Text] = mapped_column(default="")
    flag_answer: Mapped[Text] = mapped_column(default="")
    skipped: Mapped[bool] = mapped_column(default=False)
    saved_at: Mapped[Moment]
    submitted_at: Mapped[Moment | None]
    version: Mapped[int] = mapped_column(default=1)
    assignment: Mapped[Assignment] = relationship(back_populates="sheet")
    scores: Mapped[list["Score"]] = relationship(back_populates="sheet", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy reads it from the class

    @property
    def has_told(self) -> bool:
        """Whether what the flag says was told to the chair, so that more is only put below it."""
        answered, submitted = bool(self.flag_answer), self.submitted_at is not None
        return was_told(self.flag, answered=answered, submitted=submitted)


class Score(Model):
    """Points and a sentence for one criterion; no points yet while the sheet is a draft."""

    __tablename__ = "scores"
    __table_args__ = (
        sa.UniqueConstraint("sheet_id", "criterion_id"),
        sa.CheckConstraint("points IS NULL OR (points >= 0 AND points <= 100)", name="points"),
    )

    sheet_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("score_sheets.id"))
    criterion_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("criteria.id"))
    points: Mapped[int | None]
    comment: Mapped[Text] = mapped_column(default="")
    sheet: Mapped[ScoreSheet] = relationship(back_populates="scores")
    criterion: Mapped[Criterion] = relationship()


class SheetVersion(Model):
    """A submitted score sheet as it was, with the reason for which it was reopened afterwards."""

    __tablename__ = "sheet_versions"
    __table_args__ = (sa.UniqueConstraint("sheet_id", "number"),)

    sheet_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("score_sheets.id"))
    number: Mapped[int]
    content: Mapped[Data]
    reopened_because: Mapped[Text] = mapped_column(default="")
    sheet: Mapped[ScoreSheet] = relationship()


class FilledPack(Model):
    """What a judge's uploaded score pack says, kept until they have looked at the changes and pressed.

    ``changes`` is a list of {"assignment", "version", "marks"}; ``problems`` are sentences about what could
    not be read.
    """

    __tablename__ = "filled_packs"

    member_id: Mapped[uuid.UUID] = mapped_column(
        sa.ForeignKey("panel_members.id", ondelete="CASCADE"), unique=True
    )
    changes: Mapped[Data]
    problems: Mapped[Data] = mapped_column(default=list)
    member: Mapped[PanelMember] = relationship()
