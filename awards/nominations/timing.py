"""How long is left until nominations close, in words, and when a letter before that goes out."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from awards.core.clock import LONDON, local, show_date
from awards.editions.timing import Closing

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600


def show_left(left: dt.timedelta) -> str:
    """For example "3 days and 4 hours": never more than there is. A day is 24 hours, whatever clocks do."""
    seconds = int(left.total_seconds())
    if seconds < MINUTE:
        return "less than a minute"
    for size, larger, smaller in ((DAY, "day", "hour"), (HOUR, "hour", "minute")):
        if seconds >= size:
            whole, rest = divmod(seconds, size)
            part = rest // (HOUR if size == DAY else MINUTE)
            return f"{_count(whole, larger)} and {_count(part, smaller)}" if part else _count(whole, larger)
    return _count(seconds // MINUTE, "minute")


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Countdown:
    """How long is left at ``now``, as a page says it and as its script goes on."""

    closing: Closing
    now: dt.datetime

    @property
    def in_grace(self) -> bool:
        """Whether the deadline has passed and what reaches us still counts."""
        return self.now > self.closing.deadline

    @property
    def left(self) -> str:
        """How long is left: until the deadline, then until the end of the grace."""
        until = self.closing.last if self.in_grace else self.closing.deadline
        return show_left(until - self.now)


def change_of_clocks(now: dt.datetime, until: dt.datetime) -> str:
    """What the clocks do between the two, in a sentence; empty when they do nothing, or both ways."""
    before, after = local(now).utcoffset(), local(until).utcoffset()
    if now >= until or before is None or after is None or before == after:
        return ""
    first, last = now, until
    while last - first > dt.timedelta(minutes=1):
        middle = first + (last - first) / 2
        first, last = (middle, last) if local(middle).utcoffset() == before else (first, middle)
    way = "forward" if after > before else "back"
    return f"The clocks go {way} an hour on {show_date(last)}; the time that is left takes that into account."


def sending_moment(deadline: dt.datetime, days_before: int, time_of_day: int) -> dt.datetime:
    """The moment of a letter so many days before the deadline's UK date, when a UK clock shows the time.

    Of a time that comes twice, the first; for a time that the clock skips, as long after midnight.
    """
    day = local(deadline).date() - dt.timedelta(days=days_before)
    hour, rest = divmod(time_of_day, HOUR)
    wall = dt.datetime.combine(day, dt.time(hour, rest // MINUTE, rest % MINUTE), LONDON)
    return wall.astimezone(dt.UTC)


LATE = dt.timedelta(days=1)
"""So long after its moment a letter may still go out: later it would say the wrong thing."""


class Fate(StrEnum):
    """What becomes of a letter that is planned for a moment before a deadline."""

    AHEAD = "ahead"
    DUE = "due"
    MISSED = "missed"
    TOO_LATE = "too late"


def fate(moment: dt.datetime, deadline: dt.datetime, planned_at: dt.datetime, at: dt.datetime) -> Fate:
    """Whether a letter planned at ``planned_at`` goes out ``at`` this time, will do so, or never does.

    Nothing is sent once the deadline has passed, nor what should have gone out before it was planned.
    """
    if moment >= deadline or at >= deadline:
        return Fate.TOO_LATE
    if moment < planned_at or at - moment >= LATE:
        return Fate.MISSED
    return Fate.AHEAD if at < moment else Fate.DUE
