"""The points of score sheets that count; added up by the database, in whole numbers."""

import hashlib
import uuid
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.database import db
from awards.editions.models import Category, Criterion, Edition
from awards.judging.models import Assignment, Conflict, Score, ScoreSheet
from awards.judging.queries import counts, judge_letters
from awards.judging.states import SheetState
from awards.nominations.models import Nomination
from awards.results.ranking import Scale

InForce = Mapping[Category, Sequence[Criterion]]
"""By category the criteria of the round in which its panel is."""


def totals_of(
    edition: Edition, criteria: InForce, scales: Mapping[str, Scale], viewer: Person | None
) -> dict[str, dict[str, int]]:
    """Weighted points of submitted sheets that count, by nomination and by judge's letter.

    For a reader the letters are drawn; in the machine's record they are those in which judges joined.
    A sheet with a gap does not count: nobody may be marked down by it.
    """
    factors = [
        (c.id, scales[category.key].factors[str(c.id)]) for category, those in criteria.items() for c in those
    ]
    if not factors:
        return {}
    factor = sa.case(*((Score.criterion_id == criterion, factor) for criterion, factor in factors))
    complete = sa.case(*((Nomination.category_id == c.id, len(those)) for c, those in criteria.items()))
    # of each sheet by itself: grouping all scores at once makes the database sort them first
    points = (
        sa.select(sa.case((sa.func.count(Score.points) == complete, sa.func.sum(Score.points * factor))))
        .where(Score.sheet_id == ScoreSheet.id)
        .correlate(ScoreSheet, Nomination)
        .scalar_subquery()
    )
    rows = db.session.execute(
        sa.select(Nomination.reference, sa.type_coerce(Assignment.person_id, sa.String), points)
        .select_from(ScoreSheet)
        .join(ScoreSheet.assignment)
        .join(Assignment.nomination)
        .where(
            Nomination.edition_id == edition.id,
            Nomination.category_id.in_([category.id for category in criteria]),
            ScoreSheet.state == SheetState.SUBMITTED,
            counts(),
            not_aside(viewer),
        )
    )
    letters = _letters(edition, drawn=viewer is not None)
    totals: dict[str, dict[str, int]] = {}
    for reference, judge, whole in rows:
        if whole is not None:
            totals.setdefault(reference, {})[letters(judge)] = int(whole)
    return totals


def _letters(edition: Edition, *, drawn: bool) -> Callable[[object], str]:
    """A judge's letter by their id as the database writes it: few judges, but thousands of sheets."""
    known = judge_letters(edition)
    if drawn:
        known = dict(zip(sorted(known, key=_lot(edition)), known.values(), strict=True))

    @cache
    def letter(written: object) -> str:
        judge = uuid.UUID(str(written))
        return known.get(judge, f"former {judge.hex[:6]}")

    return letter


def _lot(edition: Edition) -> Callable[[uuid.UUID], bytes]:
    """What to draw letters by: the same all the time, and telling nobody who joined first.

    The edition's identity is on no page, so nobody can repeat the draw from the addresses of judges' pages.
    """
    return lambda judge: hashlib.sha256(edition.id.bytes + judge.bytes).digest()


def not_aside(viewer: Person | None) -> sa.ColumnElement[bool]:
    """No row about a nomination from which the reader stands aside even leaves the database."""
    if viewer is None:
        return sa.true()
    aside = sa.select(Conflict.nomination_id).where(Conflict.person_id == viewer.id, Conflict.stands())
    return Nomination.id.not_in(aside)
