"""What rankings are made of, in a fixed number of statements."""

import uuid
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person
from awards.core.database import db
from awards.editions.models import Award, Category, Criterion, Edition, Question, Section
from awards.editions.states import AwardKind
from awards.judging.models import Panel, panel_categories
from awards.judging.models.panels import FIRST_ROUND
from awards.results.models import Decision
from awards.results.queries.entries import entries_of
from awards.results.queries.totals import totals_of
from awards.results.ranking import Scale, scale_of
from awards.results.rules import AwardRule
from awards.results.standing import Entry, Standing, Totals, stand


@dataclass(frozen=True)
class Material:
    """Awards, and of accepted nominations what somebody may know.

    ``decided`` are the awards with a decision. ``entries`` are theirs to see, from ``hidden`` ones they
    stand aside. ``totals`` are weighted points by reference and judge, as whole numbers of the scale.
    ``rounds`` and ``criteria`` are those in which the panel of a category is, by its key.
    """

    awards: list[Award]
    labels: Mapping[uuid.UUID, str]
    decided: Set[uuid.UUID]
    entries: dict[str, Entry]
    hidden: list[Entry]
    totals: Totals
    scales: Mapping[str, Scale]
    rounds: Mapping[str, int]
    criteria: Mapping[str, Sequence[Criterion]]

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
        return self._stand(self.rule(award), award.category.key)

    def standing_in(self, category: Category) -> Standing:
        """How the nominations of a category stand in the round in which its panel is."""
        return self._stand(AwardRule(name=category.name, kind=AwardKind.COMPETITION), category.key)

    def _stand(self, rule: AwardRule, category: str) -> Standing:
        hidden = [entry for entry in self.hidden if entry.category == category]
        entries = self._by_category.get(category, [])
        return stand(rule, entries, hidden, self.totals, self.scales[category])


def load_material(
    edition: Edition, viewer: Person | None, only: str | None = None, *, scores: bool = True
) -> Material:
    """What ``viewer`` may know of the edition, or of one award; None is the machine, which knows all."""
    which = sa.and_(Award.edition_id == edition.id, Award.key == only if only else sa.true())
    return _material(edition, viewer, _awards(which), scores=scores)


def load_panel_material(panel: Panel, viewer: Person | None) -> Material:
    """What ``viewer`` may know of all that a panel judges in its round, award or no award."""
    asked = _awards(Award.category_id.in_([category.id for category in panel.categories]))
    rounds = dict.fromkeys(panel.categories, panel.round)
    return _material(panel.edition, viewer, replace(asked, rounds=rounds))


@dataclass(frozen=True)
class _Asked:
    """What a ranking is wanted for: awards, and categories with the round in which their panel is."""

    awards: list[Award]
    labels: Mapping[uuid.UUID, str]
    decided: Set[uuid.UUID]
    rounds: Mapping[Category, int]


def _material(edition: Edition, viewer: Person | None, asked: _Asked, *, scores: bool = True) -> Material:
    visible, hidden = entries_of(edition, asked.awards, asked.rounds, viewer)
    criteria = {category: category.criteria_in(round_) for category, round_ in asked.rounds.items()}
    scales = {
        category.key: scale_of({str(c.id): (c.weight, c.maximum) for c in those})
        for category, those in criteria.items()
    }
    totals = totals_of(edition, criteria, scales, viewer) if scores and visible else {}
    return Material(
        awards=asked.awards,
        labels=asked.labels,
        decided=asked.decided,
        entries=visible,
        hidden=hidden,
        totals=totals,
        scales=scales,
        rounds={category.key: round_ for category, round_ in asked.rounds.items()},
        criteria={category.key: those for category, those in criteria.items()},
    )


def _awards(which: sa.ColumnElement[bool]) -> _Asked:
    """The awards with categories and criteria; in words the answer that each asks for; which are decided."""
    options = (
        sa.select(Question.options)
        .join(Question.section)
        .where(Section.category_id == Award.category_id, Question.key == Award.question)
        .limit(1)
        .scalar_subquery()
    )
    round_ = (
        sa.select(sa.func.max(Panel.round))
        .join(panel_categories, panel_categories.c.panel_id == Panel.id)
        .where(panel_categories.c.category_id == Award.category_id)
        .scalar_subquery()
    )
    wanted = (
        sa.select(Award, options.label("options"), sa.exists().where(Decision.award_id == Award.id), round_)
        .where(which)
        .options(orm.joinedload(Award.category).selectinload(Category.criteria))
        .order_by(Award.position)
    )
    rows = db.session.execute(wanted).all()
    return _Asked(
        awards=[award for award, *_ in rows],
        labels={award.id: _label(award.answer, options or []) for award, options, _, _ in rows},
        decided={award.id for award, _, decided, _ in rows if decided},
        rounds={award.category: found or FIRST_ROUND for award, _, _, found in rows},
    )


def _label(answer: str, options: Iterable[Mapping[str, str]]) -> str:
    return next((option["label"] for option in options if option["value"] == answer), answer)
