"""What an organiser may plan, change and take back."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from awards.core.database import db
from awards.core.errors import BrokenRule, Stale, WrongState
from awards.editions.states import Stage
from awards.nominations.models import Reminder, SentReminder
from awards.nominations.reminding import USUAL, ReminderPlan
from awards.nominations.services.reminders import (
    change_reminder,
    plan_reminder,
    remove_reminder,
    send_reminder_now,
    switch_reminder,
    use_usual_reminders,
)
from awards.nominations.states import ReminderKind
from tests.factories import (
    refreshed,
)
from tests.nominations.reminded import (
    CONSENTS,
    DAY,
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
)


@pytest.fixture
def awards(session):
    return Awards()


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
