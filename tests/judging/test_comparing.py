"""A judge's own scores beside each other: range, how often each point, what else has the same one."""

import uuid
from fractions import Fraction

import pytest

from awards.judging.comparing import Frequency, Level, Same, Spread, frequencies, levels, spread

WORDS = ("Weak", "Some", "Good")
ALDER, BIRCH, CEDAR, DOVE = (Same(uuid.UUID(int=n), name) for n, name in enumerate(["A", "B", "C", "D"]))


@pytest.mark.parametrize("totals", [[], [Fraction(60)]])
def test_one_total_alone_has_no_range(totals: list[Fraction]) -> None:
    assert spread(totals) is None


@pytest.mark.parametrize(
    ("totals", "middle"), [([40, 90, 60], Fraction(60)), ([40, 61, 90, 60], Fraction(121, 2))]
)
def test_the_range_goes_from_the_lowest_to_the_highest_with_the_middle(totals, middle) -> None:
    found = spread(map(Fraction, totals))
    assert found == Spread(len(totals), Fraction(40), middle, Fraction(90))
    assert found.width == 50


def test_every_point_of_the_scale_is_counted_and_gaps_are_not() -> None:
    assert frequencies([2, None, 0, 2], [WORDS]) == [
        Frequency(0, "Weak", 1),
        Frequency(1, "Some", 0),
        Frequency(2, "Good", 2),
    ]


def test_a_point_that_criteria_call_differently_has_no_word() -> None:
    found = frequencies([3], [WORDS, ("Weak", "A little", "Good", "Best")])
    assert [(each.word, each.times) for each in found] == [("Weak", 0), ("", 0), ("Good", 0), ("Best", 1)]


def test_without_criteria_there_is_nothing_to_count() -> None:
    assert frequencies([], []) == []


def test_levels_go_up_and_keep_the_order_within() -> None:
    found = levels([(4, BIRCH), (0, CEDAR), (4, ALDER)])
    assert found == [Level(0, (CEDAR,), 0), Level(4, (BIRCH, ALDER), 0)]


def test_two_are_named_and_the_others_counted() -> None:
    assert levels([(4, ALDER), (4, BIRCH), (4, CEDAR), (4, DOVE)]) == [Level(4, (ALDER, BIRCH), 2)]


@pytest.mark.parametrize(
    ("others", "label"), [([ALDER], "Your other 4:"), ([ALDER, BIRCH, CEDAR], "Your other 4s:")]
)
def test_one_is_one(others: list[Same], label: str) -> None:
    assert [level.label for level in levels([(4, same) for same in others])] == [label]
