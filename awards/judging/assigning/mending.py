"""Joining what a draw left apart: a few reviews change hands so that judges can be compared."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice, product

from awards.judging.assigning.board import Board
from awards.judging.assigning.bridges import (
    bridging_reviews,
    categories_of,
    groups_among,
    missing_links,
)

Step = tuple[int, int, int]
"""A nomination, the judge who loses it, the judge who gets it."""
CHOICES = 400
"""Changes of which the cheapest are tried first."""
SAMPLE = 60
"""Changes between two judges of which the cheapest is one of these."""
ALONE = 50
"""What a review that is passed on without one in return has to save to come before a swap."""
WORK = 10_000_000
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
        (_, judges), *others = groups_among(board, entries)
        own = set(entries)
        for j, k in product(judges, (k for _, far in others for k in far)):
            near, far = ([e for e in board.held[i] if e in own] for i in (j, k))
            yield from _changes(board, near, j, k, far)

    _mend(board, apart, changes)


def link_categories(board: Board) -> None:
    """Give every category enough reviews by judges who also judge elsewhere, and join all of them."""
    categories = categories_of(board)
    if len(categories) < 2:
        return

    def changes() -> Iterator[list[Step]]:
        counted = bridging_reviews(board)
        poor = [category for category, (bridging, wanted) in counted.items() if bridging < wanted]
        for category in poor or categories:
            yield from _across(board, category)

    _mend(board, lambda: missing_links(board), changes)


def _across(board: Board, category: str) -> Iterator[list[Step]]:
    """For pairs of a judge of the category and one of others the cheapest change, the busiest judges first.

    Whoever judges nothing else begins to bridge with all their reviews once they get one from elsewhere.
    """

    def bridges(j: int) -> bool:
        return len({board.entries[e].category for e in board.held[j]}) > 1

    def may_judge(j: int, category: str) -> bool:
        categories = board.judges[j].categories
        return not categories or category in categories

    busiest = sorted(
        (j for j, load in enumerate(board.load) if load), key=lambda j: (bridges(j), -board.load[j])
    )
    here: dict[int, list[int]] = {}
    others: dict[int, list[int]] = {}
    for j in busiest:
        here[j] = [e for e in board.held[j] if board.entries[e].category == category]
        others[j] = [e for e in board.held[j] if board.entries[e].category != category]
    givers = [j for j in busiest if here[j]]
    takers = [k for k in busiest if others[k] and may_judge(k, category)]
    for j in givers:
        samples = (islice(_changes(board, here[j], j, k, others[k]), SAMPLE) for k in takers if k != j)
        cheapest = (min(found, key=partial(_rank, board)) for each in samples if (found := list(each)))
        yield from islice(cheapest, max(8, CHOICES // len(givers)))


def _mend(board: Board, apart: Callable[[], int], changes: Callable[[], Iterable[list[Step]]]) -> None:
    """Try changes, the cheapest first, and keep those that bring together what is apart."""
    reviews = sum(board.load)
    now, work, before = apart(), 0, -1
    while now > 0 and now != before:
        before, changed = now, set[int]()
        for steps in sorted(islice(changes(), CHOICES), key=partial(_rank, board)):
            judges = set(steps[0][1:])
            if not changed.isdisjoint(judges):
                continue  # looked at before they changed
            _take(board, steps)
            work += reviews
            left = apart()
            if left < now:
                now = left
                changed |= judges
            else:
                _take(board, [(e, k, j) for e, j, k in reversed(steps)])
            if work > WORK or not now:
                return


def _changes(board: Board, entries: list[int], j: int, k: int, others: Iterable[int]) -> Iterator[list[Step]]:
    """One of the nominations goes from a judge to another, in exchange for one of the others, or alone."""
    for e in entries:
        if j in board.settled[e] or k in board.given[e] or not board.may(e, k):
            continue
        for f in others:
            if k not in board.settled[f] and j not in board.given[f] and board.may(f, j):
                yield [(e, j, k), (f, k, j)]
        if board.load[k] < board.room[k] and board.load[j] > board.least[j]:
            yield [(e, j, k)]


def _rank(board: Board, steps: list[Step]) -> tuple[int, list[Step]]:
    """What a change costs; a swap goes before others, for it links two judges with all that they have."""
    price = sum(board.change(e, j, k) for e, j, k in steps)
    if len(steps) == 1:
        _, j, k = steps[0]
        price += 2 * (board.load[k] + 1 - board.load[j]) + ALONE
    return price, steps


def _take(board: Board, steps: list[Step]) -> None:
    for e, j, k in steps:
        board.move(e, j, k)
