"""A conflict is lifted only with a reason and, where two people decide, by two; then they are told."""

import datetime as dt
import re

import pytest
import sqlalchemy as sa

from awards.accounts.models import Post
from awards.core import clock
from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import BrokenRule, NotFound, WrongState
from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.judging.models import Assignment
from awards.judging.queries import submitted_sheets, who_may_answer
from awards.judging.services import ask_to_lift, confirm_lifting, refuse_lifting, set_conflict
from awards.organisations.roles import Role
from tests.factories import make_organisation, make_person, make_sheet, refreshed

SITE = "https://awards.example"
ONE_OFF = re.compile(r' (nonce|value)="[^"]*"')
WHY = "The daughter has left the team’s service."


@pytest.fixture
def team(judging):
    return judging.nominations[1]


@pytest.fixture
def second(judging):
    return make_person(Role.ORGANISER)


@pytest.fixture
def conflict(judging, team, second):
    """The judge stands aside; two people decide, and there are two organisers."""
    judging.edition.two_people_decide = True
    conflict = set_conflict(judging.judge, team, "Related.", by=judging.organiser, at=clock.now())
    db.session.commit()
    return conflict


def ask(conflict, by, reason=WHY):
    lifted = ask_to_lift(conflict, reason, by=by, at=clock.now(), base_url=SITE)
    db.session.commit()
    return lifted


def confirm(conflict, by):
    confirm_lifting(conflict, by=by, at=clock.now(), base_url=SITE)
    db.session.commit()


def letters(kind):
    return db.session.scalars(sa.select(Message).filter_by(kind=kind).order_by(Message.recipient)).all()


def acts(conflict):
    some = sa.select(Event.action).filter_by(thing_id=conflict.id).order_by(Event.number)
    return db.session.scalars(some).all()[1:]


def test_one_asks_and_another_confirms(judging, conflict, second):
    assert not ask(conflict, judging.organiser)
    assert conflict.lift_waits
    confirm(conflict, second)
    assert (conflict.lift_asked_by, conflict.lifted_by) == (judging.organiser, second)
    assert acts(conflict) == ["lifting asked for", "conflict lifted"]


def test_where_one_is_enough_it_is_lifted_at_once(judging, conflict):
    judging.edition.two_people_decide = False
    assert ask(conflict, judging.organiser)
    assert conflict.lifted_by is judging.organiser


def test_nobody_confirms_what_they_asked_for(judging, conflict):
    ask(conflict, judging.organiser)
    with pytest.raises(BrokenRule, match="another organiser"):
        confirm(conflict, judging.organiser)
    assert conflict.lift_waits


@pytest.mark.parametrize("act", [ask, confirm])
def test_whose_conflict_it_is_has_no_say_and_finds_no_trace(judging, team, second, act):
    judging.edition.two_people_decide = True
    own = set_conflict(second, team, "Related.", by=judging.organiser, at=clock.now())
    with pytest.raises(NotFound):
        act(own, second)


@pytest.mark.parametrize("act", [ask, confirm])
def test_who_stands_aside_from_that_nomination_themselves_has_no_say(judging, team, conflict, second, act):
    set_conflict(second, team, "Related too.", by=judging.organiser, at=clock.now())
    with pytest.raises(NotFound):
        act(conflict, second)


def test_it_needs_a_reason(judging, conflict):
    with pytest.raises(BrokenRule) as refused:
        ask(conflict, judging.organiser, " ")
    assert refused.value.field == "reason"


def test_pressed_twice_each_act_happens_once(judging, conflict, second):
    for _press in range(2):
        assert not ask(conflict, judging.organiser)
    for _press in range(2):
        confirm(conflict, second)
    assert acts(conflict) == ["lifting asked for", "conflict lifted"]
    assert len(letters("conflict lifted")) == 1


def test_two_do_not_ask_for_the_same(judging, conflict, second):
    ask(conflict, judging.organiser)
    with pytest.raises(WrongState):
        ask(conflict, second, "I ask too.")


def test_refused_or_taken_back_it_stands_and_can_be_asked_for_again(judging, conflict, second):
    ask(conflict, judging.organiser)
    refuse_lifting(conflict, by=second, at=clock.now())
    assert not conflict.lift_waits
    ask(conflict, second)
    refuse_lifting(conflict, by=second, at=clock.now())
    refuse_lifting(conflict, by=second, at=clock.now())
    once = ["lifting asked for", "lifting refused", "lifting asked for", "lifting taken back"]
    assert (acts(conflict), conflict.lifted_at) == (once, None)


def test_nobody_confirms_what_nobody_asks_for_any_more(judging, conflict, second):
    with pytest.raises(WrongState):
        confirm(conflict, second)


def test_after_sealing_conflicts_stay_as_they_were(judging, conflict):
    judging.edition.state = Stage.SEALED
    with pytest.raises(WrongState):
        ask(conflict, judging.organiser)


def test_the_other_organisers_are_asked_and_who_stands_aside_is_not(judging, team, conflict, second):
    third = make_person(Role.ORGANISER)
    gone = make_person(Role.ORGANISER)
    gone.posts[0].ends_on = gone.posts[0].starts_on
    set_conflict(third, team, "Related too.", by=judging.organiser, at=clock.now())
    ask(conflict, judging.organiser)
    assert [letter.recipient for letter in letters("lifting waits")] == [second.email]
    assert team.team_name not in letters("lifting waits")[0].body
    assert who_may_answer(conflict, dt.date(2010, 1, 1)) == []


def test_whose_conflict_it_is_hears_of_it_only_once_it_is_lifted(judging, team, conflict, second):
    ask(conflict, judging.organiser)
    assert letters("conflict lifted") == []
    confirm(conflict, second)
    [letter] = letters("conflict lifted")
    assert letter.recipient == judging.judge.email
    assert team.team_name not in letter.body + letter.subject and WHY not in letter.body


def test_letters_about_it_are_kept_from_who_stands_aside_from_that_nomination(
    judging, team, conflict, second, browser_of
):
    ask(conflict, judging.organiser)
    [letter] = letters("lifting waits")
    assert browser_of(second).get(f"/outbox/{letter.id}").status_code == 200
    set_conflict(second, team, "Related too.", by=judging.organiser, at=clock.now())
    db.session.commit()
    assert browser_of(second).get(f"/outbox/{letter.id}").status_code == 404


def test_the_nomination_comes_back_as_soon_as_the_conflict_is_lifted(judging, team, conflict, second):
    theirs = sa.select(Assignment).filter_by(person_id=judging.judge.id, nomination_id=team.id)
    ask(conflict, judging.organiser)
    assert db.session.scalar(theirs) is None
    confirm(conflict, second)
    assert db.session.scalar(theirs) is not None


def test_a_sheet_submitted_before_counts_again(judging, team, second):
    make_sheet(judging.assignment(judging.judge, team), 4)
    conflict = set_conflict(judging.judge, team, "Related.", by=judging.organiser, at=clock.now())
    assert submitted_sheets(judging.edition) == []
    judging.edition.two_people_decide = False
    ask(conflict, judging.organiser)
    assert [sheet.judge_id for sheet in submitted_sheets(judging.edition)] == [judging.judge.id]


def test_the_pages_lead_through_it(judging, team, conflict, second, browser_of):
    record, lift = (
        f"/editions/{judging.edition.slug}/panel/conflicts",
        f"/judging/conflicts/{conflict.id}/lift",
    )
    answer = f"/judging/conflicts/{conflict.id}/answer"
    one, two = browser_of(judging.organiser), browser_of(second)
    assert lift in one.get(record).text
    assert one.post(lift, data={"reason": ""}).status_code == 422
    assert one.post(lift, data={"reason": WHY}).status_code == 303
    page = one.get(record).text
    assert "Waits for an answer" in page and "Take back" in page and WHY in page
    assert "1" in one.get(f"/editions/{judging.edition.slug}/panel").text
    assert "Another organiser answers" in one.get(answer).text
    assert one.post(answer, data={"answer": "lift"}).status_code == 422
    assert WHY in two.get(answer).text
    assert two.post(answer, data={}).status_code == 422
    assert two.post(answer, data={"answer": "lift"}).status_code == 303
    assert refreshed(conflict).lifted_by_id == second.id
    assert f"{second.name} agreed" in two.get(record).text


def test_only_organisers_lift_and_others_find_nothing_there(judging, conflict, browser_of):
    people = [judging.judge, judging.chair, make_person(Role.AUDITOR), make_person(Role.ADMINISTRATOR)]
    for page in ("lift", "answer"):
        there = f"/judging/conflicts/{conflict.id}/{page}"
        assert [browser_of(person).get(there).status_code for person in people] == [404] * 4
        nowhere = f"/judging/conflicts/{judging.edition.id}/{page}"
        texts = [ONE_OFF.sub("", browser_of(judging.judge).get(each).text) for each in (there, nowhere)]
        assert texts[0] == texts[1]


def test_an_organiser_who_stands_aside_is_answered_as_if_there_were_no_such_conflict(
    judging, team, conflict, second, browser_of
):
    set_conflict(second, team, "Related too.", by=judging.organiser, at=clock.now())
    ask(conflict, judging.organiser)
    browser = browser_of(second)
    for page, typed in (("lift", {"reason": WHY}), ("answer", {"answer": "lift"})):
        places = [f"/judging/conflicts/{id_}/{page}" for id_ in (conflict.id, judging.edition.id)]
        for answers in (
            [browser.get(each) for each in places],
            [browser.post(each, data=typed) for each in places],
        ):
            assert [answer.status_code for answer in answers] == [404, 404]
            assert ONE_OFF.sub("", answers[0].text) == ONE_OFF.sub("", answers[1].text)
    assert refreshed(conflict).lifted_at is None
    assert "Waits for an answer" not in browser.get(f"/editions/{judging.edition.slug}/panel/conflicts").text


def test_an_auditor_reads_the_record_and_changes_nothing(judging, conflict, browser_of):
    auditor = browser_of(make_person(Role.AUDITOR))
    record = f"/editions/{judging.edition.slug}/panel/conflicts"
    page = auditor.get(record).text
    assert "Related." in page and judging.judge.name in page
    assert "/lift" not in page and "conflicts/new" not in page
    csv = auditor.get(f"{record}.csv")
    assert csv.status_code == 200 and "Related." in csv.text
    assert auditor.get(f"{record}.xlsx").data.startswith(b"PK")


def test_the_record_leaves_out_what_its_reader_stands_aside_from(judging, team, conflict, browser_of):
    other = judging.nominations[0]
    set_conflict(judging.other, other, "A neighbour.", by=judging.organiser, at=clock.now())
    auditor = make_person(Role.AUDITOR)
    set_conflict(auditor, team, "A cousin.", by=judging.organiser, at=clock.now())
    db.session.commit()
    record = f"/editions/{judging.edition.slug}/panel/conflicts"
    for page in (record, f"{record}.csv"):
        text = browser_of(auditor).get(page).text
        assert "A neighbour." in text
        assert "Related." not in text and "A cousin." not in text and "Team Birch" not in text


def seat_at(person, organisation, ends_on=None):
    post = Post(
        role=Role.PRESENTER, organisation=organisation, starts_on=dt.date(2020, 1, 1), ends_on=ends_on
    )
    person.posts.append(post)
    db.session.commit()
    return post


@pytest.mark.parametrize("near", ["own", "partner"])
def test_who_still_holds_a_post_there_is_never_let_in(judging, team, conflict, second, near, browser_of):
    body = team.organisation if near == "own" else make_organisation(name="Alder Trust")
    if near == "partner":
        team.organisation.partner_id = body.id
    seat_at(judging.judge, body)
    with pytest.raises(BrokenRule, match=f"Their post at {body.name} still stands"):
        ask(conflict, judging.organiser)
    page = browser_of(judging.organiser).get(f"/judging/conflicts/{conflict.id}/lift").text
    assert "still stands" in page and f"/people/{judging.judge.id}" in page
    assert 'name="reason"' not in page


def test_a_post_that_began_after_somebody_asked_is_seen_when_another_answers(judging, team, conflict, second):
    ask(conflict, judging.organiser)
    seat_at(judging.judge, team.organisation)
    with pytest.raises(BrokenRule, match="still stands"):
        confirm(conflict, second)


def test_a_post_that_has_ended_is_in_nobodys_way(judging, team, conflict, second):
    seat_at(judging.judge, team.organisation, ends_on=dt.date(2021, 1, 1))
    ask(conflict, judging.organiser)
    confirm(conflict, second)
    assert conflict.lifted_at is not None
