"""What is found by itself: posts, who had a part in the nomination, who is in the team."""

import datetime as dt

import pytest
import sqlalchemy as sa

from awards.accounts.models import Post
from awards.core import clock
from awards.core.audit import Event, record
from awards.core.database import db
from awards.editions.states import Stage
from awards.judging.conflicts import Tie
from awards.judging.models import Conflict
from awards.judging.queries import numbers_aside
from awards.judging.services import ask_to_lift, declare_conflicts, find_conflicts, set_conflict
from awards.judging.states import ConflictKind, SeatState
from awards.nominations.models import Assistance, Revision, TeamMember
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import make_organisation, make_person, saved

pytestmark = pytest.mark.both_databases
NOMINATOR, TEAM, PAST = ConflictKind.NOMINATOR, ConflictKind.IN_THE_TEAM, ConflictKind.PAST_POST
LONG_AGO = dt.date(2015, 1, 1)
SITE = "https://awards.example"


@pytest.fixture
def team(judging):
    return judging.nominations[0]


def find(judging):
    return find_conflicts(judging.edition, by=judging.organiser, at=clock.now())


def found(person):
    rows = sa.select(Conflict.nomination_id, Conflict.kind).filter_by(person_id=person.id)
    return {row.nomination_id: row.kind for row in db.session.execute(rows)}


def days_ago(number):
    return clock.local(clock.now()).date() - dt.timedelta(days=number)


def question_of(team):
    return next(q for section in team.category.sections for q in section.questions if q.key == "challenge")


def write(team, person):
    moments = {"began_at": clock.now(), "ended_at": clock.now()}
    saved(
        Revision(nomination=team, question=question_of(team), value="We grew.", written_by=person, **moments)
    )


def test_who_wrote_in_a_nomination_stands_aside_wherever_they_work_now(judging, team):
    write(team, judging.judge)
    assert find(judging) == 1
    assert found(judging.judge) == {team.id: NOMINATOR}


def test_who_submitted_it_stands_aside(judging, team):
    team.submitted_by = judging.judge
    find(judging)
    assert found(judging.judge) == {team.id: NOMINATOR}


def test_who_signed_it_before_somebody_else_did_stands_aside(judging, team):
    record("nomination submitted", team, by=judging.judge, at=clock.now())
    find(judging)
    assert found(judging.judge) == {team.id: NOMINATOR}


def test_who_checked_it_has_no_part_in_it(judging, team):
    record("nomination accepted", team, by=judging.organiser, at=clock.now())
    assert find(judging) == 0


def test_an_organiser_who_took_down_what_was_said_did_not_nominate_but_a_judge_did(judging, team):
    for person in (judging.organiser, judging.judge):
        helping = {"nomination": team, "person": person, "reason": "By telephone", "began_at": clock.now()}
        saved(Assistance(**helping))
        write(team, person)
    find(judging)
    assert [found(judging.organiser), found(judging.judge)] == [{}, {team.id: NOMINATOR}]


def test_who_could_nominate_for_the_body_and_moved_since_stands_aside_though_past_posts_do_not_count(
    judging, team
):
    judging.edition.past_post_years = 0
    judging.edition.nominations_open_at = clock.now() - dt.timedelta(days=30)
    posts = {"organisation": team.organisation, "starts_on": LONG_AGO}
    judging.judge.posts.append(Post(role=Role.DELEGATE, ends_on=days_ago(10), **posts))
    judging.other.posts.append(Post(role=Role.DELEGATE, ends_on=days_ago(60), **posts))
    find(judging)
    assert [found(judging.judge), found(judging.other)] == [{team.id: NOMINATOR}, {}]


@pytest.mark.parametrize(("years", "kinds"), [(0, []), (1, [PAST]), (20, [PAST])])
def test_past_posts_count_for_as_many_years_as_the_edition_says(judging, team, years, kinds):
    judging.edition.past_post_years = years
    judging.edition.nominations_open_at = clock.now() - dt.timedelta(days=30)
    ended = {"starts_on": LONG_AGO, "ends_on": days_ago(300)}
    judging.judge.posts.append(Post(role=Role.DIRECTOR, organisation=team.organisation, **ended))
    find(judging)
    assert list(found(judging.judge).values()) == kinds


def test_who_is_in_the_team_by_their_address_stands_aside(judging, team):
    member = {"position": 1, "name": "Another Name", "email": judging.judge.email.upper()}
    saved(TeamMember(nomination=team, question=question_of(team), **member))
    find(judging)
    assert found(judging.judge) == {team.id: TEAM}


def test_a_name_alone_is_never_enough(judging, team):
    member = {"position": 1, "name": judging.judge.name, "email": "somebody.else@example.org"}
    saved(TeamMember(nomination=team, question=question_of(team), **member))
    assert find(judging) == 0


def test_every_reason_is_told_and_the_strongest_names_the_kind(judging, team):
    post = Post(role=Role.PRESENTER, organisation=team.organisation, starts_on=LONG_AGO)
    judging.judge.posts.append(post)
    write(team, judging.judge)
    find(judging)
    conflict = db.session.scalars(sa.select(Conflict)).one()
    assert conflict.kind is NOMINATOR
    assert conflict.reason == (
        f"Wrote in this nomination, or signed it. Holds a post at {team.organisation.name}."
    )


def test_found_again_it_is_not_doubled_and_the_record_names_each_person_once(judging, team):
    for each in judging.nominations:
        write(each, judging.judge)
    assert [find(judging), find(judging)] == [3, 0]
    events = db.session.scalars(sa.select(Event).filter_by(action="conflicts found")).all()
    assert [event.details["person"] for event in events] == [str(judging.judge.id)]
    assert set(events[0].details["nominations"]) == {str(each.id) for each in judging.nominations}


def lifted(judging, team):
    write(team, judging.judge)
    find(judging)
    conflict = db.session.scalars(sa.select(Conflict)).one()
    at = clock.now()
    assert ask_to_lift(conflict, "It was another team.", by=judging.organiser, at=at, base_url=SITE)
    return conflict


def test_what_was_lifted_stays_lifted_even_on_a_new_ground(judging, team):
    conflict = lifted(judging, team)
    judging.judge.posts.append(Post(role=Role.PRESENTER, organisation=team.organisation, starts_on=LONG_AGO))
    assert find(judging) == 0
    assert conflict.lifted_at is not None


def test_declared_again_it_stands_again_and_both_acts_are_on_record(judging, team):
    conflict = lifted(judging, team)
    judging.prepare()
    member = next(each for each in judging.panel.members if each.person is judging.judge)
    tie = Tie(ConflictKind.WORKED_TOGETHER, "We shared an office.")
    declare_conflicts(member, {team: tie}, by=judging.judge, at=clock.now())
    assert (conflict.kind, conflict.reason, conflict.noted_by) == (tie.kind, tie.reason, judging.judge)
    assert (conflict.lifted_at, conflict.lift_asked_by, conflict.lift_reason) == (None, None, "")
    acts = sa.select(Event.action).filter_by(thing_id=conflict.id).order_by(Event.number)
    assert db.session.scalars(acts).all() == ["lifting asked for", "conflict lifted", "conflict noted"]


def test_set_by_an_organiser_it_stands_again(judging, team):
    conflict = lifted(judging, team)
    again = set_conflict(judging.judge, team, "It was this team.", by=judging.organiser, at=clock.now())
    assert (again, again.lifted_at, again.kind) == (conflict, None, ConflictKind.SET_BY_ORGANISER)


def test_finding_takes_as_many_statements_for_many_as_for_few(judging):
    def count():
        db.session.commit()
        with counted_statements() as statements:
            find(judging)
        return len(statements)

    few = count()
    for _ in range(5):
        person = make_person(Role.JUDGE)
        judging.panel.members.append(type(judging.panel.members[0])(person=person, state=SeatState.INVITED))
        judging.add_nomination(make_organisation())
    assert (few, count()) == (6, 6)


def test_before_judging_the_organiser_sees_from_how_many_a_member_will_stand_aside(judging, team):
    judging.edition.state = Stage.NOMINATIONS
    write(team, judging.judge)
    write(judging.nominations[1], judging.judge)
    today = clock.local(clock.now()).date()
    assert numbers_aside(judging.organiser, judging.edition, today) == {judging.judge.id: 2}
    set_conflict(judging.organiser, team, "Married.", by=judging.organiser, at=clock.now())
    assert numbers_aside(judging.organiser, judging.edition, today) == {judging.judge.id: 1}


def test_what_is_lifted_is_not_counted(judging, team):
    conflict = lifted(judging, team)
    judging.edition.state, today = Stage.CHECKING, clock.local(clock.now()).date()
    assert conflict.lifted_at and numbers_aside(judging.organiser, judging.edition, today) == {}
