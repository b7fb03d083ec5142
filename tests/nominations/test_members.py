"""Naming people, what they agreed to, their order."""

import datetime as dt

import pytest

from awards.core.errors import BrokenRule, WrongState
from awards.editions.states import Audience
from awards.nominations.reading import entries, members_for
from awards.nominations.services import (
    Consents,
    MemberDetails,
    add_member,
    add_members,
    change_member,
    move_member,
    remove_member,
)
from awards.nominations.states import NominationState

pytestmark = pytest.mark.both_databases

ALL = Consents(in_programme=True, on_stage=True, in_photo=True)


def when(scene, **values):
    return {"by": scene.delegate, "at": dt.datetime.now(dt.UTC)} | values


def name(scene, nomination, *names, key="members", consents=ALL):
    people = [MemberDetails(each, consents=consents) for each in names]
    add_members(nomination, scene.question(key), people, **when(scene))
    return members_for(nomination, scene.question(key))


def test_a_person_is_named_with_what_they_agreed_to(scene):
    nomination = scene.nomination()
    details = MemberDetails("  Ann   Lee ", "cook", "ann@example.org", "AN", Consents(on_stage=True))
    member = add_member(nomination, scene.question("members"), details, **when(scene))
    assert (member.name, member.role, member.in_programme, member.on_stage) == (
        "Ann Lee",
        "cook",
        False,
        True,
    )


def test_the_same_person_twice_is_one(scene):
    nomination = scene.nomination()
    name(scene, nomination, "Ann Lee", "ann  lee")
    assert len(name(scene, nomination, "ANN LEE")) == 1


def test_a_person_without_a_name_is_refused(scene):
    with pytest.raises(BrokenRule, match="Enter the person"):
        name(scene, scene.nomination(), "\u200b ")


def test_a_question_for_one_person_takes_one(scene):
    nomination = scene.nomination()
    name(scene, nomination, "Ann", key="leader")
    with pytest.raises(BrokenRule, match="one person only"):
        name(scene, nomination, "Bo", key="leader")


def test_a_team_has_a_hundred_people_at_most(scene):
    with pytest.raises(BrokenRule, match="100 people or fewer"):
        name(scene, scene.nomination(), *(f"Person {n}" for n in range(101)))


def test_who_is_named_for_the_organisers_only_has_agreed_to_nothing(scene):
    (leader,) = name(scene, scene.nomination(), "Ann", key="leader")
    assert (leader.in_programme, leader.on_stage, leader.in_photo) == (False, False, False)


@pytest.mark.parametrize(("place", "order"), [(1, "CAB"), (2, "ACB"), (3, "ABC"), (9, "ABC"), (0, "CAB")])
def test_a_person_is_put_at_a_place_and_twice_is_once(scene, place, order):
    nomination = scene.nomination()
    *_, third = name(scene, nomination, "A", "B", "C")
    for _ in range(2):
        move_member(third, place, **when(scene))
    assert "".join(each.name for each in members_for(nomination, scene.question("members"))) == order


def test_a_person_can_be_changed_and_removed(scene):
    nomination = scene.nomination()
    ann, _ = name(scene, nomination, "Ann", "Bo")
    change_member(ann, MemberDetails("Anna", consents=Consents()), **when(scene))
    named = members_for(nomination, scene.question("members"))
    assert [(each.name, each.in_programme) for each in named] == [("Anna", False), ("Bo", True)]
    remove_member(ann, **when(scene))
    assert [each.name for each in nomination.members] == ["Bo"]


def test_a_submitted_team_keeps_somebody_where_somebody_is_required(scene):
    scene.question("members").required = True
    nomination = scene.complete()
    (ann,) = name(scene, nomination, "Ann")
    nomination.state, nomination.submitted_at = NominationState.SUBMITTED, dt.datetime.now(dt.UTC)
    with pytest.raises(BrokenRule, match="name another person first"):
        remove_member(ann, **when(scene))


@pytest.mark.parametrize("act", [add_member, add_members, change_member, remove_member, move_member])
def test_nobody_is_named_moved_or_removed_after_the_deadline(scene, act):
    nomination, question = scene.nomination(), scene.question("members")
    (ann,) = name(scene, nomination, "Ann")
    arguments = {
        add_member: (nomination, question, MemberDetails("Bo")),
        add_members: (nomination, question, [MemberDetails("Bo")]),
        change_member: (ann, MemberDetails("Bo")),
        remove_member: (ann,),
        move_member: (ann, 1),
    }[act]
    late = scene.edition.nominations_close_at + dt.timedelta(seconds=1)
    with pytest.raises(WrongState, match="Nominations closed"):
        act(*arguments, **when(scene, at=late))


def test_judges_read_how_many_are_not_named_and_no_more(scene):
    nomination = scene.nomination()
    name(scene, nomination, "Ann")
    name(scene, nomination, "Canary", consents=Consents())
    (_, given), *_ = entries(nomination, [Audience.PROGRAMME])
    assert ("Members", "Ann\nand 1 not named") in [(each.question.label, each.text) for each in given]


def test_organisers_read_every_name(scene):
    nomination = scene.nomination()
    name(scene, nomination, "Bo", consents=Consents())
    texts = [each.text for _, given in entries(nomination) for each in given]
    assert "Bo" in texts
