"""Who may see and make results. The queries fence off what a person stands aside from."""

import uuid
from dataclasses import dataclass
from enum import StrEnum

from awards.accounts.models import Person
from awards.core.access import grants
from awards.editions.models import Category, Edition
from awards.judging.models import Panel
from awards.judging.policy import may_move_on, may_read_rounds
from awards.organisations.roles import Role


class ResultsPermission(StrEnum):
    """What can be asked of the results stage."""

    READ_RANKING = "results.read-ranking"
    READ_DECISIONS = "results.read-decisions"
    DECIDE = "results.decide"
    SEAL = "results.seal"
    READ_SHORTLIST = "results.read-shortlist"
    SHORTLIST = "results.shortlist"


@dataclass(frozen=True)
class Room:
    """An edition's results and the people who matter there: who chairs, who stands aside from something."""

    edition: Edition
    chairs: frozenset[uuid.UUID]
    aside: frozenset[uuid.UUID] = frozenset()

    def is_left_by(self, person: Person) -> bool:
        """Whether the person stands aside from something here; known where the room was loaded with it."""
        return person.id in self.aside

    def is_chaired_by(self, person: Person) -> bool:
        """Whether the person chairs a panel of this edition, and holds the post of a chair today."""
        return person.holds(Role.CHAIR) and person.id in self.chairs


@grants(ResultsPermission.READ_RANKING)
def may_read_ranking(actor: Person, room: Room) -> bool:
    """Chairs who declared their conflicts, organisers, and auditors, who write nothing."""
    return actor.holds(Role.ORGANISER, Role.AUDITOR) or room.is_chaired_by(actor)


@grants(ResultsPermission.READ_DECISIONS)
def may_read_decisions(actor: Person, room: Room) -> bool:
    """Nobody else may know a winner before the envelope is opened."""
    return actor.holds(Role.ORGANISER) or room.is_chaired_by(actor)


@grants(ResultsPermission.DECIDE)
def may_decide(actor: Person, room: Room) -> bool:
    """The chair writes down what the panel decided."""
    return room.is_chaired_by(actor)


@grants(ResultsPermission.SEAL)
def may_seal(actor: Person, room: Room) -> bool:
    """A chair or an organiser who stands aside from no nomination."""
    return may_read_decisions(actor, room) and not room.is_left_by(actor)


@grants(ResultsPermission.READ_SHORTLIST)
def may_read_shortlist(actor: Person, panel: Panel) -> bool:
    """Who sees the rounds of the panel: its leads, organisers, and auditors, who write nothing."""
    return may_read_rounds(actor, panel)


@grants(ResultsPermission.SHORTLIST)
def may_shortlist(actor: Person, panel: Panel, category: Category) -> bool:
    """Who moves the panel on; in a category that it judges."""
    return may_move_on(actor, panel) and category in panel.categories
