"""What every draw keeps, whatever it is asked for."""

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from awards.judging.assigning import (
    CannotAssign,
    Judge,
    Problem,
    TooFewJudges,
    TooFewReviews,
    assign,
)
from tests.judging.assigning.problems import (
    allows,
    entries,
    judges,
    large_problem,
    pairs_of,
    small_problems,
)

quick = settings(max_examples=80, deadline=None)
picky = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])


def drawn(problem: Problem, seed: str = "a seed"):
    """The outcome; nothing if there can be none."""
    try:
        return assign(problem, seed)
    except CannotAssign:
        return None


def why_not(problem: Problem):
    """The reasons for which there can be no draw."""
    try:
        assign(problem, "a seed")
    except CannotAssign as cannot:
        return cannot.reasons
    return ()


def most_reviews(problem: Problem) -> int:
    """How many reviews there can be, by the plainest augmenting paths, to check verdicts with."""
    able = {
        entry.key: [judge.key for judge in problem.judges if allows(problem, judge, entry)]
        for entry in problem.entries
    }
    most = {judge.key: judge.most for judge in problem.judges}
    held: dict[str, list[str]] = {key: [] for key in most}

    def give(entry: str, tried: set[str]) -> bool:
        for judge in able[entry]:
            if judge in tried or entry in held[judge]:
                continue
            tried.add(judge)
            if len(held[judge]) < most[judge]:
                held[judge].append(entry)
                return True
            for other in list(held[judge]):
                if give(other, tried):
                    held[judge].remove(other)
                    held[judge].append(entry)
                    return True
        return False

    return sum(give(entry.key, set()) for entry in problem.entries for _ in range(entry.need))


@quick
@given(small_problems(organisations=True, least=True, roomy=True))
def test_a_draw_meets_all_that_must_be(problem):
    outcome = drawn(problem)
    assume(outcome)
    people = {judge.key: judge for judge in problem.judges}
    teams = {entry.key: entry for entry in problem.entries}
    assert all(allows(problem, people[judge], teams[entry]) for judge, entry in outcome.pairs)
    given_to = Counter(entry for _, entry in outcome.pairs)
    assert all(given_to[entry.key] == entry.need for entry in problem.entries)
    assert all(judge.least <= outcome.loads[judge.key] <= judge.most for judge in problem.judges)
    assert Counter(judge for judge, _ in outcome.pairs) == Counter(outcome.loads)


@quick
@given(small_problems(organisations=True))
def test_it_is_made_exactly_when_it_can_be(problem):
    possible = most_reviews(problem) == sum(entry.need for entry in problem.entries)
    assert (drawn(problem) is not None) == possible


@picky
@given(small_problems(organisations=True))
def test_a_shortage_is_proven_by_names(problem):
    reasons = why_not(problem)
    assume(reasons)
    people = {judge.key: judge for judge in problem.judges}
    for reason in reasons:
        assert isinstance(reason, TooFewJudges)
        named = [entry for entry in problem.entries if entry.key in reason.entries]
        able = {key: sum(allows(problem, judge, entry) for entry in named) for key, judge in people.items()}
        room = {key: places for key, judge in people.items() if (places := min(judge.most, able[key]))}
        assert dict(reason.rooms) == room
        assert sum(entry.need for entry in named) == reason.needed > sum(room.values())


@picky
@given(small_problems(least=True))
def test_too_few_reviews_for_all_are_proven_by_names(problem):
    people = tuple(replace(judge, least=judge.least + 1, most=9) for judge in problem.judges)
    reasons = why_not(replace(problem, judges=people))
    assume(reasons and isinstance(reasons[0], TooFewReviews))
    for reason in reasons:
        named = [judge for judge in people if judge.key in reason.judges]
        able = [sum(allows(problem, judge, entry) for judge in named) for entry in problem.entries]
        possible = sum(min(entry.need, some) for entry, some in zip(problem.entries, able, strict=True))
        assert sum(judge.least for judge in named) == reason.wanted > reason.possible == possible


@quick
@given(small_problems(organisations=True, roomy=True))
def test_another_judge_never_makes_it_impossible(problem):
    assume(drawn(problem))
    more = (*problem.judges, Judge("another", most=2))
    assert drawn(replace(problem, judges=more))


@quick
@given(small_problems(organisations=True, least=True), st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_does_not_matter(problem, chance):
    nominations, people = list(problem.entries), list(problem.judges)
    chance.shuffle(nominations)
    chance.shuffle(people)
    again = replace(problem, entries=tuple(nominations), judges=tuple(people))
    first, second = drawn(problem), drawn(again)
    assert (first and first.pairs) == (second and second.pairs)


def test_a_seed_gives_one_draw_and_another_seed_another():
    problem = large_problem(1, (40, 12, 3))
    assert assign(problem, "one") == assign(problem, "one")
    assert assign(problem, "one").pairs != assign(problem, "two").pairs


FINGERPRINT = """
import hashlib
from awards.judging.assigning import assign
from tests.judging.assigning.problems import large_problem
pairs = sorted(assign(large_problem(1, (60, 15, 4)), "TEA 2022").pairs)
print(hashlib.sha256(repr(pairs).encode()).hexdigest())
"""


@pytest.mark.parametrize("hashing", ["1", "2"])
def test_a_draw_is_the_same_on_every_machine(root, hashing):
    environment = {**os.environ, "PYTHONHASHSEED": hashing, "PYTHONPATH": str(root)}
    command = [sys.executable, "-c", FINGERPRINT]
    printed = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    assert printed.stdout.strip() == "fd1182ff163578ec82d113f6d5a1ee40d7659423977c73c89878e53f4485509c"


def test_nothing_to_draw_is_drawn():
    assert assign(Problem((), ()), "s").pairs == frozenset()
    assert assign(Problem((), judges(2)), "s").loads == {"J1": 0, "J2": 0}


def test_everyone_scores_everything_when_as_many_are_wanted_as_there_are():
    problem = Problem(entries(14, 10), judges(10))
    assert assign(problem, "s").pairs == frozenset(pairs_of(problem))


@pytest.mark.parametrize(
    "wrong",
    [
        {"entries": entries(1, 1) * 2},
        {"judges": judges(1) * 2},
        {"entries": entries(1, -1)},
        {"judges": judges(1, 2, least=3)},
        {"forbidden": frozenset({("J9", "N1")})},
        {"costs": {("J1", "N9"): 1}},
        {"costs": {("J1", "N1"): -1}},
        {"fixed": frozenset({("J1", "N1")}), "forbidden": frozenset({("J1", "N1")})},
    ],
)
def test_what_cannot_be_meant_is_refused(wrong):
    with pytest.raises(ValueError, match=r".+"):
        replace(Problem(entries(2, 1), judges(2)), **wrong)
