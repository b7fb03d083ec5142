"""Home, health and the pages about the site itself."""

import sqlalchemy as sa
from flask import Blueprint, render_template

from awards.core.access import public
from awards.core.database import db

web = Blueprint("web", __name__)


@web.get("/")
@public
def home() -> str:
    """Name the edition and its stage, and show everybody their way in."""
    return render_template("web/home.html")


@web.get("/healthz")
@public
def healthz() -> tuple[dict[str, str], int]:
    """Whether the server and its database answer."""
    db.session.execute(sa.text("SELECT 1"))
    return {"status": "ok"}, 200


@web.get("/accessibility")
@public
def accessibility() -> str:
    """The accessibility statement."""
    return render_template("web/accessibility.html")


@web.get("/privacy")
@public
def privacy() -> str:
    """What is kept about whom, and for how long."""
    return render_template("web/privacy.html")
