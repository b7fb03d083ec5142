"""Conflicts of interest."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from awards.accounts.models import Person
from awards.core import clock
from awards.core.database import Model, Moment, Text, enum_of
from awards.judging.states import ConflictKind
from awards.nominations.models import Nomination


class Conflict(Model):
    """A judge, chair or organiser stands aside from a nomination, for a stated reason.

    Lifted, it is kept and holds no more; whoever looks for conflicts asks ``stands``. Noted again, it
    stands again: the row says how things are now, and the record of acts what was before.
    """

    __tablename__ = "conflicts"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "nomination_id"),
        sa.CheckConstraint(
            "(lift_asked_at IS NULL) = (lift_asked_by_id IS NULL)"
            " AND (lift_asked_at IS NULL OR lift_reason <> '')",
            name="lift_asked",
        ),
        sa.CheckConstraint(
            "(lifted_at IS NULL) = (lifted_by_id IS NULL)"
            " AND (lifted_at IS NULL OR lift_asked_at IS NOT NULL)",
            name="lifted",
        ),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("people.id"))
    nomination_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("nominations.id"), index=True)
    kind: Mapped[ConflictKind] = mapped_column(enum_of(ConflictKind))
    reason: Mapped[Text]
    noted_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("people.id"))
    noted_at: Mapped[Moment] = mapped_column(default=clock.now)
    lift_asked_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("people.id"))
    lift_asked_at: Mapped[Moment | None]
    lift_reason: Mapped[Text] = mapped_column(default="")
    lifted_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("people.id"))
    lifted_at: Mapped[Moment | None]
    person: Mapped[Person] = relationship(foreign_keys=person_id)
    nomination: Mapped[Nomination] = relationship()
    noted_by: Mapped[Person | None] = relationship(foreign_keys=noted_by_id)
    lift_asked_by: Mapped[Person | None] = relationship(foreign_keys=lift_asked_by_id)
    lifted_by: Mapped[Person | None] = relationship(foreign_keys=lifted_by_id)

    @property
    def lift_waits(self) -> bool:
        """Whether somebody asked to lift it and nobody has answered yet."""
        return self.lift_asked_at is not None and self.lifted_at is None

    def forget_lifting(self) -> None:
        """It stands, and nobody asks that it be lifted."""
        self.lift_asked_by = self.lift_asked_at = self.lifted_by = self.lifted_at = None
        self.lift_reason = ""

    @classmethod
    def stands(cls) -> sa.ColumnElement[bool]:
        """The condition that a conflict has not been lifted."""
        return cls.lifted_at.is_(None)
