"""Rules of the running order: what an item must say, what is wrong with an evening, what guests are told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from awards.ceremony.timing import (
    MINUTE,
    Slot,
    Timing,
    clock_text,
    length_text,
    overrun,
    plan_times,
    squeeze,
    worst_end,
)

LONGEST_WAIT = 15 * MINUTE
"""More than this with nothing planned before a fixed start is worth a word."""
ROUND_TO = 5 * MINUTE
"""Guests read times like these."""


class PlannedPart(Protocol):
    """What must be known of an item."""

    title: str
    public_title: str
    block: str
    planned: int
    shortest: int
    longest: int
    hard_start: int | None
    hard_reason: str
    public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemValues:
    """What an organiser can write about an item. Lengths and the start are whole seconds."""

    kind: str
    title: str
    public_title: str = ""
    planned: int
    shortest: int
    longest: int
    hard_start: int | None = None
    hard_reason: str = ""
    people: str = ""
    notes: str = ""
    public: bool = True


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an item, and the part of it that says so."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """An evening on the clock: each item's times, the end of all, and what needs attention, in sentences.

    `ends_at` and `over` reckon with every overlap: it pushes back all that follows.
    """

    timings: tuple[Timing, ...]
    starts_at: int
    ends_at: int
    over: int
    warnings: tuple[str, ...]

    @property
    def total(self) -> int:
        """Seconds from doors to the end."""
        return self.ends_at - self.starts_at


def length_fault(planned: int, doors_at: int, hard_finish_at: int) -> Fault | None:
    """What is wrong with a planned length: nothing lasts longer than the evening."""
    if planned < 1:
        return Fault("planned", "Length must be at least one second")
    if planned > hard_finish_at - doors_at:
        evening = f"the evening, from {clock_text(doors_at)} to {clock_text(hard_finish_at)}"
        return Fault("planned", f"Length must not be longer than {evening}")
    return None


def item_faults(values: ItemValues, doors_at: int, hard_finish_at: int) -> list[Fault]:
    """What keeps an item from being kept."""
    faults = []
    if not values.title:
        faults.append(Fault("title", "Enter a title"))
    if wrong := length_fault(values.planned, doors_at, hard_finish_at):
        faults.append(wrong)
    if values.shortest > values.planned:
        faults.append(Fault("shortest", "Shortest length must not be longer than the planned length"))
    if values.longest < values.planned:
        faults.append(Fault("longest", "Longest length must not be shorter than the planned length"))
    if values.hard_start is not None and not values.hard_reason:
        faults.append(Fault("hard_reason", "Say why this start cannot move"))
    if values.hard_start is None and values.hard_reason:
        faults.append(Fault("hard_start", "Enter the fixed start, or take out the reason"))
    if values.hard_start is not None and not doors_at <= values.hard_start < hard_finish_at:
        between = f"{clock_text(doors_at)} and {clock_text(hard_finish_at)}"
        faults.append(Fault("hard_start", f"A fixed start must lie between {between}"))
    return faults


def schedule(parts: Sequence[PlannedPart], doors_at: int, hard_finish_at: int) -> Schedule:
    """The times of an evening and what is wrong with it."""
    slots = [Slot(part.planned, *limits(part), part.hard_start) for part in parts]
    timings = plan_times(slots, doors_at, hard_finish_at)
    over = overrun(slots, doors_at, hard_finish_at)
    warnings = [
        *_too_late(slots, over, doors_at, hard_finish_at),
        *_at_fixed_starts(parts, timings),
        *_pushed_back(timings),
    ]
    return Schedule(tuple(timings), doors_at, worst_end(timings, doors_at), over, tuple(warnings))


def limits(part: PlannedPart) -> tuple[int, int]:
    """The shortest and the longest length as they hold now: a planned length outside them widens them.

    Those that were written stay as they are, and hold again when the planned length goes back.
    """
    return min(part.shortest, part.planned), max(part.longest, part.planned)


def _too_late(slots: Sequence[Slot], over: int, doors_at: int, hard_finish_at: int) -> Iterable[str]:
    """The sentence about an evening that passes its hard finish, and what could be done."""
    if over <= 0:
        return
    left = max(0, overrun(squeeze(slots, over), doors_at, hard_finish_at))
    advice = "Shortening what follows the last fixed start would be enough."
    if left:
        advice = f"With what follows the last fixed start at its shortest it is {length_text(left)} over."
    finish = clock_text(hard_finish_at)
    yield f"The evening ends {length_text(over)} after its hard finish at {finish}. {advice}"


def _at_fixed_starts(parts: Sequence[PlannedPart], timings: Sequence[Timing]) -> Iterable[str]:
    """Sentences about overlaps and long gaps before fixed starts."""
    for part, timing in zip(parts, timings, strict=True):
        if part.hard_start is None:
            continue
        start = clock_text(part.hard_start)
        if timing.late:
            late = length_text(timing.late)
            yield f"“{part.title}” must start at {start}, but what comes before it ends {late} later."
        elif timing.gap > LONGEST_WAIT:
            yield f"Nothing is planned for {length_text(timing.gap)} before “{part.title}” at {start}."


def _pushed_back(timings: Sequence[Timing]) -> Iterable[str]:
    """The sentence about an end that no item shows, because an overlap comes before it."""
    if timings and timings[-1].late:
        end, late = clock_text(timings[-1].worst_end), length_text(timings[-1].late)
        ends = f"the evening ends at {end}, {late} later than its last item says"
        yield f"That pushes back what follows: {ends}."


@dataclass(frozen=True, slots=True)
class GuestLine:
    """One line of the evening as guests read it: an item, or a block of them."""

    time: int
    title: str


def guest_lines(parts: Sequence[PlannedPart], timings: Sequence[Timing]) -> list[GuestLine]:
    """The public items in order. A block is one line, at the time of its first item."""
    lines: list[GuestLine] = []
    block = ""
    for part, timing in zip(parts, timings, strict=True):
        if not part.public:
            continue
        if not (part.block and part.block == block):
            lines.append(GuestLine(rounded(timing.start), part.block or part.public_title or part.title))
        block = part.block
    return lines


def rounded(seconds: int) -> int:
    """The nearest five minutes, for guests."""
    return (seconds + ROUND_TO // 2) // ROUND_TO * ROUND_TO
