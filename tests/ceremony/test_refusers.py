"""Who said no and was then taken off a team's list is printed nowhere, seen nowhere, and listed nowhere."""

import datetime as dt

import pytest

from awards.ceremony.queries import printed_teams
from awards.core.database import db
from awards.editions.states import Audience, QuestionKind
from awards.nominations.models import Upload
from tests.ceremony.evenings import make_evening
from tests.ceremony.test_printed_page import add_question

pytestmark = pytest.mark.usefixtures("session")
AT = dt.datetime(2022, 10, 14, 10, tzinfo=dt.UTC)


@pytest.fixture
def team():
    """Its text names two people, one of whom said no and was taken off the list; it has a photo."""
    team = make_evening().teams[0]
    named, refuser = sorted(team.members, key=lambda each: each.name)
    named.in_photo, refuser.in_photo, refuser.answered_at, refuser.removed_at = True, False, AT, AT
    answer = next(each for each in team.answers if each.question.key == "why-this-team")
    answer.value = "Unnamed 0 and Named 0 built it."
    question = add_question(team, "photo", QuestionKind.PHOTO, Audience.PROGRAMME)
    facts = {
        "storage_key": "k",
        "name": "a.jpg",
        "media_type": "image/jpeg",
        "size": 1,
        "description": "Two.",
    }
    team.uploads.append(Upload(question=question, **facts))
    db.session.commit()
    db.session.expire_all()
    return team


def printed(team):
    return next(each for each in printed_teams(team.edition) if each.id == team.id)


def test_who_was_taken_off_is_not_a_member(team):
    assert [each.name for each in printed(team).members] == ["Named 0"]


def test_texts_still_leave_out_the_name(team):
    assert printed(team).says("why-this-team") == "A member of the team and Named 0 built it."


def test_the_photo_is_printed_only_once_somebody_saw_that_it_does_not_show_them(team):
    assert printed(team).photo is None
    team.uploads[0].confirmed = {"key": "k", "without": [str(team.refusers[0].id)]}
    db.session.commit()
    assert printed(team).photo


def test_a_no_to_the_photo_holds_where_its_question_is_not_asked_any_more(team):
    refuser = team.refusers[0]
    refuser.removed_at = None
    refuser.question.shown_if, refuser.question.shown_if_answers = "field", ["none"]
    db.session.commit()
    assert (printed(team).members, printed(team).photo) == ((), None)
