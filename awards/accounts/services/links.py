"""One-time links."""

import datetime as dt
import secrets

from awards.accounts.models import Link, LinkPurpose, Person
from awards.accounts.queries import token_hash
from awards.core.database import db

LIFE = {LinkPurpose.SIGN_IN: dt.timedelta(minutes=30), LinkPurpose.INVITATION: dt.timedelta(days=28)}
PATHS = {LinkPurpose.SIGN_IN: "/sign-in/link/", LinkPurpose.INVITATION: "/invitation/"}


def make_link(person: Person, purpose: LinkPurpose, *, at: dt.datetime) -> str:
    """Make a link for ``person``; the token in it is told once, here, and kept only as a hash."""
    return new_link(person, purpose, at)[1]


def new_link(person: Person, purpose: LinkPurpose, at: dt.datetime) -> tuple[Link, str]:
    """The link and its token."""
    token = secrets.token_urlsafe(32)
    link = Link(person=person, purpose=purpose, token_hash=token_hash(token), expires_at=at + LIFE[purpose])
    db.session.add(link)
    db.session.flush()
    return link, token


def address_of(purpose: LinkPurpose, token: str, base_url: str) -> str:
    """The address in the message."""
    return f"{base_url}{PATHS[purpose]}{token}"
