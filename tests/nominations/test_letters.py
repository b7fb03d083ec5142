"""Letters of organisers: what a page without a key of its own sends."""

import datetime as dt

import pytest

from awards.core.outbox import Message
from awards.nominations.services import write_letter

NOW = dt.datetime(2022, 9, 1, 12, tzinfo=dt.UTC)


def write(scene, text, once="", at=NOW):
    return write_letter(scene.edition, ["a@example.org"], "Hello", text, by=scene.organiser, at=at, once=once)


@pytest.mark.parametrize("once", ["", "  "])
def test_pressed_twice_without_a_key_it_goes_once(scene, session, once):
    assert [write(scene, "Good morning.", once) for _ in range(2)] == [1, 1]
    assert session.query(Message).count() == 1


def test_another_letter_without_a_key_goes_too(scene, session):
    write(scene, "Good morning.")
    write(scene, "Good evening.")
    assert session.query(Message).count() == 2
