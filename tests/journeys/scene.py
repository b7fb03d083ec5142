"""A nomination on a running site, and a way to be somebody without passing the door every time."""

import uuid
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.database import db
from awards.nominations.models import Nomination
from awards.organisations.roles import Role
from tests.factories import (
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_participant,
    make_person,
)
from tests.journeys.visiting import Site, Visitor
from tests.nominations.conftest import COMPLETE, add_special_questions


def sign_in(site: Site, visitor: Visitor, email: str) -> None:
    """Give the visitor's window the session of whoever has this address."""
    client = site.app.test_client()
    with site.app.app_context():
        person = db.session.scalars(sa.select(Person).filter_by(email=email)).one()
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = person.get_id(), True
        db.session.remove()
    name = str(site.app.config["SESSION_COOKIE_NAME"])
    kept = client.get_cookie(name)
    assert kept is not None
    visitor.page.context.add_cookies([{"name": name, "value": kept.value, "url": site.url}])


@dataclass(frozen=True)
class Draft:
    """A complete draft in an open edition, and the addresses of those who have to do with it."""

    site: Site
    id: uuid.UUID
    edition: str
    director: str
    delegate: str
    organiser: str

    @property
    def path(self) -> str:
        """Its page with the list of sections."""
        return f"/nominations/{self.id}"

    def sign_in(self, visitor: Visitor, email: str) -> None:
        """Give the visitor's window the session of whoever has this address."""
        sign_in(self.site, visitor, email)

    def answer(self, key: str) -> object:
        """What the database holds in answer to the question, or None."""
        with self.site.app.app_context():
            nomination = db.session.get(Nomination, self.id)
            assert nomination is not None
            given = {each.question.key: each.value for each in nomination.answers}
            db.session.remove()
        return given.get(key)


@pytest.fixture
def draft(site: Site) -> Draft:
    """One organisation, its director, its delegate, an organiser, and a draft that lacks nothing required."""
    with site.app.app_context():
        edition, organisation = make_edition(), make_organisation()
        category = make_category(edition)
        add_special_questions(category)
        make_participant(edition, organisation)
        director = make_person(Role.DIRECTOR, organisation=organisation)
        delegate = make_person(Role.DELEGATE, organisation=organisation)
        organiser = make_person(Role.ORGANISER)
        nomination = make_nomination(category, organisation, answers=COMPLETE)
        made = Draft(site, nomination.id, edition.slug, director.email, delegate.email, organiser.email)
        db.session.remove()
    return made
