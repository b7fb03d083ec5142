"""What a seal freezes: the session refuses to write scores and decisions of a sealed edition.

Services ask the stage; this holds even where one forgets to.
"""

import uuid
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, UOWTransaction

from awards.core.database import Model, db
from awards.core.errors import WrongState
from awards.editions.models import Award
from awards.judging.models import Assignment, Score, ScoreSheet, SheetVersion
from awards.nominations.models import Nomination
from awards.results.models import Decision, Recipient, Seal

SEALED = "The results are sealed. Scores and decisions cannot change any more."

Path = tuple[tuple[str, type[Model]], ...]
_OF_SHEET: Path = (("assignment", Assignment), ("nomination", Nomination))
_OF_DECISION: Path = (("award", Award),)
WAY_TO_EDITION: Mapping[type, Path] = MappingProxyType(
    {
        ScoreSheet: _OF_SHEET,
        Score: (("sheet", ScoreSheet), *_OF_SHEET),
        SheetVersion: (("sheet", ScoreSheet), *_OF_SHEET),
        Decision: _OF_DECISION,
        Recipient: (("decision", Decision), *_OF_DECISION),
        Seal: (),
    }
)


def install() -> None:
    """Watch every flush."""
    if not sa.event.contains(db.session, "before_flush", refuse_sealed):
        sa.event.listen(db.session, "before_flush", refuse_sealed)


def refuse_sealed(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """Raise WrongState when something that a seal froze is about to be written."""
    touched = [thing for thing in _touched(session) if type(thing) in WAY_TO_EDITION]
    if not touched:
        return
    with session.no_autoflush:
        editions = {_edition_of(session, thing) for thing in touched} - {None}
        if session.scalar(sa.select(Seal.id).where(Seal.edition_id.in_(editions)).limit(1)):
            raise WrongState(SEALED)


def _touched(session: Session) -> Iterable[Any]:
    """What is about to be written; a new seal finds no row of its own before it."""
    yield from (thing for thing in session.new if not isinstance(thing, Seal))
    yield from (thing for thing in session.dirty if session.is_modified(thing))
    yield from session.deleted


def _edition_of(session: Session, thing: Any) -> uuid.UUID | None:
    """Follow relations, or ids where a thing was taken out of its relation or made without one."""
    for name, kind in WAY_TO_EDITION[type(thing)]:
        related = getattr(thing, name)
        if related is None and (related_id := getattr(thing, f"{name}_id")) is not None:
            related = session.get(kind, related_id)
        if related is None:
            return None
        thing = related
    edition_id: uuid.UUID | None = thing.edition_id
    return edition_id
