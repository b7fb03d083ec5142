"""How the sample's judges stand aside and score."""

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from awards.core.database import db
from awards.editions.models import Category, Edition
from awards.judging.conflicts import Tie
from awards.judging.marks import Marks
from awards.judging.models import Assignment, Panel
from awards.judging.services.conflicts import declare_conflicts
from awards.judging.services.seats import accept_seat, mark_criteria_read
from awards.judging.services.sheets import hand_in, save_sheet
from awards.judging.states import ConflictKind
from awards.nominations.models import Nomination
from awards.web.sample import timeline
from awards.web.sample.cast import Cast
from awards.web.sample.content import people, quality
from awards.web.sample.scoring import comment, lean_of, points

STILL_SCORING = ("judge.three@example.org", "judge.six@example.org")
"""Who is only half through while judging is open."""


def declare_everything(panel: Panel, accepted: list[Nomination], *, at: dt.datetime) -> None:
    """Each member accepts, reads the criteria, promises confidence and says where they stand aside."""
    by_organisation = {nomination.organisation.slug: nomination for nomination in accepted}
    for member in panel.members:
        declared = {
            by_organisation[row["organisation"]]: Tie(ConflictKind(row["kind"]), row["reason"])
            for row in people()["conflicts"]
            if row["judge"] == member.person.email
        }
        accept_seat(member, by=member.person, at=at)
        mark_criteria_read(member, by=member.person, at=at)
        declare_conflicts(member, declared, by=member.person, at=at)


def score(edition: Edition, cast: Cast, *, everybody: bool, base_url: str) -> None:
    """All judges score; while judging is still open, some have only begun."""
    for number, assignment in enumerate(_assignments(edition)):
        judge = assignment.person
        marks = _marks(assignment, young=judge.email in cast.young)
        if everybody or judge.email not in STILL_SCORING:
            at = timeline.SCORED if everybody else timeline.JUDGING
            hand_in(assignment, marks, by=judge, at=at, base_url=base_url)
        elif number % 3 == 0:
            save_sheet(assignment, marks, by=judge, at=timeline.JUDGING)


def _assignments(edition: Edition) -> Sequence[Assignment]:
    criteria = (
        joinedload(Assignment.nomination).joinedload(Nomination.category).selectinload(Category.criteria)
    )
    wanted = sa.select(Assignment).join(Assignment.nomination).where(Nomination.edition_id == edition.id)
    loaded = wanted.options(criteria, joinedload(Assignment.person), selectinload(Assignment.sheet))
    return db.session.scalars(loaded.order_by(Nomination.reference, Assignment.id)).all()


def _marks(assignment: Assignment, *, young: bool) -> Marks:
    nomination, judge = assignment.nomination, assignment.person.email
    slug = nomination.organisation.slug
    made, lean = quality()[slug], lean_of(judge)
    criteria = nomination.category.criteria_in(assignment.round)
    scores = {c.key: points(made, c.key, judge, lean) for c in criteria}
    comments = {key: comment(slug, key, judge, given, young=young) for key, given in scores.items()}
    overall = comment(slug, "overall", judge, round(sum(scores.values()) / len(scores)), young=young)
    return Marks(scores, comments, overall)
