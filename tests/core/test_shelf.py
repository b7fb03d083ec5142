"""Documents that pages wait for: made once, a few at a time, within bounds."""

import threading

import pytest

from awards.core.typesetting import Typeset, TypesettingError
from awards.core.typesetting.shelf import Shelf


class Press:
    """Makes documents of so many bytes, and counts them."""

    def __init__(self, size: int = 10) -> None:
        self.size, self.made = size, 0

    def __call__(self) -> Typeset:
        self.made += 1
        return Typeset(b"." * self.size, [])


def test_the_same_document_is_made_once():
    shelf, press = Shelf(), Press()
    assert shelf.take("a", press) is shelf.take("a", press)
    assert press.made == 1


def test_what_nobody_asked_for_longest_makes_room():
    shelf, press = Shelf(room=20), Press()
    for key in ("a", "b", "a", "c"):
        shelf.take(key, press)
    assert press.made == 3
    shelf.take("a", press)
    assert press.made == 3
    shelf.take("b", press)
    assert press.made == 4


def test_pictures_take_room_too():
    shelf, press = Shelf(room=20), Press(10)
    shelf.take("a", press)
    shelf.take("b", lambda: Typeset(b".", [], (b"." * 10,)))
    shelf.take("a", press)
    assert press.made == 2


def test_what_could_not_be_made_is_tried_again():
    shelf, press = Shelf(at_once=1), Press()

    def fail() -> Typeset:
        raise TypesettingError("No.")

    for _ in range(2):
        with pytest.raises(TypesettingError, match="No"):
            shelf.take("a", fail)
    shelf.take("a", press)
    assert press.made == 1


def test_of_many_at_once_those_who_waited_too_long_are_told_so():
    shelf, press = Shelf(at_once=1, patience=0.01), Press()
    at_work, go_on = threading.Event(), threading.Event()

    def slowly() -> Typeset:
        at_work.set()
        go_on.wait(10)
        return press()

    busy = threading.Thread(target=shelf.take, args=("a", slowly))
    busy.start()
    assert at_work.wait(10)
    with pytest.raises(TypesettingError, match="Many documents are being made just now"):
        shelf.take("b", press)
    go_on.set()
    busy.join(10)
    shelf.take("b", press)
    assert press.made == 2


def test_who_waited_for_the_same_document_gets_it_without_making_it_again():
    shelf, press = Shelf(at_once=1), Press()
    at_work, go_on, results = threading.Event(), threading.Event(), []

    def slowly() -> Typeset:
        at_work.set()
        go_on.wait(10)
        return press()

    def ask() -> None:
        results.append(shelf.take("a", slowly))

    both = [threading.Thread(target=ask) for _ in range(2)]
    for each in both:
        each.start()
    assert at_work.wait(10)
    go_on.set()
    for each in both:
        each.join(10)
    assert press.made == 1 and results[0] is results[1]
