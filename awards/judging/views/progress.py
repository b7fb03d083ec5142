"""Who has done what on a panel, and reminding those for whom something waits."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from awards.accounts.session import signed_in_person
from awards.core import clock
from awards.core.access import requires
from awards.judging.chasing import LACK_NAMES, PLACES
from awards.judging.forms import RemindForm
from awards.judging.models import Panel
from awards.judging.pace import days_shown, show_day
from awards.judging.policy import JudgingPermission
from awards.judging.queries import (
    SHOWN,
    PanelProgress,
    get_panel_to_follow,
    nominations_progress,
    panel_progress,
    submitted_by_day,
)
from awards.judging.services import (
    check_wording,
    example_letter,
    remind_judges,
    to_remind,
    was_reminded_today,
)
from awards.judging.services.chasing import not_let_in_yet, was_invited_today
from awards.judging.views.blueprint import judging
from awards.nominations.views.blueprint import base_url, refusal

Page = str | Response | tuple[str, int]
MOST_AT_ONCE = 100
"""So many are on the page of a reminder; when they have had it, the next come."""


@judging.get("/judging/panels/<uuid:panel>/progress")
@requires(JudgingPermission.READ_PROGRESS, panel=get_panel_to_follow)
def progress(panel: Panel) -> Page:
    """Who has done what and when each will be done, those first who need a word; never a score."""
    viewer, at = signed_in_person(), clock.now()
    found = panel_progress(panel, viewer, at)
    show = request.args.get("show", "")
    judges, page, pages = found.page(show, request.args.get("page", 1, type=int))
    return render_template(
        "judging/progress.html",
        edition=panel.edition,
        panel=panel,
        progress=found,
        judges=judges,
        page=page,
        pages=pages,
        show=show if show in SHOWN else "",
        shown=SHOWN,
        ready=to_remind(found, viewer, at),
        newcomers=not_let_in_yet(found),
        lack_names=LACK_NAMES,
        show_day=show_day,
        days=days_shown(submitted_by_day(panel, viewer), found.term),
    )


@judging.get("/judging/panels/<uuid:panel>/progress/nominations")
@requires(JudgingPermission.READ_PROGRESS, panel=get_panel_to_follow)
def progress_by_nomination(panel: Panel) -> Page:
    """How many sheets each nomination has, the fewest first; never a score."""
    page = request.args.get("page", 1, type=int)
    rows, pages = nominations_progress(panel, signed_in_person(), page)
    return render_template(
        "judging/progress-nominations.html",
        edition=panel.edition,
        panel=panel,
        rows=rows,
        page=min(max(1, page), pages),
        pages=pages,
    )


@judging.route("/judging/panels/<uuid:panel>/remind", methods=["GET", "POST"])
@requires(JudgingPermission.REMIND, panel=get_panel_to_follow)
def remind(panel: Panel) -> Page:
    """Whom it would reach, what it says and how that reads; then send it."""
    by, at = signed_in_person(), clock.now()
    found = panel_progress(panel, by, at)
    offered = to_remind(found, by, at)
    asked = {each.member.id for each in offered if was_invited_today(each, at)}
    form = RemindForm(offered, MOST_AT_ONCE, asked)
    previews = request.form.get("then") == "preview"
    refused, sent = None, list[int]()
    if form.validate_on_submit():
        refused = refusal(
            form, lambda: check_wording(form.words) if previews else sent.append(_send(panel, form))
        )
    if sent:
        said = f"{sent[0]} {'judge gets' if sent[0] == 1 else 'judges get'} a reminder."
        flash(said if sent[0] else "They have had a reminder today already.", "success")
        return redirect(url_for("judging.progress", panel=panel.id), 303)
    fine = not form.is_submitted() or (previews and not form.problems)
    return _remind_page(found, form), 200 if fine else refused.status if refused else 422


def _send(panel: Panel, form: RemindForm) -> int:
    by, at = signed_in_person(), clock.now()
    return remind_judges(panel, form.words, form.seats, by=by, at=at, base_url=base_url())


def _remind_page(found: PanelProgress, form: RemindForm) -> str:
    by, at = signed_in_person(), clock.now()
    return render_template(
        "judging/remind.html",
        edition=found.panel.edition,
        panel=found.panel,
        form=form,
        today=[each for each in found.judges if each.lack and was_reminded_today(each, at)],
        newcomers=not_let_in_yet(found),
        now=at,
        asked=any(was_invited_today(each, at) for each in form.offered),
        example=example_letter(form.ticked or form.offered, found, form.words, by, base_url()),
        lack_names=LACK_NAMES,
        places=PLACES,
    )
