"""One-time links."""

import datetime as dt
import secrets
from urllib.parse import quote

from awards.accounts.models import Link, LinkPurpose, Person
from awards.accounts.queries import token_hash
from awards.core.database import db

LIFE = {LinkPurpose.SIGN_IN: dt.timedelta(minutes=30), LinkPurpose.INVITATION: dt.timedelta(days=28)}
PATHS = {LinkPurpose.SIGN_IN: "/sign-in/link/", LinkPurpose.INVITATION: "/invitation/"}


def make_link(person: Person, purpose: LinkPurpose, *, at: dt.datetime) -> str:
    """Make a link for ``person``; the token in it is told once, here, and kept only as a hash."""
    return new_link(person, purpose, at)[1]


def make_way_in(person: Person, following: str, *, life: dt.timedelta, at: dt.datetime, base_url: str) -> str:
    """The address of a link that signs ``person`` in, once, and leads to the page ``following``.

    A message with it is one of `emails.ONE_TIME_KINDS`.
    """
    _, token = new_link(person, LinkPurpose.SIGN_IN, at, life)
    return f"{address_of(LinkPurpose.SIGN_IN, token, base_url)}?next={quote(following)}"


def new_link(
    person: Person, purpose: LinkPurpose, at: dt.datetime, life: dt.timedelta | None = None
) -> tuple[Link, str]:
    """The link and its token. It works as long as its purpose says, or for another ``life``."""
    token, until = secrets.token_urlsafe(32), at + (life or LIFE[purpose])
    link = Link(person=person, purpose=purpose, token_hash=token_hash(token), expires_at=until)
    db.session.add(link)
    db.session.flush()
    return link, token


def address_of(purpose: LinkPurpose, token: str, base_url: str) -> str:
    """The address in the message."""
    return f"{base_url}{PATHS[purpose]}{token}"
