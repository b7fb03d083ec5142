"""What a draw is asked for: nominations that need judges, judges with limits, what must and should be."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Pair = tuple[str, str]
"""A judge and a nomination, by their keys."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A nomination and how many judges it needs."""

    key: str
    category: str
    need: int
    field: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Judge:
    """Somebody who scores: no more than ``most``, no fewer than ``least``.

    No categories means all of them, no fields that every field suits. Experience counts the times somebody
    has judged before; nobody knows it where it is None.
    """

    key: str
    most: int | None = None
    least: int = 0
    categories: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    organisation: str = ""
    experience: int | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """What it costs when a wish is not met, counted in steps of uneven load.

    A judge's load costs its square. So a field that does not suit is put up with rather than loads that
    differ by four; two judges of one organisation on a nomination are put up with only where they must be.
    """

    field: int = 4
    newcomers: int = 8
    organisation: int = 1000


@dataclass(frozen=True, slots=True)
class Problem:
    """All that decides a draw, besides its seed.

    ``fixed`` reviews have been started and never move. ``standing`` ones move only when a nomination could
    not get its judges otherwise, or only colleagues. ``costs`` are wishes about single pairs. ``overall``
    says that one winner is sought over all categories, so that judges must link them.
    """

    entries: tuple[Entry, ...]
    judges: tuple[Judge, ...]
    forbidden: frozenset[Pair] = frozenset()
    costs: Mapping[Pair, int] = field(default_factory=dict)
    fixed: frozenset[Pair] = frozenset()
    standing: frozenset[Pair] = frozenset()
    overall: bool = False
    weights: Weights = Weights()

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        entries = _once("nomination", (entry.key for entry in self.entries))
        judges = _once("judge", (judge.key for judge in self.judges))
        for pairs in (self.fixed, self.standing, self.forbidden, self.costs):
            strange = [pair for pair in pairs if pair[0] not in judges or pair[1] not in entries]
            if strange:
                raise ValueError(f"nobody knows the judge or the nomination of {min(strange)}")
        if any(entry.need < 0 for entry in self.entries):
            raise ValueError("a nomination cannot need fewer than no judges")
        for judge in self.judges:
            if judge.least < 0 or (judge.most is not None and judge.most < judge.least):
                raise ValueError(f"{judge.key} cannot have between {judge.least} and {judge.most} reviews")
        if any(cost < 0 for cost in self.costs.values()):
            raise ValueError("a cost cannot be less than nothing")
        if self.fixed & self.forbidden:
            raise ValueError(f"{min(self.fixed & self.forbidden)} has been started, but is a conflict")


def _once(what: str, keys: Iterable[str]) -> frozenset[str]:
    counted = Counter(keys)
    twice = sorted(key for key, times in counted.items() if times > 1)
    if twice:
        raise ValueError(f"there are two of {what} {twice[0]}")
    return frozenset(counted)
