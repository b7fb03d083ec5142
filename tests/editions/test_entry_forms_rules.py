"""Rules of entry forms: what a question can be, in what order, and what a form in use still allows."""

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from awards.editions.entry_forms import hangs_on, hangs_on_answer, order_problem, question_problem
from awards.editions.forms_in_use import (
    FormUse,
    Use,
    addition_problem,
    change_problem,
    longest_so_far,
    removal_problem,
    transfer_problem,
)
from awards.editions.questions import (
    KINDS,
    LIMITS,
    MOST,
    READERS,
    SERVICES,
    condition_in_words,
    free_key,
    is_wider,
    limits_in_words,
    minutes_to_read,
    minutes_to_write,
    said_length,
    sign_of,
    with_values,
    words_in_all,
)
from awards.editions.states import Audience, QuestionKind

APPLES = [{"value": "a", "label": "Apples"}, {"value": "b", "label": "Pears"}]
Kind = QuestionKind


@dataclass(frozen=True)
class Asked:
    """A question as the rules see it."""

    key: str = "story"
    kind: QuestionKind = Kind.LONG_TEXT
    label: str = "What happened?"
    hint: str = ""
    required: bool = True
    audience: Audience = Audience.JUDGES
    max_words: int | None = 150
    max_characters: int | None = None
    max_people: int | None = None
    max_files: int | None = None
    max_megabytes: int | None = None
    options: list[dict[str, str]] = field(default_factory=list)
    shown_if: str = ""
    shown_if_answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prize:
    """An award as the rules see it."""

    name: str
    question: str
    answer: str


STORY = Asked()
FRUIT = Asked("fruit", Kind.CHOICE, "Which fruit?", max_words=None, options=APPLES)
TICK = Asked("agrees", Kind.DECLARATION, "The team agrees", max_words=None)
NAME = Asked("team-name", Kind.SHORT_TEXT, "Team name", max_words=None, max_characters=80)
LATER = Asked("why", label="Why apples?", shown_if="fruit", shown_if_answers=("a",))
CUP = Prize("Apple cup", "fruit", "a")


def asked_if(key: str, *answers: str) -> Asked:
    """The story, asked only after these answers."""
    return replace(STORY, shown_if=key, shown_if_answers=answers)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (STORY, None),
        (replace(STORY, max_words=0), "max_words"),
        (replace(STORY, max_words=5001), "max_words"),
        (replace(STORY, max_words=5000), None),
        (replace(FRUIT, options=APPLES[:1]), "more_options"),
        (replace(FRUIT, options=[*APPLES, {"value": "c", "label": "APPLES"}]), "more_options"),
        (
            replace(FRUIT, options=[{"value": str(n), "label": f"Sort {n}"} for n in range(61)]),
            "more_options",
        ),
        (replace(FRUIT, max_words=0), None),  # means nothing for a choice
        (asked_if("fruit", "a"), None),
        (asked_if("fruit", "a", "b"), None),
        (asked_if("fruit"), "answers-fruit"),
        (asked_if("fruit", "c"), "answers-fruit"),
        (asked_if("agrees", "yes"), None),
        (asked_if("agrees", "no"), "answers-agrees"),
        (asked_if("team-name", "x"), "shown_if"),
        (asked_if("later", "x"), "shown_if"),
    ],
)
def test_a_question_fits_what_comes_before_it(text: Asked, where: str | None) -> None:
    problem = question_problem(text, [NAME, FRUIT, TICK])
    assert (problem and problem[0]) == where


@pytest.mark.parametrize(
    ("order", "fits"),
    [([FRUIT, LATER], True), ([LATER, FRUIT], False), ([STORY, FRUIT, TICK, LATER], True), ([LATER], True)],
)
def test_a_question_never_comes_before_the_one_that_decides_about_it(order: list[Asked], fits: bool) -> None:
    assert (order_problem(order) is None) == fits


def test_a_wrong_order_is_told_with_both_questions() -> None:
    sentence = "“Why apples?” is asked only after certain answers to “Which fruit?”, so it must come after it"
    assert order_problem([LATER, FRUIT]) == sentence


ANSWERED = Use(answered=3, signed_without=2, chosen={"a": 2}, most={"max_words": 120, "max_characters": 700})
FREE = Use()


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        # what is always possible
        (STORY, replace(STORY, label="What went on?", hint="Tell us"), None),
        (STORY, replace(STORY, required=False), None),
        (STORY, replace(STORY, max_words=300), None),
        (STORY, replace(STORY, max_words=None), None),
        (STORY, replace(STORY, max_words=120), None),
        (STORY, replace(STORY, audience=Audience.ORGANISERS), None),
        (FRUIT, replace(FRUIT, options=[*APPLES, {"value": "c", "label": "Figs"}]), None),
        (FRUIT, replace(FRUIT, options=[{"value": "a", "label": "Red apples"}, APPLES[1]]), None),
        (FRUIT, replace(FRUIT, options=APPLES[:1]), None),  # nobody chose pears
        (asked_if("fruit", "a"), asked_if("fruit", "a", "b"), "required"),
        (replace(asked_if("fruit", "a"), required=False), STORY, "required"),
        (replace(asked_if("fruit", "a"), required=False), replace(STORY, required=False), None),
        # what would lose an answer, or break a promise
        (STORY, replace(STORY, max_words=119), "max_words"),
        (replace(STORY, max_words=None), replace(STORY, max_words=119), "max_words"),
        (replace(STORY, max_words=100), replace(STORY, max_words=110), None),
        (STORY, replace(STORY, kind=Kind.SHORT_TEXT), "kind"),
        (FRUIT, replace(FRUIT, kind=Kind.CHOICES), "kind"),
        (FRUIT, replace(FRUIT, options=APPLES[1:]), "option-a"),
        (STORY, replace(STORY, audience=Audience.PROGRAMME), "audience"),
        (STORY, replace(STORY, audience=Audience.STAGE), "audience"),
        (replace(STORY, required=False), STORY, "required"),
        (STORY, asked_if("fruit", "a"), "shown_if"),
        (asked_if("fruit", "a", "b"), asked_if("fruit", "a"), "shown_if"),
        (asked_if("fruit", "a"), asked_if("agrees", "yes"), "required"),
    ],
)
def test_nothing_that_was_answered_is_lost(before: Asked, after: Asked, where: str | None) -> None:
    problem = change_problem(before, after, ANSWERED, [], [])
    assert (problem and problem[0]) == where


@pytest.mark.parametrize(
    "after",
    [
        replace(STORY, max_words=1),
        replace(STORY, kind=Kind.NUMBER),
        replace(STORY, audience=Audience.PROGRAMME),
        asked_if("fruit", "a"),
    ],
)
def test_what_nobody_has_answered_can_become_anything(after: Asked) -> None:
    assert change_problem(STORY, after, FREE, [], []) is None


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        (replace(STORY, max_words=80), "The longest answer so far has 120 words, so allow 120 or more"),
        (replace(STORY, kind=Kind.NUMBER), "3 nominations have answered this, so it stays: long text"),
    ],
)
def test_a_refusal_says_how_many_have_answered(after: Asked, sentence: str) -> None:
    assert (change_problem(STORY, after, ANSWERED, [], []) or ("", ""))[1] == sentence


@pytest.mark.parametrize(
    ("after", "others", "awards", "where"),
    [
        (replace(FRUIT, kind=Kind.NUMBER), [LATER], [], "kind"),
        (replace(FRUIT, kind=Kind.NUMBER), [], [CUP], "kind"),
        (replace(FRUIT, options=APPLES[1:]), [LATER], [], "option-a"),
        (replace(FRUIT, options=APPLES[1:]), [], [CUP], "option-a"),
        (replace(FRUIT, options=APPLES[:1]), [LATER], [CUP], None),
    ],
)
def test_what_a_condition_or_an_award_hangs_on_stays(
    after: Asked, others: list[Asked], awards: list[Prize], where: str | None
) -> None:
    problem = change_problem(FRUIT, after, FREE, others, awards)
    assert (problem and problem[0]) == where


@pytest.mark.parametrize(
    ("after", "where"),
    [
        (replace(NAME, required=False), "required"),
        (replace(NAME, shown_if="fruit", shown_if_answers=("a",)), "shown_if"),
        (replace(NAME, kind=Kind.LONG_TEXT), "kind"),
        (replace(NAME, label="What is it called?", max_characters=60), None),
    ],
)
def test_every_nomination_has_a_name(after: Asked, where: str | None) -> None:
    problem = change_problem(NAME, after, FREE, [], [])
    assert (problem and problem[0]) == where


@pytest.mark.parametrize(
    ("required", "signed", "fits"), [(True, 0, True), (True, 1, False), (False, 1, True)]
)
def test_nobody_who_submitted_owes_a_new_answer(required: bool, signed: int, fits: bool) -> None:
    problem = addition_problem(replace(STORY, required=required), FormUse(started=5, signed=signed))
    assert (problem is None) == fits


@pytest.mark.parametrize(
    ("question", "answered", "others", "awards", "said"),
    [
        (STORY, 0, [], [], None),
        (STORY, 1, [], [], "One nomination has answered “What happened?”, so it cannot be removed"),
        (STORY, 4, [], [], "4 nominations have answered “What happened?”"),
        (NAME, 0, [], [], "“Team name” cannot be removed. The answer is what the nomination is called"),
        (FRUIT, 0, [LATER], [], "“Why apples?” is asked only after certain answers to it"),
        (FRUIT, 0, [], [CUP], "The award “Apple cup” is for certain answers to it"),
        (FRUIT, 0, [STORY], [Prize("Cup", "field", "a")], None),
    ],
)
def test_a_question_is_removed_when_nobody_misses_it(
    question: Asked, answered: int, others: list[Asked], awards: list[Prize], said: str | None
) -> None:
    problem = removal_problem(question, answered, others, awards)
    assert problem is None if said is None else said in (problem or "")


def test_an_answered_question_stays_on_its_page() -> None:
    assert transfer_problem(STORY, 0) is None
    assert "2 nominations have answered “What happened?” where it is" in (transfer_problem(STORY, 2) or "")


def test_what_hangs_on_a_question_and_on_an_answer_is_named() -> None:
    assert len(hangs_on("fruit", [LATER, STORY], [CUP])) == 2
    assert hangs_on_answer("fruit", "b", [LATER], [CUP]) == []
    assert len(hangs_on_answer("fruit", "a", [LATER], [CUP])) == 2


@pytest.mark.parametrize(
    ("words", "taken", "kind", "key"),
    [
        ("What happened?", (), None, "what-happened"),
        ("What happened?", ("what-happened",), None, "what-happened-2"),
        ("What happened?", ("what-happened", "what-happened-2"), None, "what-happened-3"),
        ("لماذا", (), None, "item"),
        ("Team name", (), Kind.SHORT_TEXT, "team-name"),
        ("Team name", (), Kind.CHOICE, "team-name-2"),  # the evening would print a choice as the name
        ("x" * 90, (), None, "x" * 60),
    ],
)
def test_a_key_is_made_from_words_and_is_free(
    words: str, taken: tuple[str, ...], kind: QuestionKind | None, key: str
) -> None:
    assert free_key(words, taken, kind) == key


def test_an_answer_keeps_its_value_when_it_is_reworded() -> None:
    typed = [
        {"value": "a", "label": "Red apples"},
        {"value": "", "label": "A"},
        {"value": "", "label": "Figs"},
    ]
    assert [option["value"] for option in with_values(typed)] == ["a", "a-2", "figs"]


@pytest.mark.parametrize("audience", list(Audience))
def test_no_reader_is_wider_than_everybody_nor_narrower_than_the_organisers(audience: Audience) -> None:
    assert not is_wider(audience, Audience.PROGRAMME)
    assert not is_wider(Audience.ORGANISERS, audience)


def test_every_kind_and_reader_has_its_words() -> None:
    assert set(KINDS) == set(QuestionKind) and set(READERS) == set(Audience)
    assert {name for names in LIMITS.values() for name in names} == set(MOST)
    assert all(kinds for kinds, _sentence in SERVICES.values())


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (STORY, ["up to 150 words"]),
        (replace(STORY, max_words=1500), ["up to 1,500 words"]),
        (FRUIT, []),
        (Asked(kind=Kind.PEOPLE, max_people=1), ["one person"]),
        (Asked(kind=Kind.PEOPLE), []),
        (Asked(kind=Kind.FILE, max_files=2, max_megabytes=5), ["up to 2 files", "5 MB at most"]),
        (Asked(kind=Kind.PHOTO, max_files=1, max_megabytes=10), ["10 MB at most"]),
    ],
)
def test_limits_are_said_in_words(question: Asked, said: list[str]) -> None:
    assert limits_in_words(question) == said


def test_a_condition_is_said_in_words() -> None:
    assert condition_in_words(LATER, [FRUIT]) == "Only if “Which fruit?” is Apples"
    assert condition_in_words(asked_if("agrees", "yes"), [TICK]) == "Only if “The team agrees” is ticked"
    assert condition_in_words(STORY, [FRUIT]) == ""


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (1, "1 minute"),
        (7, "7 minutes"),
        (13, "15 minutes"),
        (58, "1 hour"),
        (60, "1 hour"),
        (80, "1½ hours"),
        (118, "2 hours"),
        (200, "3½ hours"),
    ],
)
def test_a_length_is_said_as_people_say_it(minutes: int, said: str) -> None:
    assert said_length(minutes) == said


def test_a_long_form_is_said_to_take_long() -> None:
    form: list[Any] = [NAME, FRUIT, *(replace(STORY, max_words=300) for _n in range(4))]
    assert words_in_all(form) == 1200
    assert 70 < minutes_to_write(form) < 100
    assert minutes_to_read(form) == 5


def test_the_longest_answer_is_told_before_somebody_sets_a_limit() -> None:
    assert longest_so_far(STORY, ANSWERED) == "The longest answer so far has 120 words"
    assert longest_so_far(STORY, FREE) == ""
    files = replace(STORY, kind=QuestionKind.FILE)
    assert longest_so_far(files, Use(answered=1, most={"max_files": 1})) == "Somebody has sent one file"


@pytest.mark.parametrize(
    "change",
    [{"label": "x"}, {"required": False}, {"options": APPLES}, {"shown_if": "fruit"}, {"max_files": 1}],
)
def test_the_sign_of_a_question_changes_with_it(change: dict[str, Any]) -> None:
    assert sign_of(replace(STORY, **change)) != sign_of(STORY)
