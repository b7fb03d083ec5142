"""What an organiser decides, and the pages for it."""

import datetime as dt

import pytest

from awards.core.audit import Event
from awards.core.errors import BrokenRule, Stale, WrongState
from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.nominations.queries import checking_readiness, nominating_readiness
from awards.nominations.services import (
    accept_nomination,
    mark_ineligible,
    reconsider_nomination,
    return_nomination,
)
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.factories import make_person, refreshed

pytestmark = pytest.mark.both_databases


def act(verb, nomination, scene, *words, **values):
    verb(nomination, *words, by=scene.organiser, at=dt.datetime.now(dt.UTC), **values)


VERBS = [
    (accept_nomination, (), NominationState.SUBMITTED, NominationState.ACCEPTED, 2),
    (return_nomination, ("Say more.",), NominationState.SUBMITTED, NominationState.RETURNED, 2),
    (return_nomination, ("Say more.",), NominationState.ACCEPTED, NominationState.RETURNED, 2),
    (mark_ineligible, ("Too late.",), NominationState.SUBMITTED, NominationState.INELIGIBLE, 2),
    (reconsider_nomination, (), NominationState.INELIGIBLE, NominationState.SUBMITTED, 0),
]


@pytest.mark.parametrize("stage", [Stage.NOMINATIONS, Stage.CHECKING])
@pytest.mark.parametrize(("verb", "words", "before", "after", "letters"), VERBS)
def test_a_decision_is_made_once_recorded_and_told(
    scene, session, stage, verb, words, before, after, letters
):
    scene.edition.state = stage
    nomination = scene.complete(before)
    for _ in range(2):
        act(verb, nomination, scene, *words)
    assert nomination.state is after
    assert session.query(Event).count() == 1
    assert session.query(Message).count() == letters
    assert all(word in nomination.note for word in words)


@pytest.mark.parametrize(("verb", "words", "before"), [each[:3] for each in VERBS if each[4]])
def test_a_decision_is_told_under_the_name_of_the_team(scene, session, verb, words, before):
    scene.edition.state = Stage.CHECKING
    nomination = scene.complete(before)
    act(verb, nomination, scene, *words)
    for letter in session.query(Message):
        assert letter.subject.endswith(f": {nomination.team_name} ({nomination.reference})")


@pytest.mark.parametrize("stage", [Stage.SET_UP, Stage.JUDGING, Stage.MODERATION, Stage.SEALED])
@pytest.mark.parametrize(("verb", "words", "before", "after", "letters"), VERBS)
def test_nothing_is_decided_in_other_stages(scene, stage, verb, words, before, after, letters):
    scene.edition.state = stage
    with pytest.raises(WrongState):
        act(verb, scene.complete(before), scene, *words)


@pytest.mark.parametrize("state", [NominationState.DRAFT, NominationState.WITHDRAWN])
@pytest.mark.parametrize(("verb", "words", "before", "after", "letters"), VERBS)
def test_what_was_not_submitted_is_not_decided(scene, state, verb, words, before, after, letters):
    with pytest.raises(WrongState):
        act(verb, scene.complete(state), scene, *words)


@pytest.mark.parametrize("verb", [return_nomination, mark_ineligible])
def test_a_reason_must_be_given(scene, verb):
    with pytest.raises(BrokenRule) as refused:
        act(verb, scene.complete(NominationState.SUBMITTED), scene, " \u200b")
    assert refused.value.field == "note"


def test_an_organiser_decides_on_what_they_have_read(scene):
    nomination = scene.complete(NominationState.SUBMITTED)
    with pytest.raises(Stale):
        act(accept_nomination, nomination, scene, version=nomination.version + 1)


def post(browser, nomination, **data):
    return browser.post(f"/nominations/{nomination.id}/review", data=data)


@pytest.mark.parametrize(
    ("decision", "state"),
    [("accept", "accepted"), ("return", "returned"), ("ineligible", "ineligible")],
)
def test_an_organiser_reads_and_decides_on_one_page(scene, browser_of, decision, state):
    nomination, browser = scene.complete(NominationState.SUBMITTED), browser_of(scene.organiser)
    assert "They are kind." in browser.get(f"/nominations/{nomination.id}/review").text
    note = "" if decision == "accept" else "Because."
    sent = post(browser, nomination, decision=decision, note=note, version=str(nomination.version))
    assert sent.location == f"/editions/{scene.edition.slug}/nominations"
    assert refreshed(nomination).state == state


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Choose what you decide"),
        ({"decision": "crown"}, "choose one of the answers shown"),
        ({"decision": "return", "note": " "}, "Say what has to be changed."),
        ({"decision": "ineligible"}, "Give the reason."),
        ({"decision": "accept", "note": "Well done!"}, "Nobody would receive this"),
        ({"decision": "return", "note": "canary " * 301}, "must be 300 words or fewer"),
    ],
)
def test_a_wrong_decision_gives_a_sentence_and_keeps_the_note(scene, browser_of, data, sentence):
    nomination = scene.complete(NominationState.SUBMITTED)
    answer = post(browser_of(scene.organiser), nomination, **data)
    assert answer.status_code == 422
    assert sentence in answer.text and data.get("note", "").strip()[:20] in answer.text
    assert refreshed(nomination).state is NominationState.SUBMITTED


@pytest.mark.parametrize("version", ["0", "", "x"])
def test_a_page_that_is_out_of_date_decides_nothing(scene, browser_of, version):
    nomination = scene.complete(NominationState.SUBMITTED)
    answer = post(browser_of(scene.organiser), nomination, decision="accept", version=version)
    assert answer.status_code == 409
    assert "Read it again, then decide" in answer.text


def test_the_list_has_every_organisation_and_no_text_of_a_draft(scene, browser_of):
    scene.nomination(answers={"challenge": "canary-draft"}, team_name="canary-draft-team")
    page = browser_of(scene.organiser).get(f"/editions/{scene.edition.slug}/nominations")
    assert scene.organisation.name in page.text
    assert "canary-draft" not in page.text


def test_an_organisation_that_has_not_started_is_listed(scene, browser_of):
    page = browser_of(scene.organiser).get(f"/editions/{scene.edition.slug}/nominations?state=not-started")
    assert "Not started" in page.text and scene.organisation.name in page.text


@pytest.mark.parametrize(("state", "there"), [("submitted", True), ("accepted", False), ("' OR 1=1", True)])
def test_the_list_is_filtered_by_state(scene, browser_of, state, there):
    nomination = scene.complete(NominationState.SUBMITTED)
    page = browser_of(scene.organiser).get(
        f"/editions/{scene.edition.slug}/nominations", query_string={"state": state}
    )
    assert (nomination.reference in page.text) is there


def test_an_auditor_reads_and_does_not_decide(scene, browser_of):
    scene.edition.state = Stage.CHECKING
    nomination = scene.complete(NominationState.SUBMITTED)
    auditor = browser_of(make_person(Role.AUDITOR))
    page = auditor.get(f"/nominations/{nomination.id}/review")
    assert page.status_code == 200 and "Save the decision" not in page.text
    assert post(auditor, nomination, decision="accept").status_code == 404


def test_judging_needs_something_accepted_and_nothing_open(scene):
    assert [ready.done for ready in checking_readiness(scene.edition)] == [False, True]
    scene.complete(NominationState.SUBMITTED)
    assert [ready.done for ready in checking_readiness(scene.edition)] == [False, False]
    scene.complete(NominationState.ACCEPTED, number=2)
    assert [ready.done for ready in checking_readiness(scene.edition)] == [True, False]


def test_closing_says_who_has_not_started_and_what_is_in_draft(scene):
    assert [ready.done for ready in nominating_readiness(scene.edition)] == [False, True]
    scene.nomination()
    assert [ready.done for ready in nominating_readiness(scene.edition)] == [True, False]


def test_what_is_missing_leads_from_the_desk_to_those_who_lack_it(scene, browser_of):
    desk = f"/editions/{scene.edition.slug}"
    assert f'"{desk}/nominations?show=not-started"' in browser_of(scene.organiser).get(desk).text
    scene.nomination()
    page = browser_of(scene.organiser).get(desk).text
    assert f'"{desk}/nominations?show=draft"' in page and "show=not-started" not in page
