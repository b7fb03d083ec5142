"""Rules of an entry form: answers to choose from, conditions in their order, what hangs on what."""

from collections.abc import Collection, Sequence
from typing import Protocol, TypeVar

from awards.editions.questions import CHOOSING, DECIDING, LIMITS, MOST, Kind, Option, answers_of
from awards.editions.states import Audience

Problem = tuple[str, str]
"""The name of what is wrong, and the sentence about it."""
FEWEST_OPTIONS, MOST_OPTIONS = 2, 60


class Question(Protocol):
    """What the rules need to know of a question, kept or typed."""

    @property
    def kind(self) -> Kind:
        """What an answer looks like."""

    @property
    def label(self) -> str:
        """The question as it is asked."""

    @property
    def required(self) -> bool:
        """Whether a nomination needs an answer."""

    @property
    def audience(self) -> Audience:
        """Who may ever read the answer."""

    @property
    def options(self) -> Sequence[Option]:
        """The values and labels that can be chosen."""

    @property
    def shown_if(self) -> str:
        """The key of the earlier question that decides whether this one is asked; empty if it always is."""

    @property
    def shown_if_answers(self) -> Collection[str]:
        """The answers to that one of which any makes it asked."""


class KeptQuestion(Question, Protocol):
    """One that is in the form already."""

    @property
    def key(self) -> str:
        """Its short name."""


K = TypeVar("K", bound=KeptQuestion)


class Limited(Protocol):
    """An award that is for certain answers only."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def question(self) -> str:
        """The key of the question."""

    @property
    def answer(self) -> str:
        """The answer that competes."""


def question_problem(text: Question, earlier: Sequence[KeptQuestion]) -> Problem | None:
    """What is wrong with a question where these come before it; None when all is in order."""
    if text.kind in CHOOSING and (problem := _options_problem([each["label"] for each in text.options])):
        return problem
    for name in LIMITS.get(text.kind, ()):
        limit = getattr(text, name)
        if limit is not None and not 1 <= limit <= MOST[name]:
            return name, f"This must be between 1 and {MOST[name]:,}"
    return _condition_problem(text, earlier)


def _options_problem(labels: list[str]) -> Problem | None:
    if len(labels) < FEWEST_OPTIONS:
        return "more_options", "Write at least two answers to choose from, one a line"
    if len(labels) > MOST_OPTIONS:
        return "more_options", f"Write {MOST_OPTIONS} answers or fewer"
    seen: set[str] = set()
    for label in labels:
        if label.casefold() in seen:
            return "more_options", f"“{label}” is there twice"
        seen.add(label.casefold())
    return None


def _condition_problem(text: Question, earlier: Sequence[KeptQuestion]) -> Problem | None:
    if not text.shown_if:
        return None
    decides = next((each for each in earlier if each.key == text.shown_if), None)
    if decides is None or decides.kind not in DECIDING:
        return "shown_if", "Choose a question that comes before this one and has answers to choose from"
    if not text.shown_if_answers:
        return f"answers-{decides.key}", "Choose at least one answer"
    if not set(text.shown_if_answers) <= answers_of(decides.kind, decides.options).keys():
        return f"answers-{decides.key}", "Choose from the answers shown"
    return None


def order_problem(questions: Sequence[K]) -> str | None:
    """Why the questions cannot stand in this order: one is asked because of another that comes later."""
    labels, seen = {question.key: question.label for question in questions}, set()
    for question in questions:
        if question.shown_if and question.shown_if not in seen and question.shown_if in labels:
            after = f"“{question.label}” is asked only after certain answers to “{labels[question.shown_if]}”"
            return f"{after}, so it must come after it"
        seen.add(question.key)
    return None


def hangs_on(key: str, others: Sequence[KeptQuestion], awards: Sequence[Limited]) -> list[str]:
    """What would be left hanging without the question ``key``, each as a sentence."""
    named = [
        f"The award “{award.name}” is for certain answers to it" for award in awards if award.question == key
    ]
    asked = [
        f"“{other.label}” is asked only after certain answers to it"
        for other in others
        if other.shown_if == key
    ]
    return named + asked


def hangs_on_answer(
    key: str, value: str, others: Sequence[KeptQuestion], awards: Sequence[Limited]
) -> list[str]:
    """What would be left hanging without one answer of the question ``key``."""
    named = [
        f"The award “{award.name}” is for nominations with this answer"
        for award in awards
        if (award.question, award.answer) == (key, value)
    ]
    asked = [
        f"“{other.label}” is asked only after this answer"
        for other in others
        if other.shown_if == key and value in other.shown_if_answers
    ]
    return named + asked
