"""Answers, askings and leavings: pressed twice at once, they are there once, and nobody sees an error."""

import pytest

from awards.core.database import db
from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.judging.models import PanelMember
from awards.judging.states import SeatState
from awards.organisations.roles import Role
from tests.at_once.meeting import at_once, both_went_on, browser, count, pressed_twice
from tests.factories import make_category, make_edition, make_panel, make_person, saved

pytestmark = pytest.mark.both_databases


def asked(stage=Stage.JUDGING, **values):
    """Somebody who has not answered, and an organiser."""
    panel = make_panel(make_category(make_edition(stage)), make_person(Role.JUDGE))
    member = saved(PanelMember(panel=panel, person=make_person(Role.JUDGE), **values))
    return member, make_person(Role.ORGANISER)


def state_of(member):
    return db.session.get_one(PanelMember, member.id).state


def test_a_yes_is_given_once(busy):
    member, _ = asked()
    both_went_on(pressed_twice(busy, member.person, f"/judging/seats/{member.id}/accept"))
    assert state_of(member) is SeatState.ACCEPTED


def test_a_no_is_told_once(busy):
    member, _ = asked()
    both_went_on(pressed_twice(busy, member.person, f"/judging/seats/{member.id}/decline"))
    assert (state_of(member), count(Message, kind="judging declined", thing_id=member.id)) == ("declined", 1)


def test_yes_and_no_at_once_is_one_of_them(busy):
    member, _ = asked()
    one, two = browser(busy, member.person), browser(busy, member.person)
    path = f"/judging/seats/{member.id}"
    answers = at_once(busy, lambda: one.post(f"{path}/accept"), lambda: two.post(f"{path}/decline"))
    assert {answer.status_code for answer in answers} <= {303, 409}
    assert state_of(member) in {SeatState.ACCEPTED, SeatState.DECLINED}


def test_the_invitation_goes_again_once(busy):
    member, organiser = asked()
    both_went_on(pressed_twice(busy, organiser, f"/judging/members/{member.id}/invitation"))
    assert count(Message, kind="judging invitation", thing_id=member.id) == 1


def test_somebody_leaves_once_and_is_asked_back_once(busy):
    member, organiser = asked()
    path = f"/judging/members/{member.id}"
    both_went_on(pressed_twice(busy, organiser, f"{path}/leave", reason="Has moved away."))
    assert state_of(member) is SeatState.LEFT
    both_went_on(pressed_twice(busy, organiser, f"{path}/return"))
    invitations = count(Message, kind="judging invitation", thing_id=member.id)
    assert (state_of(member), invitations) == (SeatState.INVITED, 1)


def test_a_panel_has_one_deputy_whoever_is_quicker(busy):
    member, organiser = asked()
    other = saved(PanelMember(panel=member.panel, person=make_person(Role.JUDGE)))
    clients = [browser(busy, organiser) for _ in range(2)]
    paths = [f"/judging/members/{each.id}" for each in (member, other)]
    calls = [
        lambda client=client, path=path: client.post(path, data={"duty": "deputy"})
        for client, path in zip(clients, paths, strict=True)
    ]
    assert sorted(answer.status_code for answer in at_once(busy, *calls)) == [303, 422]
    assert count(PanelMember, panel_id=member.panel_id, is_deputy=True) == 1
