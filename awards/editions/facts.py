"""What an organiser types about the parts of an edition, as plain values."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from awards.editions.states import Audience, AwardKind, QuestionKind


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
    round: int = 1


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


@dataclass(frozen=True, kw_only=True)
class SectionText:
    """What one page of an entry form is called."""

    title: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class QuestionText:
    """What is asked, of whom and for whom. A limit that means nothing for the kind is None.

    An option without a value is a new one. ``shown_if`` is the key of an earlier question, or empty.
    """

    kind: QuestionKind
    label: str
    hint: str
    required: bool
    audience: Audience
    max_words: int | None = None
    max_characters: int | None = None
    max_people: int | None = None
    max_files: int | None = None
    max_megabytes: int | None = None
    options: Sequence[dict[str, str]] = field(default_factory=list)
    shown_if: str = ""
    shown_if_answers: Sequence[str] = field(default_factory=list)
