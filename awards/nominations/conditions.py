"""Which questions are not asked of many nominations at once: what lists, documents and results leave out."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from awards.core.database import db
from awards.editions.models import Category, Edition, Question, Section
from awards.nominations.models import Answer
from awards.nominations.rules import asked


@dataclass(frozen=True)
class Conditions:
    """The forms with conditions, by category, and what was answered to the questions that decide."""

    forms: Mapping[uuid.UUID, Sequence[Any]] = field(default_factory=dict)
    values: Mapping[uuid.UUID, Mapping[str, object]] = field(default_factory=dict)

    def unasked(self, nomination_id: uuid.UUID, category_id: uuid.UUID) -> frozenset[uuid.UUID]:
        """The questions of the category's form that are not asked of the nomination."""
        form = self.forms.get(category_id)
        if not form:
            return frozenset()
        found = asked(form, self.values.get(nomination_id, {}))
        return frozenset(question.id for question in form) - {question.id for question in found}


def conditions_of(edition: Edition, nominations: sa.Select[uuid.UUID]) -> Conditions:
    """The conditions that bear on the ``nominations``, which are given as a query for their ids.

    One statement where the edition's forms have none, else two.
    """
    forms: dict[uuid.UUID, list[Any]] = {}
    for question in db.session.execute(_forms_with_conditions(edition)):
        forms.setdefault(question.category_id, []).append(question)
    if not forms:
        return Conditions()
    keys = {question.shown_if for form in forms.values() for question in form}
    decides = [question.id for form in forms.values() for question in form if question.key in keys]
    given = sa.select(Answer.nomination_id, Question.key, Answer.value).join(Answer.question)
    given = given.where(Answer.question_id.in_(decides), Answer.nomination_id.in_(nominations))
    values: dict[uuid.UUID, dict[str, object]] = {}
    for nomination_id, key, value in db.session.execute(given):
        values.setdefault(nomination_id, {})[key] = value
    return Conditions(forms, values)


def _forms_with_conditions(edition: Edition) -> Any:
    with_some = sa.select(Section.category_id).join(Section.questions).where(Question.shown_if != "")
    columns = (Question.id, Question.key, Question.required, Question.shown_if, Question.shown_if_answers)
    wanted = sa.select(*columns, Section.category_id).join(Question.section).join(Section.category)
    wanted = wanted.where(Category.edition_id == edition.id, Section.category_id.in_(with_some))
    return wanted.order_by(Section.position, Question.position)
