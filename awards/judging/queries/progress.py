"""How far judges are, for organisers, auditors and chairs: who has done what, never what anybody scored."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person
from awards.core.database import db
from awards.core.fences import open_to
from awards.editions.models import Edition
from awards.judging.models import Assignment, Panel, ScoreSheet
from awards.judging.queries.conditions import counts
from awards.judging.queries.tasks import IN_ORDER
from awards.judging.states import SheetState
from awards.nominations.models import Nomination


@dataclass(frozen=True, slots=True)
class MemberProgress:
    """How many of a member's sheets are submitted."""

    assigned: int = 0
    submitted: int = 0


def progress_visible_to(
    viewer: Person, edition: Edition
) -> dict[tuple[uuid.UUID, uuid.UUID], MemberProgress]:
    """By panel and person: sheets submitted of those assigned, as far as the viewer may know of them."""
    submitted = sa.func.count(sa.case((ScoreSheet.state == SheetState.SUBMITTED, 1)))
    rows = (
        sa.select(Assignment.panel_id, Assignment.person_id, sa.func.count(Assignment.id), submitted)
        .join(Assignment.nomination)
        .outerjoin(Assignment.sheet)
        .where(Nomination.edition_id == edition.id, counts(), open_to(Nomination, viewer.id))
        .group_by(Assignment.panel_id, Assignment.person_id)
    )
    return {
        (panel, person): MemberProgress(assigned, done)
        for panel, person, assigned, done in db.session.execute(rows)
    }


def sheets_for_chair(chair: Person, panel: Panel) -> Sequence[Assignment]:
    """The panel's submitted and reopened sheets, by judge; no score is loaded."""
    assignments = (
        sa.select(Assignment)
        .join(Assignment.nomination)
        .join(Nomination.organisation)
        .join(Assignment.person)
        .join(Assignment.sheet)
        .where(
            Assignment.panel_id == panel.id,
            ScoreSheet.state != SheetState.DRAFT,
            counts(),
            open_to(Nomination, chair.id),
        )
        .order_by(Person.name, Person.id, *IN_ORDER)
        .options(
            orm.contains_eager(Assignment.nomination).contains_eager(Nomination.organisation),
            orm.contains_eager(Assignment.person).lazyload(Person.posts),
            orm.contains_eager(Assignment.sheet),
        )
    )
    return db.session.scalars(assignments).all()
