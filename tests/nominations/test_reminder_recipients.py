"""Who needs a reminder at a moment, and how little the database is asked for it."""

import datetime as dt

import pytest

from awards.core.database import db
from awards.judging.models import Conflict
from awards.judging.states import ConflictKind
from awards.nominations.recipients import Need, reach, recipients_of, unreachable
from awards.nominations.services.reminders import (
    send_reminder_now,
)
from awards.nominations.states import NominationState, ReminderKind
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import (
    make_nomination,
    make_person,
    saved,
)
from tests.nominations.conftest import COMPLETE
from tests.nominations.reminded import (
    AWAITING,
    CONSENTS,
    DAY,
    DEADLINE,
    HOUR,
    NOT_STARTED,
    OPENED,
    SEVEN_DAYS_BEFORE,
    SITE,
    UNFINISHED,
    Awards,
)


@pytest.fixture
def awards(session):
    return Awards()


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
        "answered",
        [
            {"answered_at": OPENED},
            {"asked_at": None},
            {"email": ""},
            {"removed_at": OPENED},
            {"name": "ann LEE", "email": "Ann@example.org"},
        ],
        ids=["yes", "no", "how", "gone", "twice"],
    )
    def test_consents_are_for_those_who_were_asked_and_have_not_answered(self, awards, answered):
        nomination = awards.nomination("Dudley", state=NominationState.SUBMITTED)
        awards.member(nomination)
        awards.member(nomination, **{"name": "Bo", "email": "bo@example.org", "position": 2} | answered)
        assert [name.title() for name in awards.names(CONSENTS)] == ["Ann Lee"]

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
