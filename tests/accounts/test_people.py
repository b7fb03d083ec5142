"""The pages of people: for organisers and administrators; auditors read."""

import pytest

from awards.accounts.models import Person
from awards.core.database import db
from awards.core.outbox import Message
from awards.organisations.roles import Role
from tests.accounts.helpers import (
    count,
    invited,
    letters,
    main_of,
)
from tests.counting import counted_statements
from tests.days import today
from tests.factories import make_edition, make_organisation, make_person, refreshed


@pytest.fixture
def organiser(session):
    return make_person(Role.ORGANISER, name="Olive Organiser")


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
        make_edition(name="TEA 2022")
        typed = {
            "name": "Jo Bloggs",
            "email": "jo@example.org",
            "role": "director",
            "occasion": "Cheap loans",
        }
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
        browser.post(f"/people/posts/{post.id}/end", data=as_boxes(today()))
        assert (refreshed(post).title, post.ends_on) == ("Young judge", today())

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
        make_edition(name="TEA 2022")
        answer = browser_of(organiser).post(f"/people/{person.id}/invite-again")
        assert answer.status_code == 303
        assert sorted(letter.subject for letter in letters()) == [
            "You are invited to TEA 2022",
            "You are invited to TEA Awards",
        ]


def as_boxes(day):
    """A date as the three boxes post it."""
    return {"on-day": str(day.day), "on-month": str(day.month), "on-year": str(day.year)}
