"""The rounds of a panel, and which nominations are judged in them."""

import datetime as dt
import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.sql.base import ExecutableOption

from awards.accounts.models import Person
from awards.core import clock
from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import NotFound
from awards.core.fences import open_to
from awards.editions.models import Category, Edition
from awards.editions.states import Stage
from awards.editions.uses import minds_closing, tells_round
from awards.judging.models import (
    Assignment,
    Panel,
    PanelMember,
    PanelRound,
    ScoreSheet,
    Shortlisting,
    panel_categories,
    shortlisted,
)
from awards.judging.models.panels import FIRST_ROUND
from awards.judging.queries.conditions import counts, scores_on
from awards.judging.rounds import at_the_front
from awards.judging.states import SheetState
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState

REOPENED = "round reopened"


@tells_round
def round_judged(category_id: uuid.UUID) -> int:
    """The round in which a category is judged; set-up asks, so that no criterion of it changes."""
    theirs = sa.select(sa.func.max(Panel.round)).join(Panel.categories).where(Category.id == category_id)
    return db.session.scalar(theirs) or FIRST_ROUND


@minds_closing
def later_round(edition_id: uuid.UUID, judging_closes_at: dt.datetime) -> str:
    """Which round that is not over would close after judging does, as a sentence; set-up asks."""
    rounds_change = [stage for stage in Stage if not stage.is_at_least(Stage.MODERATION)]
    wanted = (
        sa.select(PanelRound.name, PanelRound.closes_at, Panel.name)
        .join(PanelRound.panel)
        .join(Panel.edition)
        .where(
            Edition.id == edition_id,
            Edition.state.in_(rounds_change),
            PanelRound.number >= Panel.round,
            PanelRound.closed_at.is_(None),
            PanelRound.closes_at > judging_closes_at,
        )
        .order_by(PanelRound.closes_at.desc(), Panel.name)
    )
    for name, closes_at, panel in db.session.execute(wanted.limit(1)):
        moment = clock.show_moment(closes_at)
        return (
            f"{at_the_front(name)} of “{panel}” closes later, at {moment}. Change that first, under “Rounds” "
            "of the panel, or choose a later date"
        )
    return ""


def in_round(panel: Panel) -> sa.ColumnElement[bool]:
    """The condition that the panel judges a nomination in the round it is in.

    It is accepted, in a category of the panel, and after the first round on the shortlist.
    """
    judged = sa.select(panel_categories.c.category_id).where(panel_categories.c.panel_id == panel.id)
    accepted = sa.and_(Nomination.category_id.in_(judged), Nomination.state == NominationState.ACCEPTED)
    if panel.round == FIRST_ROUND:
        return accepted
    return sa.and_(accepted, Nomination.id.in_(_listed().where(PanelRound.panel_id == panel.id)))


def in_the_running() -> sa.ColumnElement[bool]:
    """The condition that no shortlist left a nomination out of the round in which its panel is."""
    cut = (
        sa.select(panel_categories.c.category_id)
        .join(Panel, Panel.id == panel_categories.c.panel_id)
        .where(Panel.round > FIRST_ROUND)
    )
    return sa.or_(Nomination.category_id.not_in(cut), Nomination.id.in_(_listed()))


def _listed() -> sa.Select[uuid.UUID]:
    """The shortlists of the rounds in which panels are."""
    return (
        sa.select(shortlisted.c.nomination_id)
        .join(PanelRound, PanelRound.id == shortlisted.c.round_id)
        .join(Panel, sa.and_(Panel.id == PanelRound.panel_id, Panel.round == PanelRound.number))
    )


def get_panel_with_rounds(panel_id: uuid.UUID) -> Panel:
    """The panel with its rounds, categories and members, or NotFound."""
    return _get_panel(panel_id)


def get_panel_with_criteria(panel_id: uuid.UUID) -> Panel:
    """The same with what is scored in each category."""
    return _get_panel(panel_id, orm.joinedload(Panel.categories).selectinload(Category.criteria))


def _get_panel(panel_id: uuid.UUID, *options: ExecutableOption) -> Panel:
    wanted = (
        sa.select(Panel)
        .where(Panel.id == panel_id)
        .options(
            orm.joinedload(Panel.edition),
            orm.joinedload(Panel.categories),
            orm.selectinload(Panel.rounds),
            orm.selectinload(Panel.members).joinedload(PanelMember.person).lazyload(Person.posts),
            *options,
        )
    )
    panel = db.session.scalars(wanted).unique().one_or_none()
    if panel is None:
        raise NotFound
    return panel


def find_round(panel: Panel, number: int) -> PanelRound | None:
    """The panel's round of that number, if there is one."""
    return next((each for each in panel.rounds if each.number == number), None)


def get_round(panel: Panel, number: int) -> PanelRound:
    """The panel's round of that number, or NotFound."""
    round_ = find_round(panel, number)
    if round_ is None:
        raise NotFound
    return round_


def unsubmitted_sheets(panel: Panel, viewer: Person | None = None) -> tuple[int, int]:
    """How many sheets of the panel's round are not submitted, and of how many.

    What the viewer stands aside from is left out.
    """
    submitted = sa.func.count(sa.case((ScoreSheet.state == SheetState.SUBMITTED, 1)))
    wanted = (
        sa.select(sa.func.count(Assignment.id), submitted)
        .join(Assignment.nomination)
        .outerjoin(Assignment.sheet)
        .where(Assignment.panel_id == panel.id, counts(), scores_on())
    )
    if viewer is not None:
        wanted = wanted.where(open_to(Nomination, viewer.id))
    assigned, done = db.session.execute(wanted).one()
    return assigned - done, assigned


def people_with_open_sheets(panel: Panel) -> set[uuid.UUID]:
    """Those for whom a sheet of the panel's round waits: not begun, or not submitted."""
    waits = sa.or_(ScoreSheet.id.is_(None), ScoreSheet.state != SheetState.SUBMITTED)
    theirs = (
        sa.select(Assignment.person_id)
        .join(Assignment.nomination)
        .outerjoin(Assignment.sheet)
        .where(Assignment.panel_id == panel.id, counts(), waits)
    )
    return set(db.session.scalars(theirs))


@dataclass(frozen=True, slots=True)
class Reopening:
    """That somebody opened a closed round again, after its scores could be looked at, and why."""

    number: int
    at: dt.datetime
    who: str
    reason: str


def reopenings_of(panel: Panel) -> list[Reopening]:
    """Every time that a round of the panel was opened again, the first first."""
    rows = (
        sa.select(Event, Person.name)
        .outerjoin(Person, Person.id == Event.actor_id)
        .where(Event.thing_id.in_([each.id for each in panel.rounds]), Event.action == REOPENED)
        .order_by(Event.number)
    )
    return [
        Reopening(event.details["number"], event.at, name or "Somebody", event.details.get("reason", ""))
        for event, name in db.session.execute(rows)
    ]


def categories_to_shortlist(panel: Panel, round_: PanelRound) -> list[str]:
    """Names of the panel's categories in which nobody has chosen yet who goes on to a round.

    Or all who were chosen have gone since. One that has nothing in it at present asks for no choice.
    """
    goes_on = sa.exists().where(
        shortlisted.c.round_id == round_.id,
        shortlisted.c.nomination_id == Nomination.id,
        Nomination.category_id == Shortlisting.category_id,
        Nomination.state == NominationState.ACCEPTED,
    )
    chosen = sa.select(Shortlisting.category_id).where(Shortlisting.round_id == round_.id, goes_on)
    judged = sa.select(Nomination.category_id).where(in_round(panel))
    names = sa.select(Category.name).where(Category.id.in_(judged), Category.id.not_in(chosen))
    return list(db.session.scalars(names.order_by(Category.position)))


@dataclass(frozen=True, slots=True)
class ChosenList:
    """Who went on to a round in one category, by whose choice and why."""

    number: int
    category: str
    chosen_by: str
    reason: str
    teams: list[str]


def shortlists_visible_to(viewer: Person, panel: Panel) -> list[ChosenList]:
    """The shortlists of the panel's rounds, but for categories in which the viewer stands aside from one.

    From a list with a gap they could tell whether the team that they may not know of is on it.
    """
    fenced = sa.select(Nomination.category_id).where(~open_to(Nomination, viewer.id))
    rows = (
        sa.select(PanelRound.number, Category.name, Person.name, Shortlisting.reason, Nomination.team_name)
        .select_from(Shortlisting)
        .join(Shortlisting.round)
        .join(Shortlisting.category)
        .join(Shortlisting.chosen_by)
        .join(shortlisted, shortlisted.c.round_id == PanelRound.id)
        .join(
            Nomination,
            sa.and_(Nomination.id == shortlisted.c.nomination_id, Nomination.category_id == Category.id),
        )
        .where(PanelRound.panel_id == panel.id, Category.id.not_in(fenced))
        .order_by(PanelRound.number, Category.position, Nomination.team_name, Nomination.reference)
    )
    found: dict[tuple[int, str], ChosenList] = {}
    for number, category, by, reason, team in db.session.execute(rows):
        kept = found.setdefault((number, category), ChosenList(number, category, by, reason, []))
        kept.teams.append(team)
    return list(found.values())
