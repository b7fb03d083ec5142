"""The director reads what a delegate wrote: signs it, returns it with a comment, or changes it."""

import datetime as dt
import re

import pytest

from awards.accounts.services import invite_delegate
from awards.core.audit import Event
from awards.core.errors import BrokenRule, NotAllowed, WrongState
from awards.core.outbox import Message
from awards.nominations.services import ask_for_sign_off, hand_back, save_answers, submit_nomination
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import make_organisation, make_person

BASE = "http://127.0.0.1:8000"
COMMENT = "Say how many families.\n\nAnd thank the drivers."


def when(scene, by=None, at=None):
    return {"by": by or scene.director, "at": at or dt.datetime.now(dt.UTC), "base_url": BASE}


def mail(session, kind):
    return session.query(Message).filter_by(kind=kind).order_by(Message.recipient).all()


def returned(scene, nomination, comment=COMMENT, **who):
    hand_back(nomination, comment, **when(scene, **who))


@pytest.fixture
def asked(scene, session):
    """A whole draft that waits for its director."""
    nomination = scene.complete(team_name="Kites")
    ask_for_sign_off(nomination, **when(scene, scene.delegate))
    session.commit()
    return nomination


def way_in(session, person):
    [letter] = [each for each in mail(session, "sign-off asked for") if each.recipient == person.email]
    [address] = re.findall(rf"{BASE}(/\S+)", letter.body)
    return address


class TestTheRequest:
    """The message to the director, and the page it leads to."""

    def test_it_says_who_asks_for_what_by_when_and_that_nothing_is_submitted(self, scene, session, asked):
        [letter] = mail(session, "sign-off asked for")
        assert letter.subject == "Ready for you to sign: Kites"
        assert letter.body.startswith(f"Hello {scene.director.name},")
        assert f"{scene.delegate.name} has finished the nomination of Kites" in letter.body
        assert "NOT SUBMITTED until you sign it. Nominations close at" in letter.body
        assert "UK time" in letter.body and f"signs you in as {scene.director.name}" in letter.body

    def test_it_states_the_grace(self, scene, session):
        scene.edition.grace_minutes = 10
        ask_for_sign_off(scene.complete(), **when(scene, scene.delegate))
        assert "still counts" in mail(session, "sign-off asked for")[0].body

    def test_its_link_signs_in_once_and_leads_straight_to_the_whole_nomination(
        self, scene, session, client, asked
    ):
        answer = client.post(way_in(session, scene.director))
        assert answer.location == f"/nominations/{asked.id}/check"
        page = client.get(answer.location).text
        assert f"{scene.delegate.name} asked you to sign this" in page and "There was no soup." in page

    def test_looking_at_the_link_does_not_use_it_up(self, scene, session, client, asked):
        address = way_in(session, scene.director)
        assert [client.get(address).status_code for _ in range(3)] == [200] * 3
        assert client.post(address).status_code == 303

    def test_two_weeks_later_it_leads_to_a_new_one_for_the_same_page(self, scene, session, client):
        long_ago = dt.datetime.now(dt.UTC) - dt.timedelta(days=15)
        nomination = scene.complete()
        ask_for_sign_off(nomination, **when(scene, scene.delegate, long_ago))
        session.commit()
        gone = client.get(way_in(session, scene.director))
        assert gone.status_code == 410
        assert f"/sign-in?next=/nominations/{nomination.id}/check" in gone.text

    def test_each_director_gets_a_link_of_their_own(self, scene, session):
        second = make_person(Role.DIRECTOR, organisation=scene.organisation)
        ask_for_sign_off(scene.complete(), **when(scene, scene.delegate))
        assert way_in(session, scene.director) != way_in(session, second)

    def test_its_body_is_nobody_elses_business_in_the_outbox(self, scene, session, browser_of, asked):
        [letter] = mail(session, "sign-off asked for")
        page = browser_of(scene.organiser).get(f"/outbox/{letter.id}")
        assert page.status_code == 200 and "/sign-in/link/" not in page.text

    def test_the_page_offers_three_ways_to_a_director(self, scene, browser_of, asked):
        page = browser_of(scene.director).get(f"/nominations/{asked.id}/check").text
        assert [
            way in page for way in ("Sign and submit", "Return it with a comment", "Change it yourself")
        ] == [True] * 3

    def test_a_delegate_sees_that_it_waits_and_none_of_the_three(self, scene, browser_of, asked):
        page = browser_of(scene.delegate).get(f"/nominations/{asked.id}/check").text
        assert f"asked {scene.director.name} at" in page and "nothing has changed since" in page
        assert "Sign and submit" not in page and "Return it" not in page and "Ask again" not in page

    def test_what_changed_since_is_said_and_can_be_asked_for_again(self, scene, session, browser_of, asked):
        later = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1)
        save_answers(asked, scene.section, {"challenge": "No spoon."}, by=scene.delegate, at=later)
        session.commit()
        path = f"/nominations/{asked.id}/check"
        assert "It has changed since" in browser_of(scene.director).get(path).text
        assert "Ask again" in browser_of(scene.delegate).get(path).text

    def test_a_director_who_came_since_can_be_asked(self, scene, session, browser_of, asked):
        new = make_person(Role.DIRECTOR, organisation=scene.organisation, name="Nia Newcomer")
        page = browser_of(scene.delegate).get(f"/nominations/{asked.id}/check").text
        assert f"We write to {new.name} with a link" in page and "Ask again" in page

    def test_where_nobody_can_sign_the_page_says_whom_to_ask(self, scene, session, browser_of):
        scene.director.posts[0].ends_on = dt.date(2021, 1, 1)
        session.commit()
        page = browser_of(scene.delegate).get(f"/nominations/{scene.complete().id}/check").text
        assert "we know of none" in page and scene.edition.contact in page

    def test_the_page_needs_few_statements(self, scene, browser_of, asked):
        for somebody in (scene.director, scene.delegate):
            browser = browser_of(somebody)
            with counted_statements() as statements:
                browser.get(f"/nominations/{asked.id}/check")
            assert len(statements) <= 12


class TestReturning:
    """With a comment, to those who write."""

    pytestmark = pytest.mark.both_databases

    def test_delegates_get_the_comment_and_the_directors_task_is_over(self, scene, session, asked):
        returned(scene, asked)
        [letter] = mail(session, "returned by the director")
        assert letter.recipient == scene.delegate.email and COMMENT in letter.body
        assert "NOT SUBMITTED" in letter.body and "Nominations close at" in letter.body
        assert (asked.ready_at, asked.handed_back) == (None, COMMENT)

    def test_the_comment_stands_on_top_until_somebody_asks_again(self, scene, session, browser_of, asked):
        returned(scene, asked)
        session.commit()
        browser, path = browser_of(scene.delegate), f"/nominations/{asked.id}"
        pages = [browser.get(page).text for page in (path, f"{path}/check", f"{path}/sections/team")]
        assert ["thank the drivers" in page for page in pages] == [True] * 3
        assert browser.post(f"{path}/ask").status_code == 303
        assert "thank the drivers" not in browser.get(path).text
        assert len(mail(session, "sign-off asked for")) == 2

    def test_the_same_twice_is_returned_once(self, scene, session, asked):
        for _ in range(2):
            returned(scene, asked)
        assert len(mail(session, "returned by the director")) == 1

    def test_a_further_comment_is_sent_too(self, scene, session, asked):
        start = dt.datetime.now(dt.UTC)
        for minute, comment in enumerate(["First.", "Second."]):
            returned(scene, asked, comment, at=start + dt.timedelta(minutes=minute))
        assert len(mail(session, "returned by the director")) == 2 and asked.handed_back == "Second."

    def test_signing_it_after_all_takes_the_comment_away(self, scene, asked):
        returned(scene, asked)
        submit_nomination(asked, **when(scene))
        assert asked.handed_back == ""

    @pytest.mark.parametrize("comment", ["", " \n ", "word " * 301])
    def test_a_comment_has_words_and_not_too_many(self, scene, asked, comment):
        with pytest.raises(BrokenRule) as refused:
            returned(scene, asked, comment)
        assert refused.value.field == "comment" and asked.ready_at is not None

    def test_without_delegates_there_is_nobody_to_return_it_to(self, scene, asked):
        scene.delegate.posts[0].ends_on = dt.date(2021, 1, 1)
        with pytest.raises(BrokenRule, match="Nobody else writes"):
            returned(scene, asked)

    def test_what_is_submitted_is_not_returned(self, scene, asked):
        submit_nomination(asked, **when(scene))
        with pytest.raises(WrongState, match="submitted already"):
            returned(scene, asked)

    def test_nothing_is_returned_after_the_deadline(self, scene, asked):
        late = scene.edition.nominations_close_at + dt.timedelta(hours=2)
        with pytest.raises(WrongState, match="closed"):
            returned(scene, asked, at=late)

    def test_only_its_director_returns_it(self, scene, asked):
        stranger = make_person(Role.DIRECTOR, organisation=make_organisation())
        for somebody in (scene.delegate, stranger, scene.organiser):
            with pytest.raises(NotAllowed):
                returned(scene, asked, by=somebody)

    def test_the_record_says_so_without_the_comment(self, scene, session, asked):
        returned(scene, asked)
        event = session.query(Event).filter_by(action="returned by the director").one()
        assert (event.actor_id, event.details) == (scene.director.id, {})


class TestThePageOfReturning:
    """The box and the button."""

    def test_it_returns_and_leads_home(self, scene, session, browser_of, asked):
        answer = browser_of(scene.director).post(
            f"/nominations/{asked.id}/hand-back", data={"comment": COMMENT}
        )
        assert answer.location == "/nominations"
        assert len(mail(session, "returned by the director")) == 1

    def test_an_empty_comment_is_refused_beside_its_box(self, scene, browser_of, asked):
        answer = browser_of(scene.director).post(f"/nominations/{asked.id}/hand-back")
        assert answer.status_code == 422 and 'id="comment-error"' in answer.text

    def test_a_refused_comment_is_still_there(self, scene, session, browser_of, asked):
        scene.edition.nominations_close_at = dt.datetime.now(dt.UTC) - dt.timedelta(hours=2)
        session.commit()
        answer = browser_of(scene.director).post(
            f"/nominations/{asked.id}/hand-back", data={"comment": COMMENT}
        )
        assert answer.status_code == 409 and "thank the drivers" in answer.text

    def test_a_delegate_has_no_such_page(self, scene, browser_of, asked):
        answer = browser_of(scene.delegate).post(
            f"/nominations/{asked.id}/hand-back", data={"comment": COMMENT}
        )
        assert answer.status_code == 404


@pytest.mark.parametrize("role", [None, Role.JUDGE])
def test_nothing_tells_a_director_whether_whom_they_chose_judges(scene, session, browser_of, role):
    scene.delegate.posts[0].ends_on = dt.date(2021, 1, 1)
    make_person(*[role] if role else [], email="jo@example.org", name="Jo Bloggs")
    invite_delegate(scene.organisation, "jo@example.org", "Jo", **when(scene))
    nomination = scene.complete(team_name="Kites")
    browser = browser_of(scene.director)
    home = browser.get("/nominations").text
    assert "Your delegates: Jo Bloggs." in home and "Choose your delegates" in home
    assert 'id="return"' in browser.get(f"/nominations/{nomination.id}/check").text
    assert (
        browser.post(f"/nominations/{nomination.id}/hand-back", data={"comment": COMMENT}).status_code == 303
    )
    assert "Jo Bloggs can change it and ask you again" in browser.get("/nominations").text
    assert [letter.recipient for letter in mail(session, "returned by the director")] == (
        [] if role else ["jo@example.org"]
    )
