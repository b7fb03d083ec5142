"""What a reminder says: plain, kind, and loud where nothing is submitted."""

import sqlite3

import pytest

from awards.accounts.emails import ONE_TIME_KINDS
from awards.core import database
from awards.core.database import db
from awards.nominations.services.reminders import send_reminder_now
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.factories import (
    make_nomination,
)
from tests.nominations.conftest import COMPLETE
from tests.nominations.reminded import (
    AWAITING,
    CONSENTS,
    DAY,
    DEADLINE,
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


class TestHowManyItReaches:
    """As many as a whole country nominates: a database takes only so many parameters in a statement."""

    PARAMETERS, MANY = 60, 70

    @pytest.fixture
    def few_at_once(self, awards, monkeypatch):
        """A database that takes as few parameters for seventy as others for forty thousand."""
        monkeypatch.setattr(database, "MOST_AT_ONCE", self.PARAMETERS // 4)
        monkeypatch.setattr(db.engine.dialect, "insertmanyvalues_max_parameters", self.PARAMETERS)
        connection = db.session.connection().connection.dbapi_connection
        before = connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, self.PARAMETERS)
        yield
        connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, before)

    def sent(self, awards, kind):
        reminder = awards.plan(kind)
        when = {"by": awards.organiser, "at": SEVEN_DAYS_BEFORE, "base_url": SITE}
        assert send_reminder_now(reminder, **when) == len(letters())
        return letters()

    def test_all_of_a_team_are_asked(self, awards, few_at_once):
        nomination = awards.nomination("Dudley", state=NominationState.SUBMITTED)
        for number in range(self.MANY):
            awards.member(nomination, position=number, email=f"{number}@example.org")
        assert len(self.sent(awards, CONSENTS)) == self.MANY

    def test_what_every_nomination_lacks_is_told(self, awards, few_at_once):
        organisation = awards.body("Dudley")
        for number in range(1, self.MANY + 1):
            make_nomination(awards.category, organisation, number=number)
        told_of = [letter.body for letter in self.sent(awards, UNFINISHED)]
        assert sum("3 answers are still missing" in body for body in told_of) == self.MANY

    def test_every_director_is_asked_to_sign(self, awards, few_at_once):
        roles = [Role.DELEGATE, *[Role.DIRECTOR] * self.MANY]
        awards.nomination("Dudley", *roles, ready_at=OPENED)
        to_sign = [letter for letter in self.sent(awards, AWAITING) if "sign" in letter.kind]
        assert len({letter.recipient for letter in to_sign}) == self.MANY
