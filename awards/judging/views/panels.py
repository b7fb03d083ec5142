"""The organiser's pages: who judges what, and who stands aside."""

from flask import current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from awards.accounts.session import signed_in_person
from awards.core import clock
from awards.core.access import requires
from awards.core.errors import BrokenRule
from awards.editions.models import Edition
from awards.editions.queries import get_edition
from awards.judging.forms import ConflictForm, MemberForm, PanelForm
from awards.judging.models import Panel, PanelMember
from awards.judging.policy import JudgingPermission
from awards.judging.queries import (
    conflicts_visible_to,
    get_member,
    get_panel,
    members_of,
    nominations_visible_to,
    panels_of,
    people_to_seat,
    people_who_may_stand_aside,
    progress_visible_to,
)
from awards.judging.services import (
    add_to_panel,
    change_panel,
    invite_to_panel,
    make_panel,
    prepare_judging,
    remove_member,
    set_conflict,
)
from awards.judging.views.blueprint import judging
from awards.nominations.queries import categories_of

Page = str | Response | tuple[str, int]


def _to_panels(edition: Edition) -> Response:
    return redirect(url_for("judging.panels", edition=edition.slug), 303)


@judging.get("/editions/<edition>/panel")
@requires(JudgingPermission.READ_PANELS, edition=get_edition)
def panels(edition: Edition) -> Page:
    """Panels, their members and how far they are, and who stands aside from what."""
    return render_template(
        "judging/panels.html",
        edition=edition,
        panels=[(panel, members_of(panel)) for panel in panels_of(edition)],
        progress=progress_visible_to(signed_in_person(), edition),
        conflicts=conflicts_visible_to(signed_in_person(), edition),
    )


@judging.route("/editions/<edition>/panel/new", methods=["GET", "POST"])
@requires(JudgingPermission.CHANGE_PANELS, edition=get_edition)
def new_panel(edition: Edition) -> Page:
    """Set up a panel."""
    form = PanelForm(categories_of(edition))
    if form.validate_on_submit():
        try:
            make_panel(edition, form.name.data, form.chosen, by=signed_in_person(), at=clock.now())
            flash(f"The panel “{form.name.data}” is set up.", "success")
            return _to_panels(edition)
        except BrokenRule as error:
            form.refuse(error)
    status = 422 if form.is_submitted() else 200
    return render_template("judging/panel-form.html", edition=edition, form=form, panel=None), status


@judging.route("/judging/panels/<uuid:panel>/change", methods=["GET", "POST"])
@requires(JudgingPermission.CHANGE_PANEL, panel=get_panel)
def change(panel: Panel) -> Page:
    """Rename a panel or give it other categories."""
    saved = {"name": panel.name, "categories": [category.id for category in panel.categories]}
    form = PanelForm(categories_of(panel.edition), data=saved)
    if form.validate_on_submit():
        try:
            change_panel(panel, form.name.data, form.chosen, by=signed_in_person(), at=clock.now())
            flash("The panel is changed.", "success")
            return _to_panels(panel.edition)
        except BrokenRule as error:
            form.refuse(error)
    status = 422 if form.is_submitted() else 200
    return render_template("judging/panel-form.html", edition=panel.edition, form=form, panel=panel), status


@judging.route("/judging/panels/<uuid:panel>/members/new", methods=["GET", "POST"])
@requires(JudgingPermission.CHANGE_PANEL, panel=get_panel)
def new_member(panel: Panel) -> Page:
    """Seat somebody who is a judge already, or invite somebody new."""
    form = MemberForm(people_to_seat(panel), [member.person for member in panel.members])
    if form.validate_on_submit():
        try:
            name = _seat(panel, form).person.name
            flash(f"{name} is on the panel.", "success")
            return _to_panels(panel.edition)
        except BrokenRule as error:
            form.refuse(error)
    status = 422 if form.is_submitted() else 200
    return render_template("judging/member-form.html", edition=panel.edition, form=form, panel=panel), status


def _seat(panel: Panel, form: MemberForm) -> PanelMember:
    person, seat, at = form.chosen, form.seat, clock.now()
    if person is None:
        address = current_app.config["BASE_URL"]
        return invite_to_panel(
            panel, form.email.data, form.name.data, seat, by=signed_in_person(), at=at, base_url=address
        )
    return add_to_panel(
        panel,
        person,
        is_chair=seat.is_chair,
        plain_words=seat.plain_words,
        scores=seat.scores,
        by=signed_in_person(),
        at=at,
    )


@judging.route("/judging/members/<uuid:member>/remove", methods=["GET", "POST"])
@requires(JudgingPermission.REMOVE_MEMBER, member=get_member)
def remove(member: PanelMember) -> Page:
    """Take somebody off a panel, after asking."""
    edition = member.panel.edition
    if request.method == "POST":
        name = member.person.name
        remove_member(member, by=signed_in_person(), at=clock.now())
        flash(f"{name} is no longer on the panel.", "success")
        return _to_panels(edition)
    return render_template("judging/remove.html", edition=edition, member=member)


@judging.route("/editions/<edition>/panel/conflicts/new", methods=["GET", "POST"])
@requires(JudgingPermission.CHANGE_PANELS, edition=get_edition)
def new_conflict(edition: Edition) -> Page:
    """Put on record that somebody stands aside."""
    form = ConflictForm(
        people_who_may_stand_aside(edition), nominations_visible_to(signed_in_person(), edition)
    )
    if form.validate_on_submit():
        try:
            person, nomination = form.chosen_person, form.chosen_nomination
            set_conflict(person, nomination, form.reason.data, by=signed_in_person(), at=clock.now())
            flash(f"{person.name} stands aside from that nomination.", "success")
            return _to_panels(edition)
        except BrokenRule as error:
            form.refuse(error)
    status = 422 if form.is_submitted() else 200
    return render_template("judging/conflict-form.html", edition=edition, form=form), status


@judging.post("/editions/<edition>/panel/prepare")
@requires(JudgingPermission.CHANGE_PANELS, edition=get_edition)
def prepare(edition: Edition) -> Page:
    """Pick up late members, late nominations and new posts."""
    address = current_app.config["BASE_URL"]
    made = prepare_judging(edition, by=signed_in_person(), at=clock.now(), base_url=address)
    noun = "new score sheet" if made == 1 else "new score sheets"
    flash(f"Conflicts are checked, and {made or 'no'} {noun} handed out.", "success")
    return _to_panels(edition)
