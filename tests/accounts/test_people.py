"""Inviting people, their posts, and the pages that show them."""

import datetime as dt
import re

import pytest
import sqlalchemy as sa

from awards.accounts.models import Link, Person, Post
from awards.accounts.services import disable_person, end_post, invite, invite_again, start_post
from awards.core import clock
from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import BrokenRule, WrongState
from awards.core.outbox import Message
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import make_organisation, make_person, refreshed

BASE = "http://127.0.0.1:8000"
TODAY = clock.local(clock.now()).date()


def count(model):
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def letters():
    return list(db.session.scalars(sa.select(Message).order_by(Message.created_at)))


def invited(by, email="jo@example.org", role=Role.JUDGE, organisation=None, **more):
    person = invite(email, "Jo Bloggs", role, organisation, "", by=by, at=clock.now(), base_url=BASE, **more)
    db.session.commit()
    return person


def path_in(letter):
    """The address in a letter, without the host."""
    return re.findall(r"http://127.0.0.1:8000(/\S+)", letter.body)[0]


@pytest.fixture
def organiser(session):
    return make_person(Role.ORGANISER, name="Olive Organiser")


class TestInviting:
    """The service, and the link that comes of it."""

    @pytest.mark.both_databases
    def test_it_makes_a_person_a_post_and_a_message(self, organiser):
        person = invited(organiser, "Jo@Example.org", organisation=make_organisation())
        assert (person.email, person.joined_at) == ("jo@example.org", None)
        assert [post.role for post in person.posts] == [Role.JUDGE]
        assert [letter.recipient for letter in letters()] == ["jo@example.org"]

    def test_the_message_says_who_invites_to_what(self, organiser):
        invited(
            organiser,
            role=Role.DIRECTOR,
            organisation=make_organisation(name="Walsall Council"),
            occasion="TEA 2022",
        )
        [letter] = letters()
        assert letter.subject == "You are invited to TEA 2022"
        assert "Olive Organiser invites you to TEA 2022 as a director, for Walsall Council." in letter.body

    def test_twice_is_once(self, organiser):
        assert invited(organiser) is invited(organiser)
        assert (count(Post), len(letters()), count(Link)) == (2, 1, 1)

    def test_somebody_who_has_joined_is_told_without_a_one_time_link(self, organiser):
        person = make_person(Role.JUDGE, email="jo@example.org")
        assert invited(organiser, role=Role.CHAIR) is person
        assert (letters()[0].kind, count(Link)) == ("post-started", 0)

    def test_a_director_needs_an_organisation(self, organiser):
        with pytest.raises(BrokenRule) as broken:
            invited(organiser, role=Role.DIRECTOR)
        assert broken.value.field == "organisation"

    def test_an_organisation_must_exist_on_the_day(self, organiser):
        gone = make_organisation(exists_to=dt.date(2021, 3, 31))
        with pytest.raises(BrokenRule, match="did not exist on that day"):
            invited(organiser, role=Role.DIRECTOR, organisation=gone)

    def test_a_command_invites_in_the_teams_name(self, session):
        invited(None, role=Role.ORGANISER)
        assert "The TEA Awards team invites you" in letters()[0].body

    def test_the_invitation_page_shows_who_invites_to_what(self, client, organiser):
        invited(organiser, occasion="TEA 2022")
        page = client.get(path_in(letters()[0])).text
        assert "You are invited to TEA 2022" in page
        assert "Olive Organiser invites you to take part as a judge." in page
        assert "Accept and continue</button>" in page

    def test_accepting_joins_and_signs_in(self, client, organiser):
        person = invited(organiser, role=Role.PRESENTER)
        assert client.post(path_in(letters()[0])).location == "/"
        assert refreshed(person).joined_at is not None
        assert client.get("/account").status_code == 200

    def test_a_fresh_invitation_can_be_sent(self, organiser):
        person = invited(organiser)
        invite_again(person, by=organiser, at=clock.now(), base_url=BASE)
        db.session.commit()
        assert len({path_in(letter) for letter in letters()}) == 2

    def test_nobody_who_has_joined_is_invited_again(self, organiser):
        with pytest.raises(WrongState, match="has joined already"):
            invite_again(organiser, by=organiser, at=clock.now(), base_url=BASE)

    def test_acts_are_recorded_without_personal_data(self, organiser):
        invited(organiser)
        events = list(db.session.scalars(sa.select(Event).order_by(Event.number)))
        assert [event.action for event in events] == ["person invited", "post started"]
        assert all("jo" not in str(event.details).lower() for event in events)


class TestPosts:
    """From one day to another."""

    def test_a_post_ends_on_its_last_day(self, organiser):
        post = make_person(Role.JUDGE).posts[0]
        end_post(post, TODAY, by=organiser, at=clock.now())
        assert post.is_held_on(TODAY)
        assert not post.is_held_on(TODAY + dt.timedelta(days=1))

    def test_it_cannot_end_before_it_starts(self, organiser):
        post = make_person(Role.JUDGE).posts[0]
        with pytest.raises(BrokenRule, match="on or after the day the post started"):
            end_post(post, post.starts_on - dt.timedelta(days=1), by=organiser, at=clock.now())

    def test_one_that_is_held_is_not_doubled(self, organiser):
        person = make_person(Role.JUDGE)
        assert start_post(person, Role.JUDGE, None, by=organiser, at=clock.now()) is person.posts[0]

    def test_one_that_ended_today_goes_on_when_it_is_started_again(self, organiser):
        person = make_person(Role.JUDGE)
        end_post(person.posts[0], TODAY, by=organiser, at=clock.now())
        assert start_post(person, Role.JUDGE, None, by=organiser, at=clock.now()).ends_on is None

    @pytest.mark.both_databases
    def test_the_last_organiser_stays(self, organiser):
        with pytest.raises(BrokenRule, match="last organiser"):
            end_post(organiser.posts[0], TODAY, by=organiser, at=clock.now())

    def test_a_disabled_organiser_is_no_successor(self, organiser):
        make_person(Role.ORGANISER, disabled_at=clock.now())
        with pytest.raises(BrokenRule, match="last organiser"):
            end_post(organiser.posts[0], TODAY, by=organiser, at=clock.now())

    def test_one_of_two_organisers_may_go(self, organiser):
        make_person(Role.ORGANISER)
        end_post(organiser.posts[0], TODAY, by=organiser, at=clock.now())
        assert organiser.posts[0].ends_on == TODAY


class TestKeepingOut:
    """Disabling a person."""

    def test_it_ends_every_session(self, organiser, browser_of):
        person = make_person(Role.PRESENTER)
        browser = browser_of(person)
        assert browser_of(organiser).post(f"/people/{person.id}/disable").status_code == 303
        assert browser.get("/account").status_code == 303

    def test_nobody_keeps_themselves_out(self, organiser):
        make_person(Role.ORGANISER)
        with pytest.raises(BrokenRule, match="cannot keep yourself out"):
            disable_person(organiser, by=organiser, at=clock.now())

    def test_the_last_organiser_is_not_kept_out(self, organiser, browser_of):
        browser = browser_of(make_person(Role.ADMINISTRATOR))
        answer = browser.post(f"/people/{organiser.id}/disable")
        assert answer.status_code == 422
        assert "This is the last organiser" in answer.text
        assert refreshed(organiser).disabled_at is None

    def test_they_can_be_let_in_again(self, organiser, browser_of):
        person = make_person(disabled_at=clock.now())
        browser_of(organiser).post(f"/people/{person.id}/enable")
        assert refreshed(person).is_active

    def test_they_are_not_invited_meanwhile(self, organiser):
        make_person(email="jo@example.org", disabled_at=clock.now())
        with pytest.raises(BrokenRule, match="may not sign in at present"):
            invited(organiser)


class TestThePages:
    """For organisers and administrators; auditors read."""

    @pytest.mark.parametrize(
        ("role", "status"),
        [
            (Role.ORGANISER, 200),
            (Role.ADMINISTRATOR, 200),
            (Role.AUDITOR, 200),
            (Role.PRESENTER, 403),
        ],
    )
    def test_who_sees_the_list(self, browser_of, session, role, status):
        assert browser_of(make_person(role)).get("/people").status_code == status

    def test_an_auditor_sees_and_changes_nothing(self, browser_of, organiser):
        browser, person = browser_of(make_person(Role.AUDITOR)), make_person(Role.JUDGE)
        assert '<form method="post"' not in main_of(browser.get(f"/people/{person.id}"))
        assert browser.post(f"/people/{person.id}/disable").status_code == 404
        assert browser.get("/people/invite").status_code == 403
        assert browser.get(f"/people/posts/{person.posts[0].id}/end").status_code == 404

    def test_the_list_can_be_narrowed(self, browser_of, organiser):
        here, there = make_organisation(), make_organisation()
        make_person(Role.DIRECTOR, organisation=here, name="Here Director")
        make_person(Role.DELEGATE, organisation=here, name="Here Delegate")
        make_person(Role.DIRECTOR, organisation=there, name="There Director")
        page = browser_of(organiser).get(f"/people?role=director&organisation={here.id}").text
        assert [name for name in ("Here Director", "Here Delegate", "There Director") if name in page] == [
            "Here Director"
        ]
        assert "1 person" in page

    @pytest.mark.parametrize(
        "query", ["role=king", "organisation=x", "page=0", "page=9999999", "page=٣", "page=-1"]
    )
    def test_a_nonsense_address_shows_the_list(self, browser_of, organiser, query):
        assert "Olive Organiser" in browser_of(organiser).get(f"/people?{query}").text

    def test_fifty_fit_on_a_page(self, browser_of, organiser):
        for number in range(50):
            db.session.add(Person(email=f"p{number:02}@example.org", name=f"Aa {number:02}"))
        db.session.commit()
        browser = browser_of(organiser)
        assert "Page 1 of 2" in browser.get("/people").text
        assert "Olive Organiser" in main_of(browser.get("/people?page=2"))
        assert "Olive Organiser" not in main_of(browser.get("/people"))

    def test_the_list_costs_the_same_however_many_there_are(self, browser_of, organiser):
        counts: list[int] = []
        browser = browser_of(organiser)
        for more in (1, 4):
            for _ in range(more):
                make_person(Role.DIRECTOR, Role.JUDGE, organisation=make_organisation(), joined_at=None)
            with counted_statements() as statements:
                browser.get("/people")
            counts.append(len(statements))
        assert counts[0] == counts[1] <= 12

    def test_an_organiser_invites(self, browser_of, organiser):
        organisation = make_organisation()
        typed = {"name": "Jo Bloggs", "email": "jo@example.org", "role": "director", "occasion": "TEA 2022"}
        answer = browser_of(organiser).post(
            "/people/invite", data=typed | {"organisation": str(organisation.id)}
        )
        assert answer.status_code == 303
        assert letters()[0].subject == "You are invited to TEA 2022"

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"name": ""}, "name"),
            ({"email": "jo"}, "email"),
            ({"role": "king"}, "role"),
            ({"role": ""}, "role"),
            ({"organisation": "nowhere"}, "organisation"),
            ({"role": "director"}, "organisation"),
            ({"title": "x" * 201}, "title"),
        ],
    )
    def test_a_wrong_invitation_is_shown_again(self, browser_of, organiser, typed, field):
        good = {"name": "Jo <b>Bloggs</b>", "email": "jo@example.org", "role": "judge", "organisation": ""}
        answer = browser_of(organiser).post("/people/invite", data=good | typed)
        assert answer.status_code == 422
        assert f'id="{field}-error"' in answer.text
        if field != "name":
            assert 'value="Jo &lt;b&gt;Bloggs&lt;/b&gt;"' in answer.text
        assert count(Message) == 0

    def test_a_name_is_corrected(self, browser_of, organiser):
        person = make_person(name="Jo Blogs")
        assert (
            browser_of(organiser).post(f"/people/{person.id}/name", data={"name": " Jo  Bloggs "}).status_code
            == 303
        )
        assert refreshed(person).name == "Jo Bloggs"

    @pytest.mark.parametrize("typed", ["", " \u200b ", "x" * 201])
    def test_a_wrong_name_is_shown_again(self, browser_of, organiser, typed):
        person = make_person(name="Jo Blogs")
        answer = browser_of(organiser).post(f"/people/{person.id}/name", data={"name": typed})
        assert answer.status_code == 422
        assert 'id="name-error"' in answer.text
        assert refreshed(person).name == "Jo Blogs"

    def test_a_post_is_started_and_ended(self, browser_of, organiser):
        browser, person = browser_of(organiser), make_person()
        browser.post(f"/people/{person.id}/posts", data={"role": "judge", "title": "Young judge"})
        [post] = refreshed(person).posts
        browser.post(f"/people/posts/{post.id}/end", data=as_boxes(TODAY))
        assert (refreshed(post).title, post.ends_on) == ("Young judge", TODAY)

    def test_a_wrong_post_is_shown_again(self, browser_of, organiser):
        person = make_person()
        answer = browser_of(organiser).post(
            f"/people/{person.id}/posts", data={"role": "director", "title": "DCS"}
        )
        assert answer.status_code == 422
        assert "Select the organisation they work for" in answer.text
        assert 'value="DCS"' in answer.text

    @pytest.mark.parametrize(
        "boxes", [("31", "2", "2022"), ("1", "1", "2019"), ("", "", ""), ("x", "y", "z")]
    )
    def test_a_wrong_last_day_is_shown_again(self, browser_of, organiser, boxes):
        post = make_person(Role.JUDGE).posts[0]
        typed = dict(zip(("on-day", "on-month", "on-year"), boxes, strict=True))
        answer = browser_of(organiser).post(f"/people/posts/{post.id}/end", data=typed)
        assert answer.status_code == 422
        assert "on-day-error" in answer.text
        assert refreshed(post).ends_on is None

    def test_an_invitation_is_sent_again(self, browser_of, organiser):
        person = invited(organiser)
        answer = browser_of(organiser).post(
            f"/people/{person.id}/invite-again", data={"occasion": "TEA 2022"}
        )
        assert answer.status_code == 303
        assert sorted(letter.subject for letter in letters()) == [
            "You are invited to TEA 2022",
            "You are invited to TEA Awards",
        ]


def as_boxes(day):
    """A date as the three boxes post it."""
    return {"on-day": str(day.day), "on-month": str(day.month), "on-year": str(day.year)}


def main_of(answer):
    """The page's own part, without the header."""
    return answer.text.partition("<main")[2].partition("</main>")[0]
