"""The draws of a panel's round."""

import uuid

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person
from awards.core.database import db
from awards.core.errors import NotFound
from awards.core.fences import open_to
from awards.editions.models import Edition
from awards.judging.models import Assignment, Draw, Panel, PanelRound, panel_categories
from awards.judging.queries.conditions import counts, scores_on
from awards.judging.queries.rounds import in_the_running
from awards.judging.states import DrawState
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState


def get_drawing_panel(panel_id: uuid.UUID) -> Panel:
    """The panel with what decides who draws and what is drawn, or NotFound."""
    wanted = (
        sa.select(Panel)
        .where(Panel.id == panel_id)
        .options(
            orm.joinedload(Panel.edition),
            orm.joinedload(Panel.rounds),
            orm.joinedload(Panel.categories),
            orm.selectinload(Panel.members),
        )
    )
    panel = db.session.scalars(wanted).unique().one_or_none()
    if panel is None:
        raise NotFound
    return panel


def latest_draws(panel: Panel) -> tuple[Draw | None, Draw | None]:
    """The draw of the panel's round that is not applied, and the one that was applied last."""
    wanted = (
        sa.select(Draw)
        .where(Draw.round_id == panel.current.id)
        .order_by(Draw.applied_at.desc(), Draw.created_at.desc())
    )
    draws = db.session.scalars(wanted).all()
    proposal = next((draw for draw in draws if draw.state is not DrawState.APPLIED), None)
    return proposal, next((draw for draw in draws if draw.state is DrawState.APPLIED), None)


def gaps_in(viewer: Person, edition: Edition) -> dict[uuid.UUID, int]:
    """For each panel with a draw how many nominations lack judges, of those that the viewer may know of."""
    held = (
        sa.select(Assignment.panel_id, Assignment.nomination_id, sa.func.count(Assignment.id).label("judges"))
        .join(Assignment.nomination)
        .outerjoin(Assignment.sheet)
        .where(Nomination.edition_id == edition.id, counts(), scores_on())
        .group_by(Assignment.panel_id, Assignment.nomination_id)
        .subquery()
    )
    theirs = sa.and_(held.c.panel_id == Panel.id, held.c.nomination_id == Nomination.id)
    short = (
        sa.select(Panel.id, sa.func.count())
        .select_from(Panel)
        .join(PanelRound, sa.and_(PanelRound.panel_id == Panel.id, PanelRound.number == Panel.round))
        .join(panel_categories, panel_categories.c.panel_id == Panel.id)
        .join(Nomination, Nomination.category_id == panel_categories.c.category_id)
        .outerjoin(held, theirs)
        .where(
            Panel.edition_id == edition.id,
            PanelRound.closed_at.is_(None),
            sa.exists().where(Draw.round_id == PanelRound.id, Draw.state == DrawState.APPLIED),
            Nomination.state == NominationState.ACCEPTED,
            in_the_running(),
            open_to(Nomination, viewer.id),
            sa.func.coalesce(held.c.judges, 0) < PanelRound.judges_each,
        )
        .group_by(Panel.id)
    )
    return {panel: number for panel, number in db.session.execute(short)}


def find_proposal(panel: Panel) -> Draw | None:
    """The draw of the panel's round that waits, or was made and not applied; None when there is none."""
    return latest_draws(panel)[0]


def get_draw(draw_id: uuid.UUID) -> Draw:
    """The draw with its round, or NotFound."""
    draw = db.session.scalar(sa.select(Draw).where(Draw.id == draw_id).options(orm.joinedload(Draw.round)))
    if draw is None:
        raise NotFound
    return draw


def next_to_draw() -> sa.Select[Draw]:
    """The draw that waits longest."""
    waiting = sa.select(Draw).where(Draw.state == DrawState.WAITING)
    return waiting.order_by(Draw.created_at, Draw.id).limit(1)


def drafts_of(round_: PanelRound) -> sa.Select[Draw]:
    """All draws of the round that were not applied."""
    return sa.select(Draw).where(Draw.round_id == round_.id, Draw.state != DrawState.APPLIED)
