"""Who scores what, moved by hand on top of a draw."""

import datetime as dt
import re

import pytest
import sqlalchemy as sa

from awards.core import clock
from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import BrokenRule, NotFound, WrongState
from awards.core.fences import is_fenced_off
from awards.core.outbox import Message
from awards.core.states import MessageState
from awards.editions.states import Stage
from awards.judging.models import Assignment, Conflict, PanelMember
from awards.judging.queries import Wish, nominations_page, people_to_give, round_problem_of
from awards.judging.services import give, take_away
from awards.judging.services.lists import LIST_CHANGED
from awards.judging.services.moves import BY_HAND
from awards.judging.states import ConflictKind, SeatState
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import (
    make_assignment,
    make_category,
    make_nomination,
    make_organisation,
    make_person,
    make_sheet,
    saved,
)

SITE = "https://a.example"
NOON = dt.datetime(2022, 9, 5, 12, tzinfo=dt.UTC)


@pytest.fixture
def drawn(judging):
    """One of two judges scores each team; the judge has them all, the other none, and two are the most."""
    db.session.execute(sa.delete(Assignment).where(Assignment.person_id == judging.other.id))
    judging.panel.current.judges_each, judging.panel.current.most_each = 1, 2
    db.session.commit()
    return judging


def given(judging, nomination, person, reason=""):
    assignment = give(judging.panel, nomination, person.id, reason, by=judging.organiser, at=clock.now())
    db.session.commit()
    return assignment


def taken(judging, nomination, person):
    take_away(judging.panel, nomination, person.id, by=judging.organiser, at=clock.now())
    db.session.commit()


def letters():
    """What was written to judges about their lists."""
    rows = sa.select(Message).filter_by(kind=LIST_CHANGED).order_by(Message.recipient, Message.due_at)
    return db.session.scalars(rows.execution_options(populate_existing=True)).all()


def on(nomination):
    return set(db.session.scalars(sa.select(Assignment.person_id).filter_by(nomination_id=nomination.id)))


def last_event():
    return db.session.scalars(sa.select(Event).order_by(Event.number.desc())).first()


@pytest.mark.both_databases
def test_a_nomination_is_given_once_and_recorded(drawn):
    team = drawn.nominations[0]
    first, second = given(drawn, team, drawn.other), given(drawn, team, drawn.other)
    assert first is second
    assert on(team) == {drawn.judge.id, drawn.other.id}
    assert first.by_hand == BY_HAND
    event = last_event()
    assert (event.action, event.thing_id) == ("nomination given", drawn.panel.id)
    assert event.details == {"nomination": str(team.id), "person": str(drawn.other.id), "over": False}


@pytest.mark.both_databases
def test_moves_by_hand_are_told_in_one_message_a_day_that_says_what_holds(drawn):
    organiser, panel = drawn.organiser, drawn.panel
    for team in drawn.nominations[:2]:
        give(panel, team, drawn.other.id, "", by=organiser, at=NOON, base_url=SITE)
    (told,) = letters()
    assert told.recipient == drawn.other.email
    assert "has changed: you now have 2 nominations to score." in told.body
    assert f"{SITE}/judging\n" in told.body
    assert not any(team.title in told.body for team in drawn.nominations)
    told.state = MessageState.SENT
    take_away(panel, drawn.nominations[0], drawn.other.id, by=organiser, at=NOON, base_url=SITE)
    assert len(letters()) == 1
    later = NOON + dt.timedelta(days=1)
    take_away(panel, drawn.nominations[1], drawn.other.id, by=organiser, at=later, base_url=SITE)
    assert ["you now have no nominations to score" in each.body for each in letters()] == [False, True]


@pytest.mark.parametrize("change", ["checking", "not accepted"])
def test_before_judging_or_an_answer_nobody_is_told_of_their_list(drawn, change):
    if change == "checking":
        drawn.edition.state = Stage.CHECKING
    else:
        seat = sa.update(PanelMember).filter_by(person_id=drawn.other.id)
        invited = {"state": SeatState.INVITED, "criteria_read_at": None, "declared_at": None}
        db.session.execute(seat.values(**invited, answered_at=None))
        db.session.commit()
    give(drawn.panel, drawn.nominations[0], drawn.other.id, "", by=drawn.organiser, at=NOON, base_url=SITE)
    assert (on(drawn.nominations[0]), letters()) == ({drawn.judge.id, drawn.other.id}, [])


def test_the_outbox_keeps_lists_from_who_stands_aside_from_a_nomination_in_the_round(drawn):
    give(drawn.panel, drawn.nominations[0], drawn.other.id, "", by=drawn.organiser, at=NOON, base_url=SITE)
    (told,) = letters()
    reader = make_person(Role.ORGANISER)
    assert not is_fenced_off(told, reader.id)
    kind = ConflictKind.DECLARED
    saved(Conflict(person=reader, nomination=drawn.nominations[2], kind=kind, reason="Friends"))
    assert is_fenced_off(told, reader.id)


def test_over_a_judges_limit_a_reason_is_needed_and_kept(drawn):
    for team in drawn.nominations[:2]:
        given(drawn, team, drawn.other)
    with pytest.raises(BrokenRule) as refusal:
        given(drawn, drawn.nominations[2], drawn.other, " ")
    assert refusal.value.field == "reason"
    assert "has 2 of at most 2" in refusal.value.sentence
    assert given(drawn, drawn.nominations[2], drawn.other, "Nobody else knows the field").by_hand == (
        "Nobody else knows the field"
    )
    assert last_event().details["over"] is True


def test_a_judges_own_limit_goes_before_the_rounds(drawn):
    seat = sa.select(PanelMember).filter_by(person_id=drawn.other.id)
    db.session.scalars(seat).one().most = 0
    with pytest.raises(BrokenRule):
        given(drawn, drawn.nominations[0], drawn.other)


def test_a_conflict_is_never_overridden(drawn):
    team, kind = drawn.nominations[0], ConflictKind.DECLARED
    saved(Conflict(person=drawn.other, nomination=team, kind=kind, reason="Friends"))
    with pytest.raises(NotFound):
        given(drawn, team, drawn.other, "It does not matter")
    assert on(team) == {drawn.judge.id}


@pytest.mark.parametrize("change", [{"state": SeatState.LEFT}, {"scores": False}])
def test_nobody_who_does_not_score_any_more_is_given_anything(drawn, change):
    db.session.execute(sa.update(PanelMember).filter_by(person_id=drawn.other.id).values(**change))
    with pytest.raises(NotFound):
        given(drawn, drawn.nominations[0], drawn.other)


def test_a_nomination_that_the_panel_does_not_judge_is_not_found(drawn):
    stranger = make_nomination(make_category(drawn.edition), make_organisation(), NominationState.ACCEPTED)
    with pytest.raises(NotFound):
        given(drawn, stranger, drawn.other)


def test_what_nobody_has_begun_is_taken_away_and_recorded(drawn):
    team = drawn.nominations[0]
    for _ in range(2):
        taken(drawn, team, drawn.judge)
    assert on(team) == set()
    assert last_event().action == "nomination taken away"


def test_what_is_begun_stays_with_its_judge(drawn):
    team = drawn.nominations[0]
    make_sheet(drawn.assignment(drawn.judge, team), 3)
    with pytest.raises(BrokenRule):
        taken(drawn, team, drawn.judge)
    assert on(team) == {drawn.judge.id}


def test_what_was_given_by_hand_never_moves_in_a_draw(drawn):
    team = drawn.nominations[0]
    given(drawn, team, drawn.other)
    task = round_problem_of(drawn.panel, Wish(1), clock.local(clock.now()).date())
    fixed = {(task.people[judge], task.nominations[entry]) for judge, entry in task.problem.fixed}
    assert fixed == {(drawn.other.id, team.id)}


def test_where_everybody_scores_everything_nothing_is_moved(judging):
    with pytest.raises(WrongState):
        taken(judging, judging.nominations[0], judging.judge)


def test_once_judging_has_closed_nothing_is_moved(drawn):
    drawn.edition.state = Stage.MODERATION
    with pytest.raises(WrongState):
        given(drawn, drawn.nominations[0], drawn.other)


def test_those_with_room_and_the_fewest_come_first(drawn):
    third = make_person(Role.JUDGE)
    now = clock.now()
    ready = {"state": SeatState.ACCEPTED, "answered_at": now, "criteria_read_at": now, "declared_at": now}
    saved(PanelMember(panel=drawn.panel, person=third, **ready))
    for team in drawn.nominations[:2]:
        make_assignment(drawn.panel, drawn.other, team)
    last = drawn.nominations[2]
    assert [load.person_id for load in people_to_give(drawn.panel, last)] == [third.id, drawn.other.id]


@pytest.fixture
def address(drawn):
    return f"/judging/panels/{drawn.panel.id}/assignment/{drawn.nominations[0].id}"


def text_of(answer):
    return " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())


def test_an_organiser_gives_and_takes_away_on_one_page(drawn, address, browser_of):
    browser, team = browser_of(drawn.organiser), drawn.nominations[0]
    assert "Not begun" in text_of(browser.get(address))
    assert browser.post(address, data={"person": str(drawn.other.id), "reason": ""}).status_code == 303
    assert text_of(browser.get(address)).count("Given by hand") == 1
    assert browser.post(f"{address}/take", data={"person": str(drawn.judge.id)}).status_code == 303
    assert on(team) == {drawn.other.id}
    whole = text_of(browser.get(f"/judging/panels/{drawn.panel.id}/assignment"))
    assert f"gave {team.title} to {drawn.other.name}" in whole
    assert f"took {team.title} from {drawn.judge.name}" in whole


def test_what_was_typed_is_shown_again_beside_what_is_missing(drawn, address, browser_of):
    for team in drawn.nominations[1:]:
        make_assignment(drawn.panel, drawn.other, team)
    answer = browser_of(drawn.organiser).post(address, data={"person": str(drawn.other.id), "reason": ""})
    assert answer.status_code == 422
    assert "Say why they take one more" in answer.text
    assert f'value="{drawn.other.id}" selected' in answer.text


@pytest.mark.parametrize("person", ["", "nobody", "7d3f6f0e-0c1f-4a3e-9d8e-7b8a7c0a2f11"])
def test_taking_from_nobody_changes_nothing(drawn, address, browser_of, person):
    answer = browser_of(drawn.organiser).post(f"{address}/take", data={"person": person})
    assert answer.status_code in {303, 404}
    assert on(drawn.nominations[0]) == {drawn.judge.id}


def test_a_sheet_that_was_begun_meanwhile_is_said_on_the_page(drawn, address, browser_of):
    make_sheet(drawn.assignment(drawn.judge, drawn.nominations[0]), 3)
    answer = browser_of(drawn.organiser).post(f"{address}/take", data={"person": str(drawn.judge.id)})
    assert (answer.status_code, "has begun to score it" in answer.text) == (422, True)


def test_the_page_of_a_nomination_takes_a_fixed_number_of_statements(drawn, address, browser_of):
    browser = browser_of(drawn.organiser)
    with counted_statements() as counted:
        assert browser.get(address).status_code == 200
    assert len(counted) <= 10


def test_the_list_is_paged_searched_and_narrowed(drawn):
    organiser, panel = drawn.organiser, drawn.panel
    for number in range(50):
        drawn.add_nomination(team_name=f"Team {number:02}")
    page = nominations_page(organiser, panel, 2)
    assert (page.number, page.pages, page.total, len(page.rows)) == (2, 2, 53, 3)
    found = nominations_page(organiser, panel, 1, words="team ald")
    assert [(row.title, row.judges) for row in found.rows] == [("Team Alder", [drawn.judge.name])]
    assert nominations_page(organiser, panel, 1, fewer_than=1).total == 50


def test_a_page_of_the_list_is_light(drawn, browser_of):
    for number in range(60):
        team = drawn.add_nomination(team_name=f"A team with a long and telling name, number {number:02}")
        for person in (drawn.judge, drawn.other):
            make_assignment(drawn.panel, person, team)
    answer = browser_of(drawn.organiser).get(f"/judging/panels/{drawn.panel.id}/assignment")
    assert len(answer.data) < 100_000
