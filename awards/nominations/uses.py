"""How nominations use an entry form: what is counted before a question of it may change."""

import uuid
from collections import Counter
from typing import Any

import sqlalchemy as sa

from awards.core.database import Model, db
from awards.core.text import count_characters, count_words
from awards.editions.forms_in_use import FormUse, Use
from awards.editions.models import Question
from awards.editions.questions import CHOOSING, TEXTS
from awards.editions.states import QuestionKind
from awards.editions.uses import counts_form, counts_question
from awards.nominations.models import (
    Answer,
    Explanation,
    Mask,
    Nomination,
    Revision,
    TeamMember,
    Upload,
)
from awards.nominations.states import NominationState

MEGABYTE = 1024 * 1024
SIGNED = (NominationState.SUBMITTED, NominationState.ACCEPTED)
_ANSWERS = (Answer, TeamMember, Upload)
_HANGING = (*_ANSWERS, Revision, Explanation, Mask)
"""Everything that would be lost with its question. What was written and taken out again is history."""


@counts_form
def use_of_form(category_id: uuid.UUID) -> FormUse:
    """How many nominations were started, how many are signed, how many answered each question."""
    states = sa.select(Nomination.state, sa.func.count()).where(Nomination.category_id == category_id)
    counts: dict[NominationState, int] = dict(db.session.execute(states.group_by(Nomination.state)).all())
    own = sa.select(Nomination.id).where(Nomination.category_id == category_id)
    pairs = (sa.select(e.nomination_id, e.question_id).where(e.nomination_id.in_(own)) for e in _HANGING)
    hanging = sa.union(*pairs).subquery()
    answered = sa.select(Question.key, sa.func.count()).join(hanging, hanging.c.question_id == Question.id)
    return FormUse(
        started=sum(counts.values()),
        signed=sum(counts.get(state, 0) for state in SIGNED),
        answered=dict(db.session.execute(answered.group_by(Question.key)).all()),
    )


@counts_question
def use_of_question(question: Question) -> Use:
    """How many nominations have something that hangs on the question, and how much that is at most."""
    pairs = (sa.select(e.nomination_id).where(e.question_id == question.id) for e in _HANGING)
    hanging = sa.union(*pairs).subquery()
    answered = db.session.scalar(sa.select(sa.func.count()).select_from(hanging)) or 0
    without = (
        sa.select(sa.func.count())
        .select_from(Nomination)
        .where(
            Nomination.category_id == question.section.category_id,
            Nomination.state.in_(SIGNED),
            *(
                Nomination.id.not_in(
                    sa.select(e.nomination_id).where(e.question_id == question.id, _stands(e))
                )
                for e in _ANSWERS
            ),
        )
    )
    chosen, most = _amounts(question) if answered else ({}, {})
    return Use(answered, db.session.scalar(without) or 0, chosen, most)


def _amounts(question: Question) -> tuple[dict[str, int], dict[str, int]]:
    """How often each option was chosen, and the most of what the question's limits limit."""
    if question.kind is QuestionKind.PEOPLE:
        people = [row[0] for row in _each(TeamMember, question, sa.func.count())]
        return {}, {"max_people": max(people, default=0)}
    if question.kind in (QuestionKind.FILE, QuestionKind.PHOTO):
        rows = _each(Upload, question, sa.func.count(), sa.func.max(Upload.size))
        files, largest = (max((row[n] for row in rows), default=0) for n in (0, 1))
        return {}, {"max_files": files, "max_megabytes": -(-largest // MEGABYTE)}
    values = list(db.session.scalars(sa.select(Answer.value).where(Answer.question_id == question.id)))
    if question.kind in TEXTS:
        words = max((count_words(value) for value in values), default=0)
        characters = max((count_characters(value) for value in values), default=0)
        return {}, {"max_words": words, "max_characters": characters}
    if question.kind in CHOOSING:
        each = (value if isinstance(value, list) else [value] for value in values)
        return dict(Counter(option for options in each for option in options)), {}
    return {}, {}


def _each(model: type[TeamMember] | type[Upload], question: Question, *amounts: Any) -> list[Any]:
    """The amounts in each nomination that answered the question with rows of ``model``."""
    rows = sa.select(*amounts).where(model.question_id == question.id, _stands(model))
    return list(db.session.execute(rows.group_by(model.nomination_id)))


def _stands(model: type[Model]) -> sa.ColumnElement[bool]:
    """A condition on what is an answer: not a person who said no and was taken off the list."""
    return TeamMember.removed_at.is_(None) if model is TeamMember else sa.true()
