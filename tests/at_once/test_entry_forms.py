"""Entry forms: pressed twice at once, things are there once; an answer and its question stay together."""

import pytest

from awards.core.database import db
from awards.editions.models import Question, Section
from awards.editions.states import Stage
from awards.nominations.models import Answer
from awards.organisations.roles import Role
from tests.at_once.meeting import at_once, both_went_on, browser, count, pressed_twice
from tests.factories import (
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_participant,
    make_person,
)

pytestmark = pytest.mark.both_databases


@pytest.fixture
def building(busy):
    category = make_category(make_edition(Stage.SET_UP))
    return category, f"/editions/{category.edition.slug}/set-up", make_person(Role.ORGANISER)


def test_a_section_and_a_question_are_added_once(busy, building):
    category, base, organiser = building
    section = category.sections[0].id
    both_went_on(
        pressed_twice(busy, organiser, f"{base}/categories/{category.id}/sections/new", title="Twofold")
    )
    path = f"{base}/sections/{section}/questions/new?kind=number"
    both_went_on(pressed_twice(busy, organiser, path, label="How many, twice?", audience="judges"))
    assert (count(Section, title="Twofold"), count(Question, label="How many, twice?")) == (1, 1)


def test_a_question_moves_once(busy, building):
    category, base, organiser = building
    field = category.sections[0].questions[1]
    section, address = field.section_id, f"{base}/categories/{category.id}/form/questions"
    form = {"thing": str(field.id), "position": "2", "arrangement": "down"}
    both_went_on(pressed_twice(busy, organiser, address, **form))
    moved = db.session.get(Section, section)
    assert [question.key for question in moved.questions][1:3] == ["why-this-team", "field"]


def test_an_answer_and_its_question_stay_together(busy):
    edition, body = make_edition(), make_organisation()
    make_participant(edition, body)
    category = make_category(edition)
    nomination = make_nomination(category, body)
    challenge = next(each for each in category.sections[0].questions if each.key == "challenge")
    base = f"/editions/{edition.slug}/set-up/categories/{category.id}/form/questions"
    form = {"thing": str(challenge.id), "position": str(challenge.position), "arrangement": "remove"}
    path, question = f"/nominations/{nomination.id}/sections/team", challenge.id
    director = browser(busy, make_person(Role.DIRECTOR, organisation=body))
    organiser = browser(busy, make_person(Role.ORGANISER))
    answers = at_once(
        busy,
        lambda: director.post(path, data={"q-challenge": "There was no soup."}),
        lambda: organiser.post(base, data=form),
    )
    assert max(answer.status_code for answer in answers) < 500
    kept = count(Answer, question_id=question)
    assert kept == count(Question, id=question)
    assert kept == (1 if answers[0].status_code == 303 else 0)
