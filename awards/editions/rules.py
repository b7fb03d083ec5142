"""What may be changed when, whether the timetable makes sense, who nominates by default, what is missing."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from awards.core import clock
from awards.editions.states import AwardKind, Stage


def category_refusal(stage: Stage) -> str | None:
    """Why categories and criteria cannot be changed, or None while they can."""
    if stage.is_at_least(Stage.JUDGING):
        return (
            "Categories and criteria cannot be changed once judging has begun: "
            "every nomination is scored by the same ones."
        )
    return None


def structure_refusal(stage: Stage) -> str | None:
    """Why criteria cannot be added, removed or moved, or None while they can."""
    if stage.is_at_least(Stage.CHECKING):
        return (
            "Criteria and categories cannot be added, removed or moved once nominations are closed: "
            "directors wrote for the ones they saw."
        )
    return None


def award_refusal(stage: Stage) -> str | None:
    """Why awards cannot be changed, or None while they can."""
    if stage.is_at_least(Stage.SEALED):
        return "Awards cannot be changed any more: the results are sealed."
    return None


def participants_refusal(stage: Stage) -> str | None:
    """Why who nominates cannot be changed, or None while it can."""
    if stage.is_at_least(Stage.JUDGING):
        return "Who nominates cannot be changed once judging has begun."
    return None


def archive_refusal(stage: Stage) -> str | None:
    """Why nothing can be changed at all, or None while something can."""
    return "This edition is archived. It can be read and not changed." if stage is Stage.ARCHIVED else None


@dataclass(frozen=True)
class Timetable:
    """The moments of an edition, in their order."""

    nominations_open_at: dt.datetime
    nominations_close_at: dt.datetime
    checking_ends_at: dt.datetime | None
    judging_closes_at: dt.datetime | None
    moderation_at: dt.datetime | None


MOMENT_NAMES: Mapping[str, str] = {
    "nominations_open_at": "Nominations open",
    "nominations_close_at": "Nominations close",
    "checking_ends_at": "Checking ends",
    "judging_closes_at": "Judging closes",
    "moderation_at": "Moderation meeting",
}


def timetable_problem(timetable: Timetable, doors: dt.datetime) -> tuple[str, str] | None:
    """The first moment that is out of order, by its name, and the sentence; None when all are in order."""
    moments = [(name, moment) for name, moment in vars(timetable).items() if moment is not None]
    for (earlier, before), (later, after) in pairwise(moments):
        if after <= before:
            return later, f"{MOMENT_NAMES[later]} must be after {_lower_first(MOMENT_NAMES[earlier])}"
    last, moment = moments[-1]
    if moment >= doors:
        return last, f"{MOMENT_NAMES[last]} must be before the doors of the ceremony open"
    return None


def doors_open_at(day: dt.date, seconds: int) -> dt.datetime:
    """The moment, in UTC, at which the doors open."""
    wall = dt.datetime.combine(day, dt.time()) + dt.timedelta(seconds=seconds)
    return wall.replace(tzinfo=clock.LONDON).astimezone(dt.UTC)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


@dataclass(frozen=True)
class Body:
    """An organisation as the default rule of who nominates sees it."""

    key: str
    is_trust: bool
    partner: str | None
    exists: bool
    partner_exists: bool = False


def one_for_each_area(bodies: Iterable[Body]) -> set[str]:
    """Keys of those that nominate by default: in an area with a trust the trust, elsewhere the council."""
    return {body.key for body in bodies if body.exists and (body.is_trust or not body.partner_exists)}


@dataclass(frozen=True)
class CategoryFacts:
    """What readiness asks of a category."""

    name: str
    questions: int
    weights: tuple[int, ...]
    is_competed_for: bool = False


@dataclass(frozen=True)
class SetUpFacts:
    """What readiness asks of an edition."""

    participants: int
    closed_bodies: tuple[str, ...]
    categories: tuple[CategoryFacts, ...]
    award_kinds: tuple[AwardKind, ...]
    timetable: Timetable
    doors: dt.datetime
    plan_items: int
    contact: str = ""


@dataclass(frozen=True)
class Finding:
    """One thing that opening nominations looks for; ``part`` names the part of set-up where it is mended."""

    part: str
    sentence: str
    done: bool
    needed: bool = True


@dataclass
class _Findings:
    all: list[Finding] = field(default_factory=list)

    def note(self, part: str, done: bool, yes: str, no: str, *, needed: bool = True) -> None:
        self.all.append(Finding(part, yes if done else no, done, needed))


def set_up_findings(facts: SetUpFacts, at: dt.datetime) -> list[Finding]:
    """Everything that must be set, or had better be, before nominations open."""
    found = _Findings()
    problem = timetable_problem(facts.timetable, facts.doors)
    deadline = facts.timetable.nominations_close_at
    found.note(
        "timetable",
        deadline > at,
        "The deadline for nominations lies ahead",
        "The deadline for nominations is past",
    )
    found.note("timetable", problem is None, "The timetable is in order", problem[1] if problem else "")
    judging = facts.timetable.judging_closes_at is not None
    found.note(
        "timetable", judging, "Judges know when they must be done", "Say when judging closes", needed=False
    )
    bodies = (
        f"{facts.participants} organisations nominate"
        if facts.participants != 1
        else "One organisation nominates"
    )
    found.note("participants", facts.participants > 0, bodies, "Choose which organisations nominate")
    for name in facts.closed_bodies:
        found.note("participants", False, "", f"{name} does not exist on the ceremony date", needed=False)
    found.note("categories", bool(facts.categories), "There is a category", "Add a category")
    for category in facts.categories:
        _note_category(found, category)
    found.note("awards", bool(facts.award_kinds), _awards(len(facts.award_kinds)), "Add an award")
    found.note(
        "plan",
        facts.plan_items > 0,
        "The evening has a plan",
        "The edition file has no plan of the evening",
        needed=False,
    )
    return found.all


def _note_category(found: _Findings, category: CategoryFacts) -> None:
    name = category.name
    form = f"{name} has an entry form"
    found.note(
        "categories",
        category.questions > 0,
        form,
        f"{name} needs an entry form: load it from an edition file",
    )
    if category.is_competed_for:
        has = bool(category.weights)
        found.note(
            "categories", has, f"{name} has {len(category.weights)} criteria", f"{name} needs criteria"
        )
    if category.weights and sum(category.weights) != 100:
        said = f"The weights of {name} add up to {sum(category.weights)}, not 100"
        found.note("categories", False, "", said, needed=False)


def _awards(count: int) -> str:
    return "There is one award" if count == 1 else f"There are {count} awards"


def set_up_problems(facts: SetUpFacts, at: dt.datetime) -> list[str]:
    """Why nominations cannot open yet; empty when they can."""
    return [finding.sentence for finding in set_up_findings(facts, at) if finding.needed and not finding.done]
