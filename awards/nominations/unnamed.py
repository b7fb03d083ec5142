"""Names that must not be read: those of people who did not agree to be named, wherever a text says them."""

import datetime as dt
import re
from collections.abc import Collection, Iterable
from typing import Protocol

SOMEBODY = "a member of the team"
SHORTEST = 3
_ENDS_A_SENTENCE = re.compile(r"(?:^|[.!?:]\s+|\n\s*|[“\"‘'(]\s*)$")
_APOSTROPHES, _HYPHENS = re.compile("['’‘ʼ`´]"), re.compile("[-‐‑‒–]")
_BEFORE, _AFTER = r"(?<![\w-])", r"(?!\w|-\w)"


class Known(Protocol):
    """Somebody with a name, and perhaps one that others wrote before they put it right themselves."""

    @property
    def name(self) -> str:
        """As they write it."""

    @property
    def name_before(self) -> str:
        """As texts may still have it; empty where it never changed."""

    @property
    def answered_at(self) -> dt.datetime | None:
        """When they said themselves what they agree to."""

    @property
    def noted_at(self) -> dt.datetime | None:
        """When somebody noted what they had said."""


def names_unsaid(people: Iterable[tuple[Known, bool]]) -> list[str]:
    """The names of those who are not to be named, in every spelling; with each, whether they agreed.

    Of namesakes one's no wins over what others typed for the other, not over that one's own yes.
    """
    everybody = list(people)
    own = _names(known for known, yes in everybody if yes and known.answered_at)
    refused = _names(known for known, yes in everybody if not yes and (known.answered_at or known.noted_at))
    told = _names(known for known, yes in everybody if yes)
    silent = _names(known for known, yes in everybody if not yes)
    agreed = {*own, *(name for name in told if name not in refused)}
    return [name for name in silent if name not in agreed]


def _names(people: Iterable[Known]) -> list[str]:
    names = (name for known in people for name in (known.name, known.name_before) if name)
    return list(dict.fromkeys(names))


def without_names(text: str, names: Collection[str]) -> str:
    """The text with "a member of the team" wherever it says one of these full names.

    A single word is left alone: Grace, Will and May are also words. Those are asked about by `mentions`.
    """
    whole = [name for name in names if len(name.split()) > 1]
    if not whole or not text:
        return text
    return _pattern(whole).sub(_in_place_of, text)


def _in_place_of(found: re.Match[str]) -> str:
    starts = _ENDS_A_SENTENCE.search(found.string, 0, found.start())
    return SOMEBODY[:1].upper() + SOMEBODY[1:] if starts else SOMEBODY


def mentions(text: str, names: Iterable[str], known: Iterable[str] = ()) -> list[str]:
    """Those of the ``names`` that the text seems to speak of, by the whole name or a distinctive part of it.

    ``known``: names of those who may be named; a part they share is theirs.
    """
    shared = {part for name in known for part in _parts(name)}
    found = []
    for name in names:
        own = [part for part in _parts(name) if part not in shared]
        if _pattern([name, *own]).search(text):
            found.append(name)
    return found


def _parts(name: str) -> list[str]:
    """The words of a name by which somebody is known: capital first, not too short."""
    return [part for part in name.split() if len(part) >= SHORTEST and part[:1].isupper()]


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names, as written or in capitals, with any blanks, line breaks or apostrophes in them."""
    forms = {form for name in names for form in (name, name.upper())}
    longest = sorted(forms, key=len, reverse=True)
    either = "|".join(r"\s+".join(map(_however_typed, form.split())) for form in longest)
    return re.compile(f"{_BEFORE}(?:{either}){_AFTER}")


def _however_typed(word: str) -> str:
    """A word processor puts curly apostrophes and other hyphens in place of those that somebody typed."""
    return _HYPHENS.sub(
        _HYPHENS.pattern, _APOSTROPHES.sub(_APOSTROPHES.pattern, re.escape(word).replace(r"\-", "-"))
    )
