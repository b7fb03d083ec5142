"""Rules of the evening: faults of items, warnings about the whole, what guests read."""

from dataclasses import replace

import pytest

from awards.ceremony.models import Item
from awards.ceremony.plan import read_plan
from awards.ceremony.rules import GuestLine, ItemValues, guest_lines, item_faults, rounded, schedule
from awards.ceremony.states import ItemKind
from awards.editions.files.evening import PLAN_KINDS

HOUR = 3600
DOORS, FINISH = 18 * HOUR, 22 * HOUR
GOOD = ItemValues(kind="speech", title="A speech", planned=300, shortest=200, longest=400)


def part(title: str, minutes: int, **values: object) -> Item:
    length = minutes * 60
    usual = {"public_title": "", "block": "", "hard_start": None, "hard_reason": "", "public": True}
    lengths = {"planned": length, "shortest": length, "longest": length}
    return Item(title=title, **usual | lengths | values)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"planned": 0, "shortest": 0}, "planned"),
        ({"shortest": 301}, "shortest"),
        ({"longest": 299}, "longest"),
        ({"hard_start": 20 * HOUR}, "hard_reason"),
        ({"hard_reason": "The kitchen"}, "hard_start"),
        ({"hard_start": 17 * HOUR, "hard_reason": "The kitchen"}, "hard_start"),
        ({"hard_start": FINISH, "hard_reason": "The kitchen"}, "hard_start"),
    ],
)
def test_an_item_says_what_is_wrong_with_it(changes, field):
    assert [fault.field for fault in item_faults(replace(GOOD, **changes), DOORS, FINISH)] == [field]


def test_a_good_item_has_no_fault():
    assert item_faults(GOOD, DOORS, FINISH) == []


def test_an_evening_within_its_time_has_no_warning():
    times = schedule([part("Doors", 60), part("Talk", 60)], DOORS, FINISH)
    assert (times.ends_at, times.over, times.warnings) == (20 * HOUR, -2 * HOUR, ())


def test_an_evening_past_its_hard_finish_says_by_how_much_and_whether_shortening_helps():
    stiff, elastic = part("Talk", 250), part("Talk", 250, shortest=60)
    [no_help] = schedule([stiff], DOORS, FINISH).warnings
    [help_] = schedule([elastic], DOORS, FINISH).warnings
    assert no_help == (
        "The evening ends 10:00 after its hard finish at 22:00. "
        "With what follows the last fixed start at its shortest it is 10:00 over."
    )
    assert help_.endswith("Shortening what follows the last fixed start would be enough.")


def test_an_overlap_and_a_long_gap_before_a_fixed_start_are_said_in_words():
    meal = part("Meal", 30, hard_start=20 * HOUR, hard_reason="The kitchen")
    late = schedule([part("Talk", 125), meal], DOORS, FINISH)
    assert late.warnings == (
        "“Meal” must start at 20:00, but what comes before it ends 5:00 later.",
        "That pushes back what follows: the evening ends at 20:35, 5:00 later than its last item says.",
    )
    assert (late.ends_at, late.over) == (20 * HOUR + 35 * 60, -85 * 60)
    assert schedule([part("Talk", 100), meal], DOORS, FINISH).warnings == (
        "Nothing is planned for 20:00 before “Meal” at 20:00.",
    )


def test_guests_read_public_items_and_blocks_at_rounded_times():
    parts = [
        part("Doors for crew", 31, public_title="Doors"),
        part("One", 7, block="Our teams"),
        part("Two", 7, block="Our teams"),
        part("Reset", 7, public=False),
        part("Close", 5),
    ]
    times = schedule(parts, DOORS, FINISH).timings
    assert guest_lines(parts, times) == [
        GuestLine(DOORS, "Doors"),
        GuestLine(DOORS + 30 * 60, "Our teams"),
        GuestLine(DOORS + 50 * 60, "Close"),
    ]


def test_times_for_guests_are_the_nearest_five_minutes():
    assert [rounded(s) for s in (0, 149, 150, 299, 301)] == [0, 0, 300, 300, 300]


def test_a_plan_is_read_from_the_words_of_its_file():
    [item] = read_plan(
        [
            {
                "key": "late",
                "title": "Late",
                "kind": "close",
                "length": "3:30",
                "start": "00:15",
                "start_reason": "Bus",
            }
        ],
        DOORS,
    )
    assert (item.length, item.hard_start, item.hard_reason, item.public) == (
        210,
        24 * HOUR + 900,
        "Bus",
        True,
    )


def test_edition_files_and_the_running_order_have_the_same_kinds():
    assert set(PLAN_KINDS) == set(ItemKind)
