"""Floats, in plain Python and by numpy: the same as fractions to a thousand-millionth of a point."""

import pytest
from hypothesis import given

from awards.results.measures.adjusted import Fit, fit
from awards.results.measures.fast import solve_directly
from awards.results.measures.placing import fit_of_any_size
from awards.results.measures.solving import solve_nearly
from awards.results.measures.tables import NotComparable, Scores, ranks
from tests.results.measures.panels import panels, quick, simulated, written

SOLVERS = [solve_nearly, solve_directly]
CLOSE = 1e-9


def apart(one: Fit, other: Fit) -> float:
    """The largest difference between two fits."""
    nominations = [
        abs(one.nominations[name].adjusted - other.nominations[name].adjusted) for name in one.scores
    ]
    judges = [abs(one.severities[judge] - other.severities[judge]) for judge in one.severities]
    return float(max(*nominations, *judges))


def places(found: Fit) -> dict[str, int]:
    return ranks({name: each.adjusted for name, each in found.nominations.items()})


def chain(length: int) -> Scores:
    """Nominations that only one judge each connects with the next one."""
    return {
        f"n{number:03}": {f"j{number:03}": number * 7 % 11, f"j{number + 1:03}": number * 5 % 13}
        for number in range(length)
    }


@pytest.mark.parametrize("solver", SOLVERS)
@quick
@given(scores=panels())
def test_floats_are_fractions_to_nine_decimals_with_the_same_ties(solver, scores):
    exact, nearly = fit(scores), fit(scores, solver)
    assert (exact.exact, nearly.exact) == (True, False)
    assert apart(exact, nearly) < CLOSE
    assert places(exact) == places(nearly)


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize(
    "scores",
    [simulated(5, 120, 40, 4)[1], simulated(6, 30, 70, 9)[1], chain(60)],
    ids=["more nominations", "more judges", "a chain"],
)
def test_larger_tables_too(solver, scores):
    exact, nearly = fit(scores), fit(scores, solver)
    assert apart(exact, nearly) < CLOSE
    assert places(exact) == places(nearly)
    assert nearly.noise == exact.noise or float(abs(nearly.noise - exact.noise)) < CLOSE


@pytest.mark.parametrize("solver", SOLVERS)
def test_who_is_level_only_after_adjusting_is_level_in_floats(solver):
    near = fit(written("5 5 . | . 5 8 | 5 . 8 | 2 2 5"), solver)
    assert [each.mean for each in near.nominations.values()] == [5, 6.5, 6.5, 3]
    assert places(near) == {"a": 1, "b": 1, "c": 1, "d": 4}


@pytest.mark.parametrize("solver", SOLVERS)
def test_severities_in_floats_add_up_to_nothing(solver):
    assert sum(fit(simulated(7, 50, 20, 4)[1], solver).severities.values()) == 0


@pytest.mark.parametrize("solver", SOLVERS)
def test_groups_are_refused_in_floats_too(solver):
    with pytest.raises(NotComparable):
        fit(written("5 6 . . | 4 7 . . | . . 5 5 | . . 8 9"), solver)


def test_where_a_matrix_would_be_too_large_none_is_made():
    """Three thousand judges of two nominations; the last one has scored only the second."""
    judges = {f"j{number:04}": number * 7 % 23 for number in range(3_001)}
    scores = {"a": judges, "b": {judge: score + 2 for judge, score in judges.items()} | {"last": 3}}
    assert apart(fit(scores), fit(scores, solve_directly)) < CLOSE


def test_what_is_too_large_for_fractions_is_the_same_with_numpy_and_without():
    _, scores = simulated(8, 300, 200, 4)
    by_numpy, plain = fit_of_any_size(scores), fit(scores)
    assert (by_numpy.exact, plain.exact) == (False, False)
    assert apart(by_numpy, plain) < CLOSE and places(by_numpy) == places(plain)
