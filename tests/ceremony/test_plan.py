"""Rules by which the plan of an edition becomes the items of an evening."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.ceremony.plan import (
    AwardToGive,
    PlannedItem,
    PlannedStep,
    TeamToRecognise,
    make_items,
    teams_in_part,
    walk_up,
)
from awards.ceremony.timing import Slot

RECOGNITION = AwardToGive("team-of-excellence", "Team of Excellence", "recognition")
EDUCATION = AwardToGive(
    "best-education", "Best in field: education", "competition", "field", "Catrin Blackshaw"
)
EARLY_HELP = AwardToGive("best-early-help", "Best in field: early help", "competition", "field")
TEAM_OF_THE_YEAR = AwardToGive("team-of-the-year", "Team of the Year", "competition", "", "The chair")

BLOCK = PlannedItem(
    key="recognition-one",
    title="Teams of Excellence, part one",
    public_title="Our Teams of Excellence",
    kind="recognition",
    award="team-of-excellence",
    length_each=180,
    notes="As rehearsed.",
)


def team(organisation: str, members: int = 4, presenter: str = "") -> TeamToRecognise:
    return TeamToRecognise(f"{organisation}-key", f"{organisation} team", organisation, presenter, members)


teams = st.lists(
    st.builds(
        TeamToRecognise,
        st.uuids().map(str),
        st.text(max_size=5),
        st.text(max_size=5),
        st.text(max_size=5),
        st.integers(0, 40),
    ),
    max_size=20,
    unique_by=lambda t: t.key,
)


def test_an_item_of_the_plan_is_kept_as_it_is() -> None:
    meal = PlannedItem(
        key="main",
        title="Main course served",
        public_title="Main course",
        kind="meal",
        length=2100,
        shortest=1800,
        longest=2400,
        hard_start=72000,
        hard_reason="The kitchen cannot hold it",
        people="Catering",
        notes="Nothing on stage.",
    )
    assert make_items([meal], [], []) == [
        PlannedStep(
            title="Main course served",
            public_title="Main course",
            kind="meal",
            planned=2100,
            shortest=1800,
            longest=2400,
            hard_start=72000,
            hard_reason="The kitchen cannot hold it",
            people="Catering",
            notes="Nothing on stage.",
        )
    ]


def test_an_item_without_limits_is_neither_shortened_nor_stretched() -> None:
    (step,) = make_items([PlannedItem(key="x", title="Speech", kind="speech", length=300)], [], [])
    assert (step.shortest, step.planned, step.longest) == (300, 300, 300)


def test_an_item_without_a_length_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="“Speech” needs a length"):
        make_items([PlannedItem(key="x", title="Speech", kind="speech")], [], [])


def test_what_guests_are_not_told_has_no_title_for_them() -> None:
    item = PlannedItem(key="x", title="Slack", public_title="Slack", kind="break", length=60, public=False)
    (step,) = make_items([item], [], [])
    assert (step.public, step.public_title) == (False, "")


def test_every_team_has_its_own_item_in_order_of_organisation() -> None:
    steps = make_items([BLOCK], [RECOGNITION], [team("Walsall"), team("coventry"), team("Dudley")])
    assert [step.title for step in steps] == [
        "coventry: coventry team",
        "Dudley: Dudley team",
        "Walsall: Walsall team",
    ]
    assert {(step.award, step.block) for step in steps} == {("team-of-excellence", "Our Teams of Excellence")}


def test_a_director_presents_their_own_team() -> None:
    block = PlannedItem(key="r", title="R", kind="recognition", length_each=180, people="A director")
    steps = make_items([block], [RECOGNITION], [team("Dudley", presenter="Jo Bell"), team("Walsall")])
    assert [step.people for step in steps] == ["Jo Bell", "A director"]


def test_only_the_first_item_of_a_block_holds_its_start_and_notes() -> None:
    block = PlannedItem(
        key="r",
        title="R",
        kind="recognition",
        length_each=180,
        hard_start=70000,
        hard_reason="Film crew",
        notes="Go.",
    )
    steps = make_items([block], [RECOGNITION], [team("Dudley"), team("Walsall")])
    assert [(s.hard_start, s.hard_reason, s.notes) for s in steps] == [
        (70000, "Film crew", "Go."),
        (None, "", ""),
    ]


@pytest.mark.parametrize(("members", "seconds"), [(0, 0), (5, 0), (6, 15), (12, 15), (13, 30), (40, 30)])
def test_a_larger_team_takes_longer_to_the_stage(members: int, seconds: int) -> None:
    assert walk_up(members) == seconds
    (step,) = make_items([BLOCK], [RECOGNITION], [team("Dudley", members)])
    assert step.planned == 180 + seconds


@given(teams, st.integers(1, 5))
def test_parts_are_even_and_recognise_every_team_once(everyone: list[TeamToRecognise], of: int) -> None:
    parts = [teams_in_part(everyone, part, of) for part in range(1, of + 1)]
    assert sorted(t.key for part in parts for t in part) == sorted(t.key for t in everyone)
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


@given(teams, st.integers(1, 5))
def test_parts_follow_the_alphabet(everyone: list[TeamToRecognise], of: int) -> None:
    order = [
        t.organisation.casefold() for part in range(1, of + 1) for t in teams_in_part(everyone, part, of)
    ]
    assert order == sorted(order)


@given(st.permutations([team("Dudley"), team("Walsall"), team("Coventry")]))
def test_the_order_in_which_teams_come_in_does_not_matter(shuffled: list[TeamToRecognise]) -> None:
    assert make_items([BLOCK], [RECOGNITION], shuffled)[0].team == "Coventry-key"


@pytest.mark.parametrize(("part", "of"), [(0, 2), (3, 2)])
def test_a_part_beyond_the_last_is_refused(part: int, of: int) -> None:
    with pytest.raises(ValueError, match="no part"):
        teams_in_part([team("Dudley")], part, of)


def test_a_group_of_awards_becomes_one_item_for_each_given_award() -> None:
    block = PlannedItem(
        key="f",
        title="Best in field",
        kind="award",
        awards="field",
        length_each=210,
        length=1050,
        shortest=750,
        longest=1200,
        people="One presenter for each field",
    )
    steps = make_items([block], [EDUCATION, TEAM_OF_THE_YEAR, EARLY_HELP], [])
    assert [(s.award, s.people) for s in steps] == [
        ("best-education", "Catrin Blackshaw"),
        ("best-early-help", "One presenter for each field"),
    ]
    assert {(s.planned, s.shortest, s.longest) for s in steps} == {(210, 150, 240)}


def test_an_award_that_is_not_given_takes_no_time() -> None:
    plan = [
        PlannedItem(key="toty", title="Team of the Year", kind="award", award="team-of-the-year", length=540),
        PlannedItem(key="f", title="Best in field", kind="award", awards="field", length=1050),
        BLOCK,
    ]
    assert make_items(plan, [], [team("Dudley")]) == []


def test_the_presenter_of_an_award_stands_in_where_the_plan_names_nobody() -> None:
    item = PlannedItem(
        key="toty", title="Team of the Year", kind="award", award="team-of-the-year", length=540
    )
    (step,) = make_items([item], [TEAM_OF_THE_YEAR], [])
    assert (step.award, step.people) == ("team-of-the-year", "The chair")


@given(teams.filter(bool), st.integers(0, 7200))
def test_a_length_for_all_is_shared_out_to_the_second(everyone: list[TeamToRecognise], length: int) -> None:
    block = PlannedItem(key="r", title="R", kind="recognition", length=length)
    assert sum(s.planned for s in make_items([block], [RECOGNITION], everyone)) == length


whole = st.none() | st.integers(0, 7200)


@given(teams, whole, whole, whole, whole)
def test_every_item_can_be_put_on_the_clock(
    everyone: list[TeamToRecognise],
    each: int | None,
    length: int | None,
    shortest: int | None,
    longest: int | None,
) -> None:
    block = PlannedItem(
        key="r",
        title="R",
        kind="recognition",
        length_each=each,
        length=length,
        shortest=shortest,
        longest=longest,
    )
    for step in make_items([block], [RECOGNITION], everyone):
        Slot(step.planned, step.shortest, step.longest, step.hard_start)


def test_nothing_that_comes_in_could_name_a_winner() -> None:
    known = {field.name for kind in (PlannedItem, AwardToGive, TeamToRecognise) for field in fields(kind)}
    assert known == {
        *(
            "key",
            "title",
            "kind",
            "public_title",
            "length",
            "shortest",
            "longest",
            "hard_start",
            "hard_reason",
        ),
        *("people", "notes", "public", "award", "awards", "part", "of", "length_each"),
        *("name", "group", "presenter", "team", "organisation", "members"),
    }
