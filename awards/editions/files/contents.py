"""What an edition file says, once it was read: moments in UTC, times of the evening in seconds."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from awards.editions.states import Audience, AwardKind, QuestionKind
from awards.organisations.states import OrganisationKind


@dataclass(frozen=True, kw_only=True)
class FileOrganisation:
    """A body of the region; ``partner`` is the slug of the other body of its area."""

    slug: str
    name: str
    short_name: str
    kind: OrganisationKind
    gss_code: str | None
    dfe_code: str | None
    exists_from: dt.date | None
    exists_to: dt.date | None
    partner: str
    nominates: bool


@dataclass(frozen=True, kw_only=True)
class FileQuestion:
    """One item of an entry form. With ``shown_if``, the key of an earlier one, it depends on its answer."""

    key: str
    kind: QuestionKind
    audience: Audience
    label: str
    hint: str
    required: bool
    max_words: int | None
    max_characters: int | None
    max_people: int | None
    max_files: int | None
    max_megabytes: int | None
    options: tuple[tuple[str, str], ...]
    shown_if: str = ""
    shown_if_answers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FileSection:
    """One page of an entry form."""

    key: str
    title: str
    hint: str
    questions: tuple[FileQuestion, ...]


@dataclass(frozen=True, kw_only=True)
class FileCriterion:
    """What judges score."""

    key: str
    name: str
    weight: int
    description: str
    guidance: str
    plain: str
    scale: tuple[str, ...]
    reason_needed_at: tuple[int, ...]
    round: int = 1


@dataclass(frozen=True, kw_only=True)
class FileCategory:
    """What a nomination is entered into."""

    key: str
    name: str
    description: str
    max_per_organisation: int
    sections: tuple[FileSection, ...]
    criteria: tuple[FileCriterion, ...]

    def find_question(self, key: str) -> FileQuestion | None:
        """The question with this key, or None."""
        return next((q for section in self.sections for q in section.questions if q.key == key), None)


@dataclass(frozen=True, kw_only=True)
class FileAward:
    """What is given out; ``category`` is a category's key."""

    key: str
    name: str
    kind: AwardKind
    category: str
    description: str
    presenter: str
    question: str
    answer: str
    minimum: int
    highly_commended: int


@dataclass(frozen=True, kw_only=True)
class EditionFile:
    """A whole edition: ``facts`` are its own columns, ``plan`` is the evening as JSON keeps it."""

    facts: dict[str, Any]
    organisations: tuple[FileOrganisation, ...]
    categories: tuple[FileCategory, ...]
    awards: tuple[FileAward, ...]
    plan: tuple[dict[str, Any], ...]

    @property
    def slug(self) -> str:
        """The edition's short name in addresses."""
        return str(self.facts["slug"])
