"""Who stands aside from what, and who may have to."""

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person, Post
from awards.core.database import db
from awards.core.fences import open_to
from awards.editions.models import Edition
from awards.judging.models import Conflict, Panel, PanelMember
from awards.judging.queries.conditions import ENTERED
from awards.judging.queries.tasks import IN_ORDER
from awards.nominations.models import Nomination
from awards.organisations.roles import Role

DESK = frozenset({Role.ORGANISER, Role.AUDITOR, Role.CHAIR})
"""Who may see nominations and results without a seat on a panel."""


def conflicts_visible_to(viewer: Person, edition: Edition) -> Sequence[Conflict]:
    """Who stands aside from what, but for the nominations from which the viewer does too."""
    conflicts = (
        sa.select(Conflict)
        .join(Conflict.nomination)
        .join(Nomination.organisation)
        .join(Conflict.person)
        .where(Nomination.edition_id == edition.id, open_to(Nomination, viewer.id))
        .order_by(*IN_ORDER, Person.name)
        .options(
            orm.contains_eager(Conflict.nomination).contains_eager(Nomination.organisation),
            orm.contains_eager(Conflict.person).lazyload(Person.posts),
        )
    )
    return db.session.scalars(conflicts).all()


def nominations_visible_to(viewer: Person, edition: Edition) -> Sequence[Nomination]:
    """What was entered in the edition, but for what the viewer stands aside from."""
    nominations = (
        sa.select(Nomination)
        .join(Nomination.organisation)
        .where(
            Nomination.edition_id == edition.id,
            Nomination.state.in_(ENTERED),
            open_to(Nomination, viewer.id),
        )
        .order_by(*IN_ORDER)
        .options(orm.contains_eager(Nomination.organisation))
    )
    return db.session.scalars(nominations).all()


def people_in_roles(edition: Edition, today: dt.date) -> Sequence[Person]:
    """The edition's panel members, and whoever is or will be organiser, auditor or chair, with posts."""
    seated = sa.select(PanelMember.person_id).join(PanelMember.panel).where(Panel.edition_id == edition.id)
    desk = sa.select(Post.person_id).where(
        Post.role.in_(DESK), sa.or_(Post.ends_on.is_(None), Post.ends_on >= today)
    )
    people = sa.select(Person).where(sa.or_(Person.id.in_(seated), Person.id.in_(desk)))
    return db.session.scalars(people.order_by(Person.email)).all()


def people_who_may_stand_aside(edition: Edition) -> Sequence[Person]:
    """Panel members, and those who run or audit the award."""
    seated = sa.select(PanelMember.person_id).join(PanelMember.panel).where(Panel.edition_id == edition.id)
    desk = sa.select(Post.person_id).where(Post.role.in_(DESK))
    people = sa.select(Person).where(sa.or_(Person.id.in_(seated), Person.id.in_(desk)))
    named = people.order_by(Person.name, Person.email).options(orm.lazyload(Person.posts))
    return db.session.scalars(named).all()
