"""How far judges are, for organisers, auditors and chairs: who has done what, never what anybody scored."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person
from awards.core import clock
from awards.core.database import db
from awards.core.errors import NotFound
from awards.editions.states import Stage
from awards.judging.chasing import Lack, Steps
from awards.judging.models import (
    Panel,
    PanelMember,
)
from awards.judging.pace import Forecast, Standing, Term, Work, forecast, forecast_words
from awards.judging.queries.work import SamplesScored, last_reminded, latest_day, samples_scored, work_of
from awards.judging.rounds import round_problem
from awards.judging.states import SEATED, SeatState

JUDGES_A_PAGE = 50


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
    def reminded_on(self) -> dt.date | None:
        """The UK day on which they were last reminded."""
        return clock.local(self.reminded_at).date() if self.reminded_at else None

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
    term = term_of(panel, at)
    work, samples, reminded = work_of(panel, viewer), samples_scored(panel), last_reminded(panel)
    found = []
    for member in panel.members:
        theirs = work.get(member.person_id, Work(0))
        if member.state in SEATED or theirs.assigned:
            found.append(_of_judge(member, theirs, term, samples, reminded.get(member.id)))
    found.sort(key=lambda each: each.order)
    return PanelProgress(panel, term, panel.current.due_at, found, samples.any_open)


def _of_judge(
    member: PanelMember, work: Work, term: Term, samples: SamplesScored, reminded_at: dt.datetime | None
) -> JudgeProgress:
    stands = forecast(work, term)
    sampled = not samples.any_open or member.person_id in samples.scored
    wrote = samples.written.get(member.person_id)
    seat = latest_day(member.answered_at, member.criteria_read_at, member.declared_at, wrote)
    return JudgeProgress(
        member,
        _steps(member, member.panel, term, sampled=sampled, left=work.left),
        work,
        stands,
        forecast_words(stands, term),
        max((day for day in (seat, work.last) if day), default=None),
        reminded_at,
    )


def term_of(panel: Panel, at: dt.datetime) -> Term:
    """The day it is, and the last of the panel's round."""
    closes_at = panel.current.due_at
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
