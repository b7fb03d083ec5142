"""The chance of being truly best and the range of ranks: what they are worth, and that they repeat."""

from fractions import Fraction
from math import atan, pi, sqrt

import numpy as np
import pytest

from awards.results.measures import chances as plain
from awards.results.measures import fast_chances as fast
from awards.results.measures.adjusted import fit
from awards.results.measures.chances import Chance, Counted, chances, posterior_of, weights_of, without_one
from tests.results.measures.panels import simulated, table, written

CATALYST = written("73 74 . 71 | . 75 67 72 | 73 75 68 . | 75 . 72 75")
"""Montgomery, Design and Analysis of Experiments: four by four, each judge without one nomination."""


def best(scores, **more) -> dict[str, float]:
    return {name: each.best for name, each in chances(fit(scores), seed="s", **more).items()}


def test_a_seed_always_gives_the_same_chances() -> None:
    scores = written("7 6 8 5 | 6 . 8 5 | 5 6 7 5 | 6 7 7 .")
    assert chances(fit(scores), seed="TEA Awards") == {
        "a": Chance(0.36525, 1, 4),
        "b": Chance(0.30625, 1, 4),
        "c": Chance(0.08325, 1, 4),
        "d": Chance(0.24525, 1, 4),
    }


def test_the_order_of_nominations_and_judges_does_not_matter() -> None:
    turned = {name: dict(reversed(given.items())) for name, given in reversed(CATALYST.items())}
    assert chances(fit(turned), seed="s") == chances(fit(CATALYST), seed="s")


def test_another_seed_gives_nearly_the_same_chances() -> None:
    scores = written("7 6 8 5 | 6 7 7 5 | 5 6 6 5")
    one, other = chances(fit(scores), seed="1"), chances(fit(scores), seed="2")
    assert one != other
    assert all(abs(one[name].best - other[name].best) < 0.03 for name in scores)


@pytest.mark.parametrize(
    ("scores", "noise", "below"),
    [
        # Student's t of two degrees of freedom, then of one: both can be written down
        (written("8 7 4 | 6 8 3"), Fraction(7, 6), lambda t: 0.5 + t / (2 * sqrt(2 + t * t))),
        (written("9 5 | 7 4"), Fraction(1, 4), lambda t: 0.5 + atan(t) / pi),
    ],
)
def test_the_chance_of_one_against_one_is_that_of_students_t(scores, noise, below) -> None:
    fitted = fit(scores)
    assert fitted.noise == noise
    judges = len(scores["a"])
    lead = float(fitted.nominations["a"].adjusted - fitted.nominations["b"].adjusted)
    between = max(lead * lead / 2 - float(noise) / judges, 0.05 * float(noise))
    share = between / (between + float(noise) / judges)
    expected = below(sqrt(share) * lead / sqrt(2 * float(noise) / judges))
    assert best(scores, draws=20_000)["a"] == pytest.approx(expected, abs=0.01)


def test_judges_who_are_absent_make_a_difference_as_uncertain_as_incomplete_blocks_do() -> None:
    posterior = posterior_of(fit(CATALYST))
    rows = [weights_of(posterior)[seats] for seats in posterior.seats]
    # two nominations differ by 2 k / (number of nominations x judges in common) times the noise
    between = sum((x - y) ** 2 for x, y in zip(rows[0], rows[1], strict=True))
    assert 1 / 3 + 1 / 3 + between == pytest.approx(2 * 3 / (4 * 2))


def test_without_gaps_judges_add_nothing_to_the_uncertainty() -> None:
    posterior = posterior_of(fit(written("7 6 8 | 6 7 7 | 5 6 3")))
    assert [sum(map(abs, row)) for row in weights_of(posterior).values()] == pytest.approx([0])


@pytest.mark.parametrize(("quality", "seats"), [(1.0, 10), (0.4, 10), (1.0, 3)])
def test_what_is_said_to_be_best_so_often_is_best_so_often(quality: float, seats: int) -> None:
    """Panels of 14 by 10. Without shrinking, 52 in 100 would be said of the weak field, and 46 are right."""
    said, right, panels = 0.0, 0, 300
    for number in range(panels):
        truly, scores = simulated(number, 14, 10, seats, quality)
        found = fast.chances(fit(scores), 300, seed=str(number))
        favourite = max(found, key=lambda name: found[name].best)
        said += found[favourite].best
        right += favourite == truly
    assert said / panels == pytest.approx(right / panels, abs=0.05)


def test_judges_who_agree_exactly_leave_no_doubt() -> None:
    found = chances(fit(written("5 6 7 | 4 5 6 | 2 3 4")), seed="s")
    assert found == {"a": Chance(1.0, 1, 1), "b": Chance(0.0, 2, 2), "c": Chance(0.0, 3, 3)}


def test_equals_share_the_chance_and_the_rank() -> None:
    found = chances(fit(written("5 6 7 | 5 6 7 | 2 3 4")), seed="s")
    assert found == {"a": Chance(0.5, 1, 1), "b": Chance(0.5, 1, 1), "c": Chance(0.0, 3, 3)}


def test_a_single_nomination_is_best() -> None:
    assert chances(fit(written("5 7 4")), seed="s") == {"a": Chance(1.0, 1, 1)}


def test_no_chances_are_made_up_where_nothing_shows_the_noise() -> None:
    assert chances(fit(written("5 | 7 | 4")), seed="s") == {}
    assert fast.chances(fit(written("5 | 7 | 4")), seed="s") == {}


def test_a_range_leaves_out_five_in_a_hundred_on_either_side() -> None:
    counted = Counted(["a", "b", "c"])
    for first, second, third, times in [("a", "b", "c", 89), ("b", "c", "a", 5), ("c", "a", "b", 6)]:
        values = {first: 3.0, second: 2.0, third: 1.0}
        for _ in range(times):
            counted.add([values[name] for name in "abc"])
    assert counted.chances() == {"a": Chance(0.89, 1, 2), "b": Chance(0.05, 2, 3), "c": Chance(0.06, 1, 3)}


@pytest.mark.parametrize(
    ("nominations", "judges", "seats", "draws"), [(14, 10, 10, 4000), (25, 9, 3, 500), (90, 15, 4, 301)]
)
def test_numpy_gives_the_very_same_chances(nominations, judges, seats, draws) -> None:
    _, scores = simulated(1, nominations, judges, seats)
    fitted = fit(scores)
    assert fast.chances(fitted, draws, seed="s") == chances(fitted, draws, seed="s")


def test_numpy_copes_with_gaps_of_all_sizes_and_with_no_noise() -> None:
    for scores in (CATALYST, written("7 6 8 5 | 6 . . 5 | 5 . . . | 9 8 . 9"), written("5 6 | 5 6 | 2 3")):
        assert fast.chances(fit(scores), 900, seed="s") == chances(fit(scores), 900, seed="s")


def test_numpy_makes_the_same_normal_numbers_as_python() -> None:
    tails = [0.0, 1e-300, 1e-13, 1 - 1e-13, 1e-6]  # where each of its formulas begins and ends
    uniform = [number / 4000 for number in range(4000)] + tails
    expected = [plain.inverse_normal(max(each, plain.SMALLEST)) for each in uniform]
    assert fast.normals(np.array(uniform)).tolist() == pytest.approx(expected, abs=1e-14)


def test_the_winners_without_each_judge_are_named() -> None:
    scores = written("9 5 5 | 5 6 6 | 4 4 4")
    assert fit(scores).nominations["a"].adjusted > fit(scores).nominations["b"].adjusted
    assert without_one(scores) == {"A": ("b",), "B": ("a",), "C": ("a",)}


def test_equal_winners_without_a_judge_are_all_named() -> None:
    assert without_one(written("9 5 6 | 5 6 5 | 4 4 4"))["A"] == ("a", "b")


def test_nobody_wins_without_the_only_judge_who_connects_the_others() -> None:
    scores = table([[5, 6, None], [None, 7, 8], [4, None, None], [None, None, 3]])
    assert without_one(scores) == {"A": (), "B": (), "C": ()}


def test_who_wins_without_a_judge_can_be_asked_among_some() -> None:
    scores = written("9 5 5 | 5 6 6 | 4 4 4")
    assert without_one(scores, among=["b", "c"]) == {"A": ("b",), "B": ("b",), "C": ("b",)}
