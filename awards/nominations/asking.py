"""What a page says of its questions before they are answered: when they are asked, who reads the answer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from awards.core.text import time_to_say
from awards.editions.models import Question, Section
from awards.editions.questions import condition_in_words, limits_in_words
from awards.editions.states import Audience, QuestionKind

TICKED = "y"
"""What a form sends for a ticked box."""


@dataclass(frozen=True)
class Condition:
    """When a question is asked. ``decides`` is the question on the same page that decides it.

    Without one, earlier pages have decided that it is not asked, whatever is answered on this one.
    """

    words: str
    decides: str
    answers: tuple[str, ...]
    asked: bool


def conditions_on(section: Section, asked: Collection[str]) -> dict[str, Condition]:
    """The questions of a page that are not simply asked, by key; ``asked`` are the keys of those that are."""
    whole = [question for part in section.category.sections for question in part.questions]
    by_key = {question.key: question for question in section.questions}
    found: dict[str, Condition] = {}
    for question in section.questions:
        decides = by_key.get(question.shown_if)
        here = decides is not None and (question.shown_if not in found or found[question.shown_if].decides)
        if decides is not None and here:
            ticks = decides.kind is QuestionKind.DECLARATION
            answers = (TICKED,) if ticks else tuple(question.shown_if_answers)
            words = condition_in_words(question, whole)
            found[question.key] = Condition(words, decides.key, answers, question.key in asked)
        elif question.shown_if and question.key not in asked:
            found[question.key] = Condition("", "", (), False)
    return found


_READERS: Mapping[Audience, str] = MappingProxyType(
    {
        Audience.JUDGES: "Only judges and organisers read this",
        Audience.PROGRAMME: "Printed in the programme",
        Audience.STAGE: "For whoever speaks on stage",
        Audience.ORGANISERS: "Only the organisers read this",
    }
)


def is_read_out(question: Question) -> bool:
    """Whether the answer is a text that is read to the room."""
    return question.audience is Audience.STAGE and question.kind is QuestionKind.LONG_TEXT


def readers_of(question: Question) -> str:
    """Who will read the answer."""
    if is_read_out(question):
        return "Read out on stage"
    if question.audience is Audience.PROGRAMME and question.kind is QuestionKind.PEOPLE:
        return "Printed in the programme: the names of those who agree"
    return _READERS[question.audience]


def told_before(question: Question) -> str:
    """Who will read the answer and how long it may be, as it is said before somebody writes it."""
    length = time_to_say(question.max_words or 0) if is_read_out(question) else ""
    return ", ".join([readers_of(question), *limits_in_words(question), *([length] if length else [])])
