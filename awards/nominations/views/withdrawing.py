"""Taking a team back, and undoing it."""

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.core.errors import BrokenRule, WrongState
from awards.core.forms import Form
from awards.nominations.models import Nomination
from awards.nominations.policy import NominationPermission
from awards.nominations.queries import find_participant, get_nomination
from awards.nominations.services import restore_nomination, withdraw_nomination
from awards.nominations.views.blueprint import Page, base_url, nominations, refusal
from awards.nominations.withdrawal import until_when

CONSEQUENCES = "The team takes no further part, and the organisers are told. What you wrote stays readable."


@nominations.route("/nominations/<uuid:nomination>/withdraw", methods=["GET", "POST"])
@requires(NominationPermission.WITHDRAW, nomination=get_nomination)
def withdraw(nomination: Nomination) -> Page:
    """Ask, then take the team back."""
    form, refused = Form(), None
    if form.validate_on_submit():
        when = {"by": current_user, "at": clock.now(), "base_url": base_url()}
        refused = refusal(form, lambda: withdraw_nomination(nomination, **when))
        if refused is None:
            flash(
                f"The nomination is withdrawn. The organisers have been told. {_until(nomination)}", "success"
            )
            return redirect(url_for("nominations.home"), 303)
    page = render_template(
        "nominations/confirm.html",
        edition=nomination.edition,
        nomination=nomination,
        form=form,
        title="Withdraw this nomination?",
        sentence=f"{CONSEQUENCES} {_until(nomination)}",
        button="Withdraw this nomination",
        back=url_for("nominations.task_list", nomination=nomination.id),
    )
    return page, refused.status if refused else 200


def _until(nomination: Nomination) -> str:
    participant = find_participant(nomination.edition_id, nomination.organisation_id)
    return until_when(nomination, participant, clock.now())


@nominations.post("/nominations/<uuid:nomination>/restore")
@requires(NominationPermission.WITHDRAW, nomination=get_nomination)
def restore(nomination: Nomination) -> Page:
    """Undo a withdrawal."""
    try:
        restore_nomination(nomination, by=current_user, at=clock.now(), base_url=base_url())
    except (BrokenRule, WrongState) as refused:
        flash(refused.sentence)
    else:
        flash("The withdrawal is undone. The organisers have been told.", "success")
    return redirect(url_for("nominations.task_list", nomination=nomination.id), 303)
