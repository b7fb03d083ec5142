"""Deleting what nobody wants any more: files that no row names, packs that nobody looked through."""

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from awards.ceremony.models import Document
from awards.core.database import db, reading, unit_of_work
from awards.core.storage import sweep
from awards.judging.services.packs import forget_packs
from awards.nominations.models import Upload

NAMING: tuple[InstrumentedAttribute[str] | InstrumentedAttribute[str | None], ...] = (
    Upload.storage_key,
    Upload.whole_key,
    Document.storage_key,
)
"""Every column that names a file. One that is missing here would lose its files."""


def sweep_files(at: dt.datetime) -> bool:
    """Delete the orphans. Nothing waits for it, so it never counts as work."""
    sweep(named_by_rows)
    return False


def sweep_packs(at: dt.datetime) -> bool:
    """Delete filled-in score packs that were sent and never looked through. It never counts as work."""
    with unit_of_work():
        forget_packs(at)
    return False


def named_by_rows(keys: Sequence[str]) -> set[str]:
    """Those of the keys that some row names."""
    with reading(), unit_of_work():
        found = (db.session.scalars(sa.select(column).where(column.in_(keys))) for column in NAMING)
        return {key for some in found for key in some if key}
