"""How many of the answers that a nomination needs it has, for lists: counted by the database."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import sqlalchemy as sa

from awards.core.database import db
from awards.editions.models import Category, Edition, Question, Section
from awards.nominations.conditions import Conditions, conditions_of
from awards.nominations.models import Answer, Nomination, TeamMember, Upload


class Row(Protocol):
    """A nomination, or a row of a list of them."""

    @property
    def id(self) -> uuid.UUID:
        """Its own."""

    @property
    def category_id(self) -> uuid.UUID:
        """Its category's."""


@dataclass(frozen=True)
class Progress:
    """How far the nominations of an edition are.

    What is asked of everybody is counted in the database. What depends on an answer is counted here, for each
    nomination by its own answers: that is little, and nothing in most editions.
    """

    always: Mapping[uuid.UUID, int]
    given: Mapping[uuid.UUID, int]
    conditions: Conditions
    depending: Mapping[uuid.UUID, Collection[uuid.UUID]]

    def of(self, nomination: Row) -> tuple[int, int]:
        """How many of the required answers there are, and how many are required."""
        category = nomination.category_id
        form = self.conditions.forms.get(category, ())
        unasked = self.conditions.unasked(nomination.id, category)
        further = {each.id for each in form if each.required and each.shown_if} - unasked
        answered = len(further.intersection(self.depending.get(nomination.id, ())))
        required = self.always.get(category, 0) + len(further)
        return self.given.get(nomination.id, 0) + answered, required


def progress_in(edition: Edition, organisation_ids: Collection[uuid.UUID] = ()) -> Progress:
    """How far the nominations of these organisations are, or of all, in three statements or four."""
    wanted = sa.select(Nomination.id).where(Nomination.edition_id == edition.id)
    if organisation_ids:
        wanted = wanted.where(Nomination.organisation_id.in_(organisation_ids))
    conditions = conditions_of(edition, wanted)
    depending: dict[uuid.UUID, set[uuid.UUID]] = {}
    if conditions.forms:
        for nomination_id, question_id in db.session.execute(_given(wanted, Question.shown_if != "")):
            depending.setdefault(nomination_id, set()).add(question_id)
    given = _given(wanted, Question.shown_if == "").subquery()
    counts = sa.select(given.c.nomination_id, sa.func.count()).group_by(given.c.nomination_id)
    return Progress(
        always=_always(edition),
        given=dict(db.session.execute(counts).all()),
        conditions=conditions,
        depending=depending,
    )


def _always(edition: Edition) -> dict[uuid.UUID, int]:
    counts = sa.select(Section.category_id, sa.func.count()).join(Question).join(Category)
    counts = counts.where(Category.edition_id == edition.id, Question.required, Question.shown_if == "")
    return dict(db.session.execute(counts.group_by(Section.category_id)).all())


def _given(wanted: sa.Select[uuid.UUID], condition: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Nomination and question of every required answer. Empty ones are not kept: a row is an answer."""
    kinds = (Answer, TeamMember, Upload)
    answers, people, files = (
        sa.select(e.nomination_id, e.question_id).where(e.nomination_id.in_(wanted)) for e in kinds
    )
    there = people.where(TeamMember.removed_at.is_(None))
    given = sa.union(answers, there, files.where(Upload.is_answer)).subquery()
    found = sa.select(given.c.nomination_id, given.c.question_id)
    return found.join(Question, Question.id == given.c.question_id).where(Question.required, condition)
