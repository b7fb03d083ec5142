"""Fences: a later stage keeps people away from things of an earlier one, which asks without knowing why.

Judging raises one round each nomination somebody stands aside from; the pages of organisers, which belong
to an earlier stage, ask here. A fence beats a role.
"""

import uuid
from collections.abc import Callable

import sqlalchemy as sa

from awards.core.database import Model, db

FencedIds = Callable[[uuid.UUID], sa.Select[uuid.UUID]]

_fences: dict[type[Model], FencedIds] = {}


def fence(model: type[Model]) -> Callable[[FencedIds], FencedIds]:
    """Register a query for the ids of those ``model`` rows that a person, given by id, must not know of."""

    def register(fenced_ids: FencedIds) -> FencedIds:
        _fences[model] = fenced_ids
        return fenced_ids

    return register


def open_to(model: type[Model], person_id: uuid.UUID) -> sa.ColumnElement[bool]:
    """A condition for lists: only rows that no fence hides from the person."""
    fenced_ids = _fences.get(model)
    return model.id.not_in(fenced_ids(person_id)) if fenced_ids else sa.true()


def is_fenced_off(thing: Model, person_id: uuid.UUID) -> bool:
    """Whether a fence hides ``thing`` from the person."""
    fenced_ids = _fences.get(type(thing))
    if fenced_ids is None:
        return False
    found = sa.select(sa.literal(thing.id, sa.Uuid).in_(fenced_ids(person_id)))
    return bool(db.session.scalar(found))
