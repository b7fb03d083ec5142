"""Why a draw cannot be made, in words that name who and what."""

import pytest

from awards.judging.assigning import CannotAssign, Judge, Problem, TooFewJudges, assign
from awards.judging.assigning.outcome import NoteKind
from awards.judging.assigning.proposal import impossible
from awards.judging.assigning.shortage import name_some
from tests.judging.assigning.problems import entries, judges


def sentences(problem: Problem) -> list[str]:
    with pytest.raises(CannotAssign) as refused:
        assign(problem, "s")
    return [reason.sentence for reason in refused.value.reasons]


def test_a_nomination_that_nobody_may_judge():
    forbidden = frozenset({("J1", "N1"), ("J2", "N1")})
    assert sentences(Problem(entries(2, 1), judges(2), forbidden)) == [
        "N1 needs 1 judge, but nobody who may judge it has room."
    ]


def test_a_nomination_that_too_few_may_judge():
    assert sentences(Problem(entries(1, 3), judges(2))) == [
        "N1 needs 3 judges, but only 2 who may judge it have room: J1 and J2."
    ]


def test_judges_who_have_too_little_room_together():
    people = (Judge("Ann", 2), Judge("Bo", 3), Judge("Cy", 9, categories=frozenset({"another"})))
    assert sentences(Problem(entries(3, 2), people)) == [
        "N1, N2 and N3 need judges 6 times, but those who may judge them have room for 5: Ann 2 and Bo 3."
    ]


def test_shortages_that_have_nothing_to_do_with_each_other_are_all_told():
    teams = (*entries(1, 2, "schools"), *entries(1, 2, "health", first=2), *entries(1, 1, "play", first=3))
    people = (
        Judge("Ann", categories=frozenset({"schools"})),
        Judge("Bo", categories=frozenset({"health"})),
        Judge("Cy", categories=frozenset({"play"})),
    )
    assert sentences(Problem(teams, people)) == [
        "N1 needs 2 judges, but only 1 who may judge it has room: Ann.",
        "N2 needs 2 judges, but only 1 who may judge it has room: Bo.",
    ]


def test_what_has_been_started_is_no_part_of_the_proof():
    started = frozenset({("J1", "N1")})
    assert sentences(Problem(entries(2, 2), judges(2, most=1), fixed=started)) == [
        "N1 and N2 need judges 3 times, but those who may judge them have room for 1: J2 1."
    ]


def test_a_least_that_conflicts_leave_no_room_for():
    forbidden = frozenset({("J1", "N1"), ("J1", "N2")})
    people = (Judge("J1", least=2), *judges(2, first=2))
    assert sentences(Problem(entries(3, 1), people, forbidden)) == [
        "J1 must have 2 nominations, but there can be no more than 1 for them."
    ]


def test_more_is_promised_to_judges_than_there_is():
    assert sentences(Problem(entries(2, 2), judges(3, least=2))) == [
        "J1, J2 and J3 must have 6 nominations together, but there can be no more than 4 for them."
    ]


def test_many_names_are_counted():
    assert name_some(f"N{n}" for n in range(9)) == "N0, N1, N2, N3, N4, N5, N6, N7 and N8"
    assert name_some(f"N{n}" for n in range(10)) == "N0, N1, N2, N3, N4, N5, N6, N7 and 2 others"


def test_a_proof_can_be_checked_by_hand():
    with pytest.raises(CannotAssign) as refused:
        assign(Problem(entries(3, 2), judges(2, most=2)), "s")
    assert refused.value.reasons == (
        TooFewJudges(entries=("N1", "N2", "N3"), needed=6, rooms=(("J1", 2), ("J2", 2))),
    )


def test_a_panel_too_small_is_said_first_with_three_proofs_at_most():
    problem = Problem(entries(6, 9), judges(8))
    with pytest.raises(CannotAssign) as refused:
        assign(problem, "s")
    said = [reason["sentence"] for reason in impossible(refused.value, problem).shown["reasons"]]
    assert said[0] == "There are only 8 judges on this panel; 9 each cannot be met."
    assert len(said) <= 5
    assert not any("review" in sentence for sentence in said)


def test_who_ends_over_their_limit_is_said_with_the_reason():
    started = frozenset((("J1", "N1"), ("J1", "N2")))
    outcome = assign(Problem(entries(2, 1), (Judge("J1", 1), Judge("J2")), fixed=started), "s")
    assert [note.sentence for note in outcome.notes if note.kind is NoteKind.OVER_LIMIT] == [
        "Over the limit: J1 with 2 (at most 1). What is begun, or was given by hand, stays with them."
    ]
