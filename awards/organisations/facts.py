"""What an organiser types about an organisation, as plain values."""

import datetime as dt
from dataclasses import dataclass

from awards.organisations.states import OrganisationKind


@dataclass(frozen=True, kw_only=True)
class OrganisationText:
    """The facts of the register about one body."""

    name: str
    short_name: str
    kind: OrganisationKind
    gss_code: str | None
    dfe_code: str | None
    exists_from: dt.date | None
    exists_to: dt.date | None
