"""Reading everything, asking for the signature, returning it, submitting, signing again, the receipt."""

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.core.errors import WrongState
from awards.nominations.consent import unpictured
from awards.nominations.deadlines import closing_of, why_closed_to
from awards.nominations.findings import found_in
from awards.nominations.forms import CommentForm, VersionForm
from awards.nominations.models import Nomination
from awards.nominations.policy import NominationPermission
from awards.nominations.queries import find_participant, get_nomination
from awards.nominations.reading import entries, outline
from awards.nominations.services import ask_for_sign_off, hand_back, sign_again, submit_nomination
from awards.nominations.signing import signing_of
from awards.nominations.states import NominationState
from awards.nominations.team_questions import questions_about
from awards.nominations.views.blueprint import Page, base_url, nominations, refusal


@nominations.get("/nominations/<uuid:nomination>/check")
@requires(NominationPermission.READ, nomination=get_nomination)
def check(nomination: Nomination) -> Page:
    """All answers, what is missing, and what can be done with them."""
    return _check_page(nomination, VersionForm(formdata=None))


def _check_page(nomination: Nomination, form: VersionForm, comment: CommentForm | None = None) -> str:
    at, parts = clock.now(), outline(nomination)
    participant = find_participant(nomination.edition_id, nomination.organisation_id)
    form.version.data = str(nomination.version)
    comment = comment or CommentForm(formdata=None)
    return render_template(
        "nominations/check.html",
        edition=nomination.edition,
        nomination=nomination,
        form=form,
        comment=comment,
        errors=[*form.problems, *comment.problems],
        sections=entries(nomination),
        unpictured=unpictured(nomination) if nomination.uploads else None,
        team_questions=questions_about(nomination),
        lacking=[(part.section, question) for part in parts for question in part.missing],
        found=found_in(nomination),
        too_long=[(part.section, question) for part in parts for question in part.too_long],
        signing=signing_of(nomination, at),
        participant=participant,
        closing=closing_of(nomination.edition, participant),
        closed=why_closed_to(participant, nomination, at),
    )


@nominations.post("/nominations/<uuid:nomination>/submit")
@requires(NominationPermission.SUBMIT, nomination=get_nomination)
def submit(nomination: Nomination) -> Page:
    """The director signs and puts the team forward."""
    form = VersionForm()
    when = {"by": current_user, "at": clock.now(), "base_url": base_url(), "version": form.seen()}
    refused = refusal(form, lambda: submit_nomination(nomination, **when))
    if refused:
        return _check_page(nomination, form), refused.status
    return redirect(url_for("nominations.receipt", nomination=nomination.id), 303)


@nominations.post("/nominations/<uuid:nomination>/sign-again")
@requires(NominationPermission.SUBMIT, nomination=get_nomination)
def stand_by(nomination: Nomination) -> Page:
    """The director has read what others changed since, and signs it as it stands now."""
    form = VersionForm()
    when = {"by": current_user, "at": clock.now(), "version": form.seen()}
    refused = refusal(form, lambda: sign_again(nomination, **when))
    if refused:
        return _check_page(nomination, form), refused.status
    flash("You have signed it again, as it stands now. There is nothing more for you to do.", "success")
    return redirect(url_for("nominations.home"), 303)


@nominations.post("/nominations/<uuid:nomination>/hand-back")
@requires(NominationPermission.SUBMIT, nomination=get_nomination)
def return_with_comment(nomination: Nomination) -> Page:
    """The director returns it to those who write."""
    form, refused = CommentForm(), None
    if form.validate():
        when = {"by": current_user, "at": clock.now(), "base_url": base_url()}
        refused = refusal(form, lambda: hand_back(nomination, form.comment.data, **when))
        if refused is None:
            flash(
                "Your comment goes to those who write for you. It is NOT SUBMITTED until you sign it.",
                "success",
            )
            return redirect(url_for("nominations.home"), 303)
    return _check_page(nomination, VersionForm(formdata=None), form), refused.status if refused else 422


@nominations.post("/nominations/<uuid:nomination>/ask")
@requires(NominationPermission.WRITE, nomination=get_nomination)
def ask(nomination: Nomination) -> Page:
    """A delegate asks the director to sign."""
    form, written = VersionForm(), list[int]()
    when = {"by": current_user, "at": clock.now(), "base_url": base_url()}
    refused = refusal(form, lambda: written.append(ask_for_sign_off(nomination, **when)))
    if refused:
        return _check_page(nomination, form), refused.status
    flash(*_asked(nomination, sum(written)))
    return redirect(url_for("nominations.task_list", nomination=nomination.id), 303)


def _asked(nomination: Nomination, written: int) -> tuple[str, str]:
    """What became of asking: nobody is told that a message went where none did."""
    if written:
        return "We have written to your director. It is NOT SUBMITTED until they sign it.", "success"
    if nomination.state is NominationState.SUBMITTED:
        return "It is submitted already, so nobody had to be asked.", "note"
    since = "Your director was asked already, and nothing has changed since."
    return f"{since} It is NOT SUBMITTED until they sign it.", "note"


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
        participant=participant,
        closed=why_closed_to(participant, nomination, clock.now()),
        closing=closing_of(nomination.edition, participant),
    )
