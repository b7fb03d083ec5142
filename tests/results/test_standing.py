"""Rules of how nominations stand for an award, and of the figures that are shown."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.results.ranking import Scale, scale_of
from awards.results.rules import AwardRule
from awards.results.standing import Entry, Standing, lines, one_decimal, stand

SCALE = Scale({}, 100)
OVERALL = AwardRule(name="Team of the Year", kind="competition", highly_commended=2)
RECOGNITION = AwardRule(name="Team of Excellence", kind="recognition")
CHOICE = AwardRule(name="Chair's special award", kind="choice")
EARLY_HELP = AwardRule(
    name="Early help", kind="competition", question="field", answer="early-help", minimum=3
)


def entry(key: str, field: str = "early-help") -> Entry:
    return Entry(key, f"Team {key}", f"Council {key}", "teams", {"field": field}, recused=1)


ENTRIES = [entry(key) for key in "abcd"]
TOTALS = {"a": {"A": 60, "B": 70}, "b": {"A": 90}, "c": {"A": 65, "C": 65}}


def overall(rule: AwardRule = OVERALL, hidden: str = "") -> Standing:
    shown = [each for each in ENTRIES if each.key not in hidden]
    return stand(rule, shown, [entry(key) for key in hidden], TOTALS, SCALE)


def test_nominations_stand_by_rank_and_the_unscored_last() -> None:
    assert (overall().order, overall().unscored) == (("b", "a", "c", "d"), ("d",))


@pytest.mark.parametrize("rule", [RECOGNITION, CHOICE])
def test_what_is_no_contest_has_no_ranking(rule: AwardRule) -> None:
    found = overall(rule)
    assert (found.places, found.order, found.tied) == ((), ("a", "b", "c", "d"), frozenset())


def test_a_field_with_too_few_proposes_nobody() -> None:
    found = stand(EARLY_HELP, ENTRIES[:2], [], TOTALS, SCALE)
    assert (found.to_decide, found.proposal.winners, found.tied) == (False, (), frozenset())


def test_a_hidden_nomination_leaves_the_ranks_of_a_contest_without_it() -> None:
    found = overall(hidden="b")
    assert [(place.nomination, place.rank, place.tied) for place in found.places] == [
        ("a", 1, True),
        ("c", 1, True),
    ]


def test_an_award_is_not_to_be_decided_by_who_stands_aside_from_one_who_competes() -> None:
    assert (overall(hidden="b").aside, overall().aside) == (True, False)


def test_standing_aside_elsewhere_does_not_matter() -> None:
    assert not stand(EARLY_HELP, ENTRIES, [entry("x", "education")], TOTALS, SCALE).aside


def test_lines_show_rank_figures_and_what_is_proposed() -> None:
    shown = lines(overall(), {each.key: each for each in ENTRIES}, TOTALS, SCALE, slice(None))
    assert [(line.rank, line.mean, line.proposed) for line in shown] == [
        ("1", "90.0", "winner"),
        ("2=", "65.0", "highly commended"),
        ("2=", "65.0", "highly commended"),
        ("", "", ""),
    ]
    assert shown[1].scores == (("A", "60.0"), ("B", "70.0"))
    assert (shown[1].lowest, shown[1].highest, shown[1].recused) == ("60.0", "70.0", 1)


def test_nothing_is_proposed_to_who_stands_aside() -> None:
    shown = lines(overall(hidden="b"), {each.key: each for each in ENTRIES}, TOTALS, SCALE, slice(None))
    assert {line.proposed for line in shown} == {""}


def test_a_page_of_lines_is_a_part_of_the_order() -> None:
    shown = lines(overall(), {each.key: each for each in ENTRIES}, TOTALS, SCALE, slice(1, 3))
    assert [line.key for line in shown] == ["a", "c"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(0), "0.0"),
        (Fraction(100), "100.0"),
        (Fraction(200, 3), "66.7"),
        (Fraction(1, 20), "0.1"),
        (Fraction(25, 100), "0.3"),
        (Fraction(8415, 100), "84.2"),
    ],
)
def test_figures_have_one_decimal_and_halves_go_up(value: Fraction, shown: str) -> None:
    assert one_decimal(value) == shown


@given(st.fractions(0, 100))
def test_a_figure_is_never_off_by_more_than_half_a_tenth(value: Fraction) -> None:
    assert abs(Fraction(one_decimal(value)) - value) <= Fraction(1, 20)


def test_criteria_with_different_scales_share_one_unit() -> None:
    scale = scale_of({"impact": (60, 5), "voice": (40, 3)})
    assert (scale.factors, scale.whole) == ({"impact": 180, "voice": 200}, 1500)
    assert 5 * scale.factors["impact"] + 3 * scale.factors["voice"] == scale.whole
