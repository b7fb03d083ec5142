"""The running order: made from the plan, changed by hand, by two people at once."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from awards.ceremony.models import Item
from awards.ceremony.queries import find_running_order, gaps_in, schedule_of
from awards.ceremony.rules import ItemValues, limits
from awards.ceremony.services import (
    add_item,
    change_item,
    change_length,
    generate_running_order,
    move_item,
    remove_item,
)
from awards.ceremony.states import Direction
from awards.ceremony.timing import clock_text
from awards.core.database import db
from awards.core.errors import BrokenRule, Stale, WrongState
from awards.editions.states import Stage
from awards.nominations.states import NominationState
from tests.ceremony.evenings import Evening, make_evening, make_team

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("session")]
AT = dt.datetime(2022, 10, 14, 10, tzinfo=dt.UTC)
SPEECH = ItemValues(kind="speech", title="A speech", planned=300, shortest=300, longest=300)


@pytest.fixture
def evening(session) -> Evening:
    evening = make_evening()
    generate_running_order(evening.edition, by=evening.organiser, at=AT)
    return evening


def by_of(evening: Evening) -> dict:
    return {"by": evening.organiser, "at": AT}


def items_of(evening: Evening) -> list[Item]:
    return find_running_order(evening.edition).items


def titles(evening: Evening) -> list[str]:
    return [item.title for item in items_of(evening)]


def starts(evening: Evening) -> list[str]:
    return [clock_text(t.start) for t in schedule_of(evening.edition, items_of(evening)).timings]


def test_it_has_an_item_for_each_team_and_each_award_in_the_order_of_the_plan(evening):
    assert titles(evening) == [
        "Doors",
        "Welcome",
        "A 0: Team Number 0",
        "B 1: Team Number 1",
        "C 2: Team Number 2",
        "The top award",
        "Best in early help",
        "Strike the set",
    ]


def test_each_team_is_presented_by_its_current_director(evening):
    assert [item.people for item in items_of(evening)[2:5]] == ["Director 0", "Director 1", "Director 2"]


def test_before_judging_it_is_planned_with_teams_that_are_still_being_checked():
    evening = make_evening(Stage.CHECKING, teams=1)
    make_team(evening, 5, NominationState.SUBMITTED)
    make_team(evening, 6, NominationState.DRAFT)
    generate_running_order(evening.edition, **by_of(evening))
    teams = [item.title for item in items_of(evening) if item.nomination_id]
    assert teams == ["A 0: Team Number 0", "F 5: Team Number 5"]


def test_it_is_not_planned_during_set_up():
    evening = make_evening(Stage.SET_UP)
    with pytest.raises(WrongState):
        generate_running_order(evening.edition, **by_of(evening))


def test_an_edition_without_a_plan_says_so():
    evening = make_evening(plan=[])
    with pytest.raises(BrokenRule, match="no plan"):
        generate_running_order(evening.edition, **by_of(evening))


def test_generating_the_same_again_changes_nothing(evening):
    before = [item.id for item in items_of(evening)]
    generate_running_order(evening.edition, **by_of(evening), version=0)
    assert [item.id for item in items_of(evening)] == before


def test_generating_again_replaces_what_was_changed_by_hand(evening):
    change_length(items_of(evening)[1], 60, **by_of(evening))
    order = find_running_order(evening.edition)
    generate_running_order(evening.edition, **by_of(evening), version=order.version)
    assert items_of(evening)[1].planned == 360


def test_generating_over_somebody_elses_change_is_refused(evening):
    seen = find_running_order(evening.edition).version
    change_length(items_of(evening)[1], 60, **by_of(evening))
    with pytest.raises(Stale):
        generate_running_order(evening.edition, **by_of(evening), version=seen)


def test_all_later_times_follow_a_length(evening):
    before = starts(evening)
    change_length(items_of(evening)[1], 8 * 60, **by_of(evening))
    assert (before[1:4], starts(evening)[1:4]) == (["18:45", "18:51", "18:54"], ["18:45", "18:53", "18:56"])


@pytest.mark.parametrize(("minutes", "now"), [(3, (180, 480)), (5, (240, 480)), (9, (240, 540))])
def test_a_length_widens_the_limits_that_it_passes_until_it_goes_back(evening, minutes, now):
    item = change_length(items_of(evening)[1], minutes * 60, **by_of(evening))
    assert limits(item) == now
    change_length(item, 360, **by_of(evening))
    assert limits(item) == (item.shortest, item.longest) == (240, 480)


def test_an_item_that_passed_its_limits_can_be_changed_otherwise(evening):
    item = change_length(items_of(evening)[1], 540, **by_of(evening))
    wanted = replace(SPEECH, planned=540, shortest=240, longest=480)
    assert change_item(item, wanted, **by_of(evening)).title == "A speech"
    with pytest.raises(BrokenRule, match="Longest length must not be shorter"):
        change_item(item, replace(wanted, longest=500), **by_of(evening))


def test_no_item_takes_no_time(evening):
    with pytest.raises(BrokenRule):
        change_length(items_of(evening)[1], 0, **by_of(evening))


def test_no_item_is_longer_than_the_evening(evening):
    with pytest.raises(BrokenRule, match="^Length must not be longer than the evening, from 18:00 to "):
        change_length(items_of(evening)[1], 10 * 3600, **by_of(evening))


def test_an_item_changes_places_with_its_neighbour(evening):
    move_item(items_of(evening)[1], Direction.UP, **by_of(evening))
    assert titles(evening)[:2] == ["Welcome", "Doors"]
    assert [item.position for item in items_of(evening)] == list(range(1, 9))


def test_the_first_item_cannot_move_up(evening):
    before = titles(evening)
    move_item(items_of(evening)[0], Direction.UP, **by_of(evening))
    assert titles(evening) == before


def test_a_move_pressed_twice_is_one_move(evening):
    item, version = items_of(evening)[0], find_running_order(evening.edition).version
    for _ in range(2):
        move_item(item, Direction.DOWN, seen=1, version=version, **by_of(evening))
    assert titles(evening)[:2] == ["Welcome", "Doors"]


def test_of_two_people_who_change_the_order_the_second_is_told(evening):
    version = find_running_order(evening.edition).version
    change_length(items_of(evening)[1], 60, version=version, **by_of(evening))
    with pytest.raises(Stale):
        change_length(items_of(evening)[2], 60, version=version, **by_of(evening))
    with pytest.raises(Stale):
        move_item(items_of(evening)[3], Direction.UP, seen=4, version=version, **by_of(evening))
    with pytest.raises(Stale):
        change_item(items_of(evening)[3], SPEECH, version=version, **by_of(evening))


def test_an_item_is_written_anew(evening):
    item = change_item(items_of(evening)[1], SPEECH, **by_of(evening))
    assert (item.title, item.planned, item.kind) == ("A speech", 300, "speech")


def test_a_new_item_goes_where_it_is_put_and_only_once(evening):
    order, key = find_running_order(evening.edition), uuid.uuid4()
    for _ in range(2):
        add_item(order, SPEECH, after=1, item_id=key, **by_of(evening))
    assert titles(evening)[:3] == ["Doors", "A speech", "Welcome"]
    assert titles(evening).count("A speech") == 1


def test_a_new_item_inside_a_block_belongs_to_it(evening):
    add_item(find_running_order(evening.edition), SPEECH, after=3, **by_of(evening))
    assert items_of(evening)[3].block == "Our teams"


def test_an_item_is_taken_out_once(evening):
    order, item = find_running_order(evening.edition), items_of(evening)[1]
    for _ in range(2):
        remove_item(order, item.id, **by_of(evening))
    assert titles(evening)[:2] == ["Doors", "A 0: Team Number 0"]
    assert [each.position for each in items_of(evening)] == list(range(1, 8))


def test_it_says_which_awards_and_teams_are_missing_and_which_have_left(evening):
    order = find_running_order(evening.edition)
    remove_item(order, items_of(evening)[5].id, **by_of(evening))
    evening.teams[2].state = NominationState.WITHDRAWN
    db.session.commit()
    assert gaps_in(evening.edition, items_of(evening)) == [
        "Team of the Year is not in the running order.",
        "“C 2: Team Number 2” is still here, but is not given this year or has left.",
    ]


def test_after_publishing_nothing_changes(evening):
    evening.edition.state = Stage.PUBLISHED
    db.session.commit()
    with pytest.raises(WrongState):
        change_length(items_of(evening)[1], 60, **by_of(evening))
