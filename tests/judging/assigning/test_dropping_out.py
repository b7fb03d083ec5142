"""When a judge drops out, or a conflict is found late: what has been started stays, and little else moves."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from awards.judging.assigning import CannotAssign, Judge, Problem, assign
from tests.judging.assigning.problems import entries, judges, large_problem, small_problems


def without(problem: Problem, judge: str, pairs, *, fixed: bool) -> Problem:
    """The same problem after a judge has gone, with what was drawn fixed, or only standing."""
    people = tuple(each for each in problem.judges if each.key != judge)
    forbidden = frozenset(pair for pair in problem.forbidden if pair[0] != judge)
    left = frozenset(pair for pair in pairs if pair[0] != judge)
    kept = {"fixed": left} if fixed else {"standing": left}
    return replace(problem, judges=people, forbidden=forbidden, **kept)


@pytest.mark.parametrize("fixed", [True, False])
@pytest.mark.parametrize("size", [(14, 10, 3), (200, 40, 4)])
def test_exactly_the_lost_reviews_move(size, fixed):
    problem = large_problem(3, size, slack=2)
    before = assign(problem, "s").pairs
    lost = frozenset(pair for pair in before if pair[0] == "J4")
    after = assign(without(problem, "J4", before, fixed=fixed), "t").pairs
    assert before - after == lost
    assert Counter(entry for _, entry in after - before) == Counter(entry for _, entry in lost)


def test_a_late_conflict_moves_one_review():
    problem = Problem(entries(14, 5), judges(10))
    before = assign(problem, "s").pairs
    conflict = min(before)
    later = replace(problem, forbidden=frozenset({conflict}), fixed=before - {conflict})
    after = assign(later, "s").pairs
    assert before - after == {conflict}
    assert {entry for _, entry in after - before} == {conflict[1]}


@settings(max_examples=60, deadline=None)
@given(small_problems(organisations=True, roomy=True), st.randoms(use_true_random=False))
def test_what_has_been_started_never_moves(problem, chance):
    try:
        before = assign(problem, "s").pairs
    except CannotAssign:
        before = frozenset()
    assume(before)
    started = frozenset(chance.sample(sorted(before), chance.randint(1, len(before))))
    assert started <= assign(replace(problem, fixed=started), "another").pairs


def test_what_stands_moves_where_a_nomination_could_not_get_its_judges_otherwise():
    problem = Problem(entries(2, 1), judges(2, most=1), forbidden=frozenset({("J2", "N2")}))
    badly = frozenset({("J1", "N1")})
    assert assign(replace(problem, standing=badly), "s").pairs == {("J2", "N1"), ("J1", "N2")}
    with pytest.raises(CannotAssign):
        assign(replace(problem, fixed=badly), "s")


def test_what_stands_moves_no_further_than_it_must():
    problem = large_problem(7, (60, 15, 3), slack=1.01)
    before = assign(problem, "s").pairs
    conflict = min(before)
    later = replace(problem, standing=before - {conflict}, forbidden=problem.forbidden | {conflict})
    assert len(before - assign(later, "s").pairs) <= 3


def test_what_can_no_longer_stand_is_told():
    problem = Problem(entries(2, 1), judges(2), forbidden=frozenset({("J1", "N1")}))
    standing = frozenset({("J1", "N1"), ("J2", "N2")})
    outcome = assign(replace(problem, standing=standing), "s")
    assert outcome.lost == {("J1", "N1")}
    assert outcome.pairs >= {("J2", "N2"), ("J2", "N1")}


def test_more_started_reviews_than_are_needed_or_allowed_stay():
    started = frozenset({("J1", "N1"), ("J1", "N2"), ("J2", "N1")})
    problem = Problem(entries(2, 1), judges(2, most=1), fixed=started)
    assert assign(problem, "s").pairs == started


def test_who_wants_fewer_than_before_keeps_as_many_as_that():
    standing = frozenset({("J1", "N1"), ("J1", "N2"), ("J1", "N3")})
    outcome = assign(
        Problem(entries(3, 1), (*judges(1, most=2), *judges(1, first=2)), standing=standing), "s"
    )
    assert outcome.loads == {"J1": 2, "J2": 1}
    assert len(outcome.lost) == 1


def test_what_has_been_started_is_not_passed_on_to_meet_a_least():
    started = frozenset({("J1", "N1")})
    people = (*judges(1), *judges(1, first=2, least=1))
    with pytest.raises(CannotAssign, match="J2 must have 1 nomination, but there can be no more than 0"):
        assign(Problem(entries(1, 1), people, fixed=started), "s")
    assert assign(Problem(entries(1, 1), people, standing=started), "s").pairs == {("J2", "N1")}


def test_what_stands_moves_rather_than_bring_colleagues_together():
    people = (
        Judge("A1", 1, organisation="a"),
        Judge("A2", 1, organisation="a"),
        Judge("B", 1),
        Judge("C", 1),
    )
    standing = frozenset({("A1", "N1"), ("B", "N2"), ("C", "N2")})
    problem = Problem(entries(2, 2), people, forbidden=frozenset({("C", "N1")}), standing=standing)
    assert assign(problem, "s").pairs == {("A1", "N1"), ("B", "N1"), ("A2", "N2"), ("C", "N2")}
