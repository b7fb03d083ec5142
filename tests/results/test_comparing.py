"""Rules of comparing plain and adjusted means, and of the words that say what came of it."""

from fractions import Fraction

import pytest

from awards.results.comparing import Compared, Weighed, compare, weigh
from awards.results.measures.agreement import Agreement
from awards.results.measures.chances import Chance, chances
from awards.results.quantiles import t95
from awards.results.telling import (
    agreement_lines,
    beside,
    decimals,
    in_a_hundred,
    judge_lines,
    order_lines,
    order_sentence,
)
from awards.results.verdicts import advisory, cannot, verdict

# D. C. Montgomery, Design and Analysis of Experiments: every judge is recused once
CATALYST = {
    "n1": {"A": 73, "B": 74, "D": 71},
    "n2": {"B": 75, "C": 67, "D": 72},
    "n3": {"A": 73, "B": 75, "C": 68},
    "n4": {"A": 75, "C": 72, "D": 75},
}
COMPLETE = {
    "n1": {"A": 90, "B": 88, "C": 93},
    "n2": {"A": 70, "B": 66, "C": 75},
    "n3": {"A": 50, "B": 41, "C": 52},
}
APART = {"n1": {"A": 5, "B": 6}, "n2": {"A": 4, "B": 7}, "n3": {"C": 5, "D": 5}, "n4": {"C": 8, "D": 9}}
NAMES = {f"n{number}": f"Team {number}" for number in range(1, 8)}


def compared(scores: dict[str, dict[str, int]], *competing: str) -> tuple[Compared, Weighed]:
    field = list(competing or scores)
    weighed = weigh(scores, {"best": field}, seed="edition/category")
    return compare(weighed, "best", field), weighed


def said(scores: dict[str, dict[str, int]], *competing: str) -> tuple[str, str]:
    found = verdict(*compared(scores, *competing), NAMES)
    return found.word, " ".join(found.sentences)


def line_of(scores: dict[str, dict[str, int]], key: str) -> str:
    found, _ = compared(scores)
    return beside(found.figures[key], tied=False, adjusted_tied=False).line


def test_plain_and_adjusted_stand_side_by_side_with_their_ranks() -> None:
    found, _ = compared(CATALYST)
    assert {key: (each.rank, each.adjusted_rank, each.adjusted) for key, each in found.figures.items()} == {
        "n1": (2, 4, Fraction(571, 8)),
        "n2": (4, 3, Fraction(573, 8)),
        "n3": (3, 2, Fraction(72)),
        "n4": (1, 1, Fraction(75)),
    }


def test_a_field_has_its_own_ranks_and_the_panels_adjusted_means() -> None:
    found, _ = compared(CATALYST, "n1", "n2", "n3")
    assert {key: (each.rank, each.adjusted_rank, each.adjusted) for key, each in found.figures.items()} == {
        "n1": (1, 3, Fraction(571, 8)),
        "n2": (3, 2, Fraction(573, 8)),
        "n3": (2, 1, Fraction(72)),
    }
    assert found.differ


def test_chances_are_those_of_the_field_and_add_up_to_one() -> None:
    whole, weighed = compared(CATALYST)
    assert weighed.fit
    assert {key: each.chance for key, each in whole.figures.items()} == chances(
        weighed.fit, seed="edition/category"
    )
    part, _ = compared(CATALYST, "n1", "n2", "n3")
    drawn = [each.chance for each in part.figures.values() if each.chance]
    assert sum(each.best for each in drawn) == pytest.approx(1, abs=1e-12)
    assert max(each.rank_high for each in drawn) == 3


def test_the_bar_is_the_error_of_a_complete_table() -> None:
    found, weighed = compared(COMPLETE)
    assert weighed.fit and weighed.fit.noise
    low, high = found.figures["n1"].bar or (0, 0)
    assert high - low == pytest.approx(2 * t95(4) * float(weighed.fit.noise / 3) ** 0.5)
    assert (low + high) / 2 == pytest.approx(float(found.figures["n1"].mean))


def test_fewer_judges_have_a_longer_bar() -> None:
    scores = {**COMPLETE, "n4": {"A": 60, "B": 58}}
    lengths = {
        key: each.bar[1] - each.bar[0] for key, each in compared(scores)[0].figures.items() if each.bar
    }
    assert max(lengths, key=lengths.__getitem__) == "n4"


@pytest.mark.parametrize(("freedom", "value"), [(1, 6.314), (10, 1.812), (40, 1.684), (120, 1.658)])
def test_quantiles_are_those_of_the_tables(freedom: int, value: float) -> None:
    assert t95(freedom) == pytest.approx(value, abs=0.0015)


def test_the_line_can_be_checked_with_a_calculator() -> None:
    assert line_of(CATALYST, "n1").startswith(
        "raw mean 72.67; the judges who scored it were kinder than the panel by 1.29; adjusted 71.38;"
        " rank 2 by mean, 4 adjusted; rank range "
    )
    assert "stricter than the panel by 1.00; adjusted 75.00; rank 1 by mean, 1 adjusted" in line_of(
        CATALYST, "n4"
    )
    assert "as strict as the panel; adjusted 90.33" in line_of(COMPLETE, "n1")


def test_a_clear_first_place_is_called_so() -> None:
    word, sentences = said(COMPLETE)
    assert word == "Clear"
    assert sentences == (
        "Team 1 has the highest mean. The chance that this team is truly best is over 99 in 100. Every judge"
        " scored every team, so there is nothing to adjust for. Without any one judge the first place stays"
        " the same."
    )


@pytest.mark.parametrize(
    ("best", "word"),
    [(0.95, "Clear"), (0.9, "Clear"), (0.89, "Likely"), (0.7, "Likely"), (0.69, "Too close to call")],
)
def test_the_words_follow_the_chance_of_being_truly_best(best: float, word: str) -> None:
    found, weighed = compared(COMPLETE)
    first = found.figures["n1"]
    figures = {**found.figures, "n1": type(first)(first.mean, 1, first.mean, 1, chance=Chance(best, 1, 2))}
    told = verdict(Compared(figures, ("n1",), ("n1",), {}, (), ()), weighed, NAMES)
    assert (told.word, "talk this through" in " ".join(told.sentences)) == (word, word == "Too close to call")


def test_equal_means_are_too_close_to_call() -> None:
    word, sentences = said({"n1": {"A": 5, "B": 7}, "n2": {"A": 7, "B": 5}, "n3": {"A": 1, "B": 1}})
    assert word == "Too close to call"
    assert "Team 1 and Team 2 have exactly the same highest mean." in sentences


def test_it_is_said_where_plain_and_adjusted_put_others_first() -> None:
    _, sentences = said(CATALYST, "n1", "n2", "n3")
    assert "Team 1 has the highest mean." in sentences
    assert "adjusted for which judges scored whom, Team 3 is first." in sentences
    assert sentences.endswith("Let the panel talk this through before anything is decided.")


def test_one_judge_who_decides_is_named_by_letter() -> None:
    scores = {"n1": {"A": 99, "B": 60, "C": 60}, "n2": {"A": 50, "B": 62, "C": 63}}
    _, sentences = said(scores)
    assert "One judge can decide it: without judge A, Team 2 would be first." in sentences


def test_judges_whose_absence_does_the_same_are_named_together() -> None:
    scores = {"n1": {"A": 90, "B": 90, "C": 60, "D": 60}, "n2": {"A": 60, "B": 60, "C": 88, "D": 88}}
    _, sentences = said(scores)
    assert "One judge can decide it: without judge A or B, Team 2 would be first." in sentences


def test_what_is_decided_is_not_sent_to_the_meeting_again() -> None:
    told = verdict(*compared(CATALYST, "n1", "n2", "n3"), NAMES, decided=True)
    assert "Let the panel" not in " ".join(told.sentences)


def test_of_large_groups_only_some_teams_are_named() -> None:
    names = {f"n{number}": f"Team {number}" for number in range(40)}
    scores = {key: {f"J{number % 8}": 5} for number, key in enumerate(names)}
    _, weighed = compared(scores)
    told = cannot(weighed, names)
    assert "(1) “Team 0”, “Team 8”, “Team 16” and 2 more; (2)" in told
    assert "and 3 more groups." in told


def test_a_judge_without_whom_nothing_can_be_adjusted_is_no_alarm() -> None:
    scores = {"n1": {"A": 90, "B": 91}, "n2": {"A": 50, "C": 51}, "n3": {"A": 40, "B": 42, "C": 41}}
    found, _ = compared(scores)
    assert found.without == {}


def test_groups_that_no_judge_connects_are_named_and_keep_their_plain_means() -> None:
    found, weighed = compared(APART)
    assert found.adjusted_first == () and not found.differ
    assert "(1) “Team 1” and “Team 2”; (2) “Team 3” and “Team 4”." in cannot(weighed, NAMES)
    assert beside(found.figures["n1"], tied=False, adjusted_tied=False).adjusted == ""
    assert said(APART)[1].startswith("Team 4 has the highest mean.")


def test_one_judge_alone_compares_nothing() -> None:
    found, weighed = compared({"n1": {"A": 5}, "n2": {"A": 4}})
    assert cannot(weighed, NAMES).startswith("Only one judge has scored here")
    assert [each.adjusted for each in found.figures.values()] == [None, None]


def test_few_scores_make_adjusted_means_a_hint() -> None:
    _, weighed = compared({**COMPLETE, "n4": {"A": 60, "B": 58}})
    assert advisory(weighed, NAMES) == (
        "Adjusted means are only a hint here: fewer than 3 judges scored “Team 4”."
    )
    assert advisory(compared(COMPLETE)[1], NAMES) == ""


def test_where_every_score_is_needed_nothing_is_said_of_chance() -> None:
    found, weighed = compared({"n1": {"A": 5, "B": 6}, "n2": {"B": 4}})
    assert "too few scores to say how sure" in " ".join(verdict(found, weighed, NAMES).sentences)
    assert found.figures["n1"].bar is None


def test_a_large_panel_is_compared_without_what_would_take_long() -> None:
    scores = {f"n{number}": {f"J{(number + n) % 20}": number for n in range(3)} for number in range(61)}
    names = dict.fromkeys(scores, "Team")
    found, weighed = compared(scores)
    assert (found.without, found.borda, order_lines(found, names)) == (None, (), [])
    assert found.chance is not None and "one judge" not in " ".join(verdict(found, weighed, names).sentences)


def test_nothing_scored_is_nothing_compared() -> None:
    found, weighed = compared({})
    assert (found.first, found.figures, cannot(weighed, NAMES)) == ((), {}, "")


def test_judges_have_letters_in_order_and_habits() -> None:
    _, weighed = compared(CATALYST)
    told = judge_lines(weighed.judges)
    assert [(line.letter, line.scored, line.lowest, line.highest) for line in told] == [
        ("A", 3, "73.0", "75.0"),
        ("B", 3, "74.0", "75.0"),
        ("C", 3, "67.0", "72.0"),
        ("D", 3, "71.0", "75.0"),
    ]
    severities = [judge.severity for judge in weighed.judges]
    assert sum(each for each in severities if each is not None) == 0
    assert [line.severity.split()[0] for line in told] == ["kinder", "kinder", "stricter", "like"]


def test_agreement_is_told_in_words_and_figures() -> None:
    told = agreement_lines(Agreement(0.86, 0.38, 0.41, 0.38, 0.5))
    assert told[0].startswith(
        "Together the judges tell the teams apart well: the panel’s reliability is 0.86"
    )
    assert told[1].startswith(
        "Score by score they agree loosely: Krippendorff’s alpha is 0.41 by points, 0.38"
    )
    assert "Kendall’s W is 0.50" in told[2]
    assert agreement_lines(Agreement(None, None, None, None, None)) == []


def test_orders_alone_check_the_ranking() -> None:
    found, _ = compared(COMPLETE)
    assert [tuple(line) for line in order_lines(found, NAMES)] == [
        ("Team 1", "1", "1", "1", "1"),
        ("Team 2", "2", "2", "2", "2"),
        ("Team 3", "3", "3", "3", "3"),
    ]
    assert order_sentence(found, NAMES).startswith("By both of them the first place is the same")


def test_equal_places_carry_a_sign_by_every_way_of_counting() -> None:
    found, _ = compared({"n1": {"A": 7, "B": 7}, "n2": {"A": 7, "B": 7}, "n3": {"A": 1, "B": 2}})
    assert [tuple(line)[1:] for line in order_lines(found, NAMES)] == [("1=",) * 4, ("1=",) * 4, ("3",) * 4]


def test_orders_that_put_another_first_say_which() -> None:
    found, _ = compared({"n1": {"A": 99, "B": 60, "C": 60}, "n2": {"A": 50, "B": 62, "C": 63}})
    assert order_sentence(found, NAMES) == (
        "Borda’s count puts Team 2 first; Schulze’s method puts Team 2 first."
    )


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0, "under 1 in 100"),
        (0.004, "under 1 in 100"),
        (0.005, "1 in 100"),
        (0.834, "83 in 100"),
        (0.994, "99 in 100"),
        (1.0, "over 99 in 100"),
    ],
)
def test_a_chance_is_never_certain_and_never_impossible(chance: float, words: str) -> None:
    assert in_a_hundred(chance) == words


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(1, 8), "0.13"),
        (Fraction(-1, 8), "−0.13"),
        (Fraction(-1, 1000), "0.00"),
        (2.0, "2.00"),
        (Fraction(299, 3), "99.67"),
    ],
)
def test_figures_have_two_decimals_and_a_true_minus(value: Fraction | float, shown: str) -> None:
    assert decimals(value, 2) == shown
