"""A judge's own pages: what is asked, what they stand aside from, what is theirs to score."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from awards.accounts.session import signed_in_person
from awards.core import clock
from awards.core.access import requires
from awards.core.addresses import base_url
from awards.core.errors import BrokenRule, WrongState
from awards.editions.states import Stage
from awards.judging.forms import declare_form
from awards.judging.models import PanelMember
from awards.judging.policy import JudgingPermission, leads_from
from awards.judging.queries import (
    TaskList,
    declaration_of,
    flags_waiting,
    get_member,
    memberships_of,
    panels_with_sample,
    samples_for,
    tasks_of,
)
from awards.judging.services import declare_conflicts, submit_complete_sheets
from awards.judging.views.blueprint import judging

Page = str | Response | tuple[str, int]


@judging.get("/judging")
@requires(JudgingPermission.JUDGE)
def home() -> Page:
    """Each seat the judge holds, with its list of nominations."""
    person = signed_in_person()
    members = memberships_of(person)
    return render_template(
        "judging/home.html",
        members=members,
        tasks=tasks_of(person, members),
        now=clock.now(),
        samples=samples_for(person, [member.panel_id for member in members]),
        sampled=panels_with_sample(members),
        flags=flags_waiting(person, members),
        led={member.id for member in members if leads_from(person, member)},
    )


@judging.route("/judging/panels/<uuid:member>/declare", methods=["GET", "POST"])
@requires(JudgingPermission.DECLARE, member=get_member)
def declare(member: PanelMember) -> Page:
    """Names only: from which teams does the judge stand aside?"""
    edition = member.panel.edition
    if not edition.state.is_at_least(Stage.JUDGING):
        raise WrongState("The list of teams is ready when judging opens. We will write to you.")
    declaration = declaration_of(member)
    form = declare_form(member, declaration)
    if form.validate_on_submit():
        try:
            declare_conflicts(member, form.ties(declaration), by=signed_in_person(), at=clock.now())
            flash("Thank you. Your declaration is saved.", "success")
            return redirect(url_for("judging.home"), 303)
        except BrokenRule as error:
            form.refuse(error)
    page = render_template(
        "judging/declare.html", edition=edition, member=member, form=form, declaration=declaration
    )
    return page, 422 if form.is_submitted() else 200


@judging.route("/judging/panels/<uuid:member>/submit", methods=["GET", "POST"])
@requires(JudgingPermission.SUBMIT_ALL, member=get_member)
def submit_all(member: PanelMember) -> Page:
    """Submit every complete draft, after one look at the list."""
    tasks = tasks_of(signed_in_person(), [member]).get(member.panel_id, TaskList())
    at = clock.now()
    ready = tasks.ready(at)
    if request.method == "POST":
        tried = ready or [task for task in tasks if task.is_ready]  # too late: the refusal says so
        number = submit_complete_sheets(
            [task.assignment for task in tried], by=signed_in_person(), at=at, base_url=base_url()
        )
        if number:
            flash(f"{number} score {'sheet is' if number == 1 else 'sheets are'} submitted.", "success")
    if request.method == "POST" or not ready:
        return redirect(url_for("judging.home"), 303)
    return render_template(
        "judging/submit-all.html", edition=member.panel.edition, member=member, ready=ready
    )
