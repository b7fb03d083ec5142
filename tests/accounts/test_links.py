"""One-time links: asking for one, and their life."""

import datetime as dt

import pytest
import sqlalchemy as sa

from awards.accounts.models import Link, LinkPurpose
from awards.accounts.services import make_way_in
from awards.core import clock
from awards.core.database import db
from tests.accounts.helpers import (
    BASE,
    ask,
    is_signed_in,
    letters,
    make_link_for,
    path_in,
    strip_noise,
)
from tests.factories import make_person, refreshed


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
        [(LinkPurpose.SIGN_IN, dt.timedelta(minutes=30)), (LinkPurpose.INVITATION, dt.timedelta(days=28))],
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


class TestAWayIn:
    """A link that leads to one page, as messages about something to do have."""

    @pytest.fixture
    def person(self, session):
        return make_person(email="jo@example.org")

    @pytest.fixture
    def make(self, person):
        """``make("/account")``: the path of a way in to that page, made just now or at another moment."""

        def way_in(following, at=None):
            address = make_way_in(
                person, following, life=dt.timedelta(days=14), at=at or clock.now(), base_url=BASE
            )
            db.session.commit()
            return address.removeprefix(BASE)

        return way_in

    def test_it_signs_in_and_leads_to_its_page(self, client, make):
        path = make("/account?x=1")
        assert "straight to the page" in client.get(path).text
        assert client.post(path).location == "/account?x=1"

    def test_it_lives_as_long_as_it_is_given(self, app, make):
        age = [dt.timedelta(days=13), dt.timedelta(days=14, minutes=1)]
        answers = [app.test_client().get(make("/account", clock.now() - each)) for each in age]
        assert [answer.status_code for answer in answers] == [200, 410]

    def test_an_old_one_leads_to_a_new_one_for_the_same_page(self, client, make):
        gone = client.get(make("/account?x=1", clock.now() - dt.timedelta(days=30)))
        assert 'action="/sign-in?next=/account?x%3D1"' in gone.text
        ask(client, "jo@example.org", query_string={"next": "/account?x=1"})
        assert client.post(path_in(letters()[-1])).location == "/account?x=1"

    def test_who_is_in_already_goes_straight_on_and_the_link_stays_good(self, app, browser_of, person, make):
        path = make("/account")
        assert browser_of(person).get(path).location == "/account"
        assert app.test_client().post(path).status_code == 303

    def test_somebody_else_who_is_in_sees_whose_link_it_is(self, browser_of, make):
        page = browser_of(make_person(name="Other One")).get(make("/account"))
        assert page.status_code == 200 and "Sign in as" in page.text

    @pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example"])
    def test_it_never_leads_elsewhere(self, client, browser_of, person, make, elsewhere):
        path = make(elsewhere)
        assert browser_of(person).get(path).status_code == 200
        assert client.post(path).location == "/"
