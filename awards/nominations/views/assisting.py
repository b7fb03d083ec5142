"""An organiser writes on an organisation's behalf."""

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.core.forms import Form, TextField
from awards.editions.models import Category
from awards.nominations.models import Nomination
from awards.nominations.policy import NominationPermission, assists, may_review
from awards.nominations.queries import get_category, get_nomination, get_organisation
from awards.nominations.services import begin_help, end_help, start_for
from awards.nominations.views.blueprint import Page, base_url, nominations, refusal
from awards.organisations.models import Organisation


class HelpForm(Form):
    """Why an organiser writes for an organisation."""

    reason = TextField(
        "Why do you write on their behalf?",
        description="The director and the delegates read this. "
        "For example: “You asked me to on the telephone this morning.”",
        required="Say why you write on their behalf",
        max_characters=200,
    )


@nominations.route("/nominations/<uuid:nomination>/help", methods=["GET", "POST"])
@requires(NominationPermission.ASSIST, nomination=get_nomination)
def help_write(nomination: Nomination) -> Page:
    """Give the reason, then write; who has given it today writes at once."""
    if assists(current_user, nomination):
        return redirect(url_for("nominations.task_list", nomination=nomination.id), 303)
    form, refused = HelpForm(), None
    if form.validate_on_submit():
        when = {"by": current_user, "at": clock.now(), "base_url": base_url()}
        refused = refusal(form, lambda: begin_help(nomination, form.reason.data, **when))
        if refused is None:
            return redirect(url_for("nominations.task_list", nomination=nomination.id), 303)
    page = render_template(
        "nominations/help.html",
        edition=nomination.edition,
        organisation=nomination.organisation,
        team=nomination.title if may_review(current_user, nomination) else nomination.reference,
        form=form,
    )
    return page, refused.status if refused else 422 if form.is_submitted() else 200


@nominations.route("/nominations/help/<uuid:category>/<uuid:organisation>", methods=["GET", "POST"])
@requires(NominationPermission.START_FOR, category=get_category, organisation=get_organisation)
def help_start(category: Category, organisation: Organisation) -> Page:
    """Give the reason, then write the organisation's first nomination in the category."""
    form, refused = HelpForm(), None
    if form.validate_on_submit():
        when = {"by": current_user, "at": clock.now(), "base_url": base_url()}
        made: list[Nomination] = []
        refused = refusal(
            form, lambda: made.append(start_for(category, organisation, form.reason.data, **when))
        )
        if refused is None:
            return redirect(url_for("nominations.task_list", nomination=made[0].id), 303)
    page = render_template(
        "nominations/help.html", edition=category.edition, organisation=organisation, team="", form=form
    )
    return page, refused.status if refused else 422 if form.is_submitted() else 200


@nominations.post("/nominations/<uuid:nomination>/help/end")
@requires(NominationPermission.ASSIST, nomination=get_nomination)
def help_end(nomination: Nomination) -> Page:
    """Stop writing for the organisation."""
    end_help(nomination, by=current_user, at=clock.now())
    flash(f"You no longer write for {nomination.organisation.name}. What you wrote is kept.", "success")
    return redirect(url_for("nominations.checking", edition=nomination.edition.slug), 303)
