"""The additive model: adjusted means, severities, what is left as noise, and what cannot be compared."""

from fractions import Fraction

import pytest
from hypothesis import given

from awards.results.measures.adjusted import EXACT_WORK, fit, work
from awards.results.measures.tables import NotComparable, Scores, advisory, groups_of, named, ranks
from tests.results.measures.panels import judges_in, panels, quick, simulated, table, written

CATALYST = "73 74 . 71 | . 75 67 72 | 73 75 68 . | 75 . 72 75"
"""Montgomery, Design and Analysis of Experiments: balanced incomplete blocks."""


def turned(scores: Scores) -> dict[str, dict[str, Fraction | int]]:
    """The table with judges for nominations and nominations for judges."""
    return {
        judge: {name: given[judge] for name, given in scores.items() if judge in given}
        for judge in judges_in(scores)
    }


def refusal(scores: Scores) -> NotComparable:
    with pytest.raises(NotComparable) as refused:
        fit(scores)
    return refused.value


def test_montgomerys_noise_and_effects():
    found = fit(written(CATALYST))
    assert (found.noise, found.freedom, found.exact) == (Fraction(65, 100), 5, True)
    middle = sum(each.adjusted for each in found.nominations.values()) / 4
    assert [each.adjusted - middle for each in found.nominations.values()] == [
        Fraction(-9, 8),
        Fraction(-7, 8),
        Fraction(-4, 8),
        Fraction(20, 8),
    ]


def test_the_shift_is_what_its_judges_give_less_than_all_judges():
    scores = written(CATALYST)
    found = fit(scores)
    assert sum(found.severities.values()) == 0
    for name, given_scores in scores.items():
        estimate = found.nominations[name]
        of_its_judges = sum(found.severities[judge] for judge in given_scores) / estimate.judges
        assert estimate.mean == Fraction(sum(given_scores.values()), estimate.judges)
        assert estimate.shift == -of_its_judges and estimate.adjusted == estimate.mean - of_its_judges


def test_a_strict_judge_costs_nobody_a_place():
    """C gives ten less than A and B; only b and c had C."""
    found = fit(written("8 8 . | 9 . -1 | . 7 -3 | 6 6 -4"))
    assert found.severities == {"A": Fraction(10, 3), "B": Fraction(10, 3), "C": Fraction(-20, 3)}
    assert [each.shift for each in found.nominations.values()] == [
        Fraction(-10, 3),
        Fraction(5, 3),
        Fraction(5, 3),
        0,
    ]
    assert ranks({name: each.adjusted for name, each in found.nominations.items()}) == {
        "b": 1,
        "a": 2,
        "c": 3,
        "d": 4,
    }


@quick
@given(panels())
def test_noise_is_the_mean_square_of_what_is_unexplained(scores):
    found = fit(scores)
    squares = sum(found.residuals(name, judge) ** 2 for name in scores for judge in scores[name])
    assert found.noise == (squares / found.freedom if found.freedom else None)


@quick
@given(panels())
def test_turned_round_judges_become_what_nominations_were(scores):
    """It is solved over the smaller side, so this compares two ways of solving."""
    found, other = fit(scores), fit(turned(scores))
    assert found.noise == other.noise
    first = judges_in(scores)[0]
    assert {judge: each - found.severities[first] for judge, each in found.severities.items()} == {
        judge: each.adjusted - other.nominations[first].adjusted for judge, each in other.nominations.items()
    }


def test_where_each_score_is_needed_there_is_no_noise_to_tell():
    assert fit(written("5 6 | . 7")).noise is None
    assert fit(written("5")).noise is None


def test_scores_in_parts_of_a_point_stay_exact():
    scores = table([[Fraction(15, 2), Fraction(22, 3)], [Fraction(29, 4), None]])
    assert fit(scores).nominations["a"].adjusted == Fraction(89, 12)
    assert fit(scores).nominations["b"].adjusted == Fraction(29, 4) - Fraction(1, 12)


def test_panels_are_solved_in_fractions_and_only_large_tables_in_floats():
    _, panel = simulated(1, 40, 20, 18)
    _, large = simulated(1, 200, 200, 4)
    assert (work(panel) <= EXACT_WORK, work(large) <= EXACT_WORK) == (True, False)
    assert (fit(panel).exact, fit(large).exact) == (True, False)


def test_groups_that_no_judge_connects_are_refused_by_name():
    refused = refusal(written("5 6 . . | 4 7 . . | . . 5 5 | . . 8 9"))
    assert refused.groups == (("a", "b"), ("c", "d"))
    assert refused.sentence.startswith(
        "These 2 groups of nominations have no judge in common, so nothing tells strict judges from weaker"
        " nominations: (1) “a” and “b”; (2) “c” and “d”."
    )


def test_of_many_groups_the_first_are_named():
    sentence = refusal({f"n{number}": {f"j{number}": 5} for number in range(12)}).sentence
    assert "(10) “n9”; and 2 more groups." in sentence and "n10" not in sentence


def test_a_nomination_without_a_score_is_refused_by_name():
    refused = refusal({"a": {"A": 5}, "b": {}})
    assert refused.sentence.startswith("Nobody has scored “b”.")
    assert refused.groups == (("b",),)


def test_a_table_without_scores_is_refused():
    assert refusal({}).sentence == "There are no scores."


def test_a_chain_of_judges_connects_its_ends():
    assert groups_of(written("1 . . | 1 1 . | . 1 1 | . . 1")) == (("a", "b", "c", "d"),)


def test_what_hangs_on_few_scores_is_ranked_and_named():
    scores = written("5 6 7 . | 5 6 7 . | 5 6 7 . | 5 . 4 9")
    assert fit(scores).advisory == ("Fewer than 3 nominations were scored by “D”.",)
    thin = advisory(written("5 6 7 | 5 6 7 | 5 6 ."))
    assert thin == ("Fewer than 3 judges scored “c”.", "Fewer than 3 nominations were scored by “C”.")
    assert advisory(written("5 6 7 | 5 6 7 | 5 6 7")) == ()


def test_of_many_names_ten_are_told():
    assert named(["a", "b", "c"]) == "“a”, “b” and “c”"
    assert named([str(number) for number in range(12)]).endswith("“8”, “9” and 2 more")


def test_equal_values_share_a_rank_and_the_next_ones_are_left_out():
    assert ranks({"a": Fraction(1), "b": Fraction(2), "c": Fraction(2), "d": Fraction(3)}) == {
        "d": 1,
        "b": 2,
        "c": 2,
        "a": 4,
    }
