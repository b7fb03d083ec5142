"""Proofs that a draw cannot be made, by name."""

from collections.abc import Iterable
from dataclasses import dataclass

from awards.core.errors import BrokenRule
from awards.core.text import join_words
from awards.judging.assigning.board import Board
from awards.judging.assigning.problem import Entry, Judge

NAMED = 8
"""So many names can be read; more are counted."""


@dataclass(frozen=True, slots=True)
class TooFewJudges:
    """These nominations need more judges than those who may judge them have room for.

    ``rooms`` says for each of those judges how many of these nominations they could take at most.
    """

    entries: tuple[str, ...]
    needed: int
    rooms: tuple[tuple[str, int], ...]

    @property
    def sentence(self) -> str:
        """Say "A1 needs 3 judges, but only 2 who may judge it have room: Ann and Bo."."""
        room = sum(places for _, places in self.rooms)
        if len(self.entries) == 1:
            needs = f"{self.entries[0]} needs {_counted(self.needed, 'judge')}"
            if not self.rooms:
                return f"{needs}, but nobody who may judge it has room."
            names = name_some([judge for judge, _ in self.rooms])
            return (
                f"{needs}, but only {room} who may judge it {'has' if room == 1 else 'have'} room: {names}."
            )
        needs = f"{name_some(self.entries)} need judges {self.needed} times"
        if not self.rooms:
            return f"{needs}, but nobody who may judge them has room."
        names = name_some([f"{judge} {places}" for judge, places in self.rooms])
        return f"{needs}, but those who may judge them have room for {room}: {names}."


@dataclass(frozen=True, slots=True)
class TooFewReviews:
    """These judges are to have more nominations than there can be for them."""

    judges: tuple[str, ...]
    wanted: int
    possible: int

    @property
    def sentence(self) -> str:
        """Say "Ann and Bo must have 8 nominations together, but there can be no more than 6 for them."."""
        names, each = name_some(self.judges), "" if len(self.judges) == 1 else " together"
        return (
            f"{names} must have {_counted(self.wanted, 'nomination')}{each}, "
            f"but there can be no more than {self.possible} for them."
        )


@dataclass(frozen=True, slots=True)
class NotLinked:
    """Judges cannot be compared across categories, though one winner is sought over all of them."""

    sentence: str


Reason = TooFewJudges | TooFewReviews | NotLinked


class CannotAssign(BrokenRule):
    """No draw can meet what must be met; ``reasons`` prove it."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join(reason.sentence for reason in self.reasons))


def too_few_judges(board: Board, entries: Iterable[int]) -> TooFewJudges:
    """The proof for these nominations; reviews that have been started are left out on both sides."""
    numbers = sorted(entries)
    needed = 0
    possible: dict[int, int] = {}
    for e in numbers:
        needed += max(0, board.entries[e].need - len(board.locked[e]))
        for j in board.allowed(e):
            if j not in board.locked[e]:
                possible[j] = possible.get(j, 0) + 1
    started = [0] * len(board.judges)
    for judges in board.locked:
        for j in judges:
            started[j] += 1
    rooms = {board.judges[j].key: min(some, board.room[j] - started[j]) for j, some in possible.items()}
    found = {judge: places for judge, places in rooms.items() if places > 0}
    return TooFewJudges(
        entries=_as_given(board.problem.entries, (board.entries[e].key for e in numbers)),
        needed=needed,
        rooms=tuple((judge, found[judge]) for judge in _as_given(board.problem.judges, found)),
    )


def too_few_reviews(board: Board, judges: Iterable[int]) -> TooFewReviews:
    """The proof for these judges: each nomination can go to so many of them at most."""
    numbers = set(judges)
    possible = 0
    for e, entry in enumerate(board.entries):
        started = len(board.locked[e])
        able = sum(board.may(e, j) and j not in board.locked[e] for j in numbers)
        possible += len(board.locked[e] & numbers) + min(max(0, entry.need - started), able)
    return TooFewReviews(
        judges=_as_given(board.problem.judges, (board.judges[j].key for j in numbers)),
        wanted=sum(board.least[j] for j in numbers),
        possible=possible,
    )


def name_some(names: Iterable[str]) -> str:
    """The names as they are said; of many the first ones, and how many others."""
    every = list(names)
    if len(every) <= NAMED + 1:
        return join_words(every)
    return join_words([*every[:NAMED], f"{len(every) - NAMED} others"])


def _as_given(things: Iterable[Entry | Judge], keys: Iterable[str]) -> tuple[str, ...]:
    """The keys in the order in which their things were given."""
    wanted = set(keys)
    return tuple(thing.key for thing in things if thing.key in wanted)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
