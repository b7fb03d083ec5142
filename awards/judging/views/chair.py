"""The chair's pages while nominations are judged: who is how far, and giving a sheet back."""

from flask import current_app, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from awards.accounts.session import signed_in_person
from awards.core import clock
from awards.core.access import requires
from awards.core.errors import BrokenRule
from awards.judging.forms import ReasonForm
from awards.judging.models import Panel, ScoreSheet
from awards.judging.policy import JudgingPermission
from awards.judging.queries import get_panel, get_sheet, members_of, progress_visible_to, sheets_for_chair
from awards.judging.services import reopen_sheet
from awards.judging.views.blueprint import judging

Page = str | Response | tuple[str, int]


@judging.get("/judging/panels/<uuid:panel>")
@requires(JudgingPermission.LEAD_PANEL, panel=get_panel)
def panel(panel: Panel) -> Page:
    """How far each judge is, and the sheets that can be given back; no scores."""
    return render_template(
        "judging/panel.html",
        edition=panel.edition,
        panel=panel,
        members=members_of(panel),
        progress=progress_visible_to(signed_in_person(), panel.edition),
        assignments=sheets_for_chair(signed_in_person(), panel),
    )


@judging.route("/judging/sheets/<uuid:sheet>/reopen", methods=["GET", "POST"])
@requires(JudgingPermission.REOPEN, sheet=get_sheet)
def reopen(sheet: ScoreSheet) -> Page:
    """Give a submitted sheet back to its judge, with a reason."""
    assignment = sheet.assignment
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            address = current_app.config["BASE_URL"]
            reopen_sheet(sheet, form.reason.data, by=signed_in_person(), at=clock.now(), base_url=address)
            flash(f"{assignment.person.name} can change the score sheet now, and is told.", "success")
            return redirect(url_for("judging.panel", panel=assignment.panel_id), 303)
        except BrokenRule as error:
            form.refuse(error)
    page = render_template(
        "judging/reopen.html", edition=assignment.nomination.edition, form=form, assignment=assignment
    )
    return page, 422 if form.is_submitted() else 200
