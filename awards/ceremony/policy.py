"""Who plans the evening, takes its documents and opens the envelopes."""

from enum import StrEnum

from awards.accounts.models import Person
from awards.ceremony.models import Document, Item
from awards.core.access import grants
from awards.editions.models import Edition
from awards.organisations.roles import Role
from awards.results.policy import Room

Part = Item | Document


class CeremonyPermission(StrEnum):
    """What can be asked of the ceremony stage."""

    READ_EVENING = "ceremony.read-evening"
    CHANGE_EVENING = "ceremony.change-evening"
    READ_DOCUMENTS = "ceremony.read-documents"
    TAKE_RESULTS = "ceremony.take-results"
    REVEAL = "ceremony.reveal"


def _belongs(edition: Edition, part: Part) -> bool:
    of = part.running_order.edition_id if isinstance(part, Item) else part.edition_id
    return of == edition.id


@grants(CeremonyPermission.READ_EVENING)
def may_read_evening(actor: Person, edition: Edition, *parts: Part) -> bool:
    """Organisers, and auditors, who write nothing."""
    return actor.holds(Role.ORGANISER, Role.AUDITOR) and all(_belongs(edition, part) for part in parts)


@grants(CeremonyPermission.CHANGE_EVENING)
def may_change_evening(actor: Person, edition: Edition, *parts: Part) -> bool:
    """Organisers."""
    return actor.holds(Role.ORGANISER) and all(_belongs(edition, part) for part in parts)


@grants(CeremonyPermission.READ_DOCUMENTS)
def may_read_documents(actor: Person, room: Room) -> bool:
    """Organisers, auditors, and the chairs who may take what names winners."""
    return actor.holds(Role.ORGANISER, Role.AUDITOR) or room.is_chaired_by(actor)


@grants(CeremonyPermission.TAKE_RESULTS)
def may_take_results(actor: Person, room: Room) -> bool:
    """An organiser or a chair who stands aside from no nomination: a conflict beats the role."""
    return (actor.holds(Role.ORGANISER) or room.is_chaired_by(actor)) and actor.id not in room.aside


@grants(CeremonyPermission.REVEAL)
def may_reveal(actor: Person, _edition: Edition) -> bool:
    """Organisers. Before the press they see no winner, so a conflict does not matter."""
    return actor.holds(Role.ORGANISER)
