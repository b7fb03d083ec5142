"""Answers as values: how each kind is kept, shown, counted and compared."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Protocol

from awards.core.clock import show_date
from awards.core.errors import BrokenRule
from awards.core.text import clean_line, clean_text, count_words, join_words
from awards.editions.states import QuestionKind

OF_THEIR_OWN = frozenset({QuestionKind.PEOPLE, QuestionKind.PHOTO, QuestionKind.FILE})
"""Kinds whose answers are rows and files rather than a value."""
TEXTS = frozenset({QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT})
TEAM_NAME = "team-name"
"""The key of the question whose answer is what the nomination is called."""
ONE_PERSON = frozenset({"leader", "collector", "deputy-collector"})
MOST_PEOPLE = 100
LONGEST = 20_000
"""Characters of any one answer, where its question sets no limit or counts words only."""


class Question(Protocol):
    """What must be known of a question to read its answers."""

    @property
    def key(self) -> str:
        """Its short name."""

    @property
    def kind(self) -> QuestionKind:
        """What an answer looks like."""

    @property
    def options(self) -> Sequence[Mapping[str, str]]:
        """The values and labels that can be chosen."""

    @property
    def max_people(self) -> int | None:
        """The most people that can be named."""


def kept(question: Question, value: object) -> object:
    """The value as it is kept, None for no answer; raise BrokenRule for what is no answer to the question."""
    kind = question.kind
    if kind in TEXTS:
        return _text(question, str(value or ""))
    if value is None or value is False or value in ("", []):
        return None
    if kind is QuestionKind.DECLARATION:
        return True
    if kind is QuestionKind.CHOICE:
        return _offered(question, [value])[0]
    if kind is QuestionKind.CHOICES and isinstance(value, list | tuple):
        return _offered(question, list(value))
    if kind is QuestionKind.NUMBER and isinstance(value, int):
        return value
    if kind is QuestionKind.DATE:
        return _day(question, value)
    raise BrokenRule("This is no answer to the question.", field=question.key)


def _text(question: Question, typed: str) -> str | None:
    text = clean_line(typed) if question.kind is QuestionKind.SHORT_TEXT else clean_text(typed)
    if len(text) > LONGEST:
        raise BrokenRule(f"Use {LONGEST:,} characters or fewer.", field=question.key)
    return text or None


def _offered(question: Question, values: list[object]) -> list[object]:
    offered = [option["value"] for option in question.options]
    if not set(values) <= set(offered):
        raise BrokenRule("Choose one of the answers shown.", field=question.key)
    return [value for value in offered if value in values]


def _day(question: Question, value: object) -> str:
    day = value if isinstance(value, dt.date) else day_in(value)
    if day is None:
        raise BrokenRule("Enter a real date.", field=question.key)
    return day.isoformat()


def shown(question: Question, value: object) -> str:
    """A kept value in words, whatever it is; empty where there is no answer."""
    if value is None:
        return ""
    labels = {option["value"]: option["label"] for option in question.options}
    if isinstance(value, list):
        return join_words(labels.get(str(each), str(each)) for each in value)
    if question.kind is QuestionKind.CHOICE:
        return labels.get(str(value), str(value))
    if question.kind is QuestionKind.DECLARATION and isinstance(value, bool):
        return "Confirmed" if value else ""
    day = day_in(value) if question.kind is QuestionKind.DATE else None
    return show_date(day) if day else str(value)


def day_in(value: object) -> dt.date | None:
    """The day that a kept value says; None for what is no day."""
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None


def is_answer(question: Question, value: object) -> bool:
    """Whether a kept value can be read as an answer to the question, or is none at all."""
    try:
        kept(question, value)
    except BrokenRule:
        return False
    return True


def words_in(questions: Sequence[Question], values: Mapping[str, object]) -> int:
    """How many words were written in answer to the long questions."""
    return sum(
        count_words(str(values.get(question.key) or ""))
        for question in questions
        if question.kind is QuestionKind.LONG_TEXT
    )


def sign_of(value: object) -> str:
    """A short sign of an answer, another one as soon as the answer is; empty for no answer."""
    if value is None:
        return ""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]


def version_of(values: Mapping[str, object]) -> str:
    """The signs of all that is answered, by key: what a page of these answers was made with."""
    return " ".join(f"{key}:{sign_of(value)}" for key, value in sorted(values.items()) if value is not None)


def most_people(question: Question) -> int:
    """How many people can be named in answer to the question."""
    return question.max_people or (1 if question.key in ONE_PERSON else MOST_PEOPLE)
