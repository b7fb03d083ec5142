"""Home, the organiser's desk, health, and the pages about the site itself."""

import sqlalchemy as sa
from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from awards.accounts.session import signed_in_person
from awards.core import clock
from awards.core.access import can, public, requires
from awards.core.database import db
from awards.core.errors import BrokenRule
from awards.editions.models import Edition
from awards.editions.policy import EditionPermission
from awards.editions.queries import find_current_edition, get_edition
from awards.editions.stages import FOR_ORGANISERS, MOVE_NAMES, STAGE_NAMES
from awards.web import desk as moves
from awards.web.forms import MoveForm
from awards.web.welcome import ways_in

web = Blueprint("web", __name__)
Page = str | tuple[str, int] | Response


@web.get("/")
@public
def home() -> str:
    """Name the edition and its stage, and show everybody their way in."""
    edition = find_current_edition()
    return render_template("web/home.html", edition=edition, ways=ways_in(current_user, edition))


@web.get("/editions/<edition>")
@requires(EditionPermission.READ_SET_UP, edition=get_edition)
def desk(edition: Edition) -> Page:
    """How far the edition has come and what is missing for the next stage."""
    return _desk(edition, MoveForm(expected=edition.state.value))


@web.post("/editions/<edition>/move")
@requires(EditionPermission.MOVE_STAGE, edition=get_edition)
def move(edition: Edition) -> Page:
    """Move the edition on, or one of the few steps back."""
    form = MoveForm()
    if form.validate_on_submit():
        try:
            _move(edition, form)
        except BrokenRule as broken:
            form.refuse(broken)
        else:
            flash(f"{edition.name} is now at this stage: {STAGE_NAMES[edition.state].lower()}.", "success")
            return redirect(url_for(".desk", edition=edition.slug), 303)
    return _desk(edition, form), 422


def _move(edition: Edition, form: MoveForm) -> None:
    base_url = current_app.config["BASE_URL"]
    by = signed_in_person()
    moves.move_edition(edition, form.move.data, form.stage, by=by, at=clock.now(), base_url=base_url)


def _desk(edition: Edition, form: MoveForm) -> str:
    return render_template(
        "web/desk.html",
        edition=edition,
        form=form,
        following=moves.NEXT.get(edition.state),
        back=moves.BACK.get(edition.state),
        move_names=MOVE_NAMES,
        readiness=moves.readiness(edition, signed_in_person()),
        sentence=FOR_ORGANISERS[edition.state],
        may_move=can(current_user, EditionPermission.MOVE_STAGE, edition),
    )


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
