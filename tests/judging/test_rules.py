"""Rules of a score sheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.judging.rules import (
    Criterion,
    Progress,
    draft_problems,
    points_given,
    reason_rule,
    score_problems,
    scored,
    weighted_so_far,
)

IMPACT = Criterion("impact", "Impact for children", 60)
VOICE = Criterion("voice", "Children's voice", 40)
BOTH = [IMPACT, VOICE]
OFF_SCALE = "The score for “Impact for children” must be a whole number from 0 to 5."

values = st.fixed_dictionaries(
    {"impact": st.none() | st.integers(-1, 6), "voice": st.none() | st.integers(0, 5)}
)
comments = st.fixed_dictionaries({"impact": st.text(max_size=20), "voice": st.text(max_size=20)})


@pytest.mark.parametrize(
    ("value", "comment", "problem"),
    [
        (None, "", "Give a score for “Impact for children”."),
        (None, "Words without a score.", "Give a score for “Impact for children”."),
        (-1, "Below the scale entirely.", OFF_SCALE),
        (6, "Above the scale entirely.", OFF_SCALE),
        (0, "", "A 0 or a 5 needs a sentence: say why you gave “Impact for children” 0."),
        (5, " \n ", "A 0 or a 5 needs a sentence: say why you gave “Impact for children” 5."),
        (5, "Just wow!", "A 0 or a 5 needs a sentence: say why you gave “Impact for children” 5."),
        (5, "Waiting times halved.", None),
        (0, "No evidence given.", None),
        (1, "", None),
        (4, "", None),
    ],
)
def test_a_score_is_refused_with_the_reason(value: int | None, comment: str, problem: str | None) -> None:
    found = score_problems({"impact": value}, {"impact": comment}, [IMPACT])
    assert found == ({"impact": problem} if problem else {})


def test_every_criterion_is_asked_for() -> None:
    assert list(score_problems({}, {}, BOTH)) == ["impact", "voice"]


def test_a_draft_may_have_gaps_but_no_score_off_the_scale() -> None:
    assert draft_problems({"impact": None}, BOTH) == {}
    assert draft_problems({"impact": 6, "voice": 0}, BOTH) == {"impact": OFF_SCALE}


@pytest.mark.parametrize(
    ("points", "rule"),
    [
        ({0, 5}, "A 0 or a 5 needs a sentence"),
        ({5}, "A 5 needs a sentence"),
        ({8, 0, 11}, "A 0, an 8 or an 11 needs a sentence"),
        (set(), ""),
    ],
)
def test_the_rule_of_the_edition_is_said_in_words(points: set[int], rule: str) -> None:
    assert reason_rule(Criterion("a", "A", 1, reason_needed_at=frozenset(points))) == rule


def test_an_edition_may_ask_for_no_sentences() -> None:
    free = Criterion("a", "A", 1, reason_needed_at=frozenset())
    assert score_problems({"a": 5}, {}, [free]) == {}


def test_the_scale_ends_with_its_last_word() -> None:
    short = Criterion("a", "A", 1, ("No", "Partly", "Yes"), frozenset())
    assert [bool(score_problems({"a": points}, {}, [short])) for points in (2, 3)] == [False, True]


@pytest.mark.parametrize(
    ("done", "status"), [(0, "not started"), (1, "in progress"), (2, "in progress"), (3, "complete")]
)
def test_progress_is_said_in_words(done: int, status: str) -> None:
    assert Progress(done, 3).status == status


def test_a_score_that_lacks_its_sentence_is_not_done() -> None:
    assert scored({"impact": 5, "voice": 3}, {}, BOTH) == Progress(1, 2)


@pytest.mark.parametrize(
    ("given_values", "total"),
    [({}, 0), ({"impact": 5, "voice": 5}, 100), ({"impact": 3}, 36), ({"impact": 3, "voice": 4}, 68)],
)
def test_the_total_so_far_grows_with_every_score(given_values: dict[str, int | None], total: int) -> None:
    assert int(weighted_so_far(given_values, BOTH)) == total


def test_points_count_from_nought_and_without_their_sentences() -> None:
    sheets: list[dict[str, int | None]] = [{}, {"impact": None}, {"impact": 0}, {"impact": 5, "voice": 3}]
    assert [points_given(sheet, BOTH) for sheet in sheets] == [0, 0, 1, 2]


def test_without_criteria_there_is_nothing_so_far() -> None:
    assert float(weighted_so_far({}, [])) == 0.0


@given(values, comments)
def test_what_may_be_submitted_may_be_saved(points: dict[str, int | None], said: dict[str, str]) -> None:
    assert set(draft_problems(points, BOTH)) <= set(score_problems(points, said, BOTH))


@given(values, comments)
def test_a_sheet_is_complete_when_nothing_keeps_it_back(
    points: dict[str, int | None], said: dict[str, str]
) -> None:
    complete = scored(points, said, BOTH).status == "complete"
    assert complete == (not score_problems(points, said, BOTH))
