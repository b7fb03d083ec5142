"""What whoever leads a panel looks through: sheets that can be given back, flags, kept versions."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person, Post
from awards.accounts.queries import held_on
from awards.core.database import db
from awards.core.fences import open_to
from awards.editions.models import Edition
from awards.editions.states import Stage
from awards.judging.models import Assignment, Conflict, Panel, PanelMember, ScoreSheet, SheetVersion
from awards.judging.policy import leads_from
from awards.judging.queries.conditions import counts
from awards.judging.queries.tasks import IN_ORDER
from awards.judging.states import SeatState, SheetState
from awards.nominations.models import Nomination
from awards.organisations.roles import Role

SHEETS_A_PAGE = 150
MOST_PAGES = 10_000
ANSWERED_IN = frozenset({Stage.JUDGING, Stage.MODERATION})
"""In these stages judges are answered."""


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
    led = [member.panel_id for member in members if leads_from(lead, member)]
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


def flags_left_to(viewer: Person, edition: Edition, today: dt.date) -> Sequence[Assignment]:
    """What waits for an organiser's answer because nobody who leads the panel can give one; no score.

    Nobody but organisers finds any, and none about what they stand aside from.
    """
    if edition.state not in ANSWERED_IN or not viewer.holds(Role.ORGANISER):
        return []
    flagged = (
        sa.select(Assignment)
        .join(Assignment.nomination)
        .join(Nomination.organisation)
        .join(Assignment.person)
        .join(Assignment.sheet)
        .where(
            Nomination.edition_id == edition.id,
            ScoreSheet.flag != "",
            ScoreSheet.flag_answer == "",
            counts(),
            open_to(Nomination, viewer.id),
            Assignment.person_id != viewer.id,
            ~_has_lead(today),
        )
        .order_by(*IN_ORDER, Person.name)
        .options(
            orm.contains_eager(Assignment.nomination).contains_eager(Nomination.organisation),
            orm.contains_eager(Assignment.person).lazyload(Person.posts),
            orm.contains_eager(Assignment.sheet),
        )
    )
    return db.session.scalars(flagged).all()


def _has_lead(today: dt.date) -> sa.ColumnElement[bool]:
    """The condition that somebody else leads the assignment's panel and can answer its judge."""
    lead = orm.aliased(Person)
    aside = sa.exists().where(
        Conflict.person_id == PanelMember.person_id,
        Conflict.nomination_id == Assignment.nomination_id,
        Conflict.stands(),
    )
    chairs = sa.exists().where(
        Post.person_id == PanelMember.person_id, Post.role == Role.CHAIR, held_on(today)
    )
    deputises = sa.exists().where(
        Post.person_id == PanelMember.person_id, Post.role.in_([Role.JUDGE, Role.CHAIR]), held_on(today)
    )
    return sa.exists().where(
        PanelMember.panel_id == Assignment.panel_id,
        PanelMember.person_id != Assignment.person_id,
        PanelMember.state == SeatState.ACCEPTED,
        PanelMember.declared_at.is_not(None),
        lead.id == PanelMember.person_id,
        lead.disabled_at.is_(None),
        sa.or_(sa.and_(PanelMember.is_chair, chairs), sa.and_(PanelMember.is_deputy, deputises)),
        ~aside,
    )


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
