"""The rankings as a chair, an organiser or an auditor may see them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from awards.accounts.models import Person
from awards.core.errors import NotFound
from awards.editions.models import Award, Edition
from awards.results.models import Decision
from awards.results.queries.comparison import Comparison, comparisons
from awards.results.queries.decisions import find_decision
from awards.results.queries.material import Material, load_material
from awards.results.standing import Entry, Line, Standing, lines

FIRST_LINES = 20
"""Of each award on the page of all awards; the rest is on the award's own."""
LINES_A_PAGE = 50
MOST_OFFERED = 40
"""So many nominations are offered as radios; a longer list would be no help to anybody."""


@dataclass(frozen=True)
class AwardTable:
    """One award on the ranking page. ``decided`` is None where the reader may not know.

    ``cut`` entered for it and are not on the shortlist. Without scores there is no ``comparison``.
    """

    award: Award
    standing: Standing
    lines: list[Line]
    decided: bool | None
    page: int = 1
    cut: Sequence[Entry] = ()
    comparison: Comparison | None = None

    @property
    def count(self) -> int:
        """How many compete, as far as the reader may know."""
        return len(self.standing.order)

    @property
    def pages(self) -> int:
        """How many pages the award's own list has."""
        return max(1, -(-self.count // LINES_A_PAGE))

    @property
    def ties(self) -> list[int]:
        """How many nominations each tie holds that people have to decide."""
        return [len(tie.nominations) for tie in self.standing.proposal.ties]


@dataclass(frozen=True)
class Contest:
    """What the chair decides on: the standing, those offered, and the decision as it is now."""

    award: Award
    standing: Standing
    lines: list[Line]
    offered: list[Entry]
    decision: Decision | None

    @property
    def tied_teams(self) -> list[str]:
        """The names of the teams between which people have to choose."""
        return [entry.team for entry in self.offered if entry.key in self.standing.tied]


def award_tables(edition: Edition, viewer: Person, only: str = "", page: int = 1) -> list[AwardTable]:
    """Every award with its first places, or one award with a page of them."""
    material = load_material(edition, viewer, only or None)
    if only and not material.awards:
        raise NotFound
    standings = [(award, material.standing(award)) for award in material.awards]
    compared = comparisons(material, standings)
    return [
        replace(_table(material, award, standing, page if only else 0), comparison=compared.get(award.key))
        for award, standing in standings
    ]


def _table(material: Material, award: Award, standing: Standing, page: int) -> AwardTable:
    start = (page - 1) * LINES_A_PAGE
    part = slice(start, start + LINES_A_PAGE) if page else slice(FIRST_LINES)
    known = None if standing.aside else award.id in material.decided
    cut = [material.entries[key] for key in standing.contest.cut]
    return AwardTable(award, standing, _lines(material, award, standing, part), known, max(page, 1), cut)


def _lines(material: Material, award: Award, standing: Standing, part: slice) -> list[Line]:
    scale = material.scales[award.category.key]
    return lines(standing, material.entries, material.totals, scale, part)


def get_contest(edition: Edition, key: str, viewer: Person) -> Contest:
    """The award that ``viewer`` may decide, or NotFound: also when they stand aside from one who competes."""
    material = load_material(edition, viewer, key)
    if not material.awards:
        raise NotFound
    award = material.awards[0]
    standing = material.standing(award)
    if standing.aside or not standing.to_decide:
        raise NotFound
    part = slice(MOST_OFFERED) if standing.places else slice(None)
    decision = find_decision(award)
    chosen = [r.nomination.reference for r in decision.recipients] if decision else []
    keys = dict.fromkeys([*standing.order[part], *chosen])
    offered = [material.entries[reference] for reference in keys if reference in material.entries]
    return Contest(award, standing, _lines(material, award, standing, part), offered, decision)
