"""A panel that judges: what most tests of judging begin with."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from awards.accounts.models import Person
from awards.core import clock
from awards.core.database import db
from awards.editions.models import Category, Edition
from awards.editions.states import Stage
from awards.judging.marks import Marks
from awards.judging.models import Assignment, Panel
from awards.judging.order import place
from awards.judging.services import prepare_judging
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState
from awards.organisations.models import Organisation
from awards.organisations.roles import Role
from tests.factories import (
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_panel,
    make_person,
)
from tests.judging.sampling import Sample

GOOD = Marks(scores={"impact": 4, "teamwork": 3}, comment="A fine team.")


@dataclass
class Judging:
    """An edition in judging: three teams, two judges, a chair who does not score, an organiser."""

    edition: Edition
    category: Category
    panel: Panel
    judge: Person
    other: Person
    chair: Person
    organiser: Person
    nominations: list[Nomination] = field(default_factory=list)

    def add_nomination(self, organisation: Organisation | None = None, **values: Any) -> Nomination:
        """Another accepted nomination, of a council of its own unless told."""
        accepted = NominationState.ACCEPTED
        nomination = make_nomination(self.category, organisation or make_organisation(), accepted, **values)
        self.nominations.append(nomination)
        return nomination

    def prepare(self) -> int:
        """Find conflicts and assign, as the desk does."""
        made = prepare_judging(self.edition, by=self.organiser, at=clock.now())
        db.session.commit()
        return made

    def assignment(self, person: Person, nomination: Nomination) -> Assignment:
        """What ``person`` has to score."""
        rows = db.session.query(Assignment)
        return rows.filter_by(person_id=person.id, nomination_id=nomination.id).one()

    def order(self, person: Person) -> list[Nomination]:
        """The nominations in the order in which ``person`` reads them."""
        return sorted(self.nominations, key=lambda nomination: place(person.id, nomination.id))


@pytest.fixture
def judging(session: Any) -> Judging:
    """Prepared: every judge scores every team."""
    edition = make_edition(Stage.JUDGING)
    category = make_category(edition)
    judge, other = make_person(Role.JUDGE), make_person(Role.JUDGE)
    chair, organiser = make_person(Role.CHAIR), make_person(Role.ORGANISER)
    panel = make_panel(category, judge, other, chair=chair)
    world = Judging(edition, category, panel, judge, other, chair, organiser)
    for name in ("Alder", "Birch", "Cedar"):
        organisation = make_organisation(name=f"{name} Council {edition.slug}")
        world.add_nomination(organisation, team_name=f"Team {name}")
    world.prepare()
    return world


@pytest.fixture
def sample(judging: Judging) -> Sample:
    """A draft."""
    return Sample(judging)


@pytest.fixture
def shown(sample: Sample) -> Sample:
    """The panel sees it."""
    sample.show()
    return sample
