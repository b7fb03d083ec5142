"""What a judge has to do: their seats, what they stand aside from, what is theirs to score."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person
from awards.core.database import db
from awards.editions.models import Category, Edition
from awards.editions.states import Stage
from awards.judging.models import Assignment, Conflict, Panel, PanelMember, ScoreSheet, panel_categories
from awards.judging.queries.conditions import counts
from awards.judging.queries.written import marks_on, rule_criteria
from awards.judging.rules import COMPLETE, Progress, scored, weighted_so_far
from awards.judging.states import SheetState
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState
from awards.organisations.models import Organisation

IN_ORDER = (Organisation.name, Nomination.team_name, Nomination.id)


@dataclass(frozen=True, slots=True)
class Task:
    """One nomination in a judge's list, with how far its sheet has come."""

    assignment: Assignment
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


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a judge can go from one nomination; ``waiting`` is the next that is not submitted."""

    number: int
    total: int
    previous: uuid.UUID | None
    next: uuid.UUID | None
    waiting: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class Declaration:
    """The nominations of a member's panel: those to declare on, and those stood aside from already."""

    open: Sequence[Nomination]
    aside: Sequence[Conflict]


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


def tasks_of(person: Person, members: Sequence[PanelMember]) -> dict[uuid.UUID, list[Task]]:
    """What is theirs to score, by panel, for the seats from which they have declared."""
    panels = {member.panel_id: list[Task]() for member in members if member.declared_at}
    nomination = orm.contains_eager(Assignment.nomination)
    theirs = (
        _theirs(person)
        .where(Assignment.panel_id.in_(panels))
        .options(
            nomination.contains_eager(Nomination.organisation),
            nomination.joinedload(Nomination.category).selectinload(Category.criteria),
            orm.joinedload(Assignment.sheet).selectinload(ScoreSheet.scores),
        )
    )
    for assignment in db.session.scalars(theirs) if panels else ():
        panels[assignment.panel_id].append(_task(assignment))
    return panels


def _theirs(person: Person) -> sa.Select[Assignment]:
    return (
        sa.select(Assignment)
        .join(Assignment.nomination)
        .join(Nomination.organisation)
        .where(Assignment.person_id == person.id, counts())
        .order_by(*IN_ORDER)
    )


def _task(assignment: Assignment) -> Task:
    criteria = rule_criteria(assignment.nomination.category, assignment.round)
    marks = marks_on(assignment.sheet)
    return Task(
        assignment, scored(marks.scores, marks.comments, criteria), weighted_so_far(marks.scores, criteria)
    )


def neighbours_of(assignment: Assignment) -> Neighbours:
    """The nominations before and after this one in its judge's list."""
    around = (
        _theirs(assignment.person)
        .where(Assignment.panel_id == assignment.panel_id)
        .outerjoin(Assignment.sheet)
        .with_only_columns(Assignment.id, ScoreSheet.state)
    )
    rows = db.session.execute(around).all()
    ids = [row.id for row in rows]
    here = ids.index(assignment.id)
    after = [*rows[here + 1 :], *rows[:here]]
    waiting = (row.id for row in after if row.state is not SheetState.SUBMITTED)
    return Neighbours(
        number=here + 1,
        total=len(ids),
        previous=ids[here - 1] if here else None,
        next=ids[here + 1] if here + 1 < len(ids) else None,
        waiting=next(waiting, None),
    )


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
