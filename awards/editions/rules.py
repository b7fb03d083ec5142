"""What may be changed when, whether the timetable makes sense, who nominates by default."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from awards.core import clock
from awards.core.parsing import parse_duration, show_duration
from awards.editions.states import Stage


class Part(StrEnum):
    """A part of the set-up that freezes at a stage of its own."""

    WORDS = "words"
    TIMETABLE = "timetable"
    PARTICIPANTS = "participants"
    CRITERIA = "criteria"
    CATEGORIES = "categories"
    AWARDS = "awards"


_FROZEN_FROM: Mapping[Part, tuple[Stage, str]] = MappingProxyType(
    {
        Part.WORDS: (Stage.ARCHIVED, "This edition is archived. It can be read and not changed."),
        Part.TIMETABLE: (Stage.CEREMONY, "The timetable cannot be changed any more: the ceremony is here."),
        Part.PARTICIPANTS: (Stage.JUDGING, "Who nominates cannot be changed once judging has begun."),
        Part.CRITERIA: (
            Stage.JUDGING,
            "Criteria cannot be changed once judging has begun: every nomination is scored by the same ones.",
        ),
        Part.CATEGORIES: (Stage.JUDGING, "Categories cannot be changed once judging has begun."),
        Part.AWARDS: (Stage.SEALED, "Awards cannot be changed any more: the results are sealed."),
    }
)
STRUCTURE = "Criteria cannot be added, removed or moved once nominations are closed: teams wrote for these."


def refusal(part: Part, stage: Stage) -> str | None:
    """Why this part of the set-up cannot be changed at ``stage``, or None while it can."""
    frozen_from, sentence = _FROZEN_FROM[part]
    return sentence if stage.is_at_least(frozen_from) else None


def structure_refusal(stage: Stage) -> str | None:
    """Why criteria cannot be added, removed or moved at ``stage``, or None while they can."""
    return refusal(Part.CRITERIA, stage) or (STRUCTURE if stage.is_at_least(Stage.CHECKING) else None)


FIRST_ROUND, MOST_ROUNDS = 1, 5
JUDGED = "Criteria cannot be changed any more: judging is over."
BEGUN = "These criteria cannot be changed: the round in which they are scored has begun."


def criteria_refusal(stage: Stage, round_: int, begun: int, *, structure: bool = False) -> str | None:
    """Why criteria that are scored from a round on cannot be changed while the panel is in ``begun``.

    With ``structure``, why they cannot be added, removed or moved. Teams wrote for those of the first round;
    those of a later one stay open until it begins.
    """
    if round_ <= FIRST_ROUND:
        return structure_refusal(stage) if structure else refusal(Part.CRITERIA, stage)
    if stage.is_at_least(Stage.MODERATION):
        return JUDGED
    return BEGUN if stage is Stage.JUDGING and round_ <= begun else None


@dataclass(frozen=True)
class Timetable:
    """The moments of an edition, in their order, and how many minutes after the deadline still count."""

    nominations_open_at: dt.datetime
    nominations_close_at: dt.datetime
    checking_ends_at: dt.datetime | None
    judging_closes_at: dt.datetime | None
    moderation_at: dt.datetime | None
    grace_minutes: int = 0


MOST_GRACE = 60
"""Minutes. Longer than that is no grace but another deadline."""

MOST_PAST_YEARS = 20
"""For which a past post can count."""

USUAL_PAST_YEARS = 3

MOMENT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "nominations_open_at": "The date on which nominations open",
        "nominations_close_at": "The date on which nominations close",
        "checking_ends_at": "The date on which checking ends",
        "judging_closes_at": "The date on which judging closes",
        "moderation_at": "The date of the moderation meeting",
    }
)


def timetable_problem(timetable: Timetable, doors: dt.datetime) -> tuple[str, str] | None:
    """The first moment that is out of order, by its name, and the sentence; None when all are in order."""
    moments = [(name, at) for name, at in vars(timetable).items() if isinstance(at, dt.datetime)]
    for (earlier, before), (later, after) in pairwise(moments):
        if after <= before:
            return later, f"{MOMENT_NAMES[later]} must be after {_lower_first(MOMENT_NAMES[earlier])}"
    last, moment = moments[-1]
    if moment >= doors:
        return last, f"{MOMENT_NAMES[last]} must be before the doors of the ceremony open"
    return None


def planned_lengths(plan: Iterable[Mapping[str, Any]]) -> list[str]:
    """How long each item of the plan takes, all written alike: an edition's file may say 45m or 6:00."""
    return [_planned_length(item) for item in plan]


def _planned_length(item: Mapping[str, Any]) -> str:
    each = "" if item.get("length") else " each"
    return show_duration(parse_duration(str(item.get("length") or item["length_each"]), "The length")) + each


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
    exists: bool
    partner_exists: bool = False


def one_for_each_area(bodies: Iterable[Body]) -> set[str]:
    """Keys of those that nominate by default: in an area with a trust the trust, elsewhere the council."""
    return {body.key for body in bodies if body.exists and (body.is_trust or not body.partner_exists)}


_DAY = 24 * 3600
_LATEST_AFTER_MIDNIGHT = 6 * 3600


def after_midnight(time: int | None, doors: int | None) -> int | None:
    """A small hour is the night after the doors opened: 00:30 is half an hour past midnight."""
    if time is None or doors is None or time >= doors or time > _LATEST_AFTER_MIDNIGHT:
        return time
    return time + _DAY
