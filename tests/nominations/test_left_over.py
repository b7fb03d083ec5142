"""A question is taken off its page while somebody writes there: what they typed is given back."""

from typing import Any

from awards.core.database import db
from awards.editions.services import Arrangement, arrange_question
from awards.nominations.answering import version_of
from tests.factories import NOW, refreshed
from tests.nominations.conftest import Scene

TYPED = {
    "version": version_of({"team-name": "The Owls"}),
    "q-team-name": "The Kites",
    "q-challenge": "There was no soup.",
    "q-field": "education",
}


def removed(scene: Scene, key: str) -> None:
    """An organiser takes the question out of the form."""
    question = scene.question(key)
    arrange_question(
        scene.category, question.id, Arrangement.REMOVE, question.position, by=scene.organiser, at=NOW
    )
    db.session.commit()
    db.session.expire_all()


def test_words_for_a_question_that_is_gone_are_given_back_and_the_rest_is_kept_next(
    scene: Scene, browser_of: Any
) -> None:
    nomination, browser = scene.nomination(team_name="The Owls"), browser_of(scene.delegate)
    removed(scene, "challenge")
    path = f"/nominations/{nomination.id}/sections/team"
    answer = browser.post(path, data=TYPED)
    assert answer.status_code == 422
    assert "You had written: “There was no soup.”" in answer.text
    assert refreshed(nomination).team_name != "The Kites"
    again = {key: value for key, value in TYPED.items() if key != "q-challenge"}
    assert browser.post(path, data=again).status_code == 303
    assert refreshed(nomination).team_name == "The Kites"


def test_a_mere_choice_that_is_gone_stands_in_nobodys_way(scene: Scene, browser_of: Any) -> None:
    nomination = scene.nomination(team_name="The Owls")
    removed(scene, "field")
    path = f"/nominations/{nomination.id}/sections/team"
    assert browser_of(scene.delegate).post(path, data=TYPED).status_code == 303
