"""The safeguarding check on the pages: findings beside the answers, explaining one, masking passages."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.editions.models import Section
from awards.nominations.check_forms import ExplainForm, MaskForm
from awards.nominations.deadlines import why_closed
from awards.nominations.findings import Found, found_in
from awards.nominations.models import Nomination
from awards.nominations.policy import NominationPermission
from awards.nominations.queries import get_nomination, get_section
from awards.nominations.reading import questions_of
from awards.nominations.services.checks import GONE, explain_finding, mask_passage, unmask
from awards.nominations.views.blueprint import Page, base_url, nominations, refusal
from awards.nominations.views.checking import review_page

CHECK = "check"


@nominations.get("/nominations/<uuid:nomination>/sections/<uuid:page>/findings")
@requires(NominationPermission.WRITE, nomination=get_nomination, page=get_section)
def findings(nomination: Nomination, page: Section) -> Page:
    """What the section's page shows beside its answers, as they are kept now."""
    return render_template(
        "nominations/findings.html", nomination=nomination, section=page, found=found_in(nomination, page)
    )


@nominations.route("/nominations/<uuid:nomination>/explain", methods=["GET", "POST"])
@requires(NominationPermission.WRITE, nomination=get_nomination)
def explain(nomination: Nomination) -> Page:
    """Say why the passage identifies nobody that ``?finding=`` calls by its key."""
    finding = request.args.get("finding", "")
    found = next((each for each in found_in(nomination) if each.key == finding), None)
    closed = why_closed(nomination, clock.now())
    if found is None or closed:
        flash(str(closed or GONE), "note")
        return redirect(url_for("nominations.check", nomination=nomination.id), 303)
    form, refused = ExplainForm(data={"reason": found.explanation.reason if found.explanation else ""}), None
    if form.validate_on_submit():
        when = {"by": current_user, "at": clock.now(), "base_url": base_url()}
        refused = refusal(form, lambda: explain_finding(nomination, finding, form.reason.data, **when))
        if refused is None:
            flash("Your explanation is kept.", "success")
            return redirect(_back(nomination, found), 303)
    status = refused.status if refused else 422 if form.is_submitted() else 200
    return _explain_page(nomination, found, form), status


def _explain_page(nomination: Nomination, found: Found, form: ExplainForm) -> str:
    return render_template(
        "nominations/explain.html",
        edition=nomination.edition,
        nomination=nomination,
        found=found,
        form=form,
        back=_back(nomination, found),
    )


def _back(nomination: Nomination, found: Found) -> str:
    """Where the writer came from: the page on which everything is checked, or beside the answer."""
    if request.args.get("from") == CHECK:
        return url_for("nominations.check", nomination=nomination.id, _anchor="findings")
    key = found.question.key
    return url_for(
        "nominations.section", nomination=nomination.id, section=found.section.key, _anchor=f"q-{key}"
    )


@nominations.post("/nominations/<uuid:nomination>/masks")
@requires(NominationPermission.DECIDE, nomination=get_nomination)
def mask(nomination: Nomination) -> Page:
    """Mask a passage that was found, or any other words."""
    form, refused = MaskForm(), None
    if form.validate():
        refused = refusal(form, lambda: _mask(nomination, form))
        if refused is None:
            flash("Masked. Judges, guests and documents have your words instead.", "success")
            return redirect(_checked(nomination), 303)
    return review_page(nomination, mask=form), refused.status if refused else 422


def _mask(nomination: Nomination, form: MaskForm) -> None:
    asked = {str(each.id): each for each in questions_of(nomination)}
    question = None if form.everywhere.data else asked.get(form.question.data)
    when = {"by": current_user, "at": clock.now()}
    mask_passage(nomination, form.passage.data, form.replacement.data, question=question, **when)


@nominations.post("/nominations/<uuid:nomination>/masks/remove")
@requires(NominationPermission.DECIDE, nomination=get_nomination)
def remove_mask(nomination: Nomination) -> Page:
    """Let everybody read a passage again."""
    unmask(nomination, request.form.get("mask", ""), by=current_user, at=clock.now())
    flash("Unmasked. Everybody who reads this answer reads it as it was written.", "success")
    return redirect(_checked(nomination), 303)


def _checked(nomination: Nomination) -> str:
    return url_for("nominations.review", nomination=nomination.id, _anchor="findings")
