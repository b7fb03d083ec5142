"""What a request has read may be old by the time it holds the nomination: then it counts as it is by now."""

import contextvars
import dataclasses
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from awards.core import clock
from awards.core.database import db, reading
from awards.core.errors import BrokenRule, WrongState
from awards.editions.facts import QuestionText
from awards.editions.models import Question
from awards.editions.services import Arrangement, arrange_section, change_question
from awards.editions.states import QuestionKind
from awards.nominations.answering import version_of
from awards.nominations.models import Nomination
from awards.nominations.queries import get_nomination
from awards.nominations.services import save_answers
from awards.nominations.services.writing import Clash
from awards.organisations.roles import Role
from tests.at_once.meeting import PATIENCE
from tests.factories import (
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_participant,
    make_person,
)
from tests.nominations.conftest import add_special_questions

pytestmark = pytest.mark.both_databases
OLD = {"challenge": "Old words."}


@pytest.fixture
def read(busy):
    """A nomination as a request has read it, and the director who writes; every row of it is in use."""
    edition, body = make_edition(), make_organisation()
    make_participant(edition, body)
    category = make_category(edition)
    add_special_questions(category)
    director, organiser = make_person(Role.DIRECTOR, organisation=body), make_person(Role.ORGANISER)
    started, people = make_nomination(category, body, answers=OLD).id, (director.id, organiser.id)
    db.session.remove()
    with reading():  # so that SQLite lets others in, too
        nomination = get_nomination(started)
        in_use = (*nomination.answers, *nomination.category.sections)
        db.session.commit()
        yield nomination, *(db.session.get(type(director), each) for each in people)
        assert in_use


def meanwhile(busy, act: Callable[[], object]) -> None:
    """Somebody else does this and is done."""

    def alone() -> None:
        with busy.app_context():
            act()
            db.session.commit()
            db.session.remove()

    db.session.commit()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(contextvars.Context().run, alone).result(timeout=PATIENCE)


def save(nomination: Nomination, answers, by, version=None, section: int = 0) -> str:
    page = nomination.category.sections[section]
    return save_answers(nomination, page, answers, by=by, at=clock.now(), version=version)


def test_a_save_is_held_against_what_somebody_else_has_just_saved(busy, read):
    nomination, director, _ = read
    started = nomination.id
    meanwhile(busy, lambda: save(get_nomination(started), {"challenge": "New words."}, director))
    with pytest.raises(Clash):
        save(nomination, {"challenge": "Mine."}, director, version_of(OLD))
    assert [each.value for each in nomination.answers if each.question.key == "challenge"] == ["New words."]


def become(key: str, kind: QuestionKind, organiser) -> None:
    question = db.session.query(Question).filter_by(key=key).order_by(Question.created_at.desc()).first()
    facts = {each.name: getattr(question, each.name) for each in dataclasses.fields(QuestionText)}
    change_question(question, QuestionText(**facts | {"kind": kind}), by=organiser, at=clock.now())


def test_words_are_not_kept_as_an_answer_to_a_question_that_has_become_a_day(busy, read):
    nomination, director, organiser = read
    meanwhile(busy, lambda: become("staff", QuestionKind.DATE, organiser))
    with pytest.raises(BrokenRule, match="real date"):
        save(nomination, {"staff": 12}, director, section=1)


def test_a_page_that_is_gone_takes_no_answers(busy, read):
    nomination, director, organiser = read
    section = nomination.category.sections[1]
    place = (section.category_id, section.id, section.position)

    def remove() -> None:
        category, thing, position = place
        category = db.session.get(type(nomination.category), category)
        arrange_section(category, thing, Arrangement.REMOVE, position, by=organiser, at=clock.now())

    meanwhile(busy, remove)
    with pytest.raises(WrongState, match="taken this page off"):
        save_answers(nomination, section, {"staff": 12}, by=director, at=clock.now())
    assert section not in nomination.category.sections
