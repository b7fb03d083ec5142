"""When reminders go out, and that nobody gets one twice."""

import pytest
import sqlalchemy as sa

from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import BrokenRule
from awards.editions.states import Stage
from awards.nominations.models import SentReminder
from awards.nominations.services.reminders import (
    send_due_reminders,
    send_reminder_now,
    switch_reminder,
)
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.factories import (
    make_nomination,
)
from tests.nominations.reminded import (
    DAY,
    DEADLINE,
    HOUR,
    MINUTE,
    NOT_STARTED,
    OPENED,
    SEVEN_DAYS_BEFORE,
    SITE,
    UNFINISHED,
    Awards,
    letters,
    send,
    told,
)


@pytest.fixture
def awards(session):
    return Awards()


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
