"""Deadlines: what is left, what still counts, whose clock decides, and the nights on which clocks change."""

import datetime as dt
import io

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from awards.core import clock
from awards.core.database import db
from awards.editions.states import Stage
from awards.editions.timing import closing
from awards.nominations.deadlines import countdown_for, why_closed
from awards.nominations.models import Upload
from awards.nominations.states import NominationState
from awards.nominations.timing import Countdown, Fate, change_of_clocks, fate, sending_moment, show_left
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import make_organisation, make_participant, make_person, refreshed
from tests.nominations.test_files import photo_page, picture

SECOND, MINUTE, HOUR, DAY = (dt.timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours", "days"))
DEADLINE = dt.datetime(2022, 9, 23, 16, tzinfo=dt.UTC)  # 5pm in the United Kingdom
NINE = 9 * 3600


def uk(year, month, day, hour=0, minute=0):
    """The moment at which a UK clock shows this."""
    return clock.from_local(dt.datetime(year, month, day, hour, minute, tzinfo=dt.UTC).replace(tzinfo=None))


class TestWords:
    """How long is left."""

    @pytest.mark.parametrize(
        ("left", "words"),
        [
            (3 * DAY + 4 * HOUR + 59 * MINUTE, "3 days and 4 hours"),
            (DAY + HOUR, "1 day and 1 hour"),
            (2 * DAY + 59 * MINUTE, "2 days"),
            (DAY - SECOND, "23 hours and 59 minutes"),
            (HOUR + MINUTE, "1 hour and 1 minute"),
            (HOUR, "1 hour"),
            (59 * MINUTE + 59 * SECOND, "59 minutes"),
            (MINUTE, "1 minute"),
            (MINUTE - SECOND, "less than a minute"),
            (dt.timedelta(0), "less than a minute"),
        ],
    )
    def test_it_is_never_more_than_there_is(self, left, words):
        assert show_left(left) == words

    @given(st.integers(60, 400 * 86400))
    def test_what_is_said_is_true_to_the_unit(self, seconds):
        units = {"day": 86400, "hour": 3600, "minute": 60}
        parts = [part.split() for part in show_left(dt.timedelta(seconds=seconds)).split(" and ")]
        said = sum(int(number) * units[unit.rstrip("s")] for number, unit in parts)
        smallest = 3600 if seconds >= 86400 else 60
        assert 0 <= seconds - said < smallest

    def test_a_night_on_which_clocks_go_back_has_an_hour_more(self):
        left = uk(2022, 10, 30, 17) - uk(2022, 10, 29, 17)
        assert show_left(left) == "1 day and 1 hour"

    def test_a_night_on_which_clocks_go_forward_has_an_hour_less(self):
        left = uk(2023, 3, 26, 17) - uk(2023, 3, 25, 17)
        assert show_left(left) == "23 hours"

    @pytest.mark.parametrize(
        ("now", "until", "said"),
        [
            ((2022, 10, 28, 12), (2022, 10, 30, 17), "The clocks go back an hour on Sunday 30 October 2022"),
            ((2023, 3, 20, 12), (2023, 3, 26, 17), "The clocks go forward an hour on Sunday 26 March 2023"),
            ((2022, 9, 5, 9), (2022, 9, 23, 17), ""),
            ((2022, 9, 5, 9), (2023, 4, 23, 17), ""),
            ((2022, 11, 5, 9), (2022, 10, 3, 17), ""),
        ],
    )
    def test_a_change_of_clocks_before_the_deadline_is_told(self, now, until, said):
        assert change_of_clocks(uk(*now), uk(*until)).partition(";")[0] == said

    @pytest.mark.parametrize(
        ("after", "in_grace", "left"),
        [(-90 * MINUTE, False, "1 hour and 30 minutes"), (dt.timedelta(0), False, "less than a minute"),
         (4 * MINUTE, True, "6 minutes")],
    )  # fmt: skip
    def test_after_the_deadline_it_counts_to_the_end_of_the_grace(self, after, in_grace, left):
        counted = Countdown(closing(DEADLINE, None, 10), DEADLINE + after)
        assert (counted.in_grace, counted.left) == (in_grace, left)


class TestSendingMoment:
    """When a letter goes out before a deadline."""

    @pytest.mark.parametrize(
        ("deadline", "days", "time", "moment"),
        [
            ((2022, 9, 23, 17), 7, NINE, (2022, 9, 16, 9)),
            ((2022, 9, 23, 17), 0, NINE, (2022, 9, 23, 9)),
            ((2022, 10, 30, 17), 1, NINE, (2022, 10, 29, 9)),
            ((2022, 11, 3, 17), 7, NINE, (2022, 10, 27, 9)),
            ((2023, 3, 30, 0), 7, NINE, (2023, 3, 23, 9)),
        ],
    )
    def test_it_is_by_the_clock_on_the_wall_whatever_clocks_do_in_between(self, deadline, days, time, moment):
        assert sending_moment(uk(*deadline), days, time) == uk(*moment)

    def test_of_a_time_that_comes_twice_it_is_the_first(self):
        moment = sending_moment(uk(2022, 11, 6, 17), 7, 3600 + 1800)
        assert clock.show_moment(moment) == "1:30am BST on Sunday 30 October 2022"

    def test_for_a_time_that_never_comes_it_is_as_long_after_midnight(self):
        moment = sending_moment(uk(2023, 4, 2, 17), 7, 3600 + 1800)
        assert moment - uk(2023, 3, 26) == 90 * MINUTE

    @pytest.mark.parametrize(
        ("at", "planned", "becomes"),
        [
            (-8 * DAY, -9 * DAY, Fate.AHEAD),
            (-7 * DAY, -9 * DAY, Fate.DUE),
            (-7 * DAY + 23 * HOUR, -9 * DAY, Fate.DUE),
            (-6 * DAY, -9 * DAY, Fate.MISSED),
            (-7 * DAY + MINUTE, -7 * DAY + SECOND, Fate.MISSED),
            (dt.timedelta(0), -9 * DAY, Fate.TOO_LATE),
        ],
    )
    def test_what_becomes_of_it(self, at, planned, becomes):
        moment = DEADLINE - 7 * DAY
        assert fate(moment, DEADLINE, DEADLINE + planned, DEADLINE + at) is becomes

    @given(st.integers(-40, 40), st.integers(-40, 40), st.integers(-40, 40))
    def test_nothing_is_ever_due_after_the_deadline(self, moment, planned, at):
        hours = [DEADLINE + each * HOUR for each in (moment, planned, at)]
        if fate(hours[0], DEADLINE, hours[1], hours[2]) is Fate.DUE:
            assert hours[1] <= hours[0] <= hours[2] < DEADLINE


@pytest.fixture
def machine(monkeypatch):
    """``machine.shows``: what this machine's clock shows; SQLite has no other."""

    class Machine:
        shows = DEADLINE

        def __call__(self):
            return self.shows

    made = Machine()
    monkeypatch.setattr(clock, "machine", made)
    return made


def submit(browser, nomination):
    return browser.post(f"/nominations/{nomination.id}/submit", data={"version": nomination.version})


# The last moment that counts: a deadline with and without grace, in summer, and on both nights.
NIGHTS = {
    "summer": ((2022, 9, 23, 17, 0), 0),
    "grace": ((2022, 9, 23, 17, 0), 10),
    "october": ((2026, 10, 25, 0, 55), 10),
    "october afterwards": ((2026, 10, 25, 2, 0), 0),
    "march": ((2027, 3, 28, 0, 55), 10),
    "march afterwards": ((2027, 3, 28, 2, 0), 5),
}


class TestTheLastSecond:
    """T − 1 s, T, T + 1 s."""

    @pytest.mark.parametrize("night", NIGHTS)
    @pytest.mark.parametrize(("seconds", "status"), [(-1, 303), (0, 303), (1, 409)])
    def test_a_nomination_is_submitted(self, scene, browser_of, machine, night, seconds, status):
        wall, grace = NIGHTS[night]
        edition, nomination = scene.edition, scene.complete()
        edition.nominations_close_at, edition.grace_minutes = uk(*wall), grace
        edition.nominations_open_at = uk(*wall) - 18 * DAY
        db.session.commit()
        machine.shows = uk(*wall) + grace * MINUTE + seconds * SECOND
        assert submit(browser_of(scene.director), nomination).status_code == status
        state = NominationState.SUBMITTED if status == 303 else NominationState.DRAFT
        assert refreshed(nomination).state is state
        assert (nomination.submitted_at == machine.shows) is (status == 303)

    @pytest.mark.parametrize(("seconds", "status"), [(0, 303), (1, 409)])
    def test_a_later_deadline_has_the_grace_too(self, scene, browser_of, machine, seconds, status):
        scene.edition.nominations_close_at, scene.edition.grace_minutes = DEADLINE, 10
        scene.edition.nominations_open_at = DEADLINE - 18 * DAY
        scene.participant.deadline_at, scene.participant.deadline_reason = DEADLINE + 2 * DAY, "Away"
        nomination = scene.complete()
        machine.shows = DEADLINE + 2 * DAY + 10 * MINUTE + seconds * SECOND
        assert submit(browser_of(scene.director), nomination).status_code == status

    def test_who_is_late_reads_what_still_counted(self, scene, browser_of, machine):
        scene.edition.nominations_close_at, scene.edition.grace_minutes = DEADLINE, 10
        scene.edition.nominations_open_at = DEADLINE - 18 * DAY
        nomination = scene.complete()
        machine.shows = DEADLINE + 11 * MINUTE
        text = submit(browser_of(scene.director), nomination).text
        assert "Nominations closed at 5pm on Friday 23 September 2022" in text
        assert "what reached us by 5:10pm still counted" in text

    def test_each_of_many_around_the_last_moment_is_in_or_out_by_its_own_arrival(
        self, scene, browser_of, machine
    ):
        scene.edition.nominations_close_at, scene.edition.nominations_open_at = DEADLINE, DEADLINE - DAY
        scene.category.max_per_organisation = 16
        all_of_them = [scene.complete(number=number) for number in range(1, 17)]
        browser = browser_of(scene.director)
        for offset, nomination in enumerate(all_of_them, start=-8):
            machine.shows = DEADLINE + offset * SECOND / 8
            answer = submit(browser, nomination)
            # what was acknowledged is there, and nothing else
            assert (answer.status_code == 303) is (offset <= 0)
            assert (refreshed(nomination).state is NominationState.SUBMITTED) is (offset <= 0)


class TestArrival:
    """What decides is when all of it has reached us."""

    @pytest.fixture(autouse=True)
    def almost(self, scene, machine):
        scene.edition.nominations_close_at = DEADLINE
        scene.edition.nominations_open_at = DEADLINE - 18 * DAY
        self.nomination = scene.complete()
        machine.shows = DEADLINE - SECOND

    def late(self, machine, content: bytes):
        """A body that begins to arrive in time and ends too late."""

        class Late(io.BytesIO):
            def readinto(self, buffer):
                machine.shows = DEADLINE + SECOND
                return super().readinto(buffer)

        return Late(content)

    def send(self, browser, path, body: bytes, boundary: str, machine):
        stream = self.late(machine, body)
        kind = f"multipart/form-data; boundary={boundary}"
        return browser.post(path, input_stream=stream, content_type=kind, content_length=len(body))

    def part(self, name: str, content: bytes, file: str = "") -> bytes:
        named = f'name="{name}"' + (f'; filename="{file}"' if file else "")
        return f"--x\r\nContent-Disposition: form-data; {named}\r\n\r\n".encode() + content + b"\r\n"

    def test_a_photo_that_began_in_time_and_ended_late_is_not_kept(self, scene, browser_of, machine):
        body = (
            self.part("photo", picture(), "team.jpg")
            + self.part("description", b"Nine people")
            + b"--x--\r\n"
        )
        answer = self.send(browser_of(scene.delegate), photo_page(scene, self.nomination), body, "x", machine)
        assert answer.status_code == 409
        assert "Nominations closed at" in answer.text
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Upload)) == 0

    def test_a_photo_that_had_arrived_is_kept_however_long_it_takes_us(
        self, scene, browser_of, machine, monkeypatch
    ):
        def slowly(opened=clock.stand_still):
            def stand(arrived):
                opened(arrived)
                machine.shows = DEADLINE + 10 * MINUTE

            return stand

        monkeypatch.setattr(clock, "stand_still", slowly())
        data = {"photo": (io.BytesIO(picture()), "team.jpg"), "description": "Nine people"}
        page = photo_page(scene, self.nomination)
        answer = browser_of(scene.delegate).post(page, data=data, content_type="multipart/form-data")
        assert answer.status_code == 303
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Upload)) == 1

    def test_what_was_typed_too_late_is_given_back(self, scene, browser_of, machine):
        body = self.part("q-challenge", b"Typed until the last second.") + b"--x--\r\n"
        path = f"/nominations/{self.nomination.id}/sections/team"
        answer = self.send(browser_of(scene.delegate), path, body, "x", machine)
        assert answer.status_code == 409
        assert "Typed until the last second." in answer.text


@pytest.mark.both_databases
class TestWhoseClock:
    """Two application servers 90 seconds apart decide alike; on SQLite there is only one."""

    @pytest.mark.parametrize("wrong_by", [-90, 90])
    @pytest.mark.parametrize("closes_in", [-30, 30])
    def test_the_databases(self, scene, browser_of, monkeypatch, database_kind, wrong_by, closes_in):
        true = dt.datetime.now(dt.UTC)
        monkeypatch.setattr(clock, "machine", lambda: dt.datetime.now(dt.UTC) + wrong_by * SECOND)
        scene.edition.nominations_close_at = true + closes_in * SECOND
        answer = submit(browser_of(scene.director), scene.complete())
        here = wrong_by if database_kind == "sqlite" else 0
        assert answer.status_code == (303 if here < closes_in else 409)

    def test_waiting_for_somebody_elses_lock_makes_nobody_late(self, scene, browser_of, monkeypatch):
        waited = dt.timedelta(0)

        def somebody_else_holds_it(_connection, _cursor, statement, *_rest):
            nonlocal waited
            if "FOR UPDATE" in statement or statement.startswith("UPDATE"):
                waited = 10 * MINUTE

        monkeypatch.setattr(clock, "machine", lambda: dt.datetime.now(dt.UTC) + waited)
        scene.edition.nominations_close_at = dt.datetime.now(dt.UTC) + MINUTE
        nomination, browser = scene.complete(), browser_of(scene.director)
        sa.event.listen(sa.Engine, "before_cursor_execute", somebody_else_holds_it)
        try:
            assert submit(browser, nomination).status_code == 303
        finally:
            sa.event.remove(sa.Engine, "before_cursor_execute", somebody_else_holds_it)
        assert waited
        assert refreshed(nomination).submitted_at < scene.edition.nominations_close_at


class TestTimeLeft:
    """On every page that needs it."""

    @pytest.fixture(autouse=True)
    def ten_days_before(self, scene, machine):
        scene.edition.nominations_close_at, scene.edition.grace_minutes = DEADLINE, 10
        scene.edition.nominations_open_at = DEADLINE - 18 * DAY
        db.session.commit()
        machine.shows = DEADLINE - 3 * DAY - 4 * HOUR - MINUTE

    def test_it_is_a_sentence_without_any_script(self, scene, browser_of):
        text = browser_of(scene.delegate).get(f"/nominations/{scene.nomination().id}").text
        assert "<span data-left>3 days and 4 hours</span> left</strong>, until 5pm on Friday" in text
        assert (
            "UK time (BST). <span data-elsewhere></span> What reaches us completely by 5:10pm still" in text
        )
        assert 'data-now="2022-09-20T11:59:00+00:00"' in text

    @pytest.mark.parametrize("page", ["/nominations", "check", "sections/team"])
    def test_where_there_is_little_room_it_is_brief(self, scene, browser_of, page):
        nomination = scene.nomination()
        path = page if page.startswith("/") else f"/nominations/{nomination.id}/{page}"
        text = browser_of(scene.delegate).get(path).text
        assert "<span data-left>3 days and 4 hours</span> left</strong>. " in text
        assert "How the deadline works" in text

    def test_what_is_submitted_can_be_changed_as_long(self, scene, browser_of):
        nomination = scene.complete(NominationState.SUBMITTED)
        text = browser_of(scene.delegate).get(f"/nominations/{nomination.id}").text
        assert "3 days and 4 hours</span> left to change it</strong>" in text

    @pytest.mark.parametrize(
        "state", [NominationState.RETURNED, NominationState.ACCEPTED, NominationState.WITHDRAWN]
    )
    def test_nothing_is_counted_where_no_deadline_limits_anything(self, scene, browser_of, state):
        nomination = scene.complete(state)
        assert "data-countdown" not in browser_of(scene.delegate).get(f"/nominations/{nomination.id}").text

    def test_in_the_grace_it_says_what_still_counts(self, scene, browser_of, machine):
        machine.shows = DEADLINE + 4 * MINUTE
        nomination = scene.nomination()
        text = browser_of(scene.delegate).get(f"/nominations/{nomination.id}").text
        assert "What reaches us completely in the next <span data-left>6 minutes</span>, by 5:10pm" in text
        assert '<span data-phase="open" hidden>' in text

    def test_afterwards_there_is_none(self, scene, browser_of, machine):
        machine.shows = DEADLINE + 11 * MINUTE
        text = browser_of(scene.delegate).get(f"/nominations/{scene.nomination().id}").text
        assert "data-countdown" not in text
        assert "still counted" in text

    def test_the_organisations_own_deadline_counts(self, scene, browser_of):
        scene.participant.deadline_at, scene.participant.deadline_reason = DEADLINE + 2 * DAY, "Away"
        text = browser_of(scene.delegate).get(f"/nominations/{scene.nomination().id}").text
        assert "5 days and 4 hours</span> left</strong>, until 5pm on Sunday 25 September 2022" in text

    @pytest.mark.parametrize("stage", [Stage.SET_UP, Stage.JUDGING])
    def test_in_other_stages_there_is_nothing_to_count(self, scene, stage):
        scene.edition.state = stage
        assert countdown_for(scene.edition, scene.participant.closes, DEADLINE - DAY) is None


class TestThePage:
    """When nominations close, what counts, and who has longer."""

    def page(self, scene, browser):
        return browser.get(f"/editions/{scene.edition.slug}/deadline")

    @pytest.mark.parametrize("role", [Role.DIRECTOR, Role.DELEGATE, Role.ORGANISER, Role.AUDITOR])
    def test_all_who_nominate_and_the_desk_know_who_has_longer_and_why(self, scene, browser_of, role):
        later = scene.edition.nominations_close_at + DAY
        other = make_organisation(name="Walsall")
        make_participant(scene.edition, other, deadline_at=later, deadline_reason="A burst pipe")
        body = scene.organisation if role in {Role.DIRECTOR, Role.DELEGATE} else None
        page = self.page(scene, browser_of(make_person(role, organisation=body)))
        assert page.status_code == 200
        assert "Walsall" in page.text and "A burst pipe" in page.text
        assert clock.show_uk_moment(later) in page.text

    def test_judges_need_not_know(self, scene, browser_of):
        assert self.page(scene, browser_of(make_person(Role.JUDGE))).status_code == 403

    def test_one_that_is_no_later_is_nobodys_business(self, scene, browser_of):
        early = scene.edition.nominations_close_at - DAY
        make_participant(
            scene.edition,
            make_organisation(name="Walsall"),
            deadline_at=early,
            deadline_reason="A burst pipe",
        )
        text = self.page(scene, browser_of(scene.director)).text
        assert "Walsall" not in text
        assert "Nobody: this deadline is the same for all." in text

    def test_it_states_the_rule(self, scene, browser_of):
        text = self.page(scene, browser_of(scene.director)).text
        assert "when all of it has reached us, by our clock" in text
        assert "NOT SUBMITTED" in text

    def test_it_needs_few_statements(self, scene, browser_of):
        browser = browser_of(scene.director)
        for _each in range(10):
            later = scene.edition.nominations_close_at + DAY
            make_participant(scene.edition, make_organisation(), deadline_at=later, deadline_reason="Away")
        with counted_statements() as statements:
            assert self.page(scene, browser).status_code == 200
        assert len(statements) <= 8


def test_a_page_and_a_service_agree_about_the_last_moment(scene):
    scene.edition.nominations_close_at, scene.edition.grace_minutes = DEADLINE, 10
    scene.edition.nominations_open_at = DEADLINE - DAY
    nomination = scene.complete()
    for after in (-1, 0, 599, 600, 601):
        at = DEADLINE + after * SECOND
        counted = countdown_for(scene.edition, scene.participant.closes, at, nomination.state)
        assert (counted is None) is bool(why_closed(nomination, at)) is (after > 600)
