"""The one place where access is checked and a transaction begins and ends."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, Response, current_app, g, request
from flask_login import current_user

from awards.core import clock
from awards.core.access import Access, can
from awards.core.database import db, writing
from awards.core.errors import NotAllowed, NotFound, SignInNeeded
from awards.core.installation import set_clock
from awards.editions.models import Edition

View = Callable[..., Any]
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
DONE = frozenset({201, 204, 302, 303})
UNGUARDED = frozenset({"static"})


def guard_views(app: Flask) -> None:
    """Wrap every view; raise RuntimeError, so that the app does not start, if one declares no access."""
    for endpoint, view in app.view_functions.items():
        if endpoint in UNGUARDED:
            continue
        access = getattr(view, "access", None)
        if access is None:
            raise RuntimeError(f"{endpoint} does not declare its access: use @requires or @public")
        app.view_functions[endpoint] = _guarded(view, access)


def begin() -> None:
    """Open the request's transaction: to read for safe methods, to write for the others.

    Only a form with files may be as large as files are. A form is read to its end before the transaction
    begins: a slow upload holds no lock, and what counts is when all of it had arrived, by the database's
    clock. However long it then waits for others, the clock stands at that moment.
    """
    if request.mimetype != "multipart/form-data":
        request.max_content_length = current_app.config["MAX_FORM_MEMORY_SIZE"]
    clock.go_on()
    writing.set(request.method not in SAFE)
    try:
        arrived = _receive() if writing.get() else None
    finally:  # the page that refuses a form too large has a clock as well
        installation = set_clock(exactly=writing.get())
        g.is_sample = installation is not None and installation.is_sample
    if arrived:
        clock.stand_still(arrived)
    if "\0" in request.path or b"%00" in request.query_string:
        raise NotFound  # nothing is called so, and PostgreSQL would not even look for it


def _receive() -> dt.datetime:
    """Read the whole form; when that was done, on this machine's clock."""
    _ = request.form  # reading it is what makes Werkzeug take in the body, files included
    return clock.machine()


def end(_problem: BaseException | None = None) -> None:
    """Give the connection back; whatever was not committed is gone."""
    db.session.remove()
    writing.set(True)
    clock.go_on()


def _guarded(view: View, access: Access) -> View:
    @wraps(view)
    def wrapper(**address: Any) -> Response:
        things = admit(access, address)
        response = current_app.make_response(view(**{**address, **things}))
        if request.method not in SAFE and response.status_code in DONE:
            db.session.commit()
        else:
            db.session.rollback()
        return response

    return wrapper


def admit(access: Access, address: dict[str, Any]) -> dict[str, object]:
    """The things in the address, or the refusal: what one may not know of looks like what does not exist."""
    if access.permission and not current_user.is_authenticated:
        raise SignInNeeded("Sign in to see this page.")
    things = {name: load(address[name]) for name, load in access.loaders.items()}
    if access.permission and not can(current_user, access.permission, *things.values()):
        raise NotAllowed if _known_to_all(things) else NotFound
    return things


def _known_to_all(things: dict[str, object]) -> bool:
    return all(isinstance(thing, Edition) for thing in things.values())
