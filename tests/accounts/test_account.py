"""One's own account."""

import pytest
import sqlalchemy as sa

from awards.accounts.passwords import hash_password, password_fits
from awards.core.database import db
from awards.core.outbox import Message
from awards.organisations.roles import Role
from tests.factories import make_organisation, make_person, refreshed

OLD, NEW = "correct horse battery", "purple kettle sandwich"
HASH = hash_password(OLD)


def set_password(browser, new=NEW, again=None, **more):
    return browser.post("/account", data={"new": new, "again": new if again is None else again} | more)


def test_it_shows_name_address_and_posts_with_dates(browser_of, session):
    organisation = make_organisation(name="Walsall Council")
    person = make_person(Role.PRESENTER, organisation=organisation, name="Jo Bloggs", email="jo@example.org")
    page = browser_of(person).get("/account").text
    assert all(text in page for text in ("Jo Bloggs", "jo@example.org", "Presenter", "Walsall Council"))
    assert "Wednesday 1 January 2020" in page


def test_a_guest_is_asked_to_sign_in(client, session):
    assert client.get("/account").location == "/sign-in?next=/account"


def test_a_first_password_is_set(browser_of, session):
    person = make_person()
    assert set_password(browser_of(person)).status_code == 303
    assert password_fits(refreshed(person).password_hash, NEW)


def test_a_password_is_changed_by_who_knows_it(browser_of, session):
    person = make_person(password_hash=HASH)
    assert set_password(browser_of(person), current=OLD).status_code == 303
    assert password_fits(refreshed(person).password_hash, NEW)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"current": ""}, "current"),
        ({"current": "wrong horse battery"}, "current"),
        ({"new": "teaawards2022", "again": "teaawards2022"}, "new"),
        ({"new": "short", "again": "short"}, "new"),
        ({"new": "", "again": ""}, "new"),
        ({"new": "x" * 1000, "again": "x" * 1000}, "new"),
        ({"new": " " * 12, "again": " " * 12}, "new"),
        ({"again": "something else"}, "again"),
    ],
)
def test_a_wrong_change_is_shown_again(browser_of, session, typed, field):
    person = make_person(password_hash=HASH)
    answer = browser_of(person).post("/account", data={"current": OLD, "new": NEW, "again": NEW} | typed)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert refreshed(person).password_hash == HASH


def test_a_change_signs_out_everywhere_else(browser_of, session):
    person = make_person(password_hash=HASH)
    here, there = browser_of(person), browser_of(person)
    set_password(here, current=OLD)
    assert (here.get("/account").status_code, there.get("/account").status_code) == (200, 303)


def test_a_change_is_told_by_mail(browser_of, session):
    person = make_person()
    set_password(browser_of(person))
    [letter] = db.session.scalars(sa.select(Message))
    assert (letter.recipient, letter.subject) == (person.email, "Your TEA Awards password was changed")
    assert NEW not in letter.body


def test_wrong_current_passwords_are_counted(browser_of, session):
    browser = browser_of(make_person(password_hash=HASH))
    answers = [set_password(browser, current="wrong horse battery").status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]


@pytest.mark.both_databases
def test_signing_out_everywhere_ends_every_session(browser_of, session):
    person = make_person()
    here, there = browser_of(person), browser_of(person)
    assert here.post("/account/sign-out-everywhere").location == "/sign-in"
    assert (here.get("/account").status_code, there.get("/account").status_code) == (303, 303)
