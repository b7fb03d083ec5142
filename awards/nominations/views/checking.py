"""The organisers' list of nominations, and the page on which one is read and decided."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.core.errors import BrokenRule
from awards.editions.models import Edition
from awards.editions.queries import get_edition
from awards.nominations.consent import unpictured
from awards.nominations.forms import DecisionForm
from awards.nominations.models import Nomination
from awards.nominations.policy import NominationPermission
from awards.nominations.progress import progress_in
from awards.nominations.queries import (
    ROWS_A_PAGE,
    get_nomination,
    last_acts,
    nominations_for_checking,
    not_started,
    state_counts,
)
from awards.nominations.reading import entries
from awards.nominations.services import (
    accept_nomination,
    mark_ineligible,
    reconsider_nomination,
    return_nomination,
)
from awards.nominations.services.checking import CHECKED_IN
from awards.nominations.states import NominationState
from awards.nominations.views.blueprint import Page, base_url, nominations, refusal

NOT_STARTED = "not-started"


@nominations.get("/editions/<edition>/nominations")
@requires(NominationPermission.LIST, edition=get_edition)
def checking(edition: Edition) -> Page:
    """Every organisation and how far it is, a page at a time."""
    wanted = request.args.get("state", "")
    state = NominationState(wanted) if wanted in set(NominationState) else None
    counts = state_counts(edition, current_user)
    total = 0 if wanted == NOT_STARTED else counts.get(state, 0) if state else sum(counts.values())
    pages = max(1, -(-total // ROWS_A_PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    rows = nominations_for_checking(edition, current_user, state, page) if total else []
    return render_template(
        "nominations/checking.html",
        edition=edition,
        rows=rows,
        waiting=not_started(edition) if wanted in {"", NOT_STARTED} else [],
        counts=counts,
        progress=progress_in(edition, {row.organisation_id for row in rows}) if rows else None,
        wanted=wanted,
        page=page,
        pages=pages,
    )


@nominations.get("/nominations/<uuid:nomination>/review")
@requires(NominationPermission.REVIEW, nomination=get_nomination)
def review(nomination: Nomination) -> Page:
    """Everything that was answered, and what can be decided."""
    return _review_page(nomination, DecisionForm(formdata=None))


def _review_page(nomination: Nomination, form: DecisionForm) -> str:
    form.version.data = str(nomination.version)
    offered = form.offer(nomination.state)
    return render_template(
        "nominations/review.html",
        edition=nomination.edition,
        nomination=nomination,
        form=form,
        undecided=offered and nomination.edition.state in CHECKED_IN,
        sections=entries(nomination),
        unpictured=unpictured(nomination) if nomination.uploads else [],
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
    return _review_page(nomination, form), refused.status if refused else 422


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
