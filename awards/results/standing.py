"""How nominations stand for an award: who competes, in which place, what the numbers alone would decide."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from fractions import Fraction

from awards.editions.states import AwardKind
from awards.nominations.states import NominationState
from awards.results.ranking import Place, Proposal, Scale, propose, rank_totals, share
from awards.results.rules import AwardRule, Field, award_field

WINNER, COMMENDED, TIE = "winner", "highly commended", "tie"
Totals = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Entry:
    """An accepted nomination. ``key`` is its reference, ``category`` its category's key."""

    key: str
    team: str
    organisation: str
    category: str
    answers: Mapping[str, object] = field(default_factory=dict)
    recused: int = 0
    in_running: bool = True
    state: str = NominationState.ACCEPTED


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything about one award that somebody may know; ``aside``: it is not theirs to decide."""

    rule: AwardRule
    contest: Field
    places: tuple[Place, ...]
    unscored: tuple[str, ...]
    proposal: Proposal
    aside: bool

    @property
    def tied(self) -> frozenset[str]:
        """The nominations whose tie has to be decided by people."""
        return frozenset(key for tie in self.proposal.ties for key in tie.nominations)

    @property
    def order(self) -> tuple[str, ...]:
        """All who compete: by rank, then those without a score; without a ranking by organisation."""
        return (*(place.nomination for place in self.places), *self.unscored)

    @property
    def to_decide(self) -> bool:
        """Whether people have to decide this award."""
        return self.rule.kind != AwardKind.RECOGNITION and self.contest.given


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a ranking as it is shown, and the figures of its picture."""

    key: str
    team: str
    organisation: str
    recused: int = 0
    rank: str = ""
    mean: str = ""
    lowest: str = ""
    highest: str = ""
    scores: tuple[tuple[str, str], ...] = ()
    proposed: str = ""


def stand(
    rule: AwardRule, entries: Sequence[Entry], hidden: Sequence[Entry], totals: Totals, scale: Scale
) -> Standing:
    """The award among ``entries``; those ``hidden`` leave no trace but ``aside``."""
    contest, fenced = award_field(rule, entries), award_field(rule, hidden)
    aside = bool(fenced.competing or fenced.cut)  # also of one cut: its being cut is not theirs to know
    scored = {key: totals[key] for key in contest.competing if key in totals}
    ranked = rule.kind == AwardKind.COMPETITION
    places = tuple(rank_totals(scored, scale.whole)) if ranked else ()
    unscored = tuple(key for key in contest.competing if not ranked or key not in scored)
    shown = places if ranked and contest.given else ()
    return Standing(rule, contest, places, unscored, propose(shown, 1, rule.highly_commended), aside)


def lines(
    standing: Standing, entries: Mapping[str, Entry], totals: Totals, scale: Scale, part: slice
) -> list[Line]:
    """A part of the table."""
    places = {place.nomination: place for place in standing.places[part]}
    return [
        _ranked(standing, entries[key], places[key], totals[key], scale)
        if key in places
        else Line(key, entries[key].team, entries[key].organisation, recused=entries[key].recused)
        for key in standing.order[part]
    ]


def _ranked(standing: Standing, entry: Entry, place: Place, given: Mapping[str, int], scale: Scale) -> Line:
    scores = sorted(given.items(), key=lambda score: (len(score[0]), score[0]))
    return Line(
        entry.key,
        entry.team,
        entry.organisation,
        recused=entry.recused,
        rank=f"{place.rank}=" if place.tied else str(place.rank),
        mean=one_decimal(place.mean),
        lowest=one_decimal(place.lowest),
        highest=one_decimal(place.highest),
        scores=tuple((letter, one_decimal(share(n, scale.whole))) for letter, n in scores),
        proposed="" if standing.aside else _proposed(entry.key, standing.proposal, standing.tied),
    )


def _proposed(key: str, proposal: Proposal, tied: AbstractSet[str]) -> str:
    if key in tied:
        return TIE
    if key in proposal.winners:
        return WINNER
    return COMMENDED if key in proposal.highly_commended else ""


def one_decimal(value: Fraction) -> str:
    """From 0 to 100 with one decimal, halves upwards; exact where floating point might not be."""
    tenths = (value.numerator * 20 + value.denominator) // (value.denominator * 2)
    return f"{tenths // 10}.{tenths % 10}"
