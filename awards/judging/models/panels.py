"""Panels, the rounds in which they judge, and who sits on them."""

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from awards.accounts.models import Person
from awards.core.database import Base, Data, Line, Model, Moment, Text, enum_of
from awards.editions.models import Category, Edition
from awards.judging.rounds import closes
from awards.judging.states import SEATED, RoundKind, SeatState
from awards.nominations.models import Nomination

FIRST_ROUND = 1

panel_categories = sa.Table(
    "panel_categories",
    Base.metadata,
    sa.Column("panel_id", sa.ForeignKey("panels.id"), primary_key=True),
    sa.Column("category_id", sa.ForeignKey("categories.id"), primary_key=True),
)

shortlisted = sa.Table(
    "shortlisted",
    Base.metadata,
    sa.Column("round_id", sa.ForeignKey("panel_rounds.id"), primary_key=True),
    sa.Column("nomination_id", sa.ForeignKey("nominations.id"), primary_key=True),
)


class Panel(Model):
    """Those who score the nominations of some categories, in the round that ``round`` numbers.

    Only the sheets of that round count, and only who is on its shortlist is still judged; in the first
    round everybody is.
    """

    __tablename__ = "panels"
    __table_args__ = (
        sa.UniqueConstraint("edition_id", "name"),
        sa.CheckConstraint("round >= 1", name="round"),
    )

    edition_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("editions.id"))
    name: Mapped[Line]
    round: Mapped[int] = mapped_column(default=FIRST_ROUND)
    edition: Mapped[Edition] = relationship()
    categories: Mapped[list[Category]] = relationship(secondary=panel_categories)
    members: Mapped[list["PanelMember"]] = relationship(back_populates="panel")
    rounds: Mapped[list["PanelRound"]] = relationship(back_populates="panel", order_by="PanelRound.number")

    @property
    def current(self) -> "PanelRound":
        """The round that the panel is in."""
        return next(each for each in self.rounds if each.number == self.round)


class PanelRound(Model):
    """One pass of a panel over nominations. ``judges_each`` says how many score one; None is everybody.

    Without a closing time of its own it closes when judging does; ``closed_at`` says that somebody closed
    it, to draw up the shortlist of the next. ``places`` is how many of each category the round takes from
    the one before; ``instructions`` tell the judges what happens in it.
    """

    __tablename__ = "panel_rounds"
    __table_args__ = (
        sa.UniqueConstraint("panel_id", "number"),
        sa.CheckConstraint("number >= 1", name="number"),
        sa.CheckConstraint("judges_each IS NULL OR judges_each >= 1", name="judges_each"),
        sa.CheckConstraint("most_each IS NULL OR most_each >= 1", name="most_each"),
        sa.CheckConstraint("places IS NULL OR places >= 1", name="places"),
    )

    panel_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("panels.id"))
    number: Mapped[int] = mapped_column(default=FIRST_ROUND)
    name: Mapped[Line] = mapped_column(default="First round")
    kind: Mapped[RoundKind] = mapped_column(enum_of(RoundKind), default=RoundKind.PAPER)
    closes_at: Mapped[Moment | None]
    closed_at: Mapped[Moment | None]
    judges_each: Mapped[int | None]
    most_each: Mapped[int | None]
    places: Mapped[int | None]
    instructions: Mapped[Text] = mapped_column(default="")
    panel: Mapped[Panel] = relationship(back_populates="rounds")
    shortlist: Mapped[list[Nomination]] = relationship(secondary=shortlisted)

    @property
    def due_at(self) -> dt.datetime | None:
        """Until when it takes score sheets: its own closing time or judging's, whichever comes first."""
        return closes(self, self.panel.edition)


class Shortlisting(Model):
    """That somebody chose, of one category, who goes on to a round; with a reason where rank did not say."""

    __tablename__ = "shortlistings"
    __table_args__ = (sa.UniqueConstraint("round_id", "category_id"),)

    round_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("panel_rounds.id"))
    category_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("categories.id"))
    reason: Mapped[Text] = mapped_column(default="")
    chosen_at: Mapped[Moment]
    chosen_by_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("people.id"))
    round: Mapped[PanelRound] = relationship()
    category: Mapped[Category] = relationship()
    chosen_by: Mapped[Person] = relationship()


def _one_a_panel(duty: str) -> sa.Index:
    """One chair and one deputy, not counting who declined or left."""
    seated = sa.text(f"is_{duty} AND state IN ('invited', 'accepted')")
    return sa.Index(
        f"ix_panel_members_{duty}", "panel_id", unique=True, sqlite_where=seated, postgresql_where=seated
    )


class PanelMember(Model):
    """A judge, the chair or the chair's deputy: asked, then shown the criteria, then the list of titles.

    Nothing of a nomination shows before ``declared_at``, when they promised confidence and stood aside.
    ``invited_at`` is when an invitation last went out to them.
    ``most`` limits how many nominations they can take, ``fields`` are answers to the question of the field
    that suit them, ``years_before`` is how often they have judged; nobody knows it where it is None.
    """

    __tablename__ = "panel_members"
    __table_args__ = (
        sa.UniqueConstraint("panel_id", "person_id"),
        _one_a_panel("chair"),
        _one_a_panel("deputy"),
        sa.CheckConstraint("NOT (is_chair AND is_deputy)", name="chair_or_deputy"),
        sa.CheckConstraint("(state = 'invited') = (answered_at IS NULL)", name="answered"),
        sa.CheckConstraint(
            "criteria_read_at IS NULL OR state IN ('accepted', 'left')", name="accepted_first"
        ),
        sa.CheckConstraint("declared_at IS NULL OR criteria_read_at IS NOT NULL", name="read_first"),
        sa.CheckConstraint("most IS NULL OR most >= 0", name="most"),
        sa.CheckConstraint("years_before IS NULL OR years_before >= 0", name="years_before"),
    )

    panel_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("panels.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("people.id"), index=True)
    is_chair: Mapped[bool] = mapped_column(default=False)
    is_deputy: Mapped[bool] = mapped_column(default=False)
    scores: Mapped[bool] = mapped_column(default=True)
    plain_words: Mapped[bool] = mapped_column(default=False)
    state: Mapped[SeatState] = mapped_column(enum_of(SeatState), default=SeatState.INVITED)
    invited_at: Mapped[Moment | None]
    answered_at: Mapped[Moment | None]
    reason: Mapped[Text] = mapped_column(default="")
    criteria_read_at: Mapped[Moment | None]
    declared_at: Mapped[Moment | None]
    most: Mapped[int | None]
    fields: Mapped[Data] = mapped_column(default=list)
    years_before: Mapped[int | None]
    panel: Mapped[Panel] = relationship(back_populates="members")
    person: Mapped[Person] = relationship()

    @property
    def leads(self) -> bool:
        """Whether they chair the panel, or do where the chair cannot."""
        return self.is_chair or self.is_deputy

    @property
    def is_seated(self) -> bool:
        """Whether they are asked, and did not decline or leave."""
        return self.state in SEATED

    @property
    def has_begun(self) -> bool:
        """Whether they may see nominations: they declared, and did not leave."""
        return self.state is SeatState.ACCEPTED and self.declared_at is not None
