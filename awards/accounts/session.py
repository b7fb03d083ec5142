"""Who is signed in: the session cookie and the person behind it."""

import datetime as dt
import uuid
from typing import cast

from flask import Flask, session
from flask_login import AnonymousUserMixin, LoginManager, current_user, login_user
from sqlalchemy.orm import joinedload

from awards.accounts.models import Person
from awards.core.database import db

IDLE = dt.timedelta(hours=12)
"""A browser that asked for nothing in this time has to sign in again."""


class Nobody(AnonymousUserMixin):  # type: ignore[misc]  # flask-login has no types
    """A visitor who is not signed in."""

    id = uuid.UUID(int=0)
    name = ""

    def holds(self, *_roles: object) -> bool:
        """Nobody holds nothing."""
        return False


def load_person(session_id: str) -> Person | None:
    """The active person whose cookie this is; None once they signed out everywhere or were disabled."""
    person_id, _, session_key = session_id.partition(".")
    try:
        person = db.session.get(Person, uuid.UUID(person_id), options=[joinedload(Person.posts)])
    except ValueError:
        return None
    return person if person and person.is_active and person.session_key == session_key else None


def start_session(person: Person) -> None:
    """Sign ``person`` in to this browser; nothing of an earlier visitor's session is kept."""
    session.clear()
    session.permanent = True
    login_user(person)


def end_session() -> None:
    """Sign out of this browser."""
    session.clear()


def signed_in_person() -> Person:
    """The person who makes this request; only for views that ask for one."""
    return cast(Person, current_user._get_current_object())  # noqa: SLF001  # how a proxy gives its object


def init_sessions(app: Flask) -> None:
    """Let flask-login find people."""
    manager = LoginManager()
    manager.anonymous_user = Nobody
    manager.session_protection = None
    manager.user_loader(load_person)
    manager.init_app(app)
    app.permanent_session_lifetime = IDLE
