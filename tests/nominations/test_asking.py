"""What a page says of its questions before they are answered."""

import pytest

from awards.editions.models import Category, Question, Section
from awards.editions.states import Audience, QuestionKind
from awards.nominations.asking import conditions_on, told_before

LONG, PRINTED = QuestionKind.LONG_TEXT, "Printed in the programme"
JUDGES, STAGE = "Only judges and organisers read this", "Read out on stage"
YES_NO = [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}]


@pytest.mark.parametrize(
    ("kind", "audience", "limits", "words"),
    [
        (LONG, Audience.JUDGES, {"max_words": 150}, f"{JUDGES}, up to 150 words"),
        (LONG, Audience.PROGRAMME, {"max_words": 80}, f"{PRINTED}, up to 80 words"),
        (LONG, Audience.STAGE, {"max_words": 60}, f"{STAGE}, up to 60 words, about 30 seconds"),
        (LONG, Audience.STAGE, {}, STAGE),
        (QuestionKind.SHORT_TEXT, Audience.STAGE, {}, "For whoever speaks on stage"),
        (QuestionKind.PEOPLE, Audience.PROGRAMME, {}, f"{PRINTED}: the names of those who agree"),
        (QuestionKind.DECLARATION, Audience.ORGANISERS, {}, "Only the organisers read this"),
        (QuestionKind.FILE, Audience.JUDGES, {"max_files": 2}, f"{JUDGES}, up to 2 files"),
    ],
)
def test_readers_and_limits_are_said_before_somebody_writes(kind, audience, limits, words):
    assert told_before(Question(kind=kind, audience=audience, **limits)) == words


def asked(key: str, kind: QuestionKind = QuestionKind.CHOICE, shown_if: str = "", *answers: str) -> Question:
    facts = {"shown_if": shown_if, "shown_if_answers": list(answers), "options": YES_NO}
    return Question(key=key, kind=kind, label=key.capitalize(), **facts)


@pytest.fixture
def page() -> Section:
    """The second page of a form; on the first, one question decides about some of it."""
    first = Section(key="first", questions=[asked("before")])
    second = Section(
        key="second",
        questions=[
            asked("plain"),
            asked("agrees", QuestionKind.DECLARATION),
            asked("why", QuestionKind.LONG_TEXT, "plain", "yes"),
            asked("then", QuestionKind.LONG_TEXT, "agrees", "yes"),
            asked("elsewhere", QuestionKind.CHOICE, "before", "no"),
            asked("chained", QuestionKind.LONG_TEXT, "elsewhere", "yes"),
        ],
    )
    Category(name="Any", sections=[first, second])
    return second


def test_a_page_knows_which_of_its_own_answers_decide(page):
    found = conditions_on(page, {"before", "plain", "agrees", "then", "elsewhere"})
    assert {key: (each.decides, each.answers, each.asked) for key, each in found.items()} == {
        "why": ("plain", ("yes",), False),
        "then": ("agrees", ("y",), True),
        "chained": ("elsewhere", ("yes",), False),
    }
    assert found["why"].words == "Only if “Plain” is Yes"


def test_what_an_earlier_page_decided_against_stays_away_with_all_that_hangs_on_it(page):
    found = conditions_on(page, {"before", "plain", "agrees"})
    assert [(key, found[key].decides, found[key].asked) for key in ("elsewhere", "chained")] == [
        ("elsewhere", "", False),
        ("chained", "", False),
    ]
