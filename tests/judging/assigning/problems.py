"""Problems to draw for: small ones by hand, any by Hypothesis, and large ones by a seed."""

import random
from dataclasses import replace

from hypothesis import strategies as st

from awards.judging.assigning import Entry, Judge, Pair, Problem

CATEGORIES = ("early help", "social work", "education")
FIELDS = ("fostering", "schools", "health")
ORGANISATIONS = ("", "north", "south", "east")


def entries(number: int, need: int, category: str = "all", first: int = 1, **values) -> tuple[Entry, ...]:
    """Nominations N1, N2, … of one category."""
    return tuple(Entry(f"N{n}", category, need, **values) for n in range(first, first + number))


def judges(number: int, most: int | None = None, first: int = 1, **values) -> tuple[Judge, ...]:
    """Judges J1, J2, … who are alike."""
    return tuple(Judge(f"J{n}", most, **values) for n in range(first, first + number))


def pairs_of(problem: Problem) -> list[Pair]:
    return [(judge.key, entry.key) for judge in problem.judges for entry in problem.entries]


def allows(problem: Problem, judge: Judge, entry: Entry) -> bool:
    """Whether a judge may have a nomination, read off the problem's own words."""
    if judge.categories and entry.category not in judge.categories:
        return False
    return (judge.key, entry.key) not in problem.forbidden and not (
        entry.organisation and entry.organisation == judge.organisation
    )


def _numbered(letter: str, things: list) -> tuple:
    return tuple(replace(thing, key=f"{letter}{n}") for n, thing in enumerate(things))


@st.composite
def small_problems(draw, *, organisations: bool = False, least: bool = False, roomy: bool = False) -> Problem:
    """Up to seven nominations and as many judges, often too tight to be met, seldom if roomy."""
    need = draw(st.integers(1, 2 if roomy else 3))
    within = st.sampled_from(ORGANISATIONS) if organisations else st.just("")
    nominations = st.builds(
        Entry, st.just(""), st.sampled_from(CATEGORIES), st.just(need), st.sampled_from(FIELDS), within
    )
    people = st.builds(
        Judge,
        key=st.just(""),
        most=st.integers(4, 8) if roomy else st.integers(2, 5),
        least=st.integers(0, 1 if roomy else 2) if least else st.just(0),
        categories=st.just(frozenset()) if roomy else st.frozensets(st.sampled_from(CATEGORIES), max_size=2),
        fields=st.frozensets(st.sampled_from(FIELDS), max_size=2),
        organisation=within,
    )
    problem = Problem(
        _numbered("N", draw(st.lists(nominations, min_size=4 * roomy, max_size=7))),
        _numbered("J", draw(st.lists(people, min_size=5 * roomy, max_size=7))),
    )
    chances = pairs_of(problem)
    forbidden = draw(st.frozensets(st.sampled_from(chances), max_size=6)) if chances else frozenset()
    return replace(problem, forbidden=forbidden)


def large_problem(seed: int, size: tuple[int, int, int], *, costs: int = 0, slack: float = 1.5) -> Problem:
    """A problem of so many nominations, judges and judges each, with limits, fields and conflicts."""
    chance = random.Random(seed)  # noqa: S311  # repeatable, not secret
    number, people, need = size
    drawn_entries = tuple(
        Entry(f"N{n}", chance.choice(CATEGORIES), need, chance.choice(FIELDS)) for n in range(number)
    )
    most = int(number * need / people * slack) + 1
    drawn_judges = tuple(
        Judge(
            f"J{n}",
            most,
            categories=frozenset(chance.sample(CATEGORIES, 2)),
            fields=frozenset({chance.choice(FIELDS)}),
        )
        for n in range(people)
    )
    problem = Problem(drawn_entries, drawn_judges)
    forbidden = frozenset(pair for pair in pairs_of(problem) if chance.random() < 0.03)
    wishes = {pair: chance.randrange(costs) for pair in pairs_of(problem)} if costs else {}
    return replace(problem, forbidden=forbidden, costs=wishes)
