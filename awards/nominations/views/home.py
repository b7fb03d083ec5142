"""The home of directors and delegates, and starting a nomination."""

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.core.errors import BrokenRule
from awards.core.forms import Form, HiddenField
from awards.editions.models import Category
from awards.editions.queries import find_current_edition
from awards.nominations.overview import desks_of
from awards.nominations.policy import NominationPermission
from awards.nominations.queries import get_category, get_organisation
from awards.nominations.services import start_nomination
from awards.nominations.views.blueprint import Page, nominations
from awards.organisations.models import Organisation


class StartForm(Form):
    """Which of the organisation's nominations is started, so that a second press starts no other."""

    number = HiddenField()


@nominations.get("/nominations")
@requires(NominationPermission.HOME)
def home() -> Page:
    """What is owed, by when, and the next thing to do."""
    edition = find_current_edition()
    desks = desks_of(current_user, edition, clock.now()) if edition else []
    return render_template(
        "nominations/home.html",
        edition=edition,
        desks=desks,
        todos=[todo for desk in desks for todo in desk.todos],
        form=StartForm(formdata=None),
    )


@nominations.post("/nominations/start/<uuid:category>/<uuid:organisation>")
@requires(NominationPermission.START, category=get_category, organisation=get_organisation)
def start(category: Category, organisation: Organisation) -> Page:
    """Start a nomination, or go to the one that is there."""
    typed = StartForm().number.data
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else None
    try:
        nomination = start_nomination(category, organisation, by=current_user, at=clock.now(), number=number)
    except BrokenRule as refused:
        flash(refused.sentence)
        return redirect(url_for("nominations.home"), 303)
    return redirect(url_for("nominations.task_list", nomination=nomination.id), 303)
