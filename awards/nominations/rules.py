"""Rules of a nomination: limits of answers, what is missing, when changes are accepted, its reference."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from awards.core.text import clean_text, count_characters, count_words
from awards.editions.questions import YES
from awards.editions.states import QuestionKind, Stage
from awards.editions.timing import Closing
from awards.nominations.states import CHANGEABLE, NominationState

NOT_STARTED, IN_PROGRESS, COMPLETE = "not started", "in progress", "complete"

# Why a nomination that was decided on stays as it is.
_CLOSED_STATES: dict[str, str] = {
    NominationState.ACCEPTED: "This nomination has been accepted and can no longer be changed.",
    NominationState.INELIGIBLE: "This nomination was found ineligible and can no longer be changed.",
    NominationState.WITHDRAWN: "This nomination was withdrawn and can no longer be changed.",
}


class Question(Protocol):
    """What the rules need to know of a question; a limit that is None is no limit."""

    @property
    def key(self) -> str:
        """Its short name."""

    @property
    def kind(self) -> str:
        """What an answer looks like, in the words of `QuestionKind`."""

    @property
    def label(self) -> str:
        """The question as it is asked."""

    @property
    def required(self) -> bool:
        """Whether a nomination can be submitted without an answer."""

    @property
    def max_words(self) -> int | None:
        """The most words of a text."""

    @property
    def max_characters(self) -> int | None:
        """The most characters of a text."""

    @property
    def max_files(self) -> int | None:
        """The most files or photos."""


class Conditional(Protocol):
    """What must be known of a question to say whether it is asked."""

    @property
    def key(self) -> str:
        """Its short name."""

    @property
    def shown_if(self) -> str:
        """The key of the earlier question it depends on; empty when it is always asked."""

    @property
    def shown_if_answers(self) -> Collection[str]:
        """The answers to that one of which any makes it asked."""


C = TypeVar("C", bound=Conditional)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something cannot be done, in a sentence for the person who tried."""

    sentence: str

    def __str__(self) -> str:
        """The sentence."""
        return self.sentence


def answer_problems(question: Question, value: object) -> list[str]:
    """What keeps an answer from being submitted: its limits. A draft that saves itself may be beyond them."""
    if isinstance(value, str):
        return _text_problems(question, clean_text(value))
    if question.kind in {QuestionKind.FILE, QuestionKind.PHOTO} and isinstance(value, Collection):
        return _over("file", len(value), question.max_files)
    return []


def _text_problems(question: Question, text: str) -> list[str]:
    """A text beyond its limits, counted as the page's counters count."""
    return [
        *_over("word", count_words(text), question.max_words),
        *_over("character", count_characters(text), question.max_characters),
    ]


def _over(unit: str, count: int, limit: int | None) -> list[str]:
    """The sentence about a limit that is passed, with how much must go."""
    if limit is None or count <= limit:
        return []
    return [f"Use {limit:,} {unit}{'' if limit == 1 else 's'} or fewer. Take out {count - limit:,}."]


def is_answered(value: object) -> bool:
    """Whether there is an answer at all: blanks, an empty list and an empty tick are none. Nought is one."""
    if isinstance(value, str):
        return bool(clean_text(value))
    if isinstance(value, Collection):
        return len(value) > 0
    return value is not None and value is not False


def asked(questions: Iterable[C], values: Mapping[str, object]) -> list[C]:
    """Those of the whole form's questions, in its order, that are asked of who gave these answers.

    One that depends on a question that is not asked itself is not asked either. What is not asked is neither
    missing nor too long, and whatever was answered to it once is kept, but shown to nobody.
    """
    found: list[C] = []
    given: dict[str, frozenset[str]] = {}
    for question in questions:
        depends = question.shown_if
        if depends and given.get(depends, frozenset()).isdisjoint(question.shown_if_answers):
            continue
        found.append(question)
        given[question.key] = _chosen(values.get(question.key))
    return found


def _chosen(value: object) -> frozenset[str]:
    """An answer as the answers that a condition can name."""
    if value is True:
        return frozenset({YES})
    if isinstance(value, str):
        return frozenset({value})
    return frozenset(map(str, value)) if isinstance(value, list | tuple) else frozenset()


def missing(questions: Sequence[Question], answers: Mapping[str, object]) -> list[str]:
    """Keys of required questions without an answer, in the order of the form."""
    return [q.key for q in questions if q.required and not is_answered(answers.get(q.key))]


def too_long(questions: Sequence[Question], answers: Mapping[str, object]) -> list[str]:
    """Keys of questions whose answers are beyond their limits, in the order of the form."""
    return [q.key for q in questions if answer_problems(q, answers.get(q.key))]


def section_status(questions: Sequence[Question], answers: Mapping[str, object]) -> str:
    """How far a section of the form has come, as its task list says it."""
    if not any(is_answered(answers.get(question.key)) for question in questions):
        return NOT_STARTED
    if missing(questions, answers) or too_long(questions, answers):
        return IN_PROGRESS
    return COMPLETE


def accepts_changes(stage: str, state: str, at: dt.datetime, closes: Closing) -> Refusal | None:
    """Why a nomination cannot be changed or submitted at that moment, or None if it can.

    One that was returned waits for its changes while the organisers check, whatever the deadline; and a
    later deadline given to one organisation holds although the edition has gone on to checking.
    """
    if stage == Stage.SET_UP:
        return Refusal("Nominations are not open yet.")
    if state not in CHANGEABLE:
        return Refusal(_CLOSED_STATES.get(state, "This nomination can no longer be changed."))
    open_stage = stage in {Stage.NOMINATIONS, Stage.CHECKING}
    if open_stage and state == NominationState.RETURNED:
        return None
    if at > closes.last:
        return Refusal(closes.past_words)
    # Closed by hand, before the time: the deadline would be the wrong reason to give.
    early = stage == Stage.CHECKING and not closes.own
    return Refusal("Nominations are closed.") if early or not open_stage else None


def reference(edition_slug: str, number: int) -> str:
    """How a nomination is called in letters and on the telephone: the seventh of "tea-2022" is TEA22-007."""
    *words, last = edition_slug.upper().split("-")
    year = last[-2:] if re.fullmatch(r"(19|20)\d\d", last) else ""
    words = words if year else [*words, last]
    short = words[0] if len(words) == 1 else "".join(word[:1] for word in words)
    return f"{short}{year}-{number:03}"
