"""Who has not agreed to be in the photo is named wherever the photo is sent, signed or checked."""

import pytest

from awards.nominations.consent import unpictured
from awards.nominations.services import add_member, keep_answer, note_consents
from awards.nominations.services.members import Consents, MemberDetails
from awards.nominations.states import NominationState
from tests.nominations.test_files import hang, when

SILENT, REFUSED = "Ann Lee has not answered yet", "The photo must not show Ann Lee, who said no"


@pytest.fixture
def team(scene):
    """A nomination with a photo, of which Ann does not want to be part; the leader was not asked."""
    nomination = scene.complete()
    details = [("members", "Bo Day", True), ("members", "Ann Lee", False), ("leader", "Cy Fox", False)]
    for key, name, agrees in details:
        consents = Consents(in_programme=True, in_photo=agrees)
        add_member(nomination, scene.question(key), MemberDetails(name, consents=consents), **when(scene))
    hang(scene, nomination)
    return nomination


def test_only_those_of_the_team_who_were_asked_and_did_not_agree_are_named(scene, team):
    assert unpictured(team).names == ("Ann Lee",)


@pytest.mark.parametrize("page", ["check", "photo/{question}"])
def test_nominators_are_reminded(scene, team, browser_of, page):
    address = f"/nominations/{team.id}/{page}".format(question=scene.question("photo").id)
    text = browser_of(scene.delegate).get(address).text
    assert SILENT in text and REFUSED not in text


@pytest.mark.parametrize(
    ("email", "next_thing"), [("", "Add it, or note"), ("ann@example.org", ">Ask them<")]
)
def test_who_has_not_answered_can_be_asked_from_there(scene, team, session, browser_of, email, next_thing):
    next(each for each in team.members if each.name == "Ann Lee").email = email
    session.commit()
    page = browser_of(scene.delegate).get(f"/nominations/{team.id}/photo/{scene.question('photo').id}").text
    assert [each in page for each in (">Ask them<", "Add it, or note")].count(
        True
    ) == 1 and next_thing in page


def test_who_said_no_is_named_as_such_also_once_they_are_off_the_list(scene, team, session, browser_of):
    ann = next(each for each in team.members if each.name == "Ann Lee")
    keep_answer(ann, None, at=when(scene)["at"])
    session.commit()
    browser, photo = browser_of(scene.delegate), f"/nominations/{team.id}/photo/{scene.question('photo').id}"
    page = browser.get(photo).text
    assert REFUSED in page and SILENT not in page
    browser.post(f"/nominations/people/{ann.id}/remove")
    assert "must not show Ann Lee (no longer on the list), who said no" in browser.get(photo).text


def test_a_no_by_telephone_that_somebody_noted_is_a_no(scene, team):
    ann = next(each for each in team.members if each.name == "Ann Lee")
    note_consents(ann, Consents(in_programme=True), by=scene.organiser, at=when(scene)["at"])
    assert (unpictured(team).refused, unpictured(team).silent) == (("Ann Lee",), ())


def test_no_answer_is_not_marked_as_a_no(scene, team, browser_of):
    page = browser_of(scene.delegate).get(f"/nominations/{team.id}/team").text
    assert "✗" not in page and ": not answered yet" in page


def test_the_organiser_is_reminded(scene, team, session, browser_of):
    team.state, team.submitted_at = NominationState.SUBMITTED, team.created_at
    session.commit()
    assert SILENT in browser_of(scene.organiser).get(f"/nominations/{team.id}/review").text


def test_where_everybody_agreed_nothing_is_said(scene, browser_of):
    nomination = scene.complete()
    hang(scene, nomination)
    assert (
        "not answered yet" not in browser_of(scene.delegate).get(f"/nominations/{nomination.id}/check").text
    )
