"""Finding files that nobody has looked at, and whom to tell of what was found."""

import datetime as dt
import uuid
from collections.abc import Collection

import sqlalchemy as sa

from awards.accounts.models import Person, Post
from awards.accounts.queries import held_on
from awards.core.database import db
from awards.core.fences import is_fenced_off
from awards.nominations.models import Nomination, Upload
from awards.nominations.states import ScanState
from awards.organisations.roles import Role


def next_to_scan(put_off: Collection[uuid.UUID] = ()) -> tuple[uuid.UUID, list[str]] | None:
    """Id and storage keys of what waits longest; then of what was sent before there was a scanner.

    Of a photo that was cropped, the part that is shown and all of it.
    """
    unseen = Upload.scan.in_([ScanState.WAITING, ScanState.NOT_SCANNED])
    some = sa.select(Upload).where(unseen, Upload.id.not_in(put_off))
    waits = sa.case((Upload.scan == ScanState.WAITING, 0), else_=1)
    found = db.session.scalar(some.order_by(waits, Upload.created_at).limit(1))
    return (found.id, found.keys) if found else None


def organisers_of(nomination: Nomination, on: dt.date) -> list[Person]:
    """The organisers of that day who may know of the nomination: a conflict beats the role."""
    some = sa.select(Person).join(Post, Post.person_id == Person.id).distinct().order_by(Person.name)
    some = some.where(Post.role == Role.ORGANISER, held_on(on), Person.disabled_at.is_(None))
    return [each for each in db.session.scalars(some) if not is_fenced_off(nomination, each.id)]
