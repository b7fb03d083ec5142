"""How nominations use an entry form: set-up asks, the later stage that keeps the answers says.

An edition knows its questions and not who answered them. Nominations register here how that is counted, so
that nothing is taken out of a form on which an answer hangs.
"""

import uuid
from collections.abc import Callable
from typing import TypeVar

from awards.editions.forms_in_use import FormUse, Use
from awards.editions.models import Question

CountsForm = Callable[[uuid.UUID], FormUse]
CountsQuestion = Callable[[Question], Use]
F = TypeVar("F", bound=CountsForm)
Q = TypeVar("Q", bound=CountsQuestion)

_of_forms: list[CountsForm] = []
_of_questions: list[CountsQuestion] = []


def counts_form(count: F) -> F:
    """Register what says how the form of a category, given by id, is used."""
    _of_forms.append(count)
    return count


def counts_question(count: Q) -> Q:
    """Register what says how one question is used."""
    _of_questions.append(count)
    return count


def use_of_form(category_id: uuid.UUID) -> FormUse:
    """How the form of this category is used; not at all, when nobody keeps answers."""
    return next((count(category_id) for count in _of_forms), FormUse())


def use_of_question(question: Question) -> Use:
    """How this question is used; not at all, when nobody keeps answers."""
    return next((count(question) for count in _of_questions), Use())
