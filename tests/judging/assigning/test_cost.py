"""A draw costs no more than an exact solver's, or hardly more."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from awards.judging.assigning import CannotAssign, assign, cheapest_draw
from awards.judging.assigning.board import Board
from awards.judging.assigning.draft import make_draft
from tests.judging.assigning.oracle import cheapest
from tests.judging.assigning.problems import large_problem, small_problems

SLACK = 0.03


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("costs", [0, 50])
def test_a_small_panel_is_drawn_at_the_lowest_cost(seed, costs):
    problem = large_problem(seed, (14, 10, 5), costs=costs, slack=2)
    best = cheapest(problem)
    if best is None:
        with pytest.raises(CannotAssign):
            assign(problem, "s")
    else:
        assert cheapest_draw(problem, "s").cost() == best


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("costs", [0, 50])
def test_a_middling_panel_is_drawn_within_three_per_cent(seed, costs):
    problem = large_problem(seed, (80, 16, 4), costs=costs)
    best = cheapest(problem)
    assert best is not None
    assert best <= cheapest_draw(problem, "s").cost() <= best * (1 + SLACK)


@settings(max_examples=60, deadline=None)
@given(small_problems(least=True))
def test_loads_and_fields_are_balanced_as_a_solver_would(problem):
    best = cheapest(problem)
    try:
        ours = cheapest_draw(problem, "s").cost()
    except CannotAssign:
        ours = None
    assert ours == best


@settings(max_examples=60, deadline=None)
@given(small_problems(organisations=True))
def test_colleagues_meet_only_where_they_must(problem):
    apart = cheapest(problem, colleagues=False)
    board = Board(problem, "s")
    if make_draft(board):
        assert cheapest(problem) is None
        return
    numbers = range(len(board.entries))
    assert any(board.crowded(e) for e in numbers) == (apart is None)
    assert any(cheapest_draw(problem, "s").crowded(e) for e in numbers) == (apart is None)


def test_experience_is_spread_at_a_price_a_solver_cannot_lower_by_much():
    problem = large_problem(5, (14, 10, 3), slack=2)
    people = tuple(replace(judge, experience=n % 3) for n, judge in enumerate(problem.judges))
    problem = replace(problem, judges=people)
    best = cheapest(problem)
    assert best is not None
    assert best <= cheapest_draw(problem, "s").cost() <= best + problem.weights.newcomers
