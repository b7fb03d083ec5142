"""Who does what next: a table of cases."""

import pytest

from awards.editions.states import Stage
from awards.nominations.next_steps import BUTTONS, Standing, Task, next_step, task_of, what_to_do
from awards.nominations.states import NominationState

DIRECTOR, DELEGATE = True, False
DRAFT, RETURNED = NominationState.DRAFT, NominationState.RETURNED
ALONE: dict[str, list[str]] = {"delegates": []}
ASKED, BACK, ANSWERED = {"asked": True}, {"handed_back": True}, {"answered_note": True}


def standing(directs, state=DRAFT, complete=True, **more):
    usual = {"stage": Stage.NOMINATIONS, "open": True, "delegates": ["Del"], "directors": ["Dee"]}
    return Standing(**usual | {"directs": directs, "state": state, "complete": complete} | more)


@pytest.mark.parametrize(
    ("directs", "state", "complete", "facts", "task"),
    [
        (DELEGATE, DRAFT, False, {}, Task.WRITE),
        (DELEGATE, DRAFT, True, {}, Task.ASK),
        (DELEGATE, DRAFT, True, ASKED, None),
        (DELEGATE, DRAFT, False, ASKED, Task.WRITE),
        (DELEGATE, DRAFT, True, BACK, Task.CHANGE),
        (DELEGATE, DRAFT, False, BACK, Task.CHANGE),
        (DELEGATE, RETURNED, True, {}, Task.CHANGE),
        (DELEGATE, RETURNED, True, ANSWERED, Task.ASK),
        (DELEGATE, RETURNED, True, ANSWERED | ASKED, None),
        (DIRECTOR, DRAFT, False, {}, None),
        (DIRECTOR, DRAFT, False, ALONE, Task.WRITE),
        (DIRECTOR, DRAFT, True, {}, Task.SIGN),
        (DIRECTOR, DRAFT, True, ALONE, Task.SIGN),
        (DIRECTOR, DRAFT, True, ASKED, Task.SIGN),
        (DIRECTOR, DRAFT, True, BACK, None),
        (DIRECTOR, DRAFT, True, BACK | ALONE, Task.SIGN),
        (DIRECTOR, DRAFT, False, ASKED, None),
        (DIRECTOR, RETURNED, True, {}, Task.CHANGE),
        (DIRECTOR, RETURNED, True, ANSWERED, Task.SIGN),
        (DIRECTOR, RETURNED, True, ASKED, Task.SIGN),
    ],
)
def test_each_does_what_is_theirs(directs, state, complete, facts, task):
    assert task_of(standing(directs, state, complete, **facts)) is task


@pytest.mark.parametrize("directs", [DIRECTOR, DELEGATE])
@pytest.mark.parametrize("state", [each for each in NominationState if each not in (DRAFT, RETURNED)])
def test_what_is_signed_or_decided_asks_nothing_of_anybody(directs, state):
    assert task_of(standing(directs, state)) is None


@pytest.mark.parametrize("directs", [DIRECTOR, DELEGATE])
@pytest.mark.parametrize("state", [DRAFT, RETURNED])
def test_what_is_closed_asks_nothing_and_says_loudly_that_it_is_not_submitted(directs, state):
    closed = standing(directs, state, open=False)
    assert task_of(closed) is None
    assert next_step(closed, "Nominations are closed.", "") == "NOT SUBMITTED. Nominations are closed."


@pytest.mark.parametrize("directs", [DIRECTOR, DELEGATE])
@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize("facts", [{}, ASKED, BACK, ALONE, ANSWERED])
@pytest.mark.parametrize("state", [DRAFT, RETURNED])
def test_whoever_is_next_is_said_and_that_it_is_not_submitted(directs, complete, facts, state):
    said = next_step(standing(directs, state, complete, **facts), "", "")
    assert said.startswith("NOT SUBMITTED. ") and len(said) > len("NOT SUBMITTED. ")


@pytest.mark.parametrize("task", list(Task))
def test_every_task_has_words_and_a_button(task):
    assert what_to_do(task, "“Kites”", ["Dee"]) and BUTTONS[task]


@pytest.mark.parametrize("stage", [Stage.CHECKING, Stage.JUDGING, Stage.MODERATION])
def test_an_accepted_one_is_with_the_judges_until_results_are_made(stage):
    said = next_step(standing(DIRECTOR, NominationState.ACCEPTED, stage=stage, open=False), "closed", "")
    assert "judges" in said


@pytest.mark.parametrize("stage", [Stage.SEALED, Stage.CEREMONY])
def test_no_result_is_told_before_the_evening(stage):
    said = next_step(standing(DIRECTOR, NominationState.ACCEPTED, stage=stage, open=False), "closed", "")
    assert said == "Accepted. The awards are announced on the evening. There is nothing more for you to do."
