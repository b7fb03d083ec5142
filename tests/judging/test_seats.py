"""Seats: asking, answering, reading the criteria, other duties, leaving and coming back."""

import datetime as dt

import pytest
import sqlalchemy as sa

from awards.ceremony.queries.programme import judges_of
from awards.core import clock
from awards.core.database import db
from awards.core.errors import BrokenRule, WrongState
from awards.editions.states import Stage
from awards.judging.models import Conflict, FilledPack, ScoreSheet
from awards.judging.queries import panel_readiness, seats_readiness, sheets_left_by
from awards.judging.services import (
    Seat,
    accept_seat,
    add_to_panel,
    assign_everyone,
    bring_back,
    declare_conflicts,
    decline_seat,
    invite_to_panel,
    leave_panel,
    mark_criteria_read,
    prepare_judging,
    remind_to_answer,
    reopen_sheet,
)
from awards.judging.states import ConflictKind, SeatState, SheetState
from awards.organisations.roles import Role
from awards.results.queries.rooms import get_room
from tests.factories import NOW, make_person, make_sheet, saved
from tests.judging.seating import BASE, accept, acts, ask, decline, leave, letters, seat_of, to_score


class TestAnswering:
    """Yes or no, once; a no may become a yes while nobody else does their part."""

    @pytest.mark.both_databases
    def test_a_yes_pressed_twice_is_one_answer(self, judging):
        member = ask(judging)
        for _ in range(2):
            accept(member)
        assert (member.state, acts(member).count("invitation to judge accepted")) == (SeatState.ACCEPTED, 1)

    @pytest.mark.both_databases
    def test_a_no_pressed_twice_tells_the_organisers_once(self, judging):
        member = ask(judging, name="Dee Lined")
        for _ in range(2):
            decline(member, "I am abroad.")
        (letter,) = letters("judging declined")
        assert letter.recipient == judging.edition.contact
        assert "Dee Lined" in letter.subject and "I am abroad." in letter.body

    def test_a_no_needs_no_reason(self, judging):
        member = ask(judging)
        decline(member)
        assert (member.state, member.reason) == (SeatState.DECLINED, "")

    def test_after_a_no_nothing_is_theirs_to_score(self, judging):
        member = ask(judging)
        assert len(to_score(member)) == 3
        decline(member)
        assert to_score(member) == []

    def test_who_declined_is_given_nothing_when_all_is_handed_out_again(self, judging):
        member = ask(judging)
        decline(member)
        assert assign_everyone(judging.panel, by=judging.organiser, at=clock.now()) == 0

    def test_a_no_that_becomes_a_yes_brings_the_nominations_back(self, judging):
        member = ask(judging)
        decline(member, "I am abroad.")
        accept(member)
        assert (member.state, member.reason, len(to_score(member))) == (SeatState.ACCEPTED, "", 3)

    def test_a_no_stays_a_no_once_nominations_are_shared_out(self, judging):
        member = ask(judging)
        decline(member)
        judging.panel.current.judges_each = 2
        db.session.commit()
        with pytest.raises(WrongState, match="shared out"):
            accept_seat(member, by=member.person, at=clock.now())

    def test_a_no_stays_a_no_once_somebody_took_the_place(self, judging):
        member = ask(judging, Seat(is_deputy=True))
        decline(member)
        ask(judging, Seat(is_deputy=True))
        with pytest.raises(WrongState, match="taken your place"):
            accept_seat(member, by=member.person, at=clock.now())

    def test_who_accepted_does_not_decline(self, judging):
        member = ask(judging)
        accept(member)
        with pytest.raises(WrongState, match="write to the organisers"):
            decline_seat(member, "", by=member.person, at=clock.now(), base_url=BASE)

    @pytest.mark.parametrize(
        ("first", "stage", "allowed"),
        [
            ("", Stage.JUDGING, True),
            ("", Stage.MODERATION, True),
            ("", Stage.SEALED, False),
            ("no", Stage.JUDGING, True),
            ("no", Stage.MODERATION, False),
        ],
    )
    def test_there_is_a_time_for_yes(self, judging, first, stage, allowed):
        member = ask(judging)
        if first:
            decline(member)
        judging.edition.state = stage
        if allowed:
            accept(member)
        else:
            with pytest.raises(WrongState):
                accept_seat(member, by=member.person, at=clock.now())
        assert (member.state is SeatState.ACCEPTED) is allowed

    def test_after_judging_nobody_declines(self, judging):
        member = ask(judging)
        judging.edition.state = Stage.MODERATION
        with pytest.raises(WrongState):
            decline_seat(member, "", by=member.person, at=clock.now(), base_url=BASE)


class TestCriteria:
    """Read after the answer and before the names."""

    def test_they_are_read_once(self, judging):
        member = ask(judging)
        accept(member)
        mark_criteria_read(member, by=member.person, at=NOW)
        mark_criteria_read(member, by=member.person, at=clock.now())
        assert member.criteria_read_at == NOW
        assert acts(member).count("criteria read, confidence promised") == 1

    def test_the_answer_comes_first(self, judging):
        member = ask(judging)
        with pytest.raises(WrongState, match="accept the invitation"):
            mark_criteria_read(member, by=member.person, at=clock.now())

    def test_there_must_be_some(self, judging):
        member = ask(judging)
        accept(member)
        db.session.execute(sa.delete(type(judging.category.criteria[0])))
        db.session.expire_all()
        with pytest.raises(WrongState, match="not written yet"):
            mark_criteria_read(member, by=member.person, at=clock.now())

    @pytest.mark.parametrize("accepted", [False, True])
    def test_nobody_declares_before(self, judging, accepted):
        member = ask(judging)
        if accepted:
            accept(member)
        with pytest.raises(WrongState, match="read the criteria first"):
            declare_conflicts(member, {}, by=member.person, at=clock.now())


def seat_new(judging, at=None):
    to, by = "new@example.org", judging.organiser
    return invite_to_panel(judging.panel, to, "Nia New", Seat(), by=by, at=at or clock.now(), base_url=BASE)


class TestAsking:
    """One letter for each asking."""

    def test_who_has_an_account_is_written_to_of_this_panel(self, judging):
        member = ask(judging, email="ada@example.org")
        (letter,) = letters("judging invitation")
        assert letter.recipient == "ada@example.org"
        for said in (judging.edition.name, judging.panel.name, judging.category.name, member.id):
            assert str(said) in f"{letter.subject} {letter.body}"
        assert clock.show_moment(judging.edition.judging_closes_at) in letter.body

    def test_who_is_new_gets_the_letter_that_lets_them_in_and_no_other(self, judging):
        at = clock.now()
        for _ in range(2):
            seat_new(judging, at)
        assert (len(letters("invitation")), len(letters("judging invitation"))) == (1, 0)

    def test_that_letter_says_by_when_how_much_and_when_they_answer(self, judging):
        judging.edition.name = "An award of another year"
        seat_new(judging)
        (letter,) = letters("invitation")
        closes = clock.show_moment(judging.edition.judging_closes_at)
        for said in (closes, "a quarter of an hour for each", "only lets you in", "say yes or no"):
            assert said in letter.body

    def test_a_judge_who_never_came_in_gets_a_fresh_way_in(self, judging):
        ask(judging, joined_at=None)
        assert (len(letters("invitation")), len(letters("judging invitation"))) == (1, 0)

    def test_without_the_address_of_the_site_nobody_is_written_to(self, judging):
        add_to_panel(judging.panel, make_person(Role.JUDGE), by=judging.organiser, at=clock.now())
        assert letters("judging invitation") == []

    @pytest.mark.parametrize(("days", "sent"), [(0, 1), (1, 2)])
    def test_the_invitation_goes_again_once_a_day_at_most(self, judging, days, sent):
        member = ask(judging)
        at = clock.now() + dt.timedelta(days=days)
        for _ in range(2):
            remind_to_answer(member, by=judging.organiser, at=at, base_url=BASE)
        assert len(letters("judging invitation")) == sent

    def test_who_answered_is_not_asked_again(self, judging):
        member = ask(judging)
        accept(member)
        with pytest.raises(WrongState, match="answered already"):
            remind_to_answer(member, by=judging.organiser, at=clock.now(), base_url=BASE)


class TestLeaving:
    """What is submitted stays and counts; the rest is taken away."""

    def test_only_what_was_submitted_stays(self, judging):
        member, (first, second, _) = seat_of(judging, judging.judge), judging.nominations
        late = judging.add_nomination()
        judging.prepare()
        make_sheet(judging.assignment(judging.judge, late), 3, state=SheetState.REOPENED)
        make_sheet(judging.assignment(judging.judge, first), 3)
        make_sheet(judging.assignment(judging.judge, second), 3, state=SheetState.DRAFT, submitted_at=None)
        saved(FilledPack(member=member, changes=[]))
        left = sheets_left_by(member, judging.organiser)
        assert (left.submitted, left.given_back, left.drafts, left.unstarted) == (1, 1, 1, 1)
        leave(judging, member)
        assert {each.nomination for each in to_score(member)} == {first, late}
        assert SheetState.DRAFT not in db.session.scalars(sa.select(ScoreSheet.state)).all()
        assert db.session.scalar(sa.select(FilledPack.id)) is None

    def test_what_the_organiser_stands_aside_from_is_in_no_count(self, judging):
        kind = ConflictKind.DECLARED
        nomination = judging.nominations[0]
        saved(Conflict(person=judging.organiser, nomination=nomination, kind=kind, reason="A friend."))
        left = sheets_left_by(seat_of(judging, judging.judge), judging.organiser)
        assert left.unstarted == 2

    def test_it_needs_a_reason(self, judging):
        with pytest.raises(BrokenRule) as refusal:
            leave_panel(seat_of(judging, judging.judge), " ", by=judging.organiser, at=clock.now())
        assert refusal.value.field == "reason"

    def test_said_twice_the_first_reason_stands(self, judging):
        member = seat_of(judging, judging.judge)
        leave(judging, member)
        leave_panel(member, "Another.", by=judging.organiser, at=clock.now())
        assert member.reason == "Is on leave."

    def test_what_nobody_could_submit_again_is_not_given_back(self, judging):
        sheet = make_sheet(judging.assignment(judging.judge, judging.nominations[0]), 3)
        leave(judging, seat_of(judging, judging.judge))
        with pytest.raises(WrongState, match="has left the panel"):
            reopen_sheet(sheet, "Look again.", by=judging.chair, at=clock.now(), base_url=BASE)

    def test_who_left_is_given_nothing_when_all_is_handed_out_again(self, judging):
        leave(judging, seat_of(judging, judging.judge))
        assert assign_everyone(judging.panel, by=judging.organiser, at=clock.now()) == 0

    def test_who_comes_back_begins_with_their_answer(self, judging):
        member = seat_of(judging, judging.judge)
        leave(judging, member)
        for _ in range(2):
            bring_back(member, by=judging.organiser, at=clock.now(), base_url=BASE)
        db.session.commit()
        assert (member.state, member.criteria_read_at, member.declared_at) == (SeatState.INVITED, None, None)
        assert (len(to_score(member)), len(letters("judging invitation"))) == (3, 1)

    def test_a_chair_who_left_has_no_say_in_the_meeting(self, judging):
        slug = judging.edition.slug
        assert get_room(slug).chairs == {judging.chair.id}
        leave(judging, seat_of(judging, judging.chair))
        assert get_room(slug).chairs == frozenset()

    def test_who_left_is_not_named_among_the_judges(self, judging):
        everybody = [judge.name for judge in judges_of(judging.edition)]
        leave(judging, seat_of(judging, judging.other))
        now = [judge.name for judge in judges_of(judging.edition)]
        assert [name for name in everybody if name not in now] == [judging.other.name]

    def test_nobody_comes_back_to_a_place_that_is_taken(self, judging):
        chair = seat_of(judging, judging.chair)
        leave(judging, chair)
        person, at = make_person(Role.CHAIR), clock.now()
        add_to_panel(judging.panel, person, Seat(is_chair=True), by=judging.organiser, at=at)
        with pytest.raises(BrokenRule, match="is the chair"):
            bring_back(chair, by=judging.organiser, at=at)


class TestOpening:
    """Who is told that judging is open, and what comes first for them."""

    @pytest.fixture(autouse=True)
    def _nobody_has_begun(self, judging):
        for member in judging.panel.members:
            member.declared_at = None
        db.session.commit()

    @pytest.mark.parametrize(
        ("answered", "said"), [(False, "tell us whether you can judge"), (True, "First read what is scored")]
    )
    def test_the_letter_says_what_comes_first(self, judging, answered, said):
        member = ask(judging, email="ada@example.org")
        if answered:
            accept(member)
        prepare_judging(judging.edition, by=judging.organiser, at=clock.now(), base_url=BASE)
        (letter,) = [each for each in letters("judging opens") if each.recipient == "ada@example.org"]
        assert said in letter.body

    def test_who_declined_or_left_is_told_nothing(self, judging):
        decline(ask(judging, email="ada@example.org"))
        leave(judging, seat_of(judging, judging.other))
        prepare_judging(judging.edition, by=judging.organiser, at=clock.now(), base_url=BASE)
        told = {letter.recipient for letter in letters("judging opens")}
        assert told == {judging.judge.email, judging.chair.email}

    def test_who_has_begun_is_not_told_that_judging_is_open_and_nobody_twice(self, judging):
        seat = seat_of(judging, judging.judge)
        seat.criteria_read_at = seat.declared_at = clock.now()
        for _press in range(2):
            prepare_judging(judging.edition, by=judging.organiser, at=clock.now(), base_url=BASE)
        told = [letter.recipient for letter in letters("judging opens")]
        assert sorted(told) == sorted([judging.other.email, judging.chair.email])


class TestReadiness:
    """The desk counts who is asked, not who declined or left."""

    def test_it_says_who_has_not_answered(self, judging):
        ask(judging)
        decline(ask(judging))
        said = [ready.sentence for ready in seats_readiness(judging.edition)]
        name = judging.panel.name
        assert said == [
            f"“{name}” has 3 judges.",
            f"“{name}” has a chair.",
            f"1 of 4 members of “{name}” has not answered.",
            f"“{name}” has no deputy to stand in for the chair.",
        ]

    def test_a_chair_who_left_is_missed(self, judging):
        leave(judging, seat_of(judging, judging.chair))
        missing = [
            ready.sentence for ready in panel_readiness(judging.edition) if ready.needed and not ready.done
        ]
        assert missing == [f"“{judging.panel.name}” has no chair."]

    def test_answers_and_a_deputy_are_hints(self, judging):
        ask(judging)
        hints = [ready for ready in seats_readiness(judging.edition) if not ready.done]
        assert [ready.needed for ready in hints] == [False, False]
