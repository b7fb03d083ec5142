"""Who may read and change the register of organisations."""

from enum import StrEnum

from awards.core.access import Actor, grants
from awards.organisations.roles import Role


class OrganisationPermission(StrEnum):
    """What can be asked for."""

    READ = "organisation.read"
    CHANGE = "organisation.change"


@grants(OrganisationPermission.READ)
def may_read(actor: Actor, *_things: object) -> bool:
    """Organisers, auditors, and administrators, who give people their posts."""
    return actor.holds(Role.ORGANISER, Role.AUDITOR, Role.ADMINISTRATOR)


@grants(OrganisationPermission.CHANGE)
def may_change(actor: Actor, *_things: object) -> bool:
    """Organisers."""
    return actor.holds(Role.ORGANISER)
