"""Who reads and writes nominations, and who does not even learn that they are there."""

import datetime as dt
import io

import pytest
import sqlalchemy as sa

from awards.core.fences import _fences, fence
from awards.editions.states import Stage
from awards.nominations.models import Nomination
from awards.nominations.receiving import receive_photo
from awards.nominations.services import MemberDetails, add_member, set_photo
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.factories import make_category, make_organisation, make_participant, make_person, refreshed
from tests.nominations.test_files import picture

SOMEWHERE_ELSE = "00000000-0000-4000-8000-000000000000"


def full(scene, state=NominationState.DRAFT):
    """A nomination with a person and a photo."""
    nomination, at = scene.complete(), dt.datetime.now(dt.UTC)
    add_member(nomination, scene.question("members"), MemberDetails("Ann"), by=scene.director, at=at)
    photo = receive_photo(picture(), "a.jpg")
    set_photo(nomination, scene.question("photo"), photo, "Ann.", by=scene.director, at=at)
    nomination.state, nomination.submitted_at = state, None if state is NominationState.DRAFT else at
    return nomination


def addresses(scene, nomination):
    """Every page of a nominator about the nomination, by method."""
    own, person, photo = f"/nominations/{nomination.id}", nomination.members[0].id, nomination.uploads[0].id
    members, section = scene.question("members").id, scene.category.sections[0].id
    both = [
        f"{own}/sections/team",
        f"{own}/people/{members}",
        f"{own}/people/{members}/paste",
        f"{own}/photo/{scene.question('photo').id}",
        f"{own}/documents/{scene.question('documents').id}",
        f"{own}/withdraw",
        f"/nominations/people/{person}",
        f"/nominations/people/{person}/remove",
        f"/nominations/uploads/{photo}/remove",
    ]
    reads = [own, f"{own}/check", f"{own}/receipt", f"/nominations/uploads/{photo}", *both]
    writes = [
        f"{own}/submit",
        f"{own}/ask",
        f"{own}/sections/{section}/autosave",
        f"/nominations/people/{person}/move",
    ]
    return [("get", each) for each in reads] + [("post", each) for each in [*writes, *both]]


@pytest.mark.parametrize(
    "role", [Role.DIRECTOR, Role.DELEGATE, Role.JUDGE, Role.CHAIR, Role.PRESENTER, Role.ADMINISTRATOR]
)
def test_others_find_no_page_of_a_nomination(scene, browser_of, role):
    nomination, elsewhere = full(scene, NominationState.SUBMITTED), make_organisation()
    make_participant(scene.edition, elsewhere)
    browser = browser_of(make_person(role, organisation=elsewhere))
    answers = {
        address: getattr(browser, method)(address).status_code
        for method, address in addresses(scene, nomination)
    }
    assert set(answers.values()) == {404}
    assert refreshed(nomination).state is NominationState.SUBMITTED


def test_what_is_forbidden_looks_like_what_is_not_there(scene, browser_of):
    nomination = full(scene)
    browser = browser_of(make_person(Role.DIRECTOR, organisation=make_organisation()))
    there, nowhere = (browser.get(f"/nominations/{each}") for each in (nomination.id, SOMEWHERE_ELSE))
    assert there.status_code == nowhere.status_code == 404
    assert len(there.data) == len(nowhere.data)


def test_a_guest_is_asked_to_sign_in(scene, client):
    nomination = full(scene)
    answers = {
        getattr(client, method)(address).status_code for method, address in addresses(scene, nomination)
    }
    assert answers <= {303}


def test_a_former_director_finds_nothing(scene, browser_of, session):
    nomination = full(scene)
    scene.director.posts[0].ends_on = dt.date(2021, 1, 1)
    session.commit()
    assert browser_of(scene.director).get(f"/nominations/{nomination.id}").status_code == 404


def test_a_delegate_cannot_submit_or_withdraw(scene, browser_of):
    nomination, browser = full(scene), browser_of(scene.delegate)
    assert browser.post(f"/nominations/{nomination.id}/submit").status_code == 404
    assert browser.post(f"/nominations/{nomination.id}/withdraw").status_code == 404
    assert "Sign and submit" not in browser.get(f"/nominations/{nomination.id}/check").text


def test_a_question_of_another_form_is_not_answered_here(scene, browser_of):
    nomination = full(scene)
    other = make_category(scene.edition).sections[0].questions[-1]
    address = f"/nominations/{nomination.id}/people/{other.id}"
    assert browser_of(scene.director).post(address, data={"name": "Bo"}).status_code == 404


@pytest.mark.parametrize("state", NominationState)
def test_an_organiser_reads_what_was_submitted_and_never_a_draft(scene, browser_of, session, state):
    nomination = full(scene, state)
    nomination.note = "x"
    session.commit()
    browser, there = browser_of(scene.organiser), state is not NominationState.DRAFT
    assert browser.get(f"/nominations/{nomination.id}/review").status_code == (200 if there else 404)
    assert browser.get(f"/nominations/uploads/{nomination.uploads[0].id}").status_code == (
        200 if there else 404
    )


@pytest.mark.parametrize(
    ("stage", "status"), [(Stage.NOMINATIONS, 404), (Stage.CHECKING, 200), (Stage.ARCHIVED, 404)]
)
def test_an_auditor_reads_from_checking_on(scene, browser_of, session, stage, status):
    nomination = full(scene, NominationState.SUBMITTED)
    scene.edition.state = stage
    session.commit()
    assert (
        browser_of(make_person(Role.AUDITOR)).get(f"/nominations/{nomination.id}/review").status_code
        == status
    )


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.JUDGE, Role.CHAIR, Role.ADMINISTRATOR])
def test_the_desks_pages_are_the_desks(scene, browser_of, role):
    nomination = full(scene, NominationState.SUBMITTED)
    browser = browser_of(make_person(role, organisation=scene.organisation))
    assert browser.get(f"/editions/{scene.edition.slug}/nominations").status_code == 403
    assert browser.get(f"/nominations/{nomination.id}/review").status_code == 404
    assert (
        browser.post(f"/nominations/{nomination.id}/review", data={"decision": "accept"}).status_code == 404
    )


def test_an_organiser_behind_a_fence_finds_no_trace(scene, browser_of, monkeypatch):
    nomination = full(scene, NominationState.SUBMITTED)
    monkeypatch.setitem(_fences, Nomination, None)
    fence(Nomination)(lambda _person: sa.select(Nomination.id))
    browser = browser_of(scene.organiser)
    listed = browser.get(f"/editions/{scene.edition.slug}/nominations").text
    assert nomination.reference not in listed and scene.organisation.name not in listed
    assert browser.get(f"/nominations/{nomination.id}/review").status_code == 404
    assert browser.get(f"/nominations/uploads/{nomination.uploads[0].id}").status_code == 404


def test_only_nominators_have_a_home_here(scene, browser_of):
    assert browser_of(scene.organiser).get("/nominations").status_code == 403
    assert browser_of(scene.delegate).get("/nominations").status_code == 200


def test_nobody_starts_a_nomination_for_another_organisation(scene, browser_of):
    other = make_organisation()
    make_participant(scene.edition, other)
    address = f"/nominations/start/{scene.category.id}/{other.id}"
    assert browser_of(scene.director).post(address, data={"number": "1"}).status_code == 404


@pytest.mark.parametrize("broken", ["0", "-1", "..", "%00", "{x}", "9" * 30])
def test_an_address_that_names_nothing_is_not_found(scene, browser_of, broken):
    assert browser_of(scene.director).get(f"/nominations/{broken}").status_code == 404


def test_a_file_for_another_organisations_nomination_is_not_taken(scene, browser_of):
    nomination = full(scene)
    browser = browser_of(make_person(Role.DIRECTOR, organisation=make_organisation()))
    data = {"photo": (io.BytesIO(picture()), "a.jpg"), "description": "x"}
    assert (
        browser.post(
            f"/nominations/{nomination.id}/photo/{scene.question('photo').id}", data=data
        ).status_code
        == 404
    )
