"""The fixtures themselves: requests are seen, undone, and run on both databases."""

import pytest

from awards.organisations.roles import Role
from tests.factories import make_edition, make_person

pytestmark = pytest.mark.both_databases


def test_health_answers(client):
    assert client.get("/healthz").json == {"status": "ok"}


def test_home_names_the_edition(client, session):
    edition = make_edition()
    assert edition.name in client.get("/").text


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_one_test_saved_the_next_does_not_see(session, time):
    person = make_person(Role.ORGANISER, email="same@example.org")
    assert person.holds(Role.ORGANISER)
