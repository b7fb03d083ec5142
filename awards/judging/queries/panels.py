"""Panels as organisers, auditors and chairs see them: who has done what, never what anybody scored."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person, Post
from awards.core.database import db
from awards.core.fences import open_to
from awards.editions.models import Edition
from awards.judging.models import Assignment, Conflict, Panel, PanelMember, ScoreSheet
from awards.judging.queries.conditions import ENTERED, counts
from awards.judging.queries.tasks import IN_ORDER
from awards.judging.states import SheetState
from awards.nominations.models import Nomination
from awards.organisations.roles import Role

DESK = frozenset({Role.ORGANISER, Role.AUDITOR, Role.CHAIR})
"""Who may see nominations and results without a seat on a panel."""


@dataclass(frozen=True, slots=True)
class MemberProgress:
    """How many of a member's sheets are submitted."""

    assigned: int = 0
    submitted: int = 0


def panels_of(edition: Edition) -> Sequence[Panel]:
    """The edition's panels with their categories and members, by name."""
    panels = (
        sa.select(Panel)
        .filter_by(edition_id=edition.id)
        .order_by(Panel.name)
        .options(
            orm.selectinload(Panel.categories),
            orm.selectinload(Panel.members).joinedload(PanelMember.person).lazyload(Person.posts),
        )
    )
    return db.session.scalars(panels).all()


def members_of(panel: Panel) -> list[PanelMember]:
    """The panel's members, the chair first, then by name."""
    return sorted(panel.members, key=lambda member: (not member.is_chair, member.person.name.casefold()))


def progress_visible_to(
    viewer: Person, edition: Edition
) -> dict[tuple[uuid.UUID, uuid.UUID], MemberProgress]:
    """By panel and person: sheets submitted of those assigned, as far as the viewer may know of them."""
    submitted = sa.func.count(sa.case((ScoreSheet.state == SheetState.SUBMITTED, 1)))
    rows = (
        sa.select(Assignment.panel_id, Assignment.person_id, sa.func.count(Assignment.id), submitted)
        .join(Assignment.nomination)
        .outerjoin(Assignment.sheet)
        .where(Nomination.edition_id == edition.id, counts(), open_to(Nomination, viewer.id))
        .group_by(Assignment.panel_id, Assignment.person_id)
    )
    return {
        (panel, person): MemberProgress(assigned, done)
        for panel, person, assigned, done in db.session.execute(rows)
    }


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


def people_to_seat(panel: Panel) -> Sequence[Person]:
    """People with a post as judge or chair who are not on the panel yet."""
    seated = sa.select(PanelMember.person_id).filter_by(panel_id=panel.id)
    judges = sa.select(Post.person_id).where(
        Post.role.in_([Role.JUDGE, Role.CHAIR]), Post.awaits_confirmation.is_(False)
    )
    people = sa.select(Person).where(
        Person.id.in_(judges), Person.id.not_in(seated), Person.disabled_at.is_(None)
    )
    return db.session.scalars(people.order_by(Person.name, Person.email)).all()


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


def sheets_for_chair(chair: Person, panel: Panel) -> Sequence[Assignment]:
    """The panel's submitted and reopened sheets, by judge; no score is loaded."""
    assignments = (
        sa.select(Assignment)
        .join(Assignment.nomination)
        .join(Nomination.organisation)
        .join(Assignment.person)
        .join(Assignment.sheet)
        .where(
            Assignment.panel_id == panel.id,
            ScoreSheet.state != SheetState.DRAFT,
            counts(),
            open_to(Nomination, chair.id),
        )
        .order_by(Person.name, Person.id, *IN_ORDER)
        .options(
            orm.contains_eager(Assignment.nomination).contains_eager(Nomination.organisation),
            orm.contains_eager(Assignment.person).lazyload(Person.posts),
            orm.contains_eager(Assignment.sheet),
        )
    )
    return db.session.scalars(assignments).all()
