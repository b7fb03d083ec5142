"""What whoever leads a panel looks through: sheets that can be given back, flags, kept versions."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person
from awards.core.database import db
from awards.core.fences import open_to
from awards.judging.models import Assignment, Panel, PanelMember, ScoreSheet, SheetVersion
from awards.judging.queries.conditions import counts
from awards.judging.queries.tasks import IN_ORDER
from awards.judging.states import SheetState
from awards.nominations.models import Nomination

SHEETS_A_PAGE = 150
MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One page of sheets, by judge."""

    rows: Sequence[Assignment]
    page: int
    pages: int
    total: int


def sheets_for_chair(chair: Person, panel: Panel, page: int = 1) -> SheetPage:
    """One page of the panel's submitted and reopened sheets, by judge; no score is loaded.

    Past the last page the first one is shown.
    """
    handed_in = _for_lead(chair, panel).where(ScoreSheet.state != SheetState.DRAFT)
    ordered = handed_in.add_columns(sa.func.count().over()).order_by(Person.name, Person.id, *IN_ORDER)
    page = min(max(1, page), MOST_PAGES)
    start = (page - 1) * SHEETS_A_PAGE
    rows = db.session.execute(ordered.limit(SHEETS_A_PAGE).offset(start)).all()
    if not rows and start:
        return sheets_for_chair(chair, panel)
    total = rows[0][1] if rows else 0
    return SheetPage([row[0] for row in rows], page, max(1, -(-total // SHEETS_A_PAGE)), total)


def flags_for(lead: Person, panel: Panel) -> Sequence[Assignment]:
    """What judges put to whoever leads the panel, what has no answer yet first; no score is loaded."""
    flagged = _for_lead(lead, panel).where(ScoreSheet.flag != "")
    answered = sa.case((ScoreSheet.flag_answer == "", 0), else_=1)
    return db.session.scalars(flagged.order_by(answered, *IN_ORDER, Person.name)).all()


def flags_waiting(lead: Person, members: Sequence[PanelMember]) -> dict[uuid.UUID, int]:
    """By panel that somebody leads: how many judges told them something that has no answer yet."""
    led = [member.panel_id for member in members if member.leads and member.has_begun]
    waiting = (
        sa.select(Assignment.panel_id, sa.func.count(Assignment.person_id.distinct()))
        .join(Assignment.nomination)
        .join(Assignment.sheet)
        .where(
            Assignment.panel_id.in_(led),
            Assignment.person_id != lead.id,
            counts(),
            open_to(Nomination, lead.id),
            ScoreSheet.flag != "",
            ScoreSheet.flag_answer == "",
        )
        .group_by(Assignment.panel_id)
    )
    return {panel: judges for panel, judges in db.session.execute(waiting)} if led else {}


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
