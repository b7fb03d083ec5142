"""A director changes job: the post is handed over, and all work stays."""

import datetime as dt
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from awards.accounts.models import Person, Post
from awards.accounts.services import Successor, hand_over, make_way_in
from awards.core import clock
from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import BrokenRule, WrongState
from awards.nominations.models import Nomination
from awards.organisations.models import Organisation
from awards.organisations.roles import Role
from tests.accounts.helpers import BASE, count, letters, main_of, path_in
from tests.days import today
from tests.factories import (
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_participant,
    make_person,
    refreshed,
)

DAY = dt.timedelta(days=1)
NEXT = Successor("nia@example.org", "Nia Newcomer", "Director of Children’s Services")


@dataclass
class Scene:
    """An organisation whose director leaves in the middle of a nomination."""

    body: Organisation
    leaver: Person
    organiser: Person
    nomination: Nomination

    @property
    def post(self) -> Post:
        return self.leaver.posts[0]

    @property
    def page(self) -> str:
        return f"/people/posts/{self.post.id}/hand-over"

    @property
    def work(self) -> str:
        return f"/nominations/{self.nomination.id}/check"

    def hand_over(self, successor=NEXT, first_day=None, post=None):
        person = hand_over(
            post or self.post,
            successor,
            first_day or today(),
            by=self.organiser,
            at=clock.now(),
            base_url=BASE,
            occasion="TEA",
        )
        db.session.commit()
        return person


@pytest.fixture
def scene(session):
    edition, body = make_edition(), make_organisation(name="Walsall Council")
    make_participant(edition, body)
    nomination = make_nomination(make_category(edition), body, answers={"challenge": "There was no soup."})
    leaver = make_person(Role.DIRECTOR, organisation=body, name="Leo Leaver")
    return Scene(body, leaver, make_person(Role.ORGANISER), nomination)


def when(first_day=None, **more):
    first_day = first_day or today()
    day = {
        "first_day-day": first_day.day,
        "first_day-month": first_day.month,
        "first_day-year": first_day.year,
    }
    return {"name": NEXT.name, "email": NEXT.email, "title": NEXT.title} | day | more


@pytest.mark.both_databases
def test_one_post_ends_the_other_starts_and_the_newcomer_is_invited(scene):
    person = scene.hand_over()
    assert scene.post.ends_on == today() - DAY
    assert [(post.role, post.organisation, post.starts_on) for post in person.posts] == [
        (Role.DIRECTOR, scene.body, today())
    ]
    [letter] = letters()
    assert (letter.recipient, letter.kind) == ("nia@example.org", "invitation")


def test_the_work_stays_where_it_was(scene, client):
    scene.hand_over()
    client.post(path_in(letters()[-1]))
    page = client.get(scene.work)
    assert page.status_code == 200 and "There was no soup." in page.text


def test_who_leaves_loses_access_at_once_in_an_open_session_too(scene, browser_of):
    open_session = browser_of(scene.leaver)
    assert open_session.get(scene.work).status_code == 200
    scene.hand_over()
    assert open_session.get(scene.work).status_code == 404
    assert open_session.post(f"/nominations/{scene.nomination.id}/submit").status_code == 404


def test_a_link_to_sign_that_was_sent_before_opens_nothing_any_more(scene, client):
    address = make_way_in(scene.leaver, scene.work, life=DAY, at=clock.now(), base_url=BASE)
    db.session.commit()
    scene.hand_over()
    assert client.get(client.post(address.removeprefix(BASE)).location).status_code == 404


def test_until_the_day_comes_nothing_changes_hands(scene, browser_of, client):
    scene.hand_over(first_day=today() + 7 * DAY)
    assert scene.post.ends_on == today() + 6 * DAY
    assert browser_of(scene.leaver).get(scene.work).status_code == 200
    [letter] = letters()
    assert f"from {clock.show_date(today() + 7 * DAY)}" in letter.body
    client.post(path_in(letter))
    assert client.get(scene.work).status_code == 404


def test_somebody_known_keeps_their_account_and_other_posts(scene):
    known = make_person(Role.JUDGE, email=NEXT.email, name="Nia Known")
    assert scene.hand_over() is known
    assert known.name == "Nia Known" and {post.role for post in known.posts} == {Role.JUDGE, Role.DIRECTOR}
    assert [letter.kind for letter in letters()] == ["post-started"]


def test_a_delegates_post_is_handed_over_the_same_way(scene):
    delegate = make_person(Role.DELEGATE, organisation=scene.body)
    person = scene.hand_over(post=delegate.posts[0])
    assert person.holds_in(scene.body.id, Role.DELEGATE)
    assert not refreshed(delegate).holds_in(scene.body.id, Role.DELEGATE)


def test_the_record_says_that_it_was_handed_over(scene, session):
    scene.hand_over()
    actions = [event.action for event in session.scalars(sa.select(Event).order_by(Event.number))]
    assert actions == ["post ended", "post handed over", "person invited", "post started"]


def test_handed_over_twice_it_is_handed_over_once(scene):
    for _ in range(2):
        scene.hand_over()
    assert count(Post) == 3 and len(letters()) == 1  # the leaver's, the organiser's and the newcomer's


def test_a_last_day_that_was_set_before_stays(scene):
    scene.post.ends_on = today() - 30 * DAY
    scene.hand_over()
    assert scene.post.ends_on == today() - 30 * DAY


def test_a_post_taken_up_on_that_very_day_goes_as_if_it_had_not_been(scene, session):
    scene.post.starts_on = today()
    post_id = scene.post.id
    scene.hand_over()
    assert session.get(Post, post_id) is None
    assert session.query(Event).filter_by(action="post taken back").count() == 1


@pytest.mark.parametrize(
    ("successor", "days_on", "words"),
    [
        (Successor("leo@example.org", "Leo"), 0, "who leaves"),
        (NEXT, -9999, "took up this post"),
        (NEXT, 400, "twelve months"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_ends(scene, successor, days_on, words):
    scene.leaver.email = "leo@example.org"
    with pytest.raises(BrokenRule, match=words):
        scene.hand_over(successor, today() + days_on * DAY)
    assert scene.post.ends_on is None


def test_only_a_post_in_an_organisation_is_handed_over(scene):
    with pytest.raises(WrongState):
        scene.hand_over(post=scene.organiser.posts[0])


def test_the_page_guides_an_organiser_through_it(scene, browser_of):
    browser = browser_of(scene.organiser)
    assert "Leo Leaver leaves: somebody takes over" in browser.get(f"/people/{scene.leaver.id}").text
    page = main_of(browser.get(scene.page))
    assert "finds all the work where it was left" in page and f'value="{today().year}"' in page
    answer = browser.post(scene.page, data=when())
    assert answer.status_code == 303
    assert "Nia Newcomer takes over from Leo Leaver" in browser.get(answer.location).text


def test_a_mistake_is_shown_beside_its_box_with_what_was_typed(scene, browser_of):
    answer = browser_of(scene.organiser).post(scene.page, data=when(dt.date(2019, 1, 1)))
    assert answer.status_code == 422 and "took up this post" in answer.text
    assert 'value="Nia Newcomer"' in answer.text


def test_only_those_who_look_after_people_hand_over(scene, browser_of):
    for somebody in (scene.leaver, make_person(Role.AUDITOR), make_person(Role.JUDGE)):
        assert browser_of(somebody).post(scene.page, data=when()).status_code in {403, 404}
    assert refreshed(scene.post).ends_on is None
