"""A first draw: round by round, the nominations with the fewest possible judges first.

Where nobody with room is left for a nomination, reviews are passed on along the shortest path to somebody who
has room. Where there is no such path, the judges and nominations that were reached are the proof of it.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from awards.judging.assigning.board import BARRED, Board
from awards.judging.assigning.shortage import (
    TooFewJudges,
    TooFewReviews,
    too_few_judges,
    too_few_reviews,
)

TOO_MUCH = 1 << 60
NOWHERE = -1


def make_draft(board: Board) -> Sequence[TooFewJudges | TooFewReviews]:
    """Give every nomination its judges, then every judge their least; say what cannot be."""
    reasons: list[TooFewJudges] = []
    stuck = _rounds(board)
    proven = {e for e in stuck if len(board.locked[e].union(board.allowed(e))) < board.entries[e].need}
    reasons += (too_few_judges(board, [e]) for e in sorted(proven))
    for e in stuck:
        if e in proven:
            continue
        search = _Search(board, e)
        if not search.run(strict=True) and not search.run(strict=False):
            proven |= search.unmet()
            reasons.append(too_few_judges(board, search.unmet()))
    return sorted(reasons, key=lambda reason: len(reason.entries)) or _fill_least(board)


def _rounds(board: Board) -> list[int]:
    """Draw judge after judge for each nomination; those that are still short, once for each judge."""
    few = [
        len(fitting) - sum(row[j] != BARRED for j in barred)
        for fitting, row, barred in zip(board.fitting, board.row, board.barred, strict=True)
    ]
    stuck: list[int] = []
    waiting = [e for e in range(len(board.entries)) if board.short(e)]
    while waiting:
        still = []
        for e in sorted(board.shuffled(waiting), key=few.__getitem__):
            j = _pick(board, e)
            if j is None:
                stuck += [e] * board.short(e)
                continue
            board.add(e, j)
            if board.short(e):
                still.append(e)
        waiting = still
    return stuck


def _pick(board: Board, e: int) -> int | None:
    """The cheapest judge with room, no colleague of another; of equals the first in the drawn order."""
    row, extra, load, room = board.row[e], board.extra[e], board.load, board.room
    out = set(board.barred[e])
    for i in board.given[e]:
        out |= board.colleagues[board.body[i]]
    seasoned = any(not board.new[i] for i in board.given[e])
    best, lowest = None, TOO_MUCH
    for j in board.fitting[e]:
        value = row[j] + 2 * load[j]
        if value < lowest and load[j] < room[j] and j not in out:
            value += extra.get(j, 0) + board.weights.newcomers * (not seasoned and board.new[j])
            if value < lowest:
                best, lowest = j, value
    return best


@dataclass
class _Search:
    """Looks for a path from a nomination that is short of a judge to a judge with room.

    Every step gives a nomination to one more judge, who in turn gives one of theirs away.
    """

    board: Board
    start: int
    came: dict[int, tuple[int | None, int]] = field(default_factory=dict)
    opened: set[int] = field(default_factory=set)

    def run(self, *, strict: bool) -> bool:
        """Whether a path was found and taken; a strict one brings no colleagues together."""
        board, self.came, self.opened = self.board, {}, set()
        unreached = list(range(len(board.judges)))
        queue: deque[int] = deque()
        steps: list[tuple[int, int | None]] = [(self.start, None)]
        while unreached:
            for e, giver in steps:
                for j in self._reach(e, giver, unreached, strict):
                    if board.load[j] < board.room[j]:
                        self._take(j)
                        return True
                    queue.append(j)
            if not queue:
                return False
            passing = queue.popleft()
            unreached = [j for j in unreached if j not in self.came]
            steps = [(e, passing) for e in board.held[passing] if passing not in board.locked[e]]
        return False

    def unmet(self) -> set[int]:
        """After a search in vain: the nominations that hang on the judges who were reached."""
        board = self.board
        hanging = (e for j in self.came for e in board.held[j] if j not in board.locked[e])
        return {self.start, *hanging}

    def _reach(self, e: int, giver: int | None, unreached: list[int], strict: bool) -> list[int]:
        """Judges who could take the nomination from the giver and had not been reached."""
        board, able = self.board, unreached
        if e in self.opened:
            if not strict or giver is None:
                return []
            able = sorted(board.colleagues[board.body[giver]])
        self.opened.add(e)
        taken = board.bodies(e, without=giver) if strict else set()
        found = []
        for j in able:
            if (
                j not in self.came
                and board.may(e, j)
                and j not in board.given[e]
                and board.body[j] not in taken
            ):
                self.came[j] = (giver, e)
                found.append(j)
        return found

    def _take(self, j: int) -> None:
        giver, e = self.came[j]
        while giver is not None:
            self.board.move(e, giver, j)
            j = giver
            giver, e = self.came[j]
        self.board.add(e, j)


def _fill_least(board: Board) -> list[TooFewReviews]:
    """Pass reviews on to judges who have fewer than their least."""
    reasons: list[TooFewReviews] = []
    proven: set[int] = set()
    for j in range(len(board.judges)):
        while board.load[j] < board.least[j] and j not in proven:
            reached = _pass_to(board, j, strict=True) and _pass_to(board, j, strict=False)
            if reached:
                proven |= reached
                reasons.append(too_few_reviews(board, reached))
    return reasons


def _pass_to(board: Board, j: int, *, strict: bool) -> set[int]:
    """Pass one review on to the judge from somebody who can spare it; if nobody can, all who were reached."""
    came: dict[int, tuple[int, int]] = {j: (j, NOWHERE)}
    queue = deque([j])
    while queue:
        taker = queue.popleft()
        for giver, e in _givers(board, taker, came, strict):
            came[giver] = (taker, e)
            queue.append(giver)
            if board.load[giver] > board.least[giver]:
                _pass_along(board, came, giver)
                return set()
    return set(came)


def _pass_along(board: Board, came: dict[int, tuple[int, int]], giver: int) -> None:
    taker, e = came[giver]
    while e != NOWHERE:
        board.move(e, giver, taker)
        giver = taker
        taker, e = came[giver]


def _givers(
    board: Board, taker: int, came: dict[int, tuple[int, int]], strict: bool
) -> Iterator[tuple[int, int]]:
    """Judges not yet reached who hold what the taker could have, and which nomination it is."""
    for e in range(len(board.entries)):
        if taker in board.given[e] or not board.may(e, taker):
            continue
        for giver in board.given[e]:
            if giver in came or giver in board.locked[e]:
                continue
            if not strict or board.body[taker] not in board.bodies(e, without=giver):
                yield giver, e
