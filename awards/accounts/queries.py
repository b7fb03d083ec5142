"""Finding people, posts, links and messages."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, selectinload

from awards.accounts.models import Link, LinkPurpose, Person, Post
from awards.core.database import db
from awards.core.errors import LinkUsed, NotFound
from awards.core.fences import open_to
from awards.core.outbox import Message
from awards.organisations.models import Organisation
from awards.organisations.roles import Role

PAGE = 50
T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list; pages count from 1."""

    rows: list[T]
    number: int
    pages: int
    total: int


def get_person(person_id: uuid.UUID) -> Person:
    """The person, or NotFound."""
    return _found(db.session.get(Person, person_id))


def get_post(post_id: uuid.UUID) -> Post:
    """The post, or NotFound."""
    return _found(db.session.get(Post, post_id))


def get_message(message_id: uuid.UUID) -> Message:
    """The message, or NotFound."""
    return _found(db.session.get(Message, message_id))


def holders(organisation_id: uuid.UUID, on: dt.date, *roles: Role) -> list[Person]:
    """The people who hold one of these posts in the organisation that day and may sign in, by name."""
    some = sa.select(Person).join(Post, Post.person_id == Person.id).distinct().order_by(Person.name)
    some = some.where(Post.organisation_id == organisation_id, Post.role.in_(roles), held_on(on))
    return list(db.session.scalars(some.where(Person.disabled_at.is_(None))))


def posts_in(organisation_id: uuid.UUID, on: dt.date, role: Role, *, waiting: bool = False) -> list[Post]:
    """The posts with this role held in the organisation that day, with their people, by name.

    With ``waiting``, also those that wait for somebody's confirmation.
    """
    held = sa.or_(held_on(on), Post.awaits_confirmation) if waiting else held_on(on)
    some = sa.select(Post).join(Person, Post.person_id == Person.id).options(contains_eager(Post.person))
    some = some.where(Post.organisation_id == organisation_id, Post.role == role, held)
    return list(db.session.scalars(some.order_by(sa.func.lower(Person.name), Post.starts_on)))


def links_to(post: Post) -> list[Link]:
    """Every invitation to the post."""
    return list(db.session.scalars(sa.select(Link).filter_by(post_id=post.id)))


def names_of_holders(
    organisation_ids: Collection[uuid.UUID], on: dt.date
) -> dict[tuple[uuid.UUID, Role], list[str]]:
    """The names of those who are known to hold a post in one of the organisations that day, in order."""
    some = sa.select(Post.organisation_id, Post.role, Person.name).join(Person, Post.person_id == Person.id)
    some = some.where(Post.organisation_id.in_(organisation_ids), known_on(on))
    names = {(each, role): list[str]() for each in organisation_ids for role in Role}
    for organisation_id, role, name in db.session.execute(some.distinct().order_by(Person.name)):
        if organisation_id is not None:
            names[organisation_id, role].append(name)
    return names


def held_on(day: dt.date) -> sa.ColumnElement[bool]:
    """A condition on posts: held that day, the last day included, and waiting for nobody's confirmation."""
    lasts = sa.or_(Post.ends_on.is_(None), Post.ends_on >= day)
    return sa.and_(Post.starts_on <= day, lasts, Post.awaits_confirmation.is_(False))


def known_on(day: dt.date) -> sa.ColumnElement[bool]:
    """A condition on posts with their people: an organisation's own pages name who holds the post that day.

    They hold it and may sign in, or a director chose them and organisers have yet to agree: left out, they
    would be known to have another part in the awards.
    """
    holds = sa.and_(held_on(day), Person.disabled_at.is_(None))
    return sa.or_(holds, sa.and_(Post.role == Role.DELEGATE, Post.awaits_confirmation))


def _found(thing: T | None) -> T:
    if thing is None:
        raise NotFound
    return thing


def find_person_by_email(email: str) -> Person | None:
    """The person with this address, however its letters are written."""
    return db.session.scalar(sa.select(Person).filter_by(email=email.strip().lower()))


def find_active_person(email: str) -> Person | None:
    """The person with this address, if they may sign in."""
    person = find_person_by_email(email)
    return person if person and person.is_active else None


def token_hash(token: str) -> str:
    """What is kept of a link's token. The token is random, so a quick hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def find_link(token: str, purpose: LinkPurpose) -> Link | None:
    """The link with this token, whether it still works or not."""
    return db.session.scalar(sa.select(Link).filter_by(token_hash=token_hash(token), purpose=purpose))


def get_open_link(token: str, purpose: LinkPurpose, *, at: dt.datetime) -> Link:
    """The link if it still works; LinkUsed if not, and just the same if there never was one."""
    link = find_link(token, purpose)
    if link is None or not link.is_open(at):
        raise LinkUsed("The link was used before, or its time is over.")
    return link


def people_page(
    role: Role | None, organisation_id: uuid.UUID | None, number: int, today: dt.date
) -> Page[Person]:
    """People by name, filtered by what they are or will be."""
    people = sa.select(Person)
    if role or organisation_id:
        held = sa.select(Post.person_id).where(sa.or_(Post.ends_on.is_(None), Post.ends_on >= today))
        held = held.where(Post.role == role) if role else held
        held = held.where(Post.organisation_id == organisation_id) if organisation_id else held
        people = people.where(Person.id.in_(held))
    ordered = people.order_by(sa.func.lower(Person.name), Person.email)
    return _page(people, ordered.options(selectinload(Person.posts)), number)


def messages_page(reader_id: uuid.UUID, number: int) -> Page[Message]:
    """The outbox, newest first, without what a fence keeps from the reader."""
    messages = sa.select(Message).where(open_to(Message, reader_id))
    return _page(messages, messages.order_by(Message.created_at.desc(), Message.id), number)


def _page(counted: sa.Select[T], ordered: sa.Select[T], number: int) -> Page[T]:
    total = db.session.scalar(sa.select(sa.func.count()).select_from(counted.subquery())) or 0
    pages = max(1, -(-total // PAGE))
    number = min(max(1, number), pages)
    rows = db.session.scalars(ordered.limit(PAGE).offset((number - 1) * PAGE))
    return Page(list(rows), number, pages, total)


def organisations_by_name() -> list[Organisation]:
    """All of them, for lists to choose from."""
    return list(db.session.scalars(sa.select(Organisation).order_by(Organisation.name)))


def open_invitations(person_ids: list[uuid.UUID], at: dt.datetime) -> dict[uuid.UUID, dt.datetime]:
    """Until when the latest unused invitation of each person works."""
    waiting = sa.select(Link.person_id, sa.func.max(Link.expires_at)).where(
        Link.person_id.in_(person_ids), Link.purpose == LinkPurpose.INVITATION, Link.used_at.is_(None)
    )
    found = db.session.execute(waiting.group_by(Link.person_id)).all()
    return {person_id: until for person_id, until in found if until > at}


def organiser_posts() -> list[Post]:
    """Every organiser's post of people who may sign in, held until the transaction ends."""
    posts = sa.select(Post).join(Person, Post.person_id == Person.id)
    posts = posts.where(Post.role == Role.ORGANISER, Person.disabled_at.is_(None))
    posts = posts.where(Post.awaits_confirmation.is_(False))
    return list(db.session.scalars(posts.order_by(Post.id).with_for_update(of=Post)))
