"""All questions of an entry form on one page and as a tagged PDF, to gather what they ask for."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from types import MappingProxyType
from typing import Any

from awards.core.clock import show_date
from awards.core.database import stop_reading
from awards.core.errors import Unavailable
from awards.core.text import slugify
from awards.core.typesetting import Job, Typeset, TypesettingError, set_in_type, shelf
from awards.editions.models import Category, Question
from awards.editions.questions import condition_in_words, words_in_all
from awards.editions.states import Audience, QuestionKind
from awards.nominations.asking import told_before
from awards.nominations.sheets import PreparedQuestion, PreparedSection, QuestionsSheet

TEMPLATE = "questions.typ"
TIME_LIMIT = 20.0
"""Seconds, in a process of its own: somebody waits for it."""
SAFEGUARDING = (
    "No child and no family may be recognised in anything you write or send. Leave out names and initials, "
    "exact ages and dates of birth, addresses, schools, case numbers, court orders, and counts of fewer than "
    "six."
)
CLOSES = "Nominations close at {}, or at your organisation’s own deadline where it was given a later one."

_PERSON = "Their name and what they do."
_TEAM = (
    "Everybody’s name and role, and an email address where you have one: we can then ask them ourselves what "
    "may be shown of them. Nobody is named who did not agree."
)
_WHAT_IT_TAKES: Mapping[QuestionKind, str] = MappingProxyType(
    {
        QuestionKind.NUMBER: "A whole number.",
        QuestionKind.DATE: "A day, month and year.",
        QuestionKind.PHOTO: "A JPEG, PNG or WebP picture, 600 pixels or more on its longer side, and a "
        "description in words for people who cannot see it.",
        QuestionKind.FILE: "PDF or Word (.docx), 300 pages at most. Our check does not read documents: make "
        "sure yourself that no child and no family can be recognised in them.",
        QuestionKind.CHOICE: "One of these:",
        QuestionKind.CHOICES: "All that fit of these:",
        QuestionKind.DECLARATION: "A box to tick.",
    }
)


def questions_sheet(category: Category, *, at: dt.datetime) -> QuestionsSheet:
    """What is asked of everybody who nominates in the category, as it stands."""
    closes = category.edition.closes
    sections = [section for section in category.sections if section.questions]
    questions = [question for section in sections for question in section.questions]
    past = at > closes.last
    return QuestionsSheet(
        category=category.name,
        edition_name=category.edition.name,
        summary=_summary(questions),
        deadline=closes.past_words if past else CLOSES.format(closes.words),
        sections=tuple(
            PreparedSection(
                section.title, section.hint, tuple(_prepared(each, questions) for each in section.questions)
            )
            for section in sections
        ),
        safeguarding=SAFEGUARDING,
        as_of=show_date(at),
    )


def _summary(questions: Sequence[Question]) -> str:
    """For example "13 questions. Up to 1,300 words in all."."""
    count, words = len(questions), words_in_all(questions)
    in_all = f" Up to {words:,} words in all." if words else ""
    return f"{count} question{'s' if count != 1 else ''}.{in_all}"


def _prepared(question: Question, questions: Sequence[Question]) -> PreparedQuestion:
    return PreparedQuestion(
        label=question.label,
        optional=not question.required,
        condition=condition_in_words(question, questions),
        told=told_before(question),
        hint=question.hint,
        takes=_takes(question),
        options=tuple(option["label"] for option in question.options or ()),
    )


def _takes(question: Question) -> str:
    """What an answer is made of; nothing where words are written."""
    if question.kind is QuestionKind.PEOPLE:
        return _PERSON if question.audience is Audience.ORGANISERS else _TEAM
    return _WHAT_IT_TAKES.get(question.kind, "")


def file_name(category: Category) -> str:
    """A name that says what it is."""
    return f"{category.edition.slug}-{slugify(category.name)}-questions.pdf"


def make_questions_document(category: Category, *, at: dt.datetime) -> Typeset:
    """The PDF; raise Unavailable with the reason where it cannot be made now. It is the same all day."""
    sheet = questions_sheet(category, at=at)
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    stop_reading()
    make = partial(set_in_type, TEMPLATE, partial(_values, sheet), timestamp=day, time_limit=TIME_LIMIT)
    try:
        return shelf.take((sheet, day), make)
    except TypesettingError as failed:
        raise Unavailable(f"{failed} Try again in a minute.") from failed


def _values(sheet: QuestionsSheet, _job: Job) -> dict[str, Any]:
    return asdict(sheet)
