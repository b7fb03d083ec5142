"""From the edition's plan of the evening, the awards and the teams to the items of the running order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from awards.ceremony.timing import parse_clock, parse_length

RECOGNITION = "recognition"
# What a walk to the stage takes beyond that of a team of up to five, which planned lengths allow for.
_WALKS = ((13, 30), (6, 15))
# An item for a team when the plan gives neither a length for each nor one for all.
_USUAL_LENGTH = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedItem:
    """One entry of the edition's plan. Lengths and times are whole seconds, as in `timing`.

    `award` names one award; `awards` a group of them, each of which becomes an item; an item of kind
    recognition becomes one for each team, in part `part` of `of`. For such an item `length_each` is for one
    of them, and `length`, `shortest` and `longest` are for all of them together.
    """

    key: str
    title: str
    kind: str
    public_title: str = ""
    length: int | None = None
    shortest: int | None = None
    longest: int | None = None
    hard_start: int | None = None
    hard_reason: str = ""
    people: str = ""
    notes: str = ""
    public: bool = True
    award: str | None = None
    awards: str | None = None
    part: int | None = None
    of: int | None = None
    length_each: int | None = None


@dataclass(frozen=True, slots=True)
class AwardToGive:
    """An award that is given this year; `group` is what the plan calls its like, for example "field"."""

    key: str
    name: str
    kind: str
    group: str = ""
    presenter: str = ""


@dataclass(frozen=True, slots=True)
class TeamToRecognise:
    """An accepted team: every one of them is on stage, whatever else it may win."""

    key: str
    team: str
    organisation: str
    presenter: str = ""
    members: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """An item of the running order as it will be kept; `award` and `team` are keys."""

    title: str
    public_title: str
    kind: str
    planned: int
    shortest: int
    longest: int
    hard_start: int | None = None
    hard_reason: str = ""
    people: str = ""
    notes: str = ""
    public: bool = True
    award: str | None = None
    team: str | None = None
    block: str = ""


class _Part(NamedTuple):
    """One of the items that an entry of the plan becomes."""

    title: str
    public_title: str
    people: str
    award: str | None
    team: str | None
    walk: int


class _Lengths(NamedTuple):
    """What one item takes."""

    planned: int
    shortest: int
    longest: int


def read_plan(entries: Sequence[Mapping[str, Any]], doors_at: int) -> list[PlannedItem]:
    """The plan as an edition keeps it, in the words of its file, with lengths and times as seconds."""
    return [_planned(entry, doors_at) for entry in entries]


def _planned(entry: Mapping[str, Any], doors_at: int) -> PlannedItem:
    def text(name: str) -> str:
        return str(entry.get(name) or "")

    def length(name: str) -> int | None:
        return parse_length(text(name)) if text(name) else None

    return PlannedItem(
        key=text("key"),
        title=text("title"),
        kind=text("kind"),
        public_title=text("public_title"),
        length=length("length"),
        shortest=length("shortest"),
        longest=length("longest"),
        hard_start=parse_clock(text("start"), doors_at) if text("start") else None,
        hard_reason=text("start_reason"),
        people=text("people"),
        notes=text("notes"),
        public=bool(entry.get("public", True)),
        award=text("award") or None,
        awards=text("awards") or None,
        part=entry.get("part"),
        of=entry.get("of"),
        length_each=length("length_each"),
    )


def make_items(
    plan: Sequence[PlannedItem], awards: Sequence[AwardToGive], teams: Sequence[TeamToRecognise]
) -> list[PlannedStep]:
    """The items of the evening, in order. What is not given this year takes no time.

    Nothing that comes in here says who wins, so nothing that goes out can: no scores, no decisions, no
    seal. A running order may therefore be printed, mailed and lost without giving a result away.
    """
    return [step for item in plan for step in _steps(item, awards, teams)]


def _steps(
    item: PlannedItem, awards: Sequence[AwardToGive], teams: Sequence[TeamToRecognise]
) -> Iterator[PlannedStep]:
    """What one entry of the plan becomes: one item, several, or none."""
    given = {award.key: award for award in awards}
    if item.award is not None and item.award not in given:
        return iter(())
    if item.kind == RECOGNITION:
        fallback = next((award.key for award in awards if award.kind == RECOGNITION), None)
        share = teams_in_part(teams, item.part or 1, item.of or 1)
        return _block(item, [_team_part(team, item, item.award or fallback) for team in share])
    if item.awards is not None:
        return _block(item, [_award_part(award, item) for award in awards if award.group == item.awards])
    return iter([_single(item, given.get(item.award or ""))])


def teams_in_part(teams: Sequence[TeamToRecognise], part: int, of: int) -> list[TeamToRecognise]:
    """The teams of one of several recognition blocks: even shares, in alphabetical order of organisation."""
    if not 1 <= part <= of:
        raise ValueError(f"There is no part {part} of {of}.")
    ordered = sorted(teams, key=lambda t: (t.organisation.casefold(), t.team.casefold(), t.key))
    size, larger = divmod(len(ordered), of)
    first = (part - 1) * size + min(part - 1, larger)  # an odd team goes to an earlier part
    return ordered[first : first + size + (part <= larger)]


def walk_up(members: int) -> int:
    """Seconds that a larger team takes to the stage beyond those of a small one."""
    return next((seconds for least, seconds in _WALKS if members >= least), 0)


def _team_part(team: TeamToRecognise, item: PlannedItem, award: str | None) -> _Part:
    """A team's own moment, in which its director presents it."""
    return _Part(
        f"{team.organisation}: {team.team}",
        f"{team.team}, {team.organisation}",
        team.presenter or item.people,
        award,
        team.key,
        walk_up(team.members),
    )


def _award_part(award: AwardToGive, item: PlannedItem) -> _Part:
    """An award out of a group."""
    return _Part(award.name, award.name, award.presenter or item.people, award.key, None, 0)


def _single(item: PlannedItem, award: AwardToGive | None) -> PlannedStep:
    """An entry of the plan that is one item."""
    if item.length is None:
        raise ValueError(f"“{item.title}” needs a length.")
    return PlannedStep(
        title=item.title,
        public_title=item.public_title if item.public else "",
        kind=item.kind,
        planned=item.length,
        shortest=item.length if item.shortest is None else item.shortest,
        longest=item.length if item.longest is None else item.longest,
        hard_start=item.hard_start,
        hard_reason=item.hard_reason,
        people=item.people or (award.presenter if award else ""),
        notes=item.notes,
        public=item.public,
        award=item.award,
    )


def _block(item: PlannedItem, parts: Sequence[_Part]) -> Iterator[PlannedStep]:
    """An entry of the plan that is several items: start and notes go with the first, the title with all."""
    for index, (part, lengths) in enumerate(zip(parts, _lengths(item, parts), strict=True)):
        yield PlannedStep(
            title=part.title,
            public_title=part.public_title if item.public else "",
            kind=item.kind,
            planned=lengths.planned,
            shortest=lengths.shortest,
            longest=lengths.longest,
            hard_start=None if index else item.hard_start,
            hard_reason="" if index else item.hard_reason,
            people=part.people,
            notes="" if index else item.notes,
            public=item.public,
            award=part.award,
            team=part.team,
            block=item.public_title or item.title,
        )


def _lengths(item: PlannedItem, parts: Sequence[_Part]) -> list[_Lengths]:
    """What each takes: so much each and the longer walks on top, or a share of what all have together."""
    each = item.length_each
    if each is None and item.length is None:
        each = _USUAL_LENGTH
    if each is not None:
        planned = [each + part.walk for part in parts]
    else:
        planned = _shares(item.length or 0, [_USUAL_LENGTH + part.walk for part in parts])
    # Together they may lose, or gain, what the plan allows; each gives in proportion.
    whole = item.length or (each or 0) * len(parts)
    shortest = whole if item.shortest is None else min(item.shortest, whole)
    longest = whole if item.longest is None else max(item.longest, whole)
    return [
        _Lengths(length, length * shortest // whole, -(-length * longest // whole))
        if whole
        else _Lengths(length, length, length)
        for length in planned
    ]


def _shares(total: int, weights: Sequence[int]) -> list[int]:
    """Whole seconds in proportion to the weights, adding up to the total exactly."""
    marks = [0]
    for weight in weights:
        marks.append(marks[-1] + weight)
    return [total * after // marks[-1] - total * before // marks[-1] for before, after in pairwise(marks)]
