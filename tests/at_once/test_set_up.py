"""People, posts and the set-up: pressed twice at once, they are there once."""

import pytest

from awards.accounts.models import LinkPurpose, Person, Post
from awards.accounts.services import make_link
from awards.core import clock
from awards.core.outbox import Message
from awards.editions.models import Award, Category, Criterion
from awards.editions.states import Stage
from awards.organisations.models import Organisation
from awards.organisations.roles import Role
from tests.at_once.meeting import TWO, at_once, both_went_on, count, pressed_twice
from tests.factories import (
    make_category,
    make_edition,
    make_organisation,
    make_person,
)

pytestmark = pytest.mark.both_databases


def test_somebody_is_invited_once(busy):
    email = "twice@example.org"
    data = {"name": "Tess Twice", "email": email, "role": "judge"}
    both_went_on(pressed_twice(busy, make_person(Role.ORGANISER), "/people/invite", **data))
    assert (count(Person, email=email), count(Message, recipient=email)) == (1, 1)


def test_an_invitation_lets_one_browser_in(busy):
    person = make_person(Role.JUDGE, joined_at=None)
    token = make_link(person, LinkPurpose.INVITATION, at=clock.now())
    clients = [busy.test_client() for _ in range(TWO)]
    calls = [lambda client=client: client.post(f"/invitation/{token}") for client in clients]
    answers = at_once(busy, *calls)
    assert sorted(answer.status_code for answer in answers) == [303, 410]


def test_an_organisation_is_added_once(busy):
    data = {"name": "Twofold Council", "short_name": "Twofold", "kind": "council"}
    both_went_on(pressed_twice(busy, make_person(Role.ORGANISER), "/organisations/new", **data))
    assert count(Organisation, name="Twofold Council") == 1


def test_a_category_a_criterion_and_an_award_are_added_once(busy):
    edition = make_edition(Stage.SET_UP)
    category, organiser = make_category(edition), make_person(Role.ORGANISER)
    base = f"/editions/{edition.slug}/set-up"
    both_went_on(
        pressed_twice(busy, organiser, f"{base}/categories/new", name="Other", max_per_organisation="1")
    )
    words = {f"scale_{n}": f"Word {n}" for n in range(6)}
    path = f"{base}/categories/{category.id}/criteria/new"
    both_went_on(pressed_twice(busy, organiser, path, name="Courage", weight="10", **words))
    award = {"name": "Cup", "kind": "competition", "category": str(category.id), "minimum": "1"}
    both_went_on(pressed_twice(busy, organiser, f"{base}/awards/new", **award, highly_commended="0"))
    assert (count(Category, name="Other"), count(Criterion, name="Courage"), count(Award, name="Cup")) == (
        1,
        1,
        1,
    )


def test_a_post_is_started_once(busy):
    person = make_person()
    path = f"/people/{person.id}/posts"
    both_went_on(pressed_twice(busy, make_person(Role.ORGANISER), path, role="judge"))
    assert count(Post, person_id=person.id) == 1


def test_a_delegate_is_invited_once(busy):
    body, email = make_organisation(), "twice.delegate@example.org"
    director = make_person(Role.DIRECTOR, organisation=body)
    data = {"name": "Tess Twice", "email": email}
    both_went_on(pressed_twice(busy, director, f"/organisations/{body.slug}/delegates", **data))
    assert (count(Person, email=email), count(Message, recipient=email)) == (1, 1)


def test_a_post_is_handed_over_once(busy):
    body, email, today = make_organisation(), "twice.director@example.org", clock.local(clock.now()).date()
    leaver = make_person(Role.DIRECTOR, organisation=body)
    day = {"first_day-day": today.day, "first_day-month": today.month, "first_day-year": today.year}
    data = {"name": "Tess Twice", "email": email} | day
    path = f"/people/posts/{leaver.posts[0].id}/hand-over"
    both_went_on(pressed_twice(busy, make_person(Role.ORGANISER), path, **data))
    assert (count(Post, organisation_id=body.id), count(Message, recipient=email)) == (2, 1)
