"""Who has not agreed to be in the photo is named wherever the photo is sent, signed or checked."""

import pytest

from awards.nominations.consent import unpictured
from awards.nominations.services import add_member
from awards.nominations.services.members import Consents, MemberDetails
from awards.nominations.states import NominationState
from tests.nominations.test_files import hang, when

WARNING = "The photo must not show Ann Lee"


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
    assert WARNING in browser_of(scene.delegate).get(address).text


def test_the_organiser_is_reminded(scene, team, session, browser_of):
    team.state, team.submitted_at = NominationState.SUBMITTED, team.created_at
    session.commit()
    assert WARNING in browser_of(scene.organiser).get(f"/nominations/{team.id}/review").text


def test_where_everybody_agreed_nothing_is_said(scene, browser_of):
    nomination = scene.complete()
    hang(scene, nomination)
    assert "must not show" not in browser_of(scene.delegate).get(f"/nominations/{nomination.id}/check").text
