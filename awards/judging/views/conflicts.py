"""Who stands aside: noted by an organiser or a judge, on record, lifted again, and who leaves the room."""

from flask import Response as Answer
from flask import current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from awards.accounts.session import signed_in_person
from awards.core import clock
from awards.core.access import requires
from awards.core.errors import BrokenRule
from awards.core.spreadsheets import CSV, XLSX, csv_of, xlsx_of
from awards.editions.models import Edition
from awards.editions.queries import get_edition
from awards.judging.exports import conflicts_table
from awards.judging.forms import ConflictForm, LiftAnswerForm, LiftForm, StandAsideForm
from awards.judging.forms.conflicts import LIFT
from awards.judging.models import Assignment, Conflict, Panel
from awards.judging.policy import JudgingPermission
from awards.judging.queries import (
    conflict_page,
    conflicts_visible_to,
    get_assignment,
    get_conflict,
    get_panel,
    meeting_of,
    nominations_visible_to,
    people_who_may_stand_aside,
    post_in_the_way,
    who_may_answer,
)
from awards.judging.services import (
    ask_to_lift,
    confirm_lifting,
    declare_conflicts,
    refuse_lifting,
    set_conflict,
)
from awards.judging.views.blueprint import judging

Page = str | Response | tuple[str, int]


def _to_record(edition: Edition) -> Response:
    return redirect(url_for("judging.conflicts", edition=edition.slug), 303)


@judging.get("/editions/<edition>/panel/conflicts")
@requires(JudgingPermission.READ_PANELS, edition=get_edition)
def conflicts(edition: Edition) -> Page:
    """The record of conflicts, and what waits for an answer."""
    typed = request.args.get("page", "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1
    page = conflict_page(signed_in_person(), edition, number)
    return render_template("judging/conflicts.html", edition=edition, page=page)


@judging.get("/editions/<edition>/panel/conflicts.<any(xlsx, csv):kind>")
@requires(JudgingPermission.READ_PANELS, edition=get_edition)
def download_conflicts(edition: Edition, kind: str) -> Answer:
    """The record as a table."""
    table = conflicts_table(conflicts_visible_to(signed_in_person(), edition))
    content = csv_of(table) if kind == "csv" else xlsx_of(table, at=clock.now())
    answer = Answer(content, content_type=CSV if kind == "csv" else XLSX)
    answer.headers.set("Content-Disposition", "attachment", filename=f"{edition.slug}-conflicts.{kind}")
    return answer


@judging.route("/editions/<edition>/panel/conflicts/new", methods=["GET", "POST"])
@requires(JudgingPermission.CHANGE_PANELS, edition=get_edition)
def new_conflict(edition: Edition) -> Page:
    """Put on record that somebody stands aside."""
    form = ConflictForm(
        people_who_may_stand_aside(edition), nominations_visible_to(signed_in_person(), edition)
    )
    if form.validate_on_submit():
        try:
            person, address = form.chosen_person, current_app.config["BASE_URL"]
            by, said = signed_in_person(), (form.chosen_nomination, form.reason.data)
            set_conflict(person, *said, by=by, at=clock.now(), base_url=address)
            flash(f"{person.name} stands aside from that nomination.", "success")
            return _to_record(edition)
        except BrokenRule as error:
            form.refuse(error)
    status = 422 if form.is_submitted() else 200
    return render_template("judging/conflict-form.html", edition=edition, form=form), status


@judging.route("/judging/assignments/<uuid:assignment>/stand-aside", methods=["GET", "POST"])
@requires(JudgingPermission.STAND_ASIDE, assignment=get_assignment)
def stand_aside(assignment: Assignment) -> Page:
    """A judge who reads finds that they must not judge this one."""
    form = StandAsideForm()
    if form.validate_on_submit():
        try:
            ties = {assignment.nomination: form.tie}
            declare_conflicts(assignment.member, ties, by=signed_in_person(), at=clock.now())
            flash("Thank you. You stand aside from that nomination, and it has left your list.", "success")
            return redirect(url_for("judging.home"), 303)
        except BrokenRule as error:
            form.refuse(error)
    status = 422 if form.is_submitted() else 200
    return render_template("judging/stand-aside.html", assignment=assignment, form=form), status


@judging.route("/judging/conflicts/<uuid:conflict>/lift", methods=["GET", "POST"])
@requires(JudgingPermission.LIFT, conflict=get_conflict)
def lift(conflict: Conflict) -> Page:
    """An organiser asks that a conflict be lifted; where one is enough, it is."""
    edition, form = conflict.nomination.edition, LiftForm()
    if form.validate_on_submit():
        try:
            address, at = current_app.config["BASE_URL"], clock.now()
            if ask_to_lift(conflict, form.reason.data, by=signed_in_person(), at=at, base_url=address):
                flash(f"The conflict is lifted, and {conflict.person.name} is told.", "success")
            else:
                flash("It waits for another organiser’s answer. They are written to.", "success")
            return _to_record(edition)
        except BrokenRule as error:
            form.refuse(error)
    status = 422 if form.is_submitted() else 200
    today = clock.local(clock.now()).date()
    page = render_template(
        "judging/lift.html",
        edition=edition,
        conflict=conflict,
        form=form,
        others=who_may_answer(conflict, today),
        held=post_in_the_way(conflict, today),
    )
    return page, status


@judging.route("/judging/conflicts/<uuid:conflict>/answer", methods=["GET", "POST"])
@requires(JudgingPermission.LIFT, conflict=get_conflict)
def answer_lift(conflict: Conflict) -> Page:
    """A second organiser answers, or who asked takes it back."""
    edition, form = conflict.nomination.edition, LiftAnswerForm()
    if form.validate_on_submit():
        try:
            flash(_answered(conflict, form.answer.data), "success")
            return _to_record(edition)
        except BrokenRule as error:
            form.refuse(error)
    status = 422 if form.is_submitted() else 200
    held = post_in_the_way(conflict, clock.local(clock.now()).date())
    page = render_template(
        "judging/lift-answer.html", edition=edition, conflict=conflict, form=form, held=held
    )
    return page, status


def _answered(conflict: Conflict, answer: str) -> str:
    if answer == LIFT:
        address = current_app.config["BASE_URL"]
        confirm_lifting(conflict, by=signed_in_person(), at=clock.now(), base_url=address)
        return f"The conflict is lifted, and {conflict.person.name} is told."
    refuse_lifting(conflict, by=signed_in_person(), at=clock.now())
    return f"The conflict stays: {conflict.person.name} goes on standing aside."


@judging.get("/judging/panels/<uuid:panel>/leaving")
@requires(JudgingPermission.SEE_WHO_LEAVES, panel=get_panel)
def leaving(panel: Panel) -> Page:
    """Who leaves the room for which nomination; also for paper."""
    meeting = meeting_of(signed_in_person(), panel, clock.local(clock.now()).date())
    return render_template("judging/leaving.html", edition=panel.edition, panel=panel, meeting=meeting)
