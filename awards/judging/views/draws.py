"""Who scores what: draws that are asked for, looked at and applied."""

from flask import current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from awards.accounts.session import signed_in_person
from awards.core import clock
from awards.core.access import can, requires
from awards.core.errors import NotFound, Stale
from awards.core.fences import is_fenced_off
from awards.judging.assigning.writing import zipped
from awards.judging.forms.draws import DISCARD, DrawAct, DrawForm, ListFilter, draw_form, wished
from awards.judging.models import Draw, Panel
from awards.judging.policy import JudgingPermission
from awards.judging.queries import (
    deeds_visible_to,
    find_proposal,
    gaps_visible_to,
    get_draw,
    get_drawing_panel,
    latest_draws,
    loads_visible_to,
    nominations_page,
)
from awards.judging.services import (
    apply_draw,
    ask_for_draw,
    bring_up_to_date,
    discard_draw,
    fill_gaps,
    is_open,
)
from awards.judging.states import DrawState
from awards.judging.views.blueprint import judging

Page = str | Response | tuple[str, int]


def _back(panel: Panel, anchor: str | None = None) -> Response:
    return redirect(url_for("judging.assignment", panel=panel.id, _anchor=anchor), 303)


@judging.get("/judging/panels/<uuid:panel>/assignment")
@requires(JudgingPermission.READ_ASSIGNMENT, panel=get_drawing_panel)
def assignment(panel: Panel) -> Page:
    """Who scores what in the panel's round, and the draw that waits to be applied."""
    return _page(panel)


def _page(panel: Panel, form: DrawForm | None = None, *, stale: bool = False) -> str:
    """The page; who stands aside from something here sees only what does not tell of it."""
    viewer, round_ = signed_in_person(), panel.current
    fenced = is_fenced_off(round_, viewer.id)
    proposal, last = (None, None) if fenced else latest_draws(panel)
    need = round_.judges_each
    gaps = gaps_visible_to(viewer, panel, need or 1)
    wishes = ListFilter(request.args)
    wishes.validate()
    drawn = need is not None
    return render_template(
        "judging/assignment.html",
        edition=panel.edition,
        panel=panel,
        round=round_,
        fenced=fenced,
        draws=not fenced and can(viewer, JudgingPermission.MOVE_ON, panel),
        open=is_open(panel.edition, round_),
        proposal=proposal,
        stale=stale,
        wished=wished(proposal) if proposal else {},
        last=last,
        form=form or draw_form(round_, proposal, overall=bool(last and last.overall), keep=last is not None),
        gaps=gaps,
        loads=loads_visible_to(viewer, panel),
        wishes=wishes,
        page=_nominations(panel, wishes, gaps.nominations) if drawn else None,
        deeds=[] if fenced else deeds_visible_to(viewer, panel),
    )


def _nominations(panel: Panel, wishes: ListFilter, total: int) -> object:
    asked = request.args.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    return nominations_page(
        signed_in_person(),
        panel,
        number,
        words=wishes.q.data if not wishes.q.errors else "",
        fewer_than=panel.current.judges_each if wishes.few.data else None,
        total=total,
    )


@judging.post("/judging/panels/<uuid:panel>/assignment/draw")
@requires(JudgingPermission.DRAW, panel=get_drawing_panel)
def ask_draw(panel: Panel) -> Page:
    """Ask for a draw; the worker makes it."""
    form = DrawForm()
    if not form.validate_on_submit():
        return _page(panel, form), 422
    ask_for_draw(panel, form.wish, form.seed.data, by=signed_in_person(), at=clock.now())
    return _back(panel, "draw")


@judging.post("/judging/panels/<uuid:panel>/assignment/fill")
@requires(JudgingPermission.DRAW, panel=get_drawing_panel)
def fill(panel: Panel) -> Page:
    """Ask for a draw that only finds the judges who are missing."""
    fill_gaps(panel, by=signed_in_person(), at=clock.now())
    return _back(panel, "draw")


@judging.post("/judging/panels/<uuid:panel>/assignment/renew")
@requires(JudgingPermission.MOVE_ON, panel=get_drawing_panel)
def renew_assignment(panel: Panel) -> Page:
    """Where everybody scores everything: pick up late members, late nominations and new posts."""
    address = current_app.config["BASE_URL"]
    bring_up_to_date(panel.edition, by=signed_in_person(), at=clock.now(), base_url=address)
    flash("All who score have all that they may score. Whose list has changed is told.", "success")
    return _back(panel)


@judging.get("/judging/panels/<uuid:panel>/assignment/state")
@requires(JudgingPermission.DRAW, panel=get_drawing_panel)
def draw_state(panel: Panel) -> dict[str, str]:
    """What a waiting page looks at: another text as soon as the draw is made."""
    proposal = find_proposal(panel)
    return {"builds": proposal.state if proposal else DrawState.APPLIED}


@judging.post("/judging/panels/<uuid:panel>/assignment/draws/<uuid:draw>/apply")
@requires(JudgingPermission.APPLY_DRAW, panel=get_drawing_panel, draw=get_draw)
def apply(panel: Panel, draw: Draw) -> Page:
    """Let the draw that was looked at hold, or put it away."""
    by, address = signed_in_person(), current_app.config["BASE_URL"]
    if DrawAct().act.data == DISCARD:
        discard_draw(draw, by=by, at=clock.now())
        flash("The draw is discarded. Who scores what is as it was.", "success")
        return _back(panel)
    try:
        apply_draw(draw, by=by, at=clock.now(), base_url=address)
    except Stale as stale:
        form = draw_form(panel.current, draw, overall=draw.overall, keep=draw.keep)
        form.refuse(stale)
        return _page(panel, form, stale=True), stale.status
    flash("The draw is applied: judges see what is theirs to score.", "success")
    return _back(panel)


@judging.get("/judging/panels/<uuid:panel>/assignment/draws/<uuid:draw>/files")
@requires(JudgingPermission.APPLY_DRAW, panel=get_drawing_panel, draw=get_draw)
def draw_files(panel: Panel, draw: Draw) -> Response:
    """The files with which anybody can repeat the draw, and the draw."""
    if "sign" not in draw.outcome:
        raise NotFound
    headers = {"Content-Disposition": f'attachment; filename="draw-{draw.outcome["sign"]}.zip"'}
    return Response(zipped(draw.problem), 200, headers, mimetype="application/zip")
