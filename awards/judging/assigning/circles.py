"""Making a draw of few judges as good as can be: reviews passed on all round a circle of judges.

The cheapest nomination that one judge could pass on to another is an arc between them; a circle of arcs that
saves something makes the draw better, and a draw without one cannot be bettered (as long as only pairs and
loads cost anything; organisations and newcomers are looked at, too, but without that promise).
"""

from awards.judging.assigning.board import BARRED, Board

ARCS = 600_000
"""With more possible steps from judge to judge it would take too long, and swaps come close enough."""
TURNS = 2_000
FAR = 1 << 60


def go_round_circles(board: Board) -> None:
    """Pass reviews on round circles while that saves anything."""
    if sum(len(board.given[e]) * len(board.fitting[e]) for e in range(len(board.entries))) > ARCS:
        return
    arcs = _Arcs(board)
    for _ in range(TURNS):
        circle = _find_circle(arcs.costs())
        if circle is None or not arcs.follow(circle):
            return


class _Arcs:
    """What it costs at least that one judge passes a nomination on to another, and which one it is.

    One more than there are judges stands for "one review more or fewer": a circle through it shifts load.
    """

    def __init__(self, board: Board) -> None:
        self.board, self.spare = board, len(board.judges)
        self.cost = [[FAR] * self.spare for _ in board.judges]
        self.entry = [[-1] * self.spare for _ in board.judges]
        for j in range(self.spare):
            for e in board.held[j]:
                self._offer(e, j, board.fitting[e])

    def _offer(self, e: int, j: int, takers: list[int]) -> None:
        """The judge could pass the nomination on to one of these."""
        board = self.board
        if j in board.settled[e]:
            return
        cost, entry, given, barred = self.cost[j], self.entry[j], board.given[e], board.barred[e]
        row = board.row[e]
        for k in takers:
            if row[k] != BARRED and k not in given and k not in barred:
                change = board.change(e, j, k)
                if change < cost[k]:
                    cost[k], entry[k] = change, e

    def costs(self) -> list[list[int]]:
        """Arcs between all judges and the one who stands for loads: to it from who gets one review more."""
        board = self.board
        rows = [
            [*row, 2 * load + 1 if load < room else FAR]
            for row, load, room in zip(self.cost, board.load, board.room, strict=True)
        ]
        loads = zip(board.load, board.least, strict=True)
        return [*rows, [*(1 - 2 * load if load > least else FAR for load, least in loads), FAR]]

    def follow(self, circle: list[int]) -> bool:
        """Pass on along the circle, if that saves what it promises; whether it did."""
        board = self.board
        steps = [
            (self.entry[j][k], j, k)
            for j, k in zip(circle, [*circle[1:], circle[0]], strict=True)
            if self.spare not in {j, k}
        ]
        before = board.cost()
        for e, j, k in steps:
            board.move(e, j, k)
        if board.cost() >= before:
            for e, j, k in reversed(steps):
                board.move(e, k, j)
            return False
        self._renew({e for e, _, _ in steps}, {j for step in steps for j in step[1:]})
        return True

    def _renew(self, entries: set[int], judges: set[int]) -> None:
        """Look again at all who have, or had, one of the nominations."""
        for j in sorted(judges.union(*(self.board.given[e] for e in entries))):
            stale = [k for k, e in enumerate(self.entry[j]) if e in entries]
            for k in stale:
                self.cost[j][k], self.entry[j][k] = FAR, -1
            for e in self.board.held[j]:
                self._offer(e, j, self.board.fitting[e] if e in entries else stale)


def _find_circle(costs: list[list[int]]) -> list[int] | None:
    """Judges in a circle whose arcs save something together, by Bellman and Ford; nothing if none is."""
    size = len(costs)
    distance, came = [0] * size, [-1] * size
    for _ in range(size):
        changed = False
        for j, row in enumerate(costs):
            so_far = distance[j]
            for k, cost in enumerate(row):
                if so_far + cost < distance[k]:
                    distance[k], came[k], changed = so_far + cost, j, True
        if not changed:
            return None
        circle = _circle_in(came)
        if circle:
            return circle
    return None


def _circle_in(came: list[int]) -> list[int] | None:
    """A circle among those from whom one came, in the direction in which one goes."""
    seen: dict[int, int] = {}
    for first in range(len(came)):
        j = first
        while j >= 0 and j not in seen:
            seen[j] = first
            j = came[j]
        if j >= 0 and seen[j] == first:
            circle, k = [j], came[j]
            while k != j:
                circle.append(k)
                k = came[k]
            return circle[::-1]
    return None
