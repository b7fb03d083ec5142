"""The page on which organisers read one nomination and decide."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.core.errors import BrokenRule
from awards.nominations.check_forms import MaskForm
from awards.nominations.consent import unpictured
from awards.nominations.findings import found_in, request_about, unexplained
from awards.nominations.forms import RETURN, DecisionForm
from awards.nominations.marking import marks_of
from awards.nominations.models import Nomination
from awards.nominations.policy import NominationPermission
from awards.nominations.queries import get_nomination, last_acts
from awards.nominations.reading import entries
from awards.nominations.services import (
    accept_nomination,
    mark_ineligible,
    reconsider_nomination,
    return_nomination,
)
from awards.nominations.services.checking import CHECKED_IN
from awards.nominations.team_questions import questions_about
from awards.nominations.views.blueprint import Page, base_url, nominations, refusal


@nominations.get("/nominations/<uuid:nomination>/review")
@requires(NominationPermission.REVIEW, nomination=get_nomination)
def review(nomination: Nomination) -> Page:
    """Everything that was answered, and what can be decided."""
    form = DecisionForm(formdata=None)
    if request.args.get("note") == "findings":
        form.decision.data, form.note.data = RETURN[0], request_about(unexplained(nomination))
    return review_page(nomination, form)


def review_page(
    nomination: Nomination, form: DecisionForm | None = None, mask: MaskForm | None = None
) -> str:
    """The page, with what was typed into one of its forms and refused."""
    form, mask = form or DecisionForm(formdata=None), mask or MaskForm(formdata=None)
    form.version.data = str(nomination.version)
    offered, found = form.offer(nomination.state), found_in(nomination)
    return render_template(
        "nominations/review.html",
        edition=nomination.edition,
        nomination=nomination,
        form=form,
        undecided=offered and nomination.edition.state in CHECKED_IN,
        mask_form=mask,
        errors=[*form.problems, *mask.problems],
        sections=entries(nomination),
        found=found,
        marks=marks_of(nomination, found),
        unpictured=unpictured(nomination) if nomination.uploads else None,
        team_questions=questions_about(nomination),
        acts=last_acts(nomination, limit=8),
    )


@nominations.post("/nominations/<uuid:nomination>/review")
@requires(NominationPermission.DECIDE, nomination=get_nomination)
def decide(nomination: Nomination) -> Page:
    """Accept, return, rule out or reconsider."""
    form = DecisionForm()
    form.decision.choices = [(each, each) for each in ("accept", "return", "ineligible", "reconsider")]
    refused = None
    if form.validate_on_submit():
        refused = refusal(form, lambda: _decide(nomination, form))
        if refused is None:
            flash(DECIDED[form.decision.data].format(nomination.reference), "success")
            return redirect(url_for("nominations.checking", edition=nomination.edition.slug), 303)
    return review_page(nomination, form), refused.status if refused else 422


DECIDED = {
    "accept": "{} is accepted.",
    "return": "{} is returned for changes.",
    "ineligible": "{} is marked as ineligible.",
    "reconsider": "{} is open again.",
}


def _decide(nomination: Nomination, form: DecisionForm) -> None:
    when = {"by": current_user, "at": clock.now(), "version": form.seen()}
    note = form.note.data
    if form.decision.data == "accept":
        accept_nomination(nomination, **when)
    elif form.decision.data == "return":
        return_nomination(nomination, note, base_url=base_url(), **when)
    elif form.decision.data == "ineligible":
        mark_ineligible(nomination, note, **when)
    elif form.decision.data == "reconsider":
        reconsider_nomination(nomination, **when)
    else:
        raise BrokenRule("Choose what you decide", field="decision")
