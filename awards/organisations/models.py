"""Organisations: councils and children's trusts."""

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from awards.core.database import Key, Line, Model, enum_of
from awards.organisations.states import OrganisationKind

__all__ = ["Organisation", "OrganisationKind"]


class Organisation(Model):
    """A body that runs, or ran, children's services. A trust and its council name each other as partner."""

    __tablename__ = "organisations"
    __table_args__ = (sa.CheckConstraint("exists_to IS NULL OR exists_from <= exists_to", name="dates"),)

    slug: Mapped[Key] = mapped_column(unique=True)
    name: Mapped[Line] = mapped_column(unique=True)
    short_name: Mapped[Line]
    kind: Mapped[OrganisationKind] = mapped_column(enum_of(OrganisationKind))
    gss_code: Mapped[str | None] = mapped_column(sa.String(9))
    dfe_code: Mapped[str | None] = mapped_column(sa.String(3))
    exists_from: Mapped[dt.date | None]
    exists_to: Mapped[dt.date | None]
    partner_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("organisations.id"))
    partner: Mapped["Organisation | None"] = relationship(remote_side="Organisation.id", post_update=True)

    @property
    def is_trust(self) -> bool:
        """Whether the body is a children's trust."""
        return self.kind is OrganisationKind.TRUST

    def exists_on(self, day: dt.date) -> bool:
        """Whether the body ran services on ``day``."""
        return (self.exists_from is None or self.exists_from <= day) and (
            self.exists_to is None or day <= self.exists_to
        )
