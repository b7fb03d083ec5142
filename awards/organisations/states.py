"""The kinds of organisation."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    """What a body is in law."""

    COUNCIL = "council"
    TRUST = "trust"
