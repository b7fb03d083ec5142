"""The teams of the evening with what may be printed of them. What judges were told is not even read."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from awards.core.database import db
from awards.editions.models import Award, Edition, Question
from awards.editions.states import Audience, QuestionKind
from awards.nominations.answering import shown
from awards.nominations.models import Answer, Nomination, TeamMember, Upload
from awards.nominations.states import NominationState
from awards.organisations.models import Organisation

ACCEPTED = (NominationState.ACCEPTED,)
FIELD, CITATION, SAY_AS, STAGE_WORDS = "field", "why-this-team", "say-as", "stage-words"
"""Keys of the questions whose answers are printed or spoken."""


@dataclass(frozen=True)
class Photo:
    """A team's photo and what it shows, in words."""

    id: uuid.UUID
    storage_key: str
    width: int
    height: int
    description: str


@dataclass(frozen=True)
class Member:
    """Somebody who agreed to be named in the programme."""

    name: str
    role: str


@dataclass(frozen=True)
class Team:
    """An accepted team. ``values`` are kept answers by key, ``words`` the same for reading."""

    id: uuid.UUID
    reference: str
    name: str
    organisation: str
    short_name: str
    organisation_id: uuid.UUID
    category_id: uuid.UUID
    values: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    members: tuple[Member, ...] = ()
    photo: Photo | None = None

    def says(self, key: str) -> str:
        """The answer to the question ``key`` in words; empty when there is none."""
        return self.words.get(key, "")


def names_of_teams(
    edition: Edition, states: Collection[NominationState] = ACCEPTED, *, members: bool = False
) -> list[Team]:
    """The teams in alphabetical order of their organisations' short names, with their answers to choices.

    With ``members``, also those who agreed to be named.
    """
    rows = list(db.session.execute(_names(edition, states)))
    answers = _answers(edition, states, QuestionKind.CHOICE)
    named = _members(edition, states) if members else {}
    return [_team(row, answers.get(row.id, []), named.get(row.id, []), None) for row in rows]


def printed_teams(edition: Edition) -> list[Team]:
    """The accepted teams with all that is printed or spoken of them, in three statements."""
    with_photo = _names(edition, ACCEPTED, *_PHOTO).outerjoin(
        _PHOTOS, _PHOTOS.c.nomination_id == Nomination.id
    )
    rows = {row.id: row for row in db.session.execute(with_photo)}  # of several photos the latest stays
    answers, named = _answers(edition, ACCEPTED), _members(edition, ACCEPTED)
    return [_team(row, answers.get(id_, []), named.get(id_, []), _pictured(row)) for id_, row in rows.items()]


_PHOTOS = (
    sa.select(
        Upload.id.label("upload_id"),
        Upload.nomination_id,
        Upload.storage_key,
        Upload.width,
        Upload.height,
        Upload.description,
        Upload.created_at,
    )
    .join(Question, Question.id == Upload.question_id)
    .where(Question.kind == QuestionKind.PHOTO, Question.audience == Audience.PROGRAMME)
    .subquery("photos")
)
_PHOTO = (
    _PHOTOS.c.upload_id,
    _PHOTOS.c.storage_key,
    _PHOTOS.c.width,
    _PHOTOS.c.height,
    _PHOTOS.c.description,
)


def _names(
    edition: Edition, states: Collection[NominationState], *more: sa.ColumnElement[Any]
) -> sa.Select[Any]:
    order = [
        sa.func.lower(Organisation.short_name),
        sa.func.lower(Nomination.team_name),
        Nomination.reference,
    ]
    columns = (Nomination.id, Nomination.reference, Nomination.team_name, Nomination.category_id)
    wanted = sa.select(
        *columns, Organisation.id.label("organisation_id"), Organisation.name, Organisation.short_name, *more
    )
    wanted = wanted.select_from(Nomination).join(Nomination.organisation)
    wanted = wanted.where(Nomination.edition_id == edition.id, Nomination.state.in_(states))
    return wanted.order_by(*order, *([_PHOTOS.c.created_at] if more else []))


def _answers(
    edition: Edition, states: Collection[NominationState], kind: QuestionKind | None = None
) -> dict[uuid.UUID, list[Any]]:
    """What was answered for programme and stage, and what decides who competes."""
    competed = sa.select(Award.question).where(Award.edition_id == edition.id)
    public = Question.audience.in_([Audience.PROGRAMME, Audience.STAGE])
    wanted = (
        sa.select(Answer.nomination_id, Question.key, Question.kind, Question.options, Answer.value)
        .join(Answer.nomination)
        .join(Answer.question)
        .where(
            Nomination.edition_id == edition.id,
            Nomination.state.in_(states),
            Question.kind == kind if kind else sa.or_(public, Question.key.in_(competed)),
        )
    )
    found: dict[uuid.UUID, list[Any]] = {}
    for row in db.session.execute(wanted):
        found.setdefault(row.nomination_id, []).append(row)
    return found


def _members(edition: Edition, states: Collection[NominationState]) -> dict[uuid.UUID, list[Member]]:
    """Those who agreed to be named, in the order in which the team named them."""
    wanted = (
        sa.select(TeamMember.nomination_id, TeamMember.name, TeamMember.role)
        .join(TeamMember.nomination)
        .join(TeamMember.question)
        .where(
            Nomination.edition_id == edition.id,
            Nomination.state.in_(states),
            Question.audience == Audience.PROGRAMME,
            TeamMember.in_programme,
        )
        .order_by(TeamMember.position)
    )
    found: dict[uuid.UUID, list[Member]] = {}
    for nomination_id, name, role in db.session.execute(wanted):
        found.setdefault(nomination_id, []).append(Member(name, role))
    return found


def _pictured(row: Any) -> Photo | None:
    if row.upload_id is None:
        return None
    return Photo(row.upload_id, row.storage_key, row.width or 0, row.height or 0, row.description)


def _team(row: Any, answers: list[Any], members: list[Member], photo: Photo | None) -> Team:
    return Team(
        id=row.id,
        reference=row.reference,
        name=row.team_name,
        organisation=row.name,
        short_name=row.short_name,
        organisation_id=row.organisation_id,
        category_id=row.category_id,
        values={answer.key: answer.value for answer in answers},
        words={answer.key: shown(answer, answer.value) for answer in answers},
        members=tuple(members),
        photo=photo,
    )
