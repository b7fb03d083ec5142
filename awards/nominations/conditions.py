"""Which questions are not asked of many nominations at once: what lists, documents and results leave out."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm

from awards.core.database import db
from awards.editions.models import Category, Edition, Question, Section
from awards.nominations.models import Answer
from awards.nominations.rules import asked


@dataclass(frozen=True)
class Conditions:
    """The forms with conditions, by category, and what was answered to the questions that decide."""

    forms: Mapping[uuid.UUID, Sequence[Any]] = field(default_factory=dict)
    values: Mapping[uuid.UUID, Mapping[str, object]] = field(default_factory=dict)
    _known: dict[tuple[uuid.UUID, str], frozenset[uuid.UUID]] = field(default_factory=dict)

    def unasked(self, nomination_id: uuid.UUID, category_id: uuid.UUID) -> frozenset[uuid.UUID]:
        """The questions of the category's form that are not asked of the nomination.

        Worked out once for all nominations that answered alike what decides it.
        """
        form = self.forms.get(category_id)
        if not form:
            return frozenset()
        values = self.values.get(nomination_id, {})
        alike = (category_id, repr(sorted(values.items())))
        if alike not in self._known:
            found = {question.id for question in asked(form, values)}
            self._known[alike] = frozenset(question.id for question in form if question.id not in found)
        return self._known[alike]


def conditions_of(edition: Edition, nominations: sa.Select[uuid.UUID]) -> Conditions:
    """The conditions that bear on the ``nominations``, given as a query for their ids, in one statement."""
    forms: dict[uuid.UUID, dict[uuid.UUID, Any]] = {}
    values: dict[uuid.UUID, dict[str, object]] = {}
    for row in db.session.execute(_forms_with_conditions(edition, nominations)):
        forms.setdefault(row.category_id, {}).setdefault(row.id, row)
        if row.nomination_id:
            values.setdefault(row.nomination_id, {})[row.key] = row.value
    return Conditions({category: list(form.values()) for category, form in forms.items()}, values)


def _forms_with_conditions(edition: Edition, nominations: sa.Select[uuid.UUID]) -> Any:
    """A row for each question of these forms; of one that decides about others, a row for each answer."""
    with_some = sa.select(Section.category_id).join(Section.questions).where(Question.shown_if != "")
    columns = (Question.id, Question.key, Question.required, Question.shown_if, Question.shown_if_answers)
    wanted = sa.select(*columns, Section.category_id, Answer.nomination_id, Answer.value)
    wanted = wanted.join(Question.section).join(Section.category)
    answers = (
        Answer.question_id == Question.id,
        decides_about_others(),
        Answer.nomination_id.in_(nominations),
    )
    wanted = wanted.outerjoin(Answer, sa.and_(*answers))
    wanted = wanted.where(Category.edition_id == edition.id, Section.category_id.in_(with_some))
    return wanted.order_by(Section.position, Question.position)


def decides_about_others() -> sa.ColumnElement[bool]:
    """Whether another question of the same form depends on the question that a statement is about."""
    other, home = orm.aliased(Question), orm.aliased(Section)
    depends = sa.select(other.id).join(home, home.id == other.section_id)
    depends = depends.where(other.shown_if == Question.key, home.category_id == Section.category_id)
    return depends.correlate(Question, Section).exists()
