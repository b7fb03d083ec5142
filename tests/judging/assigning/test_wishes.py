"""What a draw tries to meet: even loads, fields, no colleagues together, not only newcomers, pairs."""

from dataclasses import replace

from awards.judging.assigning import Entry, Judge, NoteKind, Problem, assign
from tests.judging.assigning.problems import entries, judges


def kinds(outcome) -> list[NoteKind]:
    return [note.kind for note in outcome.notes]


def test_loads_are_even():
    assert sorted(assign(Problem(entries(14, 5), judges(10)), "s").loads.values()) == [7] * 10


def test_loads_that_cannot_be_equal_differ_by_one():
    assert sorted(assign(Problem(entries(14, 3), judges(10)), "s").loads.values()) == [4] * 8 + [5] * 2


def test_loads_are_even_within_limits():
    people = (*judges(2, most=2), *judges(2, first=3))
    assert assign(Problem(entries(10, 2), people), "s").loads == {"J1": 2, "J2": 2, "J3": 8, "J4": 8}


def test_loads_are_even_among_those_who_may():
    forbidden = frozenset(("J1", f"N{n}") for n in range(1, 12))
    outcome = assign(Problem(entries(14, 2), judges(4), forbidden), "s")
    assert outcome.loads["J1"] == 3
    assert sorted(outcome.loads.values()) == [3, 8, 8, 9]


def test_a_least_is_met_before_loads_are_even():
    people = (Judge("busy", least=9), *judges(4))
    assert assign(Problem(entries(10, 2), people), "s").loads["busy"] == 9


def test_judges_get_their_fields():
    teams = (*entries(6, 2, "a", field="schools"), *entries(6, 2, "b", first=7, field="health"))
    people = (*judges(3, fields=frozenset({"schools"})), *judges(3, first=4, fields=frozenset({"health"})))
    outcome = assign(Problem(teams, people), "s")
    assert all((int(judge[1:]) <= 3) == (int(entry[1:]) <= 6) for judge, entry in outcome.pairs)


def test_a_field_is_not_worth_loads_that_differ_by_four():
    people = (Judge("suits", fields=frozenset({"schools"})), Judge("other", fields=frozenset({"health"})))
    outcome = assign(Problem(entries(12, 1, field="schools"), people), "s")
    assert outcome.loads == {"suits": 7, "other": 5}


def test_a_wish_about_a_pair_is_met():
    chosen = assign(Problem(entries(1, 1), judges(3), costs={("J1", "N1"): 3, ("J3", "N1"): 1}), "s")
    assert chosen.pairs == {("J2", "N1")}


def test_nobody_judges_their_own_organisation():
    people = (Judge("own", organisation="north"), Judge("other", organisation="south"))
    outcome = assign(Problem((Entry("N1", "all", 1, organisation="north"),), people), "s")
    assert outcome.pairs == {("other", "N1")}


def test_colleagues_do_not_meet_on_a_nomination():
    people = tuple(Judge(f"J{n}", organisation=f"body {n // 2}") for n in range(6))
    outcome = assign(Problem(entries(9, 3), people), "s")
    for n in range(1, 10):
        assert len({int(judge[1:]) // 2 for judge, entry in outcome.pairs if entry == f"N{n}"}) == 3
    assert outcome.notes == ()


def test_colleagues_who_must_meet_are_told_of():
    people = (*judges(2, organisation="north"), Judge("J3"))
    outcome = assign(Problem(entries(1, 3), people), "s")
    assert [note.sentence for note in outcome.notes] == [
        "Two judges of one organisation are on N1: it could not be met otherwise."
    ]


def test_a_newcomer_is_not_alone():
    people = (*judges(3, experience=0), *judges(3, first=4, experience=2))
    outcome = assign(Problem(entries(8, 2), people), "s")
    for n in range(1, 9):
        assert max(int(judge[1:]) for judge, entry in outcome.pairs if entry == f"N{n}") >= 4
    assert kinds(outcome) == []


def test_newcomers_alone_are_told_of():
    outcome = assign(Problem(entries(2, 2), judges(3, experience=0)), "s")
    assert [note.sentence for note in outcome.notes] == ["Nobody who has judged before is on N1 and N2."]


def test_without_known_experience_nobody_is_a_newcomer():
    assert kinds(assign(Problem(entries(2, 2), judges(3)), "s")) == []


def test_the_outcome_tells_its_loads_and_overlap():
    outcome = assign(replace(Problem(entries(3, 2), judges(3))), "s")
    assert (outcome.fewest, outcome.loads, outcome.in_common) == (2, {"J1": 2, "J2": 2, "J3": 2}, (3, 3))
    assert outcome.cost == 0
