"""How far judges are, for organisers, auditors and chairs: who has done what, never what anybody scored."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person
from awards.core import clock
from awards.core.database import db
from awards.core.errors import NotFound
from awards.core.fences import open_to
from awards.core.outbox import Message
from awards.editions.models import Edition
from awards.editions.states import Stage
from awards.judging.chasing import Lack, Steps
from awards.judging.models import (
    Assignment,
    CalibrationEntry,
    CalibrationSheet,
    Panel,
    PanelMember,
    ScoreSheet,
)
from awards.judging.pace import Forecast, Standing, Term, Work, forecast, forecast_words
from awards.judging.queries.conditions import counts
from awards.judging.queries.rounds import in_round
from awards.judging.queries.tasks import IN_ORDER
from awards.judging.rounds import round_problem
from awards.judging.states import SEATED, CalibrationState, SeatState, SheetState
from awards.nominations.models import Nomination
from awards.organisations.models import Organisation

REMINDER = "reminder to judge"
HOUR = 3600
JUDGES_A_PAGE, NOMINATIONS_A_PAGE = 50, 100


def get_panel_to_follow(panel_id: uuid.UUID) -> Panel:
    """The panel with its edition, rounds and members, or NotFound; for pages that tell how far it is."""
    wanted = (
        sa.select(Panel)
        .where(Panel.id == panel_id)
        .options(
            orm.joinedload(Panel.edition),
            orm.selectinload(Panel.rounds),
            orm.selectinload(Panel.members).joinedload(PanelMember.person).lazyload(Person.posts),
        )
    )
    panel = db.session.scalar(wanted)
    if panel is None:
        raise NotFound
    return panel


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


@dataclass(frozen=True, slots=True)
class JudgeProgress:
    """One seat: what its holder has to do next, how far their sheets are, when they will be done."""

    member: PanelMember
    steps: Steps
    work: Work
    forecast: Forecast
    words: str
    active_on: dt.date | None
    reminded_at: dt.datetime | None

    @property
    def sits(self) -> bool:
        """Whether they have not declined or left."""
        return self.member.state in SEATED

    @property
    def lack(self) -> Lack | None:
        """What they have to do next; None where nothing waits for them, or they do not sit any more."""
        return self.steps.lack if self.sits else None

    @property
    def needs_a_word(self) -> bool:
        """Whether they should hear from us: they have not begun, or will not be done in time."""
        if self.lack is Lack.SHEETS or not self.steps.judging:
            return self.sits and self.forecast.needs_a_word
        return self.lack is not None

    @property
    def order(self) -> tuple[Any, ...]:
        """For sorting: who most needs a word comes first."""
        steps = list(Lack).index(self.lack) if self.lack else len(Lack)
        return not self.needs_a_word, steps, self.forecast.urgency, self.member.person.name.casefold()


_CHOSEN: Mapping[str, Callable[[JudgeProgress], bool]] = {
    "word": lambda each: each.needs_a_word,
    "open": lambda each: each.lack is not None,
    "done": lambda each: each.forecast.standing is Standing.DONE,
}
SHOWN = {"": "Everybody", "word": "Need a word", "open": "Something to do", "done": "All submitted"}
"""What the page can be narrowed to."""


@dataclass(frozen=True, slots=True)
class PanelProgress:
    """A panel in its round, as far as the viewer may know of it."""

    panel: Panel
    term: Term
    closes_at: dt.datetime | None
    judges: Sequence[JudgeProgress]
    has_sample: bool = False

    @property
    def is_open(self) -> bool:
        """Whether judges can score at present."""
        return self.panel.edition.state is Stage.JUDGING and not self.term.is_over

    @property
    def assigned(self) -> int:
        """How many sheets there are to do."""
        return sum(each.work.assigned for each in self.judges)

    @property
    def submitted(self) -> int:
        """How many of them are submitted."""
        return sum(each.work.submitted for each in self.judges)

    def only(self, which: str) -> Sequence[JudgeProgress]:
        """Those to whom a word of ``SHOWN`` applies, the most urgent first; all, where it is none of them."""
        chosen = _CHOSEN.get(which)
        return [each for each in self.judges if chosen(each)] if chosen else self.judges

    def page(self, which: str, number: int) -> tuple[Sequence[JudgeProgress], int, int]:
        """One page of those, its number and how many pages there are."""
        some = self.only(which)
        pages = max(1, -(-len(some) // JUDGES_A_PAGE))
        number = min(max(1, number), pages)
        return some[(number - 1) * JUDGES_A_PAGE : number * JUDGES_A_PAGE], number, pages


def panel_progress(panel: Panel, viewer: Person | None, at: dt.datetime) -> PanelProgress:
    """How far everybody on a panel is, in a few statements for any number; who needs a word comes first.

    Without a viewer, nothing is left out: so it is only ever told to each judge of themselves.
    """
    round_, term = panel.current, term_of(panel, at)
    work, samples, reminded = _work(panel, viewer), _samples(panel), _reminded(panel)
    found = []
    for member in panel.members:
        theirs, active = work.get(member.person_id, (Work(0), None))
        if member.state not in SEATED and not theirs.assigned:
            continue
        sampled = not samples.any_open or member.person_id in samples.scored
        wrote = samples.written.get(member.person_id)
        stands = forecast(theirs, term)
        found.append(
            JudgeProgress(
                member,
                _steps(member, panel, term, sampled=sampled, left=theirs.left),
                theirs,
                stands,
                forecast_words(stands, term),
                _last(member.answered_at, member.criteria_read_at, member.declared_at, active, wrote),
                reminded.get(member.id),
            )
        )
    found.sort(key=lambda each: each.order)
    return PanelProgress(
        panel, term, round_.closes_at or panel.edition.judging_closes_at, found, samples.any_open
    )


def term_of(panel: Panel, at: dt.datetime) -> Term:
    """The day it is, and the last of the panel's round."""
    closes_at = panel.current.closes_at or panel.edition.judging_closes_at
    past = panel.edition.state.is_at_least(Stage.MODERATION) or bool(closes_at and at > closes_at)
    return Term(
        clock.local(at).date(),
        clock.local(closes_at).date() if closes_at else None,
        past or bool(round_problem(panel.current, at)),
    )


def _steps(member: PanelMember, panel: Panel, term: Term, *, sampled: bool, left: int) -> Steps:
    return Steps(
        judging=panel.edition.state is Stage.JUDGING and not term.is_over,
        answered=member.state is not SeatState.INVITED,
        read=member.criteria_read_at is not None,
        declared=member.declared_at is not None,
        sampled=sampled or not member.scores,
        left=left,
    )


def _last(*moments: dt.datetime | None) -> dt.date | None:
    """The day of the last of them; nobody needs to know the minute."""
    some = [moment for moment in moments if moment]
    return clock.local(max(some)).date() if some else None


def _seen_in(panel: Panel, viewer: Person | None) -> sa.ColumnElement[bool]:
    """Assignments of the panel that count, joined to their nomination, and that the viewer may know of."""
    seen = open_to(Nomination, viewer.id) if viewer else sa.true()
    return sa.and_(Assignment.panel_id == panel.id, counts(), seen)


def _work(panel: Panel, viewer: Person | None) -> dict[uuid.UUID, tuple[Work, dt.datetime | None]]:
    """By person: their sheets, and when they last wrote on one."""
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
        )
        .join(Assignment.nomination)
        .outerjoin(Assignment.sheet)
        .where(_seen_in(panel, viewer))
        .group_by(Assignment.person_id)
    )
    found = {}
    for person, assigned, begun, done, first, saved, handed_in in db.session.execute(rows):
        day = clock.local(first).date() if first else None
        last = max((moment for moment in (saved, handed_in) if moment), default=None)
        found[person] = (Work(assigned, begun, done, day), last)
    return found


@dataclass(frozen=True, slots=True)
class _Samples:
    """The samples of a panel's round: whether any is open, who scored all of those, and when they wrote."""

    any_open: bool
    scored: frozenset[uuid.UUID]
    written: Mapping[uuid.UUID, dt.datetime]


def _samples(panel: Panel) -> _Samples:
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
    return _Samples(
        any_open=any(wanted for wanted, *_ in rows),
        scored=frozenset(person for wanted, person, scored, _ in rows if person and scored >= wanted),
        written={person: saved for _, person, _, saved in rows if person},
    )


def _reminded(panel: Panel) -> dict[uuid.UUID, dt.datetime]:
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
