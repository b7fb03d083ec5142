"""The questions of an entry form: added, changed, moved, removed, while no answer is lost by it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import attributes

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.database import db
from awards.core.errors import BrokenRule, NotFound, Stale
from awards.editions.entry_forms import Problem, order_problem, question_problem
from awards.editions.facts import QuestionText
from awards.editions.forms_in_use import (
    addition_problem,
    change_problem,
    removal_problem,
    transfer_problem,
)
from awards.editions.models import Category, Question, Section
from awards.editions.queries import awards_for_answers
from awards.editions.questions import free_key, sign_of, with_values
from awards.editions.services.changes import (
    SOMEBODY_ELSE,
    Arrangement,
    apply_facts,
    differing,
    next_position,
)
from awards.editions.services.entry_forms import delete, hold_form, questions_in
from awards.editions.uses import use_of_form, use_of_question


def add_question(
    section: Section, text: QuestionText, *, by: Person, at: dt.datetime, key: str = ""
) -> Question:
    """Add a question at the end of a page. The same again is the same question.

    ``key`` is wished for where the evening uses the answer; whether the form has it already is looked at.
    """
    category = section.category
    sections = hold_form(category)
    if section not in sections:
        raise NotFound
    text = replace(text, options=with_values(text.options))
    for question in section.questions:
        if question.label == text.label and not differing(question, text):
            return question
    earlier = questions_in(sections[: sections.index(section) + 1])
    _check_label(text, questions_in(sections))
    _refuse(question_problem(text, earlier))
    _refuse(addition_problem(text, use_of_form(category.id)))
    taken = {question.key for question in questions_in(sections)}
    key = key if key and key not in taken else free_key(text.label, taken, text.kind)
    question = Question(key=key, position=next_position(section.questions), **vars(text))
    section.questions.append(question)
    db.session.flush()
    record("question added", question, by=by, at=at, category=category.key, section=section.key, key=key)
    return question


def change_question(
    question: Question, text: QuestionText, *, by: Person, at: dt.datetime, seen: str = ""
) -> None:
    """Change what is asked. ``seen`` is the sign of the question as the page showed it."""
    sections = hold_form(question.section.category)
    questions = questions_in(sections)
    if question not in questions:
        raise NotFound
    text = replace(text, options=with_values(text.options))
    changed = differing(question, text)
    if not changed:
        return
    if seen and seen != sign_of(question):
        raise Stale(SOMEBODY_ELSE)
    others = [other for other in questions if other is not question]
    _check_label(text, others)
    _refuse(question_problem(text, questions[: questions.index(question)]))
    awards = awards_for_answers(question.section.category_id)
    _refuse(change_problem(question, text, use_of_question(question), others, awards))
    apply_facts(question, text)
    db.session.flush()
    record("question changed", question, by=by, at=at, key=question.key, changed=changed)


def _check_label(text: QuestionText, others: Sequence[Question]) -> None:
    if text.label.casefold() in {other.label.casefold() for other in others}:
        raise BrokenRule("Another question is called that already. Use other words", field="label")


def _refuse(problem: Problem | None) -> None:
    if problem:
        raise BrokenRule(problem[1], field=problem[0])


def arrange_question(
    category: Category,
    question_id: uuid.UUID,
    arrangement: Arrangement,
    position: int,
    *,
    by: Person,
    at: dt.datetime,
) -> None:
    """Move a question one step, beyond its page too, or remove it; a second press does nothing."""
    sections = hold_form(category)
    question = _find(sections, question_id, position)
    if question is None:
        return
    if arrangement is Arrangement.REMOVE:
        _remove(category, question, by=by, at=at)
    elif target := _step(sections, question, arrangement):
        _move(sections, question, *target, by=by, at=at)


def place_question(
    category: Category,
    question_id: uuid.UUID,
    section_id: uuid.UUID,
    place: int,
    position: int,
    *,
    by: Person,
    at: dt.datetime,
) -> None:
    """Put a question from ``position`` into a page where ``place``, counted from nought, says."""
    sections = hold_form(category)
    question = _find(sections, question_id, position)
    target = next((section for section in sections if section.id == section_id), None)
    if question is not None and target is not None:
        _move(sections, question, target, place, by=by, at=at)


def _find(sections: Sequence[Section], question_id: uuid.UUID, position: int) -> Question | None:
    found = (question for question in questions_in(sections) if question.id == question_id)
    return next((question for question in found if question.position == position), None)


def _step(sections: Sequence[Section], question: Question, way: Arrangement) -> tuple[Section, int] | None:
    """Where one step leads: past a neighbour, or to the near end of the page before or after."""
    here = sections.index(question.section)
    index = question.section.questions.index(question) + (-1 if way is Arrangement.UP else 1)
    if 0 <= index < len(question.section.questions):
        return question.section, index
    there = here + (-1 if way is Arrangement.UP else 1)
    if not 0 <= there < len(sections):
        return None
    return sections[there], len(sections[there].questions) if way is Arrangement.UP else 0


def _move(
    sections: Sequence[Section],
    question: Question,
    target: Section,
    place: int,
    *,
    by: Person,
    at: dt.datetime,
) -> None:
    source = question.section
    orders = {
        section.id: [each for each in section.questions if each is not question] for section in sections
    }
    orders[target.id].insert(min(max(place, 0), len(orders[target.id])), question)
    if orders[target.id] == target.questions:
        return
    category = source.category
    if source is not target:
        answered = use_of_form(category.id).answered.get(question.key, 0)
        _refuse_whole(transfer_problem(question, answered))
    _refuse_whole(order_problem([each for section in sections for each in orders[section.id]]))
    question.section = target
    for section in {source, target}:
        for number, each in enumerate(orders[section.id], start=1):
            each.position = number
    db.session.flush()
    for section in {source, target}:
        attributes.set_committed_value(section, "questions", orders[section.id])
    record(
        "question moved", question, by=by, at=at, key=question.key, section=target.key, to=question.position
    )


def _refuse_whole(problem: str | None) -> None:
    if problem:
        raise BrokenRule(problem)


def _remove(category: Category, question: Question, *, by: Person, at: dt.datetime) -> None:
    others = [other for other in questions_in(category.sections) if other is not question]
    answered = use_of_form(category.id).answered.get(question.key, 0)
    _refuse_whole(removal_problem(question, answered, others, awards_for_answers(category.id)))
    section, key = question.section, question.key
    delete(question)
    left = [each for each in section.questions if each is not question]
    attributes.set_committed_value(section, "questions", left)
    record("question removed", None, by=by, at=at, category=category.key, section=section.key, key=key)
