"""Loaders for the addresses of results: the edition with the people who matter there."""

import uuid

import sqlalchemy as sa

from awards.core.database import db
from awards.editions.models import Edition
from awards.editions.queries import get_edition
from awards.judging.models import Conflict, Panel, PanelMember
from awards.judging.states import SeatState
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState
from awards.results.policy import Room


def get_room(slug: str) -> Room:
    """The edition at this address and who chairs its panels, or NotFound."""
    edition = get_edition(slug)
    return Room(edition, frozenset(db.session.scalars(_chairs(edition))))


def get_sealing_room(slug: str) -> Room:
    """The same, and who stands aside from any of its accepted nominations."""
    edition = get_edition(slug)
    aside = sa.select(Conflict.person_id, sa.false()).join(Conflict.nomination)
    aside = aside.where(
        Nomination.edition_id == edition.id,
        Nomination.state == NominationState.ACCEPTED,
        Conflict.stands(),
    )
    people = db.session.execute(_chairs(edition).add_columns(sa.true()).union_all(aside)).all()
    chairs = frozenset(person for person, is_chair in people if is_chair)
    return Room(edition, chairs, frozenset(person for person, is_chair in people if not is_chair))


def _chairs(edition: Edition) -> sa.Select[uuid.UUID]:
    """Nothing of a nomination shows to a chair who has not declared their conflicts, or has left."""
    chairs = sa.select(PanelMember.person_id).join(PanelMember.panel)
    return chairs.where(
        Panel.edition_id == edition.id,
        PanelMember.is_chair,
        PanelMember.state == SeatState.ACCEPTED,
        PanelMember.declared_at.is_not(None),
    )
