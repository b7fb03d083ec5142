"""Copying from an earlier edition: choosing what from, seeing what would be copied, copying it."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.core.errors import NotFound
from awards.core.forms import Form
from awards.core.text import join_words
from awards.nominations.copying import Plan, WithEarlier, get_with_earlier, plan_copy
from awards.nominations.deadlines import why_closed
from awards.nominations.models import Nomination
from awards.nominations.policy import NominationPermission
from awards.nominations.services import copy_from_earlier
from awards.nominations.states import NominationState
from awards.nominations.views.blueprint import Page, nominations, refusal

FEW = 6


@nominations.route("/nominations/<uuid:nomination>/copy", methods=["GET", "POST"])
@requires(NominationPermission.WRITE, nomination=get_with_earlier)
def copy(nomination: WithEarlier) -> Page:
    """What the organisation wrote in earlier editions, and what of it would fill an empty box."""
    form, refused, done = Form(), None, list[Plan]()
    target, earlier = nomination.nomination, nomination.earlier
    if form.validate_on_submit():
        source, when = _chosen(earlier), {"by": current_user, "at": clock.now()}
        refused = refusal(form, lambda: done.append(copy_from_earlier(target, source, **when)))
        if refused is None:
            flash(_said(done[0]), "success")
            return redirect(url_for("nominations.task_list", nomination=target.id), 303)
    closed = why_closed(target, clock.now())
    submitted = target.state is NominationState.SUBMITTED
    page = render_template(
        "nominations/copy.html",
        edition=target.edition,
        nomination=target,
        form=form,
        plans=[plan_copy(target, source) for source in earlier],
        closed=closed or ("It is submitted: nothing is copied into it." if submitted else ""),
    )
    return page, refused.status if refused else 200


def _chosen(earlier: Sequence[Nomination]) -> Nomination:
    for source in earlier:
        if str(source.id) == request.form.get("source"):
            return source
    raise NotFound


def _said(plan: Plan) -> str:
    """What was copied and what was not, in a few words."""
    if plan.is_empty:
        return "There was nothing left to copy."
    source, named = plan.source, sum(len(members) for _, members in plan.people)
    people = f", {named} {'person' if named == 1 else 'people'} without their consents" if named else ""
    count = len(plan.answers)
    answers = f"{count} answer{'' if count == 1 else 's'}"
    anew = [f"“{label}”" for label in plan.anew]
    rest = [*anew[:FEW], f"{len(anew) - FEW} more"] if len(anew) > FEW + 1 else anew
    missing = f" To be given anew: {join_words(rest)}." if rest else ""
    return f"Copied from {source.title}, {source.edition.name}: {answers}{people}.{missing}"
