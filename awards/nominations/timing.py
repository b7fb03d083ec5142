"""When nominations close for an organisation, how long is left until then, and both in words."""

import datetime as dt
from dataclasses import dataclass

from awards.core.clock import LONDON, local, show_moment, show_time, show_uk_moment

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
NO_GRACE = dt.timedelta(0)


@dataclass(frozen=True, slots=True)
class Closing:
    """The deadline that is stated, and how much later something may reach us and still count.

    ``own`` where the organisation was given a later deadline than all others.
    """

    deadline: dt.datetime
    grace: dt.timedelta = NO_GRACE
    own: bool = False

    @property
    def last(self) -> dt.datetime:
        """The last moment at which something can reach us completely and count."""
        return self.deadline + self.grace

    @property
    def words(self) -> str:
        """The deadline: "5pm on Friday 23 September 2022, UK time (BST)"."""
        return show_uk_moment(self.deadline)

    @property
    def last_words(self) -> str:
        """The end of the grace: "5:10pm", with the day where it is another one."""
        same_day = local(self.deadline).date() == local(self.last).date()
        return show_time(self.last) if same_day else show_moment(self.last)

    @property
    def rule(self) -> str:
        """What the grace means to those who hurry; empty where there is none."""
        return f"What reaches us completely by {self.last_words} still counts." if self.grace else ""

    @property
    def past_words(self) -> str:
        """The same once it is over."""
        counted = f"; what reached us by {self.last_words} still counted" if self.grace else ""
        return f"Nominations closed at {show_moment(self.deadline)}{counted}."


def closing(deadline: dt.datetime, extension: dt.datetime | None = None, grace_minutes: int = 0) -> Closing:
    """When nominations close: at the deadline of all, or at the organisation's own where that is later."""
    own = extension is not None and extension > deadline
    stated = extension if own and extension else deadline
    return Closing(stated, dt.timedelta(minutes=grace_minutes), own)


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
