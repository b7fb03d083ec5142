"""Rules of totals, ranks, ties and what the ranking proposes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.judging.rules import Criterion as Scored
from awards.judging.rules import weighted_so_far
from awards.results.ranking import Place, Proposal, Tie, propose
from tests.results.sheets import Sheet, ranked, total_of

WEIGHTS = {"impact": (30, 5), "voice": (20, 5), "teamwork": (20, 5), "practice": (15, 5), "learning": (15, 5)}
ONE = {"all": (1, 5)}
KEYS = list(WEIGHTS)

scores = st.fixed_dictionaries({key: st.integers(0, 5) for key in KEYS})
sheets = st.lists(
    st.builds(Sheet, st.sampled_from("abcdef"), st.sampled_from("stuvwxyz"), scores),
    unique_by=lambda sheet: (sheet.judge, sheet.nomination),
    max_size=40,
)


def all_at(points: int) -> dict[str, int]:
    return dict.fromkeys(KEYS, points)


def one(judge: str, nomination: str, points: int) -> Sheet:
    return Sheet(judge, nomination, {"all": points})


def places(*groups: str) -> list[Place]:
    """Places of nominations named by single letters; letters in one word are tied."""
    found: list[Place] = []
    for number, group in enumerate(groups):
        mean, rank = Fraction(90 - number), len(found) + 1
        found += [Place(key, rank, mean, 3, mean, mean, 0.0, len(group) > 1) for key in group]
    return found


@pytest.mark.parametrize(
    ("given_scores", "total"),
    [
        (all_at(0), 0),
        (all_at(5), 100),
        (all_at(3), 60),
        ({"impact": 5, "voice": 4, "teamwork": 3, "practice": 2, "learning": 1}, 67),
        ({"impact": 4, "voice": 4, "teamwork": 5, "practice": 3, "learning": 4}, 81),
    ],
)
def test_a_total_is_weighted_from_0_to_100(given_scores: dict[str, int], total: int) -> None:
    assert total_of(given_scores, WEIGHTS) == total


def test_weights_need_not_add_up_to_100() -> None:
    assert total_of({"a": 1, "b": 0}, {"a": (2, 3), "b": (1, 3)}) == Fraction(200, 9)


@given(scores)
def test_a_total_lies_between_0_and_100(given_scores: dict[str, int]) -> None:
    assert 0 <= total_of(given_scores, WEIGHTS) <= 100


@given(scores, st.sampled_from(KEYS))
def test_a_point_more_never_lowers_a_total(given_scores: dict[str, int], key: str) -> None:
    more = {**given_scores, key: min(5, given_scores[key] + 1)}
    assert total_of(more, WEIGHTS) >= total_of(given_scores, WEIGHTS)


@given(scores)
def test_a_judge_sees_the_total_that_will_count(given_scores: dict[str, int]) -> None:
    shown = weighted_so_far(given_scores, [Scored(key, key, weight) for key, (weight, _) in WEIGHTS.items()])
    assert shown == total_of(given_scores, WEIGHTS)


def test_nominations_are_ranked_by_the_mean_of_their_judges() -> None:
    found = ranked([one("j", "a", 2), one("k", "a", 5), one("j", "b", 4), one("k", "b", 4)], ONE)
    assert [(p.nomination, p.rank, int(p.mean), p.judges) for p in found] == [
        ("b", 1, 80, 2),
        ("a", 2, 70, 2),
    ]


def test_a_place_shows_how_far_its_judges_lie_apart() -> None:
    (place,) = ranked([one("j", "a", 2), one("k", "a", 5), one("l", "a", 5)], ONE)
    assert (int(place.lowest), int(place.highest), int(place.spread)) == (40, 100, 60)
    assert place.sd == pytest.approx(34.6410, abs=0.0001)


def test_one_judge_alone_has_no_spread() -> None:
    (place,) = ranked([one("j", "a", 4)], ONE)
    assert (float(place.spread), place.sd, place.judges) == (0.0, 0.0, 1)


def test_exact_ties_share_a_rank_and_the_next_is_left_out() -> None:
    found = ranked([one("j", "d", 1), one("j", "c", 3), one("j", "b", 3), one("j", "a", 5)], ONE)
    assert [(p.nomination, p.rank, p.tied) for p in found] == [
        ("a", 1, False),
        ("b", 2, True),
        ("c", 2, True),
        ("d", 4, False),
    ]


def test_a_tie_that_floating_point_would_miss_is_a_tie() -> None:
    thirds = [one("j", "a", 1), one("k", "a", 1), one("l", "a", 1)]
    assert {p.rank for p in ranked([*thirds, one("j", "b", 1)], {"all": (1, 3)})} == {1}


def test_nothing_scored_is_nothing_ranked() -> None:
    assert ranked([], WEIGHTS) == []


@given(sheets.flatmap(lambda s: st.tuples(st.just(s), st.permutations(s))))
def test_the_order_of_sheets_does_not_matter(pair: tuple[list[Sheet], list[Sheet]]) -> None:
    assert ranked(pair[0], WEIGHTS) == ranked(pair[1], WEIGHTS)


@given(sheets)
def test_a_rank_is_one_more_than_the_number_ahead(found: list[Sheet]) -> None:
    standing = ranked(found, WEIGHTS)
    for place in standing:
        assert place.rank == 1 + sum(other.mean > place.mean for other in standing)
        assert place.tied == (sum(other.mean == place.mean for other in standing) > 1)


@given(sheets)
def test_a_mean_lies_between_its_judges(found: list[Sheet]) -> None:
    assert all(p.lowest <= p.mean <= p.highest for p in ranked(found, WEIGHTS))


@given(sheets, st.integers(1, 9))
def test_the_unit_of_the_weights_does_not_matter(found: list[Sheet], factor: int) -> None:
    scaled = {key: (weight * factor, maximum) for key, (weight, maximum) in WEIGHTS.items()}
    assert ranked(found, scaled) == ranked(found, WEIGHTS)


@given(sheets)
def test_copying_the_whole_panel_changes_no_rank(found: list[Sheet]) -> None:
    twins = [Sheet(sheet.judge * 2, sheet.nomination, sheet.scores) for sheet in found]
    once, twice = ranked(found, WEIGHTS), ranked(found + twins, WEIGHTS)
    assert [(p.nomination, p.rank, p.mean) for p in once] == [(p.nomination, p.rank, p.mean) for p in twice]


@given(sheets, st.sampled_from("stuvwxyz"))
def test_withdrawing_a_nomination_leaves_the_order_of_the_others(found: list[Sheet], gone: str) -> None:
    left = [p.nomination for p in ranked(found, WEIGHTS) if p.nomination != gone]
    without = ranked([sheet for sheet in found if sheet.nomination != gone], WEIGHTS)
    assert [p.nomination for p in without] == left


@pytest.mark.parametrize(
    ("groups", "proposal"),
    [
        ((), Proposal((), (), ())),
        (("a",), Proposal(("a",), (), ())),
        (("a", "b", "c", "d"), Proposal(("a",), ("b", "c"), ())),
        (("a", "bc", "d"), Proposal(("a",), ("b", "c"), ())),
        (("ab", "c", "d"), Proposal((), ("c",), (Tie(("a", "b"), 1, 1),))),
        (("abc", "d"), Proposal((), (), (Tie(("a", "b", "c"), 1, 2),))),
        (("abcd",), Proposal((), (), (Tie(("a", "b", "c", "d"), 1, 2),))),
        (("a", "b", "cd"), Proposal(("a",), ("b",), (Tie(("c", "d"), 0, 1),))),
        (("a", "bcd"), Proposal(("a",), (), (Tie(("b", "c", "d"), 0, 2),))),
        (("a", "b", "c", "de"), Proposal(("a",), ("b", "c"), ())),
        (("ab",), Proposal((), (), (Tie(("a", "b"), 1, 1),))),
    ],
)
def test_a_tie_across_an_edge_is_left_to_people(groups: tuple[str, ...], proposal: Proposal) -> None:
    assert propose(places(*groups)) == proposal


@pytest.mark.parametrize(
    ("groups", "proposal"),
    [
        (("a", "bc"), Proposal(("a",), (), ())),
        (("ab", "c"), Proposal((), (), (Tie(("a", "b"), 1, 0),))),
    ],
)
def test_an_award_without_highly_commended_has_one_edge(groups: tuple[str, ...], proposal: Proposal) -> None:
    assert propose(places(*groups), highly_commended=0) == proposal


@given(sheets, st.integers(1, 2), st.integers(0, 3))
def test_no_more_is_proposed_than_there_are_places(found: list[Sheet], winners: int, commended: int) -> None:
    proposal = propose(ranked(found, WEIGHTS), winners, commended)
    assert len(proposal.winners) + sum(tie.winners for tie in proposal.ties) <= winners
    assert len(proposal.highly_commended) + sum(tie.highly_commended for tie in proposal.ties) <= commended


@given(sheets, st.integers(1, 2), st.integers(0, 3))
def test_every_place_is_proposed_or_left_to_people(found: list[Sheet], winners: int, commended: int) -> None:
    standing = ranked(found, WEIGHTS)
    proposal = propose(standing, winners, commended)
    left = sum(tie.winners + tie.highly_commended for tie in proposal.ties)
    filled = len(proposal.winners) + len(proposal.highly_commended) + left
    assert filled == min(len(standing), winners + commended)
