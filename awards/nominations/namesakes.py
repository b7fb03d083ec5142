"""Whether a name on a list is somebody who is on it already. Plain values."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

from awards.core.text import clean_line


class Twice(StrEnum):
    """What to do with a name that is on the list already, with another role."""

    KEEP = "keep"
    CHANGE = "change"
    BOTH = "both"


class Named(Protocol):
    """Somebody with a name and a role."""

    name: str
    role: str


class Told(Protocol):
    """The same, as it was told and does not change."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def role(self) -> str:
        """The role in the team."""


N = TypeVar("N", bound=Named)


_ALIKE = str.maketrans({**dict.fromkeys("’‘ʼ`´", "'"), **dict.fromkeys("‐‑‒–", "-")})


def folded(text: str) -> str:
    """The text as it is compared: blanks, capitals, accents and kinds of apostrophe and hyphen do not matter.

    Nor does it whether a surname stands first, before a comma.
    """
    plain = unicodedata.normalize("NFKD", clean_line(text).translate(_ALIKE)).casefold()
    surname, *first = "".join(sign for sign in plain if not unicodedata.combining(sign)).split(", ")
    return f"{first[0]} {surname}" if len(first) == 1 else ", ".join([surname, *first])


def find_same(people: Iterable[N], name: str, role: str) -> N | None:
    """Who it is without doubt: the same name with the same role, or with one that only one of them says."""
    namesakes = [each for each in people if folded(each.name) == folded(name)]
    exact = (each for each in namesakes if folded(each.role) == folded(role))
    unsaid = (each for each in namesakes if len(namesakes) == 1 and not (each.role and clean_line(role)))
    return next(exact, None) or next(unsaid, None)


def find_namesake(people: Iterable[N], name: str) -> N | None:
    """Somebody of that name, whatever the role."""
    return next((each for each in people if folded(each.name) == folded(name)), None)


class _Seen:
    """Somebody on the list so far."""

    def __init__(self, name: str, role: str) -> None:
        self.name, self.role = name, role


@dataclass(frozen=True, slots=True)
class Comparison:
    """How somebody on a new list relates to who is there, or stands earlier on the list itself.

    ``is_there``: without doubt. ``role``: the other one, of somebody of whom it must be asked.
    """

    is_there: bool = False
    role: str = ""

    @property
    def asks(self) -> bool:
        """Whether somebody must say if it is the same person."""
        return bool(self.role)


def compare(there: Iterable[Told], listed: Iterable[Told]) -> list[Comparison]:
    """Each of the new list beside those who are there."""
    seen = [_Seen(each.name, each.role) for each in there]
    found = []
    for each in listed:
        same, namesake = find_same(seen, each.name, each.role), find_namesake(seen, each.name)
        if same:
            same.role = same.role or each.role
            found.append(Comparison(is_there=True))
        elif namesake:
            found.append(Comparison(role=namesake.role))
        else:
            seen.append(_Seen(each.name, each.role))
            found.append(Comparison())
    return found
