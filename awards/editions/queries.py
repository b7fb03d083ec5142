"""Finding editions and what belongs to them."""

import sqlalchemy as sa

from awards.core.database import db
from awards.core.errors import NotFound
from awards.editions.models import Edition
from awards.editions.states import Stage


def get_edition(slug: str) -> Edition:
    """The edition at this address, or NotFound."""
    edition = db.session.scalar(sa.select(Edition).filter_by(slug=slug))
    if edition is None:
        raise NotFound
    return edition


def find_current_edition() -> Edition | None:
    """The edition everybody talks about: the latest that is not archived, else the latest."""
    latest = sa.select(Edition).order_by(Edition.state == Stage.ARCHIVED, Edition.year.desc(), Edition.slug)
    return db.session.scalar(latest.limit(1))
