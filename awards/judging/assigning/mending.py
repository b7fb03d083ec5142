"""Joining what a draw left apart: a few reviews change hands so that judges can be compared."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from awards.judging.assigning.board import Board
from awards.judging.assigning.bridges import (
    bridging_reviews,
    categories_of,
    groups_among,
    missing_links,
)

Step = tuple[int, int, int]
"""A nomination, the judge who loses it, the judge who gets it."""
CHOICES = 4_000
"""Changes of which the cheapest are tried first."""
WORK = 3_000_000
"""Reviews looked at before one stops, and what is still apart is said aloud."""


def join_categories(board: Board) -> None:
    """Let the nominations of each category hang together, where that can be."""
    for entries in categories_of(board).values():
        if max((len(board.given[e]) for e in entries), default=0) > 1:
            _join(board, entries)


def _join(board: Board, entries: list[int]) -> None:
    def apart() -> int:
        return max(0, len(groups_among(board, entries)) - 1)

    def changes() -> Iterator[list[Step]]:
        near, *others = groups_among(board, entries)
        far_judges = sorted({j for _, judges in others for j in judges})
        return _changes(board, near[0], far_judges, set(entries))

    _mend(board, apart, changes)


def link_categories(board: Board) -> None:
    """Give every category enough reviews by judges who also judge elsewhere, and join all of them."""
    if len(categories_of(board)) < 2:
        return

    def changes() -> Iterator[list[Step]]:
        judges = list(range(len(board.judges)))
        counted = bridging_reviews(board)
        poor = {category for category, (bridging, wanted) in counted.items() if bridging < wanted}
        for category, entries in categories_of(board).items():
            if category in poor or not poor:
                elsewhere = {e for e, entry in enumerate(board.entries) if entry.category != category}
                for steps in _changes(board, entries, judges, elsewhere):
                    taker = steps[0][2]
                    if len(steps) > 1 or not elsewhere.isdisjoint(board.held[taker]):
                        yield steps

    _mend(board, lambda: missing_links(board), changes)


def _mend(board: Board, apart: Callable[[], int], changes: Callable[[], Iterable[list[Step]]]) -> None:
    """Try changes, the cheapest first, and keep those that bring together what is apart."""
    reviews = sum(board.load)
    now, work = apart(), 0
    while now > 0:
        for _, steps in sorted((_price(board, steps), steps) for steps in islice(changes(), CHOICES)):
            _take(board, steps)
            work += reviews
            left = apart()
            if left < now:
                now = left
                break
            _take(board, [(e, k, j) for e, j, k in reversed(steps)])
            if work > WORK:
                return
        else:
            return


def _changes(board: Board, entries: list[int], judges: list[int], others: set[int]) -> Iterator[list[Step]]:
    """One of these nominations goes to one of these judges, alone or in exchange for one of the others."""
    for e in entries:
        for k in judges:
            if k in board.given[e] or not board.may(e, k):
                continue
            for j in board.given[e]:
                if j in board.settled[e]:
                    continue
                if board.load[k] < board.room[k] and board.load[j] > board.least[j]:
                    yield [(e, j, k)]
                for f in board.held[k]:
                    if (
                        f in others
                        and k not in board.settled[f]
                        and j not in board.given[f]
                        and board.may(f, j)
                    ):
                        yield [(e, j, k), (f, k, j)]


def _price(board: Board, steps: list[Step]) -> int:
    price = sum(board.change(e, j, k) for e, j, k in steps)
    if len(steps) == 1:
        _, j, k = steps[0]
        price += 2 * (board.load[k] + 1 - board.load[j])
    return price


def _take(board: Board, steps: list[Step]) -> None:
    for e, j, k in steps:
        board.move(e, j, k)
