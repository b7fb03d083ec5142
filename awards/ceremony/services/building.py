"""Documents without results: asked for by people, built by the worker."""

import datetime as dt
import uuid
from dataclasses import dataclass

import structlog

from awards.accounts.models import Person
from awards.ceremony.documents import Made, make_document
from awards.ceremony.models import Document
from awards.ceremony.queries import find_queued, last_number, next_to_build
from awards.ceremony.states import BuildState, DocumentKind
from awards.core import storage
from awards.core.audit import record
from awards.core.clock import now
from awards.core.database import db, lock, reading, unit_of_work
from awards.core.errors import AwardsError, Unavailable
from awards.core.typesetting import TypesettingError
from awards.editions.models import Edition

LEASE = dt.timedelta(minutes=5)
"""So long may a build take before another worker takes it up."""
TIME_LIMIT = 60.0
BROKEN = "Something went wrong. Ask for it again; if that fails too, tell the people who run this site."
AWAY = "The place where files are kept cannot be reached. This is tried again by itself every five minutes."

log = structlog.get_logger()


@dataclass(frozen=True)
class Built:
    """A document and where its file is kept, or the sentence that says why there is none."""

    made: Made | None = None
    key: str | None = None
    problem: str = ""


def ask_for_document(edition: Edition, kind: DocumentKind, *, by: Person, at: dt.datetime) -> Document:
    """Ask the worker for a document. While one waits to be built it is the one asked for."""
    lock(edition)
    queued = find_queued(edition, kind)
    if queued is not None:
        return queued
    document = Document(
        edition=edition, kind=kind, number=last_number(edition, kind) + 1, asked_by=by, created_at=at
    )
    db.session.add(document)
    db.session.flush()
    record("document asked for", document, by=by, at=at, document=kind.value, number=document.number)
    return document


def build_next_document(at: dt.datetime) -> bool:
    """Build the document that waits longest; whether one waited.

    It is claimed in one short transaction and finished in another. Reading, typesetting and keeping the file
    happen between them, so that nobody waits for it; a build that fails says why and never stops the worker.
    While files cannot be reached, it stays claimed, and is tried again once the lease has run out.
    """
    with reading(), unit_of_work() as session:
        if session.scalar(next_to_build(at)) is None:
            return False
    claimed = _claim(at)
    if claimed is None:
        return False
    document_id, until = claimed
    try:
        built = _build(document_id)
    except Unavailable:
        _note_trouble(document_id, until)
    else:
        _finish(document_id, until, built)
    return True


def _claim(at: dt.datetime) -> tuple[uuid.UUID, dt.datetime] | None:
    with unit_of_work() as session:
        document = session.scalar(next_to_build(at).with_for_update(skip_locked=True, of=Document))
        if document is None:
            return None
        document.state, document.leased_until = BuildState.BUILDING, at + LEASE
        return document.id, at + LEASE


def _build(document_id: uuid.UUID) -> Built:
    """The document, its file kept durably before any row names it; raise Unavailable while files are away."""
    try:
        made = make_document(document_id, time_limit=TIME_LIMIT)
        return Built(made, storage.store(made.pdf))
    except Unavailable:
        raise
    except AwardsError as refusal:
        return Built(problem=refusal.sentence)
    except TypesettingError as failed:
        return Built(problem=str(failed))
    except Exception as problem:
        log.exception("document broke", document=str(document_id), error=type(problem).__name__)
        return Built(problem=BROKEN)


def _note_trouble(document_id: uuid.UUID, until: dt.datetime) -> None:
    """Say on the page why it takes so long."""
    with unit_of_work():
        document = _still_ours(document_id, until)
        if document is not None:
            document.problem = AWAY


def _finish(document_id: uuid.UUID, until: dt.datetime, built: Built) -> None:
    """Keep the document, unless the lease was lost: then another worker's is kept.

    A file is deleted only where it is certain that no row names it. After a commit whose answer was lost it
    stays: if no row names it, the sweep finds it.
    """
    made, kept = built.made, False
    try:
        with unit_of_work() as session:
            document = _still_ours(document_id, until)
            if document is None:
                return
            document.finished_at = now()
            document.state = BuildState.READY if made else BuildState.FAILED
            document.problem = built.problem
            if made:
                document.pages, document.size = made.pages, len(made.pdf)
                document.warnings, document.storage_key = made.warnings, built.key
                document.facts = made.facts
            record("document built", document, by=None, at=now(), ready=made is not None)
            session.flush()
            kept = True
    finally:
        if built.key and not kept:
            storage.discard(built.key)


def _still_ours(document_id: uuid.UUID, until: dt.datetime) -> Document | None:
    """The document, held, unless somebody else took it up since."""
    document = db.session.get(Document, document_id, with_for_update={"of": Document})
    if document is None or (document.state, document.leased_until) != (BuildState.BUILDING, until):
        return None
    return document
