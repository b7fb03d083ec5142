"""What lies around one nomination in a judge's list: where to go on, and their own other scores."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from awards.core.database import db
from awards.judging.comparing import Level, Same, levels
from awards.judging.models import Assignment, Score, ScoreSheet, SheetVersion
from awards.judging.order import place
from awards.judging.queries.conditions import counts
from awards.judging.states import SheetState
from awards.nominations.models import Nomination


@dataclass(frozen=True, slots=True)
class Around:
    """Where a judge can go from one nomination; ``waiting`` is the next of ``left`` that are not submitted.

    ``levels`` are by criterion key: which others of this round the judge gave which points, drafts included.
    """

    number: int
    total: int
    previous: uuid.UUID | None
    next: uuid.UUID | None
    waiting: uuid.UUID | None
    left: int
    levels: dict[str, list[Level]]
    reopened_because: str


def around(assignment: Assignment) -> Around:
    """All of it in one statement, in the judge's own order."""
    person, found = assignment.person_id, db.session.execute(_rows(assignment))
    rows = sorted(found, key=lambda row: place(person, row.nomination_id))
    one_each = [next(group) for _, group in groupby(rows, key=lambda row: row.id)]
    ids = [row.id for row in one_each]
    here = ids.index(assignment.id)
    after = [*one_each[here + 1 :], *one_each[:here]]
    waiting = [row.id for row in after if row.state is not SheetState.SUBMITTED]
    others = [row for row in rows if row.id != assignment.id and row.points is not None]
    return Around(
        number=here + 1,
        total=len(ids),
        previous=ids[here - 1] if here else None,
        next=ids[here + 1] if here + 1 < len(ids) else None,
        waiting=waiting[0] if waiting else None,
        left=len(waiting),
        levels={
            criterion.key: levels(_at(others, criterion.id))
            for criterion in assignment.nomination.category.criteria_in(assignment.round)
        },
        reopened_because=one_each[here].reason or "",
    )


def _rows(assignment: Assignment) -> sa.Select[*tuple[Any, ...]]:
    """One for every score of each of the judge's sheets on the panel, and one where there is none."""
    reasons = sa.select(SheetVersion.reopened_because).where(SheetVersion.sheet_id == ScoreSheet.id)
    last = reasons.order_by(SheetVersion.number.desc()).limit(1).scalar_subquery()
    return (
        sa.select(
            Assignment.id,
            Assignment.nomination_id,
            Nomination.team_name,
            ScoreSheet.state,
            Score.criterion_id,
            Score.points,
            sa.case((ScoreSheet.state == SheetState.REOPENED, last), else_="").label("reason"),
        )
        .join(Assignment.nomination)
        .outerjoin(Assignment.sheet)
        .outerjoin(ScoreSheet.scores)
        .where(
            Assignment.person_id == assignment.person_id,
            Assignment.panel_id == assignment.panel_id,
            counts(),
        )
    )


def _at(others: Sequence[Any], criterion: uuid.UUID) -> Iterator[tuple[int, Same]]:
    return ((row.points, Same(row.id, row.team_name)) for row in others if row.criterion_id == criterion)
