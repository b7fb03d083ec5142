"""Measures of agreement: published figures, what is not defined, and the definitions as they stand."""

from collections import Counter
from fractions import Fraction
from itertools import permutations
from statistics import variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.results.measures.adjusted import fit
from awards.results.measures.agreement import Agreement, agreement, alpha, beyond, friedman
from awards.results.measures.variances import mean_squares, spread_of
from tests.results.measures.panels import panels, quick, table, written

OBSERVERS = [
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
]
SHROUT_FLEISS = "9 2 5 8 | 6 1 3 2 | 8 4 6 8 | 7 1 2 6 | 10 5 6 9 | 6 2 4 7"
RUNNERS = (
    "5.40 5.50 5.55|5.85 5.70 5.75|5.20 5.60 5.50|5.55 5.50 5.40|5.90 5.85 5.70|5.45 5.55 5.60|"
    "5.40 5.40 5.35|5.45 5.50 5.35|5.25 5.15 5.00|5.85 5.80 5.70|5.25 5.20 5.10|5.65 5.55 5.45|"
    "5.60 5.35 5.45|5.05 5.00 4.95|5.50 5.50 5.40|5.45 5.55 5.50|5.55 5.55 5.35|5.45 5.50 5.55|"
    "5.50 5.45 5.25|5.65 5.60 5.40|5.70 5.65 5.55|6.30 6.30 6.25"
)


def units_of(observers: list[str]) -> list[list[int]]:
    columns = zip(*(row.split() for row in observers), strict=True)
    return [[int(value) for value in column if value != "."] for column in columns]


@pytest.mark.parametrize(
    ("metric", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_krippendorffs_own_example(metric, published: float) -> None:
    """Computing Krippendorff's Alpha-Reliability, 2011."""
    assert round(alpha(units_of(OBSERVERS), metric), 3) == published


def test_the_analysis_of_shrout_and_fleiss() -> None:
    """Psychological Bulletin 86:420, 1979; the components as a mixed model finds them."""
    found = mean_squares([list(given.values()) for given in written(SHROUT_FLEISS).values()])
    assert [round(float(each), 2) for each in (found.bms, found.wms, found.jms, found.ems)] == [
        11.24,
        6.26,
        32.49,
        1.02,
    ]
    assert [round(found.icc(form, mean=False), 4) for form in (1, 2, 3)] == [0.1657, 0.2898, 0.7148]
    assert [round(found.icc(form, mean=True), 4) for form in (1, 2, 3)] == [0.4428, 0.6201, 0.9093]
    assert [round(each, 3) for each in found.components] == [2.556, 5.244, 1.019]


def test_without_gaps_reliability_is_shrout_and_fleisss_third_form() -> None:
    found = agreement(written(SHROUT_FLEISS))
    assert round(found.reliability, 4) == 0.9093
    assert round(found.reliability_single, 4) == 0.7148


def test_reports_of_three_judges_agree_by_chance_one_time_in_ten() -> None:
    """Three judges give 1 3 2, 1 3 2 and 1 2 3: rank sums 3, 8 and 7."""
    found = friedman(written("1 1 1 | 3 3 2 | 2 2 3"))
    assert (round(found.w, 4), found.freedom, round(found.p, 4)) == (0.7778, 2, 0.0970)


def test_hollander_and_wolfes_runners() -> None:
    """Nonparametric Statistical Methods, 1973, page 140: 22 runners as judges of three ways round a base."""
    runners = [[Fraction(time) for time in row.split()] for row in RUNNERS.split("|")]
    found = friedman(table(list(zip(*runners, strict=True))))
    assert (round(found.chi2, 3), found.freedom, round(found.p, 6)) == (11.143, 2, 0.003805)
    assert round(found.w, 4) == 0.2532


@pytest.mark.parametrize(
    ("chi2", "freedom", "p"),
    [
        (0, 4, 1),
        (3.841, 1, 0.05),
        (5.991, 2, 0.05),
        (7.815, 3, 0.05),
        (9.488, 4, 0.05),
        (14.067, 7, 0.05),
        (18.307, 10, 0.05),
        (36.191, 19, 0.01),
        (37.566, 20, 0.01),
    ],
)
def test_chi_squared_is_that_of_the_tables(chi2: float, freedom: int, p: float) -> None:
    assert beyond(chi2, freedom) == pytest.approx(p, rel=1e-3)


def test_a_table_without_scores_has_no_agreement() -> None:
    nothing = Agreement(None, None, None, None, None)
    assert agreement({}) == nothing
    assert agreement(written("5")) == nothing


def test_judges_who_give_everybody_the_same_show_no_agreement() -> None:
    assert agreement(written("5 5 | 5 5 | 5 5")) == Agreement(None, None, None, None, None)


def test_perfect_agreement_is_one() -> None:
    assert agreement(written("1 1 | 2 2 | 4 4")) == Agreement(1, 1, 1, 1, 1)


def test_where_no_judges_connect_the_groups_only_alpha_is_left() -> None:
    found = agreement(written("5 6 . . | 4 7 . . | . . 5 5 | . . 8 9"))
    assert (found.reliability, found.reliability_single, found.kendall_w) == (None, None, None)
    assert found.alpha_interval == pytest.approx(alpha([[5, 6], [4, 7], [5, 5], [8, 9]], "interval"))


def test_reliability_is_none_where_each_score_is_needed_to_place_somebody() -> None:
    assert agreement(written("5 | 7 | 4")).reliability is None


def test_w_needs_every_judges_score_of_every_nomination() -> None:
    assert agreement(written("1 1 | 2 2 | 4 .")).kendall_w is None


def test_w_needs_two_judges_and_two_nominations() -> None:
    assert friedman(written("1 | 2 | 3")) is None
    assert friedman(written("1 2 3")) is None


def test_a_judge_who_gives_all_the_same_lowers_w_but_leaves_it_defined() -> None:
    assert friedman(written("1 1 5 | 2 2 5 | 3 3 5")).w == pytest.approx(2 / 3)


def test_reliability_never_falls_below_zero() -> None:
    found = agreement(written("1 9 | 9 1 | 5 5 | 2 8"))
    assert (found.reliability, found.reliability_single) == (0, 0)
    assert found.alpha_interval < 0


def test_with_gaps_the_noise_counts_by_how_many_judges_scored() -> None:
    scores = written("73 74 . 71 | . 75 67 72 | 73 75 68 . | 75 . 72 75")
    spread = spread_of(fit(scores))
    levels = [Fraction(571, 8), Fraction(573, 8), Fraction(72), Fraction(75)]
    assert spread.noise == pytest.approx(0.65)
    assert spread.nominations == pytest.approx(float(variance(levels)) - 0.65 / 3)
    assert spread.scores == pytest.approx(3)


def test_who_scored_a_nomination_alone_agrees_or_disagrees_with_nobody() -> None:
    assert alpha([[1, 2], [3, 3], [40]], "interval") == alpha([[1, 2], [3, 3]], "interval")


DIFFERENCES = {
    "nominal": lambda a, b, _: Fraction(a != b),
    "interval": lambda a, b, _: Fraction(a - b) ** 2,
    "ratio": lambda a, b, _: Fraction(a - b, a + b) ** 2 if a + b else Fraction(0),
    "ordinal": lambda a, b, counts: (
        (
            sum(count for value, count in counts.items() if min(a, b) <= value <= max(a, b))
            - Fraction(counts[a] + counts[b], 2)
        )
        ** 2
    ),
}


@pytest.mark.parametrize("metric", DIFFERENCES)
@quick
@given(units=st.lists(st.lists(st.integers(0, 5), max_size=4), max_size=6))
def test_alpha_is_observed_over_expected_disagreement(metric, units: list[list[int]]) -> None:
    """The coincidence matrix, pair by pair as Krippendorff defines it."""
    pairable = [unit for unit in units if len(unit) > 1]
    every = [value for unit in pairable for value in unit]
    counts, difference = Counter(every), DIFFERENCES[metric]
    expected = sum(difference(a, b, counts) for a, b in permutations(every, 2))
    observed = sum(
        difference(a, b, counts) / (len(unit) - 1) for unit in pairable for a, b in permutations(unit, 2)
    )
    exact = float(1 - (len(every) - 1) * observed / expected) if expected else None
    assert alpha(units, metric) == (None if exact is None else pytest.approx(exact, abs=1e-12))


@quick
@given(panels(), st.integers(1, 9), st.integers(-9, 9))
def test_points_of_another_size_change_no_agreement(scores, times: int, more: int) -> None:
    other = {
        name: {judge: times * score + more for judge, score in given.items()}
        for name, given in scores.items()
    }
    before, after = agreement(scores), agreement(other)
    assert (after.alpha_interval, after.alpha_ordinal) == (before.alpha_interval, before.alpha_ordinal)
    assert after.kendall_w == before.kendall_w
    assert after.reliability == (before.reliability and pytest.approx(before.reliability, abs=1e-9))


@quick
@given(panels(complete=True), st.integers(1, 30))
def test_without_gaps_a_stricter_judge_changes_neither_reliability_nor_w(scores, more: int) -> None:
    other = {name: {**given, "A": given["A"] + more} for name, given in scores.items()}
    before, after = agreement(scores), agreement(other)
    assert after.kendall_w == before.kendall_w
    assert after.reliability == (before.reliability and pytest.approx(before.reliability, abs=1e-9))
