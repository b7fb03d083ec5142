"""A photo is shown to others only once somebody saw that nobody unwilling is in it."""

import datetime as dt

import pytest
import sqlalchemy as sa

from awards.core.audit import Event
from awards.core.errors import NotFound, WrongState
from awards.editions.states import Audience, Stage
from awards.nominations.consent import unpictured
from awards.nominations.reading import entries, may_be_seen
from awards.nominations.services import (
    Consents,
    MemberDetails,
    OwnAnswer,
    add_member,
    confirm_photo,
    keep_answer,
    remove_member,
)
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.factories import make_person
from tests.nominations.test_files import hang, when

YES = Consents(in_programme=True, in_photo=True)


@pytest.fixture
def team(scene, session):
    """Bo agreed to be in the photo, Ann did not; there is a photo."""
    nomination = scene.complete()
    for name, consents in (("Bo Day", YES), ("Ann Lee", Consents(in_programme=True))):
        details = MemberDetails(name, consents=consents)
        add_member(nomination, scene.question("members"), details, **when(scene))
    hang(scene, nomination)
    session.commit()
    return nomination


def photo_of(team):
    return team.uploads[0]


def confirm(scene, team, **values):
    confirm_photo(photo_of(team), **when(scene, **values))


def shown_to_judges(team):
    given = [each for _, part in entries(team, [Audience.PROGRAMME]) for each in part]
    return [upload for each in given for upload in each.uploads]


def test_until_somebody_looked_nobody_else_sees_it(scene, team):
    assert (may_be_seen(photo_of(team)), shown_to_judges(team)) == (False, [])
    confirm(scene, team)
    assert (may_be_seen(photo_of(team)), shown_to_judges(team)) == (True, [photo_of(team)])


def test_its_own_people_always_see_it(team):
    assert [upload for _, part in entries(team) for each in part for upload in each.uploads] == team.uploads


def test_where_everybody_agreed_nobody_has_to_look(scene, team):
    ann = next(each for each in team.members if each.name == "Ann Lee")
    keep_answer(ann, OwnAnswer("Ann Lee", "", YES), at=dt.datetime.now(dt.UTC))
    assert may_be_seen(photo_of(team)) and unpictured(team) is None


@pytest.mark.parametrize("how", ["another says no", "another is named", "another photo"])
def test_what_somebody_saw_does_not_hold_for_what_comes_later(scene, team, how):
    confirm(scene, team)
    if how == "another says no":
        bo = next(each for each in team.members if each.name == "Bo Day")
        keep_answer(bo, None, at=dt.datetime.now(dt.UTC))
    elif how == "another is named":
        add_member(team, scene.question("members"), MemberDetails("Cy Fox"), **when(scene))
    else:
        hang(scene, team)
    assert not may_be_seen(team.uploads[-1])


def test_a_no_that_was_seen_already_asks_for_nothing_more(scene, team):
    confirm(scene, team)
    remove_member(next(each for each in team.members if each.name == "Bo Day"), **when(scene))
    assert may_be_seen(photo_of(team))


def test_who_looked_and_when_is_kept_and_twice_is_once(scene, team, session):
    at = dt.datetime.now(dt.UTC)
    confirm(scene, team, at=at)
    confirm(scene, team, by=scene.director)
    assert (photo_of(team).confirmed_by_id, photo_of(team).confirmed_at) == (scene.delegate.id, at)
    assert len(list(session.scalars(sa.select(Event).filter_by(action="photo confirmed")))) == 1


def test_a_photo_that_was_removed_or_of_an_edition_that_is_over_is_not_confirmed(scene, team):
    gone = photo_of(team)
    scene.edition.state = Stage.ARCHIVED
    with pytest.raises(WrongState):
        confirm(scene, team)
    team.uploads.remove(gone)
    with pytest.raises((NotFound, AttributeError)):
        confirm_photo(gone, **when(scene))


def test_the_button_on_the_page_of_the_team_leads_back_there(scene, team, browser_of):
    browser, page = browser_of(scene.delegate), f"/nominations/{team.id}/team"
    assert "The photo does not show Ann Lee" in browser.get(page).text
    answer = browser.post(f"/nominations/uploads/{photo_of(team).id}/confirm", data={"on": "team"})
    assert answer.location == page


def test_a_nominator_confirms_by_a_button_on_the_page_where_all_is_checked(scene, team, browser_of):
    browser, check = browser_of(scene.delegate), f"/nominations/{team.id}/check"
    assert "The photo does not show Ann Lee" in browser.get(check).text
    answer = browser.post(f"/nominations/uploads/{photo_of(team).id}/confirm", follow_redirects=True)
    assert "The photo can be shown and printed" in answer.text and answer.request.path == check
    assert "confirmed that it does not show Ann Lee" in answer.text


@pytest.mark.parametrize(
    ("role", "sees", "confirms"),
    [(Role.ORGANISER, True, True), (Role.AUDITOR, True, False), (Role.JUDGE, False, False)],
)
def test_an_organiser_may_look_too_and_an_auditor_only_reads(
    scene, team, browser_of, session, role, sees, confirms
):
    team.state, team.submitted_at = NominationState.SUBMITTED, team.created_at
    scene.edition.state = Stage.CHECKING
    session.commit()
    browser = browser_of(make_person(role))
    page = browser.get(f"/nominations/{team.id}/review")
    assert ("Ann Lee has not answered yet" in page.text, "The photo does not show" in page.text) == (
        sees,
        confirms,
    )
    answer = browser.post(f"/nominations/uploads/{photo_of(team).id}/confirm")
    assert (answer.status_code == 303) is confirms
    assert not confirms or answer.location.endswith("/review")
