"""The rules of consent, on plain values."""

import pytest

from awards.editions.states import Stage
from awards.nominations.consenting import (
    NOTHING,
    WORDS,
    Consents,
    may_be_printed,
    why_not_answer,
    why_not_ask,
)
from awards.nominations.states import NominationState

OPEN = {Stage.NOMINATIONS, Stage.CHECKING, Stage.JUDGING, Stage.MODERATION, Stage.SEALED, Stage.CEREMONY}


def test_what_can_be_agreed_to_has_a_word_each():
    assert tuple(WORDS) == tuple(Consents.__slots__)


def test_nothing_is_agreed_to_until_somebody_says_so():
    assert not NOTHING and not Consents() and Consents(in_press=True)


def test_what_was_widened_is_named():
    before, now = Consents(in_programme=True, in_photo=True), Consents(in_programme=True, in_press=True)
    assert (now.beyond(before), before.beyond(now), now.beyond(now)) == (["in_press"], ["in_photo"], [])


@pytest.mark.parametrize("stage", Stage)
def test_people_can_be_asked_until_the_evening_is_over(stage):
    assert (why_not_ask(stage, NominationState.ACCEPTED) is None) == (stage in OPEN | {Stage.SET_UP})


@pytest.mark.parametrize("state", NominationState)
def test_nobody_is_asked_about_a_nomination_that_is_out(state):
    out = {NominationState.WITHDRAWN, NominationState.INELIGIBLE}
    assert (why_not_ask(Stage.CHECKING, state) is None) == (state not in out)


@pytest.mark.parametrize("stage", Stage)
def test_people_can_change_their_mind_until_the_edition_is_archived(stage):
    assert (why_not_answer(stage) is None) == (stage is not Stage.ARCHIVED)


LOOKED = {"key": "k1", "without": ["a", "b"]}


@pytest.mark.parametrize(
    ("confirmed", "unwilling", "printed"),
    [
        (None, [], True),
        (None, ["a"], False),
        (LOOKED, ["a"], True),
        (LOOKED, ["b", "a"], True),
        (LOOKED, ["a", "c"], False),
        ({"key": "k0", "without": ["a"]}, ["a"], False),
        ("nonsense", ["a"], False),
        ({}, ["a"], False),
    ],
)
def test_a_photo_is_shown_once_somebody_saw_that_nobody_unwilling_is_in_it(confirmed, unwilling, printed):
    assert may_be_printed("k1", confirmed, unwilling) is printed
