"""Rules of the evening's clock."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from awards.ceremony.timing import (
    HOUR,
    MINUTE,
    Slot,
    clock_text,
    length_text,
    overrun,
    parse_clock,
    parse_length,
    plan_times,
    squeeze,
)

DOORS = 18 * HOUR


def fixed(minutes: int, hard_start: int | None = None) -> Slot:
    return Slot(minutes * MINUTE, minutes * MINUTE, minutes * MINUTE, hard_start)


@st.composite
def _slot(draw: st.DrawFn, hard: bool = True) -> Slot:
    shortest, more, most = (draw(st.integers(0, 5400)) for _ in range(3))
    start = draw(st.none() | st.integers(DOORS, DOORS + 5 * HOUR)) if hard else None
    return (
        Slot(shortest, shortest, shortest)
        if not more
        else Slot(shortest + more, shortest, shortest + more + most, start)
    )


evenings = st.lists(_slot(), max_size=12)
flowing = st.lists(_slot(hard=False), max_size=12)


def test_each_item_starts_when_the_one_before_ends() -> None:
    times = plan_times([fixed(45), fixed(15), fixed(6)], DOORS)
    assert [(clock_text(t.start), clock_text(t.end)) for t in times] == [
        ("18:00", "18:45"),
        ("18:45", "19:00"),
        ("19:00", "19:06"),
    ]


@pytest.mark.parametrize(("before", "gap"), [(50, 10 * MINUTE), (60, 0), (65, -5 * MINUTE)])
def test_a_hard_start_shows_the_gap_or_the_overlap_before_it(before: int, gap: int) -> None:
    _, dinner = plan_times([fixed(before), fixed(70, hard_start=19 * HOUR)], DOORS)
    assert (dinner.start, dinner.gap) == (19 * HOUR, gap)


def test_back_times_count_from_the_hard_finish() -> None:
    speech, close = plan_times([Slot(600, 300, 600), Slot(420, 240, 480)], DOORS, hard_finish=DOORS + 1200)
    assert (speech.back_start, close.back_start) == (DOORS + 180, DOORS + 780)
    assert (speech.latest_start, close.latest_start) == (DOORS + 660, DOORS + 960)


def test_back_times_before_a_hard_start_count_from_it() -> None:
    drinks, _ = plan_times([Slot(2700, 2100, 2700), fixed(70, 19 * HOUR)], DOORS, hard_finish=23 * HOUR)
    assert (drinks.back_start, drinks.latest_start) == (19 * HOUR - 2700, 19 * HOUR - 2100)


@pytest.mark.parametrize(("minutes", "over"), [(270, 0), (280, 10 * MINUTE), (255, -15 * MINUTE)])
def test_the_overrun_is_what_passes_the_hard_finish(minutes: int, over: int) -> None:
    assert overrun([fixed(minutes)], DOORS, DOORS + 270 * MINUTE) == over


def test_an_item_that_overlaps_all_that_follows_counts_as_overrun_with_what_follows() -> None:
    assert overrun([fixed(120), fixed(5, DOORS + HOUR)], DOORS, DOORS + 90 * MINUTE) == 35 * MINUTE


def test_a_wait_takes_up_what_an_overlap_pushed_back() -> None:
    slots = [fixed(65), fixed(20, DOORS + HOUR), fixed(5, DOORS + 90 * MINUTE)]
    assert [(t.gap // MINUTE, t.late // MINUTE) for t in plan_times(slots, DOORS)] == [
        (0, 0),
        (-5, 5),
        (10, 0),
    ]


def test_an_evening_without_items_is_in_hand() -> None:
    assert plan_times([], DOORS) == []
    assert overrun([], DOORS, DOORS + HOUR) == -HOUR


@given(flowing)
def test_forward_and_back_times_agree_when_nothing_is_pinned(slots: list[Slot]) -> None:
    assert all(t.start == t.back_start for t in plan_times(slots, DOORS))


@given(flowing)
def test_planned_lengths_add_up_to_the_evening(slots: list[Slot]) -> None:
    assert overrun(slots, DOORS, DOORS) == sum(slot.planned for slot in slots)


@given(flowing, st.integers(-HOUR, HOUR))
def test_the_float_is_the_time_in_hand_everywhere(slots: list[Slot], hand: int) -> None:
    finish = DOORS + sum(slot.planned for slot in slots) + hand
    assert all(t.back_start - t.start == hand for t in plan_times(slots, DOORS, finish))


@given(evenings)
def test_the_latest_start_is_never_before_the_back_start(slots: list[Slot]) -> None:
    assert all(t.latest_start >= t.back_start for t in plan_times(slots, DOORS))


@given(evenings)
def test_gaps_account_for_every_second_between_items(slots: list[Slot]) -> None:
    times = plan_times(slots, DOORS)
    ends = [DOORS, *(t.end for t in times)]
    assert [t.start - end for t, end in zip(times, ends, strict=False)] == [t.gap for t in times]


@given(evenings)
def test_an_overlap_pushes_back_the_end_of_all_that_follows(slots: list[Slot]) -> None:
    clock = DOORS
    for slot, timing in zip(slots, plan_times(slots, DOORS), strict=True):
        clock = max(clock, slot.hard_start or clock) + slot.planned
        assert timing.worst_end == clock
    assert overrun(slots, DOORS, 0) == clock


@given(evenings, st.integers(1, HOUR), st.data())
def test_a_longer_item_never_ends_the_evening_earlier(
    slots: list[Slot], more: int, data: st.DataObject
) -> None:
    assume(slots)
    index = data.draw(st.integers(0, len(slots) - 1))
    longer = replace(slots[index], planned=slots[index].planned + more, longest=slots[index].longest + more)
    changed = [*slots[:index], longer, *slots[index + 1 :]]
    assert overrun(changed, DOORS, 0) >= overrun(slots, DOORS, 0)


@given(evenings, st.integers(-HOUR, 10 * HOUR))
def test_squeezing_never_passes_the_shortest(slots: list[Slot], seconds: int) -> None:
    for before, after in zip(slots, squeeze(slots, seconds), strict=True):
        assert before.shortest <= after.planned <= before.planned


@given(flowing, st.integers(0, 10 * HOUR))
def test_squeezing_takes_what_is_asked_or_all_there_is(slots: list[Slot], seconds: int) -> None:
    won = overrun(slots, DOORS, 0) - overrun(squeeze(slots, seconds), DOORS, 0)
    assert won == min(seconds, sum(slot.planned - slot.shortest for slot in slots))


def test_squeezing_leaves_what_comes_before_a_hard_start() -> None:
    drinks, dinner = Slot(3600, 1800, 3600), Slot(4200, 3600, 4200, 19 * HOUR)
    assert squeeze([drinks, dinner], 7200) == [drinks, Slot(3600, 3600, 4200, 19 * HOUR)]


def test_the_most_elastic_item_is_squeezed_first() -> None:
    assert [s.planned for s in squeeze([Slot(600, 540, 600), Slot(480, 0, 480)], 300)] == [600, 180]


@pytest.mark.parametrize("lengths", [(60, 90, 120), (60, 30, 50), (-1, -1, -1)])
def test_a_planned_length_lies_between_its_limits(lengths: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="between the shortest and the longest"):
        Slot(*lengths)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(65100, "18:05"), (65130, "18:05:30"), (87300, "00:15"), (0, "00:00"), (86399, "23:59:59")],
)
def test_the_clock_is_read_out_in_hours_and_minutes(seconds: int, text: str) -> None:
    assert clock_text(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(210, "3:30"), (45, "0:45"), (2700, "45:00"), (3900, "1:05:00"), (-250, "-4:10"), (0, "0:00")],
)
def test_lengths_are_read_out_in_minutes_and_seconds(seconds: int, text: str) -> None:
    assert length_text(seconds) == text


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("3:30", 210),
        ("3m", 180),
        ("90s", 90),
        ("1h 5m", 3900),
        ("1h5m", 3900),
        ("45m", 2700),
        ("45", 2700),
        (" 45  Minutes ", 2700),
        ("1 hour 10 mins 5 secs", 4205),
        ("2h", 7200),
        ("6m30s", 390),
        ("1:05:00", 3900),
        ("90:00", 5400),
        ("24h", 86400),
        ("0", 0),
    ],
)
def test_lengths_are_read_as_people_write_them(text: str, seconds: int) -> None:
    assert parse_length(text) == seconds


@pytest.mark.parametrize(
    "text",
    ["", " ", "soon", "3:5", "3:60", "-3m", "1.5h", "5 m 3", "m", "1:75:00", "25h", "1:2:3", "\u0663m"],
)
def test_what_is_no_length_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"^Enter a length .*\.$"):
        parse_length(text)


@given(st.integers(0, 86400))
def test_a_length_is_read_back_as_written(seconds: int) -> None:
    assert parse_length(length_text(seconds)) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("18:00", DOORS), ("6:05", 21900), ("18.30", 66600), ("18:05:30", 65130), ("00:15", 900)],
)
def test_times_are_read_on_the_24_hour_clock(text: str, seconds: int) -> None:
    assert parse_clock(text) == seconds


def test_a_time_before_the_evening_begins_is_after_midnight() -> None:
    assert parse_clock("00:15", after=DOORS) == 87300


@pytest.mark.parametrize("text", ["", "24:00", "18:60", "18", "6pm", "18:00:99", "-1:00"])
def test_what_is_no_time_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="24-hour clock"):
        parse_clock(text)


@given(st.integers(0, 86399))
def test_a_time_is_read_back_as_written(seconds: int) -> None:
    assert parse_clock(clock_text(seconds)) == seconds
