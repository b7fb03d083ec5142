"""Who stands aside from what, and who may have to."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person, Post
from awards.core.database import db
from awards.core.errors import NotFound
from awards.core.fences import open_to
from awards.editions.models import Edition
from awards.editions.states import Stage
from awards.judging.conflicts import still_held
from awards.judging.models import Conflict
from awards.judging.queries.conditions import ENTERED, conflicted_people
from awards.judging.queries.grounds import DESK, grounds_in, seated_in
from awards.judging.queries.tasks import IN_ORDER
from awards.nominations.models import Nomination
from awards.organisations.models import Organisation
from awards.organisations.roles import Role

PAGE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """A page of the record of conflicts: those that wait for an answer first, then by nomination."""

    rows: Sequence[Conflict]
    number: int
    pages: int
    total: int
    waiting: int


def get_conflict(conflict_id: uuid.UUID) -> Conflict:
    """The conflict with its nomination, its edition and everybody who acted on it, or NotFound."""
    nomination = orm.joinedload(Conflict.nomination)
    people = (Conflict.person, Conflict.noted_by, Conflict.lift_asked_by, Conflict.lifted_by)
    wanted = (
        sa.select(Conflict)
        .where(Conflict.id == conflict_id)
        .options(
            nomination.joinedload(Nomination.edition),
            *(orm.joinedload(each).lazyload(Person.posts) for each in people),
        )
    )
    conflict = db.session.scalar(wanted)
    if conflict is None:
        raise NotFound
    return conflict


def conflicts_visible_to(viewer: Person, edition: Edition) -> Sequence[Conflict]:
    """The record of conflicts, lifted ones too, but for what the viewer stands aside from."""
    return db.session.scalars(_conflicts(viewer, edition)).all()


def conflict_page(viewer: Person, edition: Edition, number: int) -> ConflictPage:
    """A page of that record."""
    some = _conflicts(viewer, edition).with_only_columns(
        sa.func.count(), sa.func.count(sa.case((_waits(), 1))), maintain_column_froms=True
    )
    total, waiting = db.session.execute(some.options().order_by(None)).one()
    pages = max(1, -(-total // PAGE_LENGTH))
    here = min(max(1, number), pages)
    rows = _conflicts(viewer, edition).offset((here - 1) * PAGE_LENGTH).limit(PAGE_LENGTH)
    return ConflictPage(db.session.scalars(rows).all(), here, pages, total, waiting)


def _waits() -> sa.ColumnElement[bool]:
    return sa.and_(Conflict.lift_asked_at.is_not(None), Conflict.stands())


def _conflicts(viewer: Person, edition: Edition) -> sa.Select[Conflict]:
    others = (Conflict.noted_by, Conflict.lift_asked_by, Conflict.lifted_by)
    return (
        sa.select(Conflict)
        .join(Conflict.nomination)
        .join(Nomination.organisation)
        .join(Conflict.person)
        .where(Nomination.edition_id == edition.id, open_to(Nomination, viewer.id))
        .order_by(sa.not_(_waits()), *IN_ORDER, Person.name, Conflict.id)
        .options(
            orm.contains_eager(Conflict.nomination).contains_eager(Nomination.organisation),
            orm.contains_eager(Conflict.person).lazyload(Person.posts),
            *(orm.joinedload(each).lazyload(Person.posts) for each in others),
        )
    )


def waiting_lifts(viewer: Person, edition: Edition) -> int:
    """How many conflicts that the viewer may know of wait for somebody's answer."""
    some = sa.select(sa.func.count()).select_from(Conflict).join(Conflict.nomination)
    open_ = open_to(Nomination, viewer.id)
    return db.session.scalar(some.where(Nomination.edition_id == edition.id, _waits(), open_)) or 0


def numbers_aside(viewer: Person, edition: Edition, today: dt.date) -> Mapping[uuid.UUID, int]:
    """By person: from how many nominations they stand aside, or will once judging is prepared.

    As far as the viewer may know of these nominations; never which. What was lifted is not counted.
    """
    here = sa.and_(Nomination.edition_id == edition.id, open_to(Nomination, viewer.id))
    if edition.state.is_at_least(Stage.JUDGING):
        numbers = sa.select(Conflict.person_id, sa.func.count()).join(Conflict.nomination)
        found = db.session.execute(numbers.where(here, Conflict.stands()).group_by(Conflict.person_id))
        return {person: number for person, number in found}
    rows = sa.select(Conflict.person_id, Conflict.nomination_id, Conflict.lifted_at).join(Conflict.nomination)
    stand = dict.fromkeys(grounds_in(edition, today, viewer), True)
    stand |= {(person, of): lifted is None for person, of, lifted in db.session.execute(rows.where(here))}
    return Counter(person for (person, _), stands in stand.items() if stands)


def nominations_visible_to(viewer: Person, edition: Edition) -> Sequence[Nomination]:
    """What was entered in the edition, but for what the viewer stands aside from."""
    nominations = (
        sa.select(Nomination)
        .join(Nomination.organisation)
        .where(
            Nomination.edition_id == edition.id,
            Nomination.state.in_(ENTERED),
            open_to(Nomination, viewer.id),
        )
        .order_by(*IN_ORDER)
        .options(orm.contains_eager(Nomination.organisation))
    )
    return db.session.scalars(nominations).all()


def people_who_may_stand_aside(edition: Edition) -> Sequence[Person]:
    """Panel members, and those who run or audit the award."""
    desk = sa.select(Post.person_id).where(Post.role.in_(DESK))
    people = sa.select(Person).where(sa.or_(Person.id.in_(seated_in(edition)), Person.id.in_(desk)))
    named = people.order_by(Person.name, Person.email).options(orm.lazyload(Person.posts))
    return db.session.scalars(named).all()


def who_may_answer(conflict: Conflict, today: dt.date) -> list[str]:
    """The addresses of the organisers who can answer: not who asked, nor who stands aside themselves."""
    organisers = (
        sa.select(Person.email)
        .join(Post, Post.person_id == Person.id)
        .where(
            Post.role == Role.ORGANISER,
            Post.awaits_confirmation.is_(False),
            Post.starts_on <= today,
            sa.or_(Post.ends_on.is_(None), Post.ends_on >= today),
            Person.disabled_at.is_(None),
            Person.id.not_in(conflicted_people(conflict.nomination_id)),
        )
        .distinct()
        .order_by(Person.email)
    )
    asked_by = conflict.lift_asked_by_id
    return list(db.session.scalars(organisers.where(Person.id != asked_by) if asked_by else organisers))


def post_in_the_way(conflict: Conflict, today: dt.date) -> str:
    """Why a conflict cannot be lifted: a post held where the nomination comes from, or at its partner.

    Whatever the kind on record: nominations of one's own organisation are promised never to be shown.
    Empty where there is none.
    """
    own = conflict.nomination.organisation_id
    near = sa.select(Organisation.partner_id).where(Organisation.id == own)
    held = (
        sa.select(Organisation.name, Organisation.id)
        .join(Post, Post.organisation_id == Organisation.id)
        .where(
            Post.person_id == conflict.person_id,
            sa.or_(Organisation.id == own, Organisation.id.in_(near)),
            Post.starts_on <= today,
            sa.or_(Post.ends_on.is_(None), Post.ends_on >= today),
        )
        .order_by(Organisation.id != own)
    )
    found = db.session.execute(held.limit(1)).one_or_none()
    return still_held(found.name, is_partner=found.id != own) if found else ""
