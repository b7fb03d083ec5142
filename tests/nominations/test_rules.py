"""Rules of answers, deadlines and references of nominations."""

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.editions.states import Stage
from awards.editions.timing import closing
from awards.nominations.rules import (
    accepts_changes,
    answer_problems,
    asked,
    is_answered,
    missing,
    reference,
    section_status,
)
from awards.nominations.states import NominationState

DEADLINE = dt.datetime(2022, 9, 23, 16, 0, tzinfo=dt.UTC)  # 5pm in the United Kingdom
SECOND = dt.timedelta(seconds=1)
LATER = DEADLINE + dt.timedelta(days=3)


@dataclass(frozen=True)
class Asked:
    """A question of an entry form."""

    key: str = "challenge"
    kind: str = "long_text"
    label: str = "What was the challenge?"
    required: bool = True
    max_words: int | None = None
    max_characters: int | None = None
    max_files: int | None = None


NAME = Asked("name", "short_text", max_characters=10)
STORY = Asked("story", max_words=3)
PHOTO = Asked("photo", "photo", required=False, max_files=1)
FORM = [NAME, STORY, PHOTO]


@pytest.mark.parametrize(
    ("question", "value", "problems"),
    [
        (STORY, "one two three", []),
        (STORY, "  one\r\n\r\ntwo three \n", []),
        (STORY, "one two three four", ["Use 3 words or fewer. Take out 1."]),
        (STORY, "", []),
        (STORY, None, []),
        (NAME, "1234567890", []),
        (NAME, " 1234567890 ", []),
        (NAME, "12345678901", ["Use 10 characters or fewer. Take out 1."]),
        (NAME, "123456789\U0001f642", ["Use 10 characters or fewer. Take out 1."]),
        (PHOTO, ["a.jpg"], []),
        (PHOTO, ["a.jpg", "b.jpg"], ["Use 1 file or fewer. Take out 1."]),
        (Asked(kind="file", max_files=2), ["a", "b", "c"], ["Use 2 files or fewer. Take out 1."]),
        (Asked(kind="choices", max_files=1), ["a", "b"], []),
        (Asked(kind="number"), 42, []),
        (Asked(), "word " * 5000, []),
        (
            Asked(max_words=1, max_characters=2),
            "ab cd",
            ["Use 1 word or fewer. Take out 1.", "Use 2 characters or fewer. Take out 3."],
        ),
    ],
)
def test_a_draft_is_held_to_its_limits_only(question: Asked, value: object, problems: list[str]) -> None:
    assert answer_problems(question, value) == problems


@pytest.mark.parametrize(
    ("value", "answered"),
    [
        ("text", True),
        ("", False),
        (" \n\u00a0\u200b", False),
        (None, False),
        ([], False),
        (["a"], True),
        ({}, False),
        (True, True),
        (False, False),
        (0, True),
        (dt.date(2022, 9, 1), True),
    ],
)
def test_blanks_are_no_answer(value: object, answered: bool) -> None:
    assert is_answered(value) == answered


def test_required_questions_without_an_answer_are_missing_in_order() -> None:
    assert missing(FORM, {"photo": ["a.jpg"]}) == ["name", "story"]
    assert missing(FORM, {"name": "Us", "story": " "}) == ["story"]
    assert missing(FORM, {"name": "Us", "story": "We did"}) == []


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ({}, "not started"),
        ({"name": " "}, "not started"),
        ({"name": "Us"}, "in progress"),
        ({"photo": ["a.jpg"]}, "in progress"),
        ({"name": "Us", "story": "We did it all"}, "in progress"),
        ({"name": "Us", "story": "We did it"}, "complete"),
    ],
)
def test_a_section_says_how_far_it_has_come(answers: dict[str, object], status: str) -> None:
    assert section_status(FORM, answers) == status


@given(st.dictionaries(st.sampled_from(["name", "story", "photo"]), st.text(max_size=20)))
def test_a_complete_section_lacks_nothing(answers: dict[str, str]) -> None:
    if section_status(FORM, answers) == "complete":
        assert missing(FORM, answers) == []
        assert not any(answer_problems(question, answers.get(question.key)) for question in FORM)


@pytest.mark.parametrize(
    ("at", "extension", "passed"),
    [
        (DEADLINE - SECOND, None, False),
        (DEADLINE, None, False),
        (DEADLINE + SECOND, None, True),
        (DEADLINE + SECOND, LATER, False),
        (LATER + SECOND, LATER, True),
        (DEADLINE, DEADLINE - dt.timedelta(days=9), False),
    ],
)
def test_the_later_deadline_holds(at: dt.datetime, extension: dt.datetime | None, passed: bool) -> None:
    refusal = accepts_changes(Stage.NOMINATIONS, NominationState.DRAFT, at, closing(DEADLINE, extension))
    assert (refusal is not None) == passed


CLOSED_AT = "Nominations closed at 5pm on Friday 23 September 2022."
ACCEPTED = "This nomination has been accepted and can no longer be changed."


@pytest.mark.parametrize(
    ("stage", "state", "at", "extension", "sentence"),
    [
        ("set-up", "draft", DEADLINE - SECOND, None, "Nominations are not open yet."),
        ("nominations", "draft", DEADLINE, None, None),
        ("nominations", "submitted", DEADLINE, None, None),
        ("nominations", "returned", DEADLINE, None, None),
        ("nominations", "accepted", DEADLINE, None, ACCEPTED),
        (
            "nominations",
            "ineligible",
            DEADLINE,
            None,
            "This nomination was found ineligible and can no longer be changed.",
        ),
        (
            "nominations",
            "withdrawn",
            DEADLINE,
            None,
            "This nomination was withdrawn and can no longer be changed.",
        ),
        ("nominations", "draft", DEADLINE + SECOND, None, CLOSED_AT),
        ("nominations", "draft", DEADLINE + SECOND, LATER, None),
        (
            "nominations",
            "draft",
            LATER + SECOND,
            LATER,
            "Nominations closed at 5pm on Monday 26 September 2022.",
        ),
        ("checking", "draft", DEADLINE + SECOND, None, CLOSED_AT),
        ("checking", "draft", DEADLINE - SECOND, None, "Nominations are closed."),
        ("checking", "draft", DEADLINE + SECOND, LATER, None),
        ("checking", "returned", LATER + SECOND, None, None),
        ("checking", "accepted", DEADLINE + SECOND, None, ACCEPTED),
        ("judging", "returned", LATER + SECOND, None, CLOSED_AT),
        ("judging", "draft", DEADLINE, LATER, "Nominations are closed."),
        ("published", "submitted", LATER, None, CLOSED_AT),
    ],
)
def test_changes_are_accepted_or_refused_with_the_reason(
    stage: str, state: str, at: dt.datetime, extension: dt.datetime | None, sentence: str | None
) -> None:
    refusal = accepts_changes(stage, state, at, closing(DEADLINE, extension))
    assert (str(refusal) if refusal else None) == sentence


@pytest.mark.parametrize("state", list(NominationState))
@pytest.mark.parametrize("stage", [s for s in Stage if s.is_at_least(Stage.JUDGING)])
def test_nothing_changes_once_judging_has_begun(stage: Stage, state: NominationState) -> None:
    assert accepts_changes(stage, state, DEADLINE - SECOND, closing(DEADLINE, LATER))


@pytest.mark.parametrize(
    ("slug", "number", "called"),
    [
        ("tea-2022", 7, "TEA22-007"),
        ("tea-2022", 1234, "TEA22-1234"),
        ("north-west-awards-2031", 12, "NWA31-012"),
        ("tea", 1, "TEA-001"),
        ("tea-pilot", 1, "TP-001"),
        ("2022", 1, "22-001"),
    ],
)
def test_a_reference_is_short_enough_to_say(slug: str, number: int, called: str) -> None:
    assert reference(slug, number) == called


@dataclass(frozen=True)
class Conditional:
    """A question that may depend on another one."""

    key: str
    shown_if: str = ""
    shown_if_answers: tuple[str, ...] = ()


CHAIN = [
    Conditional("field"),
    Conditional("ages", "field", ("education", "early-help")),
    Conditional("school", "ages", ("under-five",)),
    Conditional("partners", "agrees", ("yes",)),  # depends on one that only comes later
    Conditional("agrees"),
    Conditional("tool", "agrees", ("yes",)),
    Conditional("lost", "nowhere", ("yes",)),
    Conditional("never", "field", ()),
]


@pytest.mark.parametrize(
    ("values", "keys"),
    [
        ({}, "field agrees"),
        ({"field": "education"}, "field ages agrees"),
        ({"field": "social-work"}, "field agrees"),
        ({"field": ["social-work", "early-help"]}, "field ages agrees"),
        ({"field": ["social-work"]}, "field agrees"),
        ({"field": []}, "field agrees"),
        ({"field": "education", "ages": "under-five"}, "field ages school agrees"),
        ({"field": "education", "ages": "teens"}, "field ages agrees"),
        ({"field": "social-work", "ages": "under-five"}, "field agrees"),  # its own question is not asked
        ({"agrees": True}, "field agrees tool"),
        ({"agrees": False}, "field agrees"),
        ({"agrees": None}, "field agrees"),
        ({"nowhere": True}, "field agrees"),
    ],
)
def test_a_question_is_asked_where_its_condition_is_met(values: dict[str, object], keys: str) -> None:
    assert [question.key for question in asked(CHAIN, values)] == keys.split()


answers = st.one_of(st.none(), st.booleans(), st.sampled_from("abc"), st.lists(st.sampled_from("abc")))


@given(
    st.lists(
        st.tuples(st.sampled_from(["", *"0123"]), st.sets(st.sampled_from(["a", "b", "yes"]))), max_size=5
    ),
    st.dictionaries(st.sampled_from("01234"), answers),
)
def test_nothing_is_asked_because_of_a_question_that_is_not(
    conditions: list[tuple[str, set[str]]], values: dict[str, object]
) -> None:
    form = [Conditional(str(n), key, tuple(chosen)) for n, (key, chosen) in enumerate(conditions)]
    found = asked(form, values)
    keys = {question.key for question in found}
    assert all(question.shown_if in keys for question in found if question.shown_if)
    assert {question.key for question in form if not question.shown_if} <= keys
