"""Makes room for a sample: an earlier sample goes, a real edition never does."""

import sqlalchemy as sa

from awards.ceremony.models import Document
from awards.core.database import Base, db
from awards.core.errors import WrongState
from awards.core.installation import find_installation
from awards.core.storage import discard_after_commit
from awards.editions.models import Edition
from awards.nominations.models import Upload
from awards.organisations.models import Organisation

REAL = "This database holds a real edition. The sample needs another: set AWARDS_DATA_DIR to a new folder."
SAMPLE = "This database holds the sample, whose clock is not today's. Set AWARDS_DATA_DIR to a new folder."


def is_empty() -> bool:
    """Whether no edition has been loaded or sampled."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(Edition)) == 0


def is_sample() -> bool:
    """Whether this installation is a sample; then it holds nothing else."""
    installation = find_installation()
    return installation is not None and installation.is_sample


def refuse_in_sample() -> None:
    """Raise WrongState where a real edition would meet the sample."""
    if is_sample():
        raise WrongState(SAMPLE)


def make_room() -> None:
    """Delete an earlier sample with all that was done in it; raise WrongState on a real edition."""
    if is_empty():
        return
    if not is_sample():
        raise WrongState(REAL)
    for upload in db.session.scalars(sa.select(Upload)):
        for key in upload.keys:
            discard_after_commit(key)
    for key in db.session.scalars(_document_keys()):
        discard_after_commit(key)
    db.session.execute(sa.update(Organisation).values(partner_id=None))
    for table in reversed(Base.metadata.sorted_tables):
        db.session.execute(sa.delete(table))
    db.session.expunge_all()


def _document_keys() -> sa.Select[str]:
    return sa.select(Document.storage_key).where(Document.storage_key.is_not(None))  # type: ignore[return-value]  # it is not None
