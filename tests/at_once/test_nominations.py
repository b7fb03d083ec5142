"""Nominations: pressed twice at once, they are there once."""

import contextvars
import datetime as dt

import pytest

from awards.core import clock
from awards.core.audit import Event
from awards.core.database import db
from awards.core.outbox import Message
from awards.nominations.answering import sign_of
from awards.nominations.models import Nomination, Revision, TeamMember
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.at_once.meeting import at_once, both_went_on, browser, count, pressed_twice
from tests.factories import (
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_participant,
    make_person,
)

pytestmark = pytest.mark.both_databases
ANSWERS = {"field": "education", "why-this-team": "Words.", "challenge": "Words."}


@pytest.fixture
def nominating(busy):
    edition, body = make_edition(), make_organisation()
    make_participant(edition, body)
    return make_category(edition), body, make_person(Role.DIRECTOR, organisation=body)


def test_a_nomination_is_started_once(busy, nominating):
    category, body, director = nominating
    both_went_on(pressed_twice(busy, director, f"/nominations/start/{category.id}/{body.id}", number="1"))
    assert count(Nomination, category_id=category.id) == 1


def test_a_nomination_is_submitted_once(busy, nominating):
    category, body, director = nominating
    nomination = make_nomination(category, body, answers=ANSWERS)
    path = f"/nominations/{nomination.id}/submit"
    both_went_on(pressed_twice(busy, director, path, version=str(nomination.version)))
    assert count(Message, thing_id=nomination.id, kind="nomination receipt") == 1


def test_a_section_is_saved_once(busy, nominating):
    category, body, director = nominating
    path = f"/nominations/{make_nomination(category, body).id}/sections/team"
    page = contextvars.Context().run(browser(busy, director).get, path).text
    version = page.split('name="version"')[1].split('value="')[1].split('"')[0]
    data = {"q-team-name": "The Kites", "q-challenge": "Few words", "version": version}
    both_went_on(pressed_twice(busy, director, path, **data))


@pytest.fixture
def two_writers(busy, nominating):
    """Two people with the same section open: where it saves itself, and what each would send."""
    category, body, director = nominating
    nomination = make_nomination(category, body)
    delegate = make_person(Role.DELEGATE, organisation=body)
    path = f"/nominations/{nomination.id}/sections/{category.sections[0].id}/autosave"
    clients = [browser(busy, person) for person in (director, delegate)]

    def write(*texts):
        return [
            lambda c=c, t=t: c.post(path, data=t | {"version": ""})
            for c, t in zip(clients, texts, strict=True)
        ]

    return nomination.id, write


def test_two_who_write_different_answers_at_once_are_both_kept(busy, two_writers):
    nomination, write = two_writers
    challenge = {"q-challenge": "Theirs.", "only": "challenge"}
    why = {"q-why-this-team": "Mine.", "only": "why-this-team"}
    assert [answer.status_code for answer in at_once(busy, *write(challenge, why))] == [204, 204]
    answers = {answer.question.key: answer.value for answer in db.session.get(Nomination, nomination).answers}
    assert (answers["challenge"], answers["why-this-team"]) == ("Theirs.", "Mine.")


def test_of_two_who_write_one_answer_at_once_one_is_asked(busy, two_writers):
    nomination, write = two_writers
    texts = ({"q-challenge": text, "only": "challenge"} for text in ("Theirs.", "Mine."))
    answers = at_once(busy, *write(*texts))
    assert sorted(answer.status_code for answer in answers) == [204, 409]
    assert count(Revision, nomination_id=nomination) == 1


def test_a_team_member_is_named_once(busy, nominating):
    category, body, director = nominating
    nomination = make_nomination(category, body)
    question = next(q for s in category.sections for q in s.questions if q.key == "members")
    path = f"/nominations/{nomination.id}/people/{question.id}"
    both_went_on(pressed_twice(busy, director, path, name="Ann Lee", role="Social worker"))
    assert count(TeamMember, nomination_id=nomination.id) == 1


def test_a_nomination_is_accepted_once(busy, nominating):
    category, body, _ = nominating
    nomination = make_nomination(category, body, NominationState.SUBMITTED)
    data = {"decision": "accept", "version": str(nomination.version)}
    path = f"/nominations/{nomination.id}/review"
    both_went_on(pressed_twice(busy, make_person(Role.ORGANISER), path, **data))
    assert count(Event, thing_id=nomination.id, action="nomination accepted") == 1


def test_somebody_is_changed_while_somebody_else_removes_them(busy, nominating):
    category, body, director = nominating
    nomination = make_nomination(category, body)
    question = next(q for s in category.sections for q in s.questions if q.key == "members")
    nomination.members.append(TeamMember(question=question, position=1, name="Ann Lee"))
    db.session.commit()
    path = f"/nominations/people/{nomination.members[0].id}"
    one, two = browser(busy, director), browser(busy, director)
    answers = at_once(
        busy,
        lambda: one.post(path, data={"name": "Ann Leigh"}),
        lambda: two.post(f"{path}/remove"),
    )
    assert answers[0].status_code in {303, 404, 409}
    assert answers[1].status_code == 303


def test_somebody_is_removed_once(busy, nominating):
    category, body, director = nominating
    nomination = make_nomination(category, body)
    question = next(q for s in category.sections for q in s.questions if q.key == "members")
    nomination.members.append(TeamMember(question=question, position=1, name="Ann Lee"))
    db.session.commit()
    path = f"/nominations/people/{nomination.members[0].id}/remove"
    answers = pressed_twice(busy, director, path)
    assert {answer.status_code for answer in answers} <= {303, 404, 409}
    assert count(TeamMember, nomination_id=nomination.id) == 0


def test_a_director_is_asked_once(busy, nominating):
    category, body, director = nominating
    nomination = make_nomination(category, body, answers=ANSWERS)
    delegate = make_person(Role.DELEGATE, organisation=body)
    both_went_on(pressed_twice(busy, delegate, f"/nominations/{nomination.id}/ask"))
    assert count(Message, thing_id=nomination.id, recipient=director.email) == 1


def test_a_nomination_is_returned_with_a_comment_once(busy, nominating):
    category, body, director = nominating
    nomination = make_nomination(category, body, answers=ANSWERS)
    delegate = make_person(Role.DELEGATE, organisation=body)
    path = f"/nominations/{nomination.id}/hand-back"
    both_went_on(pressed_twice(busy, director, path, comment="Say how many families."))
    assert count(Message, thing_id=nomination.id, recipient=delegate.email) == 1


def test_a_nomination_is_withdrawn_once(busy, nominating):
    category, body, director = nominating
    nomination = make_nomination(category, body, NominationState.SUBMITTED)
    both_went_on(pressed_twice(busy, director, f"/nominations/{nomination.id}/withdraw"))
    assert count(Message, thing_id=nomination.id, kind="nomination withdrawn") == 1


def test_a_withdrawal_is_undone_once(busy, nominating):
    category, body, director = nominating
    nomination = make_nomination(category, body, NominationState.WITHDRAWN, withdrawn_from="submitted")
    both_went_on(pressed_twice(busy, director, f"/nominations/{nomination.id}/restore"))
    assert count(Message, thing_id=nomination.id, kind="withdrawal undone") == 1


def test_a_withdrawal_is_not_undone_while_another_one_takes_its_place(busy, nominating):
    category, body, director = nominating
    nomination = make_nomination(category, body, NominationState.WITHDRAWN, withdrawn_from="submitted")
    one, two = browser(busy, director), browser(busy, director)
    at_once(
        busy,
        lambda: one.post(f"/nominations/{nomination.id}/restore"),
        lambda: two.post(f"/nominations/start/{category.id}/{body.id}", data={"number": "2"}),
    )
    standing = [each.state for each in db.session.query(Nomination).filter_by(category_id=category.id)]
    assert len([state for state in standing if state is not NominationState.WITHDRAWN]) == 1


def test_an_earlier_year_is_copied_once(busy, nominating):
    category, body, director = nominating
    before = make_category(make_edition(year=2021, ceremony_on=dt.date(2021, 10, 22)))
    source = make_nomination(before, body, NominationState.ACCEPTED, answers=ANSWERS)
    question = next(q for s in before.sections for q in s.questions if q.key == "members")
    source.members.append(TeamMember(question=question, position=1, name="Ann Lee"))
    db.session.commit()
    nomination = make_nomination(category, body)
    path = f"/nominations/{nomination.id}/copy"
    both_went_on(pressed_twice(busy, director, path, source=str(source.id)))
    assert count(TeamMember, nomination_id=nomination.id) == 1
    assert count(Event, thing_id=nomination.id, action="answers copied") == 1


def test_an_older_text_is_put_back_once(busy, nominating):
    category, body, director = nominating
    nomination = make_nomination(category, body, answers=ANSWERS)
    question = next(q for s in category.sections for q in s.questions if q.key == "challenge")
    now = clock.now()
    when = {"began_at": now, "ended_at": now, "written_by": director}
    older = Revision(nomination=nomination, question=question, value="There was no soup.", **when)
    db.session.add(older)
    db.session.commit()
    path, data = f"/nominations/history/{older.id}", {"version": f"challenge:{sign_of('Words.')}"}
    both_went_on(pressed_twice(busy, director, path, **data))
    assert count(Event, thing_id=nomination.id, action="older text put back") == 1
