"""How long judges need at their own pace, against the days that are left."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

FEWEST_SHEETS = 2
"""One sheet says nothing of a pace, nor do many on one day: somebody had a free afternoon."""
DAYS_IN_A_WEEK = 7
FAR = dt.timedelta(days=3650)
"""Nobody needs to know of a day later than this, and the calendar has an end."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Standing(StrEnum):
    """How a judge stands, the one who most needs a word first."""

    OVER = "over"
    LATE = "late"
    NOT_BEGUN = "not begun"
    BEGUN = "begun"
    UNDER_WAY = "under way"
    ON_TIME = "on time"
    DONE = "done"
    NOTHING = "nothing"


URGENCY = tuple(Standing)
NEEDING_A_WORD = frozenset({Standing.OVER, Standing.LATE, Standing.NOT_BEGUN})
IDLE_DAYS = 3
"""Who has begun and then written nothing for so long may have forgotten."""
MUCH_A_DAY = 4
"""An hour a day, at a quarter of an hour each: who has to do more should know it."""


@dataclass(frozen=True, slots=True)
class Work:
    """A judge's sheets of a round: how many are theirs, begun and submitted.

    A sheet that is submitted has been begun. ``first``: the day on which one was submitted, ``last``: on
    which anything was written, ``given``: on which the first became theirs, in the United Kingdom.
    """

    assigned: int
    begun: int = 0
    submitted: int = 0
    first: dt.date | None = None
    last: dt.date | None = None
    given: dt.date | None = None

    @property
    def left(self) -> int:
        """How many are still to be submitted."""
        return self.assigned - self.submitted


@dataclass(frozen=True, slots=True)
class Term:
    """The day it is, and the last day of the round; ``is_over`` once nothing more is taken."""

    today: dt.date
    closes: dt.date | None = None
    is_over: bool = False

    @property
    def days_left(self) -> int:
        """Nights until the last day; none on that day and after it."""
        return max(0, (self.closes - self.today).days) if self.closes else 0

    @property
    def words(self) -> str:
        """How long is left, as it is said."""
        if not self.days_left:
            return "it closes today"
        return f"{self.days_left} day{'' if self.days_left == 1 else 's'} left"


@dataclass(frozen=True, slots=True)
class Forecast:
    """When a judge will be done at their pace, how many days after the end, and what would be in time.

    ``idle``: for how many days somebody without a pace has written nothing. ``is_new``: their sheets became
    theirs in the last days, and there is time still.
    """

    standing: Standing
    left: int = 0
    done_on: dt.date | None = None
    days_late: int = 0
    a_day: int = 0
    idle: int = 0
    is_new: bool = False

    @property
    def needs_a_word(self) -> bool:
        """Whether they should hear from us."""
        stuck = self.idle >= IDLE_DAYS or self.a_day > MUCH_A_DAY
        if self.standing is Standing.BEGUN or self.is_new:
            return stuck
        return self.standing in NEEDING_A_WORD

    @property
    def urgency(self) -> tuple[int, int, int]:
        """For sorting: who most needs a word comes first."""
        return URGENCY.index(self.standing), -self.days_late, -self.a_day


def days_needed(work: Work, today: dt.date) -> int | None:
    """Days that are needed for what is left, as fast as it went since the first; None without a pace.

    The first day and today count whole: it promises rather too little than too much.
    """
    if work.first is None or work.submitted < FEWEST_SHEETS or work.first >= today:
        return None
    days = (today - work.first).days + 1
    return -(-work.left * days // work.submitted)


def forecast(work: Work, term: Term) -> Forecast:
    """How a judge stands on a day."""
    if not work.assigned:
        return Forecast(Standing.NOTHING)
    if not work.left:
        return Forecast(Standing.DONE)
    if term.is_over:
        return Forecast(Standing.OVER, work.left)
    a_day = -(-work.left // max(1, term.days_left)) if term.closes else 0
    needed = days_needed(work, term.today)
    if needed is None:
        idle = (term.today - work.last).days if work.last else 0
        standing = Standing.BEGUN if work.begun else Standing.NOT_BEGUN
        is_new = not work.begun and _is_new(work, term)
        return Forecast(standing, work.left, a_day=a_day, idle=idle if work.begun else 0, is_new=is_new)
    done_on = term.today + min(FAR, dt.timedelta(days=needed))
    if term.closes is None:
        return Forecast(Standing.UNDER_WAY, work.left, done_on)
    late = max(0, (done_on - term.closes).days)
    return Forecast(Standing.LATE if late else Standing.ON_TIME, work.left, done_on, late, a_day)


def _is_new(work: Work, term: Term) -> bool:
    """Whether the judge was told of their sheets just now: nobody is chased on the day a round opens."""
    if work.given is None or (term.closes and term.days_left <= IDLE_DAYS):
        return False
    return (term.today - work.given).days < IDLE_DAYS


def forecast_words(found: Forecast, term: Term) -> str:
    """The same as it is said: "On time: done by Thursday"."""
    match found.standing:
        case Standing.NOTHING:
            return "Nothing to score"
        case Standing.DONE:
            return "All submitted"
        case Standing.OVER:
            return f"{found.left} not submitted when it closed"
        case Standing.LATE:
            return f"{_days(found.days_late)} late at this pace: {_from_now_on(found, term)} would do it"
        case Standing.ON_TIME | Standing.UNDER_WAY if found.done_on:
            begins = "On time: done" if found.standing is Standing.ON_TIME else "Done"
            return f"{begins} by {show_day(found.done_on, term.today)}"
    begins = "Begun" if found.standing is Standing.BEGUN else "Not begun"
    if found.idle >= IDLE_DAYS:
        begins = f"Begun, then nothing for {_days(found.idle).lower()}"
    if not found.a_day:
        return begins
    now_on = " from now on" if term.days_left else ""
    return f"{begins}: {_from_now_on(found, term)}{now_on}"


def _from_now_on(found: Forecast, term: Term) -> str:
    return f"{found.a_day} a day" if term.days_left else f"{found.a_day} today"


def _days(number: int) -> str:
    if number > 4 * DAYS_IN_A_WEEK:
        return "More than four weeks"
    said = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{said.capitalize()} day{'' if number == 1 else 's'}"


def show_day(day: dt.date, today: dt.date) -> str:
    """A day near today by its name, others with their date."""
    ahead = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if ahead in near:
        return near[ahead]
    return f"{day:%A}" if 0 < ahead < DAYS_IN_A_WEEK else f"{day.day} {day:%B}"


@dataclass(frozen=True, slots=True)
class Day:
    """How many sheets were submitted on a day."""

    on: dt.date
    number: int


MOST_DAYS = 42
"""Longer than any round should take; a drawing of more days could not be read."""


def days_shown(submitted: Mapping[dt.date, int], term: Term) -> list[Day]:
    """Every day from the first on which a sheet was submitted to the last of the round, the empty ones too.

    Of a long time, the latest days; nothing before the first sheet.
    """
    if not submitted:
        return []
    last = max(submitted)
    last = max(last, term.closes) if term.closes else max(last, term.today)
    first = max(min(submitted), last - dt.timedelta(days=MOST_DAYS - 1))
    days = ((first + dt.timedelta(days=n)) for n in range((last - first).days + 1))
    return [Day(day, submitted.get(day, 0)) for day in days]
