"""Signing in with a password, and the session from sign-in to sign-out."""

import datetime as dt
import re

import pytest
import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core import clock
from awards.core.audit import Event
from awards.core.database import db
from awards.core.throttle import Attempt
from awards.organisations.roles import Role
from tests.accounts.helpers import (
    HASH,
    is_signed_in,
    make_link_for,
    strip_noise,
    try_password,
)
from tests.factories import make_organisation, make_person, refreshed


@pytest.mark.parametrize(("way", "passwords"), [("", 0), ("?way=password", 1), ("?way=x", 0)])
def test_the_page_has_one_box_for_the_address_and_a_link_to_the_other_way(client, session, way, passwords):
    page = client.get(f"/sign-in{way}").text
    assert (page.count('type="email"'), page.count('type="password"')) == (1, passwords)
    assert ("Get a link by email instead" if passwords else "Sign in with a password instead") in page


def test_the_other_way_leads_to_the_same_page(client, session):
    assert "next=/account" in client.get("/sign-in?next=/account").text.partition("Email me a link")[2]


class TestAPassword:
    """Signing in with one."""

    @pytest.mark.both_databases
    def test_the_right_one_signs_in(self, client, session):
        make_person(email="jo@example.org", password_hash=HASH)
        assert try_password(client, "JO@example.org").location == "/"
        assert is_signed_in(client)

    @pytest.mark.parametrize(
        "values", [{"password_hash": None}, {"disabled_at": clock.now()}, {"email": "x@example.org"}]
    )
    def test_wrong_disabled_and_unknown_get_the_same_answer(self, app, session, values):
        make_person(**{"email": "jo@example.org", "password_hash": HASH} | values)
        make_person(email="wrong@example.org", password_hash=HASH)
        refused = try_password(app.test_client(), "jo@example.org")
        wrong = try_password(app.test_client(), "wrong@example.org", "wrong horse battery")
        assert (refused.status_code, wrong.status_code) == (422, 422)
        assert strip_noise(refused.text) == strip_noise(wrong.text.replace("wrong@", "jo@"))
        assert "The email address or the password is not right" in wrong.text

    def test_the_address_is_kept_and_the_password_never_shown(self, client, session):
        page = try_password(client, "jo@example.org", "wrong horse battery").text
        assert (
            'id="password-email" name="email" type="email" spellcheck="false" value="jo@example.org"' in page
        )
        assert "wrong horse battery" not in page
        assert 'id="password-error"' in page

    @pytest.mark.parametrize("password", ["", "x" * 1000, "\x00", "🫖", "\ud800"])
    def test_an_odd_password_is_refused_and_not_an_error(self, client, session, password):
        make_person(email="jo@example.org", password_hash=HASH)
        assert (
            try_password(client, "jo@example.org", password.encode("utf-8", "surrogatepass")).status_code
            == 422
        )

    @pytest.mark.both_databases
    def test_tries_stay_counted_although_each_one_fails(self, client, session):
        make_person(email="jo@example.org", password_hash=HASH)
        answers = [
            try_password(client, "jo@example.org", "wrong horse battery").status_code for _ in range(9)
        ]
        assert answers == [422] * 8 + [429]
        assert try_password(client, "jo@example.org").status_code == 429

    def test_too_many_tries_elsewhere_do_not_lock_a_director_out(self, app, session):
        make_person(email="jo@example.org", password_hash=HASH)
        attacker = {"REMOTE_ADDR": "192.0.2.66"}
        for _ in range(9):
            try_password(
                app.test_client(), "jo@example.org", "wrong horse battery", environ_overrides=attacker
            )
        assert (
            try_password(app.test_client(), "jo@example.org", environ_overrides=attacker).status_code == 429
        )
        assert try_password(app.test_client(), "jo@example.org").status_code == 303

    def test_honest_sign_ins_do_not_count_as_tries(self, app, session):
        make_person(email="jo@example.org", password_hash=HASH)
        assert [try_password(app.test_client(), "jo@example.org").status_code for _ in range(10)] == [
            303
        ] * 10

    def test_tries_are_kept_without_addresses(self, client, session):
        try_password(client, "jo@example.org")
        who = list(db.session.scalars(sa.select(Attempt.who)))
        assert who
        assert all(re.fullmatch("[0-9a-f]{64}", each) for each in who)

    def test_an_outdated_hash_is_renewed(self, client, session):
        outdated = (
            "$argon2id$v=19$m=8192,t=1,p=1$f7N2ADL9EMigfdhbcgQj4g$WhMBsynlxLMWL3NFA7oYGZ84OrDrs6PmaDz00LVsE+U"
        )
        person = make_person(email="jo@example.org", password_hash=outdated)
        assert try_password(client, "jo@example.org").status_code == 303
        assert refreshed(person).password_hash != outdated
        assert "m=19456,t=2,p=1" in str(person.password_hash)

    def test_signing_in_is_recorded(self, client, session):
        person = make_person(email="jo@example.org", password_hash=HASH)
        try_password(client, "jo@example.org")
        event = db.session.scalars(sa.select(Event).where(Event.action == "signed in")).one()
        assert (event.actor_id, event.details) == (person.id, {"way": "password"})


class TestTheSession:
    """From sign-in to sign-out."""

    def test_nothing_of_an_earlier_session_is_kept(self, client, session):
        make_person(email="jo@example.org", password_hash=HASH)
        with client.session_transaction() as cookie:
            cookie["planted"] = "by somebody else"
        try_password(client, "jo@example.org")
        with client.session_transaction() as cookie:
            assert "planted" not in cookie
            assert cookie.permanent

    def test_signing_in_as_another_replaces_the_first(self, browser_of, session):
        browser = browser_of(make_person(name="First Person"))
        browser.post(make_link_for(make_person(name="Second Person")))
        assert "Second Person" in browser.get("/account").text

    def test_signing_out_ends_it(self, browser_of, session):
        browser = browser_of(make_person())
        assert browser.post("/sign-out").status_code == 303
        assert not is_signed_in(browser)

    def test_looking_at_sign_out_changes_nothing(self, browser_of, session):
        browser = browser_of(make_person())
        assert browser.get("/sign-out").status_code == 405
        assert is_signed_in(browser)

    def test_it_ends_after_twelve_idle_hours(self, app):
        assert app.permanent_session_lifetime == dt.timedelta(hours=12)

    def test_a_disabled_person_is_out_at_once(self, browser_of, session):
        person = make_person()
        browser = browser_of(person)
        db.session.get_one(Person, person.id).disabled_at = clock.now()
        db.session.commit()
        assert not is_signed_in(browser)

    @pytest.mark.parametrize("wanted", ["//e", "/\\e", "http://e.example", "javascript:alert(1)", "/a\r\nb"])
    def test_one_lands_at_home_instead_of_another_site(self, client, session, wanted):
        make_person(email="jo@example.org", password_hash=HASH)
        answer = try_password(client, "jo@example.org", query_string={"next": wanted})
        assert (answer.status_code, answer.location) == (303, "/")

    def test_one_lands_on_the_page_that_was_asked_for(self, client, session):
        make_person(email="jo@example.org", password_hash=HASH)
        assert client.get("/account").location == "/sign-in?next=/account"
        assert 'action="/sign-in?next=/account"' in client.get("/sign-in?next=/account").text
        assert (
            try_password(client, "jo@example.org", query_string={"next": "/account"}).location == "/account"
        )

    def test_who_is_signed_in_already_goes_on(self, browser_of, session):
        assert browser_of(make_person()).get("/sign-in?next=/account").location == "/account"

    @pytest.mark.parametrize(
        ("role", "first"),
        [
            (Role.DIRECTOR, "/nominations"),
            (Role.DELEGATE, "/nominations"),
            (Role.JUDGE, "/judging"),
            (Role.CHAIR, "/judging"),
            (Role.ORGANISER, "/"),
        ],
    )
    def test_each_lands_where_their_work_is(self, client, session, role, first):
        person = make_person(role, organisation=make_organisation())
        assert client.post(make_link_for(person)).location == first
