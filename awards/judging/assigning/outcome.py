"""What a draw came to: who judges what, how even it is, and what could not be met."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from awards.core.text import join_words
from awards.judging.assigning.board import Board
from awards.judging.assigning.bridges import bridging_reviews, categories_of, groups_among
from awards.judging.assigning.problem import Pair
from awards.judging.assigning.shortage import name_some


class NoteKind(StrEnum):
    """What a draw could not meet."""

    SAME_ORGANISATION = "same organisation"
    NEWCOMERS_ONLY = "newcomers only"
    APART = "apart"
    CATEGORIES_APART = "categories apart"
    THIN_BRIDGE = "thin bridge"
    OVER_LIMIT = "over the limit"


@dataclass(frozen=True, slots=True)
class Note:
    """Something that whoever uses the draw must know."""

    kind: NoteKind
    sentence: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A draw; ``lost`` are reviews that stood before and stand no more, ``cost`` is what wishes cost."""

    pairs: frozenset[Pair]
    loads: dict[str, int]
    fewest: int
    in_common: tuple[int, int]
    """Pairs of judges with a nomination in common, and all pairs of judges who have any."""
    cost: int
    lost: frozenset[Pair]
    notes: tuple[Note, ...]
    seed: str


def outcome_of(board: Board, seed: str) -> Outcome:
    """Read the outcome off the board."""
    judging = sum(load > 0 for load in board.load)
    together = {pair for given in board.given for pair in combinations(sorted(given), 2)}
    pairs = frozenset(board.pairs())
    loads = Counter(judge for judge, _ in pairs)
    return Outcome(
        pairs=pairs,
        loads={judge.key: loads[judge.key] for judge in board.problem.judges},
        fewest=min(map(len, board.given), default=0),
        in_common=(len(together), judging * (judging - 1) // 2),
        cost=board.cost(),
        lost=board.lost - pairs,
        notes=tuple(_notes(board)),
        seed=seed,
    )


def _notes(board: Board) -> list[Note]:
    notes = _notes_on_limits(board)
    crowded = [entry.key for e, entry in enumerate(board.entries) if board.crowded(e)]
    if crowded:
        sentence = (
            f"Two judges of one organisation are on {name_some(crowded)}: it could not be met otherwise."
        )
        notes.append(Note(NoteKind.SAME_ORGANISATION, sentence))
    unseasoned = [entry.key for e, entry in enumerate(board.entries) if board.unseasoned(e)]
    if unseasoned:
        sentence = f"Nobody who has judged before is on {name_some(unseasoned)}."
        notes.append(Note(NoteKind.NEWCOMERS_ONLY, sentence))
    return [*notes, *_notes_on_categories(board), *_notes_across(board)]


def _notes_on_limits(board: Board) -> list[Note]:
    """Who ends over their limit: nothing is taken away that was begun or given by hand.

    Those without any room are no judges of this draw: they have left, and what they submitted counts.
    """
    loads = Counter(judge for judge, _ in board.pairs())
    over = [
        f"{judge.key} with {loads[judge.key]} (at most {judge.most})"
        for judge in board.problem.judges
        if judge.most and loads[judge.key] > judge.most
    ]
    if not over:
        return []
    stays = "What is begun, or was given by hand, stays with them."
    return [Note(NoteKind.OVER_LIMIT, f"Over the limit: {name_some(over)}. {stays}")]


def _notes_on_categories(board: Board) -> list[Note]:
    """Categories that fall into groups which cannot be ranked together."""
    notes = []
    for category, entries in categories_of(board).items():
        groups = groups_among(board, entries)
        if len(groups) < 2:
            continue
        what = f"“{category}” falls into {len(groups)} groups without a common judge"
        if max(len(board.given[e]) for e in entries) < 2:
            what = f"Each nomination in “{category}” has one judge only"
        notes.append(Note(NoteKind.APART, f"{what}: their scores cannot be compared."))
    return notes


def _notes_across(board: Board) -> list[Note]:
    """Categories that cannot be ranked together, or hardly."""
    counted = bridging_reviews(board)
    if len(counted) < 2:
        return []
    if sentence := apart_sentence(board):
        return [Note(NoteKind.CATEGORIES_APART, f"{sentence} Announce winners for each of them only.")]
    return [Note(NoteKind.THIN_BRIDGE, sentence) for sentence in thin_sentences(board)]


def apart_sentence(board: Board) -> str:
    """Which categories have no judge in common with the others; nothing when all hang together."""
    groups = groups_among(board, range(len(board.entries)))
    names = [sorted({board.entries[e].category for e in entries}) for entries, _ in groups]
    if len({tuple(each) for each in names}) < 2:
        return ""
    said = [join_words(f"“{category}”" for category in each) for each in sorted(set(map(tuple, names)))]
    return f"No judge links {' with '.join(said)}: their scores cannot be compared."


def thin_sentences(board: Board) -> list[str]:
    """Categories that too few reviews link with the others."""
    return [
        f"Only {bridging} of the score sheets of “{category}” are by judges who also score elsewhere; "
        f"to compare scores across categories it should be {wanted}."
        for category, (bridging, wanted) in bridging_reviews(board).items()
        if bridging < wanted
    ]
