"""Pages of whoever leads a panel: flags to answer, sheets to give back, what was submitted each time."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from awards.accounts.session import signed_in_person
from awards.core import clock
from awards.core.access import can, requires
from awards.judging.forms import FlagForm, ReasonForm
from awards.judging.models import Assignment, Panel, ScoreSheet
from awards.judging.policy import JudgingPermission
from awards.judging.queries import (
    flags_for,
    get_assignment,
    get_panel_to_follow,
    get_sheet,
    panel_progress,
    sheets_for_chair,
    versions_of,
)
from awards.judging.services import answer_flag, reopen_sheet
from awards.judging.versions import compare, lead_reads_scores
from awards.judging.views.blueprint import judging
from awards.nominations.views.blueprint import base_url, refusal

Page = str | Response | tuple[str, int]


@judging.get("/judging/panels/<uuid:panel>")
@requires(JudgingPermission.LEAD_PANEL, panel=get_panel_to_follow)
def panel(panel: Panel) -> Page:
    """What waits for whoever leads the panel, and the sheets that can be given back; no scores."""
    lead = signed_in_person()
    return render_template(
        "judging/panel.html",
        edition=panel.edition,
        panel=panel,
        progress=panel_progress(panel, lead, clock.now()),
        flags=flags_for(lead, panel),
        sheets=sheets_for_chair(lead, panel, request.args.get("page", 1, type=int)),
    )


@judging.route("/judging/sheets/<uuid:sheet>/reopen", methods=["GET", "POST"])
@requires(JudgingPermission.REOPEN, sheet=get_sheet)
def reopen(sheet: ScoreSheet) -> Page:
    """Give a submitted sheet back to its judge, with a reason."""
    assignment = sheet.assignment
    form = ReasonForm()
    refused = None
    if form.validate_on_submit():
        by, at = signed_in_person(), clock.now()
        refused = refusal(
            form, lambda: reopen_sheet(sheet, form.reason.data, by=by, at=at, base_url=base_url())
        )
        if refused is None:
            flash(f"{assignment.person.name} can change the score sheet now, and is told.", "success")
            return redirect(_way_back(assignment), 303)
    page = _of_sheet("reopen", assignment, form=form, back=_way_back(assignment))
    return page, refused.status if refused else 422 if form.is_submitted() else 200


@judging.route("/judging/sheets/<uuid:sheet>/flag", methods=["GET", "POST"])
@requires(JudgingPermission.ANSWER_FLAG, sheet=get_sheet)
def flag(sheet: ScoreSheet) -> Page:
    """What a judge put to the chair about a nomination, and the answer."""
    assignment = sheet.assignment
    form = FlagForm(data={"flag": sheet.flag, "answer": sheet.flag_answer})
    refused = None
    if form.validate_on_submit():
        by, at = signed_in_person(), clock.now()
        said = (form.flag.data, form.answer.data)
        refused = refusal(form, lambda: answer_flag(sheet, *said, by=by, at=at, base_url=base_url()))
        if refused is None:
            flash(f"{assignment.person.name} reads your answer on the score sheet, and is told.", "success")
            return redirect(_way_back(assignment), 303)
    page = _of_sheet("flag", assignment, form=form, sheet=sheet, back=_way_back(assignment))
    return page, refused.status if refused else 422 if form.is_submitted() else 200


@judging.get("/judging/sheets/<uuid:sheet>/versions")
@requires(JudgingPermission.READ_VERSIONS, sheet=get_sheet)
def versions(sheet: ScoreSheet) -> Page:
    """When a sheet was submitted and why it was reopened; its scores only once the stage allows."""
    closed = sheet.assignment.panel_round.closed_at is not None
    shown = lead_reads_scores(sheet.assignment.nomination.edition.state, round_closed=closed)
    return _versions(sheet.assignment, sheet, shown=shown, own=False)


@judging.get("/judging/assignments/<uuid:assignment>/versions")
@requires(JudgingPermission.SCORE, assignment=get_assignment)
def own_versions(assignment: Assignment) -> Page:
    """What the judge has submitted each time, and what changed."""
    return _versions(assignment, assignment.sheet, shown=True, own=True)


def _versions(assignment: Assignment, sheet: ScoreSheet | None, *, shown: bool, own: bool) -> str:
    kept = versions_of(sheet.id) if sheet else []
    criteria = assignment.nomination.category.criteria_in(assignment.round) if shown else []
    names = {criterion.key: criterion.name for criterion in criteria}
    read = compare([each.content for each in kept], names) if shown else [None] * len(kept)
    pairs = list(zip(kept, read, strict=True))
    return _of_sheet("versions", assignment, sheet=sheet, versions=pairs, shown=shown, own=own)


def _of_sheet(template: str, assignment: Assignment, **things: object) -> str:
    edition = assignment.nomination.edition
    return render_template(f"judging/{template}.html", edition=edition, assignment=assignment, **things)


def _way_back(assignment: Assignment) -> str:
    """The page of who leads the panel, or the organisers' of all panels."""
    if can(signed_in_person(), JudgingPermission.LEAD_PANEL, assignment.panel):
        return url_for("judging.panel", panel=assignment.panel_id)
    return url_for("judging.panels", edition=assignment.nomination.edition.slug)
