"""When nominations close, with the grace that still counts afterwards, and both in words."""

import datetime as dt
from dataclasses import dataclass

from awards.core.clock import local, show_moment, show_time, show_uk_moment

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
