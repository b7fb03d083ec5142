"""Judges who can be compared: what hangs together, what is joined, what is refused or said aloud."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.judging.assigning import CannotAssign, Entry, Judge, NoteKind, Problem, assign, cheapest_draw
from awards.judging.assigning.bridges import groups_among, groups_of, wanted_bridges
from awards.judging.assigning.mending import join_categories
from tests.judging.assigning.problems import entries, judges


def two_panels(reviewers_of_both: int = 0, most: int | None = None) -> Problem:
    """Two categories of twelve, six judges for each, and some who may judge both."""
    teams = (*entries(12, 3, "schools"), *entries(12, 3, "health", first=13))
    return Problem(
        teams,
        (
            *judges(6, categories=frozenset({"schools"})),
            *judges(6, first=7, categories=frozenset({"health"})),
            *judges(reviewers_of_both, first=13, most=most),
        ),
    )


@given(st.frozensets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12))
def test_groups_share_nobody_and_together_are_all(reviews):
    groups = groups_of(reviews)
    assert sorted(e for entries, _ in groups for e in entries) == sorted({e for e, _ in reviews})
    assert sorted(j for _, judges in groups for j in judges) == sorted({j for _, j in reviews})
    for entries_, judges_ in groups:
        assert all((e in entries_) == (j in judges_) for e, j in reviews)


@pytest.mark.parametrize(
    ("reviews", "wanted"), [(3, 3), (5, 5), (30, 5), (50, 5), (51, 6), (80, 8), (1000, 100)]
)
def test_a_tenth_of_the_reviews_and_five_at_least_should_link_a_category(reviews, wanted):
    assert wanted_bridges(reviews) == wanted


def test_disjoint_panels_are_said_aloud():
    assert [note.sentence for note in assign(two_panels(), "s").notes] == [
        "No judge links “health” with “schools”: their scores cannot be compared. "
        "Announce winners for each of them only."
    ]


def test_disjoint_panels_are_refused_where_one_winner_is_sought():
    with pytest.raises(CannotAssign, match="No judge links “health” with “schools”"):
        assign(replace(two_panels(), overall=True), "s")


def test_a_thin_bridge_is_said_aloud():
    outcome = assign(two_panels(1, most=4), "s")
    assert {note.kind for note in outcome.notes} == {NoteKind.THIN_BRIDGE}
    assert outcome.notes[0].sentence.startswith("Only 2 of the score sheets of “")
    assert outcome.notes[0].sentence.endswith("to compare scores across categories it should be 5.")


def test_a_thin_bridge_is_refused_where_one_winner_is_sought():
    with pytest.raises(CannotAssign, match="it should be 5"):
        assign(replace(two_panels(1, most=4), overall=True), "s")


def test_bridges_are_built_where_one_winner_is_sought():
    teams = (*entries(20, 3, "schools", field="schools"), *entries(20, 3, "health", first=21, field="health"))
    people = (*judges(6, fields=frozenset({"schools"})), *judges(6, first=7, fields=frozenset({"health"})))
    problem = Problem(teams, people)
    assert {note.kind for note in assign(problem, "s").notes} == {NoteKind.CATEGORIES_APART}
    outcome = assign(replace(problem, overall=True), "s")
    assert outcome.notes == ()
    schools = [judge for judge, entry in outcome.pairs if int(entry[1:]) <= 20]
    health = [judge for judge, entry in outcome.pairs if int(entry[1:]) > 20]
    assert sum(judge in health for judge in schools) >= 6
    assert sum(judge in schools for judge in health) >= 6
    assert set(Counter(entry for _, entry in outcome.pairs).values()) == {3}


def test_groups_within_a_category_are_joined():
    teams, people = entries(8, 2), judges(8, most=2)
    wishes = {
        (judge.key, team.key): 9
        for n, judge in enumerate(people)
        for m, team in enumerate(teams)
        if n // 2 != m // 2
    }
    board = cheapest_draw(Problem(teams, people, costs=wishes), "s")
    assert len(groups_among(board, range(8))) == 4
    join_categories(board)
    assert len(groups_among(board, range(8))) == 1
    assert board.load == [2] * 8
    assert all(len(set(given)) == 2 for given in board.given)


def test_groups_that_cannot_be_joined_are_said_aloud():
    forbidden = frozenset((f"J{j}", f"N{n}") for j in range(1, 5) for n in range(1, 5) if (j > 2) != (n > 2))
    outcome = assign(Problem(entries(4, 2), judges(4), forbidden), "s")
    assert [note.sentence for note in outcome.notes] == [
        "“all” falls into 2 groups without a common judge: their scores cannot be compared."
    ]


def test_one_judge_each_is_said_aloud():
    outcome = assign(Problem(entries(4, 1), judges(2)), "s")
    assert [note.sentence for note in outcome.notes] == [
        "Each nomination in “all” has one judge only: their scores cannot be compared."
    ]


def test_one_category_needs_no_bridge():
    assert assign(Problem(entries(4, 2), judges(4), overall=True), "s").notes == ()


def test_what_has_been_started_is_not_moved_for_a_bridge():
    problem = Problem(entries(4, 2), judges(4))
    apart = frozenset((f"J{j}", f"N{n}") for j in range(1, 5) for n in range(1, 5) if (j > 2) == (n > 2))
    outcome = assign(replace(problem, fixed=apart), "s")
    assert outcome.pairs == apart
    assert [note.kind for note in outcome.notes] == [NoteKind.APART]


def test_a_judge_without_reviews_is_no_group():
    assert assign(Problem(entries(2, 2), (*judges(2), Judge("idle", most=0))), "s").notes == ()


@pytest.mark.parametrize("judge_all", [True, False])
def test_bridges_are_found_however_few_may_judge_both(judge_all):
    names = ("schools", "health", "play")
    teams = tuple(Entry(f"N{n}", names[n % 3], 4, field=names[n % 3]) for n in range(120))
    people = tuple(
        Judge(
            f"J{n}",
            categories=frozenset() if judge_all or n < 5 else frozenset({names[n % 3]}),
            fields=frozenset({names[n % 3]}),
        )
        for n in range(24)
    )
    problem = Problem(teams, people)
    assert assign(problem, "s").notes != ()
    assert assign(replace(problem, overall=True), "s").notes == ()
