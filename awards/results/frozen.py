"""What a seal freezes: the session refuses to write scores and decisions of a sealed edition.

Services ask the stage; this holds even where one forgets to.
"""

import uuid
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, UOWTransaction

from awards.core.database import db
from awards.core.errors import WrongState
from awards.judging.models import Score, ScoreSheet, SheetVersion
from awards.results.models import Decision, Recipient, Seal

SEALED = "The results are sealed. Scores and decisions cannot change any more."

EDITION_OF: Mapping[type, Callable[[Any], uuid.UUID]] = MappingProxyType(
    {
        ScoreSheet: lambda sheet: sheet.assignment.nomination.edition_id,
        Score: lambda score: score.sheet.assignment.nomination.edition_id,
        SheetVersion: lambda version: version.sheet.assignment.nomination.edition_id,
        Decision: lambda decision: decision.award.edition_id,
        Recipient: lambda recipient: recipient.decision.award.edition_id,
        Seal: lambda seal: seal.edition_id,
    }
)


def install() -> None:
    """Watch every flush."""
    if not sa.event.contains(db.session, "before_flush", refuse_sealed):
        sa.event.listen(db.session, "before_flush", refuse_sealed)


def refuse_sealed(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """Raise WrongState when something that a seal froze is about to be written."""
    changed = [thing for thing in session.dirty if session.is_modified(thing)]
    touched = [thing for thing in (*session.new, *changed, *session.deleted) if type(thing) in EDITION_OF]
    # the seal itself comes in as new, and before its own row there is none
    touched = [thing for thing in touched if not (isinstance(thing, Seal) and thing in session.new)]
    if not touched:
        return
    with session.no_autoflush:
        editions = {EDITION_OF[type(thing)](thing) for thing in touched}
        if session.scalar(sa.select(Seal.id).where(Seal.edition_id.in_(editions)).limit(1)):
            raise WrongState(SEALED)
