"""Panels and their members, conflicts of interest, assignments and score sheets."""

import uuid

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Mapped, mapped_column, relationship

from awards.accounts.models import Person
from awards.core.database import Base, Data, Line, Model, Moment, Text, enum_of
from awards.editions.models import Category, Criterion, Edition
from awards.judging.states import ConflictKind, SheetState
from awards.nominations.models import Nomination

panel_categories = sa.Table(
    "panel_categories",
    Base.metadata,
    sa.Column("panel_id", sa.ForeignKey("panels.id"), primary_key=True),
    sa.Column("category_id", sa.ForeignKey("categories.id"), primary_key=True),
)


class Panel(Model):
    """Those who score the nominations of some categories."""

    __tablename__ = "panels"
    __table_args__ = (sa.UniqueConstraint("edition_id", "name"),)

    edition_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("editions.id"))
    name: Mapped[Line]
    edition: Mapped[Edition] = relationship()
    categories: Mapped[list[Category]] = relationship(secondary=panel_categories)
    members: Mapped[list["PanelMember"]] = relationship(back_populates="panel")


class PanelMember(Model):
    """A judge, or the chair, on a panel. Nothing of a nomination shows before ``declared_at``."""

    __tablename__ = "panel_members"
    __table_args__ = (sa.UniqueConstraint("panel_id", "person_id"),)

    panel_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("panels.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("people.id"), index=True)
    is_chair: Mapped[bool] = mapped_column(default=False)
    scores: Mapped[bool] = mapped_column(default=True)
    plain_words: Mapped[bool] = mapped_column(default=False)
    declared_at: Mapped[Moment | None]
    panel: Mapped[Panel] = relationship(back_populates="members")
    person: Mapped[Person] = relationship()


class Conflict(Model):
    """A judge, chair or organiser stands aside from a nomination, for a stated reason."""

    __tablename__ = "conflicts"
    __table_args__ = (sa.UniqueConstraint("person_id", "nomination_id"),)

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("people.id"))
    nomination_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("nominations.id"), index=True)
    kind: Mapped[ConflictKind] = mapped_column(enum_of(ConflictKind))
    reason: Mapped[Text]
    person: Mapped[Person] = relationship()
    nomination: Mapped[Nomination] = relationship()


class Assignment(Model):
    """This judge scores this nomination."""

    __tablename__ = "assignments"
    __table_args__ = (sa.UniqueConstraint("person_id", "nomination_id"),)

    panel_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("panels.id"), index=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("people.id"))
    nomination_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("nominations.id"), index=True)
    panel: Mapped[Panel] = relationship()
    person: Mapped[Person] = relationship()
    nomination: Mapped[Nomination] = relationship()
    sheet: Mapped["ScoreSheet | None"] = relationship(back_populates="assignment")
    member: Mapped[PanelMember] = relationship(
        primaryjoin=lambda: sa.and_(
            PanelMember.panel_id == orm.foreign(Assignment.panel_id),
            PanelMember.person_id == orm.foreign(Assignment.person_id),
        ),
        viewonly=True,
    )
    conflicts: Mapped[list[Conflict]] = relationship(
        primaryjoin=lambda: orm.foreign(Conflict.nomination_id) == Assignment.nomination_id,
        viewonly=True,
    )

    def is_fenced_from(self, person: Person) -> bool:
        """Whether ``person`` stands aside from the nomination, whatever their role."""
        return any(conflict.person_id == person.id for conflict in self.conflicts)


class ScoreSheet(Model):
    """One judge's scores and comments on one nomination."""

    __tablename__ = "score_sheets"
    __table_args__ = (
        sa.CheckConstraint("state <> 'submitted' OR submitted_at IS NOT NULL", name="submitted"),
    )

    assignment_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("assignments.id"), unique=True)
    state: Mapped[SheetState] = mapped_column(enum_of(SheetState), default=SheetState.DRAFT)
    comment: Mapped[Text] = mapped_column(default="")
    private_note: Mapped[Text] = mapped_column(default="")
    saved_at: Mapped[Moment]
    submitted_at: Mapped[Moment | None]
    version: Mapped[int] = mapped_column(default=1)
    assignment: Mapped[Assignment] = relationship(back_populates="sheet")
    scores: Mapped[list["Score"]] = relationship(back_populates="sheet", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy reads it from the class


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
