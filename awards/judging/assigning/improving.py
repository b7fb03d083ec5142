"""Making a draw better, one review at a time: pass one on, or let two judges swap."""

from awards.judging.assigning.board import Board

PASSES = 12
WORK = 12_000_000
"""Changes looked at before one stops. Steps, not seconds, so that every machine draws alike."""

NOBODY = 1 << 30


def improve(board: Board) -> None:
    """Pass on and swap while it saves anything. What stood before, or was started, stays."""
    search = _Search(board)
    for _ in range(PASSES):
        if not search.go_round() or search.work > WORK:
            break


class _Search:
    """Looks at every review in turn for the change that saves most.

    A swap saves something at one of its two ends, so it is enough to look for it from there.
    """

    def __init__(self, board: Board) -> None:
        self.board = board
        self.work = 0
        self.lightest: dict[tuple[str, str], int] = {}

    def go_round(self) -> bool:
        """Change what can be made better; whether anything was."""
        board, changed = self.board, False
        for e, entry in enumerate(board.entries):
            kind = entry.category, entry.field
            for j in list(board.given[e]):
                if j in board.settled[e]:
                    continue
                slack = board.slack(e, j)
                if slack > 0 or board.load[j] - 1 > self.lightest.get(kind, -1):
                    better = self._better(e, j, slack)
                    changed |= better
                    if not better:
                        self._look_for_lightest(e, kind)
            if self.work > WORK:
                break
        self.lightest.clear()
        return changed

    def _look_for_lightest(self, e: int, kind: tuple[str, str]) -> None:
        """Remember the smallest load of those with room, so that one need not look for less before long."""
        load, room = self.board.load, self.board.room
        fitting = self.board.fitting[e]
        self.work += len(fitting)
        self.lightest[kind] = min((load[k] for k in fitting if load[k] < room[k]), default=NOBODY)

    def _better(self, e: int, j: int, slack: int) -> bool:
        taker, saved = self._best_move(e, j, slack)
        if slack > 0:
            swapper, f, more = self._best_swap(e, j, slack, saved)
            if swapper is not None:
                self.board.move(f, swapper, j)
                taker, saved = swapper, more
        if taker is None:
            return False
        self.board.move(e, j, taker)
        return True

    def _best_move(self, e: int, j: int, slack: int) -> tuple[int | None, int]:
        """Who should have the nomination instead, and what it saves."""
        board = self.board
        load, room, given, barred = board.load, board.room, board.given[e], board.barred[e]
        best, saved = None, 0
        if load[j] <= board.least[j]:
            return best, saved
        row, bound = board.row[e], slack + board.lowest[e] + 2 * (load[j] - 1)
        self.work += len(board.fitting[e])
        for k in board.fitting[e]:
            if bound - row[k] - 2 * load[k] > saved and load[k] < room[k]:
                if k in given or k in barred:
                    continue
                saving = 2 * (load[j] - 1 - load[k]) - board.change(e, j, k)
                if saving > saved:
                    best, saved = k, saving
        return best, saved

    def _best_swap(self, e: int, j: int, slack: int, saved: int) -> tuple[int | None, int, int]:
        """Who should have the nomination, which of theirs the judge gets for it, and what it saves."""
        board = self.board
        row, given, barred = board.row[e], board.given[e], board.barred[e]
        best, at, bound = None, 0, slack + board.lowest[e]
        for k in board.fitting[e]:
            if row[k] >= bound or k in given or k in barred:
                continue
            mine = board.change(e, j, k)
            if mine >= 0:
                continue
            self.work += len(board.held[k])
            for f in board.held[k]:
                if k in board.settled[f] or j in board.given[f] or not board.may(f, j):
                    continue
                saving = -mine - board.change(f, k, j)
                if saving > saved:
                    best, at, saved = k, f, saving
        return best, at, saved
