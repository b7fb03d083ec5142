"""Signing in again without leaving the page on which somebody writes."""

import pytest

from awards.accounts.services.signing_in import WRONG
from tests.accounts.helpers import HASH, PASSWORD, is_signed_in, letters
from tests.factories import make_person


@pytest.fixture
def jo(session):
    return make_person(email="jo@example.org", password_hash=HASH)


def enter(client, **typed):
    return client.post("/sign-in/here", data={"way": "password", "email": "jo@example.org"} | typed)


def test_a_page_learns_who_is_signed_in_and_the_token_that_its_forms_need(client, browser_of, jo):
    assert client.get("/sign-in/state").json["person"] is None
    state = browser_of(jo).get("/sign-in/state").json
    assert (state["person"], state["name"]) == (str(jo.id), jo.name)
    assert state["token"]


@pytest.mark.both_databases
def test_the_right_password_signs_in_and_the_page_stays(client, jo):
    assert enter(client, password=PASSWORD).status_code == 204
    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"password": "wrong horse battery"}, WRONG),
        ({"password": ""}, "Enter your password, or ask for a link by email"),
        ({"password": PASSWORD, "email": "nobody"}, "Enter an email address in the correct format"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(client, jo, typed, sentence):
    answer = enter(client, **typed)
    assert (answer.status_code, answer.mimetype) == (422, "text/plain")
    assert sentence in answer.text and not is_signed_in(client)


def test_too_many_tries_are_refused_here_as_at_the_door(client, jo):
    answers = [enter(client, password="wrong horse battery") for _ in range(9)]
    assert answers[-1].status_code == 429 and "too many tries" in answers[-1].text


def test_a_link_can_be_asked_for_and_nobody_learns_whether_the_address_is_known(client, jo):
    answers = [enter(client, way="link", email=email) for email in ("jo@example.org", "x@example.org")]
    assert [answer.status_code for answer in answers] == [204, 204]
    assert [letter.recipient for letter in letters()] == ["jo@example.org"]
