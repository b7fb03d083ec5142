"""Who scores one nomination, and changing it by hand."""

import uuid

from flask import current_app, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from awards.accounts.session import signed_in_person
from awards.core import clock
from awards.core.access import requires
from awards.core.errors import BrokenRule, NotFound
from awards.judging.forms.draws import GiveForm, TakeForm
from awards.judging.models import Panel
from awards.judging.policy import JudgingPermission
from awards.judging.queries import (
    check_judged,
    get_drawing_panel,
    get_judged,
    people_to_give,
    reviewers_of,
)
from awards.judging.services import give, is_open, take_away
from awards.judging.views.blueprint import judging
from awards.nominations.models import Nomination

Page = str | Response | tuple[str, int]


def _back(panel: Panel, nomination: Nomination) -> Response:
    return redirect(url_for("judging.reviewers", panel=panel.id, nomination=nomination.id), 303)


@judging.route("/judging/panels/<uuid:panel>/assignment/<uuid:nomination>", methods=["GET", "POST"])
@requires(JudgingPermission.ASSIGN, panel=get_drawing_panel, nomination=get_judged)
def reviewers(panel: Panel, nomination: Nomination) -> Page:
    """Who scores a nomination, and giving it to one more judge."""
    check_judged(panel, nomination)
    form = GiveForm(people_to_give(panel, nomination))
    if form.is_submitted() and form.person.data in {
        str(each.person_id) for each in reviewers_of(panel, nomination)
    }:
        return _back(panel, nomination)  # pressed twice
    if form.validate_on_submit():
        person, reason = form.people[form.person.data], form.reason.data
        try:
            give(
                panel,
                nomination,
                person.person_id,
                reason,
                by=signed_in_person(),
                at=clock.now(),
                base_url=current_app.config["BASE_URL"],
            )
            flash(f"{person.name} scores {nomination.title}.", "success")
            return _back(panel, nomination)
        except BrokenRule as error:
            form.refuse(error)
    return _page(panel, nomination, form), 422 if form.is_submitted() else 200


@judging.post("/judging/panels/<uuid:panel>/assignment/<uuid:nomination>/take")
@requires(JudgingPermission.ASSIGN, panel=get_drawing_panel, nomination=get_judged)
def take(panel: Panel, nomination: Nomination) -> Page:
    """Take a nomination from a judge who has not begun."""
    form = TakeForm()
    if not form.validate_on_submit():
        raise NotFound
    try:
        person = uuid.UUID(form.person.data)
    except ValueError:
        raise NotFound from None
    try:
        address = current_app.config["BASE_URL"]
        take_away(panel, nomination, person, by=signed_in_person(), at=clock.now(), base_url=address)
    except BrokenRule as error:
        again = GiveForm(people_to_give(panel, nomination))
        again.refuse(error)
        return _page(panel, nomination, again), error.status
    flash(f"{nomination.title} has one judge fewer.", "success")
    return _back(panel, nomination)


def _page(panel: Panel, nomination: Nomination, form: GiveForm) -> str:
    round_ = panel.current
    return render_template(
        "judging/reviewers.html",
        edition=panel.edition,
        panel=panel,
        round=round_,
        nomination=nomination,
        form=form,
        reviewers=reviewers_of(panel, nomination),
        open=is_open(panel.edition, round_) and round_.judges_each is not None,
    )
