"""How long is left until nominations close, in words, and when a letter before that goes out."""

import datetime as dt
from dataclasses import dataclass

from awards.core.clock import LONDON, local
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


def sending_moment(deadline: dt.datetime, days_before: int, time_of_day: int) -> dt.datetime:
    """The moment of a letter so many days before the deadline's UK date, when a UK clock shows the time.

    Of a time that comes twice, the first; for a time that the clock skips, as long after midnight.
    """
    day = local(deadline).date() - dt.timedelta(days=days_before)
    hour, rest = divmod(time_of_day, HOUR)
    wall = dt.datetime.combine(day, dt.time(hour, rest // MINUTE, rest % MINUTE), LONDON)
    return wall.astimezone(dt.UTC)
