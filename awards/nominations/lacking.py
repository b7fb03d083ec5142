"""Which answers many nominations still lack, without reading what they say: two statements for thousands."""

import uuid
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from awards.core.database import db, in_parts
from awards.editions.models import Question, Section
from awards.nominations.conditions import decides_about_others
from awards.nominations.models import Answer, Nomination, TeamMember, Upload
from awards.nominations.rules import asked


def lacking_in(nomination_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """The questions, as they are asked and in their order, that each nomination has to answer and has not."""
    return {each: labels for part in in_parts(nomination_ids) for each, labels in _lacking(part).items()}


def _lacking(nomination_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    forms: dict[uuid.UUID, list[Any]] = {each: [] for each in nomination_ids}
    for row in db.session.execute(_questions(nomination_ids)):
        forms[row.nomination_id].append(row)
    given: dict[uuid.UUID, dict[uuid.UUID, object]] = {each: {} for each in nomination_ids}
    for nomination_id, question_id, value in db.session.execute(_given(nomination_ids)):
        given[nomination_id][question_id] = value
    return {
        each: [row.label for row in _asked(form, given[each]) if row.required and row.id not in given[each]]
        for each, form in forms.items()
    }


def _asked(form: list[Any], given: dict[uuid.UUID, object]) -> list[Any]:
    return asked(form, {row.key: given.get(row.id) for row in form})


def _questions(nomination_ids: Collection[uuid.UUID]) -> sa.Select[*tuple[Any, ...]]:
    columns = (Question.id, Question.key, Question.label, Question.required)
    wanted = sa.select(Nomination.id.label("nomination_id"), *columns)
    wanted = wanted.add_columns(Question.shown_if, Question.shown_if_answers)
    wanted = wanted.join(Section, Section.category_id == Nomination.category_id).join(Section.questions)
    wanted = wanted.where(Nomination.id.in_(nomination_ids))
    return wanted.order_by(Nomination.id, Section.position, Question.position)


def _given(nomination_ids: Collection[uuid.UUID]) -> sa.CompoundSelect[*tuple[Any, ...]]:
    """Nomination and question of every answer; the answer itself only where others depend on it."""
    value = sa.case((decides_about_others(), Answer.value)).label("value")
    answers = sa.select(Answer.nomination_id, Answer.question_id, value)
    answers = answers.join(Answer.question).join(Question.section)
    nothing = sa.cast(sa.null(), sa.JSON).label("value")
    people, files = (sa.select(e.nomination_id, e.question_id, nothing) for e in (TeamMember, Upload))
    given = (answers, people.where(TeamMember.removed_at.is_(None)), files)
    parts = (part.where(part.selected_columns.nomination_id.in_(nomination_ids)) for part in given)
    return sa.union_all(*parts)
