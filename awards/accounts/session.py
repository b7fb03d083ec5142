"""Who is signed in: the session cookie and the person behind it."""

import uuid

from flask import Flask
from flask_login import AnonymousUserMixin, LoginManager

from awards.accounts.models import Person
from awards.core.database import db


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
        person = db.session.get(Person, uuid.UUID(person_id))
    except ValueError:
        return None
    return person if person and person.is_active and person.session_key == session_key else None


def init_sessions(app: Flask) -> None:
    """Let flask-login find people."""
    manager = LoginManager()
    manager.anonymous_user = Nobody
    manager.session_protection = None
    manager.user_loader(load_person)
    manager.init_app(app)
