"""Taking a team back, and undoing it."""

import datetime as dt

import pytest

from awards.core.audit import Event
from awards.core.errors import BrokenRule, NotAllowed, WrongState
from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.nominations.services import restore_nomination, start_nomination, withdraw_nomination
from awards.nominations.states import NominationState
from tests.factories import refreshed

pytestmark = pytest.mark.both_databases
HOUR = dt.timedelta(hours=1)


def when(scene, by=None, at=None):
    return {"by": by or scene.director, "at": at or dt.datetime.now(dt.UTC), "base_url": "https://a.example"}


def mail(session, kind):
    return session.query(Message).filter_by(kind=kind).all()


def withdrawn(scene, state=NominationState.SUBMITTED, **more):
    nomination = scene.complete(state, **more)
    withdraw_nomination(nomination, **when(scene))
    return nomination


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (NominationState.DRAFT, NominationState.DRAFT),
        (NominationState.SUBMITTED, NominationState.SUBMITTED),
        (NominationState.RETURNED, NominationState.RETURNED),
        (NominationState.ACCEPTED, NominationState.SUBMITTED),
    ],
)
def test_an_undone_withdrawal_is_as_before_but_what_was_accepted_is_looked_at_again(
    scene, session, before, after
):
    nomination = withdrawn(scene, before)
    restore_nomination(nomination, **when(scene))
    session.commit()
    assert (refreshed(nomination).state, nomination.withdrawn_from) == (after, None)


def test_organisers_and_the_others_who_write_are_told_each_time_once(scene, session):
    nomination, start = scene.complete(NominationState.SUBMITTED), dt.datetime.now(dt.UTC)
    for minute in range(2):
        at = start + dt.timedelta(minutes=minute)
        for _ in range(2):
            withdraw_nomination(nomination, **when(scene, at=at))
        for _ in range(2):
            restore_nomination(nomination, **when(scene, at=at + dt.timedelta(seconds=9)))
    kinds = ["nomination withdrawn", "withdrawal undone", "withdrawn by", "withdrawal undone by"]
    assert [len(mail(session, kind)) for kind in kinds] == [2, 2, 2, 2]
    assert {letter.recipient for letter in mail(session, "nomination withdrawn")} == {scene.edition.contact}
    assert {letter.recipient for letter in mail(session, "withdrawn by")} == {scene.delegate.email}


def test_those_who_write_are_told_until_when_it_can_be_undone(scene, session):
    withdrawn(scene)
    assert "A director can undo this until" in mail(session, "withdrawn by")[0].body


def test_the_organisers_are_told_how_it_stands_again(scene, session):
    restore_nomination(withdrawn(scene, NominationState.DRAFT), **when(scene))
    assert "It is NOT SUBMITTED" in mail(session, "withdrawal undone")[0].body


def test_after_the_deadline_it_stays_withdrawn(scene):
    nomination = withdrawn(scene)
    late = scene.edition.nominations_close_at + HOUR
    with pytest.raises(WrongState, match="Nominations closed"):
        restore_nomination(nomination, **when(scene, at=late))
    assert nomination.state is NominationState.WITHDRAWN


def test_within_the_grace_it_can_be_undone(scene):
    scene.edition.grace_minutes = 10
    nomination = withdrawn(scene)
    restore_nomination(
        nomination, **when(scene, at=scene.edition.nominations_close_at + dt.timedelta(minutes=9))
    )
    assert nomination.state is NominationState.SUBMITTED


def test_an_organisations_own_deadline_counts(scene):
    scene.participant.deadline_at = scene.edition.nominations_close_at + dt.timedelta(days=2)
    scene.participant.deadline_reason = "Flood"
    nomination = withdrawn(scene)
    restore_nomination(nomination, **when(scene, at=scene.edition.nominations_close_at + HOUR))
    assert nomination.state is NominationState.SUBMITTED


def test_one_that_was_returned_can_be_put_back_while_others_are_checked(scene):
    nomination = withdrawn(scene, NominationState.RETURNED)
    scene.edition.state = Stage.CHECKING
    restore_nomination(nomination, **when(scene))
    assert nomination.state is NominationState.RETURNED


@pytest.mark.parametrize("stage", [Stage.CHECKING, Stage.JUDGING, Stage.SEALED, Stage.PUBLISHED])
def test_once_nominations_are_closed_it_stays_withdrawn(scene, stage):
    nomination = withdrawn(scene)
    scene.edition.state = stage
    with pytest.raises(WrongState):
        restore_nomination(nomination, **when(scene))


def test_its_place_may_have_been_taken(scene):
    nomination = withdrawn(scene)
    start_nomination(scene.category, scene.organisation, by=scene.director, at=dt.datetime.now(dt.UTC))
    with pytest.raises(BrokenRule, match="another one has taken"):
        restore_nomination(nomination, **when(scene))


def test_where_there_is_room_for_two_both_stand(scene):
    scene.category.max_per_organisation = 2
    nomination = withdrawn(scene)
    start_nomination(scene.category, scene.organisation, by=scene.director, at=dt.datetime.now(dt.UTC))
    restore_nomination(nomination, **when(scene))
    assert nomination.state is NominationState.SUBMITTED


def test_only_a_director_undoes(scene):
    nomination = withdrawn(scene)
    for somebody in (scene.delegate, scene.organiser):
        with pytest.raises(NotAllowed):
            restore_nomination(nomination, **when(scene, somebody))


def test_the_record_has_both_acts(scene, session):
    restore_nomination(withdrawn(scene), **when(scene))
    acts = [each.action for each in session.query(Event).order_by(Event.number)]
    assert acts == ["nomination withdrawn", "withdrawal undone"]


def test_the_pages_ask_tell_and_offer_to_undo(scene, browser_of):
    nomination, browser = scene.complete(NominationState.SUBMITTED), browser_of(scene.director)
    path = f"/nominations/{nomination.id}"
    assert "You can undo this until" in browser.get(f"{path}/withdraw").text
    browser.post(f"{path}/withdraw")
    home = browser.get("/nominations").text
    assert home.index(f"{path}/restore") < home.index("thing for you to do")
    assert "is withdrawn. You can undo this until" in home.replace("\n", " ")
    page = browser.get(path).text
    assert "You can undo this until" in page and page.index(f"{path}/restore") < page.index("The sections")
    assert browser.post(f"{path}/restore").location == path
    assert "The withdrawal is undone" in browser.get(path).text


def test_undoing_is_not_offered_where_another_one_has_taken_the_place(scene, session, browser_of):
    withdrawn(scene)
    scene.nomination(number=2)
    assert "Undo the withdrawal" not in browser_of(scene.director).get("/nominations").text


def test_the_page_says_when_there_is_no_way_back(scene, session, browser_of):
    nomination = scene.complete(NominationState.ACCEPTED)
    scene.edition.state = Stage.JUDGING
    session.commit()
    page = browser_of(scene.director).get(f"/nominations/{nomination.id}/withdraw").text
    assert "You cannot undo this here" in page


def test_a_refused_undo_says_why(scene, session, browser_of):
    nomination = withdrawn(scene)
    scene.edition.state = Stage.JUDGING
    session.commit()
    browser, path = browser_of(scene.director), f"/nominations/{nomination.id}"
    assert browser.post(f"{path}/restore").location == path
    assert "Nominations are closed." in browser.get(path).text
    assert refreshed(nomination).state is NominationState.WITHDRAWN


def test_a_delegate_sees_no_way_to_undo(scene, session, browser_of):
    nomination = withdrawn(scene)
    session.commit()
    browser = browser_of(scene.delegate)
    assert "Undo the withdrawal" not in browser.get("/nominations").text
    assert browser.post(f"/nominations/{nomination.id}/restore").status_code == 404
