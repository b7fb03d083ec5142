"""Two texts side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.nominations.comparing import MOST_WORDS, told_apart


@pytest.mark.parametrize(
    ("one", "other", "left", "right"),
    [
        ("", "", [], []),
        ("", "new", [], [("new", True)]),
        ("the same", "the same", [("the same", False)], [("the same", False)]),
        ("a b c", "a x", [("a ", False), ("b c", True)], [("a ", False), ("x", True)]),
        ("a b", "b", [("a", True), (" ", False), ("b", False)], [("b", False)]),
        ("a\nb", "a b", [("a\nb", False)], [("a b", False)]),
    ],
)  # fmt: skip
def test_words_that_only_one_has_are_told_apart(one, other, left, right):
    assert told_apart(one, other) == (left, right)


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_of_either_text_is_left_out(one, other):
    left, right = told_apart(one, other)
    assert "".join(piece for piece, _ in left) == one
    assert "".join(piece for piece, _ in right) == other


def test_of_very_long_texts_nothing_is_marked():
    long = "word " * (MOST_WORDS + 1)
    assert told_apart(long, "other") == ([(long, False)], [("other", False)])
