"""Rules of the set-up: what freezes when, the order of the timetable, who nominates by default."""

import datetime as dt
from dataclasses import replace

import pytest

from awards.editions.readiness import CategoryFacts, SetUpFacts, set_up_findings, summary_of
from awards.editions.rules import (
    Body,
    Part,
    Timetable,
    after_midnight,
    doors_open_at,
    one_for_each_area,
    planned_lengths,
    refusal,
    structure_refusal,
    timetable_problem,
)
from awards.editions.stages import FOR_GUESTS, FOR_ORGANISERS, MOVE_NAMES, STAGE_NAMES
from awards.editions.states import AwardKind, Stage, edition_lifecycle

HOUR = 3600


def day(number: int) -> dt.datetime:
    """Noon on a day of September 2022."""
    return dt.datetime(2022, 9, number, 12, tzinfo=dt.UTC)


TIMETABLE = Timetable(day(1), day(10), day(12), day(20), day(22))
DOORS = day(30)
READY = SetUpFacts(
    participants=16,
    closed_bodies=(),
    categories=(CategoryFacts("Team of Excellence", 23, (60, 40), is_competed_for=True),),
    award_kinds=(AwardKind.COMPETITION,),
    timetable=TIMETABLE,
    doors=DOORS,
    plan_items=15,
)


@pytest.mark.parametrize(
    ("part", "last_free"),
    [
        (Part.WORDS, Stage.PUBLISHED),
        (Part.TIMETABLE, Stage.SEALED),
        (Part.PARTICIPANTS, Stage.CHECKING),
        (Part.CRITERIA, Stage.CHECKING),
        (Part.CATEGORIES, Stage.CHECKING),
        (Part.AWARDS, Stage.MODERATION),
    ],
)
def test_a_part_can_be_changed_up_to_a_stage_and_not_after(part: Part, last_free: Stage) -> None:
    free = [stage for stage in Stage if refusal(part, stage) is None]
    assert free == [stage for stage in Stage if last_free.is_at_least(stage)]


def test_criteria_come_and_go_only_until_nominations_close() -> None:
    free = [stage for stage in Stage if structure_refusal(stage) is None]
    assert free == [Stage.SET_UP, Stage.NOMINATIONS]


def test_a_timetable_in_order_has_no_problem() -> None:
    assert timetable_problem(TIMETABLE, DOORS) is None


def test_moments_that_are_not_set_are_passed_over() -> None:
    assert timetable_problem(Timetable(day(1), day(10), None, None, day(11)), DOORS) is None


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            {"nominations_close_at": day(1)},
            (
                "nominations_close_at",
                "The date on which nominations close must be after the date on which nominations open",
            ),
        ),
        (
            {"judging_closes_at": day(11)},
            (
                "judging_closes_at",
                "The date on which judging closes must be after the date on which checking ends",
            ),
        ),
        (
            {"moderation_at": DOORS},
            (
                "moderation_at",
                "The date of the moderation meeting must be before the doors of the ceremony open",
            ),
        ),
    ],
)
def test_the_first_moment_out_of_order_is_named(
    change: dict[str, dt.datetime], problem: tuple[str, str]
) -> None:
    assert timetable_problem(replace(TIMETABLE, **change), DOORS) == problem


@pytest.mark.parametrize(
    ("on", "opens"),
    [
        (dt.date(2022, 10, 21), dt.datetime(2022, 10, 21, 17, tzinfo=dt.UTC)),
        (dt.date(2022, 11, 4), dt.datetime(2022, 11, 4, 18, tzinfo=dt.UTC)),
    ],
)
def test_doors_open_by_the_clock_on_the_wall(on: dt.date, opens: dt.datetime) -> None:
    assert doors_open_at(on, 18 * HOUR) == opens


def test_a_small_hour_is_after_midnight() -> None:
    assert [after_midnight(time * HOUR, 18 * HOUR) for time in (0, 6, 7, 22)] == [
        24 * HOUR,
        30 * HOUR,
        7 * HOUR,
        22 * HOUR,
    ]


@pytest.mark.parametrize(
    ("bodies", "chosen"),
    [
        ([Body("walsall", False, True)], {"walsall"}),
        ([Body("council", False, True, True), Body("trust", True, True, True)], {"trust"}),
        ([Body("council", False, True, False), Body("trust", True, False, True)], {"council"}),
        ([Body("gone", False, False)], set()),
    ],
    ids=[
        "a council alone",
        "the trust beside a council",
        "a trust that has closed",
        "a council that has gone",
    ],
)
def test_an_area_nominates_once(bodies: list[Body], chosen: set[str]) -> None:
    assert one_for_each_area(bodies) == chosen


def problems(facts: SetUpFacts, at: dt.datetime) -> list[str]:
    """What is needed and not there."""
    return [each.sentence for each in set_up_findings(facts, at) if each.needed and not each.done]


def test_a_complete_set_up_has_no_problem() -> None:
    assert problems(READY, day(1)) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"participants": 0}, "Choose which organisations nominate"),
        ({"categories": ()}, "Add a category"),
        ({"award_kinds": ()}, "Add an award"),
        ({"categories": (CategoryFacts("Team", 0, (100,)),)}, "Team needs an entry form"),
        ({"categories": (CategoryFacts("Team", 5, (), is_competed_for=True),)}, "Team needs criteria"),
        (
            {"doors": day(21)},
            "The date of the moderation meeting must be before the doors of the ceremony open",
        ),
    ],
)
def test_what_is_missing_is_said(change: dict[str, object], problem: str) -> None:
    assert problems(replace(READY, **change), day(1)) == [problem]


def test_a_deadline_in_the_past_is_a_problem() -> None:
    assert problems(READY, day(10)) == ["The deadline for nominations is past"]


def test_odd_weights_are_only_remarked() -> None:
    odd = replace(READY, categories=(CategoryFacts("Team", 5, (60, 50)),))
    assert problems(odd, day(1)) == []
    summary = summary_of("categories", set_up_findings(odd, day(1)))
    assert (summary.state, summary.hint) == ("Look at this", "The weights of Team add up to 110, not 100")


def test_a_form_that_asks_for_no_name_is_remarked() -> None:
    odd = replace(READY, categories=(CategoryFacts("Team", 5, (100,), asks_for_name=False),))
    assert problems(odd, day(1)) == []
    assert "does not ask for the team’s name" in summary_of("categories", set_up_findings(odd, day(1))).hint


def test_a_category_in_which_no_award_is_given_is_looked_at():
    odd = replace(READY, categories=(CategoryFacts("Team", 5, (100,), has_award=False),))
    assert summary_of("awards", set_up_findings(odd, day(1))).hint == "No award is given in Team: add one"


def test_a_missing_part_comes_before_advice() -> None:
    facts = replace(READY, participants=0, closed_bodies=("Gone Council",))
    assert summary_of("participants", set_up_findings(facts, day(1))).state == "Missing"


def test_every_stage_and_move_has_its_words() -> None:
    assert set(STAGE_NAMES) == set(FOR_GUESTS) == set(FOR_ORGANISERS) == set(Stage)
    assert set(MOVE_NAMES) == set(edition_lifecycle.moves)


def test_lengths_of_a_plan_are_written_alike_however_its_file_says_them() -> None:
    plan = [{"length": "45m"}, {"length": "6:00"}, {"length_each": "90s"}, {"length": "1h 5m"}]
    assert planned_lengths(plan) == ["45:00", "6:00", "1:30 each", "1:05:00"]
