"""Consent: whoever acts at the same moment as somebody answers for themselves does not undo the answer."""

import pytest

from awards.core.database import db
from awards.core.outbox import Message
from awards.nominations.consent import consent_link
from awards.nominations.models import TeamMember
from awards.organisations.roles import Role
from tests.at_once.meeting import at_once, browser, count, pressed_twice
from tests.factories import (
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_participant,
    make_person,
)

pytestmark = pytest.mark.both_databases


@pytest.fixture
def ann(busy):
    """Somebody with an address in the team of a nomination."""
    edition, body = make_edition(), make_organisation()
    make_participant(edition, body)
    category = make_category(edition)
    nomination = make_nomination(category, body)
    question = next(q for s in category.sections for q in s.questions if q.key == "members")
    told = {"name": "Ann Lee", "email": "ann@example.org", "in_photo": False, "on_stage": False}
    nomination.members.append(TeamMember(question=question, position=1, in_programme=True, **told))
    db.session.commit()
    return nomination.members[0]


@pytest.fixture
def director(ann):
    return make_person(Role.DIRECTOR, organisation=ann.nomination.organisation)


def test_somebody_is_asked_once(busy, ann, director):
    answers = pressed_twice(busy, director, f"/nominations/{ann.nomination_id}/team/ask")
    assert [answer.status_code for answer in answers] == [303, 303]
    assert count(Message, thing_id=ann.id, kind="consent asked") == 1


@pytest.mark.parametrize("where", ["", "/consents"])
def test_a_no_said_meanwhile_stays_a_no(busy, ann, director, where):
    ann_id, link = ann.id, consent_link(ann, "")
    person, writer = busy.test_client(), browser(busy, director)
    agreed = {"name": "Ann Lee", "email": "ann@example.org", "in_programme": "y", "in_photo": "y"}
    answers = at_once(
        busy,
        lambda: person.post(link, data={"answer": "nothing"}),
        lambda: writer.post(f"/nominations/people/{ann_id}{where}", data=agreed),
    )
    assert answers[0].status_code == 303
    assert answers[1].status_code in {303, 422}
    now = db.session.get_one(TeamMember, ann_id, populate_existing=True)
    assert now.answered_at is not None
    assert (now.in_programme, now.in_photo) == (False, False)
