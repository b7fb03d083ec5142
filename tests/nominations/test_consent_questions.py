"""What whoever signs or checks is asked about the people of a team."""

import datetime as dt

import pytest

from awards.nominations.consent import few
from awards.nominations.services import (
    Consents,
    MemberDetails,
    OwnAnswer,
    add_member,
    ask_team,
    keep_answer,
    save_answers,
)
from awards.nominations.states import NominationState
from awards.nominations.team_questions import questions_about

AT = dt.datetime.now(dt.UTC)
YES = Consents(in_programme=True, on_stage=True, in_photo=True)


@pytest.fixture
def nomination(scene):
    return scene.complete()


def name(scene, nomination, who, consents=YES, key="members", email=""):
    details = MemberDetails(who, email=email, consents=consents)
    return add_member(nomination, scene.question(key), details, by=scene.delegate, at=AT)


def write(scene, nomination, text, key="why-this-team"):
    save_answers(nomination, scene.section, {key: text}, by=scene.delegate, at=AT)


def test_nobody_named_and_nothing_wrong_is_no_question(scene, nomination):
    assert questions_about(nomination) == []
    name(scene, nomination, "Ann Lee")
    assert questions_about(nomination) == []


def test_a_team_of_which_nothing_is_known_is_asked_about(scene, nomination):
    for who in ("Ann Lee", "Bo Day"):
        name(scene, nomination, who, Consents())
    assert questions_about(nomination) == [
        "Nobody in the team has agreed to be named: the programme will name nobody. Is that right?",
        "Nothing is known yet of what Ann Lee and Bo Day have agreed to. Have they been asked?",
    ]


def test_those_who_have_not_answered_are_asked_about(scene, nomination):
    name(scene, nomination, "Ann Lee", email="ann@example.org")
    ask_team(nomination, by=scene.delegate, at=AT, base_url="")
    (question,) = questions_about(nomination)
    assert question.startswith("Ann Lee has been asked and has not answered yet.")


def test_a_text_for_everybody_that_speaks_of_somebody_unnamed_is_asked_about(scene, nomination):
    name(scene, nomination, "Bo Day")
    ann = name(scene, nomination, "Ann Lee")
    write(scene, nomination, "Ann and Bo never sleep.")
    assert questions_about(nomination) == []
    keep_answer(ann, None, at=AT)
    (question,) = questions_about(nomination)
    assert question.startswith("“Why this team” seems to speak of Ann Lee, who has not agreed to be named.")


def test_texts_for_judges_are_not_asked_about(scene, nomination):
    keep_answer(name(scene, nomination, "Ann Lee"), None, at=AT)
    name(scene, nomination, "Bo Day")
    write(scene, nomination, "Ann never sleeps.", "challenge")
    assert questions_about(nomination) == []


def test_who_collects_the_award_and_does_not_want_to_be_named_is_asked_about(scene, nomination):
    scene.question("leader").key = "collector"
    name(scene, nomination, "ann lee", key="collector")
    ann = name(scene, nomination, "Ann Lee")
    keep_answer(ann, OwnAnswer("Ann Lee", "", Consents(in_programme=True)), at=AT)
    assert questions_about(nomination) == [
        "Ann Lee is named under “Leader” and said no to being named on stage. Should somebody else go?"
    ]


def test_a_name_that_was_corrected_after_somebody_signed_is_pointed_out(scene, nomination):
    ann = name(scene, nomination, "Ann Lee")
    nomination.state, nomination.submitted_at = NominationState.SUBMITTED, AT
    keep_answer(ann, OwnAnswer("Anne Léa", "", YES), at=AT + dt.timedelta(hours=1))
    (question,) = questions_about(nomination)
    assert question.startswith(
        "Anne Léa has corrected their name since this was submitted; it was “Ann Lee”."
    )


def test_many_names_are_cut_short():
    names = [f"P{n}" for n in range(1, 8)]
    assert few(names[:3]) == "P1, P2 and P3"
    assert few(names) == "P1, P2, P3, P4 and 3 others"


@pytest.mark.parametrize("where", ["check", "review"])
def test_the_questions_stand_where_it_is_signed_and_checked(scene, nomination, browser_of, session, where):
    name(scene, nomination, "Ann Lee", Consents())
    nomination.state, nomination.submitted_at = NominationState.SUBMITTED, AT
    session.commit()
    reader = scene.director if where == "check" else scene.organiser
    text = browser_of(reader).get(f"/nominations/{nomination.id}/{where}").text
    assert (
        "Nobody in the team has agreed to be named" in text and f"/nominations/{nomination.id}/team" in text
    )
