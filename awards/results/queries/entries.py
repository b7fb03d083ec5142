"""The accepted nominations of an edition: those that somebody may know of, and those they may not."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.database import db
from awards.editions.models import Award, Category, Edition, Question, Section
from awards.judging.models import Conflict, Panel, PanelMember
from awards.judging.queries import in_the_running
from awards.nominations.conditions import Conditions, conditions_of
from awards.nominations.models import Answer, Nomination
from awards.nominations.states import NominationState
from awards.organisations.models import Organisation
from awards.results.queries.totals import not_aside
from awards.results.standing import Entry


def entries_of(
    edition: Edition, awards: Sequence[Award], categories: Collection[Category], viewer: Person | None
) -> tuple[dict[str, Entry], list[Entry]]:
    """The accepted nominations with the answers that awards ask for, by organisation's name.

    First those that ``viewer`` may know of, then those from which they stand aside.
    """
    accepted = sa.and_(
        Nomination.edition_id == edition.id,
        Nomination.category_id.in_([category.id for category in categories]),
        Nomination.state == NominationState.ACCEPTED,
    )
    rows = list(_rows(edition, awards, viewer, accepted))
    if not any(row.shown_if for row in rows):
        return _sorted_out(rows, Conditions())
    return _sorted_out(rows, conditions_of(edition, sa.select(Nomination.id).where(accepted)))


def _rows(
    edition: Edition, awards: Sequence[Award], viewer: Person | None, accepted: sa.ColumnElement[bool]
) -> Iterable[Any]:
    """A row for each nomination and each answer that an award asks for."""
    aside = sa.false() if viewer is None else ~not_aside(viewer)
    asked = sa.select(Question.id).join(Question.section)
    asked = asked.where(
        Section.category_id.in_({award.category_id for award in awards}),
        Question.key.in_({award.question for award in awards if award.question}),
    )
    return db.session.execute(
        sa.select(
            Nomination.id,
            Nomination.category_id,
            Nomination.reference,
            Nomination.team_name,
            Organisation.name,
            Category.key.label("category"),
            Answer.question_id,
            Question.key.label("question"),
            Question.shown_if,
            Answer.value,
            _recusals(edition).label("recused"),
            aside.label("aside"),
            in_the_running().label("in_running"),
        )
        .select_from(Nomination)
        .join(Nomination.organisation)
        .join(Nomination.category)
        .outerjoin(Answer, sa.and_(Answer.nomination_id == Nomination.id, Answer.question_id.in_(asked)))
        .outerjoin(Answer.question)
        .where(accepted)
        .order_by(Organisation.name, Nomination.team_name, Nomination.reference)
    )


def _recusals(edition: Edition) -> sa.ScalarSelect[int]:
    """How many of the edition's judges stand aside from a nomination."""
    judges = (
        sa.select(PanelMember.person_id)
        .join(PanelMember.panel)
        .where(PanelMember.scores, Panel.edition_id == edition.id)
    )
    return (
        sa.select(sa.func.count())
        .where(Conflict.nomination_id == Nomination.id, Conflict.person_id.in_(judges), Conflict.stands())
        .correlate(Nomination)
        .scalar_subquery()
    )


def _sorted_out(rows: Iterable[Any], conditions: Conditions) -> tuple[dict[str, Entry], list[Entry]]:
    """Entries that may be known, and those that may not; each with all its answers that are asked for."""
    visible: dict[str, Entry] = {}
    hidden: dict[str, Entry] = {}
    for row in rows:
        key, side = row.reference, hidden if row.aside else visible
        answers = dict(side[key].answers) if key in side else {}
        if row.question and row.question_id not in conditions.unasked(row.id, row.category_id):
            answers[row.question] = row.value
        side[key] = Entry(key, row.team_name, row.name, row.category, answers, row.recused, row.in_running)
    return visible, list(hidden.values())
