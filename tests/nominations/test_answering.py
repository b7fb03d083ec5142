"""How answers are kept, shown, counted and compared."""

import datetime as dt
from dataclasses import dataclass, field

import pytest

from awards.core.errors import BrokenRule
from awards.editions.states import QuestionKind
from awards.nominations.answering import OF_THEIR_OWN, kept, most_people, shown, version_of, words_in


@dataclass
class Asked:
    """A question as the rules see it."""

    kind: QuestionKind = QuestionKind.SHORT_TEXT
    key: str = "fruit"
    options: list[dict[str, str]] = field(
        default_factory=lambda: [{"value": "a", "label": "Apples"}, {"value": "b", "label": "Pears"}]
    )
    max_people: int | None = None


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (QuestionKind.SHORT_TEXT, "  The \n Owls ", "The Owls"),
        (QuestionKind.SHORT_TEXT, "\u200b\u2060 ", None),
        (QuestionKind.SHORT_TEXT, None, None),
        (QuestionKind.LONG_TEXT, "one\r\ntwo\x00", "one\ntwo"),
        (QuestionKind.LONG_TEXT, "\u202egnp.exe", "gnp.exe"),
        (QuestionKind.CHOICE, "a", "a"),
        (QuestionKind.CHOICE, "", None),
        (QuestionKind.CHOICES, ["b", "a"], ["a", "b"]),
        (QuestionKind.CHOICES, [], None),
        (QuestionKind.NUMBER, 0, 0),
        (QuestionKind.NUMBER, None, None),
        (QuestionKind.DATE, dt.date(2022, 2, 1), "2022-02-01"),
        (QuestionKind.DATE, "2022-02-01", "2022-02-01"),
        (QuestionKind.DECLARATION, True, True),
        (QuestionKind.DECLARATION, False, None),
    ],
)
def test_an_answer_is_kept_in_one_form_and_a_gap_as_none(kind, typed, value):
    assert kept(Asked(kind), typed) == value


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (QuestionKind.CHOICE, "z"),
        (QuestionKind.CHOICES, ["a", "z"]),
        (QuestionKind.NUMBER, "many"),
        (QuestionKind.DATE, "2022-02-30"),
        (QuestionKind.LONG_TEXT, "x" * 20_001),
        (QuestionKind.PEOPLE, "Ann"),
    ],
)
def test_what_is_no_answer_to_the_question_is_refused(kind, typed):
    with pytest.raises(BrokenRule):
        kept(Asked(kind), typed)


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (QuestionKind.CHOICE, "a", "Apples"),
        (QuestionKind.CHOICE, "gone", "gone"),
        (QuestionKind.CHOICES, ["a", "b"], "Apples and Pears"),
        (QuestionKind.DATE, "2022-02-01", "Tuesday 1 February 2022"),
        (QuestionKind.DECLARATION, True, "Confirmed"),
        (QuestionKind.NUMBER, 0, "0"),
        (QuestionKind.LONG_TEXT, None, ""),
    ],
)
def test_a_kept_answer_is_shown_in_words(kind, value, words):
    assert shown(Asked(kind), value) == words


def test_only_long_texts_count_as_written_words():
    questions = [Asked(QuestionKind.LONG_TEXT, "a"), Asked(QuestionKind.SHORT_TEXT, "b")]
    assert words_in(questions, {"a": "one two three", "b": "four"}) == 3


def test_a_version_changes_with_an_answer_and_not_with_a_gap():
    assert version_of({"a": "x", "b": None}) == version_of({"a": "x"})
    assert version_of({"a": "x"}) != version_of({"a": "y"})


@pytest.mark.parametrize(
    ("key", "limit", "most"), [("leader", None, 1), ("team", None, 100), ("leader", 3, 3)]
)
def test_some_questions_ask_for_one_person(key, limit, most):
    assert most_people(Asked(QuestionKind.PEOPLE, key, max_people=limit)) == most


UNREADABLE = ["next summer", "2022-02-30", ["a", "b"], 5, True]


@pytest.mark.parametrize("kind", [kind for kind in QuestionKind if kind not in OF_THEIR_OWN])
def test_a_kept_value_that_is_no_answer_to_the_question_is_still_shown(kind):
    assert [bool(shown(Asked(kind), value)) for value in UNREADABLE] == [True] * len(UNREADABLE)


def test_a_day_that_is_none_is_shown_word_for_word():
    assert shown(Asked(QuestionKind.DATE), "next summer") == "next summer"
