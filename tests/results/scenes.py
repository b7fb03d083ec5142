"""An edition at the end of judging, for tests of results."""

from dataclasses import dataclass
from typing import Any

from awards.accounts.models import Person
from awards.editions.models import Award, Category, Edition
from awards.editions.states import AwardKind, Stage
from awards.judging.models import Conflict, Panel
from awards.judging.states import ConflictKind
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from awards.results.rules import DecisionDraft
from tests.factories import (
    make_assignment,
    make_award,
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_panel,
    make_person,
    make_sheet,
    saved,
)

REASON = "The clearest evidence of change for children."


@dataclass
class Scene:
    """An edition in moderation: everybody scored, nothing decided."""

    edition: Edition
    category: Category
    panel: Panel
    chair: Person
    organiser: Person
    judges: list[Person]
    nominations: list[Nomination]
    overall: Award
    early_help: Award
    recognition: Award
    choice: Award

    @property
    def url(self) -> str:
        """The address of the ranking."""
        return f"/editions/{self.edition.slug}/results"

    def draft(self, winner: int = 0, *commended: int, **values: Any) -> DecisionDraft:
        """A decision for the nominations with these numbers."""
        chosen = [self.nominations[number].reference for number in commended]
        usual: dict[str, Any] = {"reason": REASON, "highly_commended": chosen}
        return DecisionDraft(**usual | {"winners": [self.nominations[winner].reference]} | values)


def make_scene(*points: int | list[int], stage: Stage = Stage.MODERATION) -> Scene:
    """A nomination for each of ``points``, which its two judges give it; the first four are early help."""
    edition = make_edition(stage)
    category = make_category(edition)
    chair, organiser = make_person(Role.CHAIR), make_person(Role.ORGANISER)
    judges = [make_person(Role.JUDGE), make_person(Role.JUDGE)]
    panel = make_panel(category, *judges, chair=chair)
    nominations = []
    for number, given in enumerate(points or (5, 4, 3, 2, 1)):
        field = "early-help" if number < 4 else "education"
        nomination = make_nomination(
            category, make_organisation(), NominationState.ACCEPTED, answers={"field": field}
        )
        for judge in judges:
            make_sheet(make_assignment(panel, judge, nomination), given)
        nominations.append(nomination)
    only_early_help: dict[str, Any] = {"question": "field", "answer": "early-help", "minimum": 3}
    return Scene(
        edition,
        category,
        panel,
        chair,
        organiser,
        judges,
        nominations,
        make_award(category, name="Team of the Year", highly_commended=2),
        make_award(category, name="Best in field: early help", **only_early_help),
        make_award(category, AwardKind.RECOGNITION, name="Team of Excellence"),
        make_award(category, AwardKind.CHOICE, name="Chair's special award"),
    )


def stand_aside(person: Person, nomination: Nomination) -> Conflict:
    """``person`` has a conflict of interest."""
    conflict = Conflict(person=person, nomination=nomination, kind=ConflictKind.DECLARED, reason="Friends.")
    saved(conflict)
    return conflict
