"""Drawing who judges what: fair loads, no conflicts, judges who can be compared; repeatable from its seed.

    assign(Problem(entries=…, judges=…, forbidden=…), seed="…")

gives an Outcome, or raises CannotAssign with a proof by name. It takes plain values and gives plain values.
"""

from awards.judging.assigning.board import Board
from awards.judging.assigning.circles import go_round_circles
from awards.judging.assigning.draft import make_draft
from awards.judging.assigning.improving import improve
from awards.judging.assigning.mending import join_categories, link_categories
from awards.judging.assigning.outcome import (
    Note,
    NoteKind,
    Outcome,
    apart_sentence,
    outcome_of,
    thin_sentences,
)
from awards.judging.assigning.problem import Entry, Judge, Pair, Problem, Weights
from awards.judging.assigning.shortage import CannotAssign, NotLinked, TooFewJudges, TooFewReviews

__all__ = [
    "CannotAssign",
    "Entry",
    "Judge",
    "NotLinked",
    "Note",
    "NoteKind",
    "Outcome",
    "Pair",
    "Problem",
    "TooFewJudges",
    "TooFewReviews",
    "Weights",
    "assign",
    "cheapest_draw",
]


def assign(problem: Problem, seed: str) -> Outcome:
    """Draw who judges what. The order in which nominations and judges are given does not matter."""
    board = cheapest_draw(problem, seed)
    join_categories(board)
    if problem.overall:
        link_categories(board)
        _refuse_unlinked(board)
    return outcome_of(board, seed)


def cheapest_draw(problem: Problem, seed: str) -> Board:
    """A draw that meets what must be, at the lowest cost; nobody has looked at what hangs together."""
    board = Board(problem, seed)
    reasons = make_draft(board)
    if reasons:
        raise CannotAssign(reasons)
    improve(board)
    go_round_circles(board)
    return board


def _refuse_unlinked(board: Board) -> None:
    """One winner over all categories cannot be found where no judges link them, or hardly any."""
    if len({entry.category for entry in board.entries}) < 2:
        return
    apart = apart_sentence(board)
    sentences = [apart] if apart else thin_sentences(board)
    if sentences:
        raise CannotAssign([NotLinked(sentence) for sentence in sentences])
