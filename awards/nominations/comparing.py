"""Two texts side by side: which words only one of them has."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

MOST_WORDS = 1_000
"""Of longer texts nothing is marked: comparing them would keep the reader waiting."""
Pieces = list[tuple[str, bool]]
"""A text in pieces, each with whether only this text has it."""

_WORD = re.compile(r"\S+\s*|\s+")


def told_apart(one: str, other: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces."""
    ours, theirs = _WORD.findall(one), _WORD.findall(other)
    if max(len(ours), len(theirs)) > MOST_WORDS:
        return _whole(one), _whole(other)
    left_words, right_words = [word.strip() for word in ours], [word.strip() for word in theirs]
    left: Pieces = []
    right: Pieces = []
    for kind, i, j, k, n in SequenceMatcher(None, left_words, right_words, autojunk=False).get_opcodes():
        _add(left, ours[i:j], kind != "equal")
        _add(right, theirs[k:n], kind != "equal")
    return left, right


def _whole(text: str) -> Pieces:
    return [(text, False)] if text else []


def _add(pieces: Pieces, words: Sequence[str], only_here: bool) -> None:
    text = "".join(words)
    end = len(text.rstrip()) if only_here else 0  # no mark under the blank that follows
    pieces.extend((piece, mark) for piece, mark in ((text[:end], True), (text[end:], False)) if piece)
