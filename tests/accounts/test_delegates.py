"""A director chooses who writes for the own organisation."""

import datetime as dt
import re

import pytest
import sqlalchemy as sa

from awards.accounts.models import Link, Person, Post
from awards.accounts.services import confirm_post, end_delegate, invite_delegate
from awards.accounts.services.delegates import MOST_AGAIN, MOST_AN_HOUR, MOST_DELEGATES
from awards.accounts.services.posts import ask_for_post
from awards.core import clock
from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import BrokenRule
from awards.organisations.roles import Role
from tests.accounts.helpers import BASE, count, is_signed_in, letters, main_of, path_in
from tests.counting import counted_statements
from tests.factories import make_edition, make_organisation, make_participant, make_person, refreshed

WRITE = {"name": "Jo Bloggs", "email": "jo@example.org"}


@pytest.fixture
def body(session):
    return make_organisation(name="Walsall Council", slug="walsall")


@pytest.fixture
def director(body):
    return make_person(Role.DIRECTOR, organisation=body, name="Dee Rector")


@pytest.fixture
def page(body):
    return "/organisations/walsall/delegates"


def invite(body, director, email="jo@example.org", name="Jo Bloggs"):
    person = invite_delegate(body, email, name, by=director, at=clock.now(), base_url=BASE)
    db.session.commit()
    return person


def without_tokens(page):
    return re.sub(r'name="csrf_token"[^>]*', "", page)


def delegates_of(body):
    roles = sa.select(Post).filter_by(organisation_id=body.id, role=Role.DELEGATE)
    return [post.person.email for post in db.session.scalars(roles)]


class TestInviting:
    """From the directors' own page."""

    @pytest.mark.both_databases
    def test_the_invited_write_for_the_organisation_and_are_told_what_it_asks(self, body, director):
        person = invite(body, director)
        [letter] = letters()
        assert person.holds_in(body.id, Role.DELEGATE)
        assert "Dee Rector invites you to TEA Awards as a delegate, for Walsall Council." in letter.body
        assert "You write your organisation's nomination" in letter.body

    def test_the_record_says_who_invited_whom_to_what(self, body, director):
        invite(body, director)
        event = db.session.scalars(sa.select(Event).filter_by(action="post started")).one()
        assert (event.actor_id, event.details["role"]) == (director.id, "delegate")

    def test_the_page_invites_and_names_the_delegates(self, browser_of, director, page):
        browser = browser_of(director)
        assert browser.post(page, data=WRITE).status_code == 303
        text = main_of(browser.get(page))
        assert "Jo Bloggs is invited." in text
        assert "Invited, not yet joined" in text and "Only Dee Rector can sign and submit" in text

    def test_asked_twice_there_is_one_delegate_and_one_message(self, body, browser_of, director, page):
        answers = [browser_of(director).post(page, data=WRITE).status_code for _ in range(2)]
        assert answers == [303, 303]
        assert delegates_of(body) == ["jo@example.org"] and len(letters()) == 1

    def test_somebody_who_has_an_account_keeps_it_and_gets_no_way_in_by_mail(self, body, director):
        known = make_person(email="jo@example.org", name="Joanna Bloggs")
        assert invite(body, director) is known
        assert known.name == "Joanna Bloggs" and count(Link) == 0

    @pytest.mark.parametrize(
        "data", [{}, {"name": "Jo"}, {"email": "jo@example.org"}, WRITE | {"email": "jo"}]
    )
    def test_a_gap_is_shown_with_a_sentence_and_what_was_typed(self, browser_of, director, page, data):
        answer = browser_of(director).post(page, data=data)
        assert answer.status_code == 422 and "There is a problem" in answer.text
        assert f'value="{data.get("name", "")}"' in answer.text

    def test_a_director_of_the_organisation_needs_no_invitation(self, body, director):
        with pytest.raises(BrokenRule, match="can do all that a delegate can"):
            invite(body, director, director.email)

    @pytest.mark.parametrize("role", [Role.JUDGE, Role.CHAIR, Role.ORGANISER, Role.AUDITOR])
    def test_nobody_is_made_to_stand_aside_by_an_invitation(self, body, director, role):
        make_edition(contact="tea@example.org")
        judge = make_person(role, email="jo@example.org")
        for _ in range(2):
            invite(body, director)
        [post] = [post for post in judge.posts if post.role is Role.DELEGATE]
        assert post.awaits_confirmation and not judge.holds_in(body.id, Role.DELEGATE)
        [letter] = letters()
        assert letter.recipient == "tea@example.org" and f"/people/{judge.id}" in letter.body

    @pytest.mark.both_databases
    def test_two_directors_who_ask_for_the_same_judge_at_once_ask_once(self, body, director):
        judge, second = make_person(Role.JUDGE), make_person(Role.DIRECTOR, organisation=body)
        asked = [ask_for_post(judge, Role.DELEGATE, body, by=by, at=clock.now()) for by in (director, second)]
        db.session.commit()
        assert asked[0] is asked[1] and delegates_of(body) == [judge.email]

    def test_an_organiser_confirms_whom_a_director_chose(self, body, director):
        judge = make_person(Role.JUDGE, email="jo@example.org")
        [post] = [each for each in invite(body, director).posts if each.role is Role.DELEGATE]
        confirm_post(post, by=make_person(Role.ORGANISER), at=clock.now(), base_url=BASE)
        assert judge.holds_in(body.id, Role.DELEGATE)
        assert "Dee Rector has made you a delegate" in letters()[-1].body

    def test_who_is_kept_out_is_not_let_in_by_a_director(self, body, director):
        make_person(email="jo@example.org", disabled_at=clock.now())
        assert not invite(body, director).holds_in(body.id, Role.DELEGATE)

    def test_the_page_says_the_same_of_a_judge_as_of_anybody(self, body, browser_of, director, page):
        browser, told = browser_of(director), []
        for role in (None, Role.JUDGE):
            person = make_person(*[role] if role else [], email="jo@example.org", name="Jo Bloggs")
            answers = [browser.post(page, data=WRITE, follow_redirects=True), browser.get(page)]
            text = [f"{each.status_code} {main_of(each)}" for each in answers]
            post = next(each for each in refreshed(person).posts if each.role is Role.DELEGATE)
            told.append([without_tokens(each).replace(str(post.id), "") for each in text])
            assert browser.post(f"{page}/{post.id}/end").status_code == 303
            assert "Jo Bloggs" not in main_of(browser.get(page))
            refreshed(person).email = f"gone{len(told)}@example.org"
            db.session.commit()
        assert told[0] == told[1]

    def test_a_judge_who_has_not_joined_looks_like_anybody_who_has(self, body, browser_of, director, page):
        browser, told = browser_of(director), []
        for role, joined_at in ((None, clock.now()), (Role.JUDGE, None)):
            person = make_person(
                *[role] if role else [], email="jo@example.org", name="Jo", joined_at=joined_at
            )
            browser.post(page, data=WRITE, follow_redirects=True)
            post = next(each for each in refreshed(person).posts if each.role is Role.DELEGATE)
            again = browser.post(f"{page}/{post.id}/invite-again")
            told.append([without_tokens(main_of(browser.get(page))), again.status_code, main_of(again)])
            told[-1] = [str(each).replace(str(post.id), "") for each in told[-1]]
            browser.post(f"{page}/{post.id}/end")
            browser.get(page)
            refreshed(person).email = f"gone{len(told)}@example.org"
            db.session.commit()
        assert told[0] == told[1] and told[0][1] == "409"

    def test_too_many_of_the_same_invitation_are_refused_with_a_sentence(
        self, body, browser_of, director, page
    ):
        [post] = invite(body, director).posts
        browser = browser_of(director)
        for _ in range(MOST_AGAIN + 1):
            answer = browser.post(f"{page}/{post.id}/invite-again", follow_redirects=True)
        assert "There have been too many tries." in answer.text and len(letters()) == MOST_AGAIN + 1

    def test_too_many_invitations_in_an_hour_are_refused_beside_what_was_typed(
        self, body, browser_of, director, page
    ):
        browser = browser_of(director)
        for number in range(MOST_AN_HOUR + 1):
            answer = browser.post(page, data={"name": f"Nr {number}", "email": "same@example.org"})
        assert answer.status_code == 429 and f'value="Nr {MOST_AN_HOUR}"' in answer.text

    def test_the_invitation_says_by_when_and_whom_to_ask(self, body, director):
        edition = make_edition(name="TEA 2022", contact="tea@example.org")
        make_participant(edition, body)
        invite(body, director)
        [letter] = letters()
        assert letter.subject == "You are invited to TEA 2022" and letter.body.startswith("Hello Jo Bloggs,")
        assert f"invites you to TEA 2022 ({edition.award_name}) as a delegate" in letter.body
        assert f"Nominations close at {edition.closes.words}." in letter.body
        assert "write to the organisers: tea@example.org" in letter.body and "e-mail" not in letter.body

    def test_who_takes_no_part_is_told_no_deadline(self, body, director):
        make_edition()
        invite(body, director)
        assert "Nominations close" not in letters()[0].body

    def test_there_is_a_limit_that_is_told(self, body, director):
        for _ in range(MOST_DELEGATES):
            make_person(Role.DELEGATE, organisation=body)
        with pytest.raises(BrokenRule, match="write for you already"):
            invite(body, director)

    def test_a_fresh_invitation_replaces_a_lost_one(self, body, browser_of, client, director, page):
        post = invite(body, director).posts[0]
        answer = browser_of(director).post(f"{page}/{post.id}/invite-again")
        assert answer.status_code == 303
        assert client.post(path_in(letters()[-1])).location == "/nominations"

    def test_whoever_is_invited_again_is_invited_to_this_organisation(self, body, director, page, browser_of):
        other = make_organisation(name="Dudley Council", slug="dudley")
        invite(other, make_person(Role.DIRECTOR, organisation=other))
        [post] = invite(body, director).current_posts()[1:]
        browser_of(director).post(f"{page}/{post.id}/invite-again")
        assert "as a delegate, for Walsall Council." in letters()[-1].body


class TestEnding:
    """At once, and without loss."""

    @pytest.fixture
    def delegate(self, body):
        return make_person(Role.DELEGATE, organisation=body, name="Del Egate")

    def test_it_is_asked_for_and_then_holds_at_once(self, browser_of, director, delegate, page):
        make_edition()
        writing, browser = browser_of(delegate), browser_of(director)
        assert writing.get("/nominations").status_code == 200
        address = f"{page}/{delegate.posts[0].id}/end"
        assert "Let Del Egate write no longer?" in browser.get(address).text
        assert browser.post(address).status_code == 303
        assert writing.get("/nominations").status_code in {403, 404}

    @pytest.mark.both_databases
    def test_the_post_ends_the_day_before(self, body, director, delegate):
        end_delegate(body, delegate.posts[0].id, by=director, at=clock.now())
        yesterday = clock.local(clock.now()).date() - dt.timedelta(days=1)
        assert refreshed(delegate.posts[0]).ends_on == yesterday

    @pytest.mark.both_databases
    def test_a_wrong_invitation_is_taken_back_the_same_day_and_its_link_dies(self, body, client, director):
        person = invite(body, director)
        path = path_in(letters()[-1])
        end_delegate(body, person.posts[0].id, by=director, at=clock.now())
        db.session.commit()
        assert delegates_of(body) == [] and client.get(path).status_code == 410
        assert invite(body, director).holds_in(body.id, Role.DELEGATE)

    def test_pressed_twice_it_ends_once(self, session, browser_of, director, delegate, page):
        browser, address = browser_of(director), f"{page}/{delegate.posts[0].id}/end"
        assert [browser.post(address).status_code for _ in range(2)] == [303, 303]
        assert session.query(Event).filter_by(action="post ended").count() == 1

    def test_a_directors_post_is_not_theirs_to_end(self, session, browser_of, director, page):
        address = f"{page}/{director.posts[0].id}/end"
        browser = browser_of(director)
        assert browser.get(address).status_code == 404
        browser.post(address)
        assert refreshed(director.posts[0]).ends_on is None


class TestWhoMay:
    """Directors, for their own organisation."""

    def others(self, body):
        former = make_person(Role.DIRECTOR, organisation=body)
        former.posts[0].ends_on = dt.date(2021, 1, 1)
        elsewhere = make_person(Role.DIRECTOR, organisation=make_organisation())
        return [former, elsewhere, make_person(Role.DELEGATE, organisation=body), make_person(Role.ORGANISER)]

    def test_nobody_else_sees_invites_or_ends(self, session, body, browser_of, page):
        delegate = make_person(Role.DELEGATE, organisation=body)
        people = count(Person)
        for somebody in self.others(body):
            browser, post = browser_of(somebody), delegate.posts[0].id
            answers = [
                browser.get(page),
                browser.post(page, data=WRITE),
                browser.post(f"{page}/{post}/end"),
                browser.post(f"{page}/{post}/invite-again"),
            ]
            assert [answer.status_code for answer in answers] == [404] * 4
        assert count(Person) == people + 4 and refreshed(delegate.posts[0]).ends_on is None

    def test_a_delegate_of_another_organisation_cannot_be_ended_from_here(self, browser_of, director, page):
        stranger = make_person(Role.DELEGATE, organisation=make_organisation())
        browser_of(director).post(f"{page}/{stranger.posts[0].id}/end")
        assert refreshed(stranger.posts[0]).ends_on is None

    def test_a_guest_is_asked_to_sign_in(self, client, session, body, page):
        assert client.get(page).location.startswith("/sign-in")
        assert not is_signed_in(client)


@pytest.mark.parametrize("many", [1, 15])
def test_the_page_needs_few_statements_however_many_delegates(browser_of, body, director, page, many):
    for _ in range(many):
        make_person(Role.DELEGATE, organisation=body)
    browser = browser_of(director)
    with counted_statements() as statements:
        assert browser.get(page).text.count("Let them write no longer") == many
    assert len(statements) <= 10
