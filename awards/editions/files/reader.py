"""Strict reading of one table of an edition file; what is wrong is noted and reading goes on."""

import datetime as dt
import difflib
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from awards.core import clock
from awards.core.parsing import Unclear, parse_duration
from awards.core.text import clean_line, clean_text, count_characters, join_words
from awards.editions.files.places import Problems

E = TypeVar("E", bound=StrEnum)
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_LONGEST_KEY, LONGEST_LINE, _LONGEST_TEXT = 80, 200, 20_000
_YEARS = range(1900, 2201)


class Table:
    """One table and the place where it stands. A wrong value is noted and read as its emptiest self."""

    def __init__(self, values: Mapping[str, Any], place: str, problems: Problems) -> None:
        self.values = values
        self.place = place
        self.problems = problems
        self._known: set[str] = set()

    def wrong(self, name: str, sentence: str) -> None:
        """Note what is wrong with the value called ``name``, or with the table when there is none."""
        self.problems.add(".".join(part for part in (self.place, name) if part), sentence)

    def has(self, name: str) -> bool:
        """Whether the file gives the value at all."""
        return name in self.values

    def finish(self) -> None:
        """Note every name that nobody asked for."""
        for name in self.values:
            if name not in self._known:
                near = difflib.get_close_matches(name, sorted(self._known), n=1)
                self.wrong(name, "is not known here" + (f"; did you mean “{near[0]}”?" if near else ""))

    def _value(self, name: str, required: bool) -> Any:
        self._known.add(name)
        if required and name not in self.values:
            self.wrong(name, "is missing")
        return self.values.get(name)

    def line(self, name: str, *, required: bool = True, most: int = LONGEST_LINE) -> str:
        """A text on one line."""
        return clean_line(self._text(name, required, most))

    def text(self, name: str) -> str:
        """A text of several lines, which may be left out."""
        return clean_text(self._text(name, False, _LONGEST_TEXT))

    def _text(self, name: str, required: bool, most: int) -> str:
        value = self._value(name, required)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.wrong(name, "must be a text in quotes")
            return ""
        if required and not clean_text(value):
            self.wrong(name, "must not be empty")
        if count_characters(value) > most:
            self.wrong(name, f"must be {most} characters or fewer")
        return value

    def key(self, name: str, *, required: bool = True) -> str:
        """A short name made of small letters, figures and hyphens."""
        value = self._text(name, required, _LONGEST_KEY)
        if value and not KEY.fullmatch(value):
            self.wrong(name, "must be small letters, figures and hyphens, like best-in-field")
        return value

    def choice(self, name: str, kinds: type[E], otherwise: E) -> E:
        """One of the values of ``kinds``."""
        value = self._text(name, True, LONGEST_LINE)
        allowed = [kind.value for kind in kinds]
        if value and value not in allowed:
            self.wrong(name, f"must be {join_words(allowed, 'or')}, not “{value}”")
        return kinds(value) if value in allowed else otherwise

    def number(self, name: str, least: int, most: int, otherwise: int | None) -> int | None:
        """A whole number; required when there is nothing to read otherwise."""
        value = self._value(name, False)
        if value is None:
            return otherwise
        if type(value) is not int or not least <= value <= most:
            self.wrong(name, f"must be a whole number from {least} to {most}")
            return otherwise
        return value

    def flag(self, name: str, *, otherwise: bool | None = None) -> bool:
        """Read true or false; required when there is nothing to read otherwise."""
        value = self._value(name, otherwise is None)
        if value is not None and not isinstance(value, bool):
            self.wrong(name, "must be true or false, without quotes")
        return value if isinstance(value, bool) else bool(otherwise)

    def day(self, name: str, *, required: bool = False) -> dt.date | None:
        """A day without a time."""
        value = self._value(name, required)
        if value is None:
            return None
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            self.wrong(name, "must be a date without quotes, like 2022-10-21")
        elif value.year not in _YEARS:
            self.wrong(name, "must be in this century or the last")
        else:
            return value
        return None

    def moment(self, name: str, *, required: bool = False) -> dt.datetime | None:
        """A UK date and time, in UTC."""
        value = self._value(name, required)
        if value is None:
            return None
        if not isinstance(value, dt.datetime):
            self.wrong(name, "must be a date and a time without quotes, like 2022-09-23T17:00:00")
        elif value.tzinfo is not None:
            self.wrong(name, "must be UK local time, without a Z or an offset at the end")
        elif value.year not in _YEARS:
            self.wrong(name, "must be in this century or the last")
        else:
            try:
                return clock.from_local(value)
            except ValueError as error:
                self.wrong(name, _lower_first(str(error)))
        return None

    def time(self, name: str, *, required: bool = False) -> int | None:
        """A time of day in seconds from midnight."""
        value = self._text(name, required, LONGEST_LINE)
        found = _TIME.fullmatch(value)
        if value and not found:
            self.wrong(name, "must be a time of day, like 18:00")
        return int(found[1]) * 3600 + int(found[2]) * 60 if found else None

    def length(self, name: str) -> int | None:
        """A length in seconds, above nought."""
        value = self._text(name, False, LONGEST_LINE)
        if not value:
            return None
        try:
            seconds = parse_duration(value, "")
        except Unclear:
            seconds = 0
        if not seconds:
            self.wrong(name, "must be written like 45m or 3:30")
        return seconds or None

    def lines(self, name: str, most: int) -> tuple[str, ...]:
        """A list of texts, none of them empty."""
        value = self._value(name, False)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(i, str) and clean_text(i) for i in value):
            self.wrong(name, "must be a list of texts in quotes, none of them empty")
            return ()
        if any(count_characters(item) > most for item in value):
            self.wrong(name, f"must be texts of {most} characters or fewer")
        return tuple(clean_text(item) for item in value)

    def numbers(self, name: str, most: int) -> tuple[int, ...]:
        """A list of whole numbers from nought to ``most``."""
        value = self._value(name, False)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(type(item) is int and 0 <= item <= most for item in value):
            self.wrong(name, f"must be a list of whole numbers from 0 to {most}")
            return ()
        return tuple(sorted(set(value)))

    def table(self, name: str) -> "Table":
        """The table called ``name``; when there is none that is said once, not for each of its values."""
        value = self._value(name, True)
        place = ".".join(part for part in (self.place, name) if part)
        if isinstance(value, dict):
            return Table(value, place, self.problems)
        if value is not None:
            self.wrong(name, f"must be a section that begins with [{place}]")
        return Table({}, place, Problems())

    def inline(self, name: str, example: str) -> "Table | None":
        """A table in braces, which may be left out."""
        value = self._value(name, False)
        if isinstance(value, dict):
            return Table(value, f"{self.place}.{name}", self.problems)
        if value is not None:
            self.wrong(name, f"must be written like {example}")
        return None

    def tables(self, name: str) -> list["Table"]:
        """The repeated tables called ``name``, in order; none when they are missing."""
        value = self._value(name, False)
        place = ".".join(part for part in (self.place, name) if part)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            header = re.sub(r"\[\d+\]", "", place)
            self.wrong(name, f"must be sections that each begin with [[{header}]]")
            return []
        return [Table(item, f"{place}[{n}]", self.problems) for n, item in enumerate(value, start=1)]


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
