"""Pages of the register of organisations."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from awards.core import clock
from awards.core.access import requires
from awards.core.errors import BrokenRule
from awards.organisations.forms import OrganisationForm
from awards.organisations.models import Organisation
from awards.organisations.policy import OrganisationPermission
from awards.organisations.queries import all_organisations, get_organisation
from awards.organisations.services import add_organisation, change_organisation

organisations = Blueprint("organisations", __name__)
Page = str | tuple[str, int] | Response
CHANGE = OrganisationPermission.CHANGE


@organisations.get("/organisations")
@requires(OrganisationPermission.READ)
def register() -> Page:
    """All councils and trusts."""
    return render_template("organisations/register.html", organisations=all_organisations(), CHANGE=CHANGE)


@organisations.route("/organisations/new", methods=["GET", "POST"])
@requires(CHANGE)
def new() -> Page:
    """Add a body to the register."""
    form = OrganisationForm()
    form.offer(all_organisations())
    if _accepted(form, lambda: _add(form)):
        flash("Organisation added.", "success")
        return redirect(url_for(".register"), 303)
    page = render_template("organisations/organisation.html", form=form, organisation=None)
    return page, 422 if form.is_submitted() else 200


def _add(form: OrganisationForm) -> None:
    add_organisation(form.facts, _partner(form), by=current_user, at=clock.now())


@organisations.route("/organisations/<organisation>", methods=["GET", "POST"])
@requires(CHANGE, organisation=get_organisation)
def organisation(organisation: Organisation) -> Page:
    """Change what the register says about a body."""
    form = OrganisationForm.of(organisation)
    form.offer(other for other in all_organisations() if other is not organisation)
    if _accepted(form, lambda: _change(organisation, form)):
        flash("Organisation saved.", "success")
        return redirect(url_for(".register"), 303)
    page = render_template("organisations/organisation.html", form=form, organisation=organisation)
    return page, 422 if form.is_submitted() else 200


def _change(organisation: Organisation, form: OrganisationForm) -> None:
    change_organisation(organisation, form.facts, _partner(form), by=current_user, at=clock.now())


def _partner(form: OrganisationForm) -> Organisation | None:
    return get_organisation(form.partner.data) if form.partner.data else None


def _accepted(form: OrganisationForm, act: Callable[[], None]) -> bool:
    if not form.validate_on_submit():
        return False
    try:
        act()
    except BrokenRule as broken:
        form.refuse(broken)
        return False
    return True
