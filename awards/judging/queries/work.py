"""What the judges of a panel have done, counted by judge, day and nomination; never what anybody scored."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core import clock
from awards.core.database import db
from awards.core.fences import open_to
from awards.core.outbox import Message
from awards.editions.models import Edition
from awards.judging.models import (
    Assignment,
    CalibrationEntry,
    CalibrationSheet,
    Panel,
    PanelMember,
    ScoreSheet,
)
from awards.judging.pace import Work
from awards.judging.queries.conditions import counts
from awards.judging.queries.rounds import in_round
from awards.judging.queries.tasks import IN_ORDER
from awards.judging.states import CalibrationState, SheetState
from awards.nominations.models import Nomination
from awards.organisations.models import Organisation

REMINDER = "reminder to judge"
HOUR = 3600
NOMINATIONS_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class MemberProgress:
    """How many of a member's sheets are submitted, and begun."""

    assigned: int = 0
    submitted: int = 0
    begun: int = 0


def progress_visible_to(
    viewer: Person, edition: Edition
) -> dict[tuple[uuid.UUID, uuid.UUID], MemberProgress]:
    """By panel and person: sheets submitted of those assigned, as far as the viewer may know of them."""
    submitted = sa.func.count(sa.case((ScoreSheet.state == SheetState.SUBMITTED, 1)))
    rows = (
        sa.select(
            Assignment.panel_id,
            Assignment.person_id,
            sa.func.count(Assignment.id),
            submitted,
            sa.func.count(ScoreSheet.id),
        )
        .join(Assignment.nomination)
        .outerjoin(Assignment.sheet)
        .where(Nomination.edition_id == edition.id, counts(), open_to(Nomination, viewer.id))
        .group_by(Assignment.panel_id, Assignment.person_id)
    )
    return {(panel, person): MemberProgress(*numbers) for panel, person, *numbers in db.session.execute(rows)}


def numbers_in_hand(edition: Edition) -> dict[tuple[uuid.UUID, uuid.UUID], int]:
    """By panel and person: how many nominations they have in its round; only to find whose list changes."""
    rows = (
        sa.select(Assignment.panel_id, Assignment.person_id, sa.func.count(Assignment.id))
        .join(Assignment.nomination)
        .where(Nomination.edition_id == edition.id, counts())
        .group_by(Assignment.panel_id, Assignment.person_id)
    )
    return {(panel, person): number for panel, person, number in db.session.execute(rows)}


def latest_day(*moments: dt.datetime | None) -> dt.date | None:
    """The day of the last of them; nobody needs to know the minute."""
    some = [moment for moment in moments if moment]
    return clock.local(max(some)).date() if some else None


def _seen_in(panel: Panel, viewer: Person | None) -> sa.ColumnElement[bool]:
    """Assignments of the panel that count, joined to their nomination, and that the viewer may know of."""
    seen = open_to(Nomination, viewer.id) if viewer else sa.true()
    return sa.and_(Assignment.panel_id == panel.id, counts(), seen)


def work_of(panel: Panel, viewer: Person | None) -> dict[uuid.UUID, Work]:
    """By person: their sheets of the round."""
    is_done = ScoreSheet.state == SheetState.SUBMITTED
    rows = (
        sa.select(
            Assignment.person_id,
            sa.func.count(Assignment.id),
            sa.func.count(ScoreSheet.id),
            sa.func.count(sa.case((is_done, 1))),
            sa.func.min(sa.case((is_done, ScoreSheet.submitted_at))),
            sa.func.max(ScoreSheet.saved_at),
            sa.func.max(ScoreSheet.submitted_at),
            sa.func.min(Assignment.created_at),
        )
        .join(Assignment.nomination)
        .outerjoin(Assignment.sheet)
        .where(_seen_in(panel, viewer))
        .group_by(Assignment.person_id)
    )
    found = {}
    for person, assigned, begun, done, first, saved, handed_in, given in db.session.execute(rows):
        days = latest_day(first), latest_day(saved, handed_in), latest_day(given)
        found[person] = Work(assigned, begun, done, *days)
    return found


@dataclass(frozen=True, slots=True)
class SamplesScored:
    """The samples of a panel's round: whether any is open, who scored all of those, and when they wrote."""

    any_open: bool
    scored: frozenset[uuid.UUID]
    written: Mapping[uuid.UUID, dt.datetime]


def samples_scored(panel: Panel) -> SamplesScored:
    """Who has scored the samples of the round that are open."""
    is_open = CalibrationEntry.state == CalibrationState.OPEN
    here = (CalibrationEntry.panel_id == panel.id, CalibrationEntry.round == panel.round)
    number = sa.select(sa.func.count(CalibrationEntry.id)).where(*here, is_open).scalar_subquery()
    done = sa.func.count(sa.case((sa.and_(is_open, CalibrationSheet.submitted_at.is_not(None)), 1)))
    found = (
        sa.select(number, CalibrationSheet.person_id, done, sa.func.max(CalibrationSheet.saved_at))
        .select_from(CalibrationEntry)
        .outerjoin(CalibrationEntry.sheets)
        .where(*here)
        .group_by(CalibrationSheet.person_id)
    )
    rows = db.session.execute(found).all()
    return SamplesScored(
        any_open=any(wanted for wanted, *_ in rows),
        scored=frozenset(person for wanted, person, scored, _ in rows if person and scored >= wanted),
        written={person: saved for _, person, _, saved in rows if person},
    )


def last_reminded(panel: Panel) -> dict[uuid.UUID, dt.datetime]:
    """By seat: when its holder was last reminded."""
    seats = sa.select(PanelMember.id).filter_by(panel_id=panel.id)
    last = sa.select(Message.thing_id, sa.func.max(Message.created_at)).where(
        Message.kind == REMINDER, Message.thing_id.in_(seats)
    )
    return {seat: at for seat, at in db.session.execute(last.group_by(Message.thing_id))}


def submitted_by_day(panel: Panel, viewer: Person) -> dict[dt.date, int]:
    """How many sheets were submitted on each UK day.

    The database counts them by the hour, for it does not know when the clocks change.
    """
    seconds = sa.cast(sa.extract("epoch", ScoreSheet.submitted_at), sa.BigInteger)
    hour = (seconds // HOUR).label("hour")
    rows = (
        sa.select(hour, sa.func.count(ScoreSheet.id))
        .join(ScoreSheet.assignment)
        .join(Assignment.nomination)
        .where(ScoreSheet.state == SheetState.SUBMITTED, _seen_in(panel, viewer))
        .group_by(hour)
    )
    days: Counter[dt.date] = Counter()
    for which, number in db.session.execute(rows):
        days[clock.local(dt.datetime.fromtimestamp(which * HOUR, dt.UTC)).date()] += number
    return dict(days)


@dataclass(frozen=True, slots=True)
class NominationProgress:
    """How many judges have submitted a sheet for a nomination, of those who score it."""

    nomination_id: uuid.UUID
    team: str
    organisation: str
    assigned: int
    submitted: int


def nominations_progress(panel: Panel, viewer: Person, page: int) -> tuple[list[NominationProgress], int]:
    """One page of what the panel judges in its round, the fewest sheets first; and how many pages there are.

    Nothing tells of a nomination from which the viewer stands aside.
    """
    seen = sa.select(Nomination).where(in_round(panel), open_to(Nomination, viewer.id))
    total = db.session.scalar(sa.select(sa.func.count()).select_from(seen.subquery())) or 0
    theirs = sa.and_(Assignment.nomination_id == Nomination.id, Assignment.panel_id == panel.id, counts())
    submitted = sa.func.count(sa.case((ScoreSheet.state == SheetState.SUBMITTED, 1)))
    columns = (Nomination.id, Nomination.team_name, Organisation.short_name)
    rows = (
        seen.with_only_columns(*columns, sa.func.count(Assignment.id), submitted)
        .join(Nomination.organisation)
        .outerjoin(Assignment, theirs)
        .outerjoin(ScoreSheet, ScoreSheet.assignment_id == Assignment.id)
        .group_by(*columns, Organisation.name)
        .order_by(submitted, *IN_ORDER)
    )
    pages = max(1, -(-total // NOMINATIONS_A_PAGE))
    start = (min(max(1, page), pages) - 1) * NOMINATIONS_A_PAGE
    found = db.session.execute(rows.limit(NOMINATIONS_A_PAGE).offset(start))
    return [NominationProgress(*row) for row in found], pages
