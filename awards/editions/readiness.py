"""What opening nominations looks for: what is set, what is missing, what had better be looked at."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from awards.editions.rules import Timetable, timetable_problem
from awards.editions.states import AwardKind


@dataclass(frozen=True)
class CategoryFacts:
    """What readiness asks of a category."""

    name: str
    questions: int
    weights: tuple[int, ...]
    is_competed_for: bool = False
    asks_for_name: bool = True
    has_award: bool = True


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
    if not facts.categories:
        found.note("categories", False, "", "Add a category")
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
        f"{name} needs an entry form",
    )
    if category.questions and not category.asks_for_name:
        said = f"The entry form of {name} does not ask for the team’s name: add the ready question for it"
        found.note("categories", False, "", said, needed=False)
    if category.is_competed_for:
        has = bool(category.weights)
        found.note(
            "categories", has, f"{name} has {len(category.weights)} criteria", f"{name} needs criteria"
        )
    if not category.has_award:
        found.note("awards", False, "", f"No award is given in {name}: add one", needed=False)
    if category.weights and sum(category.weights) != 100:
        said = f"The weights of {name} add up to {sum(category.weights)}, not 100"
        found.note("categories", False, "", said, needed=False)


def _awards(count: int) -> str:
    return "There is one award" if count == 1 else f"There are {count} awards"


@dataclass(frozen=True)
class Summary:
    """How one part of the set-up stands: a word, its colour, and what to look at."""

    state: str
    colour: str
    hint: str


def summary_of(part: str, findings: Iterable[Finding]) -> Summary:
    """How ``part`` stands among the findings."""
    mine = [finding for finding in findings if finding.part == part]
    missing = [finding for finding in mine if finding.needed and not finding.done]
    advice = [finding for finding in mine if not finding.needed and not finding.done]
    shown = missing or advice or mine
    state, colour = ("Missing", "red") if missing else ("Look at this", "gold") if advice else ("Set", "")
    return Summary(state, colour, ". ".join(finding.sentence for finding in shown))
