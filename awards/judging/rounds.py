"""Rules of the rounds of a panel: when they close, who goes on to the next, what they are called."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from awards.core import clock
from awards.core.text import clean_line
from awards.judging.states import RoundKind

MOST_ROUNDS = 5
SHORTEST_REASON = 10


class Times(Protocol):
    """A round of judging, as far as it says when its sheets are closed."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def closes_at(self) -> dt.datetime | None:
        """Its own closing time, if it has one; what holds is what ``closes`` says."""

    @property
    def closed_at(self) -> dt.datetime | None:
        """When somebody closed it."""


class Timetable(Protocol):
    """An edition, as far as it says when judging closes for everybody."""

    @property
    def judging_closes_at(self) -> dt.datetime | None:
        """When no round takes anything any more."""


@dataclass(frozen=True, kw_only=True)
class RoundText:
    """What an organiser types about a round. ``places`` mean something after the first round only."""

    name: str
    kind: RoundKind = RoundKind.PAPER
    closes_at: dt.datetime | None = None
    judges_each: int | None = None
    most_each: int | None = None
    places: int | None = None
    instructions: str = ""


def called(name: str) -> str:
    """The name of a round inside a sentence: the first round, “Presentations”."""
    words = name.lower().split()
    return f"the {name[:1].lower()}{name[1:]}" if words and words[-1] in {"round", "final"} else f"“{name}”"


def at_the_front(name: str) -> str:
    """The name of a round where a sentence begins with it."""
    said = called(name)
    return f"{said[:1].upper()}{said[1:]}"


def closes(times: Times, timetable: Timetable) -> dt.datetime | None:
    """Until when a round takes score sheets: its own closing time or judging's, whichever comes first.

    Every page, document and message that names a closing time asks here, because writing obeys both.
    """
    both = (times.closes_at, timetable.judging_closes_at)
    return min((at for at in both if at is not None), default=None)


def round_problem(times: Times, at: dt.datetime) -> str:
    """Why nothing of the round can be written at this moment; empty where it can."""
    said = at_the_front(times.name)
    if times.closed_at is not None:
        return f"{said} has closed. What you saved is kept."
    if times.closes_at is not None and at > times.closes_at:
        return f"{said} closed at {clock.show_moment(times.closes_at)}. What you saved is kept."
    return ""


def opening_problem(times: Times, timetable: Timetable, at: dt.datetime) -> str:
    """Why it would help nobody to open a round now, the next or one again; empty where judges could write."""
    judging_closes_at = timetable.judging_closes_at
    if judging_closes_at is not None and judging_closes_at <= at:
        over = f"Judging closed at {clock.show_moment(judging_closes_at)}, so nobody could write any more."
        return f"{over} Set a later time in the timetable first."
    if times.closes_at is not None and times.closes_at <= at:
        over = f"Its closing time, {clock.show_moment(times.closes_at)}, has passed."
        return f"{over} Give it a later closing time first."
    return ""


def takes_sheets(times: Times, timetable: Timetable, at: dt.datetime) -> bool:
    """Whether judges can still hand something in: it was not closed, and its time has not passed."""
    return times.closed_at is None and not opening_problem(times, timetable, at)


def closing_problem(
    closes_at: dt.datetime | None,
    before: Sequence[Times],
    after: Sequence[Times],
    judging_closes_at: dt.datetime | None,
) -> str:
    """What is wrong with a round's closing time among those before and after it; empty when nothing is."""
    if closes_at is None:
        return ""
    for other in reversed(before):
        if other.closes_at is not None and closes_at <= other.closes_at:
            return f"It must close after {called(other.name)} does, at {clock.show_moment(other.closes_at)}"
    for other in after:
        if other.closes_at is not None and closes_at >= other.closes_at:
            return f"It must close before {called(other.name)} does, at {clock.show_moment(other.closes_at)}"
    if judging_closes_at is not None and closes_at > judging_closes_at:
        return f"It must close by {clock.show_moment(judging_closes_at)}, when judging closes"
    return ""


def sure_words(waiting: int, promised: dt.datetime | None, at: dt.datetime) -> str:
    """What somebody confirms who closes a round now; empty where all is in and no date is broken."""
    said = []
    if waiting:
        verb = "score sheet is" if waiting == 1 else "score sheets are"
        said.append(f"although {waiting} {verb} not submitted")
    if promised is not None and at < promised:
        said.append("before the date that judges were told")
    return f"I close it {', '.join(said)}" if said else ""


def halfway(start: dt.datetime | None, end: dt.datetime | None) -> dt.datetime | None:
    """A closing time to suggest: at noon on a day between the two; None where there is none."""
    if start is None or end is None or end <= start:
        return None
    noon = clock.local(start + (end - start) / 2).replace(hour=12, minute=0, second=0, microsecond=0)
    return noon.astimezone(dt.UTC) if start < noon < end else None


def reason_problem(reason: str) -> str:
    """What is wrong with the reason for opening a closed round again; empty when nothing is."""
    if len(clean_line(reason)) >= SHORTEST_REASON:
        return ""
    return f"Say in at least {SHORTEST_REASON} characters why the round is opened again"


@dataclass(frozen=True, slots=True)
class Cut:
    """How a ranking falls apart at the line: in by rank alone, tied across the line, out by rank alone."""

    chosen: tuple[str, ...]
    tied: tuple[str, ...]
    places: int

    @property
    def left(self) -> int:
        """How many places the rank leaves to those who are tied."""
        return self.places - len(self.chosen)

    def follows(self, choice: Collection[str]) -> bool:
        """Whether a choice is what the rank says; all of a tie may go on, or none."""
        wanted, with_tie = set(self.chosen), {*self.chosen, *self.tied}
        return bool(choice) and (set(choice) == with_tie or (bool(wanted) and set(choice) == wanted))


def cut_at(ranks: Sequence[tuple[str, int]], places: int) -> Cut:
    """Cut a ranking, given as keys with ranks in order, at so many places."""
    if len(ranks) <= places:
        return Cut(tuple(key for key, _ in ranks), (), places)
    line = ranks[places][1]
    chosen = tuple(key for key, rank in ranks if rank < line)
    tied = tuple(key for key, rank in ranks if rank == line) if len(chosen) < places else ()
    return Cut(chosen, tied, places)


def choice_problem(cut: Cut, choice: Collection[str], reason: str) -> tuple[str, str] | None:
    """The field and the sentence of what is wrong with a shortlist; None when nothing is."""
    if not choice:
        return "chosen", "Choose at least one nomination"
    if cut.follows(choice) or len(clean_line(reason)) >= SHORTEST_REASON:
        return None
    if cut.tied and set(cut.chosen) <= set(choice) <= {*cut.chosen, *cut.tied}:
        return "reason", "Say how the tie was decided"
    return "reason", "Say why the choice departs from the ranking"


STEPS_A_ROUND = 3


def steps_left(planned: Sequence[bool], *, closed: bool) -> int:
    """How many steps lead through planned rounds: close one, choose, open the next.

    ``planned`` says of each whether its shortlist is chosen, ``closed`` whether the round in force is.
    """
    done = int(closed) + int(closed and bool(planned) and planned[0])
    return STEPS_A_ROUND * len(planned) - done
