"""Clients whose requests do not see the context that a test holds."""

import contextvars
from typing import Any

from flask import has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from awards.core.database import db


class FreshClient(FlaskClient):
    """A client whose every request starts from nothing, whatever context the test holds."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make the request in a context of its own; the test's session then sees what it changed."""
        response: TestResponse = contextvars.Context().run(super().open, *args, **kwargs)
        if has_app_context():
            db.session.expire_all()
        return response
