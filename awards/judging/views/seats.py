"""A judge's way in: the invitation, the answer, the criteria."""

from flask import current_app, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from awards.accounts.session import signed_in_person
from awards.core import clock
from awards.core.access import requires
from awards.editions.states import Stage
from awards.judging.forms import CriteriaForm, DeclineForm
from awards.judging.models import PanelMember
from awards.judging.policy import JudgingPermission
from awards.judging.queries import criteria_of, get_member, invitation_of
from awards.judging.services import accept_seat, decline_seat, mark_criteria_read
from awards.judging.views.blueprint import judging

Page = str | Response | tuple[str, int]


@judging.get("/judging/seats/<uuid:member>")
@requires(JudgingPermission.ANSWER, member=get_member)
def seat(member: PanelMember) -> Page:
    """What is asked of a member, and their answer."""
    edition = member.panel.edition
    return render_template(
        "judging/seat.html", edition=edition, member=member, invitation=invitation_of(member)
    )


@judging.post("/judging/seats/<uuid:member>/accept")
@requires(JudgingPermission.ANSWER, member=get_member)
def accept(member: PanelMember) -> Page:
    """Yes."""
    address = current_app.config["BASE_URL"]
    accept_seat(member, by=signed_in_person(), at=clock.now(), base_url=address)
    flash("Thank you for judging. The criteria come first.", "success")
    return redirect(url_for("judging.criteria", member=member.id), 303)


@judging.route("/judging/seats/<uuid:member>/decline", methods=["GET", "POST"])
@requires(JudgingPermission.ANSWER, member=get_member)
def decline(member: PanelMember) -> Page:
    """No, with a reason if there is one to give."""
    form = DeclineForm()
    if form.validate_on_submit():
        address = current_app.config["BASE_URL"]
        decline_seat(member, form.reason.data, by=signed_in_person(), at=clock.now(), base_url=address)
        flash("Thank you for telling us. The organisers know.", "success")
        return redirect(url_for("judging.home"), 303)
    page = render_template("judging/decline.html", edition=member.panel.edition, member=member, form=form)
    return page, 422 if form.is_submitted() else 200


@judging.route("/judging/seats/<uuid:member>/criteria", methods=["GET", "POST"])
@requires(JudgingPermission.READ_CRITERIA, member=get_member)
def criteria(member: PanelMember) -> Page:
    """What is scored, and what each point means; read before anything of a nomination shows."""
    form, edition = CriteriaForm(), member.panel.edition
    if form.validate_on_submit():
        mark_criteria_read(member, by=signed_in_person(), at=clock.now())
        if member.declared_at is None and edition.state in {Stage.JUDGING, Stage.MODERATION}:
            return redirect(url_for("judging.declare", member=member.id), 303)
        flash("Thank you. The criteria stay here for you to look up.", "success")
        return redirect(url_for("judging.home"), 303)
    page = render_template(
        "judging/criteria.html", edition=edition, member=member, form=form, criteria=criteria_of(member)
    )
    return page, 422 if form.is_submitted() else 200
