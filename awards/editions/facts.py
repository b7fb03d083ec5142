"""What an organiser types about the parts of an edition, as plain values."""

import datetime as dt
from dataclasses import dataclass

from awards.editions.states import AwardKind


@dataclass(frozen=True, kw_only=True)
class Basics:
    """Names, words and the evening. Paragraphs are lists; times are seconds from midnight."""

    name: str
    award_name: str
    strapline: str
    host: str
    contact: str
    venue: str
    ceremony_on: dt.date
    doors_at: int
    hard_finish_at: int
    chair_name: str
    chair_role: str
    welcome: list[str]
    thanks: list[str]


@dataclass(frozen=True, kw_only=True)
class CategoryText:
    """What a category is called, and how often a body may enter it."""

    name: str
    description: str
    max_per_organisation: int


@dataclass(frozen=True, kw_only=True)
class CriterionText:
    """What judges score, and the words they see."""

    name: str
    weight: int
    description: str
    guidance: str
    plain: str
    scale: list[str]
    reason_needed_at: list[int]


@dataclass(frozen=True, kw_only=True)
class AwardText:
    """What is given out; ``question`` and ``answer`` are empty, or say which nominations compete."""

    name: str
    kind: AwardKind
    description: str
    presenter: str
    question: str
    answer: str
    minimum: int
    highly_commended: int
