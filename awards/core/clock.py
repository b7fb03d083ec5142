"""The one clock. The sample edition lives in its own year, so its clock is set back by a fixed offset."""

import datetime as dt
from contextvars import ContextVar
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

offset: ContextVar[dt.timedelta] = ContextVar("offset", default=dt.timedelta(0))
"""How far this installation's clock is from the world's; zero except in a sample."""


def now() -> dt.datetime:
    """This moment on the installation's clock, aware, in UTC."""
    return dt.datetime.now(dt.UTC) + offset.get()


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
    """For example "5pm" or "5:30pm", on a UK clock."""
    wall = local(moment)
    hour = wall.hour % 12 or 12
    minutes = f":{wall.minute:02}" if wall.minute else ""
    return f"{hour}{minutes}{'am' if wall.hour < 12 else 'pm'}"


def show_moment(moment: dt.datetime | None) -> str:
    """For example "5pm on Friday 23 September 2022"."""
    return "not set" if moment is None else f"{show_time(moment)} on {show_date(moment)}"
