"""What the pages of the set-up share."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from awards.core.errors import BrokenRule
from awards.core.forms import Form
from awards.editions.models import Edition
from awards.editions.policy import EditionPermission
from awards.editions.rules import Part, refusal, structure_refusal

editions = Blueprint("editions", __name__)
Page = str | tuple[str, int] | Response
READ, CHANGE = EditionPermission.READ_SET_UP, EditionPermission.CHANGE_SET_UP


def accepted(form: Form, act: Callable[[], object]) -> bool:
    """Whether the form was filled in right and the service agreed; what it says otherwise is on the form."""
    if not form.validate_on_submit():
        return False
    try:
        act()
    except BrokenRule as broken:
        form.refuse(broken)
        return False
    return True


def go(endpoint: str, said: str, **address: Any) -> Response:
    """To another page, which says what was done."""
    flash(said, "success")
    return redirect(url_for(endpoint, **address), 303)


def refusals(edition: Edition) -> dict[str, str | None]:
    """Why each part of the set-up cannot be changed, or None where it can."""
    parts = {part.value: refusal(part, edition.state) for part in Part}
    return parts | {"structure": structure_refusal(edition.state)}


def show(template: str, edition: Edition, **things: Any) -> str:
    """A page of the set-up; it knows who may change and what is frozen."""
    return render_template(
        f"editions/{template}.html",
        edition=edition,
        CHANGE=CHANGE,
        refusals=refusals(edition),
        **things,
    )
