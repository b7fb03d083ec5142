"""The teams of the evening with what may be printed of them. What judges were told is not even read."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from awards.ceremony.queries.team_people import NOBODY, People
from awards.core.database import db
from awards.editions.models import Award, Edition, Question, Section
from awards.editions.states import Audience, QuestionKind
from awards.nominations.answering import shown
from awards.nominations.conditions import decides_about_others
from awards.nominations.consenting import may_be_printed
from awards.nominations.masking import Masked, Veil
from awards.nominations.models import Answer, Mask, Nomination, TeamMember, Upload
from awards.nominations.rules import asked
from awards.nominations.states import NominationState
from awards.organisations.models import Organisation

ACCEPTED = (NominationState.ACCEPTED,)
FIELD, CITATION, SAY_AS, STAGE_WORDS = "field", "why-this-team", "say-as", "stage-words"
"""Keys of the questions whose answers are printed or spoken."""
Condition = sa.ColumnElement[bool]
"""Which nominations are wanted."""


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
    wanted = sa.and_(Nomination.edition_id == edition.id, Nomination.state.in_(states))
    said = _Asked(_answers(edition, wanted, QuestionKind.CHOICE))
    people = said.people(_people(wanted)) if members else {}
    rows = list(db.session.execute(_with_masks(_names(wanted)) if members else _names(wanted)))
    masks = _masks(rows) if members else {}
    return [
        _team(row, said.answers.get(id_, []), people.get(id_, NOBODY), [], masks.get(id_, {}))
        for id_, row in {row.id: row for row in rows}.items()
    ]


def printed_teams(edition: Edition) -> list[Team]:
    """The accepted teams with all that is printed or spoken of them, in three statements."""
    return _printed(edition, sa.and_(Nomination.edition_id == edition.id, Nomination.state.in_(ACCEPTED)))


def printed_team(nomination: Nomination) -> Team:
    """The same of one team, whatever its state: how it would be printed as it stands."""
    return _printed(nomination.edition, Nomination.id == nomination.id)[0]


def _printed(edition: Edition, wanted: Condition) -> list[Team]:
    said = _Asked(_answers(edition, wanted))
    people, rows = said.people(_people(wanted)), list(db.session.execute(_with_photos(wanted)))
    photos = said.only(row for row in rows if row.upload_id)
    teams, masks = {row.id: row for row in rows}, _masks(rows)
    return [
        _team(
            row,
            said.answers.get(id_, []),
            people.get(id_, NOBODY),
            photos.get(id_, []),
            masks.get(id_, {}),
        )
        for id_, row in teams.items()
    ]


class _Asked:
    """What was answered to questions that are still asked of a nomination; the rest is left out."""

    def __init__(self, answers: Iterable[Any]) -> None:
        given: dict[uuid.UUID, list[Any]] = {}
        for row in answers:
            given.setdefault(row.id, []).append(row)
        self._given = {id_: asked(rows, _values(rows)) for id_, rows in given.items()}
        self.answers = {id_: [row for row in rows if row.public] for id_, rows in self._given.items()}

    def people(self, rows: Iterable[Any]) -> dict[uuid.UUID, People]:
        """Those who answer such questions, and those whose no still holds, by nomination."""
        everybody: dict[uuid.UUID, list[Any]] = {}
        for row in rows:
            everybody.setdefault(row.id, []).append(row)
        there = self.only(row for team in everybody.values() for row in team if row.removed_at is None)
        return {id_: People(tuple(there.get(id_, ())), tuple(team)) for id_, team in everybody.items()}

    def only(self, rows: Iterable[Any]) -> dict[uuid.UUID, list[Any]]:
        """The people or photos that answer such questions, by nomination, in their order."""
        found: dict[uuid.UUID, list[Any]] = {}
        for row in rows:
            decided = self._given.get(row.id, []) if row.shown_if else []
            if row in asked([*decided, row], _values(decided)):
                found.setdefault(row.id, []).append(row)
        return found


def _values(answers: Iterable[Any]) -> dict[str, object]:
    return {answer.key: answer.value for answer in answers}


_PHOTOS = (
    sa.select(
        Upload.id.label("upload_id"),
        Upload.nomination_id,
        Upload.question_id,
        Upload.storage_key,
        Upload.width,
        Upload.height,
        Upload.description,
        Upload.confirmed,
        Upload.created_at,
        Question.key,
        Question.shown_if,
        Question.shown_if_answers,
    )
    .join(Question, Question.id == Upload.question_id)
    .where(
        Question.kind == QuestionKind.PHOTO,
        Question.audience == Audience.PROGRAMME,
        Upload.is_given,  # never what waits for the virus check
    )
    .subquery("photos")
)
_PHOTO = (
    _PHOTOS.c.upload_id,
    _PHOTOS.c.question_id,
    _PHOTOS.c.key,
    _PHOTOS.c.shown_if,
    _PHOTOS.c.shown_if_answers,
    _PHOTOS.c.storage_key,
    _PHOTOS.c.width,
    _PHOTOS.c.height,
    _PHOTOS.c.description,
    _PHOTOS.c.confirmed,
)


def _with_photos(wanted: Condition) -> Any:
    """A row a photo and mask, the latest photo last, and one for each team without."""
    teams = _names(wanted, *_PHOTO).outerjoin(_PHOTOS, _PHOTOS.c.nomination_id == Nomination.id)
    return _with_masks(teams).order_by(_PHOTOS.c.created_at)


def _names(wanted: Condition, *more: sa.ColumnElement[Any]) -> sa.Select[Any]:
    order = [
        sa.func.lower(Organisation.short_name),
        sa.func.lower(Nomination.team_name),
        Nomination.reference,
    ]
    columns = (Nomination.id, Nomination.reference, Nomination.team_name, Nomination.category_id)
    named = sa.select(
        *columns, Organisation.id.label("organisation_id"), Organisation.name, Organisation.short_name, *more
    )
    return named.select_from(Nomination).join(Nomination.organisation).where(wanted).order_by(*order)


def _answers(edition: Edition, wanted: Condition, kind: QuestionKind | None = None) -> Iterable[Any]:
    """What was answered for programme and stage, what decides who competes, and what decides who is asked.

    The last is read to decide, and goes no further: ``public`` says which is which.
    """
    competed = sa.select(Award.question).where(Award.edition_id == edition.id)
    public = Question.audience.in_([Audience.PROGRAMME, Audience.STAGE])
    which = Question.kind == kind if kind else sa.or_(public, Question.key.in_(competed))
    question = (*_ASKED, Question.audience, Question.kind, Question.options)
    columns = (*question, Answer.value, which.label("public"))
    given = sa.select(Nomination.id, *columns).join_from(Nomination, Answer).join(Answer.question)
    given = given.join(Question.section).where(wanted, sa.or_(which, decides_about_others()))
    return db.session.execute(given.order_by(Section.position, Question.position))


_ASKED = (Question.id.label("question_id"), Question.key, Question.shown_if, Question.shown_if_answers)


def _people(wanted: Condition) -> Iterable[Any]:
    """Everybody in the teams, in the order in which they were named, with what each agreed to.

    With them those who said no and were taken off the list: `People` tells them apart.
    """
    member = (TeamMember.id.label("member_id"), TeamMember.name, TeamMember.name_before, TeamMember.role)
    agreed = (TeamMember.in_programme, TeamMember.on_stage, TeamMember.in_photo, Question.audience)
    said = (TeamMember.answered_at, TeamMember.noted_at, TeamMember.removed_at)
    people = sa.select(Nomination.id, *_ASKED, *member, *agreed, *said)
    people = people.join_from(Nomination, TeamMember).join(TeamMember.question)
    people = people.where(wanted, Question.audience != Audience.ORGANISERS)
    return db.session.execute(people.order_by(TeamMember.position))


Masks = Mapping[uuid.UUID, Collection[Masked]]
"""Of one team, by the question in whose answer they are."""


def _with_masks(teams: sa.Select[Any]) -> sa.Select[Any]:
    columns = (Mask.question_id.label("masked_in"), Mask.passage, Mask.replacement)
    return teams.outerjoin(Mask, Mask.nomination_id == Nomination.id).add_columns(*columns)


def _masks(rows: Iterable[Any]) -> dict[uuid.UUID, Masks]:
    """What organisers masked, by nomination. The names of teams are kept as they may be read."""
    found: dict[uuid.UUID, dict[uuid.UUID, list[Masked]]] = {}
    for row in rows:
        if row.masked_in:
            found.setdefault(row.id, {}).setdefault(row.masked_in, []).append(row)
    return dict(found)


def _named(people: Iterable[Any], veil: Veil) -> tuple[Member, ...]:
    """Those who agreed to be named where the programme names people."""
    agreed = (each for each in people if veil.lets_name(each) and each.audience is Audience.PROGRAMME)
    return tuple(Member(each.name, veil.over(each.question_id, each.role)) for each in agreed)


def _pictured(photos: list[Any], unwilling: list[str], veil: Veil) -> Photo | None:
    """Of several photos the latest; none while it may show somebody who did not agree to be in it."""
    row = photos[-1] if photos else None
    if row is None or not may_be_printed(row.storage_key, row.confirmed, unwilling):
        return None
    described = veil.over(row.question_id, row.description)
    return Photo(row.upload_id, row.storage_key, row.width or 0, row.height or 0, described)


def _said(answer: Any, veil: Veil) -> str:
    return veil.over(answer.question_id, shown(answer, answer.value))


def _team(row: Any, answers: list[Any], people: People, photos: list[Any], masks: Masks) -> Team:
    veil, aloud = Veil(people.unnamed(), masks), Veil(people.unnamed(aloud=True), masks)
    return Team(
        id=row.id,
        reference=row.reference,
        name=row.team_name,
        organisation=row.name,
        short_name=row.short_name,
        organisation_id=row.organisation_id,
        category_id=row.category_id,
        values={answer.key: answer.value for answer in answers},
        words={each.key: _said(each, aloud if each.audience is Audience.STAGE else veil) for each in answers},
        members=_named(people.there, veil),
        photo=_pictured(photos, people.unwilling, veil),
    )
