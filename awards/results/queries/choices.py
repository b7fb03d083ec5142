"""The shortlist of a panel's next round: the ranking of the round that is closed, and who was chosen."""

import uuid
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person
from awards.core.database import db
from awards.core.errors import NotFound
from awards.editions.models import Category, Edition
from awards.editions.states import AwardKind
from awards.judging.models import Panel, PanelRound, Shortlisting, shortlisted
from awards.judging.rounds import Cut, cut_at
from awards.nominations.models import Nomination
from awards.results.queries.material import Material, load_panel_material
from awards.results.rules import Candidate, award_field
from awards.results.standing import Entry, Line, Standing, lines

MOST_OFFERED = 40
"""So many are offered, or three for each place where that is more."""


@dataclass(frozen=True)
class Choice:
    """One category: how it stands, who would go on by rank, who was chosen.

    ``standing.aside`` says that it is not the reader's to choose.
    """

    category: Category
    standing: Standing
    lines: list[Line]
    offered: list[Entry]
    cut: Cut
    chosen: frozenset[str]
    made: Shortlisting | None
    lost: list[str]

    @property
    def version(self) -> str:
        """Which choice the reader saw."""
        return self.made.chosen_at.isoformat() if self.made else ""

    def teams(self, keys: Collection[str]) -> list[str]:
        """Names in the order of the ranking."""
        return [entry.team for entry in self.offered if entry.key in keys]


def choices_of(panel: Panel, following: PanelRound, viewer: Person) -> list[Choice]:
    """Every category of the panel, in a fixed number of statements."""
    material = load_panel_material(panel, viewer)
    kept: dict[uuid.UUID, tuple[Shortlisting | None, set[str]]] = {**_kept(following)}
    categories = sorted(panel.categories, key=lambda category: category.position)
    return [
        _choice(material, category, following, *kept.get(category.id, (None, set())))
        for category in categories
    ]


def get_choice(panel: Panel, following: PanelRound, category: Category, viewer: Person) -> Choice:
    """One category of the panel, or NotFound."""
    found = (each for each in choices_of(panel, following, viewer) if each.category is category)
    choice = next(found, None)
    if choice is None:
        raise NotFound
    return choice


def _choice(
    material: Material,
    category: Category,
    following: PanelRound,
    made: Shortlisting | None,
    chosen: Set[str],
) -> Choice:
    standing = material.standing_in(category)
    cut = cut_at([(place.nomination, place.rank) for place in standing.places], following.places or 1)
    most = max(MOST_OFFERED, 3 * cut.places)
    shown = lines(standing, material.entries, material.totals, material.scales[category.key], slice(most))
    theirs = frozenset(chosen & set(standing.order))
    keys = dict.fromkeys([*standing.order[:most], *(key for key in standing.order if key in theirs)])
    return Choice(
        category=category,
        standing=standing,
        lines=shown,
        offered=[material.entries[key] for key in keys],
        cut=cut,
        chosen=theirs,
        made=made,
        lost=_lost(material, category, theirs or set(cut.chosen)),
    )


def _lost(material: Material, category: Category, going_on: Collection[str]) -> list[str]:
    """Competitions that have enough nominations, and for which none of them would be left."""
    entered = [
        entry for entry in material.entries.values() if entry.category == category.key and entry.in_running
    ]
    left = [Candidate(e.key, e.state, e.answers, e.key in going_on) for e in entered]
    return [
        award.name
        for award in material.awards
        if award.category is category
        and award.kind is AwardKind.COMPETITION
        and award_field(material.rule(award), entered).given
        and not award_field(material.rule(award), left).given
    ]


def _kept(following: PanelRound) -> dict[uuid.UUID, tuple[Shortlisting, set[str]]]:
    """By category what was chosen: that somebody did, and whom."""
    wanted = (
        sa.select(Shortlisting, Nomination.reference)
        .join(shortlisted, shortlisted.c.round_id == Shortlisting.round_id)
        .join(
            Nomination,
            sa.and_(
                Nomination.id == shortlisted.c.nomination_id,
                Nomination.category_id == Shortlisting.category_id,
            ),
        )
        .where(Shortlisting.round_id == following.id)
        .options(orm.joinedload(Shortlisting.chosen_by).lazyload(Person.posts))
    )
    found: dict[uuid.UUID, tuple[Shortlisting, set[str]]] = {}
    for made, reference in db.session.execute(wanted):
        found.setdefault(made.category_id, (made, set()))[1].add(reference)
    return found


def shortlists_made(edition: Edition) -> dict[str, list[dict[str, Any]]]:
    """By category's key the shortlists of the rounds that have begun, for the record."""
    listed = (
        sa.select(PanelRound.id, Nomination.category_id, Nomination.reference)
        .join(shortlisted, shortlisted.c.round_id == PanelRound.id)
        .join(Nomination, Nomination.id == shortlisted.c.nomination_id)
        .where(Nomination.edition_id == edition.id)
        .order_by(Nomination.reference)
    )
    names: dict[Any, list[str]] = {}
    for round_id, category_id, reference in db.session.execute(listed):
        names.setdefault((round_id, category_id), []).append(reference)
    made = (
        sa.select(Category.key, PanelRound, Shortlisting)
        .join(Shortlisting.category)
        .join(Shortlisting.round)
        .join(PanelRound.panel)
        .where(Panel.edition_id == edition.id, PanelRound.number <= Panel.round)
        .order_by(PanelRound.number, Category.position)
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for key, round_, each in db.session.execute(made):
        on_it: Sequence[str] = names.get((round_.id, each.category_id), [])
        found.setdefault(key, []).append(
            {"round": round_.number, "name": round_.name, "nominations": on_it, "reason": each.reason}
        )
    return found
