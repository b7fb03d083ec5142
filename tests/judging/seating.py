"""Members of a panel, and what befalls them."""

import sqlalchemy as sa

from awards.core import clock
from awards.core.audit import Event
from awards.core.database import db
from awards.core.outbox import Message
from awards.judging.models import Assignment, PanelMember
from awards.judging.services import accept_seat, add_to_panel, decline_seat, leave_panel
from awards.judging.services.panels import JUDGE
from awards.organisations.roles import Role
from tests.factories import make_person

BASE = "https://awards.example"


def ask(judging, seat=JUDGE, **values):
    """Somebody new on the panel, who has not answered yet."""
    person = make_person(Role.JUDGE, **values)
    member = add_to_panel(judging.panel, person, seat, by=judging.organiser, at=clock.now(), base_url=BASE)
    db.session.commit()
    return member


def seat_of(judging, person):
    return db.session.scalar(sa.select(PanelMember).filter_by(panel_id=judging.panel.id, person_id=person.id))


def accept(member):
    accept_seat(member, by=member.person, at=clock.now())
    db.session.commit()


def decline(member, reason=""):
    decline_seat(member, reason, by=member.person, at=clock.now(), base_url=BASE)
    db.session.commit()


def leave(judging, member):
    leave_panel(member, "Is on leave.", by=judging.organiser, at=clock.now())
    db.session.commit()


def to_score(member):
    return db.session.scalars(sa.select(Assignment).filter_by(person_id=member.person_id)).all()


def letters(kind):
    return db.session.scalars(sa.select(Message).filter_by(kind=kind)).all()


def acts(member):
    return db.session.scalars(
        sa.select(Event.action).filter_by(thing_id=member.id).order_by(Event.number)
    ).all()
