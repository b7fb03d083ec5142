"""Getting in and out, as a browser does it."""

import datetime as dt
import re

import pytest
import sqlalchemy as sa

from awards.accounts.models import Link, LinkPurpose, Person
from awards.accounts.passwords import hash_password
from awards.accounts.services import make_link
from awards.core import clock
from awards.core.audit import Event
from awards.core.database import db
from awards.core.outbox import Message
from awards.core.throttle import Attempt
from tests.factories import make_person, refreshed

PASSWORD = "correct horse battery"
HASH = hash_password(PASSWORD)


def make_link_for(person, purpose=LinkPurpose.SIGN_IN, at=None):
    token = make_link(person, purpose, at=at or clock.now())
    db.session.commit()
    return f"/{'invitation' if purpose is LinkPurpose.INVITATION else 'sign-in/link'}/{token}"


def letters():
    return list(db.session.scalars(sa.select(Message)))


def path_in(letter):
    """The address in a letter, without the host."""
    return re.findall(r"http://127.0.0.1:8000(/\S+)", letter.body)[0]


def ask(client, email, **more):
    return client.post("/sign-in", data={"way": "link", "email": email}, **more)


def try_password(client, email, password=PASSWORD, **more):
    return client.post("/sign-in", data={"way": "password", "email": email, "password": password}, **more)


def is_signed_in(client):
    return client.get("/account").status_code == 200


class TestALinkByEmail:
    """Asking for one."""

    @pytest.mark.both_databases
    def test_a_link_is_sent_to_a_known_address_and_signs_in(self, client, session):
        person = make_person(email="jo@example.org")
        ask(client, "Jo@Example.org")
        [letter] = letters()
        path = path_in(letter)
        assert letter.recipient == person.email
        assert client.post(path).status_code == 303
        assert is_signed_in(client)

    def test_an_unknown_address_gets_the_same_answer_and_no_message(self, app, client, session):
        make_person(email="jo@example.org")
        known, other = app.test_client(), app.test_client()
        answers = [ask(known, "jo@example.org"), ask(other, "no@example.org")]
        pages = [known.get("/sign-in/sent").text, other.get("/sign-in/sent").text]
        assert (answers[0].status_code, answers[0].location) == (answers[1].status_code, answers[1].location)
        assert "If <strong>jo@example.org</strong> is known to us, a link is on its way" in pages[0]
        assert strip_noise(pages[0].replace("jo@", "no@")) == strip_noise(pages[1])
        assert [letter.recipient for letter in letters()] == ["jo@example.org"]

    def test_a_disabled_person_gets_no_link(self, client, session):
        make_person(email="jo@example.org", disabled_at=clock.now())
        assert ask(client, "jo@example.org").location == "/sign-in/sent"
        assert letters() == []

    def test_the_token_is_kept_only_as_a_hash(self, client, session):
        make_person(email="jo@example.org")
        ask(client, "jo@example.org")
        [letter] = letters()
        token = path_in(letter).removeprefix("/sign-in/link/")
        assert len(token) >= 43
        assert db.session.scalar(sa.select(Link.token_hash)) != token

    @pytest.mark.parametrize(
        "email", ["", "jo", "a@b", "x@y.org,z@w.org", "<>", "mıke@example.org", "a" * 320, "\x00"]
    )
    def test_a_wrong_address_is_shown_again_with_a_sentence(self, client, session, email):
        answer = ask(client, email)
        assert answer.status_code == 422
        assert 'id="email-error"' in answer.text
        assert "There is a problem" in answer.text

    def test_what_was_typed_is_still_there(self, client, session):
        assert 'value="jo at example"' in ask(client, "jo at example").text

    def test_too_many_messages_to_one_mailbox_are_refused(self, client, session):
        make_person(email="jo@example.org")
        answers = [ask(client, "jo@example.org").status_code for _ in range(6)]
        assert answers == [303] * 5 + [429]
        assert len(letters()) == 5

    def test_an_unknown_address_is_throttled_just_the_same(self, client, session):
        assert [ask(client, "no@example.org").status_code for _ in range(6)] == [303] * 5 + [429]

    def test_the_page_that_was_asked_for_comes_with_the_link(self, client, session):
        make_person(email="jo@example.org")
        ask(client, "jo@example.org", query_string={"next": "/account?x=1&y=2"})
        path = path_in(letters()[0])
        assert client.post(path).location == "/account?x=1&y=2"


class TestTheLink:
    """Its life."""

    @pytest.mark.parametrize("purpose", list(LinkPurpose))
    def test_looking_at_it_changes_nothing(self, client, session, purpose):
        path = make_link_for(make_person(), purpose)
        assert [client.get(path).status_code for _ in range(5)] == [200] * 5
        assert not is_signed_in(client)
        assert client.post(path).status_code == 303

    def test_its_button_names_what_happens(self, client, session):
        assert (
            "Sign in as Jo Bloggs</button>" in client.get(make_link_for(make_person(name="Jo Bloggs"))).text
        )

    @pytest.mark.parametrize("purpose", list(LinkPurpose))
    def test_it_works_once(self, app, client, session, purpose):
        path = make_link_for(make_person(), purpose)
        client.post(path)
        another = app.test_client()
        assert another.post(path).status_code == 410
        assert another.get(path).status_code == 410
        assert not is_signed_in(another)

    def test_pressing_the_button_twice_is_no_error(self, client, session):
        path = make_link_for(make_person())
        assert [client.post(path).status_code for _ in range(2)] == [303, 303]

    @pytest.mark.parametrize(
        ("purpose", "life"),
        [(LinkPurpose.SIGN_IN, dt.timedelta(minutes=30)), (LinkPurpose.INVITATION, dt.timedelta(days=14))],
    )
    def test_it_ends_in_time(self, app, session, purpose, life):
        minute = dt.timedelta(minutes=1)
        in_time = make_link_for(make_person(), purpose, clock.now() - life + minute)
        late = make_link_for(make_person(), purpose, clock.now() - life)
        assert app.test_client().post(in_time).status_code == 303
        assert app.test_client().post(late).status_code == 410

    def test_used_expired_unknown_and_misused_look_alike(self, app, session):
        used, old = (
            make_link_for(make_person()),
            make_link_for(make_person(), at=clock.now() - dt.timedelta(days=1)),
        )
        app.test_client().post(used)
        disabled = make_link_for(make_person(disabled_at=clock.now()))
        misused = make_link_for(make_person(), LinkPurpose.INVITATION).replace("invitation", "sign-in/link")
        paths = [used, old, disabled, misused, used[:-3], "/sign-in/link/x", "/sign-in/link/" + "y" * 3000]
        answers = [app.test_client().get(path) for path in paths]
        assert {answer.status_code for answer in answers} == {410}
        assert len({strip_noise(answer.text) for answer in answers}) == 1
        assert "Email me a new link" in answers[0].text

    def test_somebody_else_who_is_signed_in_cannot_use_a_used_link(self, client, browser_of, session):
        path = make_link_for(make_person())
        client.post(path)
        assert browser_of(make_person()).post(path).status_code == 410

    def test_whoever_signs_in_for_the_first_time_has_joined(self, client, session):
        person = make_person(joined_at=None)
        client.post(make_link_for(person))
        assert refreshed(person).joined_at is not None


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


def strip_noise(page):
    """The page without what differs each time."""
    return re.sub(r'nonce="[^"]+"|name="csrf_token" value="[^"]+"', "", page)
