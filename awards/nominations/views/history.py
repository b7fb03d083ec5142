"""Who changed what, and putting back what was once written."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.nominations.answering import shown, sign_of
from awards.nominations.comparing import told_apart
from awards.nominations.deadlines import why_closed
from awards.nominations.forms import VersionForm
from awards.nominations.history import get_revision, history_of
from awards.nominations.models import Nomination, Revision
from awards.nominations.policy import NominationPermission
from awards.nominations.queries import get_texts
from awards.nominations.reading import plain_values
from awards.nominations.services import put_back
from awards.nominations.views.blueprint import Page, base_url, nominations, refusal


@nominations.get("/nominations/<uuid:nomination>/history")
@requires(NominationPermission.READ, nomination=get_texts)
def history(nomination: Nomination) -> Page:
    """What happened to it, or to one answer, the newest first."""
    asked, number = request.args.get("question", ""), request.args.get("page", "")
    questions = [each for section in nomination.category.sections for each in section.questions]
    key = asked if asked in {question.key for question in questions} else ""
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    return render_template(
        "nominations/history.html",
        edition=nomination.edition,
        nomination=nomination,
        questions=questions,
        chosen=key,
        history=history_of(nomination, key, page),
        closed=why_closed(nomination, clock.now()),
    )


@nominations.route("/nominations/history/<uuid:revision>", methods=["GET", "POST"])
@requires(NominationPermission.WRITE, revision=get_revision)
def older_text(revision: Revision) -> Page:
    """An older answer beside the one of today, and the button that puts it back."""
    nomination, question, form, refused = revision.nomination, revision.question, VersionForm(), None
    if form.validate_on_submit():
        when = {"by": current_user, "at": clock.now(), "base_url": base_url(), "version": form.version.data}
        refused = refusal(form, lambda: put_back(revision, **when))
        if refused is None:
            flash(f"{question.label}: the older text is back. The other one stays in the history.", "success")
            return redirect(url_for("nominations.history", nomination=nomination.id), 303)
    now = plain_values(nomination, question.section)[question.key]
    form.version.data = f"{question.key}:{sign_of(now)}" if now is not None else ""
    today, then = told_apart(shown(question, now), shown(question, revision.value))
    page = render_template(
        "nominations/older_text.html",
        edition=nomination.edition,
        nomination=nomination,
        revision=revision,
        form=form,
        today=today,
        then=then,
        same=now == revision.value,
        closed=why_closed(nomination, clock.now()),
    )
    return page, refused.status if refused else 200
