"""The one clock. It follows the database's, so that several machines decide alike.

The sample edition lives in its own year, so its clock is set back by a fixed offset. While a request that
writes is answered the clock stands at the moment at which all of it had arrived: who was in time is not made
late by a lock that somebody else holds, nor by a photo that takes a second to redraw.
"""

import datetime as dt
from contextvars import ContextVar
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

offset: ContextVar[dt.timedelta] = ContextVar("offset", default=dt.timedelta(0))
"""How far this installation's clock is from the world's; zero except in a sample."""

skew = dt.timedelta(0)
"""How far the database's clock was from this machine's when it was last looked at."""

standing: ContextVar[dt.datetime | None] = ContextVar("standing", default=None)
"""The moment at which the clock stands still, in a request that writes; None where it goes on."""


def machine() -> dt.datetime:
    """This moment on the clock of the machine we run on, which may be wrong."""
    return dt.datetime.now(dt.UTC)


def now() -> dt.datetime:
    """This moment on the installation's clock, aware, in UTC."""
    return standing.get() or machine() + skew + offset.get()


def follow(database: dt.datetime) -> None:
    """Go by the database's clock, which shows ``database`` now: all machines that share it then agree.

    What the answer took to reach us is to the good of who hurries: our clock is slow by that much.
    """
    global skew  # noqa: PLW0603  # one process has one machine and one database
    skew = database - machine()


def stand_still(arrived: dt.datetime) -> None:
    """Let the clock stand at the moment at which this machine's clock showed ``arrived``."""
    standing.set(arrived + skew + offset.get())


def go_on() -> None:
    """Let the clock run again."""
    standing.set(None)


def local(moment: dt.datetime) -> dt.datetime:
    """The same moment on a clock in the United Kingdom."""
    return moment.astimezone(LONDON)


def from_local(wall: dt.datetime) -> dt.datetime:
    """The moment, in UTC, at which a UK clock shows the naive ``wall`` time.

    Raise ValueError for a time that the clock skips in March or shows twice in October.
    """
    first, second = (wall.replace(tzinfo=LONDON, fold=fold).astimezone(dt.UTC) for fold in (0, 1))
    if local(first).replace(tzinfo=None) != wall:
        raise ValueError("The clocks go forward that night and skip this time. Choose an hour later")
    if first != second:
        raise ValueError(
            "The clocks go back that night and show this time twice. Choose an hour later or earlier"
        )
    return first


def show_date(moment: dt.date | None) -> str:
    """For example "Friday 21 October 2022"; a moment is shown on its UK date."""
    if moment is None:
        return "not set"
    day = local(moment) if isinstance(moment, dt.datetime) else moment
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def show_time(moment: dt.datetime) -> str:
    """For example "5pm" or "5:30pm", on a UK clock; "1:30am BST" in the hour that comes twice in October."""
    wall = local(moment)
    hour = wall.hour % 12 or 12
    minutes = f":{wall.minute:02}" if wall.minute else ""
    comes_twice = wall.replace(fold=1 - wall.fold).utcoffset() != wall.utcoffset()
    which = f" {wall:%Z}" if comes_twice else ""
    return f"{hour}{minutes}{'am' if wall.hour < 12 else 'pm'}{which}"


def show_moment(moment: dt.datetime | None) -> str:
    """For example "5pm on Friday 23 September 2022"."""
    return "not set" if moment is None else f"{show_time(moment)} on {show_date(moment)}"


def show_uk_moment(moment: dt.datetime) -> str:
    """For a reader anywhere: "5pm on Friday 23 September 2022, UK time (BST)"."""
    return f"{show_moment(moment)}, UK time ({local(moment):%Z})"
