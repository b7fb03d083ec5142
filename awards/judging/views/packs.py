"""Working offline: a judge's score pack to take away, and what comes back filled in."""

import datetime as dt

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from awards.accounts.session import signed_in_person
from awards.core import clock
from awards.core.access import can, requires
from awards.core.errors import AwardsError, NotFound, WrongState
from awards.core.spreadsheets import XLSX
from awards.core.throttle import Limit, count_for_good
from awards.judging.documents import file_name, make_score_pack, score_workbook
from awards.judging.forms.packs import MEGABYTES, SendPackForm, changes_form
from awards.judging.models import PanelMember
from awards.judging.policy import JudgingPermission
from awards.judging.queries.packs import changes_of, find_filled_pack, get_pack_seat, pack_tasks
from awards.judging.services.packs import apply_pack, discard_pack, keep_pack, pack_problem
from awards.judging.views.blueprint import judging

Page = str | Response | tuple[str, int]
A_WHILE, PACKS_IN_A_WHILE = dt.timedelta(minutes=10), 20


@judging.route("/judging/panels/<uuid:member>/pack", methods=["GET", "POST"])
@requires(JudgingPermission.PACK, member=get_pack_seat)
def pack(member: PanelMember) -> Page:
    """Take the pack away, and send it back filled in."""
    form, status = SendPackForm(), 200
    if form.is_submitted():
        status = 422
        if form.validate():
            try:
                _receive(member, form)
                return redirect(url_for("judging.pack_changes", member=member.id), 303)
            except NotFound:
                raise
            except AwardsError as error:
                form.refuse(error)
                status = error.status
    waits = find_filled_pack(member)
    tasks = pack_tasks(member)
    closed = pack_problem(member, clock.now())
    page = {"form": form, "waits": waits, "tasks": tasks, "closed": closed, "megabytes": MEGABYTES}
    return render_template("judging/pack.html", member=member, edition=member.panel.edition, **page), status


def _receive(member: PanelMember, form: SendPackForm) -> None:
    """Count the try and read the file while nothing is locked; then keep what it says."""
    person, at = signed_in_person(), clock.now()
    if problem := pack_problem(member, at):
        raise WrongState(problem)
    count_for_good([Limit("score pack sent", str(person.id), PACKS_IN_A_WHILE, A_WHILE)], at)
    sheets = form.sheets()
    if not can(person, JudgingPermission.PACK, get_pack_seat(member.id)):
        raise NotFound  # they lost their seat while the file was read
    keep_pack(member, sheets, by=person, at=at)


@judging.get("/judging/panels/<uuid:member>/pack/paper")
@requires(JudgingPermission.PACK, member=get_pack_seat)
def pack_pdf(member: PanelMember) -> Response:
    """Everything to read, and sheets to write on, as a PDF made at this moment and kept nowhere."""
    _check_open(member)
    made = make_score_pack(member, pack_tasks(member), at=clock.now())
    return _attached(made.pdf, "application/pdf", file_name(member, "pdf"))


@judging.get("/judging/panels/<uuid:member>/pack/spreadsheet")
@requires(JudgingPermission.PACK, member=get_pack_seat)
def pack_workbook(member: PanelMember) -> Response:
    """The spreadsheet to fill in, with what is saved so far."""
    _check_open(member)
    content = score_workbook(member, pack_tasks(member), at=clock.now())
    return _attached(content, XLSX, file_name(member, "xlsx"))


@judging.route("/judging/panels/<uuid:member>/pack/changes", methods=["GET", "POST"])
@requires(JudgingPermission.PACK, member=get_pack_seat)
def pack_changes(member: PanelMember) -> Page:
    """What the filled-in spreadsheet would change; nothing is saved before that is asked for."""
    sent = find_filled_pack(member)
    if sent is None:
        return redirect(url_for("judging.home"), 303)
    form, status = changes_form(changes_of(sent)), 200
    if form.is_submitted():
        status = 422
        if form.validate() & form.is_up_to_date():
            try:
                saved = apply_pack(member, form.choices, by=signed_in_person(), at=clock.now())
                flash(_told(saved.changed, saved.ready), "success")
                return redirect(url_for("judging.home"), 303)
            except AwardsError as error:
                form.refuse(error)
                status = error.status
    closed = pack_problem(member, clock.now())
    page = {"form": form, "sent": sent, "closed": closed, "member": member}
    return render_template("judging/pack-changes.html", edition=member.panel.edition, **page), status


@judging.post("/judging/panels/<uuid:member>/pack/discard")
@requires(JudgingPermission.PACK, member=get_pack_seat)
def pack_discard(member: PanelMember) -> Response:
    """Forget what was sent."""
    discard_pack(member, by=signed_in_person(), at=clock.now())
    flash("The spreadsheet you sent is forgotten. What was saved before stays as it is.", "success")
    return redirect(url_for("judging.pack", member=member.id), 303)


def _check_open(member: PanelMember) -> None:
    if problem := pack_problem(member, clock.now()):
        raise WrongState(problem)


def _attached(content: bytes, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, mimetype=kind)


def _told(changed: int, ready: int) -> str:
    if not changed:
        return "Nothing was changed: what was saved here stands."
    nominations = "1 nomination" if changed == 1 else f"{changed} nominations"
    done = f"What the spreadsheet says of {nominations} is saved."
    if not ready:
        return done
    score_sheets = "1 score sheet is" if ready == 1 else f"{ready} score sheets are"
    return f"{done} {score_sheets} complete: nothing counts before you submit."
