"""An organiser writes on an organisation's behalf: told, recorded, ended, and never signed."""

import datetime as dt

import pytest

from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import BrokenRule, NotFound
from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.judging.models import Conflict
from awards.judging.states import ConflictKind
from awards.nominations.models import Assistance, Nomination
from awards.nominations.policy import assists, signs_for, writes_for
from awards.nominations.services import begin_help, end_help, save_answers, start_for
from awards.organisations.roles import Role
from tests.factories import make_organisation, make_participant, make_person, saved

pytestmark = pytest.mark.both_databases
REASON = "You asked me to on the telephone."


def now():
    return dt.datetime.now(dt.UTC)


def help_with(nomination, scene, at=None):
    return begin_help(nomination, REASON, by=scene.organiser, at=at or now(), base_url="https://x.example")


def test_before_anything_is_said_an_organiser_writes_nothing(scene):
    assert not writes_for(scene.organiser, scene.nomination())


def test_help_lets_an_organiser_write_and_not_submit(scene):
    nomination = scene.nomination()
    help_with(nomination, scene)
    assert writes_for(scene.organiser, nomination) and not signs_for(scene.organiser, nomination)
    save_answers(nomination, scene.section, {"challenge": "Said."}, by=scene.organiser, at=now())
    assert [event.actor_id for event in nomination_events(nomination)] == [scene.organiser.id] * 2


def nomination_events(nomination):
    return db.session.query(Event).filter_by(thing_id=nomination.id).order_by(Event.number).all()


def test_director_and_delegate_are_told_once_with_the_reason(scene, session):
    nomination = scene.nomination()
    help_with(nomination, scene)
    help_with(nomination, scene)
    letters = session.query(Message).all()
    assert {letter.recipient for letter in letters} == {scene.director.email, scene.delegate.email}
    assert len(letters) == 2 and all(REASON in letter.body for letter in letters)
    assert session.query(Assistance).count() == 1


def test_help_that_is_ended_lets_nobody_in(scene, session):
    nomination = scene.nomination()
    help_with(nomination, scene)
    for _ in range(2):
        end_help(nomination, by=scene.organiser, at=now())
    assert not writes_for(scene.organiser, nomination)
    assert [event.action for event in nomination_events(nomination)] == ["help begun", "help ended"]


def test_help_is_over_after_a_day_and_told_again_when_it_begins_again(scene, session):
    nomination = scene.nomination()
    help_with(nomination, scene, at=now() - dt.timedelta(days=1, minutes=1))
    assert not writes_for(scene.organiser, nomination)
    help_with(nomination, scene)
    assert writes_for(scene.organiser, nomination) and session.query(Message).count() == 4


def test_a_reason_is_needed(scene):
    with pytest.raises(BrokenRule, match="why"):
        begin_help(scene.nomination(), "  ", by=scene.organiser, at=now(), base_url="")


def test_help_of_one_organiser_lets_no_other_in(scene):
    nomination = scene.nomination()
    help_with(nomination, scene)
    assert not writes_for(make_person(Role.ORGANISER), nomination)


@pytest.mark.parametrize("stage", [Stage.SET_UP, Stage.JUDGING, Stage.SEALED])
def test_help_is_over_when_writing_is(scene, stage):
    nomination = scene.nomination()
    help_with(nomination, scene)
    scene.edition.state = stage
    assert not assists(scene.organiser, nomination)


def test_a_conflict_beats_the_help(scene):
    nomination = scene.nomination()
    help_with(nomination, scene)
    saved(Conflict(person=scene.organiser, nomination=nomination, kind=ConflictKind.DECLARED, reason="Kin"))
    assert not writes_for(scene.organiser, nomination)
    with pytest.raises(NotFound):
        start_for(scene.category, scene.organisation, REASON, by=scene.organiser, at=now(), base_url="")


def test_a_nomination_is_started_for_an_organisation_and_taken_up_where_there_is_one(scene, session):
    body = make_organisation()
    make_participant(scene.edition, body)
    for _ in range(2):
        start_for(scene.category, body, REASON, by=scene.organiser, at=now(), base_url="")
    assert session.query(Nomination).filter_by(organisation_id=body.id).count() == 1


def test_the_pages_lead_from_the_reason_to_writing_and_back(scene, browser_of):
    nomination, browser = scene.nomination(), browser_of(scene.organiser)
    assert browser.get(f"/nominations/{nomination.id}").status_code == 404
    assert browser.post(f"/nominations/{nomination.id}/help", data={"reason": ""}).status_code == 422
    begun = browser.post(f"/nominations/{nomination.id}/help", data={"reason": REASON}, follow_redirects=True)
    assert "You write on behalf of" in begun.text
    ended = browser.post(f"/nominations/{nomination.id}/help/end", follow_redirects=True)
    assert "You no longer write for" in ended.text
    assert browser.get(f"/nominations/{nomination.id}").status_code == 404


def test_before_it_is_said_the_page_does_not_tell_what_the_draft_is_called(scene, browser_of):
    nomination = scene.nomination(team_name="Secret Weavers")
    page = browser_of(scene.organiser).get(f"/nominations/{nomination.id}/help").text
    assert "Secret" not in page and nomination.reference in page


def test_who_writes_for_them_already_is_not_asked_for_the_reason_again(scene, browser_of, session):
    nomination = scene.nomination()
    help_with(nomination, scene)
    session.commit()
    again = browser_of(scene.organiser).get(f"/nominations/{nomination.id}/help")
    assert again.status_code == 303 and again.location.endswith(f"/nominations/{nomination.id}")
