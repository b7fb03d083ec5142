"""Dates, times, lengths and numbers as people type them, or a sentence that says what to type instead."""

import datetime as dt
import re

MONTHS = "january february march april may june july august september october november december".split()
_NUMBER = re.compile(r"[0-9]{1,9}")
_TIME = re.compile(r"([0-9]{1,2})(?:[:.]?([0-9]{2}))? ?(am|pm)?")
_MINUTES_AND_SECONDS = re.compile(r"(?:([0-9]{1,2}):)?([0-9]{1,3}):([0-5][0-9])")
_UNITS = re.compile(
    r"(?:([0-9]{1,2}) ?(?:h|hr|hrs|hours?))? ?"
    r"(?:([0-9]{1,4}) ?(?:m|min|mins|minutes?))? ?"
    r"(?:([0-9]{1,5}) ?(?:s|sec|secs|seconds?))?"
)
_NO_HOUR = 99
_LONGEST = 24 * 60 * 60
_SAID_TIMES = {"midday": dt.time(12), "noon": dt.time(12), "midnight": dt.time(0)}


class Unclear(ValueError):
    """What was typed cannot be read; the argument is the sentence for the person who typed it."""


def parse_number(typed: str, name: str, least: int | None = None, most: int | None = None) -> int:
    """Read a whole number in plain digits."""
    if not _NUMBER.fullmatch(typed) and name.endswith("?"):
        raise Unclear(f"Enter a whole number, like {max(least or 0, 2)}")
    if not _NUMBER.fullmatch(typed):
        raise Unclear(f"{name} must be a whole number, like {least if least is not None else 3}")
    number = int(typed)
    too_small = least is not None and number < least
    too_large = most is not None and number > most
    if (too_small or too_large) and least is not None and most is not None:
        raise Unclear(f"{name} must be between {least} and {most}")
    if too_small:
        raise Unclear(f"{name} must be {least} or more")
    if too_large:
        raise Unclear(f"{name} must be {most} or less")
    return number


def parse_date(day: str, month: str, year: str, name: str) -> dt.date:
    """Read a date typed in three boxes; the month may be a name."""
    parts = {"day": day, "month": month, "year": year}
    missing = [part for part, typed in parts.items() if not typed]
    if missing:
        raise Unclear(f"{name} must include a {' and '.join(missing)}")
    if re.fullmatch(r"[0-9]{1,3}", year):
        raise Unclear(f"{name} must have a year of 4 numbers, like 2026")
    if not (re.fullmatch(r"[0-9]{1,2}", day) and re.fullmatch(r"(?:19|20|21)[0-9]{2}", year)):
        raise Unclear(f"{name} must be a real date")
    try:
        return dt.date(int(year), _month(month), int(day))
    except ValueError:
        raise Unclear(f"{name} must be a real date") from None


def _month(typed: str) -> int:
    if re.fullmatch(r"[0-9]{1,2}", typed):
        return int(typed)
    word = typed.casefold()
    starts = [n for n, month in enumerate(MONTHS, 1) if len(word) >= 3 and month.startswith(word)]
    return starts[0] if len(starts) == 1 else 0


def parse_time(typed: str, name: str) -> dt.time:
    """Read a time of day: "17:00", "5pm", "5.30 pm" or "midday"."""
    text = typed.casefold().strip()
    if text in _SAID_TIMES:
        return _SAID_TIMES[text]
    found = _TIME.fullmatch(text)
    if found is None or not (found[2] or found[3]):
        raise Unclear(f"{name} must have a time, like 17:00 or 5pm")
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else _NO_HOUR
    try:
        return dt.time(hour, minute)
    except ValueError:
        raise Unclear(f"{name} must have a time, like 17:00 or 5pm") from None


def parse_duration(typed: str, name: str) -> int:
    """Read a length in seconds: "3:30", "3m 30s", "90s", "1h"; a plain number is minutes."""
    text = " ".join(typed.casefold().split())
    seconds = -1
    if clock := _MINUTES_AND_SECONDS.fullmatch(text):
        seconds = int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + int(clock[3])
    elif re.fullmatch(r"[0-9]{1,4}", text):
        seconds = int(text) * 60
    elif (units := _UNITS.fullmatch(text)) and any(units.groups()):
        hours, minutes, rest = (int(part or 0) for part in units.groups())
        seconds = hours * 3600 + minutes * 60 + rest
    if seconds < 0:
        raise Unclear(f"{name} must be written like 3:30, 3m or 90s")
    if seconds > _LONGEST:
        raise Unclear(f"{name} must be 24 hours or less")
    return seconds


def show_duration(seconds: int) -> str:
    """Write a length so that it can be read back: "3:30", "1:05:00"."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
