"""What a judge has to do: their seats, what they stand aside from, what is theirs to score."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person
from awards.core.database import db
from awards.editions.models import Category, Edition
from awards.editions.states import Stage
from awards.judging.comparing import Frequency, Spread, frequencies, spread
from awards.judging.marks import Marks, writing_problem
from awards.judging.models import Assignment, Conflict, Panel, PanelMember, ScoreSheet, panel_categories
from awards.judging.order import Standing, next_to_do, place
from awards.judging.queries.conditions import counts
from awards.judging.queries.written import marks_on, rule_criteria
from awards.judging.rules import COMPLETE, Progress, scored, weighted_so_far
from awards.judging.states import SheetState
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState
from awards.organisations.models import Organisation

SAID = {
    Standing.SUBMITTED: "Submitted",
    Standing.OPEN_AGAIN: "Open again",
    Standing.READY: "Not submitted yet",
    Standing.SKIPPED: "Skipped",
    Standing.NOT_STARTED: "Not started",
}
IN_ORDER = (Organisation.name, Nomination.team_name, Nomination.id)


@dataclass(frozen=True, slots=True)
class Task:
    """One nomination in a judge's list, with how far its sheet has come; ``number`` counts from 1."""

    number: int
    assignment: Assignment
    marks: Marks
    progress: Progress
    total: Fraction

    @property
    def state(self) -> SheetState | None:
        """The sheet's state; None before anything is written."""
        return self.assignment.sheet.state if self.assignment.sheet else None

    @property
    def is_submitted(self) -> bool:
        """Whether the sheet counts."""
        return self.state is SheetState.SUBMITTED

    @property
    def is_ready(self) -> bool:
        """Whether nothing is missing but pressing "Submit"."""
        return self.state in {SheetState.DRAFT, SheetState.REOPENED} and self.progress.status == COMPLETE

    def is_closed(self, at: dt.datetime) -> bool:
        """Whether nothing can be written on its sheet at this moment, submitted or too late."""
        return bool(_problem(self.assignment, self.state, at))

    @property
    def standing(self) -> Standing:
        """How it stands, in one word."""
        if self.is_submitted:
            return Standing.SUBMITTED
        if self.state is SheetState.REOPENED:
            return Standing.OPEN_AGAIN
        if self.is_ready:
            return Standing.READY
        sheet = self.assignment.sheet
        if sheet is None:
            return Standing.NOT_STARTED
        return Standing.SKIPPED if sheet.skipped else Standing.STARTED

    @property
    def words(self) -> str:
        """How it stands, in the same words wherever its judge looks."""
        scored_of = f"{self.progress.done} of {self.progress.total} scored"
        if self.standing is Standing.STARTED:
            return scored_of
        skipped = self.standing is Standing.SKIPPED and self.progress.done
        return f"{SAID[self.standing]}, {scored_of}" if skipped else SAID[self.standing]


@dataclass(frozen=True, slots=True)
class TaskList:
    """What a judge has to score on one panel, in their own order of reading."""

    tasks: Sequence[Task] = ()

    def __iter__(self) -> Iterator[Task]:
        """One after the other."""
        return iter(self.tasks)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.tasks)

    @property
    def is_begun(self) -> bool:
        """Whether anything was opened and saved yet."""
        return any(task.standing is not Standing.NOT_STARTED for task in self.tasks)

    def is_closed(self, at: dt.datetime) -> bool:
        """Whether the round takes no more score sheets, save those that the chair gave back."""
        return any(_problem(task.assignment, SheetState.DRAFT, at) for task in self.tasks[:1])

    def left(self, at: dt.datetime) -> int:
        """How many were not submitted and cannot be any more."""
        return sum(not task.is_submitted and task.is_closed(at) for task in self.tasks)

    def ready(self, at: dt.datetime) -> list[Task]:
        """Those from which nothing is missing but pressing "Submit", where that still works."""
        return [task for task in self.tasks if task.is_ready and not task.is_closed(at)]

    @property
    def by_name(self) -> list[Task]:
        """The same from A to Z."""
        return sorted(self.tasks, key=lambda task: task.assignment.nomination.title.casefold())

    @property
    def next(self) -> Task | None:
        """The one to go on with."""
        number = next_to_do([task.standing for task in self.tasks])
        return None if number is None else self.tasks[number]

    @property
    def spread(self) -> Spread | None:
        """The range of the totals of sheets from which nothing is missing."""
        return spread(task.total for task in self.tasks if task.is_submitted or task.is_ready)

    @property
    def frequencies(self) -> list[Frequency]:
        """How often each point was given so far; empty before the first."""
        given = [points for task in self.tasks for points in task.marks.scores.values()]
        criteria = {
            criterion
            for task in self.tasks
            for criterion in rule_criteria(task.assignment.nomination.category, task.assignment.round)
        }
        known = any(points is not None for points in given)
        return frequencies(given, [criterion.scale_words for criterion in criteria]) if known else []


@dataclass(frozen=True, slots=True)
class Declaration:
    """The nominations of a member's panel: those to declare on, and those stood aside from already."""

    open: Sequence[Nomination]
    aside: Sequence[Conflict]


def _problem(assignment: Assignment, state: SheetState | None, at: dt.datetime) -> str:
    round_ = assignment.panel_round
    edition = round_.panel.edition
    return writing_problem(edition.state, edition.judging_closes_at, at, state, round_)


def memberships_of(person: Person) -> Sequence[PanelMember]:
    """The person's seats on panels of editions that are not archived, the latest first."""
    seats = (
        sa.select(PanelMember)
        .join(PanelMember.panel)
        .join(Panel.edition)
        .where(PanelMember.person_id == person.id, Edition.state != Stage.ARCHIVED)
        .order_by(Edition.year.desc(), Edition.slug, Panel.name)
        .options(orm.contains_eager(PanelMember.panel).contains_eager(Panel.edition))
    )
    return db.session.scalars(seats).all()


def tasks_of(person: Person, members: Sequence[PanelMember]) -> dict[uuid.UUID, TaskList]:
    """What is theirs to score, by panel, for the seats from which they have declared."""
    panels = {member.panel_id: list[Assignment]() for member in members if member.has_begun}
    nomination = orm.contains_eager(Assignment.nomination)
    theirs = (
        _theirs(person)
        .where(Assignment.panel_id.in_(panels))
        .options(
            nomination.contains_eager(Nomination.organisation),
            nomination.joinedload(Nomination.category).selectinload(Category.criteria),
            orm.joinedload(Assignment.panel_round),
            orm.joinedload(Assignment.sheet).selectinload(ScoreSheet.scores),
        )
    )
    for assignment in db.session.scalars(theirs) if panels else ():
        panels[assignment.panel_id].append(assignment)
    return {panel: _in_own_order(assignments) for panel, assignments in panels.items()}


def _theirs(person: Person) -> sa.Select[Assignment]:
    return (
        sa.select(Assignment)
        .join(Assignment.nomination)
        .join(Nomination.organisation)
        .where(Assignment.person_id == person.id, counts())
    )


def _in_own_order(assignments: Sequence[Assignment]) -> TaskList:
    ordered = sorted(assignments, key=lambda each: place(each.person_id, each.nomination_id))
    return TaskList([_task(number, assignment) for number, assignment in enumerate(ordered, start=1)])


def _task(number: int, assignment: Assignment) -> Task:
    criteria = rule_criteria(assignment.nomination.category, assignment.round)
    marks = marks_on(assignment.sheet)
    progress = scored(marks.scores, marks.comments, criteria)
    return Task(number, assignment, marks, progress, weighted_so_far(marks.scores, criteria))


def declaration_of(member: PanelMember) -> Declaration:
    """The names that a member declares on; nothing else of a nomination is loaded for the page."""
    judged = sa.select(panel_categories.c.category_id).where(panel_categories.c.panel_id == member.panel_id)
    names = (
        sa.select(Nomination)
        .join(Nomination.organisation)
        .where(Nomination.category_id.in_(judged), Nomination.state == NominationState.ACCEPTED)
        .order_by(*IN_ORDER)
        .options(orm.contains_eager(Nomination.organisation))
    )
    aside = sa.select(Conflict).where(
        Conflict.person_id == member.person_id,
        Conflict.stands(),
        Conflict.nomination_id.in_(names.with_only_columns(Nomination.id).order_by(None)),
    )
    found = {conflict.nomination_id: conflict for conflict in db.session.scalars(aside)}
    nominations = db.session.scalars(names).all()
    return Declaration(
        open=[nomination for nomination in nominations if nomination.id not in found],
        aside=[found[nomination.id] for nomination in nominations if nomination.id in found],
    )
