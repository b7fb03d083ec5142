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


def next_to_scan(put_off: Collection[uuid.UUID] = ()) -> tuple[uuid.UUID, str] | None:
    """Id and storage key of the file that waits longest; then of those sent before there was a scanner."""
    unseen = Upload.scan.in_([ScanState.WAITING, ScanState.NOT_SCANNED])
    some = sa.select(Upload.id, Upload.storage_key).where(unseen, Upload.id.not_in(put_off))
    waits = sa.case((Upload.scan == ScanState.WAITING, 0), else_=1)
    found = db.session.execute(some.order_by(waits, Upload.created_at).limit(1)).first()
    return (found.id, found.storage_key) if found else None


def organisers_of(nomination: Nomination, on: dt.date) -> list[Person]:
    """The organisers of that day who may know of the nomination: a conflict beats the role."""
    some = sa.select(Person).join(Post, Post.person_id == Person.id).distinct().order_by(Person.name)
    some = some.where(Post.role == Role.ORGANISER, held_on(on), Person.disabled_at.is_(None))
    return [each for each in db.session.scalars(some) if not is_fenced_off(nomination, each.id)]
