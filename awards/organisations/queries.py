"""Finding organisations."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from awards.core.database import db
from awards.core.errors import NotFound
from awards.organisations.models import Organisation


def all_organisations() -> Sequence[Organisation]:
    """The register, by name, with partners."""
    query = sa.select(Organisation).options(joinedload(Organisation.partner)).order_by(Organisation.name)
    return db.session.scalars(query).all()


def get_organisation(slug: str) -> Organisation:
    """The organisation with this short name in addresses, or NotFound."""
    found = find_organisations([slug])
    if not found:
        raise NotFound
    return found[0]


def find_organisations(slugs: Collection[str]) -> Sequence[Organisation]:
    """Those of the register with one of ``slugs``, with partners, by name."""
    query = sa.select(Organisation).options(joinedload(Organisation.partner))
    return db.session.scalars(query.where(Organisation.slug.in_(slugs)).order_by(Organisation.name)).all()


def find_organisations_named(names: Collection[str]) -> Sequence[Organisation]:
    """Those of the register with one of ``names``."""
    return db.session.scalars(sa.select(Organisation).where(Organisation.name.in_(names))).all()


def find_partners(organisation: Organisation) -> Sequence[Organisation]:
    """Those that name ``organisation`` as their partner."""
    return db.session.scalars(sa.select(Organisation).filter_by(partner_id=organisation.id)).all()
