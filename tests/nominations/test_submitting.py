"""Asking for the sign-off, submitting, withdrawing."""

import datetime as dt

import pytest

from awards.core.audit import Event
from awards.core.errors import BrokenRule, NotAllowed, Stale, WrongState
from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.nominations.services import (
    ask_for_sign_off,
    autosave_answers,
    save_answers,
    submit_nomination,
    withdraw_nomination,
)
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.factories import make_organisation, make_person, saved

pytestmark = pytest.mark.both_databases


def when(scene, by=None, at=None):
    return {"by": by or scene.director, "at": at or dt.datetime.now(dt.UTC), "base_url": "https://a.example"}


def mail(session, kind):
    return session.query(Message).filter_by(kind=kind).all()


def test_a_director_submits_and_everybody_gets_a_receipt(scene, session):
    nomination = scene.complete()
    submit_nomination(nomination, **when(scene))
    assert nomination.state is NominationState.SUBMITTED
    assert (nomination.submitted_by, nomination.submitted_at is not None) == (scene.director, True)
    letters = mail(session, "nomination receipt")
    assert {letter.recipient for letter in letters} == {scene.director.email, scene.delegate.email}
    assert nomination.reference in letters[0].body


def test_the_receipt_promises_no_change_once_nominations_are_closed(scene, session, browser_of):
    scene.edition.state = Stage.CHECKING
    nomination = scene.complete(NominationState.RETURNED)
    session.flush()
    submit_nomination(nomination, **when(scene))
    assert "You can read it here" in mail(session, "nomination receipt")[0].body
    page = browser_of(scene.director).get(f"/nominations/{nomination.id}/receipt").text
    assert nomination.reference in page and "You can change" not in page


def test_a_returned_one_is_asked_for_without_a_deadline_that_is_past(scene, session, browser_of):
    scene.edition.state = Stage.CHECKING
    nomination = scene.complete(NominationState.RETURNED)
    session.flush()
    ask_for_sign_off(nomination, **when(scene, scene.delegate))
    assert "Nominations close" not in mail(session, "sign-off asked for")[0].body
    page = browser_of(scene.director).get(f"/nominations/{nomination.id}").text
    assert "NOT SUBMITTED" in page and "Nominations close" not in page


def test_submitted_twice_it_is_submitted_once(scene, session):
    nomination = scene.complete()
    for _ in range(2):
        submit_nomination(nomination, **when(scene))
    assert session.query(Event).filter_by(action="nomination submitted").count() == 1
    assert len(mail(session, "nomination receipt")) == 2


def test_a_delegate_cannot_submit(scene):
    with pytest.raises(NotAllowed, match="Only a director"):
        submit_nomination(scene.complete(), **when(scene, scene.delegate))


def test_a_director_of_another_organisation_cannot_submit(scene):
    with pytest.raises(NotAllowed):
        submit_nomination(
            scene.complete(), **when(scene, make_person(Role.DIRECTOR, organisation=make_organisation()))
        )


def test_a_former_director_cannot_submit(scene):
    scene.director.posts[0].ends_on = dt.date(2021, 1, 1)
    with pytest.raises(NotAllowed):
        submit_nomination(scene.complete(), **when(scene))


def test_what_is_missing_is_named(scene):
    with pytest.raises(BrokenRule, match="answer “Field”, “Why this team” and “Challenge”"):
        submit_nomination(scene.nomination(), **when(scene))


def test_what_is_too_long_is_named_and_not_submitted(scene):
    nomination = scene.complete()
    typed = {"why-this-team": "word " * 81}
    autosave_answers(nomination, scene.section, typed, by=scene.delegate, at=dt.datetime.now(dt.UTC))
    with pytest.raises(BrokenRule, match="shorten “"):
        submit_nomination(nomination, **when(scene))


def test_nothing_is_submitted_after_the_deadline(scene):
    late = scene.edition.nominations_close_at + dt.timedelta(seconds=1)
    with pytest.raises(WrongState, match="Nominations closed"):
        submit_nomination(scene.complete(), **when(scene, at=late))


@pytest.mark.parametrize("stage", [each for each in Stage if each is not Stage.NOMINATIONS])
def test_nothing_is_submitted_outside_the_nominations_stage(scene, stage):
    scene.edition.state = stage
    with pytest.raises(WrongState):
        submit_nomination(scene.complete(), **when(scene))


@pytest.mark.parametrize(
    "state", [NominationState.ACCEPTED, NominationState.INELIGIBLE, NominationState.WITHDRAWN]
)
def test_what_is_decided_is_not_submitted_again(scene, state):
    with pytest.raises(WrongState):
        submit_nomination(scene.complete(state), **when(scene))


def test_a_returned_nomination_is_submitted_again_while_others_are_checked(scene, session):
    nomination = scene.complete(NominationState.RETURNED)
    scene.edition.state = Stage.CHECKING
    submit_nomination(nomination, **when(scene))
    assert nomination.state is NominationState.SUBMITTED
    assert len(mail(session, "nomination receipt")) == 2


def test_a_director_submits_what_they_have_read(scene, session):
    nomination = scene.complete()
    read = nomination.version
    save_answers(
        nomination, scene.section, {"challenge": "changed"}, by=scene.delegate, at=dt.datetime.now(dt.UTC)
    )
    session.commit()
    with pytest.raises(Stale, match="Read it again"):
        submit_nomination(nomination, **when(scene), version=read)


def test_a_delegate_asks_and_every_director_is_written_to_once(scene, session):
    second = make_person(Role.DIRECTOR, organisation=scene.organisation)
    nomination = scene.complete()
    for _ in range(2):
        ask_for_sign_off(nomination, **when(scene, scene.delegate))
    letters = mail(session, "sign-off asked for")
    assert {letter.recipient for letter in letters} == {scene.director.email, second.email}
    assert f"?next=/nominations/{nomination.id}/check\n" in letters[0].body
    assert nomination.state is NominationState.DRAFT


def test_after_a_change_the_director_can_be_asked_again(scene, session):
    nomination, at = scene.complete(), dt.datetime.now(dt.UTC)
    ask_for_sign_off(nomination, **when(scene, scene.delegate, at))
    later = at + dt.timedelta(minutes=5)
    save_answers(nomination, scene.section, {"challenge": "changed"}, by=scene.delegate, at=later)
    ask_for_sign_off(nomination, **when(scene, scene.delegate, later + dt.timedelta(minutes=1)))
    assert len(mail(session, "sign-off asked for")) == 2


def test_a_director_who_came_since_is_asked_and_nobody_else_again(scene, session):
    nomination, at = scene.complete(), dt.datetime.now(dt.UTC)
    ask_for_sign_off(nomination, **when(scene, scene.delegate, at))
    new = make_person(Role.DIRECTOR, organisation=scene.organisation)
    for minutes in (5, 6):
        ask_for_sign_off(nomination, **when(scene, scene.delegate, at + dt.timedelta(minutes=minutes)))
    assert sorted(each.recipient for each in mail(session, "sign-off asked for")) == sorted(
        [scene.director.email, new.email]
    )
    assert nomination.ready_at == at


def test_a_former_director_is_not_written_to(scene, session):
    make_person(Role.DIRECTOR, organisation=scene.organisation).posts[0].ends_on = dt.date(2021, 1, 1)
    ask_for_sign_off(scene.complete(), **when(scene, scene.delegate))
    assert [letter.recipient for letter in mail(session, "sign-off asked for")] == [scene.director.email]


def test_where_there_is_no_director_the_delegate_is_told(scene):
    scene.director.posts[0].ends_on = dt.date(2021, 1, 1)
    with pytest.raises(BrokenRule, match="We know of no director"):
        ask_for_sign_off(scene.complete(), **when(scene, scene.delegate))


def test_nobody_is_asked_to_sign_a_nomination_with_gaps(scene, session):
    with pytest.raises(BrokenRule):
        ask_for_sign_off(scene.nomination(), **when(scene, scene.delegate))
    assert session.query(Message).count() == 0


def test_nobody_is_asked_after_the_deadline(scene):
    late = scene.edition.nominations_close_at + dt.timedelta(seconds=1)
    with pytest.raises(WrongState):
        ask_for_sign_off(scene.complete(), **when(scene, scene.delegate, late))


@pytest.mark.parametrize("stage", [Stage.NOMINATIONS, Stage.CHECKING, Stage.JUDGING])
def test_a_director_withdraws_until_judging_ends_and_the_organisers_are_told_once(scene, session, stage):
    scene.edition.state = stage
    nomination = scene.complete(NominationState.SUBMITTED)
    for _ in range(2):
        withdraw_nomination(nomination, **when(scene))
    assert nomination.state is NominationState.WITHDRAWN
    assert [letter.recipient for letter in mail(session, "nomination withdrawn")] == [scene.edition.contact]


@pytest.mark.parametrize("stage", [Stage.MODERATION, Stage.SEALED, Stage.CEREMONY])
def test_it_is_too_late_to_withdraw_once_results_are_made(scene, stage):
    scene.edition.state = stage
    with pytest.raises(WrongState, match="too late"):
        withdraw_nomination(scene.complete(NominationState.ACCEPTED), **when(scene))


def test_a_delegate_cannot_withdraw(scene):
    with pytest.raises(NotAllowed):
        withdraw_nomination(scene.complete(), **when(scene, scene.delegate))


def test_what_is_ineligible_cannot_be_withdrawn(scene):
    with pytest.raises(WrongState):
        withdraw_nomination(scene.complete(NominationState.INELIGIBLE), **when(scene))


def test_a_line_break_in_a_team_name_stays_out_of_the_subject(scene, session):
    saved(scene.organisation)
    nomination = scene.complete(team_name="Owls\r\nBcc: all@example.org")
    ask_for_sign_off(nomination, **when(scene, scene.delegate))
    (letter,) = mail(session, "sign-off asked for")
    assert "\n" not in letter.subject and "\r" not in letter.subject
