"""Orders by ranks alone: published elections, what follows from their definitions, and gaps."""

from fractions import Fraction
from itertools import pairwise, permutations

import pytest
from hypothesis import given

from awards.results.measures.orders import borda, borda_order, schulze
from awards.results.measures.tables import Scores
from tests.results.measures.panels import judges_in, panels, quick, written

SCHULZE = "5 ACBED, 5 ADECB, 8 BEDAC, 3 CABED, 7 CAEBD, 2 CBADE, 7 DCEBA, 8 EBADC"
TENNESSEE = "42 MNCK, 26 NCKM, 15 CKNM, 17 KCNM"


def election(ballots: str) -> Scores:
    """Ballots as sheets: the first of four has three points, the last none."""
    orders = [order for words in ballots.split(", ") for order in [words.split()[1]] * int(words.split()[0])]
    return {
        name: {f"voter {number}": len(order) - 1 - order.index(name) for number, order in enumerate(orders)}
        for name in sorted(orders[0])
    }


def test_schulzes_own_example_of_45_voters() -> None:
    found = schulze(election(SCHULZE))
    assert {name: [row[other] for other in sorted(row)] for name, row in found.paths.items()} == {
        "A": [28, 28, 30, 24],
        "B": [25, 28, 33, 24],
        "C": [25, 29, 29, 24],
        "D": [25, 28, 28, 24],
        "E": [25, 28, 28, 31],
    }
    assert found.order == (("E",), ("A",), ("C",), ("B",), ("D",))


def test_the_capital_of_tennessee() -> None:
    scores = election(TENNESSEE)
    points = {name: share * 100 * 3 for name, share in borda(scores).items()}
    assert points == {"M": 126, "N": 194, "C": 173, "K": 107}
    assert borda_order(scores) == (("N",), ("C",), ("M",), ("K",))
    assert schulze(scores).order == (("N",), ("C",), ("K",), ("M",))


def test_equal_scores_count_for_half_with_borda_and_for_nobody_with_schulze() -> None:
    scores = written("5 5 | 5 5 | 1 2")
    assert borda(scores) == {"a": Fraction(3, 4), "b": Fraction(3, 4), "c": 0}
    assert schulze(scores).order == (("a", "b"), ("c",))


def test_with_gaps_borda_is_a_mean_over_those_who_can_compare() -> None:
    # A puts a before b and c; B puts b before a and has not scored c; C has scored c alone
    assert borda(written("9 3 . | 5 7 . | 1 . 8")) == {
        "a": Fraction(1, 2),
        "b": Fraction(3, 4),
        "c": 0,
    }


def test_who_is_compared_with_nobody_has_no_place_with_borda() -> None:
    scores = written("9 6 . | 5 4 . | . . 8")
    assert borda_order(scores) == (("a",), ("b",))
    assert schulze(scores).paths["c"] == {"a": 0, "b": 0}


def test_nothing_has_no_order() -> None:
    assert (borda_order({}), schulze({}).order) == ((), ())


def strongest(wins: dict[tuple[str, str], int], names: list[str], start: str, end: str) -> int:
    """The strongest path between two, by trying all there are."""
    others = [name for name in names if name not in (start, end)]
    paths = [[start, *via, end] for length in range(len(others) + 1) for via in permutations(others, length)]
    return max(min(wins[step] for step in pairwise(path)) for path in paths)


@quick
@given(panels())
def test_no_path_is_stronger_than_schulzes(scores: Scores) -> None:
    scores = dict(list(scores.items())[:5])
    names = list(scores)
    ahead = {
        (a, b): sum(scores[a][judge] > scores[b][judge] for judge in scores[a].keys() & scores[b])
        for a, b in permutations(names, 2)
    }
    wins = {(a, b): count if count > ahead[b, a] else 0 for (a, b), count in ahead.items()}
    found = schulze(scores).paths
    assert {(a, b): found[a][b] for a, b in wins} == {pair: strongest(wins, names, *pair) for pair in wins}


@quick
@given(panels())
def test_who_beats_another_by_paths_stands_before_them(scores: Scores) -> None:
    found = schulze(scores)
    place = {name: number for number, group in enumerate(found.order) for name in group}
    assert sorted(place) == sorted(scores)
    assert all(
        place[a] < place[b] for a, b in permutations(scores, 2) if found.paths[a][b] > found.paths[b][a]
    )


@quick
@given(panels())
def test_how_a_judge_uses_the_scale_makes_no_difference(scores: Scores) -> None:
    judge = judges_in(scores)[0]
    other = {
        name: {who: score**2 + 7 if who == judge else score for who, score in given.items()}
        for name, given in scores.items()
    }
    assert borda(other) == borda(scores)
    assert schulze(other) == schulze(scores)


@quick
@given(panels(complete=True))
def test_whom_all_put_first_is_first(scores: Scores) -> None:
    best = {judge: 41 for judge in scores["a"]}
    found = {**scores, "a": best}
    assert borda_order(found)[0] == schulze(found).order[0] == ("a",)


@pytest.mark.parametrize("order", [borda_order, lambda scores: schulze(scores).order])
@quick
@given(scores=panels())
def test_names_and_their_order_make_no_difference(order, scores: Scores) -> None:
    names = {name: chr(ord("z") - number) for number, name in enumerate(scores)}
    renamed = {names[name]: scores[name] for name in reversed(list(scores))}
    assert [set(group) for group in order(renamed)] == [
        {names[name] for name in group} for group in order(scores)
    ]
