"""From what a panel scored to what a page shows beside plain means; reads nothing that rankings do not."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from awards.editions.models import Award
from awards.editions.states import AwardKind
from awards.results.comparing import Compared, Weighed, compare, weigh
from awards.results.measures.tables import Scores
from awards.results.plots import Picture, Row, picture_of
from awards.results.queries.material import Material
from awards.results.ranking import share
from awards.results.standing import Line, Standing
from awards.results.telling import (
    Beside,
    JudgeLine,
    OrderLine,
    agreement_lines,
    beside,
    decimals,
    judge_lines,
    order_lines,
    order_sentence,
)
from awards.results.verdicts import Verdict, advisory, cannot, verdict

MOST_CIRCLES = 600
"""Scores in one picture; with more nobody could tell one from another."""


@dataclass(frozen=True)
class Comparison:
    """One award beside its plain means, in words and figures.

    ``aside``: the reader stands aside from one who competes, so nothing is said of who is first. ``partial``:
    from one that the panel scored, so figures are worked out without it, and others may see other ones.
    """

    weighed: Weighed
    compared: Compared
    names: Mapping[str, str]
    aside: bool
    partial: bool
    given: bool
    decided: bool

    @cached_property
    def lines(self) -> dict[str, Beside]:
        """By nomination."""
        plain = _shared(figures.rank for figures in self.compared.figures.values())
        adjusted = _shared(figures.adjusted_rank for figures in self.compared.figures.values())
        return {
            key: beside(figures, tied=figures.rank in plain, adjusted_tied=figures.adjusted_rank in adjusted)
            for key, figures in self.compared.figures.items()
        }

    @property
    def has_chances(self) -> bool:
        """Whether any team has a chance to show."""
        return any(line.chance for line in self.lines.values())

    @property
    def verdict(self) -> Verdict | None:
        """How clear the first place is, to who may know."""
        if self.aside or not self.given or len(self.compared.figures) < 2:
            return None
        return verdict(self.compared, self.weighed, self.names, decided=self.decided)

    @property
    def cannot(self) -> str:
        """Why there is nothing beside plain means."""
        return cannot(self.weighed, self.names)

    @property
    def advisory(self) -> str:
        """What makes adjusted means shaky."""
        return advisory(self.weighed, self.names)

    @property
    def agreement(self) -> list[str]:
        """How far the panel's judges agree."""
        return agreement_lines(self.weighed.agreement)

    @property
    def judges(self) -> list[JudgeLine]:
        """How each judge of the panel scored."""
        return judge_lines(self.weighed.judges)

    @property
    def orders(self) -> list[OrderLine]:
        """Places by every way of counting."""
        return [] if self.aside else order_lines(self.compared, self.names)

    @property
    def order_sentence(self) -> str:
        """Whether the judges' orders alone put the same first."""
        return "" if self.aside else order_sentence(self.compared, self.names)

    def reach(self, key: str) -> str:
        """From where to where the adjusted mean of a nomination could lie; empty where chance is unknown."""
        bar = self.compared.figures[key].bar
        return f"{decimals(bar[0])} to {decimals(bar[1])}" if bar else ""

    def picture(self, lines: Sequence[Line]) -> Picture | None:
        """The scores of these lines of the ranking; None where nobody could read it."""
        ranked = [line for line in lines if line.rank]
        if not ranked or sum(len(line.scores) for line in ranked) > MOST_CIRCLES:
            return None
        return picture_of([self._row(line) for line in ranked])

    def _row(self, line: Line) -> Row:
        figures = self.compared.figures[line.key]
        scores = [(letter, float(total)) for letter, total in line.scores]
        return Row(line.team, line.rank, scores, figures.mean, figures.adjusted, figures.bar)


def _shared(ranks: Iterable[int | None]) -> frozenset[int | None]:
    """Ranks that several have."""
    return frozenset(rank for rank, times in Counter(ranks).items() if times > 1)


def comparisons(material: Material, standings: Sequence[tuple[Award, Standing]]) -> dict[str, Comparison]:
    """By award's key, for every competition with scores. What a category's panel scored is measured once."""
    asked: dict[str, list[tuple[Award, Standing]]] = {}
    for award, standing in standings:
        if award.kind is AwardKind.COMPETITION and standing.places:
            asked.setdefault(award.category.key, []).append((award, standing))
    names = {key: entry.team for key, entry in material.entries.items()}
    return {
        award.key: Comparison(
            weighed,
            compare(weighed, award.key, [place.nomination for place in standing.places]),
            names,
            aside=standing.aside,
            partial=any(entry.category == category and entry.in_running for entry in material.hidden),
            given=standing.contest.given,
            decided=award.id in material.decided,
        )
        for category, theirs in asked.items()
        for weighed in [_weighed(material, category, theirs)]
        for award, standing in theirs
    }


def _weighed(material: Material, category: str, asked: Sequence[tuple[Award, Standing]]) -> Weighed:
    """All that the panel scored of a category, with chances in every field that the reader may know whole."""
    fields = {
        award.key: [place.nomination for place in standing.places]
        for award, standing in asked
        if standing.contest.given and not standing.aside
    }
    return weigh(scores_of(material, category), fields, seed=f"{asked[0][0].edition.slug}/{category}")


def scores_of(material: Material, category: str) -> Scores:
    """Totals from 0 to 100 of a category's nominations in the running, by reference and judge's letter."""
    whole = material.scales[category].whole
    return {
        key: {letter: share(points, whole) for letter, points in material.totals[key].items()}
        for key, entry in material.entries.items()
        if entry.category == category and entry.in_running and key in material.totals
    }
