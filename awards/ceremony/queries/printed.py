"""What the preview of one team's printed page needs, beside the team."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from awards.core.database import db
from awards.core.errors import NotFound
from awards.editions.models import Category, Edition, Participant, Section
from awards.nominations.models import Nomination


def get_nomination_to_print(nomination_id: uuid.UUID) -> Nomination:
    """The nomination with its edition and form, without its answers; or NotFound."""
    form = joinedload(Nomination.category).selectinload(Category.sections).joinedload(Section.questions)
    one = sa.select(Nomination).filter_by(id=nomination_id).options(joinedload(Nomination.edition), form)
    nomination = db.session.scalars(one).unique().one_or_none()
    if nomination is None:
        raise NotFound
    return nomination


def nominating(edition: Edition) -> int:
    """How many organisations nominate in the edition."""
    wanted = sa.select(sa.func.count()).select_from(Participant).filter_by(edition_id=edition.id)
    return db.session.scalar(wanted) or 0
