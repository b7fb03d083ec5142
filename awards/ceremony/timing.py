"""The clock of the evening: when every item starts, when it must, and how lengths and times are written.

All times are whole seconds from local midnight of the evening's date, so 00:15 on the next day is 87,300:
times of day that begin again at midnight are how running orders come to be "72 hours under".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

MINUTE, HOUR, DAY = 60, 3600, 86400


@dataclass(frozen=True, slots=True)
class Slot:
    """What the clock needs to know of an item: its lengths, and its start if that may not move."""

    planned: int
    shortest: int
    longest: int
    hard_start: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.shortest <= self.planned <= self.longest:
            raise ValueError("The planned length must lie between the shortest and the longest.")


@dataclass(frozen=True, slots=True)
class Timing:
    """An item's place in the evening.

    `back_start` is when it must start for the evening to end on time at planned lengths, `latest_start` the
    same with all that follows, itself included, at its shortest. At a hard start `gap` says how long before
    it the item before ends; below nought the two overlap. `late` is how much later it will truly start if
    every item keeps its length: an overlap pushes back all that follows, until a wait takes it up.
    """

    start: int
    end: int
    back_start: int
    latest_start: int
    gap: int = 0
    late: int = 0

    @property
    def worst_end(self) -> int:
        """When it will truly end if every item keeps its length."""
        return self.end + self.late


def plan_times(slots: Sequence[Slot], starts_at: int, hard_finish: int | None = None) -> list[Timing]:
    """Every item's times. Back times count from the hard finish, or from the planned end without one."""
    timings, clock, late = [], starts_at, 0
    for slot in slots:
        start = clock if slot.hard_start is None else slot.hard_start
        late = max(0, late - (start - clock))
        timings.append(Timing(start, start + slot.planned, 0, 0, start - clock, late))
        clock = start + slot.planned
    back = latest = clock if hard_finish is None else hard_finish
    for index, slot in reversed(list(enumerate(slots))):
        back, latest = back - slot.planned, latest - slot.shortest
        if slot.hard_start is not None:
            back = latest = slot.hard_start  # what comes before is judged against this, not against the end
        timings[index] = replace(timings[index], back_start=back, latest_start=latest)
    return timings


def overrun(slots: Sequence[Slot], starts_at: int, hard_finish: int) -> int:
    """Seconds past the hard finish at planned lengths; below nought is time in hand."""
    return worst_end(plan_times(slots, starts_at), starts_at) - hard_finish


def worst_end(timings: Sequence[Timing], starts_at: int) -> int:
    """When the evening will truly end at planned lengths: later than its last item says after an overlap."""
    return timings[-1].worst_end if timings else starts_at


def squeeze(slots: Sequence[Slot], seconds: int) -> list[Slot]:
    """The same items with up to so many seconds taken out, most elastic first, none below its shortest.

    Only items from the last hard start on are shortened: time won before it would be spent waiting for it.
    """
    pinned = [index for index, slot in enumerate(slots) if slot.hard_start is not None]
    movable = range(pinned[-1] if pinned else 0, len(slots))
    squeezed, left = list(slots), max(0, seconds)
    for index in sorted(movable, key=lambda i: -_elasticity(slots[i])):
        taken = min(left, slots[index].planned - slots[index].shortest)
        squeezed[index] = replace(slots[index], planned=slots[index].planned - taken)
        left -= taken
    return squeezed


def _elasticity(slot: Slot) -> Fraction:
    """The share of its length that an item can lose."""
    return Fraction(slot.planned - slot.shortest, slot.planned) if slot.planned else Fraction(0)


def clock_text(seconds: int) -> str:
    """A time of day: "18:05", or "18:05:30" off the minute."""
    hours, rest = divmod(seconds % DAY, HOUR)
    text = f"{hours:02}:{rest // MINUTE:02}"
    return f"{text}:{rest % MINUTE:02}" if rest % MINUTE else text


def length_text(seconds: int) -> str:
    """A length: "3:30", from an hour "1:05:00"."""
    hours, rest = divmod(abs(seconds), HOUR)
    minutes = f"{hours}:{rest // MINUTE:02}" if hours else f"{rest // MINUTE}"
    return f"{'-' if seconds < 0 else ''}{minutes}:{rest % MINUTE:02}"


_COLONS = re.compile(r"(?:(?P<h>\d{1,2}):(?=\d\d:))?(?P<m>\d{1,3}):(?P<s>[0-5]\d)", re.ASCII)
_UNITS = re.compile(
    r"(?:(?P<h>\d{1,4}) ?(?:h|hrs?|hours?))? ?"
    r"(?:(?P<m>\d{1,4}) ?(?:m|mins?|minutes?))? ?"
    r"(?:(?P<s>\d{1,5}) ?(?:s|secs?|seconds?))?",
    re.ASCII,
)


def parse_length(text: str) -> int:
    """Seconds from "3:30", "3m", "90s", "1h 5m" or "45"; ValueError with a sentence for anything else."""
    typed = " ".join(text.lower().split())
    if typed.isdecimal():
        typed += "m"  # a bare number is minutes, as everybody says them
    found = _COLONS.fullmatch(typed) or _UNITS.fullmatch(typed)
    if not typed or not found:
        raise ValueError(
            "Enter a length in minutes and seconds, like 3:30, or with units, like 45m or 1h 5m."
        )
    hours, minutes, seconds = (int(found[part] or 0) for part in "hms")
    if found.re is _COLONS and hours and minutes >= MINUTE:
        raise ValueError("Enter a length with fewer than 60 minutes after the hours, like 1:05:00.")
    length = hours * HOUR + minutes * MINUTE + seconds
    if length > DAY:
        raise ValueError("Enter a length of 24 hours or less.")
    return length


_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?:[:.]([0-5]\d))?", re.ASCII)


def parse_clock(text: str, after: int = 0) -> int:
    """Seconds from midnight for "18:00"; the same time on the next day if it would lie before `after`."""
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        raise ValueError("Enter a time on the 24-hour clock, like 18:00.")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    moment = hours * HOUR + minutes * MINUTE + seconds
    return moment if moment >= after else moment + DAY
