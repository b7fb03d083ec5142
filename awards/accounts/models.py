"""People who sign in, the posts they hold, and the links that let them in."""

import datetime as dt
import secrets
import uuid
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from awards.core import clock
from awards.core.database import Line, Model, Moment, enum_of
from awards.organisations.models import Organisation
from awards.organisations.roles import OF_AN_ORGANISATION, Role

_NEED_AN_ORGANISATION = sorted(role.value for role in OF_AN_ORGANISATION)


def new_session_key() -> str:
    """A value that old sessions do not know."""
    return secrets.token_hex(16)


class Person(Model):
    """Somebody who signs in. Work belongs to organisations; a person only holds posts."""

    __tablename__ = "people"
    __table_args__ = (sa.CheckConstraint("email = lower(email)", name="email_is_lower_case"),)

    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    name: Mapped[Line]
    password_hash: Mapped[str | None] = mapped_column(sa.String(200))
    session_key: Mapped[str] = mapped_column(sa.String(32), default=new_session_key)
    joined_at: Mapped[Moment | None]
    disabled_at: Mapped[Moment | None]
    posts: Mapped[list["Post"]] = relationship(
        back_populates="person",
        lazy="selectin",
        order_by="Post.starts_on, Post.role",
        foreign_keys="Post.person_id",
    )

    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        """Whether the person may sign in at all."""
        return self.disabled_at is None

    def get_id(self) -> str:
        """What the session cookie holds; a new session key signs every device out."""
        return f"{self.id}.{self.session_key}"

    def current_posts(self) -> list["Post"]:
        """The posts held today, on a UK calendar."""
        today = clock.local(clock.now()).date()
        return [post for post in self.posts if post.is_held_on(today)]

    def holds(self, *roles: StrEnum) -> bool:
        """Whether one of today's posts has one of ``roles``."""
        return any(post.role in roles for post in self.current_posts())

    def waits_for(self, *roles: StrEnum) -> bool:
        """Whether a post with one of ``roles`` waits for a second person; with none, whether any does."""
        return any(post.awaits_confirmation and post.role in (roles or Role) for post in self.posts)

    def holds_in(self, organisation_id: uuid.UUID, *roles: StrEnum) -> bool:
        """Whether one of today's posts has one of ``roles`` in that organisation."""
        return any(
            post.role in roles and post.organisation_id == organisation_id for post in self.current_posts()
        )


class Post(Model):
    """A role held by a person from one day to another, where it applies in an organisation.

    While it ``awaits_confirmation`` by somebody other than who asked for it, it is not held at all.
    """

    __tablename__ = "posts"
    __table_args__ = (
        sa.CheckConstraint("ends_on IS NULL OR starts_on <= ends_on", name="dates"),
        sa.CheckConstraint(
            f"organisation_id IS NOT NULL OR role NOT IN ({', '.join(map(repr, _NEED_AN_ORGANISATION))})",
            name="organisation_named",
        ),
        sa.UniqueConstraint("person_id", "role", "organisation_id", "starts_on"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("people.id"), index=True)
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    role: Mapped[Role] = mapped_column(enum_of(Role))
    title: Mapped[Line] = mapped_column(default="")
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date | None]
    asked_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("people.id"))
    awaits_confirmation: Mapped[bool] = mapped_column(default=False)
    person: Mapped[Person] = relationship(back_populates="posts", foreign_keys=person_id)
    asked_by: Mapped[Person | None] = relationship(foreign_keys=asked_by_id)
    organisation: Mapped[Organisation | None] = relationship(lazy="joined")

    def is_held_on(self, day: dt.date) -> bool:
        """Whether the post is held on ``day``; its last day counts."""
        if self.awaits_confirmation:
            return False
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class LinkPurpose(StrEnum):
    """What a link in a message lets its reader do."""

    SIGN_IN = "sign-in"
    INVITATION = "invitation"


class Link(Model):
    """A one-time link sent by e-mail. Only a hash of its token is kept.

    An invitation also knows who invites to which post, and to what: ``occasion`` is the edition's name.
    """

    __tablename__ = "links"

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("people.id"), index=True)
    purpose: Mapped[LinkPurpose] = mapped_column(enum_of(LinkPurpose))
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]
    post_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("posts.id"))
    invited_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("people.id"))
    occasion: Mapped[Line] = mapped_column(default="")
    person: Mapped[Person] = relationship(foreign_keys=person_id)
    post: Mapped[Post | None] = relationship()
    invited_by: Mapped[Person | None] = relationship(foreign_keys=invited_by_id)

    def is_open(self, at: dt.datetime) -> bool:
        """Whether the link still works: not used, not too old, and its person may sign in."""
        return self.used_at is None and at < self.expires_at and self.person.is_active
