"""The running order, the documents built from it, and what has been revealed."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from awards.accounts.models import Person
from awards.ceremony.states import BuildState, DocumentKind, ItemKind
from awards.core.database import Data, Key, Line, Model, Moment, Text, enum_of
from awards.editions.models import Award, Edition
from awards.nominations.models import Nomination


class RunningOrder(Model):
    """The minute-by-minute list of an evening. It holds no winners and no times: times are derived."""

    __tablename__ = "running_orders"

    edition_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("editions.id"), unique=True)
    changed_at: Mapped[Moment]
    version: Mapped[int] = mapped_column(default=1)
    edition: Mapped[Edition] = relationship()
    items: Mapped[list["Item"]] = relationship(
        back_populates="running_order",
        order_by="Item.position",
        cascade="all, delete-orphan",
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy reads it from the class


class Item(Model):
    """One thing in the running order. Lengths are whole seconds; ``hard_start`` counts from midnight.

    ``planned`` may pass ``shortest`` or ``longest`` for a while: ``rules.limits`` says what holds then.
    """

    __tablename__ = "items"
    __table_args__ = (
        sa.CheckConstraint(
            "0 <= planned AND 0 <= shortest AND shortest <= longest",
            name="lengths",
        ),
        sa.CheckConstraint("hard_start IS NULL OR hard_reason <> ''", name="reason_given"),
        sa.Index("ix_items_order", "running_order_id", "position"),
    )

    running_order_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("running_orders.id"))
    position: Mapped[int]
    kind: Mapped[ItemKind] = mapped_column(enum_of(ItemKind))
    block: Mapped[Line] = mapped_column(default="")
    title: Mapped[Line]
    public_title: Mapped[Line] = mapped_column(default="")
    planned: Mapped[int]
    shortest: Mapped[int]
    longest: Mapped[int]
    hard_start: Mapped[int | None]
    hard_reason: Mapped[Line] = mapped_column(default="")
    public: Mapped[bool] = mapped_column(default=True)
    people: Mapped[Line] = mapped_column(default="")
    notes: Mapped[Text] = mapped_column(default="")
    award_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("awards.id"))
    nomination_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("nominations.id"))
    running_order: Mapped[RunningOrder] = relationship(back_populates="items")
    award: Mapped[Award | None] = relationship()
    nomination: Mapped[Nomination | None] = relationship()


class Reveal(Model):
    """The moment at which an award's decision became public, one award at a time."""

    __tablename__ = "reveals"

    award_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("awards.id"), unique=True)
    revealed_at: Mapped[Moment]
    revealed_by_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("people.id"))
    award: Mapped[Award] = relationship()
    revealed_by: Mapped[Person] = relationship()


class Document(Model):
    """One build of a document without results, made by the worker. ``warnings`` are sentences.

    ``facts`` is what it says of each team, as digests: once one of them holds no more, the build is outdated,
    is given to nobody and its file is deleted. ``outdated_by`` names the teams it said something else of.
    Where nobody kept the facts (a build of an earlier release), it is outdated once its edition changes.
    """

    __tablename__ = "documents"
    __table_args__ = (sa.UniqueConstraint("edition_id", "kind", "number"),)

    edition_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("editions.id"))
    kind: Mapped[DocumentKind] = mapped_column(enum_of(DocumentKind))
    number: Mapped[int]
    state: Mapped[BuildState] = mapped_column(enum_of(BuildState), default=BuildState.QUEUED, index=True)
    leased_until: Mapped[Moment | None]
    finished_at: Mapped[Moment | None]
    pages: Mapped[int | None]
    size: Mapped[int | None]
    storage_key: Mapped[Key | None] = mapped_column(unique=True)
    warnings: Mapped[Data] = mapped_column(default=list)
    problem: Mapped[Text] = mapped_column(default="")
    facts: Mapped[Data] = mapped_column(nullable=True)
    outdated_at: Mapped[Moment | None]
    outdated_by: Mapped[Data] = mapped_column(default=list)
    asked_by_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("people.id"))
    edition: Mapped[Edition] = relationship()
    asked_by: Mapped[Person] = relationship()
