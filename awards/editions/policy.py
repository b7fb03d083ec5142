"""Who may see and change an edition's set-up, and who moves it from stage to stage."""

from enum import StrEnum

from awards.accounts.models import Person
from awards.core.access import grants
from awards.editions.models import (
    Award,
    Category,
    Criterion,
    Edition,
    Participant,
    Question,
    Section,
)
from awards.organisations.roles import Role

SetUpPart = Category | Criterion | Section | Question | Award | Participant


class EditionPermission(StrEnum):
    """What can be asked for."""

    BEGIN = "edition.begin"
    READ_SET_UP = "edition.read_set_up"
    CHANGE_SET_UP = "edition.change_set_up"
    MOVE_STAGE = "edition.move_stage"


@grants(EditionPermission.BEGIN)
def may_begin(actor: Person) -> bool:
    """Organisers."""
    return actor.holds(Role.ORGANISER)


@grants(EditionPermission.READ_SET_UP)
def may_read_set_up(actor: Person, edition: Edition, *parts: SetUpPart) -> bool:
    """Organisers, and auditors, who read everything that organisers do."""
    return actor.holds(Role.ORGANISER, Role.AUDITOR) and _belong(parts, edition)


@grants(EditionPermission.CHANGE_SET_UP)
def may_change_set_up(actor: Person, edition: Edition, *parts: SetUpPart) -> bool:
    """Organisers."""
    return actor.holds(Role.ORGANISER) and _belong(parts, edition)


def _belong(parts: tuple[SetUpPart, ...], edition: Edition) -> bool:
    """Whether the address names parts of this edition and not of another one."""
    return all(_owner(part).edition_id == edition.id for part in parts)


def _owner(part: SetUpPart) -> Category | Award | Participant:
    if isinstance(part, Question):
        part = part.section
    return part.category if isinstance(part, Criterion | Section) else part


@grants(EditionPermission.MOVE_STAGE)
def may_move_stage(actor: Person, _edition: Edition) -> bool:
    """Organisers."""
    return actor.holds(Role.ORGANISER)
