"""Inviting people, their posts, and keeping them out: the services."""

import datetime as dt

import pytest
import sqlalchemy as sa

from awards.accounts.models import Link, Post
from awards.accounts.services import disable_person, end_post, invite_again, start_post
from awards.core import clock
from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import BrokenRule, WrongState
from awards.organisations.roles import Role
from tests.accounts.helpers import (
    BASE,
    count,
    invited,
    letters,
    path_in,
)
from tests.days import today
from tests.factories import make_organisation, make_person, refreshed


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
        assert "Walsall Council.\n\nYou choose a team" in letter.body and "submit it.\n\nTo" in letter.body

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
        end_post(post, today(), by=organiser, at=clock.now())
        assert post.is_held_on(today())
        assert not post.is_held_on(today() + dt.timedelta(days=1))

    def test_it_cannot_end_before_it_starts(self, organiser):
        post = make_person(Role.JUDGE).posts[0]
        with pytest.raises(BrokenRule, match="on or after the day the post started"):
            end_post(post, post.starts_on - dt.timedelta(days=1), by=organiser, at=clock.now())

    def test_one_that_is_held_is_not_doubled(self, organiser):
        person = make_person(Role.JUDGE)
        assert start_post(person, Role.JUDGE, None, by=organiser, at=clock.now()) is person.posts[0]

    def test_one_that_ended_today_goes_on_when_it_is_started_again(self, organiser):
        person = make_person(Role.JUDGE)
        end_post(person.posts[0], today(), by=organiser, at=clock.now())
        assert start_post(person, Role.JUDGE, None, by=organiser, at=clock.now()).ends_on is None

    @pytest.mark.both_databases
    def test_the_last_organiser_stays(self, organiser):
        with pytest.raises(BrokenRule, match="last organiser"):
            end_post(organiser.posts[0], today(), by=organiser, at=clock.now())

    def test_a_disabled_organiser_is_no_successor(self, organiser):
        make_person(Role.ORGANISER, disabled_at=clock.now())
        with pytest.raises(BrokenRule, match="last organiser"):
            end_post(organiser.posts[0], today(), by=organiser, at=clock.now())

    def test_one_of_two_organisers_may_go(self, organiser):
        make_person(Role.ORGANISER)
        end_post(organiser.posts[0], today(), by=organiser, at=clock.now())
        assert organiser.posts[0].ends_on == today()


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
