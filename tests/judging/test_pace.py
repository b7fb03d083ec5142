"""How long a judge needs at their own pace: cases as a chair would check them, and what holds for all."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.judging.pace import (
    MOST_DAYS,
    Day,
    Forecast,
    Standing,
    Term,
    Work,
    days_needed,
    days_shown,
    forecast,
    forecast_words,
    show_day,
)

MONDAY = dt.date(2022, 9, 12)


def day(number: int) -> dt.date:
    """So many days after Monday."""
    return MONDAY + dt.timedelta(days=number)


IN_NINE_DAYS = Term(MONDAY, day(9))


@pytest.mark.parametrize(
    ("work", "term", "words"),
    [
        (Work(0), IN_NINE_DAYS, "Nothing to score"),
        (Work(14, 14, 14, day(-3)), IN_NINE_DAYS, "All submitted"),
        (Work(14), IN_NINE_DAYS, "Not begun: 2 a day from now on"),
        (Work(14, 3), IN_NINE_DAYS, "Begun: 2 a day from now on"),
        (Work(14, 3, last=day(-3)), IN_NINE_DAYS, "Begun, then nothing for three days: 2 a day from now on"),
        (Work(14, 3, last=day(-2)), IN_NINE_DAYS, "Begun: 2 a day from now on"),
        (Work(14, 1, 1, day(-5)), IN_NINE_DAYS, "Begun: 2 a day from now on"),
        (Work(14, 6, 6, MONDAY), IN_NINE_DAYS, "Begun: 1 a day from now on"),
        (Work(14, 8, 8, day(-3)), IN_NINE_DAYS, "On time: done by Thursday"),
        (Work(3, 2, 2, day(-1)), IN_NINE_DAYS, "On time: done by tomorrow"),
        (Work(14, 4, 4, day(-3)), IN_NINE_DAYS, "One day late at this pace: 2 a day would do it"),
        (Work(13, 2, 2, day(-1)), IN_NINE_DAYS, "Two days late at this pace: 2 a day would do it"),
        (
            Work(92, 2, 2, day(-9)),
            IN_NINE_DAYS,
            "More than four weeks late at this pace: 10 a day would do it",
        ),
        (Work(8, 5, 5, day(-4)), Term(MONDAY, MONDAY), "Three days late at this pace: 3 today would do it"),
        (Work(3), Term(MONDAY, MONDAY), "Not begun: 3 today"),
        (Work(3), Term(MONDAY), "Not begun"),
        (Work(12, 2, 2, day(-1)), Term(MONDAY), "Done by 22 September"),
        (Work(14, 8, 5, day(-5)), Term(MONDAY, day(-1), is_over=True), "9 not submitted when it closed"),
    ],
)
def test_a_forecast_is_said_in_words(work, term, words):
    assert forecast_words(forecast(work, term), term) == words


@pytest.mark.parametrize(
    ("work", "needs"),
    [
        (Work(14), True),
        (Work(13, 2, 2, day(-1)), True),
        (Work(3, 1, 1, day(-5)), False),
        (Work(60, 1, 1, day(-5)), True),
        (Work(14, 3, last=day(-2)), False),
        (Work(14, 3, last=day(-3)), True),
        (Work(14, 14, 14, day(-5)), False),
        (Work(14, 8, 8, day(-3)), False),
        (Work(0), False),
    ],
)
def test_a_word_is_needed_by_who_has_not_begun_will_be_late_has_stopped_or_has_too_much_for_a_day(
    work, needs
):
    assert forecast(work, IN_NINE_DAYS).needs_a_word is needs


@pytest.mark.parametrize(
    ("work", "term", "needs"),
    [
        (Work(14, given=MONDAY), IN_NINE_DAYS, False),
        (Work(14, given=day(-2)), IN_NINE_DAYS, False),
        (Work(14, given=day(-3)), IN_NINE_DAYS, True),
        (Work(60, given=MONDAY), IN_NINE_DAYS, True),
        (Work(3, given=MONDAY), Term(MONDAY, day(4)), False),
        (Work(3, given=MONDAY), Term(MONDAY, day(3)), True),
        (Work(3, given=MONDAY), Term(MONDAY), False),
        (Work(3, given=MONDAY), Term(MONDAY, day(-1), is_over=True), True),
    ],
)
def test_who_got_their_list_just_now_needs_no_word_unless_it_is_much_or_time_is_short(work, term, needs):
    assert forecast(work, term).needs_a_word is needs


def test_who_is_latest_comes_first_and_who_is_done_last():
    some = [
        Forecast(Standing.DONE),
        Forecast(Standing.LATE, days_late=1),
        Forecast(Standing.ON_TIME),
        Forecast(Standing.LATE, days_late=3),
        Forecast(Standing.NOT_BEGUN),
    ]
    ordered = sorted(some, key=lambda each: each.urgency)
    assert [(each.standing, each.days_late) for each in ordered] == [
        (Standing.LATE, 3),
        (Standing.LATE, 1),
        (Standing.NOT_BEGUN, 0),
        (Standing.ON_TIME, 0),
        (Standing.DONE, 0),
    ]


@st.composite
def works(draw):
    """A judge some days into a round, with a pace or without."""
    assigned = draw(st.integers(1, 300))
    submitted = draw(st.integers(0, assigned))
    begun = draw(st.integers(submitted, assigned))
    first = day(-draw(st.integers(0, 60))) if submitted else None
    return Work(assigned, begun, submitted, first)


terms = st.builds(Term, st.just(MONDAY), st.integers(0, 60).map(day))


@given(works(), terms)
def test_one_more_submission_never_makes_the_forecast_later(work, term):
    before = days_needed(work, term.today)
    if before is None or not work.left:
        return
    more = replace(work, submitted=work.submitted + 1, begun=max(work.begun, work.submitted + 1))
    after = days_needed(more, term.today)
    assert after is not None
    assert after <= before
    assert forecast(more, term).days_late <= forecast(work, term).days_late


@given(works(), terms)
def test_a_day_without_a_submission_never_makes_the_forecast_earlier(work, term):
    before = days_needed(work, term.today)
    if before is None:
        return
    after = days_needed(work, term.today + dt.timedelta(days=1))
    assert after is not None
    assert after >= before


@given(works(), terms)
def test_as_many_a_day_as_it_says_are_enough(work, term):
    found = forecast(work, term)
    if found.a_day:
        assert found.a_day * max(1, term.days_left) >= work.left
        assert (found.a_day - 1) * max(1, term.days_left) < work.left


@given(works(), terms)
def test_who_is_on_time_is_done_by_the_last_day_and_who_is_late_is_not(work, term):
    found = forecast(work, term)
    if found.done_on and term.closes:
        assert (found.done_on <= term.closes) is (found.standing is Standing.ON_TIME)


@given(works(), terms)
def test_everybody_can_be_told_something(work, term):
    words = forecast_words(forecast(work, term), term)
    assert words
    assert "None" not in words


@pytest.mark.parametrize(
    ("shown", "words"),
    [(-1, "yesterday"), (0, "today"), (1, "tomorrow"), (6, "Sunday"), (7, "19 September")],
)
def test_a_near_day_goes_by_its_name(shown, words):
    assert show_day(day(shown), MONDAY) == words


def test_every_day_from_the_first_sheet_to_the_last_of_the_round_is_shown():
    found = days_shown({day(-2): 3, MONDAY: 1}, Term(MONDAY, day(1)))
    assert found == [Day(day(-2), 3), Day(day(-1), 0), Day(MONDAY, 1), Day(day(1), 0)]


def test_before_the_first_sheet_there_is_nothing_to_draw():
    assert days_shown({}, IN_NINE_DAYS) == []


def test_of_a_long_time_the_latest_days_are_shown():
    found = days_shown({day(-100): 1, MONDAY: 2}, Term(MONDAY))
    assert len(found) == MOST_DAYS
    assert found[-1] == Day(MONDAY, 2)


@pytest.mark.parametrize(("left", "words"), [(9, "9 days left"), (1, "1 day left"), (0, "it closes today")])
def test_the_days_that_are_left_are_counted_to_the_last_day(left, words):
    assert Term(MONDAY, day(left)).words == words
