"""Who may see and change an edition's set-up, and who moves it from stage to stage."""

from enum import StrEnum

from awards.accounts.models import Person
from awards.core.access import grants
from awards.editions.models import Edition
from awards.organisations.roles import Role


class EditionPermission(StrEnum):
    """What can be asked for."""

    READ_SET_UP = "edition.read_set_up"
    CHANGE_SET_UP = "edition.change_set_up"
    MOVE_STAGE = "edition.move_stage"


@grants(EditionPermission.READ_SET_UP)
def may_read_set_up(actor: Person, _edition: Edition, *_parts: object) -> bool:
    """Organisers, and auditors, who read everything that organisers do."""
    return actor.holds(Role.ORGANISER, Role.AUDITOR)


@grants(EditionPermission.CHANGE_SET_UP)
def may_change_set_up(actor: Person, _edition: Edition, *_parts: object) -> bool:
    """Organisers."""
    return actor.holds(Role.ORGANISER)


@grants(EditionPermission.MOVE_STAGE)
def may_move_stage(actor: Person, _edition: Edition) -> bool:
    """Organisers."""
    return actor.holds(Role.ORGANISER)
