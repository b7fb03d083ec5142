"""Naming people, what they agreed to, their order."""

import datetime as dt

import pytest
import sqlalchemy as sa

from awards.core.audit import Event
from awards.core.errors import BrokenRule, WrongState
from awards.core.outbox import Message
from awards.editions.states import Audience
from awards.nominations.consent import agreed_to
from awards.nominations.namesakes import Twice
from awards.nominations.reading import entries, members_for, team_of, unnamed_in, unwilling_in
from awards.nominations.services import (
    Consents,
    MemberDetails,
    OwnAnswer,
    add_member,
    add_members,
    change_member,
    keep_answer,
    move_member,
    note_consents,
    remove_member,
)
from awards.nominations.states import NominationState
from tests.factories import refreshed

pytestmark = pytest.mark.both_databases

ALL = Consents(in_programme=True, on_stage=True, in_photo=True, in_social_media=True, in_press=True)
ONE = Consents(in_programme=True)


def when(scene, **values):
    return {"by": scene.delegate, "at": dt.datetime.now(dt.UTC)} | values


def name(scene, nomination, *names, key="members", consents=ALL):
    people = [MemberDetails(each, consents=consents) for each in names]
    add_members(nomination, scene.question(key), people, **when(scene))
    return members_for(nomination, scene.question(key))


def tell(scene, nomination, *people, key="members"):
    return add_members(nomination, scene.question(key), people, **when(scene))


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


def test_the_same_name_with_another_role_is_asked_about_and_not_kept_twice(scene):
    nomination = scene.nomination()
    tell(scene, nomination, MemberDetails("Ann Lee", "cook"))
    with pytest.raises(BrokenRule, match="as “cook”. “Paste from a spreadsheet” takes lists too"):
        tell(scene, nomination, MemberDetails("ann lee", "nurse"))
    with pytest.raises(BrokenRule, match="as “cook”. Say whether this is the same person") as asked:
        add_member(nomination, scene.question("members"), MemberDetails("ann lee", "nurse"), **when(scene))
    assert asked.value.field == "twice"
    assert [each.role for each in nomination.members] == ["cook"]


@pytest.mark.parametrize(
    ("twice", "roles"),
    [(Twice.KEEP, ["cook"]), (Twice.CHANGE, ["nurse"]), (Twice.BOTH, ["cook", "nurse"])],
)
def test_what_was_answered_about_the_same_name_is_done(scene, twice, roles):
    nomination = scene.nomination()
    tell(scene, nomination, MemberDetails("Ann Lee", "cook"))
    for _ in range(2):
        tell(scene, nomination, MemberDetails("Ann Lee", "nurse", twice=twice))
    assert [each.role for each in nomination.members] == roles


def test_what_is_new_of_somebody_on_the_list_is_added_and_nothing_is_taken_away(scene):
    nomination = scene.nomination()
    tell(scene, nomination, MemberDetails("Ann Lee", "", "ann@example.org", consents=ALL))
    assert tell(scene, nomination, MemberDetails("Ann Lee", "cook", "other@example.org", "AN")) == 1
    assert tell(scene, nomination, MemberDetails("Ann Lee", "cook")) == 0
    (ann,) = nomination.members
    assert (ann.role, ann.email, ann.say_as, ann.in_photo) == ("cook", "ann@example.org", "AN", True)


def test_a_list_with_one_name_too_many_names_nobody(scene, session):
    nomination = scene.nomination()
    session.commit()
    with pytest.raises(BrokenRule):
        name(scene, nomination, *(f"Person {n}" for n in range(101)))
    session.rollback()
    assert refreshed(nomination).members == []


def answered(scene, nomination, consents=ONE, email="ann@example.org"):
    """Ann, who has answered themselves."""
    tell(scene, nomination, MemberDetails("Ann Lee", "cook", email, "AN", ALL))
    (ann,) = nomination.members
    keep_answer(ann, OwnAnswer("Ann Lee", "AN", consents), at=when(scene)["at"])
    return ann


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (MemberDetails("Bo Day", "cook", say_as="AN", consents=ONE), "name"),
        (MemberDetails("Ann Lee", "cook", say_as="ANN", consents=ONE), "name"),
        (MemberDetails("Ann Lee", "cook", say_as="AN", consents=ALL), "on_stage"),
    ],
)
def test_what_somebody_answered_themselves_nobody_else_turns_round(scene, details, field):
    ann = answered(scene, scene.nomination())
    with pytest.raises(BrokenRule, match="answered themselves on") as refused:
        change_member(ann, details, **when(scene))
    assert refused.value.field == field
    assert (ann.name, ann.say_as, ann.on_stage) == ("Ann Lee", "AN", False)


def test_of_somebody_who_answered_role_and_address_are_changed_and_consents_narrowed(scene):
    ann = answered(scene, scene.nomination())
    change_member(ann, MemberDetails("Ann Lee", "baker", "new@example.org", "AN"), **when(scene))
    assert (ann.role, ann.email, ann.in_programme) == ("baker", "new@example.org", False)


@pytest.mark.parametrize(
    ("email", "number"), [("ANN@example.org", 1), ("new@example.org", 2), ("", 2), ("ann@example.org", 1)]
)
def test_links_die_with_the_address_they_were_sent_to(scene, email, number):
    nomination = scene.nomination()
    tell(scene, nomination, MemberDetails("Ann Lee", "", "ann@example.org"))
    (ann,) = nomination.members
    change_member(ann, MemberDetails("Ann Lee", "", email), **when(scene))
    assert ann.link_number == number


def test_who_answered_is_told_at_the_old_address_that_it_was_changed(scene, session):
    ann = answered(scene, scene.nomination())
    change_member(ann, MemberDetails("Ann Lee", "cook", "new@example.org", "AN", ONE), **when(scene))
    (letter,) = session.scalars(sa.select(Message).filter_by(kind="consent address changed"))
    assert (letter.recipient, ann.asked_at) == ("ann@example.org", None)
    assert "What you answered still holds" in letter.body and "new@example.org" not in letter.body


def test_a_no_is_not_undone_by_naming_somebody_anew(scene):
    nomination = scene.nomination()
    remove_member(answered(scene, nomination), **when(scene))
    assert nomination.members == []
    tell(scene, nomination, MemberDetails("ann  LEE", "nurse", "ann@Example.org", consents=ALL))
    (there,) = nomination.members
    assert (agreed_to(there), there.role, there.position) == (ONE, "nurse", 1)
    with pytest.raises(BrokenRule, match="answered themselves"):
        change_member(there, MemberDetails(there.name, say_as=there.say_as, consents=ALL), **when(scene))


def test_a_no_is_not_undone_by_calling_somebody_else_so(scene):
    nomination = scene.nomination()
    remove_member(answered(scene, nomination), **when(scene))
    (bo,) = name(scene, nomination, "Bo Day")
    change_member(bo, MemberDetails("Ann Lee", consents=ALL), **when(scene))
    assert agreed_to(bo) == ONE


def test_a_no_is_not_undone_in_another_list(scene):
    nomination, scene.question("leader").audience = scene.nomination(), Audience.PROGRAMME
    answered(scene, nomination)
    (again,) = name(scene, nomination, "Ann Lee", key="leader")
    assert (agreed_to(again), again.answered_at is not None) == (ONE, True)


def test_who_said_no_is_on_no_list_once_removed_and_still_named_and_seen_nowhere(scene, session):
    nomination = scene.nomination()
    ann = answered(scene, nomination, Consents(on_stage=True))
    tell(scene, nomination, MemberDetails("Bo Day", consents=ALL))
    remove_member(ann, **when(scene))
    session.commit()
    listed = [each.name for each in team_of(nomination)]
    withheld = (unnamed_in(nomination), unnamed_in(nomination, Audience.STAGE), unwilling_in(nomination))
    assert (listed, withheld) == (["Bo Day"], (["Ann Lee"], [], [ann]))


def test_a_no_that_others_noted_stays_a_no_after_a_removal(scene):
    nomination = scene.nomination()
    (ann, bo) = name(scene, nomination, "Ann Lee", "Bo Day")
    note_consents(ann, Consents(), **when(scene, by=scene.organiser))
    remove_member(ann, **when(scene))
    remove_member(bo, **when(scene))
    assert unnamed_in(nomination) == ["Ann Lee"]


def test_a_no_stays_a_no_where_its_question_is_not_asked_any_more(scene):
    nomination = scene.nomination()
    ann = answered(scene, nomination)
    scene.question("members").shown_if, scene.question("members").shown_if_answers = "field", ["none"]
    assert (team_of(nomination), unwilling_in(nomination)) == ([], [ann])


def test_who_has_another_address_by_now_is_written_to_there_and_told_at_the_old_one(scene, session):
    nomination = scene.nomination()
    remove_member(answered(scene, nomination), **when(scene))
    tell(scene, nomination, MemberDetails("Ann Lee", "", "new@example.org"))
    (ann,) = nomination.members
    (letter,) = session.scalars(sa.select(Message).filter_by(kind="consent address changed"))
    assert (ann.email, ann.link_number, letter.recipient) == ("new@example.org", 2, "ann@example.org")


def test_who_said_yes_to_everything_or_nothing_at_all_is_named_anew_like_anybody(scene):
    nomination = scene.nomination()
    remove_member(answered(scene, nomination, ALL), **when(scene))
    tell(scene, nomination, MemberDetails("Bo Day"))
    remove_member(nomination.members[0], **when(scene))
    assert nomination.refusers == []
    assert [each.on_stage for each in name(scene, nomination, "Ann Lee", "Bo Day")] == [True, True]


def test_the_record_of_a_removal_names_nobody(scene, session):
    nomination = scene.nomination()
    remove_member(answered(scene, nomination), **when(scene))
    (event,) = session.scalars(sa.select(Event).filter_by(action="person removed"))
    assert "ann" not in str(event.details).casefold()


def test_the_leader_has_the_address_that_is_known_of_them_in_the_team(scene):
    nomination = scene.nomination()
    tell(scene, nomination, MemberDetails("Ann Lee", "", "ann@example.org"))
    tell(scene, nomination, MemberDetails("ann lee"), key="leader")
    assert {each.email for each in nomination.members} == {"ann@example.org"}


def test_namesakes_in_one_list_do_not_share_an_address(scene):
    nomination = scene.nomination()
    tell(scene, nomination, MemberDetails("Ann Lee", "cook", "ann@example.org"))
    tell(scene, nomination, MemberDetails("Ann Lee", "nurse", twice=Twice.BOTH))
    tell(scene, nomination, MemberDetails("Ann Lee"), key="leader")
    assert sorted(each.email for each in nomination.members) == ["", "", "ann@example.org"]
