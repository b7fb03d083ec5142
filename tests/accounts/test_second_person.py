"""Where two people decide, a grave role waits until a second person confirms it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa

from awards.accounts.models import Link, Person, Post
from awards.accounts.queries import organiser_posts
from awards.accounts.services import (
    confirm_post,
    end_post,
    invite_again,
    start_post,
    take_back,
)
from awards.core import clock
from awards.core.audit import Event
from awards.core.database import db
from awards.core.deciding import two_people_decide
from awards.core.errors import BrokenRule, WrongState
from awards.editions.models import Edition
from awards.editions.states import Stage
from awards.judging.queries import people_to_seat
from awards.judging.services import invite_to_panel
from awards.judging.services.panels import Seat
from awards.organisations.roles import GRAVE, Role
from tests.accounts.helpers import BASE, count, invited, letters, main_of, path_in
from tests.days import today
from tests.factories import make_category, make_edition, make_panel, make_person, refreshed

pytestmark = pytest.mark.both_databases


@dataclass
class Desk:
    """An edition in which two people decide, and two of them."""

    edition: Edition
    asker: Person
    second: Person

    def ask(self, role: Role = Role.AUDITOR, **more: Any) -> Post:
        """The newest post of somebody whom ``asker`` has just invited."""
        person: Person = invited(self.asker, role=role, **more)
        return person.posts[-1]

    def confirm(self, post: Post, by: Person | None = None) -> None:
        """Confirm it, as the page does."""
        confirm_post(post, by=by or self.second, at=clock.now(), base_url=BASE, occasion="TEA 2022")
        db.session.commit()


@pytest.fixture
def desk(session) -> Desk:
    edition = make_edition(two_people_decide=True)
    asker = make_person(Role.ORGANISER, name="Olive Organiser")
    return Desk(edition, asker, make_person(Role.ADMINISTRATOR))


def acts() -> list[str]:
    return list(db.session.scalars(sa.select(Event.action).order_by(Event.number)))


class TestWaiting:
    """Asked for, not held."""

    @pytest.mark.parametrize("role", sorted(GRAVE))
    def test_a_grave_role_waits_and_nobody_is_told(self, desk, role):
        post = desk.ask(role)
        assert (post.awaits_confirmation, post.asked_by_id) == (True, desk.asker.id)
        assert not post.person.holds(role) and post.person.waits_for(role)
        assert (letters(), count(Link)) == ([], 0)

    def test_any_other_role_starts_at_once(self, desk):
        assert desk.ask(Role.JUDGE).person.holds(Role.JUDGE)
        assert letters()[0].kind == "invitation"

    def test_a_further_post_of_somebody_known_waits_as_well(self, desk):
        judge = make_person(Role.JUDGE)
        start_post(judge, Role.ORGANISER, None, by=desk.asker, at=clock.now())
        assert not judge.holds(Role.ORGANISER) and judge.holds(Role.JUDGE)

    def test_one_person_is_enough_where_the_edition_says_so(self, desk):
        desk.edition.two_people_decide = False
        assert desk.ask().person.holds(Role.AUDITOR)

    def test_without_any_edition_one_person_is_enough(self, session):
        assert not two_people_decide()

    def test_the_latest_edition_that_is_not_archived_decides(self, desk):
        make_edition(Stage.ARCHIVED, year=2030, two_people_decide=False)
        assert two_people_decide()

    def test_the_command_line_needs_no_second_person(self, desk):
        assert invited(None, role=Role.ORGANISER).holds(Role.ORGANISER)

    def test_the_command_line_confirms_what_waits(self, desk):
        person = desk.ask(Role.ORGANISER).person
        invited(None, role=Role.ORGANISER)
        assert person.holds(Role.ORGANISER)
        assert (count(Post), len(letters())) == (3, 1)

    def test_asking_twice_asks_once(self, desk):
        desk.ask()
        desk.ask()
        assert (count(Post), acts()) == (3, ["person invited", "post asked for"])

    def test_who_waits_is_not_the_other_organiser(self, desk):
        desk.ask(Role.ORGANISER)
        assert [post.person_id for post in organiser_posts()] == [desk.asker.id]

    def test_no_invitation_is_sent_again_before_it_is_confirmed(self, desk):
        with pytest.raises(WrongState, match="waits for a second person"):
            invite_again(desk.ask().person, by=desk.asker, at=clock.now(), base_url=BASE)

    def test_a_post_that_waits_has_no_last_day(self, desk):
        with pytest.raises(WrongState, match="has not started"):
            end_post(desk.ask(), today(), by=desk.asker, at=clock.now())

    def test_a_chair_who_waits_is_not_seated(self, desk):
        panel = make_panel(make_category(desk.edition))
        person = desk.ask(Role.CHAIR).person
        assert person not in people_to_seat(panel)
        with pytest.raises(BrokenRule, match="needs two people"):
            invite_to_panel(
                panel,
                "new@example.org",
                "New Chair",
                Seat(is_chair=True),
                by=desk.asker,
                at=clock.now(),
                base_url=BASE,
            )


class TestConfirming:
    """By an organiser or administrator: not who asked, not who is to hold the post."""

    def test_a_second_person_starts_it_and_the_invitation_goes_out(self, desk):
        post = desk.ask()
        desk.confirm(post)
        assert post.person.holds(Role.AUDITOR)
        (letter,) = letters()
        assert "Olive Organiser" in letter.body and "TEA 2022" in letter.subject
        assert path_in(letter).startswith("/invitation/")
        assert acts()[-1] == "post confirmed"

    def test_confirming_twice_happens_once(self, desk):
        post = desk.ask()
        desk.confirm(post)
        desk.confirm(post)
        assert (len(letters()), acts().count("post confirmed")) == (1, 1)

    def test_it_starts_no_earlier_than_it_is_confirmed(self, desk):
        post = desk.ask(starts_on=today() - dt.timedelta(days=30))
        desk.confirm(post)
        assert post.starts_on == today()

    def test_who_asked_cannot_confirm(self, desk):
        post = desk.ask()
        with pytest.raises(BrokenRule):
            desk.confirm(post, by=desk.asker)

    @pytest.mark.parametrize(
        ("who", "status"), [("second", 303), ("asker", 404), ("holder", 404), ("auditor", 404)]
    )
    def test_who_may_press_the_button(self, desk, browser_of, who, status):
        people = {"second": desk.second, "asker": desk.asker, "auditor": make_person(Role.AUDITOR)}
        people["holder"] = make_person(Role.ADMINISTRATOR)
        post = start_post(people["holder"], Role.ORGANISER, None, by=desk.asker, at=clock.now())
        db.session.commit()
        address, browser = f"/people/posts/{post.id}/confirm", browser_of(people[who])
        assert (address in browser.get(f"/people/{post.person_id}").text) == (status == 303)
        assert browser.post(address).status_code == status
        assert refreshed(post).awaits_confirmation == (status != 303)


class TestTakingBack:
    """By anybody who looks after people."""

    def test_it_leaves_no_post_and_no_message(self, desk):
        post = desk.ask()
        person = post.person
        for _ in range(2):
            take_back(person, post.id, by=desk.asker, at=clock.now())
            db.session.commit()
        assert (refreshed(person).posts, letters()) == ([], [])
        assert acts().count("post taken back") == 1

    def test_a_post_that_was_confirmed_stays(self, desk):
        post = desk.ask()
        desk.confirm(post)
        with pytest.raises(WrongState, match="was confirmed"):
            take_back(post.person, post.id, by=desk.asker, at=clock.now())

    def test_it_can_be_asked_for_again(self, desk):
        post = desk.ask()
        take_back(post.person, post.id, by=desk.asker, at=clock.now())
        assert desk.ask().awaits_confirmation

    def test_a_second_press_shows_the_same_page(self, desk, browser_of):
        post = desk.ask()
        address, browser = f"/people/{post.person_id}/posts/{post.id}/take-back", browser_of(desk.second)
        assert [browser.post(address).status_code for _ in range(2)] == [303, 303]


class TestThePages:
    """Waiting is said wherever the post is shown."""

    def test_the_person_the_list_and_the_invitation_form_say_so(self, desk, browser_of):
        browser = browser_of(desk.asker)
        typed = {"name": "Jo", "email": "jo@example.org", "role": "organiser"}
        answer = browser.post("/people/invite", data=typed, follow_redirects=True)
        assert "It waits for a second person" in answer.text
        page = main_of(answer)
        assert "Olive Organiser asked for this" in page and "Send the invitation again" not in page
        assert "End this post" not in page
        assert "Waits for a second person" in main_of(browser.get("/people"))
        assert "waits until a second person" in browser.get("/people/invite").text

    def test_their_own_account_says_so(self, desk, browser_of):
        post = desk.ask()
        assert "Waits for a second person" in browser_of(post.person).get("/account").text

    def test_somebody_who_waits_gets_no_page_of_the_role(self, desk, browser_of):
        assert browser_of(desk.ask(Role.ORGANISER).person).get("/people").status_code == 403
