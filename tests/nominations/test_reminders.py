"""Reminders: who needs which, what it says, when it goes out, and that nobody gets it twice."""

import datetime as dt
from dataclasses import replace

import pytest
import sqlalchemy as sa

from awards.accounts.emails import ONE_TIME_KINDS
from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import BrokenRule, Stale, WrongState
from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.judging.models import Conflict
from awards.judging.states import ConflictKind
from awards.nominations.models import Reminder, SentReminder, TeamMember
from awards.nominations.recipients import Need, reach, recipients_of, unreachable
from awards.nominations.reminding import USUAL, ReminderPlan
from awards.nominations.services.reminders import (
    change_reminder,
    plan_reminder,
    remove_reminder,
    send_due_reminders,
    send_reminder_now,
    switch_reminder,
    use_usual_reminders,
)
from awards.nominations.states import NominationState, ReminderKind
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import (
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_participant,
    make_person,
    refreshed,
    saved,
)
from tests.nominations.conftest import COMPLETE

DEADLINE = dt.datetime(2022, 9, 23, 16, tzinfo=dt.UTC)  # 5pm in the United Kingdom
DAY, HOUR, MINUTE = dt.timedelta(days=1), dt.timedelta(hours=1), dt.timedelta(minutes=1)
OPENED = DEADLINE - 18 * DAY
SEVEN_DAYS_BEFORE = dt.datetime(2022, 9, 16, 8, tzinfo=dt.UTC)  # 9am
SITE = "https://tea.example"
NOT_STARTED, UNFINISHED, AWAITING, CONSENTS = (
    ReminderKind.NOT_STARTED,
    ReminderKind.UNFINISHED,
    ReminderKind.AWAITING_SIGN_OFF,
    ReminderKind.UNANSWERED_CONSENTS,
)


class Awards:
    """An open edition with one category and a way to let organisations take part."""

    def __init__(self) -> None:
        self.edition = make_edition(
            nominations_open_at=OPENED,
            nominations_close_at=DEADLINE,
            judging_closes_at=DEADLINE + 20 * DAY,
            grace_minutes=10,
        )
        self.category = make_category(self.edition)
        self.organiser = make_person(Role.ORGANISER)

    def body(self, name: str, *roles: Role, **values):
        """An organisation that nominates, with a director unless told otherwise."""
        organisation = make_organisation(name=name)
        make_participant(self.edition, organisation, **values)
        for role in roles or (Role.DIRECTOR,):
            make_person(role, organisation=organisation, name=f"{name} {role.value}")
        return organisation

    def nomination(self, name: str, *what: Role | NominationState, **values):
        """What an organisation of this name has written, in a state if one is said."""
        states = [each for each in what if isinstance(each, NominationState)]
        roles = [each for each in what if isinstance(each, Role)]
        return make_nomination(self.category, self.body(name, *roles), *states, **values)

    def member(self, nomination, **values):
        """Somebody of the team who was asked and has not answered."""
        question = next(q for s in self.category.sections for q in s.questions if q.key == "members")
        usual = {"name": "Ann Lee", "email": "ann@example.org", "asked_at": OPENED, "position": 1}
        return saved(TeamMember(nomination=nomination, question=question, **usual | values))

    def plan(self, kind: ReminderKind, **values):
        """A reminder of the kind, planned when nominations opened."""
        usual = next(plan for plan in USUAL if plan.kind is kind)
        usual = replace(usual, **{"days_before": 7} | values)
        return plan_reminder(self.edition, usual, by=self.organiser, at=OPENED)

    def names(self, kind: ReminderKind, at=SEVEN_DAYS_BEFORE, **values) -> list[str]:
        return [each.name for each in recipients_of(Need(self.edition, kind, at, **values))]


@pytest.fixture
def awards(session):
    return Awards()


def send(at) -> list[Message]:
    """What the worker sends in all at that moment."""
    db.session.commit()
    while send_due_reminders(at, base_url=SITE):
        pass
    return letters()


def letters() -> list[Message]:
    return list(db.session.scalars(sa.select(Message).order_by(Message.due_at, Message.recipient)))


def told() -> list[str]:
    return [letter.recipient for letter in letters()]


class TestWhoNeedsIt:
    """At this moment, of those who could be written to."""

    pytestmark = pytest.mark.both_databases

    def test_not_started_are_directors_and_delegates_without_a_nomination(self, awards):
        awards.body("Dudley", Role.DIRECTOR, Role.DELEGATE)
        awards.nomination("Walsall")
        assert awards.names(NOT_STARTED) == ["Dudley director", "Dudley delegate"]

    def test_who_withdrew_has_started(self, awards):
        awards.nomination("Dudley", state=NominationState.WITHDRAWN)
        assert awards.names(NOT_STARTED) == []

    @pytest.mark.parametrize(
        ("state", "ready", "kinds"),
        [
            (NominationState.DRAFT, False, {UNFINISHED}),
            (NominationState.RETURNED, False, {UNFINISHED}),
            (NominationState.DRAFT, True, {AWAITING}),
            (NominationState.RETURNED, True, {AWAITING}),
            (NominationState.SUBMITTED, True, set()),
            (NominationState.ACCEPTED, True, set()),
            (NominationState.WITHDRAWN, True, set()),
            (NominationState.INELIGIBLE, True, set()),
        ],
    )
    def test_each_state_needs_at_most_one(self, awards, state, ready, kinds):
        awards.nomination("Dudley", state=state, ready_at=OPENED if ready else None)
        assert {kind for kind in ReminderKind if awards.names(kind)} == kinds

    def test_a_complete_draft_that_nobody_asked_to_sign_is_not_finished(self, awards):
        make_nomination(awards.category, awards.body("Dudley"), answers=COMPLETE)
        assert awards.names(UNFINISHED) == ["Dudley director"]

    def test_directors_come_before_the_delegates_who_get_a_copy(self, awards):
        awards.nomination("Dudley", Role.DELEGATE, Role.DIRECTOR, ready_at=OPENED)
        found = recipients_of(Need(awards.edition, AWAITING, SEVEN_DAYS_BEFORE))
        assert [(each.name, each.signs) for each in found] == [
            ("Dudley director", True),
            ("Dudley delegate", False),
        ]

    def test_who_holds_both_posts_is_written_to_once(self, awards):
        body = awards.body("Dudley", Role.DIRECTOR)
        make_person(Role.DIRECTOR, Role.DELEGATE, organisation=body, name="Both")
        assert awards.names(NOT_STARTED) == ["Both", "Dudley director"]

    @pytest.mark.parametrize(
        "gone",
        [
            {"disabled_at": OPENED},
            {"ends_on": dt.date(2022, 9, 15)},
            {"starts_on": dt.date(2022, 9, 17)},
            {"awaits_confirmation": True},
        ],
    )
    def test_who_may_not_sign_in_or_holds_no_post_that_day_gets_nothing(self, awards, gone):
        person = make_person(Role.DIRECTOR, organisation=awards.body("Dudley", Role.DELEGATE))
        thing = person if "disabled_at" in gone else person.posts[0]
        for name, value in gone.items():
            setattr(thing, name, value)
        db.session.commit()
        assert awards.names(NOT_STARTED) == ["Dudley delegate"]

    def test_whose_last_day_it_is_still_gets_it(self, awards):
        person = make_person(Role.DIRECTOR, organisation=awards.body("Dudley", Role.DELEGATE), name="Leaving")
        person.posts[0].ends_on = dt.date(2022, 9, 16)
        db.session.commit()
        assert awards.names(NOT_STARTED) == ["Leaving", "Dudley delegate"]

    @pytest.mark.parametrize(
        "answered", [{"answered_at": OPENED}, {"asked_at": None}, {"email": ""}], ids=["yes", "no", "how"]
    )
    def test_consents_are_for_those_who_were_asked_and_have_not_answered(self, awards, answered):
        nomination = awards.nomination("Dudley", state=NominationState.SUBMITTED)
        awards.member(nomination)
        awards.member(nomination, **{"name": "Bo", "email": "bo@example.org", "position": 2} | answered)
        assert awards.names(CONSENTS) == ["Ann Lee"]

    def test_nobody_is_asked_about_a_team_that_is_out(self, awards):
        awards.member(awards.nomination("Dudley", state=NominationState.WITHDRAWN))
        assert awards.names(CONSENTS) == []

    def test_an_organisation_without_anybody_is_named(self, awards):
        awards.body("Dudley", Role.JUDGE)
        awards.body("Walsall")
        need = Need(awards.edition, NOT_STARTED, SEVEN_DAYS_BEFORE)
        assert unreachable(need) == ["Dudley"]
        assert reach([need]) == [(1, 1, 1)]

    def test_another_edition_is_another_matter(self, awards):
        Awards().body("Walsall")
        awards.body("Dudley")
        assert awards.names(NOT_STARTED) == ["Dudley director"]

    def test_after_the_deadline_only_those_with_a_later_one_need_anything(self, awards):
        awards.body("Dudley")
        awards.body("Walsall", deadline_at=DEADLINE + 2 * DAY, deadline_reason="Away")
        assert awards.names(NOT_STARTED, at=DEADLINE + HOUR) == ["Walsall director"]

    def test_an_organiser_who_stands_aside_finds_no_trace(self, awards):
        mine, other = awards.nomination("Dudley"), awards.nomination("Walsall")
        saved(
            Conflict(person=awards.organiser, nomination=mine, kind=ConflictKind.DECLARED, reason="My team")
        )
        need = Need(awards.edition, UNFINISHED, SEVEN_DAYS_BEFORE, viewer=awards.organiser)
        assert [each.nomination_id for each in recipients_of(need)] == [other.id]
        assert reach([need]) == [(1, 1, 0)]


class TestStatements:
    """As many statements for ten as for ten thousand."""

    @pytest.fixture
    def twenty(self, awards):
        for number in range(20):
            nomination = awards.nomination(f"Council {number:02}", Role.DIRECTOR, Role.DELEGATE)
            awards.member(nomination, email=f"ann.{number}@example.org")
        return awards

    @pytest.mark.parametrize("kind", ReminderKind)
    def test_who_needs_it_is_one_statement(self, twenty, kind):
        with counted_statements() as statements:
            recipients_of(Need(twenty.edition, kind, SEVEN_DAYS_BEFORE))
        assert len(statements) == 1

    def test_how_many_need_each_is_one_statement(self, twenty):
        needs = [Need(twenty.edition, kind, SEVEN_DAYS_BEFORE) for kind in ReminderKind]
        with counted_statements() as statements:
            assert reach(needs) == [(0, 0, 0), (40, 20, 0), (0, 0, 0), (20, 20, 0)]
        assert len(statements) == 1

    @pytest.mark.parametrize("kind", [UNFINISHED, CONSENTS])
    def test_sending_to_twenty_takes_no_more_than_to_five(self, twenty, kind):
        few = Awards()
        for number in range(5):
            few.member(few.nomination(f"Borough {number}"), email=f"bo.{number}@example.org")
        counts = []
        for each in (few, twenty):
            reminder = each.plan(kind)
            db.session.commit()
            db.session.expire_all()
            with counted_statements() as statements:
                send_reminder_now(reminder, by=each.organiser, at=SEVEN_DAYS_BEFORE, base_url=SITE)
                db.session.flush()
            counts.append(len([each for each in statements if not each.startswith("INSERT")]))
        assert counts[1] <= counts[0]
        assert counts[0] < 25


class TestWhatItSays:
    """Plain, kind, and loud where nothing is submitted."""

    def body(self, awards, kind, **values):
        awards.plan(kind, **values)
        return send(SEVEN_DAYS_BEFORE)[0]

    def test_nothing_is_started(self, awards):
        awards.body("Dudley")
        letter = self.body(awards, NOT_STARTED)
        assert letter.subject == "Dudley has not nominated yet"
        assert letter.body.startswith("Hello Dudley director,\n\n")
        assert "there is time until 5pm on Friday 23 September 2022, UK time (BST)." in letter.body
        assert f"Start here:\n{SITE}/nominations\n" in letter.body
        assert (
            "NOT SUBMITTED: we have nothing from Dudley yet. Nominations close at 5pm on Friday 23 September "
            "2022, UK time (BST). What reaches us completely by 5:10pm still counts.\n\n" in letter.body
        )
        assert letter.body.endswith(f"{awards.edition.name} organisers\ntea@example.org\n")

    def test_what_is_missing_is_named(self, awards):
        nomination = awards.nomination("Dudley", answers={"field": "education"})
        letter = self.body(awards, UNFINISHED)
        assert letter.subject == f"The nomination of {nomination.team_name} is not submitted yet"
        assert "2 answers are still missing: “Why this team”, “Challenge”." in letter.body
        assert f"{SITE}/nominations/{nomination.id}\n" in letter.body
        assert "NOT SUBMITTED: it counts only when a director of Dudley submits it." in letter.body

    @pytest.mark.both_databases
    @pytest.mark.parametrize(("field", "missing"), [("education", True), ("early-help", False)])
    def test_what_is_not_asked_is_not_missing(self, awards, field, missing):
        depending = next(q for s in awards.category.sections for q in s.questions if q.key == "challenge")
        depending.shown_if, depending.shown_if_answers = "field", ["education"]
        awards.nomination("Dudley", answers={"field": field, "why-this-team": "Kind."})
        assert ("One answer is still missing: “Challenge”." in self.body(awards, UNFINISHED).body) is missing

    def test_a_complete_one_lacks_its_director(self, awards):
        make_nomination(awards.category, awards.body("Dudley"), answers=COMPLETE)
        letter = self.body(awards, UNFINISHED)
        assert "Nothing is missing: a director has to read it and submit it." in letter.body

    def test_a_team_without_a_name_is_your_team(self, awards):
        awards.nomination("Dudley", team_name="")
        assert self.body(awards, UNFINISHED).subject == "The nomination of your team is not submitted yet"

    def test_a_director_is_signed_in_and_led_to_the_page_to_sign(self, awards, client):
        nomination = awards.nomination("Dudley", ready_at=OPENED)
        letter = self.body(awards, AWAITING)
        assert "NOT SUBMITTED" in letter.body
        assert "tell you too" not in letter.body
        assert "The link signs you in as Dudley director" in letter.body
        assert f"next=/nominations/{nomination.id}/check\n" in letter.body
        assert letter.kind in ONE_TIME_KINDS

    def test_a_delegate_is_led_to_what_they_wrote(self, awards):
        nomination = awards.nomination("Dudley", Role.DELEGATE, ready_at=OPENED)
        letter = self.body(awards, AWAITING)
        assert f"{SITE}/nominations/{nomination.id}\n" in letter.body
        assert "signs you in" not in letter.body

    def test_a_delegate_hears_who_was_asked(self, awards):
        awards.nomination("Dudley", Role.DIRECTOR, Role.DELEGATE, ready_at=OPENED)
        awards.plan(AWAITING)
        bodies = {letter.recipient: letter.body for letter in send(SEVEN_DAYS_BEFORE)}
        assert len(bodies) == 2
        assert (
            len(
                [b for b in bodies.values() if "We have written this to Dudley director today, and tell" in b]
            )
            == 1
        )

    def test_where_nobody_can_sign_the_delegate_is_told(self, awards):
        awards.nomination("Dudley", Role.DELEGATE, ready_at=OPENED)
        assert "We know of no director who could sign this." in self.body(awards, AWAITING).body

    def test_a_team_member_gets_a_link_of_their_own_and_no_alarm(self, awards):
        member = awards.member(awards.nomination("Dudley", state=NominationState.SUBMITTED))
        letter = self.body(awards, CONSENTS)
        assert letter.body.startswith("Hello Ann Lee,")
        assert f"{SITE}/consent/" in letter.body
        assert "NOT SUBMITTED" not in letter.body
        assert "please do not pass it on" in letter.body
        assert letter.recipient == member.email
        assert letter.kind in ONE_TIME_KINDS

    def test_two_of_a_team_who_share_an_address_get_their_own_links(self, awards):
        nomination = awards.nomination("Dudley", state=NominationState.SUBMITTED)
        for position, name in enumerate(("Ann", "Bo"), start=1):
            awards.member(nomination, name=name, position=position)
        awards.plan(CONSENTS)
        assert sorted(letter.body.split(",")[0] for letter in send(SEVEN_DAYS_BEFORE)) == [
            "Hello Ann",
            "Hello Bo",
        ]

    def test_a_later_deadline_is_the_one_that_is_told(self, awards):
        awards.body("Walsall", deadline_at=DEADLINE + 2 * DAY, deadline_reason="Away")
        awards.plan(NOT_STARTED)
        [letter] = send(SEVEN_DAYS_BEFORE + 2 * DAY)
        assert "5pm on Sunday 25 September 2022, UK time (BST)" in letter.body
        assert "Friday 23" not in letter.body

    def test_what_somebody_typed_is_never_read_as_a_place(self, awards):
        awards.nomination("Dudley", team_name="{link} {0.__class__} {{7*7}}")
        assert "{link} {0.__class__} {{7*7}}" in self.body(awards, UNFINISHED).body


class TestWhenItGoesOut:
    """At its moment, by each organisation's own deadline."""

    @pytest.mark.parametrize(
        ("at", "sent"),
        [
            (SEVEN_DAYS_BEFORE - MINUTE, 0),
            (SEVEN_DAYS_BEFORE, 1),
            (SEVEN_DAYS_BEFORE + DAY - MINUTE, 1),
            (SEVEN_DAYS_BEFORE + DAY, 0),
            (DEADLINE, 0),
        ],
        ids=["early", "on time", "a worker that was away", "missed", "too late"],
    )
    def test_neither_early_nor_much_too_late(self, awards, at, sent):
        awards.body("Dudley")
        awards.plan(NOT_STARTED)
        assert len(send(at)) == sent

    @pytest.mark.parametrize(("minutes", "sent"), [(-1, 1), (0, 0), (5, 0)])
    def test_never_after_the_deadline_not_even_in_the_grace(self, awards, minutes, sent):
        awards.body("Dudley")
        awards.plan(NOT_STARTED, days_before=0, time_of_day=16 * 3600)
        assert len(send(DEADLINE + minutes * MINUTE)) == sent

    def test_each_organisation_by_its_own_deadline(self, awards):
        awards.body("Dudley")
        later = awards.body("Walsall", deadline_at=DEADLINE + 2 * DAY, deadline_reason="Away")
        awards.plan(NOT_STARTED)
        assert len(send(SEVEN_DAYS_BEFORE)) == 1
        assert len(send(SEVEN_DAYS_BEFORE + 2 * DAY)) == 2
        assert letters()[-1].body.count(later.name) > 0

    def test_a_later_deadline_holds_although_the_edition_is_being_checked(self, awards):
        awards.body("Dudley")
        awards.body("Walsall", deadline_at=DEADLINE + 8 * DAY, deadline_reason="Away")
        awards.plan(NOT_STARTED)
        awards.edition.state = Stage.CHECKING
        assert [("Walsall" in letter.body) for letter in send(SEVEN_DAYS_BEFORE + 8 * DAY)] == [True]

    @pytest.mark.parametrize("stage", [s for s in Stage if s is not Stage.NOMINATIONS])
    def test_nothing_goes_out_in_any_other_stage(self, awards, stage):
        awards.body("Dudley")
        awards.plan(NOT_STARTED)
        awards.edition.state = stage
        assert send(SEVEN_DAYS_BEFORE) == []

    def test_what_is_switched_off_stays_here(self, awards):
        awards.body("Dudley")
        switch_reminder(awards.plan(NOT_STARTED), False, by=awards.organiser, at=OPENED)
        assert send(SEVEN_DAYS_BEFORE) == []

    def test_what_it_missed_while_it_was_off_is_not_made_up_for(self, awards):
        awards.body("Dudley")
        reminder = awards.plan(NOT_STARTED)
        switch_reminder(reminder, False, by=awards.organiser, at=OPENED)
        switch_reminder(reminder, True, by=awards.organiser, at=SEVEN_DAYS_BEFORE + MINUTE)
        assert send(SEVEN_DAYS_BEFORE + 2 * MINUTE) == []

    def test_a_deadline_that_moves_takes_its_reminders_along(self, awards):
        awards.body("Dudley")
        awards.plan(NOT_STARTED)
        awards.edition.nominations_close_at = DEADLINE + 3 * DAY
        assert send(SEVEN_DAYS_BEFORE) == []
        assert len(send(SEVEN_DAYS_BEFORE + 3 * DAY)) == 1


class TestOnlyOnce:
    """Nobody gets the same reminder twice, whatever clocks and workers do."""

    def test_a_second_look_finds_nothing_to_do(self, awards):
        awards.body("Dudley")
        awards.plan(NOT_STARTED)
        assert len(send(SEVEN_DAYS_BEFORE)) == 1
        assert not send_due_reminders(SEVEN_DAYS_BEFORE + MINUTE, base_url=SITE)

    def test_a_clock_that_is_put_back_sends_nothing_again(self, awards):
        awards.body("Dudley")
        awards.plan(NOT_STARTED)
        for at in (SEVEN_DAYS_BEFORE + HOUR, SEVEN_DAYS_BEFORE, SEVEN_DAYS_BEFORE + HOUR):
            send(at)
        assert len(letters()) == 1

    def test_who_did_not_need_it_at_its_moment_does_not_get_it_later(self, awards):
        body = awards.body("Dudley")
        awards.plan(UNFINISHED)
        assert send(SEVEN_DAYS_BEFORE) == []
        category, body = (db.session.merge(each) for each in (awards.category, body))
        make_nomination(category, body)
        assert send(SEVEN_DAYS_BEFORE + HOUR) == []

    def test_who_submits_before_the_moment_gets_nothing(self, awards):
        nomination = awards.nomination("Dudley")
        awards.plan(UNFINISHED)
        nomination.state, nomination.submitted_at = NominationState.SUBMITTED, SEVEN_DAYS_BEFORE - MINUTE
        assert send(SEVEN_DAYS_BEFORE) == []

    def test_what_was_sent_by_hand_does_not_go_out_again(self, awards):
        awards.body("Dudley")
        reminder = awards.plan(NOT_STARTED)
        at = SEVEN_DAYS_BEFORE - DAY
        assert send_reminder_now(reminder, by=awards.organiser, at=at, base_url=SITE) == 1
        assert len(send(SEVEN_DAYS_BEFORE)) == 1

    def test_by_hand_nobody_gets_it_twice_either(self, awards):
        awards.body("Dudley")
        reminder, when = awards.plan(NOT_STARTED), {"by": awards.organiser, "at": OPENED + DAY}
        assert [send_reminder_now(reminder, base_url=SITE, **when) for _press in range(2)] == [1, 0]
        assert len(letters()) == 1

    def test_by_hand_it_goes_to_those_who_came_to_need_it_since(self, awards):
        body = awards.body("Dudley")
        reminder = awards.plan(UNFINISHED)
        at = SEVEN_DAYS_BEFORE - 2 * DAY
        with pytest.raises(BrokenRule, match="Nobody needs"):
            send_reminder_now(reminder, by=awards.organiser, at=at, base_url=SITE)
        make_nomination(awards.category, body)
        assert send_reminder_now(reminder, by=awards.organiser, at=at + DAY, base_url=SITE) == 1

    def test_more_than_a_batch_is_written_to_in_several_transactions(self, awards):
        for number in range(60):
            awards.body(f"Council {number}")
        awards.plan(NOT_STARTED)
        db.session.commit()
        rounds = 0
        while send_due_reminders(SEVEN_DAYS_BEFORE, base_url=SITE):
            rounds += 1
        assert (rounds, len(set(told()))) == (3, 60)

    def test_a_row_for_each_organisation_says_what_became_of_it(self, awards):
        awards.body("Dudley", Role.DIRECTOR, Role.DELEGATE)
        awards.nomination("Walsall")
        awards.plan(NOT_STARTED)
        send(SEVEN_DAYS_BEFORE)
        rows = db.session.scalars(sa.select(SentReminder)).all()
        assert sorted((row.organisation.name, row.recipients) for row in rows) == [
            ("Dudley", 2),
            ("Walsall", 0),
        ]

    def test_the_record_counts_people_and_names_nobody(self, awards):
        awards.body("Dudley", Role.DIRECTOR, Role.DELEGATE)
        awards.plan(NOT_STARTED)
        send(SEVEN_DAYS_BEFORE)
        event = db.session.scalars(sa.select(Event).filter_by(action="reminder sent")).one()
        assert (event.actor_id, event.details) == (None, {"people": 2, "organisations": 1})


class TestPlanning:
    """What an organiser may plan, change and take back."""

    def test_planned_twice_it_is_there_once(self, awards):
        assert awards.plan(NOT_STARTED) is awards.plan(NOT_STARTED)

    def test_two_of_a_kind_need_two_moments(self, awards):
        awards.plan(NOT_STARTED)
        with pytest.raises(BrokenRule, match="at this time already"):
            awards.plan(NOT_STARTED, subject="Another subject")
        assert awards.plan(NOT_STARTED, days_before=6)

    def test_our_usual_four_are_one_of_each_kind(self, awards):
        for _press in range(2):
            use_usual_reminders(awards.edition, by=awards.organiser, at=OPENED)
        kinds = db.session.scalars(sa.select(Reminder.kind))
        assert sorted(kinds) == sorted(ReminderKind)

    def test_only_what_is_missing_is_added_to_ones_own(self, awards):
        own = awards.plan(UNFINISHED, days_before=3)
        use_usual_reminders(awards.edition, by=awards.organiser, at=OPENED)
        same_kind = db.session.scalars(sa.select(Reminder).filter_by(kind=UNFINISHED)).all()
        assert same_kind == [own]

    @pytest.mark.parametrize(
        ("values", "at", "field", "sentence"),
        [
            ({"body": "Hurry up"}, OPENED, "body", "Write {link} where the address"),
            ({"body": "{link} {tema}"}, OPENED, "body", "what to put for {tema} here. Write {team}"),
            ({"body": "{link} {Deadline}"}, OPENED, "body", "Write {deadline}"),
            ({"body": "{link} {}"}, OPENED, "body", "what to put for {} here"),
            ({"subject": "{link}"}, OPENED, "subject", "what to put for {link} here"),
            ({"days_before": 0, "time_of_day": 17 * 3600}, OPENED, "time_of_day", "not before the deadline"),
            ({}, SEVEN_DAYS_BEFORE + MINUTE, "days_before", "That moment has passed"),
        ],
    )
    def test_what_cannot_work_is_explained(self, awards, values, at, field, sentence):
        usual = next(plan for plan in USUAL if plan.kind is UNFINISHED)
        with pytest.raises(BrokenRule, match=sentence.replace("{", r"\{").replace("}", r"\}")) as refused:
            plan_reminder(awards.edition, replace(usual, **values), by=awards.organiser, at=at)
        assert refused.value.field == field

    def test_there_is_no_team_before_there_is_a_nomination(self, awards):
        with pytest.raises(BrokenRule, match="what to put for"):
            awards.plan(NOT_STARTED, body="{team} {link}")

    def change(self, awards, reminder, version=1, at=OPENED, **values):
        plan = replace(reminder.plan, **values)
        change_reminder(reminder, plan, version=version, by=awards.organiser, at=at)
        db.session.commit()

    def test_text_and_time_are_changed(self, awards):
        reminder = awards.plan(UNFINISHED)
        self.change(awards, reminder, days_before=3, subject="Soon", at=OPENED + DAY)
        assert (reminder.days_before, reminder.subject, reminder.planned_at) == (3, "Soon", OPENED + DAY)

    def test_the_text_of_one_that_went_out_can_still_be_put_right(self, awards):
        reminder = awards.plan(UNFINISHED)
        self.change(awards, reminder, subject="Soon", at=SEVEN_DAYS_BEFORE + HOUR)
        assert (reminder.subject, reminder.planned_at) == ("Soon", OPENED)

    def test_who_had_it_does_not_get_it_again_at_another_time(self, awards):
        awards.body("Dudley")
        reminder = awards.plan(NOT_STARTED)
        send(SEVEN_DAYS_BEFORE)
        reminder = db.session.get_one(Reminder, reminder.id)
        self.change(awards, reminder, days_before=3, at=SEVEN_DAYS_BEFORE + HOUR)
        send(SEVEN_DAYS_BEFORE + 4 * DAY)
        assert len(letters()) == 1

    def test_whoever_would_overwrite_is_stopped(self, awards):
        reminder = awards.plan(UNFINISHED)
        self.change(awards, reminder, subject="Soon")
        with pytest.raises(Stale):
            self.change(awards, reminder, subject="Sooner")

    def test_pressed_twice_it_is_changed_once(self, awards):
        reminder = awards.plan(UNFINISHED)
        for _press in range(2):
            self.change(awards, reminder, subject="Soon")
        assert reminder.version == 2

    def test_one_that_nobody_had_is_removed(self, awards):
        awards.nomination("Dudley")
        reminder = awards.plan(NOT_STARTED)
        send(SEVEN_DAYS_BEFORE)
        remove_reminder(db.session.get_one(Reminder, reminder.id), by=awards.organiser, at=SEVEN_DAYS_BEFORE)
        db.session.commit()
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Reminder)) == 0
        assert db.session.scalar(sa.select(sa.func.count()).select_from(SentReminder)) == 0

    def test_one_that_was_sent_is_kept(self, awards):
        awards.body("Dudley")
        reminder = awards.plan(NOT_STARTED)
        send(SEVEN_DAYS_BEFORE)
        with pytest.raises(BrokenRule, match="kept for the record"):
            remove_reminder(
                db.session.get_one(Reminder, reminder.id), by=awards.organiser, at=SEVEN_DAYS_BEFORE
            )

    @pytest.mark.parametrize("stage", [Stage.JUDGING, Stage.ARCHIVED])
    def test_nothing_is_planned_once_nominations_are_over(self, awards, stage):
        reminder = awards.plan(NOT_STARTED)
        awards.edition.state = stage
        db.session.commit()
        when = {"by": awards.organiser, "at": OPENED}
        for act in (
            lambda: awards.plan(UNFINISHED),
            lambda: use_usual_reminders(awards.edition, **when),
            lambda: change_reminder(reminder, reminder.plan, version=1, **when),
            lambda: switch_reminder(reminder, False, **when),
            lambda: send_reminder_now(reminder, base_url=SITE, **when),
        ):
            with pytest.raises(WrongState):
                act()

    def test_nothing_is_sent_by_hand_before_nominations_are_open(self, awards):
        reminder = awards.plan(NOT_STARTED)
        awards.edition.state = Stage.SET_UP
        db.session.commit()
        with pytest.raises(WrongState, match="while nominations are open"):
            send_reminder_now(reminder, by=awards.organiser, at=OPENED, base_url=SITE)

    def test_a_plan_is_what_is_kept(self, awards):
        plan = ReminderPlan(kind=CONSENTS, days_before=1, subject="A", body="{link}", time_of_day=3600)
        assert refreshed(plan_reminder(awards.edition, plan, by=awards.organiser, at=OPENED)).plan == plan
