"""How nominations use an entry form: set-up asks, the later stage that keeps the answers says.

An edition knows its questions and not who answered them. Nominations register here how that is counted, so
that nothing is taken out of a form on which an answer hangs. Judging registers how far its rounds are, so
that no criterion changes that somebody has scored, and when they close, so that no date is promised that does
not hold.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import TypeVar

from awards.editions.forms_in_use import FormUse, Use
from awards.editions.models import Question
from awards.editions.rules import FIRST_ROUND

CountsForm = Callable[[uuid.UUID], FormUse]
CountsQuestion = Callable[[Question], Use]
TellsRound = Callable[[uuid.UUID], int]
MindsClosing = Callable[[uuid.UUID, dt.datetime], str]
C = TypeVar("C", bound=MindsClosing)
F = TypeVar("F", bound=CountsForm)
R = TypeVar("R", bound=TellsRound)
Q = TypeVar("Q", bound=CountsQuestion)

_of_forms: list[CountsForm] = []
_of_questions: list[CountsQuestion] = []
_of_rounds: list[TellsRound] = []
_of_closings: list[MindsClosing] = []


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


def tells_round(tell: R) -> R:
    """Register what says in which round a category, given by id, is judged."""
    _of_rounds.append(tell)
    return tell


def round_of_category(category_id: uuid.UUID) -> int:
    """The round in which the category is judged; the first, when nobody judges it."""
    return next((tell(category_id) for tell in _of_rounds), FIRST_ROUND)


def minds_closing(mind: C) -> C:
    """Register what says why judging of an edition, given by id, may not close at a moment."""
    _of_closings.append(mind)
    return mind


def closing_in_the_way(edition_id: uuid.UUID, judging_closes_at: dt.datetime) -> str:
    """Why judging may not close then; empty when nothing is planned for later."""
    return next((mind(edition_id, judging_closes_at) for mind in _of_closings), "")
