"""Names, words, the evening, the timetable, whether two people decide, and how long a post counts."""

import datetime as dt

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.errors import BrokenRule
from awards.editions.facts import Basics
from awards.editions.models import Edition
from awards.editions.queries import timetable_of
from awards.editions.rules import MOST_PAST_YEARS, Part, Timetable, doors_open_at, timetable_problem
from awards.editions.services.changes import apply_facts, check_version, differing, lock_for
from awards.editions.states import Stage
from awards.editions.uses import closing_in_the_way

_EVENING = {"venue", "ceremony_on", "doors_at", "hard_finish_at"}


def change_basics(edition: Edition, basics: Basics, *, version: int, by: Person, at: dt.datetime) -> None:
    """Change what the edition is called and says, and where and when its evening is."""
    lock_for(Part.WORDS, edition)
    changed = differing(edition, basics)
    if not changed:
        return
    check_version(edition, version)
    if _EVENING & set(changed):
        lock_for(Part.TIMETABLE, edition)
    if basics.hard_finish_at <= basics.doors_at:
        raise BrokenRule(
            "The hard finish must be after the doors open; after midnight it can be at most 06:00",
            field="hard_finish_at",
        )
    problem = timetable_problem(timetable_of(edition), doors_open_at(basics.ceremony_on, basics.doors_at))
    if problem:
        raise BrokenRule(f"{problem[1]}. Change the timetable first", field="ceremony_on")
    apply_facts(edition, basics)
    record("edition changed", edition, by=by, at=at, changed=changed)


def set_timetable(
    edition: Edition, timetable: Timetable, *, version: int, by: Person, at: dt.datetime
) -> None:
    """Set the moments at which things open and close, and the grace after the deadline."""
    lock_for(Part.TIMETABLE, edition)
    changed = differing(edition, timetable)
    if not changed:
        return
    check_version(edition, version)
    problem = timetable_problem(timetable, doors_open_at(edition.ceremony_on, edition.doors_at))
    if problem:
        raise BrokenRule(problem[1], field=problem[0])
    if "nominations_close_at" in changed:
        _refuse_closing_at_once(edition, timetable, at)
    if "judging_closes_at" in changed:
        _refuse_closing_before_a_round(edition, timetable)
    apply_facts(edition, timetable)
    values = {name: getattr(timetable, name) for name in changed}
    shown = {name: at.isoformat() if isinstance(at, dt.datetime) else at for name, at in values.items()}
    record("timetable changed", edition, by=by, at=at, **shown)


def _refuse_closing_at_once(edition: Edition, timetable: Timetable, at: dt.datetime) -> None:
    """A slip of the pen must not shut out everybody who writes; closing is an act of its own."""
    if edition.state is Stage.NOMINATIONS and timetable.nominations_close_at <= at:
        raise BrokenRule(
            "The date on which nominations close has passed already, so that nobody could submit any more. "
            "To close nominations now, use the button on the desk",
            field="nominations_close_at",
        )


def _refuse_closing_before_a_round(edition: Edition, timetable: Timetable) -> None:
    """Judges were told when their round closes; nothing that nobody looks at may take days from them."""
    wanted = timetable.judging_closes_at
    problem = closing_in_the_way(edition.id, wanted) if wanted else ""
    if problem:
        raise BrokenRule(problem, field="judging_closes_at")


def set_deciding(
    edition: Edition, two_people_decide: bool, past_post_years: int, *, by: Person, at: dt.datetime
) -> None:
    """Say whether grave acts need two people, and for how many years a past post keeps from judging.

    What was found with more years before stays on record.
    """
    lock_for(Part.AWARDS, edition)
    if not 0 <= past_post_years <= MOST_PAST_YEARS:
        raise BrokenRule(f"Enter a number of years from 0 to {MOST_PAST_YEARS}", field="past_post_years")
    wanted = {"two_people_decide": two_people_decide, "past_post_years": past_post_years}
    changed = {name: value for name, value in wanted.items() if getattr(edition, name) != value}
    for name, value in changed.items():
        setattr(edition, name, value)
    if changed:
        record("deciding changed", edition, by=by, at=at, **changed)
