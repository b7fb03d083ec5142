"""What the results stage reads: submitted sheets that count, recusals, letters in place of judges' names."""

import string
import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.database import db
from awards.editions.models import Category, Criterion, Edition
from awards.judging.models import Assignment, Conflict, Panel, PanelMember, Score, ScoreSheet
from awards.judging.queries.conditions import counts
from awards.judging.states import ConflictKind, SheetState
from awards.nominations.models import Nomination


@dataclass(frozen=True, slots=True)
class SubmittedSheet:
    """One judge's points on one nomination, by criterion key."""

    judge_id: uuid.UUID
    nomination_id: uuid.UUID
    points: dict[str, int]


@dataclass(frozen=True, slots=True)
class Recusal:
    """Somebody stands aside from a nomination."""

    person_id: uuid.UUID
    name: str
    nomination_id: uuid.UUID
    kind: ConflictKind


def submitted_sheets(edition: Edition) -> list[SubmittedSheet]:
    """Every sheet that counts, in two statements however many there are.

    Sheet ids are matched as the database writes them, and points picked out here: turning 25,000 ids into
    UUIDs, or asking the database again which sheets count, would take longer than all the rest.
    """
    sheets = (
        sa.select(sa.type_coerce(ScoreSheet.id, sa.String), Assignment.person_id, Assignment.nomination_id)
        .join(ScoreSheet.assignment)
        .join(Assignment.nomination)
        .where(Nomination.edition_id == edition.id, ScoreSheet.state == SheetState.SUBMITTED, counts())
    )
    points = (
        sa.select(sa.type_coerce(Score.sheet_id, sa.String), Criterion.key, Score.points)
        .join(Score.criterion)
        .join(Criterion.category)
        .where(Category.edition_id == edition.id)
    )
    counted = {
        sheet: SubmittedSheet(judge, nomination, {})
        for sheet, judge, nomination in db.session.execute(sheets)
    }
    for sheet, key, given in db.session.execute(points):
        if given is not None and sheet in counted:
            counted[sheet].points[key] = given
    return list(counted.values())


def recusals(edition: Edition) -> list[Recusal]:
    """Who stands aside from what, by name."""
    rows = (
        sa.select(Conflict.person_id, Person.name, Conflict.nomination_id, Conflict.kind)
        .join(Conflict.person)
        .join(Conflict.nomination)
        .where(Nomination.edition_id == edition.id, Conflict.stands())
        .order_by(Person.name, Person.id, Conflict.nomination_id)
    )
    return [Recusal(*row) for row in db.session.execute(rows)]


def judge_letters(edition: Edition) -> dict[uuid.UUID, str]:
    """By person: A, B, … Z, AA, … in the order in which they joined a panel, which no page shows."""
    seats = (
        sa.select(PanelMember.person_id)
        .join(PanelMember.panel)
        .where(Panel.edition_id == edition.id)
        .group_by(PanelMember.person_id)
        .order_by(sa.func.min(PanelMember.created_at), PanelMember.person_id)
    )
    return {person: _letters(n) for n, person in enumerate(db.session.scalars(seats))}


def _letters(number: int) -> str:
    rest, last = divmod(number, 26)
    return (_letters(rest - 1) if rest else "") + string.ascii_uppercase[last]
