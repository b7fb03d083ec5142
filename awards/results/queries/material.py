"""What rankings are made of, in a fixed number of statements; added up by the database, in whole numbers."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person
from awards.core.database import db
from awards.editions.models import Award, Category, Edition, Question, Section
from awards.judging.models import Assignment, Conflict, Panel, PanelMember, Score, ScoreSheet
from awards.judging.queries import counts, judge_letters
from awards.judging.states import SheetState
from awards.nominations.conditions import Conditions, conditions_of
from awards.nominations.models import Answer, Nomination
from awards.nominations.states import NominationState
from awards.organisations.models import Organisation
from awards.results.models import Decision
from awards.results.ranking import Scale, scale_of
from awards.results.rules import AwardRule
from awards.results.standing import Entry, Standing, Totals, stand


@dataclass(frozen=True)
class Material:
    """An edition's awards, and of its accepted nominations what somebody may know.

    ``decided`` are the awards with a decision. ``entries`` are theirs to see, from ``hidden`` ones they
    stand aside. ``totals`` are weighted points by reference and judge, as whole numbers of the scale.
    """

    awards: list[Award]
    labels: Mapping[uuid.UUID, str]
    decided: Set[uuid.UUID]
    entries: dict[str, Entry]
    hidden: list[Entry]
    totals: Totals
    scales: Mapping[str, Scale]

    @cached_property
    def _by_category(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            found.setdefault(entry.category, []).append(entry)
        return found

    def rule(self, award: Award) -> AwardRule:
        """The award's rule in plain values."""
        return AwardRule(
            name=award.name,
            kind=award.kind,
            question=award.question,
            answer=award.answer,
            answer_label=self.labels.get(award.id, ""),
            minimum=award.minimum,
            highly_commended=award.highly_commended,
        )

    def standing(self, award: Award) -> Standing:
        """How the nominations stand for one award."""
        category = award.category.key
        hidden = [entry for entry in self.hidden if entry.category == category]
        entries = self._by_category.get(category, [])
        return stand(self.rule(award), entries, hidden, self.totals, self.scales[category])


def load_material(
    edition: Edition, viewer: Person | None, only: str | None = None, *, scores: bool = True
) -> Material:
    """What ``viewer`` may know of the edition, or of one award; None is the machine, which knows all."""
    awards, labels, decided = _awards(edition, only)
    categories = list({award.category for award in awards})
    visible, hidden = _entries(edition, awards, viewer)
    scales = {
        category.key: scale_of({str(c.id): (c.weight, c.maximum) for c in category.criteria})
        for category in categories
    }
    totals = _totals(edition, categories, scales, viewer) if scores and visible else {}
    return Material(awards, labels, decided, visible, hidden, totals, scales)


def _awards(edition: Edition, only: str | None) -> tuple[list[Award], dict[uuid.UUID, str], set[uuid.UUID]]:
    """The awards with categories and criteria; in words the answer that each asks for; which are decided."""
    options = (
        sa.select(Question.options)
        .join(Question.section)
        .where(Section.category_id == Award.category_id, Question.key == Award.question)
        .limit(1)
        .scalar_subquery()
    )
    wanted = (
        sa.select(Award, options.label("options"), sa.exists().where(Decision.award_id == Award.id))
        .where(Award.edition_id == edition.id, Award.key == only if only else sa.true())
        .options(orm.joinedload(Award.category).selectinload(Category.criteria))
        .order_by(Award.position)
    )
    rows = db.session.execute(wanted).all()
    labels = {award.id: _label(award.answer, options or []) for award, options, _ in rows}
    return [award for award, *_ in rows], labels, {award.id for award, _, decided in rows if decided}


def _label(answer: str, options: Iterable[Mapping[str, str]]) -> str:
    return next((option["label"] for option in options if option["value"] == answer), answer)


def _entries(
    edition: Edition, awards: list[Award], viewer: Person | None
) -> tuple[dict[str, Entry], list[Entry]]:
    """The accepted nominations with the answers that awards ask for, by organisation's name.

    First those that ``viewer`` may know of, then those from which they stand aside.
    """
    accepted = sa.and_(
        Nomination.edition_id == edition.id,
        Nomination.category_id.in_({award.category_id for award in awards}),
        Nomination.state == NominationState.ACCEPTED,
    )
    rows = list(_rows(edition, awards, viewer, accepted))
    if not any(row.shown_if for row in rows):
        return _sorted_out(rows, Conditions())
    return _sorted_out(rows, conditions_of(edition, sa.select(Nomination.id).where(accepted)))


def _rows(
    edition: Edition, awards: list[Award], viewer: Person | None, accepted: sa.ColumnElement[bool]
) -> Iterable[Any]:
    """A row for each nomination and each answer that an award asks for."""
    aside = sa.false() if viewer is None else ~_not_aside(viewer)
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
        side[key] = Entry(key, row.team_name, row.name, row.category, answers, row.recused)
    return visible, list(hidden.values())


def _totals(
    edition: Edition, categories: list[Category], scales: Mapping[str, Scale], viewer: Person | None
) -> dict[str, dict[str, int]]:
    """Weighted points of submitted sheets that count, by nomination and by judge's letter.

    A sheet with a gap does not count: nobody may be marked down by it.
    """
    criteria = [
        (c.id, scales[category.key].factors[str(c.id)]) for category in categories for c in category.criteria
    ]
    if not criteria:
        return {}
    factor = sa.case(*((Score.criterion_id == criterion, factor) for criterion, factor in criteria))
    complete = sa.case(*((Nomination.category_id == c.id, len(c.criteria)) for c in categories))
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
            Nomination.category_id.in_([category.id for category in categories]),
            ScoreSheet.state == SheetState.SUBMITTED,
            counts(),
            _not_aside(viewer),
        )
    )
    letters = _letters(edition)
    totals: dict[str, dict[str, int]] = {}
    for reference, judge, whole in rows:
        if whole is not None:
            totals.setdefault(reference, {})[letters(judge)] = int(whole)
    return totals


def _letters(edition: Edition) -> Callable[[object], str]:
    """A judge's letter by their id as the database writes it: few judges, but thousands of sheets."""
    known = judge_letters(edition)

    @cache
    def letter(written: object) -> str:
        judge = uuid.UUID(str(written))
        return known.get(judge, f"former {judge.hex[:6]}")

    return letter


def _not_aside(viewer: Person | None) -> sa.ColumnElement[bool]:
    """No row about a nomination from which the reader stands aside even leaves the database."""
    if viewer is None:
        return sa.true()
    aside = sa.select(Conflict.nomination_id).where(Conflict.person_id == viewer.id, Conflict.stands())
    return Nomination.id.not_in(aside)
