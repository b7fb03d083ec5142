"""Finding nominations and what belongs to them."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from awards.accounts.models import Person, Post
from awards.accounts.queries import known_on
from awards.core.audit import Event
from awards.core.database import Model, db
from awards.core.errors import NotFound
from awards.core.outbox import Message
from awards.core.readiness import Ready
from awards.editions.models import Category, Edition, Participant, Question, Section
from awards.nominations.deeds import who_did
from awards.nominations.models import Nomination, Revision, TeamMember, Upload
from awards.nominations.states import NominationState
from awards.organisations.models import Organisation

ROWS_A_PAGE = 100
"""Of the desk's list."""


_DESK = "nominations.checking"


def _everything() -> list[ORMOption]:
    """Load a nomination, or many, with all that is in it: five statements, however many there are."""
    form = joinedload(Nomination.category).selectinload(Category.sections).joinedload(Section.questions)
    parts = [Nomination.answers, Nomination.members, Nomination.uploads]
    refusers = joinedload(Nomination.refusers)  # hardly ever any
    return [joinedload(Nomination.edition), form, *_checks(), refusers, *map(selectinload, parts)]


def _checks() -> list[ORMOption]:
    """What became of findings: mostly nothing, so that it comes in the same row."""
    return [joinedload(Nomination.explanations), joinedload(Nomination.masks)]


def get_texts(nomination_id: uuid.UUID) -> Nomination:
    """The nomination with its form and answers, for pages that need neither people nor files; or NotFound."""
    form = joinedload(Nomination.category).selectinload(Category.sections).joinedload(Section.questions)
    one = sa.select(Nomination).filter_by(id=nomination_id)
    one = one.options(joinedload(Nomination.edition), form, *_checks(), selectinload(Nomination.answers))
    nomination = db.session.scalars(one).unique().one_or_none()
    if nomination is None:
        raise NotFound
    return nomination


def get_nomination(nomination_id: uuid.UUID) -> Nomination:
    """The nomination, or NotFound; each part of it comes with one statement once it is asked for.

    Who is refused costs no more than the row itself.
    """
    form = joinedload(Nomination.category).lazyload(Category.sections).joinedload(Section.questions)
    refusers = joinedload(Nomination.refusers)
    one = sa.select(Nomination).filter_by(id=nomination_id)
    one = one.options(joinedload(Nomination.edition), form, *_checks(), refusers)
    nomination = db.session.scalars(one).unique().one_or_none()
    if nomination is None:
        raise NotFound
    return nomination


def _get(model: type[Model], thing_id: uuid.UUID) -> Any:
    thing = db.session.get(model, thing_id)
    if thing is None:
        raise NotFound
    return thing


def get_category(category_id: uuid.UUID) -> Category:
    """The category, or NotFound."""
    category: Category = _get(Category, category_id)
    return category


def get_organisation(organisation_id: uuid.UUID) -> Organisation:
    """The organisation, or NotFound."""
    organisation: Organisation = _get(Organisation, organisation_id)
    return organisation


def get_section(section_id: uuid.UUID) -> Section:
    """The section of an entry form, or NotFound."""
    section: Section = _get(Section, section_id)
    return section


def get_question(question_id: uuid.UUID) -> Question:
    """The question of an entry form, or NotFound."""
    question: Question = _get(Question, question_id)
    return question


def get_member(member_id: uuid.UUID) -> TeamMember:
    """The team member with their nomination, or NotFound, also for who was taken off its list."""
    member: TeamMember = _get(TeamMember, member_id)
    if member not in get_nomination(member.nomination_id).members:
        raise NotFound
    return member


def get_upload(upload_id: uuid.UUID) -> Upload:
    """The photo or document with its nomination, or NotFound."""
    upload: Upload = _get(Upload, upload_id)
    whole = get_nomination(upload.nomination_id)
    return next(each for each in whole.uploads if each is upload)


def find_participant(edition_id: uuid.UUID, organisation_id: uuid.UUID) -> Participant | None:
    """The organisation's part in the edition, with its own deadline if it has one."""
    one = sa.select(Participant).filter_by(edition_id=edition_id, organisation_id=organisation_id)
    return db.session.scalar(one)


def nominations_of(
    edition: Edition, states: Collection[NominationState] = tuple(NominationState)
) -> list[Nomination]:
    """All nominations of the edition in ``states``, whole, by organisation."""
    some = sa.select(Nomination).join(Nomination.organisation).options(*_everything())
    some = some.where(Nomination.edition_id == edition.id, Nomination.state.in_(states))
    some = some.order_by(Organisation.name, Nomination.category_id, Nomination.number)
    return list(db.session.scalars(some).unique())


def nominations_with_ids(edition: Edition, ids: Collection[uuid.UUID]) -> list[Nomination]:
    """These nominations of the edition, whole, by organisation."""
    some = sa.select(Nomination).join(Nomination.organisation).options(*_everything())
    some = some.where(Nomination.edition_id == edition.id, Nomination.id.in_(ids))
    return list(db.session.scalars(some.order_by(Organisation.name, Nomination.number)).unique())


def accepted_nominations(edition: Edition) -> list[Nomination]:
    """The nominations that are judged and honoured, whole, by organisation."""
    return nominations_of(edition, [NominationState.ACCEPTED])


def nominations_by_organisation(
    edition: Edition, organisation_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, list[Nomination]]:
    """What these organisations have in the edition, without the answers."""
    found: dict[uuid.UUID, list[Nomination]] = {each: [] for each in organisation_ids}
    some = sa.select(Nomination).filter_by(edition_id=edition.id).order_by(Nomination.number)
    for nomination in db.session.scalars(some.where(Nomination.organisation_id.in_(found))):
        found[nomination.organisation_id].append(nomination)
    return found


def count_standing(category_id: uuid.UUID, organisation_id: uuid.UUID) -> int:
    """How many of the organisation's places in the category are taken: what is withdrawn takes none."""
    standing = sa.select(sa.func.count()).select_from(Nomination)
    standing = standing.filter_by(category_id=category_id, organisation_id=organisation_id)
    return db.session.scalar(standing.where(Nomination.state != NominationState.WITHDRAWN)) or 0


def participants_among(edition: Edition, organisation_ids: Collection[uuid.UUID]) -> list[Participant]:
    """Those of the organisations that nominate in the edition, by name."""
    some = sa.select(Participant).join(Participant.organisation).order_by(Organisation.name)
    some = some.where(Participant.edition_id == edition.id, Participant.organisation_id.in_(organisation_ids))
    return list(db.session.scalars(some))


def categories_of(edition: Edition) -> list[Category]:
    """The categories of the edition, in order."""
    some = sa.select(Category).filter_by(edition_id=edition.id).order_by(Category.position)
    return list(db.session.scalars(some))


def not_started(edition: Edition) -> list[Participant]:
    """Organisations that take part and have no nomination yet, by name."""
    has_one = sa.select(Nomination.id).where(
        Nomination.edition_id == edition.id, Nomination.organisation_id == Participant.organisation_id
    )
    some = sa.select(Participant).join(Participant.organisation).order_by(Organisation.name)
    return list(db.session.scalars(some.where(Participant.edition_id == edition.id, ~has_one.exists())))


def last_acts(nomination: Nomination, limit: int = 40) -> list[tuple[Event, str]]:
    """The latest entries of the record about the nomination, each with the name of who did it."""
    some = sa.select(Event, Person.name).outerjoin(Person, Person.id == Event.actor_id)
    some = some.where(Event.thing_id == nomination.id).order_by(Event.number.desc()).limit(limit)
    return [(event, who_did(event.action, name)) for event, name in db.session.execute(some)]


def people_told(nomination: Nomination, kind: str, version: str) -> set[str]:
    """The addresses that had this message."""
    told = sa.select(Message.recipient).filter_by(kind=kind, thing_id=nomination.id, version=version)
    return set(db.session.scalars(told))


def holders_and_told(nomination: Nomination, on: dt.date, kind: str, version: str) -> list[sa.Row[Any]]:
    """Who is known to hold a post in the organisation that day: ``role`` and ``name``, whether they ``had``
    the message, and the name of who last ``caused`` it, by an act of the same kind.
    """
    same = sa.and_(Message.kind == kind, Message.thing_id == nomination.id, Message.version == version)
    told = sa.exists().where(same, Message.recipient == Person.email)
    doer = aliased(Person)
    last = sa.select(doer.name).join(Event, Event.actor_id == doer.id)
    last = last.where(Event.thing_id == nomination.id, Event.action == kind).order_by(Event.number.desc())
    caused = last.limit(1).scalar_subquery()
    some = sa.select(Post.role, Person.name, told.label("had"), caused.label("caused"))
    some = some.join(Person, Post.person_id == Person.id).distinct().order_by(Person.name)
    some = some.where(Post.organisation_id == nomination.organisation_id, known_on(on))
    return list(db.session.execute(some))


@dataclass(frozen=True)
class LastAct:
    """The latest entry of the record; ``earlier``: whether there is a nomination that could be copied."""

    action: str
    at: dt.datetime
    name: str | None
    earlier: bool


def last_act(nomination: Nomination) -> LastAct | None:
    """What was done last with the nomination, and by whom."""
    earlier = sa.select(Nomination.id).join(Nomination.edition).where(is_earlier_than(nomination))
    some = sa.select(Event.action, Event.at, Person.name, earlier.exists().label("earlier"))
    some = some.outerjoin(Person, Person.id == Event.actor_id).where(Event.thing_id == nomination.id)
    row = db.session.execute(some.order_by(Event.number.desc()).limit(1)).first()
    return LastAct(*row) if row else None


def is_earlier_than(nomination: Nomination) -> sa.ColumnElement[bool]:
    """A condition on nominations and their editions: the organisation's own, of an earlier edition."""
    return sa.and_(
        Nomination.organisation_id == nomination.organisation_id,
        Nomination.edition_id != nomination.edition_id,
        Edition.ceremony_on < nomination.edition.ceremony_on,
    )


def last_sitting(nomination: Nomination) -> Event | None:
    """The latest entry of the record about the nomination."""
    some = sa.select(Event).where(Event.thing_id == nomination.id).order_by(Event.number.desc())
    return db.session.scalar(some.limit(1))


def latest_revisions(nomination: Nomination, questions: Iterable[Question]) -> dict[uuid.UUID, Revision]:
    """The newest revision of each answer, with who wrote it, by question."""
    newest_first = (Revision.ended_at.desc(), Revision.created_at.desc())
    place = sa.func.row_number().over(partition_by=Revision.question_id, order_by=newest_first)
    asked = Revision.question_id.in_([question.id for question in questions])
    some = sa.select(Revision.id, place.label("place")).where(Revision.nomination_id == nomination.id, asked)
    placed = some.subquery()
    newest = sa.select(Revision).join(placed, placed.c.id == Revision.id).where(placed.c.place == 1)
    named = joinedload(Revision.written_by).lazyload(Person.posts)
    found = db.session.scalars(newest.options(named))
    return {revision.question_id: revision for revision in found}


def _in_states(edition: Edition) -> Mapping[NominationState, int]:
    counts = sa.select(Nomination.state, sa.func.count()).filter_by(edition_id=edition.id)
    return dict(db.session.execute(counts.group_by(Nomination.state)).all())


def nominating_readiness(edition: Edition) -> list[Ready]:
    """What the closing of nominations looks for. None is needed: a deadline is a deadline."""
    counts, waiting = _in_states(edition), not_started(edition)
    drafts = counts.get(NominationState.DRAFT, 0)
    started = "Every organisation has started" if not waiting else f"{len(waiting)} not started yet"
    submitted = "Nothing is left in draft" if not drafts else f"{drafts} still in draft"
    return [
        Ready(started, not waiting, needed=False, endpoint=_DESK, show="not-started" if waiting else ""),
        Ready(submitted, not drafts, needed=False, endpoint=_DESK, show="draft" if drafts else ""),
    ]


def checking_readiness(edition: Edition) -> list[Ready]:
    """What judging needs: something to judge, and nothing left undecided."""
    counts = _in_states(edition)
    accepted = counts.get(NominationState.ACCEPTED, 0)
    submitted = counts.get(NominationState.SUBMITTED, 0)
    open_ones = submitted + counts.get(NominationState.RETURNED, 0)
    decided = "Every nomination is checked" if not open_ones else f"{open_ones} not yet accepted or ruled out"
    first = (NominationState.SUBMITTED if submitted else NominationState.RETURNED).value
    found = f"{accepted} accepted" if accepted else "No nomination is accepted yet"
    return [
        Ready(found, accepted > 0, endpoint=_DESK),
        Ready(decided, not open_ones, endpoint=_DESK, show=first if open_ones else ""),
    ]
