"""A conflict beats a role: organisers, auditors and chairs with a post in a nominating body stand aside."""

import datetime as dt

import pytest
import sqlalchemy as sa

from awards.accounts.models import Post
from awards.core import clock
from awards.core.database import db
from awards.editions.states import Stage
from awards.judging.models import Conflict
from awards.judging.services import find_conflicts
from awards.judging.states import ConflictKind
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.factories import (
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_participant,
    make_person,
    saved,
)

pytestmark = pytest.mark.both_databases
LONG_AGO = dt.date(2015, 1, 1)


@pytest.fixture
def council(session):
    return make_organisation(name="Alder Council")


@pytest.fixture
def team(council):
    edition = make_edition(Stage.NOMINATIONS)
    make_participant(edition, council)
    category = make_category(edition)
    neighbour = make_organisation()
    make_participant(edition, neighbour)
    make_nomination(category, neighbour, NominationState.SUBMITTED, team_name="Team Birch")
    return make_nomination(category, council, NominationState.SUBMITTED, team_name="Team Alder")


def kinds(person):
    found = sa.select(Conflict.nomination_id, Conflict.kind).filter_by(person_id=person.id)
    return {row.nomination_id: row.kind for row in db.session.execute(found)}


def find(team):
    return find_conflicts(team.edition, by=make_person(Role.ORGANISER), at=clock.now())


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.AUDITOR, Role.CHAIR])
def test_a_post_in_the_nominating_body_beats_the_role(team, council, role):
    person = make_person(role)
    saved(Post(person=person, role=Role.DIRECTOR, organisation=council, starts_on=LONG_AGO))
    assert find(team) == 1
    assert kinds(person) == {team.id: ConflictKind.SAME_ORGANISATION}


def test_the_organisers_own_post_may_be_the_one_in_the_body(team, council):
    assert find(team) == 0
    person = make_person(Role.ORGANISER, organisation=council)
    assert find(team) == 1
    assert list(kinds(person)) == [team.id]


def test_a_post_that_ended_lately_with_the_partner_counts(team, council):
    council.partner, today = make_organisation(), clock.local(clock.now()).date()
    person = make_person(Role.AUDITOR)
    ended = today - dt.timedelta(days=300)
    gone = Post(role=Role.DELEGATE, organisation=council.partner, starts_on=LONG_AGO, ends_on=ended)
    person.posts.append(gone)
    find(team)
    assert kinds(person) == {team.id: ConflictKind.PAST_POST}


def test_who_asks_to_be_an_organiser_stands_aside_before_it_is_confirmed(team, council):
    person = make_person(Role.DIRECTOR, organisation=council)
    person.posts.append(Post(role=Role.ORGANISER, starts_on=LONG_AGO, awaits_confirmation=True))
    find(team)
    assert list(kinds(person)) == [team.id]


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.DELEGATE, Role.PRESENTER, Role.ADMINISTRATOR])
def test_who_sees_nothing_by_their_role_has_nothing_to_stand_aside_from(team, council, role):
    assert make_person(role, organisation=council).posts and find(team) == 0


def test_an_organiser_no_more_has_nothing_to_stand_aside_from(team, council):
    person = make_person(Role.DIRECTOR, organisation=council)
    person.posts.append(Post(role=Role.ORGANISER, starts_on=LONG_AGO, ends_on=dt.date(2016, 1, 1)))
    assert find(team) == 0


def test_from_the_closing_on_such_an_organiser_finds_no_trace(team, council, browser_of):
    person, other = make_person(Role.ORGANISER, organisation=council), make_person(Role.ORGANISER)
    review, checking = f"/nominations/{team.id}/review", f"/editions/{team.edition.slug}/nominations"
    closing = {"move": "close_nominations", "expected": "nominations"}
    assert browser_of(other).post(f"/editions/{team.edition.slug}/move", data=closing).status_code == 303
    browser = browser_of(person)
    assert browser.get(review).status_code == 404
    page = browser.get(checking).text
    assert "Team Birch" in page
    assert "Team Alder" not in page and "Alder Council" not in page and team.reference not in page
    assert browser_of(other).get(review).status_code == 200
    assert "Team Alder" in browser_of(other).get(checking).text


def test_a_director_who_organises_keeps_their_own_nomination(team, council, browser_of):
    person = make_person(Role.DIRECTOR, Role.ORGANISER, organisation=council)
    find(team)
    db.session.commit()
    assert browser_of(person).get(f"/nominations/{team.id}").status_code == 200
    assert browser_of(person).get(f"/nominations/{team.id}/review").status_code == 404
