"""Panels and who sits on them."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person, Post
from awards.core.database import db
from awards.editions.models import Edition
from awards.judging.models import Panel, PanelMember
from awards.organisations.roles import Role


def panels_of(edition: Edition) -> Sequence[Panel]:
    """The edition's panels with their categories, rounds and members, by name."""
    panels = (
        sa.select(Panel)
        .filter_by(edition_id=edition.id)
        .order_by(Panel.name)
        .options(
            orm.joinedload(Panel.categories),
            orm.selectinload(Panel.rounds),
            orm.selectinload(Panel.members).joinedload(PanelMember.person).lazyload(Person.posts),
        )
    )
    return db.session.scalars(panels).unique().all()


def members_of(panel: Panel) -> list[PanelMember]:
    """The panel's members, who leads first, then by name; who declined or left comes last."""
    return sorted(panel.members, key=_place)


def _place(member: PanelMember) -> tuple[bool, bool, bool, str]:
    name = member.person.name.casefold()
    return not member.is_seated, not member.is_chair, not member.is_deputy, name


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
