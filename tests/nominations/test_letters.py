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
    assert [write(scene, "Good morning.", once) for _ in range(2)] == [1, 0]
    assert session.query(Message).count() == 1


def test_another_letter_without_a_key_goes_too(scene, session):
    write(scene, "Good morning.")
    write(scene, "Good evening.")
    assert session.query(Message).count() == 2


def test_whoever_goes_back_and_corrects_the_words_writes_another_letter(scene, session):
    assert [write(scene, text, "key") for text in ("Godd morning.", "Good morning.")] == [1, 1]
    assert {message.body.splitlines()[0] for message in session.query(Message)} == {
        "Godd morning.",
        "Good morning.",
    }


def test_a_letter_pressed_twice_is_not_said_to_go_again(scene, browser_of):
    data = {"to": "director", "subject": "Hello", "text": "Good morning.", "once": "key"}
    address = f"/editions/{scene.edition.slug}/nominations/write?to={scene.organisation.slug}"
    told = [
        browser_of(scene.organiser).post(address, data=data, follow_redirects=True).text for _ in range(2)
    ]
    assert "Your message goes to 1 person." in told[0]
    assert "on its way already" in told[1] and "goes to" not in told[1]
