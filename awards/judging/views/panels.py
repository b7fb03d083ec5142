"""The organiser's pages: which panel judges what."""

from flask import current_app, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from awards.accounts.session import signed_in_person
from awards.core import clock
from awards.core.access import requires
from awards.core.errors import BrokenRule
from awards.editions.models import Edition
from awards.editions.queries import get_edition
from awards.judging.forms import PanelForm
from awards.judging.models import Panel
from awards.judging.policy import JudgingPermission
from awards.judging.queries import (
    flags_left_to,
    gaps_in,
    get_panel,
    members_of,
    numbers_aside,
    panels_of,
    progress_visible_to,
    waiting_lifts,
)
from awards.judging.services import (
    change_panel,
    make_panel,
    prepare_judging,
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
    viewer, today = signed_in_person(), clock.local(clock.now()).date()
    return render_template(
        "judging/panels.html",
        edition=edition,
        panels=[(panel, members_of(panel)) for panel in panels_of(edition)],
        progress=progress_visible_to(viewer, edition),
        aside=numbers_aside(viewer, edition, today),
        gaps=gaps_in(viewer, edition),
        flags=flags_left_to(viewer, edition, today),
        waiting=waiting_lifts(viewer, edition),
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
    taken = {category.id for each in panels_of(edition) for category in each.categories}
    full = all(category.id in taken for category in form.offered)
    page = render_template("judging/panel-form.html", edition=edition, form=form, panel=None, full=full)
    return page, status


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


@judging.post("/editions/<edition>/panel/prepare")
@requires(JudgingPermission.CHANGE_PANELS, edition=get_edition)
def prepare(edition: Edition) -> Page:
    """Pick up late members, late nominations and new posts."""
    address = current_app.config["BASE_URL"]
    prepare_judging(edition, by=signed_in_person(), at=clock.now(), base_url=address)
    # how many are new would also tell of what the organiser stands aside from
    flash("Conflicts are checked, and everybody has the score sheets that are theirs.", "success")
    return _to_panels(edition)
