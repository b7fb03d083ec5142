"""Reading everything, signing, submitting, the receipt, withdrawing."""

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.core.errors import WrongState
from awards.core.forms import Form
from awards.nominations.consent import unpictured
from awards.nominations.deadlines import deadline_of, why_closed, why_closed_to
from awards.nominations.forms import VersionForm
from awards.nominations.models import Nomination
from awards.nominations.policy import NominationPermission
from awards.nominations.queries import find_participant, get_nomination
from awards.nominations.reading import entries, outline
from awards.nominations.services import ask_for_sign_off, submit_nomination, withdraw_nomination
from awards.nominations.views.blueprint import Page, base_url, nominations, refusal


@nominations.get("/nominations/<uuid:nomination>/check")
@requires(NominationPermission.READ, nomination=get_nomination)
def check(nomination: Nomination) -> Page:
    """All answers, what is missing, and the button."""
    return _check_page(nomination, VersionForm(formdata=None))


def _check_page(nomination: Nomination, form: VersionForm) -> str:
    form.version.data = str(nomination.version)
    parts = outline(nomination)
    return render_template(
        "nominations/check.html",
        edition=nomination.edition,
        nomination=nomination,
        form=form,
        sections=entries(nomination),
        unpictured=unpictured(nomination) if nomination.uploads else [],
        lacking=[(part.section, question) for part in parts for question in part.missing],
        too_long=[(part.section, question) for part in parts for question in part.too_long],
        closed=why_closed(nomination, clock.now()),
    )


@nominations.post("/nominations/<uuid:nomination>/submit")
@requires(NominationPermission.SUBMIT, nomination=get_nomination)
def submit(nomination: Nomination) -> Page:
    """The director puts the team forward."""
    form = VersionForm()
    when = {"by": current_user, "at": clock.now(), "base_url": base_url(), "version": form.seen()}
    refused = refusal(form, lambda: submit_nomination(nomination, **when))
    if refused:
        return _check_page(nomination, form), refused.status
    return redirect(url_for("nominations.receipt", nomination=nomination.id), 303)


@nominations.post("/nominations/<uuid:nomination>/ask")
@requires(NominationPermission.WRITE, nomination=get_nomination)
def ask(nomination: Nomination) -> Page:
    """A delegate asks the director to sign."""
    form = VersionForm()
    when = {"by": current_user, "at": clock.now(), "base_url": base_url()}
    refused = refusal(form, lambda: ask_for_sign_off(nomination, **when))
    if refused:
        return _check_page(nomination, form), refused.status
    flash("We have written to your director. It is not submitted until they submit it.", "success")
    return redirect(url_for("nominations.task_list", nomination=nomination.id), 303)


@nominations.get("/nominations/<uuid:nomination>/receipt")
@requires(NominationPermission.READ, nomination=get_nomination)
def receipt(nomination: Nomination) -> Page:
    """It has arrived: the reference, and what happens next."""
    if nomination.submitted_at is None:
        raise WrongState("This nomination has not been submitted.")
    participant = find_participant(nomination.edition_id, nomination.organisation_id)
    return render_template(
        "nominations/receipt.html",
        edition=nomination.edition,
        nomination=nomination,
        closed=why_closed_to(participant, nomination, clock.now()),
        deadline=deadline_of(nomination.edition, participant),
    )


@nominations.route("/nominations/<uuid:nomination>/withdraw", methods=["GET", "POST"])
@requires(NominationPermission.WITHDRAW, nomination=get_nomination)
def withdraw(nomination: Nomination) -> Page:
    """Ask, then take the team back."""
    form, refused = Form(), None
    if form.validate_on_submit():
        when = {"by": current_user, "at": clock.now(), "base_url": base_url()}
        refused = refusal(form, lambda: withdraw_nomination(nomination, **when))
        if refused is None:
            flash("The nomination is withdrawn. The organisers have been told.", "success")
            return redirect(url_for("nominations.home"), 303)
    page = render_template(
        "nominations/confirm.html",
        edition=nomination.edition,
        nomination=nomination,
        form=form,
        title="Withdraw this nomination?",
        sentence="The team takes no further part. What you wrote stays readable. You cannot undo this here, "
        "and the organisers are told.",
        button="Withdraw this nomination",
        back=url_for("nominations.task_list", nomination=nomination.id),
    )
    return page, refused.status if refused else 200
