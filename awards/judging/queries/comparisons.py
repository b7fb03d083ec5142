"""What a judge compares a score with: their own others, and nobody else's."""

import sqlalchemy as sa

from awards.core.database import db
from awards.judging.comparing import Level, Same, levels
from awards.judging.models import Assignment, Score, ScoreSheet, SheetVersion
from awards.judging.order import place
from awards.judging.queries.conditions import counts
from awards.nominations.models import Nomination


def own_levels(assignment: Assignment) -> dict[str, list[Level]]:
    """By criterion: which other nominations the judge gave which points in this round, drafts included."""
    others = (
        sa.select(
            Assignment.id, Assignment.nomination_id, Nomination.team_name, Score.criterion_id, Score.points
        )
        .join(Assignment.nomination)
        .join(Assignment.sheet)
        .join(ScoreSheet.scores)
        .where(
            Assignment.person_id == assignment.person_id,
            Assignment.panel_id == assignment.panel_id,
            Assignment.id != assignment.id,
            Nomination.category_id == assignment.nomination.category_id,
            Score.points.is_not(None),
            counts(),
        )
    )
    person = assignment.person_id
    rows = sorted(db.session.execute(others), key=lambda row: place(person, row.nomination_id))
    return {
        criterion.key: levels(
            (row.points, Same(row.id, row.team_name)) for row in rows if row.criterion_id == criterion.id
        )
        for criterion in assignment.nomination.category.criteria_in(assignment.round)
    }


def why_reopened(sheet: ScoreSheet) -> str:
    """The reason with which the chair gave the sheet back last."""
    reasons = sa.select(SheetVersion.reopened_because).filter_by(sheet_id=sheet.id)
    return db.session.scalar(reasons.order_by(SheetVersion.number.desc()).limit(1)) or ""
