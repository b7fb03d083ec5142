"""What whoever leads a panel looks through: sheets that can be given back, flags, kept versions."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person
from awards.core.database import db
from awards.core.fences import open_to
from awards.judging.models import Assignment, Panel, ScoreSheet, SheetVersion
from awards.judging.queries.conditions import counts
from awards.judging.queries.tasks import IN_ORDER
from awards.judging.states import SheetState
from awards.nominations.models import Nomination

SHEETS_A_PAGE = 150


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One page of sheets, by judge."""

    rows: Sequence[Assignment]
    page: int
    pages: int
    total: int


def sheets_for_chair(chair: Person, panel: Panel, page: int = 1) -> SheetPage:
    """One page of the panel's submitted and reopened sheets, by judge; no score is loaded."""
    handed_in = _for_lead(chair, panel).where(ScoreSheet.state != SheetState.DRAFT)
    total = db.session.scalar(handed_in.with_only_columns(sa.func.count()).order_by(None)) or 0
    pages = max(1, -(-total // SHEETS_A_PAGE))
    page = min(max(1, page), pages)
    ordered = handed_in.order_by(Person.name, Person.id, *IN_ORDER)
    rows = db.session.scalars(ordered.limit(SHEETS_A_PAGE).offset((page - 1) * SHEETS_A_PAGE))
    return SheetPage(rows.all(), page, pages, total)


def flags_for(lead: Person, panel: Panel) -> Sequence[Assignment]:
    """What judges put to whoever leads the panel, what has no answer yet first; no score is loaded."""
    flagged = _for_lead(lead, panel).where(ScoreSheet.flag != "")
    answered = sa.case((ScoreSheet.flag_answer == "", 0), else_=1)
    return db.session.scalars(flagged.order_by(answered, *IN_ORDER, Person.name)).all()


def _for_lead(lead: Person, panel: Panel) -> sa.Select[Assignment]:
    """The panel's sheets that count, but for the nominations from which ``lead`` stands aside."""
    return (
        sa.select(Assignment)
        .join(Assignment.nomination)
        .join(Nomination.organisation)
        .join(Assignment.person)
        .join(Assignment.sheet)
        .where(Assignment.panel_id == panel.id, counts(), open_to(Nomination, lead.id))
        .options(
            orm.contains_eager(Assignment.nomination).contains_eager(Nomination.organisation),
            orm.contains_eager(Assignment.person).lazyload(Person.posts),
            orm.contains_eager(Assignment.sheet),
        )
    )


def versions_of(sheet_id: uuid.UUID) -> Sequence[SheetVersion]:
    """What was submitted, the first time first, with why it was reopened afterwards."""
    kept = sa.select(SheetVersion).filter_by(sheet_id=sheet_id).order_by(SheetVersion.number)
    return db.session.scalars(kept).all()
