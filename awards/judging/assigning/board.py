"""The draw while it is being made: who has what, who may have what, and what a change would cost."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from awards.judging.assigning.problem import Entry, Judge, Pair, Problem

BARRED = -1
"""Stands where a cost would, for a judge of other categories."""
NOTHING: dict[int, int] = {}

T = TypeVar("T")


class Board:
    """Nominations and judges as numbers, in an order that depends on their keys and the seed alone.

    ``given[e]`` are the judges of nomination ``e``; ``held[j]`` the nominations of judge ``j``, a dictionary
    for the sake of its order. Judges stand in a drawn order, so the first of equals is a drawn one.
    ``locked[e]`` are judges whose review has been started; ``settled[e]`` also those who had it before.
    """

    def __init__(self, problem: Problem, seed: str) -> None:
        self.problem, self.weights = problem, problem.weights
        self._random = random.Random(seed)  # noqa: S311  # meant to be repeated, not to be secret
        self.entries: list[Entry] = sorted(problem.entries, key=lambda entry: entry.key)
        self.judges: list[Judge] = self.shuffled(sorted(problem.judges, key=lambda judge: judge.key))
        self.given: list[list[int]] = [[] for _ in self.entries]
        self.held: list[dict[int, None]] = [{} for _ in self.judges]
        self.load = [0] * len(self.judges)
        self.least = [judge.least for judge in self.judges]
        self.room = [len(self.entries) if judge.most is None else judge.most for judge in self.judges]
        self._number_organisations()
        self._read_rows()
        self._read_pairs()
        self.lost = self._place_what_stands()

    def shuffled(self, things: Iterable[T]) -> list[T]:
        """The things in a drawn order; of Python's generator only ``random()`` is sure to stay as it is."""
        drawn = [(self._random.random(), number, thing) for number, thing in enumerate(things)]
        return [thing for _, _, thing in sorted(drawn, key=lambda each: each[:2])]

    def _number_organisations(self) -> None:
        """Judges of one organisation share a number; one without is alone."""
        numbers: dict[str, int] = {}
        self.body: list[int] = []
        for j, judge in enumerate(self.judges):
            self.body.append(numbers.setdefault(judge.organisation, j) if judge.organisation else j)
        self.colleagues: dict[int, frozenset[int]] = {
            body: frozenset(j for j in members) for body, members in _grouped(self.body).items()
        }
        self._own = {judge.organisation: self.body[j] for j, judge in enumerate(self.judges)}
        self.new = [judge.experience == 0 for judge in self.judges]
        self._plain = not any(self.new) and len(self.colleagues) == len(self.judges)

    def _read_rows(self) -> None:
        """What each judge costs a nomination, the same for all of one category and field."""
        rows: dict[tuple[str, str], list[int]] = {}
        fitting: dict[tuple[str, str], list[int]] = {}
        for key in sorted({(entry.category, entry.field) for entry in self.entries}):
            rows[key] = [self._wish(judge, *key) for judge in self.judges]
            fitting[key] = [j for j, cost in enumerate(rows[key]) if cost != BARRED]
        self.row = [rows[entry.category, entry.field] for entry in self.entries]
        self.fitting = [fitting[entry.category, entry.field] for entry in self.entries]
        lowest = {key: min((rows[key][j] for j in judges), default=0) for key, judges in fitting.items()}
        self.lowest = [lowest[entry.category, entry.field] for entry in self.entries]

    def _wish(self, judge: Judge, category: str, field: str) -> int:
        if judge.categories and category not in judge.categories:
            return BARRED
        suits = not field or not judge.fields or field in judge.fields
        return 0 if suits else self.weights.field

    def _read_pairs(self) -> None:
        """Conflicts, wishes about pairs, and what stands."""
        entry_of = {entry.key: e for e, entry in enumerate(self.entries)}
        judge_of = {judge.key: j for j, judge in enumerate(self.judges)}

        def numbers(pairs: Iterable[Pair]) -> Iterator[tuple[int, int]]:
            return ((judge_of[judge], entry_of[entry]) for judge, entry in sorted(pairs))

        barred: dict[int, set[int]] = defaultdict(set)
        for j, e in numbers(self.problem.forbidden):
            barred[e].add(j)
        self.barred: list[frozenset[int]] = []
        for e, entry in enumerate(self.entries):
            own = (
                self.colleagues[self._own[entry.organisation]] if self._has_colleagues(entry) else frozenset()
            )
            self.barred.append(own | barred[e] if e in barred else own)
        self.extra: list[dict[int, int]] = [NOTHING] * len(self.entries)
        for (judge, entry_key), cost in sorted(self.problem.costs.items()):
            e = entry_of[entry_key]
            self.extra[e] = self.extra[e] or {}
            self.extra[e][judge_of[judge]] = cost
        self._fixed, self._standing = list(numbers(self.problem.fixed)), list(numbers(self.problem.standing))

    def _has_colleagues(self, entry: Entry) -> bool:
        return bool(entry.organisation) and entry.organisation in self._own

    def _place_what_stands(self) -> frozenset[Pair]:
        """Put reviews where they were; what was there, but cannot be any more, is lost."""
        self.locked: list[frozenset[int]] = [frozenset()] * len(self.entries)
        for j, e in self._fixed:
            self.add(e, j)
            self.locked[e] |= {j}
        self.room = [max(self.room[j], self.load[j]) for j in range(len(self.judges))]
        self.settled = list(self.locked)
        lost = set()
        for j, e in self._standing:
            if j in self.given[e]:
                continue
            if self.may(e, j) and self.load[j] < self.room[j] and self.short(e):
                self.add(e, j)
                self.settled[e] |= {j}
            else:
                lost.add((self.judges[j].key, self.entries[e].key))
        return frozenset(lost)

    def short(self, e: int) -> int:
        """How many judges the nomination still needs."""
        return max(0, self.entries[e].need - len(self.given[e]))

    def may(self, e: int, j: int) -> bool:
        """Whether the judge may have the nomination at all; they may have it already."""
        return self.row[e][j] != BARRED and j not in self.barred[e]

    def allowed(self, e: int) -> list[int]:
        """All who may have the nomination."""
        barred = self.barred[e]
        return [j for j in self.fitting[e] if j not in barred] if barred else self.fitting[e]

    def bodies(self, e: int, without: int | None = None) -> set[int]:
        """The organisations of the nomination's judges, one judge left out."""
        return {self.body[j] for j in self.given[e] if j != without}

    def add(self, e: int, j: int) -> None:
        """Give the nomination to the judge."""
        self.given[e].append(j)
        self.held[j][e] = None
        self.load[j] += 1

    def remove(self, e: int, j: int) -> None:
        """Take the nomination from the judge."""
        self.given[e].remove(j)
        del self.held[j][e]
        self.load[j] -= 1

    def move(self, e: int, j: int, k: int) -> None:
        """Take the nomination from one judge and give it to another."""
        self.remove(e, j)
        self.add(e, k)

    def wish(self, e: int, j: int) -> int:
        """What the pair costs by itself; nothing where it stands although it would not be drawn again."""
        return max(0, self.row[e][j]) + self.extra[e].get(j, 0)

    def change(self, e: int, j: int, k: int) -> int:
        """What the cost changes by, loads apart, when ``k`` takes the place of ``j``."""
        delta = self.row[e][k] - max(0, self.row[e][j])
        extra = self.extra[e]
        if extra:
            delta += extra.get(k, 0) - extra.get(j, 0)
        return delta if self._plain else delta + self._change_of_company(e, j, k)

    def _change_of_company(self, e: int, j: int, k: int) -> int:
        body, new, mine, theirs = self.body, self.new, 0, 0
        seasoned = False
        for i in self.given[e]:
            if i != j:
                mine, theirs = mine or body[i] == body[j], theirs or body[i] == body[k]
                seasoned = seasoned or not new[i]
        delta = self.weights.organisation * (theirs - mine)
        return delta if seasoned else delta + self.weights.newcomers * (new[k] - new[j])

    def slack(self, e: int, j: int) -> int:
        """No change of ``j`` for anybody can save more than this, loads apart."""
        own = self.wish(e, j) - self.lowest[e]
        if self._plain:
            return own
        shared = self.body[j] in self.bodies(e, without=j)
        return own + self.weights.organisation * shared + self.weights.newcomers * self.new[j]

    def crowded(self, e: int) -> int:
        """How many judges too many of one organisation the nomination has."""
        return len(self.given[e]) - len(self.bodies(e))

    def unseasoned(self, e: int) -> bool:
        """Whether nobody but newcomers judges the nomination."""
        return bool(self.given[e]) and all(self.new[j] for j in self.given[e])

    def cost(self) -> int:
        """What all wishes that are not met cost, and loads beyond what even loads would."""
        wishes = sum(self.wish(e, j) for e, judges in enumerate(self.given) for j in judges)
        entries = range(len(self.entries))
        company = self.weights.organisation * sum(self.crowded(e) for e in entries)
        company += self.weights.newcomers * sum(self.unseasoned(e) for e in entries)
        return wishes + company + sum(load * load for load in self.load) - even_loads(self.load)

    def pairs(self) -> Iterator[Pair]:
        """Every judge with each of their nominations."""
        for e, entry in enumerate(self.entries):
            for j in self.given[e]:
                yield self.judges[j].key, entry.key


def even_loads(loads: list[int]) -> int:
    """The sum of squares if all had the same, or one more."""
    if not loads:
        return 0
    each, more = divmod(sum(loads), len(loads))
    return (len(loads) - more) * each * each + more * (each + 1) ** 2


def _grouped(bodies: list[int]) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for j, body in enumerate(bodies):
        groups[body].append(j)
    return groups
