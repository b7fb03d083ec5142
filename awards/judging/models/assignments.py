"""Who scores what, and the draws from which that comes."""

import uuid
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Mapped, mapped_column, relationship

from awards.accounts.models import Person
from awards.core.database import Data, Line, Model, Moment, Text, enum_of
from awards.judging.models.conflicts import Conflict
from awards.judging.models.panels import FIRST_ROUND, Panel, PanelMember, PanelRound
from awards.judging.states import DrawState
from awards.nominations.models import Nomination

if TYPE_CHECKING:
    from awards.judging.models.sheets import ScoreSheet


class Draw(Model):
    """A proposal of who judges what in a round, repeatable from its seed.

    ``judges_each`` and ``most_each`` become the round's when it is applied; with ``keep`` it only fills the
    gaps of what stands. ``problem`` are the files from which anybody can draw it again, ``pairs`` are
    [person, nomination] by id; ``outcome`` is what the organiser is shown of it, or why there can be none.
    """

    __tablename__ = "draws"
    __table_args__ = (
        sa.CheckConstraint("(state = 'applied') = (applied_at IS NOT NULL)", name="applied"),
        sa.CheckConstraint("judges_each >= 1", name="judges_each"),
        sa.CheckConstraint("most_each IS NULL OR most_each >= 1", name="most_each"),
    )

    round_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("panel_rounds.id"), index=True)
    state: Mapped[DrawState] = mapped_column(enum_of(DrawState), default=DrawState.WAITING)
    seed: Mapped[Line]
    judges_each: Mapped[int]
    most_each: Mapped[int | None]
    overall: Mapped[bool] = mapped_column(default=False)
    keep: Mapped[bool] = mapped_column(default=True)
    problem: Mapped[Data] = mapped_column(default=dict, deferred=True)
    pairs: Mapped[Data] = mapped_column(default=list, deferred=True)
    outcome: Mapped[Data] = mapped_column(default=dict)
    asked_by_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("people.id"))
    applied_at: Mapped[Moment | None]
    round: Mapped[PanelRound] = relationship()
    asked_by: Mapped[Person] = relationship()


class Assignment(Model):
    """This judge scores this nomination in this round.

    ``by_hand`` is the reason for which an organiser gave it against a draw or over somebody's limit.
    """

    __tablename__ = "assignments"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "nomination_id", "round"),
        sa.ForeignKeyConstraint(["panel_id", "round"], ["panel_rounds.panel_id", "panel_rounds.number"]),
    )

    panel_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("panels.id"), index=True)
    round: Mapped[int] = mapped_column(default=FIRST_ROUND)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("people.id"))
    nomination_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("nominations.id"), index=True)
    by_hand: Mapped[Text] = mapped_column(default="")
    panel: Mapped[Panel] = relationship(foreign_keys=panel_id)
    person: Mapped[Person] = relationship()
    nomination: Mapped[Nomination] = relationship()
    sheet: Mapped["ScoreSheet | None"] = relationship(back_populates="assignment")
    panel_round: Mapped[PanelRound] = relationship(viewonly=True)
    member: Mapped[PanelMember] = relationship(
        primaryjoin=lambda: sa.and_(
            PanelMember.panel_id == orm.foreign(Assignment.panel_id),
            PanelMember.person_id == orm.foreign(Assignment.person_id),
        ),
        viewonly=True,
    )
    conflicts: Mapped[list[Conflict]] = relationship(
        primaryjoin=lambda: sa.and_(
            orm.foreign(Conflict.nomination_id) == Assignment.nomination_id, Conflict.stands()
        ),
        viewonly=True,
    )

    def is_fenced_from(self, person: Person) -> bool:
        """Whether ``person`` stands aside from the nomination, whatever their role."""
        return any(conflict.person_id == person.id for conflict in self.conflicts)
