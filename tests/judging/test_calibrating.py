"""How points of the sample are spread, who is far from the agreed answer, and what a sample may not say."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.judging.calibrating import Sheet, far_apart, letter, passages, spreads
from awards.judging.rules import Criterion

IMPACT, TEAMWORK = Criterion("impact", "Impact", 60), Criterion("teamwork", "Teamwork", 40)


def spread(*points, own=None):
    sheets = [Sheet({"impact": given}, {}, own=number == own) for number, given in enumerate(points)]
    return spreads(sheets, [IMPACT])[0]


@pytest.mark.parametrize(
    ("points", "counts", "lowest", "highest", "width", "median"),
    [
        ((3,), (0, 0, 0, 1, 0, 0), 3, 3, 0, 3),
        ((2, 4), (0, 0, 1, 0, 1, 0), 2, 4, 2, 3),
        ((2, 3), (0, 0, 1, 1, 0, 0), 2, 3, 1, Fraction(5, 2)),
        ((0, 5, 5), (1, 0, 0, 0, 0, 2), 0, 5, 5, 5),
        ((4, 1, 3, 1), (0, 2, 0, 1, 1, 0), 1, 4, 3, 2),
        ((), (0, 0, 0, 0, 0, 0), None, None, 0, None),
    ],
)
def test_a_spread_counts_every_point_and_knows_its_ends_and_its_middle(
    points, counts, lowest, highest, width, median
):
    found = spread(*points)
    assert found.counts == counts
    assert (found.lowest, found.highest, found.range, found.median) == (lowest, highest, width, median)


@given(st.lists(st.integers(0, 5), min_size=1))
def test_the_middle_lies_between_the_ends_and_all_are_counted(points):
    found = spread(*points)
    assert found.lowest <= found.median <= found.highest
    assert sum(found.counts) == len(points)
    assert spread(*sorted(points)).median == found.median


def test_judges_are_letters_and_only_the_viewers_own_is_marked():
    found = spread(2, 4, 4, own=1)
    assert [(each.letter, each.points) for each in found.given if each.own] == [("B", 4)]
    assert [each.letter for each in found.at(4)] == ["B", "C"]
    assert found.own == 4


def test_a_judge_keeps_their_letter_where_another_has_no_points():
    sheets = [Sheet({"teamwork": 1}, {}), Sheet({"impact": 3, "teamwork": 2}, {"impact": "Because."})]
    impact, teamwork = spreads(sheets, [IMPACT, TEAMWORK])
    assert [(each.letter, each.why) for each in impact.given] == [("B", "Because.")]
    assert [each.letter for each in teamwork.given] == ["A", "B"]


@pytest.mark.parametrize(("number", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA")])
def test_letters_go_on_after_z(number, name):
    assert letter(number) == name


@pytest.mark.parametrize(("own", "far"), [(1, True), (2, False), (4, False), (5, False), (0, True)])
def test_only_more_than_two_points_are_far(own, far):
    found = far_apart({"impact": own}, {"impact": 4}, [IMPACT, TEAMWORK])
    assert [(each.name, each.points, each.agreed) for each in found] == ([("Impact", own, 4)] if far else [])


def test_who_scored_nothing_is_far_from_nothing():
    assert far_apart({}, {"impact": 4}, [IMPACT]) == []


def test_a_sample_is_looked_through_for_children_too():
    parts = [{"heading": "The challenge", "text": "Our little Kayleigh, 7, lives at 12 Mill Lane, Dudley."}]
    assert {each.heading for each in passages("A made-up team", parts)} == {"The challenge"}


def test_the_made_up_teams_own_name_is_nobodys_secret():
    parts = [{"heading": "The challenge", "text": "Then little Mabel Harper joined in."}]
    assert [each.finding.passage for each in passages("A made-up team", parts)] == ["Mabel Harper"]
    assert passages("Mabel Harper", parts) == []
