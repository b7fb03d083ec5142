"""Documents: what was built, what waits, and whether anything changed since."""

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy import orm

from awards.ceremony.models import Document, RunningOrder
from awards.ceremony.states import BuildState, DocumentKind
from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import NotFound
from awards.editions.models import Award, Category, Edition
from awards.nominations.models import Nomination

WAITING = (BuildState.QUEUED, BuildState.BUILDING)
NO_CHANGE = ("edition moved", "award revealed", "winner cards made", "certificates made")
"""Acts that change nothing in a document without results."""
ABOUT_PEOPLE = (
    "team asked for consent",
    "consent answered",
    "consent noted",
    "name corrected",
    "photo confirmed",
)
"""Acts that change nothing in a running order, in which no team member stands."""


def get_document(document_id: uuid.UUID) -> Document:
    """The document with its edition, or NotFound."""
    document = db.session.get(Document, document_id, options=[orm.joinedload(Document.edition)])
    if document is None:
        raise NotFound
    return document


def documents_of(edition: Edition) -> dict[DocumentKind, list[Document]]:
    """By kind every build, the newest first."""
    wanted = sa.select(Document).filter_by(edition_id=edition.id).order_by(Document.number.desc())
    found: dict[DocumentKind, list[Document]] = {kind: [] for kind in DocumentKind}
    for document in db.session.scalars(wanted):
        found[document.kind].append(document)
    return found


def build_states(edition: Edition) -> list[tuple[str, int, str]]:
    """Kind, number and state of every build: what a waiting page looks for."""
    wanted = sa.select(Document.kind, Document.number, Document.state).filter_by(edition_id=edition.id)
    rows = db.session.execute(wanted.order_by(Document.kind, Document.number))
    return [(kind.value, number, state.value) for kind, number, state in rows]


def last_number(edition: Edition, kind: DocumentKind) -> int:
    """The number of the latest build; nought before the first."""
    wanted = sa.select(sa.func.max(Document.number)).filter_by(edition_id=edition.id, kind=kind)
    return db.session.scalar(wanted) or 0


def find_queued(edition: Edition, kind: DocumentKind) -> Document | None:
    """The build that waits, if one does."""
    return db.session.scalar(
        sa.select(Document).filter_by(edition_id=edition.id, kind=kind, state=BuildState.QUEUED)
    )


def next_to_build(at: dt.datetime) -> sa.Select[Document]:
    """The build that waits longest, or whose builder died and let its lease run out."""
    lost = sa.and_(Document.state == BuildState.BUILDING, Document.leased_until < at)
    wanted = sa.select(Document).where(sa.or_(Document.state == BuildState.QUEUED, lost))
    return wanted.order_by(Document.created_at, Document.number).limit(1)


def last_change(edition: Edition, kind: DocumentKind) -> dt.datetime | None:
    """When something was last done that a document of this kind may say.

    To the edition, its awards, its nominations, the evening.
    """
    unsaid = NO_CHANGE if kind is DocumentKind.PROGRAMME else (*NO_CHANGE, *ABOUT_PEOPLE)
    parts = (Category, Award, Nomination, RunningOrder)
    of_edition = (
        Event.thing_id.in_(sa.select(part.id).where(part.edition_id == edition.id)) for part in parts
    )
    wanted = sa.select(sa.func.max(Event.at)).where(
        sa.or_(Event.thing_id == edition.id, *of_edition), Event.action.not_in(unsaid)
    )
    return db.session.scalar(wanted)
