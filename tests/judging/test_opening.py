"""Opening judging: conflicts from posts, everyone scores everything else, once."""

import datetime as dt

import pytest
import sqlalchemy as sa

from awards.accounts.models import Post
from awards.core import clock
from awards.core.database import db
from awards.core.errors import WrongState
from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.judging.models import Assignment, Conflict
from awards.judging.services import add_to_panel, find_conflicts, prepare_judging
from awards.judging.states import ConflictKind
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.factories import make_category, make_nomination, make_organisation, make_person, saved

pytestmark = pytest.mark.both_databases


def pairs():
    rows = db.session.execute(sa.select(Assignment.person_id, Assignment.nomination_id))
    return {(row.person_id, row.nomination_id) for row in rows}


def kinds(person):
    rows = sa.select(Conflict.nomination_id, Conflict.kind).filter_by(person_id=person.id)
    return {row.nomination_id: row.kind for row in db.session.execute(rows)}


def hold(person, organisation, role=Role.DIRECTOR, **dates):
    usual = {"role": role, "starts_on": dt.date(2019, 1, 1)}
    return saved(Post(person=person, organisation=organisation, **usual | dates))


def test_every_scoring_member_scores_every_accepted_nomination(judging):
    people = (judging.judge, judging.other)
    assert pairs() == {(person.id, team.id) for person in people for team in judging.nominations}


def test_preparing_twice_doubles_nothing(judging):
    before = pairs()
    assert judging.prepare() == 0
    assert pairs() == before


def test_a_late_nomination_and_a_late_member_are_picked_up(judging):
    late = judging.add_nomination()
    person = make_person(Role.JUDGE)
    add_to_panel(judging.panel, person, by=judging.organiser, at=clock.now())
    judging.prepare()
    assert {(person.id, team.id) for team in judging.nominations} <= pairs()
    assert (judging.judge.id, late.id) in pairs()


def test_only_accepted_nominations_of_the_panels_categories_are_assigned(judging):
    before = pairs()
    make_nomination(judging.category, make_organisation(), NominationState.INELIGIBLE)
    make_nomination(make_category(judging.edition), make_organisation(), NominationState.ACCEPTED)
    judging.prepare()
    assert pairs() == before


def test_a_post_in_the_nominating_organisation_recuses(judging):
    team = judging.nominations[0]
    hold(judging.judge, team.organisation)
    judging.prepare()
    assert kinds(judging.judge) == {team.id: ConflictKind.SAME_ORGANISATION}
    assert (judging.judge.id, team.id) not in pairs()
    assert (judging.other.id, team.id) in pairs()


def test_a_post_with_the_partner_recuses(judging):
    council = make_organisation()
    team = judging.add_nomination(make_organisation(partner=council))
    hold(judging.judge, council)
    judging.prepare()
    assert kinds(judging.judge) == {team.id: ConflictKind.PARTNER_ORGANISATION}


@pytest.mark.parametrize(("days", "recused"), [(365, True), (4 * 365, False)])
def test_a_post_that_ended_recuses_for_three_years(judging, days, recused):
    team = judging.nominations[0]
    today = clock.local(clock.now()).date()
    hold(
        judging.judge,
        team.organisation,
        starts_on=dt.date(2015, 1, 1),
        ends_on=today - dt.timedelta(days=days),
    )
    judging.prepare()
    assert kinds(judging.judge) == ({team.id: ConflictKind.PAST_POST} if recused else {})


def test_a_judges_own_post_with_an_organisation_counts(judging):
    team = judging.nominations[0]
    person = make_person(Role.JUDGE, organisation=team.organisation)
    add_to_panel(judging.panel, person, by=judging.organiser, at=clock.now())
    assert kinds(person) == {team.id: ConflictKind.SAME_ORGANISATION}


def test_a_chair_who_does_not_score_is_recused_as_well(judging):
    team = judging.nominations[0]
    hold(judging.chair, team.organisation)
    find_conflicts(judging.edition, by=judging.organiser, at=clock.now())
    assert kinds(judging.chair) == {team.id: ConflictKind.SAME_ORGANISATION}


def test_finding_conflicts_twice_notes_them_once(judging):
    hold(judging.judge, judging.nominations[0].organisation)
    at = clock.now()
    assert [find_conflicts(judging.edition, by=judging.organiser, at=at) for _ in range(2)] == [1, 0]


@pytest.mark.parametrize("stage", [Stage.NOMINATIONS, Stage.MODERATION, Stage.SEALED])
def test_judging_is_prepared_only_when_it_opens_or_is_open(judging, stage):
    judging.edition.state = stage
    with pytest.raises(WrongState):
        prepare_judging(judging.edition, by=judging.organiser, at=clock.now())


def test_every_member_is_told_once(judging):
    for member in judging.panel.members:
        member.declared_at = None
    for _ in range(2):
        prepare_judging(judging.edition, by=judging.organiser, at=clock.now(), base_url="https://a.example")
    told = db.session.scalars(sa.select(Message.recipient)).all()
    assert sorted(told) == sorted(member.person.email for member in judging.panel.members)
