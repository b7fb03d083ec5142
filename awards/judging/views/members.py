"""The organiser's pages about a member of a panel: seating, duties, leaving, asking again."""

from flask import current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from awards.accounts.session import signed_in_person
from awards.core import clock
from awards.core.access import requires
from awards.core.errors import BrokenRule
from awards.judging.forms import DutiesForm, LeaveForm, MemberForm
from awards.judging.models import Panel, PanelMember
from awards.judging.policy import JudgingPermission
from awards.judging.queries import fields_of, get_member, get_panel, people_to_seat, sheets_left_by
from awards.judging.services import (
    Seat,
    add_to_panel,
    bring_back,
    change_duties,
    invite_to_panel,
    leave_panel,
    may_ask_again,
    remind_to_answer,
    remove_member,
)
from awards.judging.views.blueprint import judging

Page = str | Response | tuple[str, int]


def _to_panel(panel: Panel) -> Response:
    address = url_for("judging.panels", edition=panel.edition.slug)
    return redirect(f"{address}#panel-{panel.id}", 303)


def _base_url() -> str:
    return str(current_app.config["BASE_URL"])


@judging.route("/judging/panels/<uuid:panel>/members/new", methods=["GET", "POST"])
@requires(JudgingPermission.CHANGE_PANEL, panel=get_panel)
def new_member(panel: Panel) -> Page:
    """Seat somebody who is a judge already, or invite somebody new."""
    form = MemberForm(people_to_seat(panel), [member.person for member in panel.members])
    if form.validate_on_submit():
        try:
            flash(_seat(panel, form), "success")
            return _to_panel(panel)
        except BrokenRule as error:
            form.refuse(error)
    status = 422 if form.is_submitted() else 200
    return render_template("judging/member-form.html", edition=panel.edition, form=form, panel=panel), status


def _seat(panel: Panel, form: MemberForm) -> str:
    """Seat who was chosen or typed; what became of it, in words."""
    by, at, base_url = signed_in_person(), clock.now(), _base_url()
    if form.chosen:
        member = add_to_panel(panel, form.chosen, form.seat, by=by, at=at, base_url=base_url)
    else:
        name, email = form.name.data, form.email.data
        member = invite_to_panel(panel, email, name, form.seat, by=by, at=at, base_url=base_url)
    name = member.person.name
    if member.invited_at != at:
        return f"{name} is on the panel already. What they do is as you said now."
    return f"Invited: an email is on its way to {name}. Their answer will show here."


@judging.route("/judging/members/<uuid:member>", methods=["GET", "POST"])
@requires(JudgingPermission.CHANGE_MEMBER, member=get_member)
def change_member(member: PanelMember) -> Page:
    """What a member does on the panel, how they answered, and what else can be done."""
    form = DutiesForm(Seat.of(member), fields_of(member.panel))
    if form.validate_on_submit():
        try:
            by, at = signed_in_person(), clock.now()
            change_duties(member, form.seat, by=by, at=at, base_url=_base_url())
            flash(f"What {member.person.name} does is changed.", "success")
            return _to_panel(member.panel)
        except BrokenRule as error:
            form.refuse(error)
    status = 422 if form.is_submitted() else 200
    page = render_template(
        "judging/member.html",
        edition=member.panel.edition,
        panel=member.panel,
        member=member,
        form=form,
        may_ask=may_ask_again(member, clock.now()),
    )
    return page, status


@judging.post("/judging/members/<uuid:member>/invitation")
@requires(JudgingPermission.CHANGE_MEMBER, member=get_member)
def send_invitation_again(member: PanelMember) -> Page:
    """Ask somebody once more who has not answered."""
    sent = remind_to_answer(member, by=signed_in_person(), at=clock.now(), base_url=_base_url())
    if sent:
        flash(f"The invitation is on its way to {member.person.name}.", "success")
    else:
        flash(f"{member.person.name} was written to today already. You can send it again tomorrow.")
    return _to_panel(member.panel)


@judging.route("/judging/members/<uuid:member>/leave", methods=["GET", "POST"])
@requires(JudgingPermission.CHANGE_MEMBER, member=get_member)
def leave(member: PanelMember) -> Page:
    """Say that a member cannot go on; the page says first what happens to their work."""
    form = LeaveForm()
    if form.validate_on_submit():
        leave_panel(member, form.reason.data, by=signed_in_person(), at=clock.now())
        flash(f"{member.person.name} has left the panel.", "success")
        return _to_panel(member.panel)
    page = render_template(
        "judging/leave.html",
        edition=member.panel.edition,
        member=member,
        form=form,
        left=sheets_left_by(member, signed_in_person()),
    )
    return page, 422 if form.is_submitted() else 200


@judging.post("/judging/members/<uuid:member>/return")
@requires(JudgingPermission.CHANGE_MEMBER, member=get_member)
def come_back(member: PanelMember) -> Page:
    """Ask somebody again who declined or left."""
    bring_back(member, by=signed_in_person(), at=clock.now(), base_url=_base_url())
    flash(f"{member.person.name} is asked again, and the invitation is on its way.", "success")
    return _to_panel(member.panel)


@judging.route("/judging/members/<uuid:member>/remove", methods=["GET", "POST"])
@requires(JudgingPermission.REMOVE_MEMBER, member=get_member)
def remove(member: PanelMember) -> Page:
    """Take somebody off a panel who has not begun, after asking."""
    if request.method == "POST":
        panel, name = member.panel, member.person.name
        remove_member(member, by=signed_in_person(), at=clock.now())
        flash(f"{name} is no longer on the panel.", "success")
        return _to_panel(panel)
    return render_template("judging/remove.html", edition=member.panel.edition, member=member)
