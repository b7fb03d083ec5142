"""The pages about reminders: what organisers see, press and are told."""

import datetime as dt
import re

import pytest
import sqlalchemy as sa

from awards.accounts.models import Link
from awards.core.database import db
from awards.core.installation import start_sample_clock
from awards.editions.states import Stage
from awards.judging.models import Conflict
from awards.judging.states import ConflictKind
from awards.nominations.services.reminders import send_due_reminders, send_reminder_now
from awards.nominations.states import NominationState, ReminderKind
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import make_edition, make_person, refreshed, saved
from tests.nominations.reminded import (
    AWAITING,
    CONSENTS,
    DAY,
    DEADLINE,
    NOT_STARTED,
    OPENED,
    SITE,
    UNFINISHED,
    Awards,
    letters,
)

NOW = DEADLINE - 10 * DAY
MOST_STATEMENTS = 12


class KeptAwards(Awards):
    """What is planned is committed, so that requests see it."""

    def plan(self, kind, **values):
        """A reminder that is there."""
        return saved(super().plan(kind, **values))


@pytest.fixture
def awards(session):
    start_sample_clock(NOW)
    return KeptAwards()


@pytest.fixture
def desk(awards, browser_of):
    return browser_of(awards.organiser)


def words(answer) -> str:
    """What the page says, without its markup."""
    main = answer.text.partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("&#39;", "'").split())


def path(awards, reminder=None, below="") -> str:
    one = f"/{reminder.id}" if reminder else ""
    return f"/editions/{awards.edition.slug}/reminders{one}{below}"


def filled(**changes):
    return {
        "days_before": "3",
        "time_of_day": "9am",
        "subject": "Soon, {organisation}",
        "body": "Not long now for {team}: {link}",
        "version": "1",
    } | changes


class TestList:
    """All that are planned, in the order in which they go out."""

    def test_without_any_it_offers_our_usual_four(self, awards, desk):
        page = desk.get(path(awards))
        assert "No reminder is planned" in page.text
        assert desk.post(path(awards, below="/usual")).status_code == 303
        page = desk.get(path(awards))
        order = [
            page.text.index(f">{name}<") for name in ("Not started", "Not finished", "Consents not answered")
        ]
        assert order == sorted(order)
        assert "Use our usual four" not in page.text

    @pytest.mark.both_databases
    def test_it_says_when_how_many_now_and_how_many_had_it(self, awards, desk):
        awards.nomination("Dudley", Role.DIRECTOR, Role.DELEGATE)
        awards.body("Walsall")
        awards.plan(UNFINISHED)
        early = awards.plan(NOT_STARTED, days_before=12)
        send_reminder_now(early, by=awards.organiser, at=OPENED + DAY, base_url=SITE)
        db.session.commit()
        text = words(desk.get(path(awards)))
        assert "9am on Friday 16 September 2022 2 people in 1 organisation Nobody yet" in text
        assert "1 person in 1 organisation last at 5pm on Tuesday 6 September 2022" in text

    def test_one_whose_moment_had_passed_says_so(self, awards, desk):
        desk.post(path(awards, below="/usual"))
        text = words(desk.get(path(awards)))
        assert "Does not go out by itself: its moment, 9am on Friday 9 September 2022, had passed" in text

    def test_as_many_statements_for_ten_as_for_one(self, awards, desk):
        awards.nomination("Dudley")
        for days in range(1, 11):
            awards.plan(UNFINISHED, days_before=days)
        with counted_statements() as statements:
            assert desk.get(path(awards)).status_code == 200
        assert len(statements) <= MOST_STATEMENTS


class TestOne:
    """One reminder: who exactly, how it reads, what has been sent."""

    @pytest.mark.both_databases
    @pytest.mark.parametrize("kind", ReminderKind)
    def test_it_names_everybody_who_would_be_written_to(self, awards, desk, kind):
        awards.body("Stoke")
        ready = awards.nomination("Walsall", Role.DIRECTOR, Role.DELEGATE, ready_at=OPENED)
        awards.member(ready, name="Ann Lee")
        awards.nomination("Dudley")
        expected = {
            NOT_STARTED: {"Stoke director"},
            UNFINISHED: {"Dudley director"},
            AWAITING: {"Walsall director", "Walsall delegate"},
            CONSENTS: {"Ann Lee"},
        }
        text = words(desk.get(path(awards, awards.plan(kind)))).partition("Who would be written to now")[2]
        everybody = set().union(*expected.values())
        assert {name for name in everybody if name in text} == expected[kind]

    def test_it_shows_a_real_mail(self, awards, desk):
        awards.nomination("Dudley", NominationState.RETURNED, team_name="The Kites")
        text = words(desk.get(path(awards, awards.plan(UNFINISHED))))
        assert "To Dudley director Subject The nomination of The Kites is not submitted yet Hello D" in text
        assert "Dudley : Dudley director (The Kites)" in text

    def test_what_a_draft_is_called_is_its_writers_business(self, awards, desk):
        awards.nomination("Dudley", team_name="The Kites")
        reminder = awards.plan(UNFINISHED)
        for page in ("", "/change", "/send"):
            text = desk.get(path(awards, reminder, page)).text
            assert "Kites" not in text
            assert "The nomination of [the name of the team] is not submitted yet" in text

    @pytest.mark.parametrize("kind", [CONSENTS, AWAITING])
    def test_nobodys_own_link_is_shown(self, awards, desk, kind):
        awards.member(awards.nomination("Dudley", ready_at=OPENED))
        text = words(desk.get(path(awards, awards.plan(kind))))
        assert "/… (a link of their own)" in text
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Link)) == 0

    def test_where_nobody_needs_it_somebody_made_up_reads_it(self, awards, desk):
        text = words(desk.get(path(awards, awards.plan(UNFINISHED))))
        assert "To Ann Example" in text
        assert "Who would be written to now Nobody." in text

    def test_organisations_without_anybody_are_named(self, awards, desk):
        awards.body("Dudley", Role.JUDGE)
        text = words(desk.get(path(awards, awards.plan(NOT_STARTED))))
        assert "We can write to nobody in Dudley" in text

    def test_a_later_deadline_has_its_own_moment(self, awards, desk):
        awards.body("Dudley", deadline_at=DEADLINE + 2 * DAY, deadline_reason="Away")
        text = words(desk.get(path(awards, awards.plan(NOT_STARTED))))
        assert "For Dudley, which has a later deadline: 9am on Sunday 18 September 2022." in text

    def test_who_had_it_is_kept(self, awards, desk):
        awards.body("Dudley", Role.DIRECTOR, Role.DELEGATE)
        reminder = awards.plan(NOT_STARTED)
        address = path(awards, reminder)
        db.session.commit()
        while send_due_reminders(DEADLINE - 7 * DAY, base_url=SITE):
            pass
        assert "Dudley: 2 people, 5pm on Friday 16 September 2022" in words(desk.get(address))

    @pytest.mark.both_databases
    def test_who_stands_aside_finds_no_trace(self, awards, desk):
        nomination = awards.nomination("Dudley", NominationState.RETURNED, team_name="The Kites")
        reminder = awards.plan(UNFINISHED)
        address = path(awards, reminder)
        assert "The Kites" in desk.get(address).text
        send_reminder_now(reminder, by=awards.organiser, at=OPENED, base_url=SITE)
        saved(
            Conflict(
                person=awards.organiser, nomination=nomination, kind=ConflictKind.DECLARED, reason="Mine"
            )
        )
        for page in (address, path(awards)):
            text = words(desk.get(page))
            assert "Dudley" not in text
            assert "Kites" not in text
            assert "Nobody yet" in text

    @pytest.mark.parametrize("kind", ReminderKind)
    def test_it_asks_the_database_as_much_for_many_as_for_one(self, awards, desk, kind):
        for number in range(12):
            ready = OPENED if kind is AWAITING else None
            nomination = awards.nomination(f"Council {number}", ready_at=ready)
            awards.member(nomination, email=f"ann.{number}@example.org")
        reminder = awards.plan(kind)
        db.session.commit()
        with counted_statements() as statements:
            assert desk.get(path(awards, reminder)).status_code == 200
        assert len(statements) <= MOST_STATEMENTS


class TestChanging:
    """Planning and changing, with a look at how it reads."""

    @pytest.mark.parametrize("kind", ReminderKind)
    def test_a_new_one_begins_with_our_usual_text(self, awards, desk, kind):
        page = desk.get(path(awards, below="/new"), query_string={"kind": kind.value})
        assert page.status_code == 200
        assert "{link}" in page.text
        assert "How it reads" in page.text

    @pytest.mark.parametrize(
        ("typed", "when", "moment"),
        [
            (("3", "9am"), "3 days before each organisation’s own deadline, at 9am", "9am on Tuesday 20"),
            (
                ("1", "14:30"),
                "The day before each organisation’s own deadline, at 2:30pm",
                "2:30pm on Thursday 22",
            ),
            (("0", "00:00"), "On the day of each organisation’s own deadline, at 12am", "12am on Friday 23"),
        ],
    )
    def test_it_is_planned(self, awards, desk, typed, when, moment):
        days, time = typed
        data = filled(days_before=days, time_of_day=time)
        answer = desk.post(path(awards, below="/new?kind=unfinished"), data=data)
        assert answer.status_code == 303
        text = words(desk.get(answer.location))
        assert when in text
        assert f"{moment} September 2022" in text

    def test_a_kind_that_is_not_is_the_first(self, awards, desk):
        page = desk.get(path(awards, below="/new?kind=everybody"))
        assert "Not started" in words(page)

    def test_how_it_reads_is_shown_before_it_is_saved(self, awards, desk):
        awards.nomination("Dudley", NominationState.RETURNED, team_name="The Kites")
        reminder = awards.plan(UNFINISHED)
        answer = desk.post(path(awards, reminder, "/change"), data=filled(then="preview"))
        assert answer.status_code == 200
        assert "Not long now for The Kites: " in words(answer)
        assert "Not long now for {team}: {link}" in answer.text
        assert refreshed(reminder).version == 1

    @pytest.mark.parametrize("then", ["", "preview"])
    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"body": "Hurry."}, "Write {link} where the address of the page is to stand"),
            ({"body": "{link} {tem}"}, "what to put for {tem} here. Write {team}"),
            ({"subject": "{link}"}, "what to put for {link} here"),
            ({"days_before": "91"}, "Days before the deadline must be between 0 and 90"),
            ({"days_before": ""}, "Enter how many days before the deadline"),
            ({"time_of_day": "soon"}, "Time of day must have a time, like 17:00 or 5pm"),
            ({"subject": ""}, "Enter subject"),
        ],
    )
    def test_what_cannot_be_sent_comes_back_with_a_sentence(self, awards, desk, changes, sentence, then):
        reminder = awards.plan(UNFINISHED)
        typed = filled(body="Typed for half an hour: {link}") | changes
        answer = desk.post(path(awards, reminder, "/change"), data=typed | {"then": then})
        assert answer.status_code == 422
        assert sentence in words(answer)
        assert typed["body"] in answer.text

    def test_somebody_elses_change_is_shown_beside_ones_own(self, awards, desk):
        reminder = awards.plan(UNFINISHED)
        address = path(awards, reminder, "/change")
        assert desk.post(address, data=filled(subject="Theirs")).status_code == 303
        answer = desk.post(address, data=filled(subject="Mine"))
        assert answer.status_code == 409
        assert "Theirs" in answer.text
        assert 'value="Mine"' in answer.text
        [version] = re.findall(r'name="version" value="(\d+)"', answer.text)
        assert desk.post(address, data=filled(subject="Mine", version=version)).status_code == 303

    def test_it_is_switched_off_and_on(self, awards, desk):
        reminder = awards.plan(UNFINISHED)
        assert desk.post(path(awards, reminder, "/switch"), data={"active": "off"}).status_code == 303
        assert "Switched off" in words(desk.get(path(awards, reminder)))
        desk.post(path(awards, reminder, "/switch"), data={"active": "on"})
        assert refreshed(reminder).active

    def test_it_is_removed_after_a_question(self, awards, desk):
        reminder = awards.plan(UNFINISHED)
        address = path(awards, reminder, "/remove")
        assert "Remove this reminder?" in desk.get(address).text
        assert desk.post(address).status_code == 303
        assert desk.get(address.removesuffix("/remove")).status_code == 404


class TestSendingByHand:
    """Who gets it is shown before it goes."""

    def test_it_shows_everybody_and_then_goes(self, awards, desk):
        awards.body("Dudley", Role.DIRECTOR, Role.DELEGATE)
        reminder = awards.plan(NOT_STARTED)
        page = desk.get(path(awards, reminder, "/send"))
        assert "Dudley : Dudley director, Dudley delegate" in words(page)
        assert "Send it to 2 people now" in words(page)
        assert letters() == []
        assert desk.post(path(awards, reminder, "/send")).status_code == 303
        assert len(letters()) == 2

    def test_pressed_again_it_says_that_all_have_had_it(self, awards, desk):
        awards.body("Dudley")
        reminder = awards.plan(NOT_STARTED)
        desk.post(path(awards, reminder, "/send"))
        answer = desk.post(path(awards, reminder, "/send"))
        assert "All who need it have had it." in words(desk.get(answer.location))
        assert len(letters()) == 1

    def test_where_nobody_needs_it_that_is_said(self, awards, desk):
        answer = desk.post(path(awards, awards.plan(NOT_STARTED), "/send"))
        assert answer.status_code == 422
        assert "Nobody needs this reminder now." in words(answer)


class TestWhoMay:
    """Organisers plan and send; auditors read from checking on; nobody else."""

    def statuses(self, awards, browser_of, role, stage=Stage.NOMINATIONS):
        reminder = awards.plan(UNFINISHED)
        awards.edition.state = stage
        db.session.commit()
        body = awards.body("Dudley") if role is Role.DIRECTOR else None
        desk = browser_of(make_person(role, organisation=body))
        pages = [path(awards), path(awards, reminder)]
        return [desk.get(page).status_code for page in pages] + [
            desk.get(path(awards, reminder, "/change")).status_code,
            desk.post(path(awards, reminder, "/send")).status_code,
        ]

    def test_others_than_the_desk_do_not_know_of_them(self, awards, browser_of):
        assert self.statuses(awards, browser_of, Role.DIRECTOR) == [403, 404, 404, 404]

    def test_an_auditor_reads_once_nominations_are_closed(self, awards, browser_of):
        assert self.statuses(awards, browser_of, Role.AUDITOR) == [403, 404, 404, 404]
        assert self.statuses(awards, browser_of, Role.AUDITOR, Stage.CHECKING) == [200, 200, 404, 404]

    def test_a_reminder_belongs_to_its_edition(self, awards, desk):
        reminder, other = awards.plan(UNFINISHED), make_edition()
        assert desk.get(f"/editions/{other.slug}/reminders/{reminder.id}").status_code == 404


def test_the_time_in_the_tests_is_that_of_their_sample(awards, desk):
    assert dt.timedelta(0) < DEADLINE - NOW
    assert "13 September 2022" in desk.get(path(awards)).text
