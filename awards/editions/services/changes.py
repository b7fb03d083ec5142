"""What the services of the set-up share: frozen parts, what differs, new keys, moving up and down."""

from collections.abc import Iterable, MutableSequence
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from awards.core.database import lock
from awards.core.errors import BrokenRule, Stale, WrongState
from awards.core.text import slugify
from awards.editions.models import Edition
from awards.editions.rules import Part, refusal

LONGEST_KEY = 60
SOMEBODY_ELSE = "Somebody else changed this in the meantime. Compare, then save again to keep what you typed."


class Arrangement(StrEnum):
    """What can be done with one of several things in a row."""

    UP = "up"
    DOWN = "down"
    REMOVE = "remove"


class Positioned(Protocol):
    """One of several things in a row."""

    position: int


P = TypeVar("P", bound=Positioned)


def lock_for(part: Part, edition: Edition) -> None:
    """Hold the edition, so that its stage stays as it is, or raise WrongState when the part is frozen."""
    lock(edition)
    allow(refusal(part, edition.state))


def allow(refused: str | None) -> None:
    """Raise WrongState with the sentence, if there is one."""
    if refused:
        raise WrongState(refused)


def check_version(edition: Edition, version: int) -> None:
    """Raise Stale when somebody changed the edition after the page was shown."""
    if edition.version != version:
        raise Stale(SOMEBODY_ELSE)


def differing(thing: Any, facts: Any) -> list[str]:
    """The names of those facts that ``thing`` has otherwise."""
    return [name for name, value in vars(facts).items() if getattr(thing, name) != value]


def apply_facts(thing: Any, facts: Any) -> list[str]:
    """Make ``thing`` as the facts say; the names of what changed."""
    changed = differing(thing, facts)
    for name in changed:
        setattr(thing, name, getattr(facts, name))
    return changed


def make_key(name: str, taken: Iterable[str]) -> str:
    """A short name for addresses, made of the name; raise BrokenRule when it is taken or empty."""
    key = slugify(name)[:LONGEST_KEY].strip("-")
    if not key:
        raise BrokenRule("Use at least one letter or figure in the name", field="name")
    if key in set(taken):
        raise BrokenRule("That name is used already. Choose another one", field="name")
    return key


def shift(things: MutableSequence[P], thing: P, arrangement: Arrangement) -> bool:
    """Let ``thing`` change places with its neighbour above or below; whether there was one."""
    index = things.index(thing)
    other = index + (-1 if arrangement is Arrangement.UP else 1)
    if not 0 <= other < len(things):
        return False
    neighbour = things[other]
    thing.position, neighbour.position = neighbour.position, thing.position
    return True


def next_position(things: Iterable[Positioned]) -> int:
    """The place after the last."""
    return max((thing.position for thing in things), default=0) + 1
