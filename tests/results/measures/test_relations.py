"""What must hold between two tables for the official method: exactly, in fractions, with no tolerance."""

from collections.abc import Mapping
from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from awards.results.measures.adjusted import fit
from awards.results.measures.chances import chances
from awards.results.measures.tables import NotComparable, Score, Scores, ranks
from tests.results.measures.panels import judges_in, panels, quick, written


def adjusted(scores: Scores) -> dict[str, Fraction]:
    return {name: each.adjusted for name, each in fit(scores).nominations.items()}


def leads(scores: Scores) -> dict[tuple[str, str], Fraction]:
    """By how much each nomination is ahead of each other."""
    found = adjusted(scores)
    return {(a, b): found[a] - found[b] for a in found for b in found}


def rescored(scores: Scores, give) -> dict[str, dict[str, Score]]:
    """The table with what `give` makes of a nomination, a judge and their score."""
    return {
        name: {judge: give(name, judge, score) for judge, score in given.items()}
        for name, given in scores.items()
    }


def order(found: Mapping[str, Fraction]) -> dict[str, int]:
    return dict(sorted(ranks(found).items()))


def test_the_catalyst_of_montgomery() -> None:
    """Design and Analysis of Experiments: four nominations, and each of four judges stood aside from one."""
    scores = written("73 74 . 71 | . 75 67 72 | 73 75 68 . | 75 . 72 75")
    found = fit(scores)
    assert adjusted(scores) == {"a": Fraction(571, 8), "b": Fraction(573, 8), "c": 72, "d": 75}
    assert order(adjusted(scores)) == {"d": 1, "c": 2, "b": 3, "a": 4}
    assert order({name: each.mean for name, each in found.nominations.items()}) == {
        "d": 1,
        "a": 2,
        "c": 3,
        "b": 4,
    }
    middle = sum(adjusted(scores).values()) / 4
    assert [8 * (value - middle) for value in adjusted(scores).values()] == [-9, -7, -4, 20]
    assert found.noise == Fraction(65, 100)
    assert round(float(_between(scores) / 3 / found.noise), 2) == 11.67


def _between(scores: Scores) -> Fraction:
    """The sum of squares that nominations explain beyond judges."""
    found, rest = fit(scores), Fraction(0)
    for judge in judges_in(scores):
        given = [row[judge] for row in scores.values() if judge in row]
        rest += sum(score * score for score in given) - Fraction(sum(given)) ** 2 / len(given)
    return rest - found.noise * found.freedom


def test_groups_without_a_common_judge_are_refused() -> None:
    with pytest.raises(NotComparable) as refused:
        fit(written("5 6 . . | 4 7 . . | . . 5 5 | . . 8 9"))
    assert refused.value.groups == (("a", "b"), ("c", "d"))


@quick
@given(panels(), st.randoms(use_true_random=False))
def test_the_order_and_names_of_judges_do_not_matter(scores: Scores, random: Random) -> None:
    judges = judges_in(scores)
    names = dict(zip(judges, random.sample(judges, len(judges)), strict=True))
    other = {name: {names[judge]: score for judge, score in row.items()} for name, row in scores.items()}
    assert adjusted(other) == adjusted(scores)


@quick
@given(panels(), st.randoms(use_true_random=False))
def test_the_order_and_names_of_nominations_do_not_matter(scores: Scores, random: Random) -> None:
    names = dict(zip(scores, random.sample(list(scores), len(scores)), strict=True))
    other = adjusted({names[name]: row for name, row in scores.items()})
    assert {name: other[names[name]] for name in scores} == adjusted(scores)


@quick
@given(panels(), st.integers(-30, 30), st.data())
def test_a_judge_who_gives_everybody_more_changes_no_lead(scores: Scores, more: int, data) -> None:
    """Whoever stands aside can do no harm and no good by being strict or kind."""
    strict = data.draw(st.sampled_from(judges_in(scores)))
    assert leads(rescored(scores, lambda _, judge, score: score + more * (judge == strict))) == leads(scores)


@quick
@given(panels(), st.integers(1, 9), st.integers(-9, 9))
def test_points_of_another_size_scale_the_leads(scores: Scores, times: int, more: int) -> None:
    other = leads(rescored(scores, lambda *given: times * given[-1] + more))
    assert other == {pair: times * lead for pair, lead in leads(scores).items()}


@quick
@given(panels(), st.data(), st.integers(1, 40))
def test_a_higher_score_never_shrinks_a_lead(scores: Scores, data, more: int) -> None:
    name = data.draw(st.sampled_from(list(scores)))
    judge = data.draw(st.sampled_from(list(scores[name])))
    before = leads(scores)
    after = leads({**scores, name: {**scores[name], judge: scores[name][judge] + more}})
    assert all(after[name, other] >= before[name, other] for other in scores)


@quick
@given(panels())
def test_a_panel_of_twins_gives_the_same(scores: Scores) -> None:
    twins = {name: row | {f"{judge}2": score for judge, score in row.items()} for name, row in scores.items()}
    assert adjusted(twins) == adjusted(scores)


@quick
@given(panels())
def test_empty_seats_filled_by_what_those_judges_normally_give_change_nothing(scores: Scores) -> None:
    found = fit(scores)
    filled = {
        name: {
            judge: row.get(judge, found.nominations[name].adjusted + severity)
            for judge, severity in found.severities.items()
        }
        for name, row in scores.items()
    }
    assert adjusted(filled) == adjusted(scores)
    assert adjusted(filled) == {name: Fraction(sum(row.values())) / len(row) for name, row in filled.items()}


@quick
@given(panels(complete=True))
def test_without_gaps_it_is_the_plain_mean(scores: Scores) -> None:
    assert adjusted(scores) == {name: Fraction(sum(row.values()), len(row)) for name, row in scores.items()}


@quick
@given(panels(complete=True), st.integers(0, 40))
def test_without_gaps_a_judge_who_gives_all_the_same_keeps_the_order(scores: Scores, flat: int) -> None:
    more = {name: {**row, "flat": flat} for name, row in scores.items()}
    assert order(adjusted(more)) == order(adjusted(scores))


@quick
@given(panels(complete=True))
def test_without_gaps_a_withdrawal_leaves_the_others(scores: Scores) -> None:
    rest = dict(list(scores.items())[:-1])
    assert adjusted(rest) == {name: value for name, value in adjusted(scores).items() if name in rest}


@quick
@given(panels(), st.integers(1, 5), st.integers(1, 5), st.randoms(use_true_random=False))
def test_criteria_can_be_weighted_before_or_after_adjusting(
    scores: Scores, one: int, two: int, random: Random
) -> None:
    second = rescored(scores, lambda *_: random.randint(0, 40))
    both = rescored(scores, lambda name, judge, score: one * score + two * second[name][judge])
    apart, others = leads(scores), leads(second)
    assert leads(both) == {pair: one * apart[pair] + two * others[pair] for pair in apart}


@quick
@given(panels())
def test_what_is_left_unexplained_adds_up_to_nothing_for_each_nomination_and_judge(scores: Scores) -> None:
    found = fit(scores)
    assert sum(found.severities.values()) == 0
    for name, row in scores.items():
        assert sum(found.residuals(name, judge) for judge in row) == 0
    for judge in judges_in(scores):
        assert sum(found.residuals(name, judge) for name, row in scores.items() if judge in row) == 0


@quick
@given(panels(), st.data())
def test_who_has_more_from_each_of_the_same_judges_is_ahead(scores: Scores, data) -> None:
    name = data.draw(st.sampled_from(list(scores)))
    better = {judge: score + data.draw(st.integers(1, 9)) for judge, score in scores[name].items()}
    found = adjusted({**scores, "better": better})
    assert found["better"] > found[name]


@quick
@given(panels(), st.data())
def test_the_same_scores_from_the_same_judges_tie_exactly(scores: Scores, data) -> None:
    name = data.draw(st.sampled_from(list(scores)))
    found = fit({**scores, "twin": dict(scores[name])})
    assert found.nominations["twin"].adjusted == found.nominations[name].adjusted
    odds = chances(found, 50, seed="s")
    assert not odds or sum(each.best for each in odds.values()) == pytest.approx(1, abs=1e-12)


@quick
@given(panels(), panels())
def test_two_panels_without_a_common_judge_are_never_ranked_together(one: Scores, two: Scores) -> None:
    other = {name.upper(): {f"{judge}2": score for judge, score in row.items()} for name, row in two.items()}
    with pytest.raises(NotComparable) as refused:
        fit({**one, **other})
    assert {frozenset(group) for group in refused.value.groups} == {frozenset(one), frozenset(other)}


@quick
@given(panels(), st.integers(-30, 30), st.data())
def test_chances_add_up_to_one_and_no_judges_severity_changes_them(scores: Scores, more: int, data) -> None:
    strict = data.draw(st.sampled_from(judges_in(scores)))
    shifted = rescored(scores, lambda _, judge, score: score + more * (judge == strict))
    found = chances(fit(scores), 100, seed="s")
    assume(found)
    assert sum(each.best for each in found.values()) == pytest.approx(1, abs=1e-12)
    assert chances(fit(shifted), 100, seed="s") == found
    assert all(1 <= each.rank_low <= each.rank_high <= len(scores) for each in found.values())
