"""Rules of the picture: who stands where, that nothing overlaps, that nothing leaves the frame."""

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from awards.results.plots import APART, CIRCLE, Row, picture_of

letters = st.integers(0, 25).map(lambda number: chr(ord("A") + number))
totals = st.dictionaries(letters, st.integers(0, 400).map(lambda quarter: quarter / 4), min_size=1)
rows = st.lists(
    st.builds(
        lambda name, scores: Row(name, "1", sorted(scores.items()), sum(scores.values()) / len(scores)),
        st.text("abc ", max_size=90),
        totals,
    ),
    min_size=1,
    max_size=6,
)


def row(*scores: float, name: str = "Team", **values: Any) -> Row:
    given_scores = [(chr(ord("A") + number), total) for number, total in enumerate(scores)]
    return Row(name, "1", given_scores, sum(scores) / len(scores), **values)


def per_cent(written: str) -> float:
    return float(written.removesuffix("%"))


def test_the_scale_is_of_whole_tens_round_what_is_drawn() -> None:
    drawn = picture_of([row(61, 87), row(70, 79)])
    assert (drawn.lowest, drawn.highest) == (60, 90)
    assert [tick.value for tick in drawn.ticks] == [60, 70, 80, 90]
    assert [tick.x for tick in drawn.ticks] == ["3.0%", "34.3%", "65.7%", "97.0%"]


def test_a_long_scale_has_every_second_ten() -> None:
    assert [tick.value for tick in picture_of([row(12, 98)]).ticks] == [20, 40, 60, 80, 100]


def test_scores_that_are_all_the_same_still_have_a_scale() -> None:
    drawn = picture_of([row(100, 100)])
    assert (drawn.lowest, drawn.highest) == (80, 100)


def test_means_and_bars_stand_on_the_scale_and_never_beyond_it() -> None:
    (lane,) = picture_of([row(60, 80, adjusted=65, bar=(50.0, 75.0))]).lanes
    assert (lane.mean, lane.adjusted, lane.bar) == ("50.0%", "26.5%", ("3.0%", "73.5%"))


def test_without_a_fit_there_is_neither_adjusted_mean_nor_bar() -> None:
    drawn = picture_of([row(60, 80)])
    assert (drawn.has_adjusted, drawn.has_bars, drawn.lanes[0].adjusted) == (False, False, "")


def test_a_long_name_takes_two_lines_and_pushes_the_rest_down() -> None:
    short, long = picture_of([row(60), row(60, name="A team with a name that needs more than a line")]).lanes
    assert [len(lane.names) for lane in (short, long)] == [1, 2]
    assert long.bottom - long.top > short.bottom - short.top


def test_equal_scores_stand_above_each_other() -> None:
    (lane,) = picture_of([row(70, 70, 70)]).lanes
    assert [dot.letter for dot in lane.dots] == ["A", "B", "C"]
    assert lane.dots[0].y - lane.dots[1].y == lane.dots[1].y - lane.dots[2].y == CIRCLE


@given(rows)
def test_no_two_circles_overlap_on_a_phone(found: list[Row]) -> None:
    for lane in picture_of(found).lanes:
        dots = list(lane.dots)
        for number, dot in enumerate(dots):
            for other in dots[number + 1 :]:
                beside = abs(per_cent(dot.x) - per_cent(other.x)) >= APART - 0.11  # one decimal is written
                assert beside or abs(dot.y - other.y) >= CIRCLE


@given(rows)
def test_everything_is_inside_the_frame_and_below_its_name(found: list[Row]) -> None:
    drawn = picture_of(found)
    below = 0
    for lane in drawn.lanes:
        assert below <= lane.top < lane.names[-1][1] < min(dot.y for dot in lane.dots)
        assert max(dot.y for dot in lane.dots) < lane.strip < lane.bottom <= drawn.height
        assert all(0 < per_cent(dot.x) < 100 for dot in lane.dots)
        below = lane.bottom


@given(rows)
def test_a_higher_score_never_stands_further_left(found: list[Row]) -> None:
    for given_row, lane in zip(found, picture_of(found).lanes, strict=True):
        totals_of = dict(given_row.scores)
        placed = [totals_of[dot.letter] for dot in sorted(lane.dots, key=lambda dot: per_cent(dot.x))]
        spread = 0.06 * 100 / 94  # what one decimal may hide
        assert all(before <= after + spread for before, after in pairwise(placed))
