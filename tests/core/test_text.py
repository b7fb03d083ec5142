"""Rules of cleaning, counting, shortening and joining what people type."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.core.text import (
    clean_line,
    clean_text,
    count_characters,
    count_words,
    join_words,
    slugify,
    time_to_say,
)

# Ordinary text does not draw the troublesome signs often enough.
TROUBLE = (
    "e\u0301\u0300 \t\r\n\v\f\0\x1c\x85\x7f\ud800\udc00\u00a0\u200b\u2028\u202e\u2066\ufeff\ufffe\U0001f642a"
)
any_text = st.text(st.one_of(st.characters(), st.sampled_from(TROUBLE)))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Early Help  ", "Early Help"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("one\u2028two\u2029three\vfour\x85five", "one\ntwo\nthree\nfour\nfive"),
        ("a\x00b\x07c\x9fd", "abcd"),
        ("a\tb", "a\tb"),
        ("cafe\u0301", "caf\u00e9"),
        ("e\x00\u0301", "\u00e9"),
        ("\ud83d", ""),
        ("a\ufffeb\uffffc", "abc"),
        ("safe\u202etxt.exe\u2069", "safetxt.exe"),
        ("\u200b\u00a0\ufeffname\u200d\u00a0", "name"),
        ("\u3164\u2800", ""),
        ("\U0001f469\u200d\U0001f52c", "\U0001f469\u200d\U0001f52c"),
        ("M\u0101ori, \u0141\u00f3d\u017a", "M\u0101ori, \u0141\u00f3d\u017a"),
    ],
)
def test_text_is_kept_without_hidden_signs(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


@given(any_text)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(any_text)
def test_clean_text_can_be_stored_and_has_one_form(text: str) -> None:
    kept = clean_text(text)
    assert kept.encode("utf-8").decode("utf-8") == kept == unicodedata.normalize("NFC", kept)
    assert not {"\0", "\r", "\u202e", "\ufffe"} & set(kept)


@given(any_text)
def test_a_clean_line_is_one_line_with_as_many_words(text: str) -> None:
    line = clean_line(text)
    assert "\n" not in line and "  " not in line
    assert count_words(line) == count_words(clean_text(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" \n\t ", 0),
        ("one", 1),
        ("one  two\nthree", 3),
        ("well-being isn't 42%", 3),
        ("a\u00a0b\u2003c\u3000d\ufeffe\u1680f\u205fg", 7),
        ("a\x1cb\x85c", 1),
        ("a\u200bb\u180ec", 1),
        ("\u2014 dash", 2),
    ],
)
def test_words_are_counted_as_the_browser_counts_them(text: str, words: int) -> None:
    assert count_words(text) == words


def test_characters_are_counted_as_the_browser_counts_them() -> None:
    assert count_characters("na\u00efve \U0001f642") == 8


@given(st.text())
def test_the_count_of_characters_is_that_of_utf_16(text: str) -> None:
    kept = clean_text(text)
    assert count_characters(kept) == len(kept.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Team of Excellence 2022", "team-of-excellence-2022"),
        ("Children\u2019s & Young People's", "childrens-and-young-peoples"),
        ("\u0141\u00f3d\u017a \u2014 Stra\u00dfe", "lodz-strasse"),
        ("  ", ""),
        ("\u5bb6", ""),
    ],
)
def test_a_slug_is_plain_words_with_hyphens(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(any_text)
def test_a_slug_of_a_slug_is_itself(text: str) -> None:
    assert slugify(slugify(text)) == slugify(text)


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_words_are_joined_as_they_are_said(words: list[str], said: str) -> None:
    assert join_words(words) == said


def test_words_can_be_joined_with_or() -> None:
    assert join_words(["a", "b", "c"], "or") == "a, b or c"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (0, ""),
        (1, "about 5 seconds"),
        (15, "about 5 seconds"),
        (16, "about 10 seconds"),
        (60, "about 30 seconds"),
        (125, "about 1 minute"),
        (146, "about 1 minute 10 seconds"),
        (250, "about 2 minutes"),
    ],
)
def test_words_take_their_time_on_a_stage(words: int, said: str) -> None:
    assert time_to_say(words) == said
