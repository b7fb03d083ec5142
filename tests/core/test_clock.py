"""The one clock: UK time, the nights on which it changes, and which clock we follow."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.core import clock

SECOND = dt.timedelta(seconds=1)
MOMENTS = st.integers(946_684_800, 4_102_444_800).map(lambda stamp: dt.datetime.fromtimestamp(stamp, dt.UTC))


def utc(year, month, day, hour=0, minute=0, second=0):
    return dt.datetime(year, month, day, hour, minute, second, tzinfo=dt.UTC)


def wall(*parts):
    """What a clock on the wall shows."""
    return utc(*parts).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (utc(2022, 9, 23, 16), "5pm on Friday 23 September 2022, UK time (BST)"),
        (utc(2022, 12, 1, 17, 5), "5:05pm on Thursday 1 December 2022, UK time (GMT)"),
        (utc(2022, 9, 22, 23), "12am on Friday 23 September 2022, UK time (BST)"),
    ],
)
def test_a_moment_is_shown_with_its_zone(moment, shown):
    assert clock.show_uk_moment(moment) == shown


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (utc(2026, 10, 24, 23, 59, 59), "12:59am"),
        (utc(2026, 10, 25, 0), "1am BST"),
        (utc(2026, 10, 25, 0, 30), "1:30am BST"),
        (utc(2026, 10, 25, 1, 30), "1:30am GMT"),
        (utc(2026, 10, 25, 2), "2am"),
        (utc(2027, 3, 28, 0, 59), "12:59am"),
        (utc(2027, 3, 28, 1), "2am"),
    ],
)
def test_a_time_that_comes_twice_says_which_one_it_is(moment, shown):
    assert clock.show_time(moment) == shown


@pytest.mark.parametrize("shown", [wall(2026, 10, 25, 1), wall(2026, 10, 25, 1, 59)])
def test_a_time_that_comes_twice_is_refused(shown):
    with pytest.raises(ValueError, match="The clocks go back that night and show this time twice"):
        clock.from_local(shown)


@pytest.mark.parametrize("shown", [wall(2027, 3, 28, 1), wall(2027, 3, 28, 1, 59)])
def test_a_time_that_never_comes_is_refused(shown):
    with pytest.raises(ValueError, match="The clocks go forward that night and skip this time"):
        clock.from_local(shown)


@given(MOMENTS)
def test_what_a_uk_clock_shows_leads_back_to_the_moment_or_is_refused(moment):
    shown = clock.local(moment).replace(tzinfo=None, fold=0)
    try:
        assert clock.from_local(shown) == moment
    except ValueError:
        assert clock.show_time(moment).endswith(("BST", "GMT"))


class TestWhichClock:
    """The database's, this machine's, the sample's."""

    @pytest.fixture(autouse=True)
    def machine(self, monkeypatch):
        """This machine's clock stands, so that it can be compared."""
        self.here = utc(2022, 9, 23, 15)
        monkeypatch.setattr(clock, "machine", lambda: self.here)

    def test_without_a_database_this_machine_is_right(self):
        assert clock.now() == self.here

    def test_once_a_database_was_asked_it_is_right(self):
        clock.follow(self.here + 90 * SECOND)
        self.here += SECOND
        assert clock.now() == utc(2022, 9, 23, 15, 1, 31)

    def test_the_clock_of_a_sample_is_set_back_from_there(self):
        clock.offset.set(-dt.timedelta(days=365))
        clock.follow(self.here + 90 * SECOND)
        assert clock.now() == utc(2021, 9, 23, 15, 1, 30)

    def test_it_stands_still_where_it_is_told_to(self):
        clock.follow(self.here + 90 * SECOND)
        arrived = self.here
        self.here += 20 * SECOND
        clock.stand_still(arrived)
        self.here += 20 * SECOND
        assert clock.now() == arrived + 90 * SECOND

    def test_it_goes_on_afterwards(self):
        clock.stand_still(self.here - SECOND)
        clock.go_on()
        assert clock.now() == self.here
