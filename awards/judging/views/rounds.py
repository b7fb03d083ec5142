"""The rounds of a panel: what is planned, and moving on from one to the next."""

from collections.abc import Callable

from flask import current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from awards.accounts.session import signed_in_person
from awards.core import clock
from awards.core.access import requires
from awards.core.errors import BrokenRule
from awards.editions.states import Stage
from awards.judging.forms import RoundForm, round_form
from awards.judging.models import Panel, PanelRound
from awards.judging.policy import JudgingPermission
from awards.judging.queries import (
    categories_to_shortlist,
    find_round,
    get_panel_with_criteria,
    get_panel_with_rounds,
    get_round,
    shortlists_visible_to,
    unsubmitted_sheets,
)
from awards.judging.rounds import MOST_ROUNDS, at_the_front, called
from awards.judging.services import (
    add_round,
    change_round,
    close_round,
    open_round,
    remove_round,
    reopen_round,
)
from awards.judging.views.blueprint import judging

Page = str | Response | tuple[str, int]


def _back(panel: Panel, said: str) -> Response:
    flash(said, "success")
    return redirect(url_for("judging.rounds", panel=panel.id), 303)


@judging.get("/judging/panels/<uuid:panel>/rounds")
@requires(JudgingPermission.READ_ROUNDS, panel=get_panel_with_criteria)
def rounds(panel: Panel) -> Page:
    """Every round, and the next step."""
    following = find_round(panel, panel.round + 1)
    waiting, sheets = unsubmitted_sheets(panel, signed_in_person())
    return render_template(
        "judging/rounds.html",
        edition=panel.edition,
        panel=panel,
        following=following,
        lists=shortlists_visible_to(signed_in_person(), panel),
        missing=categories_to_shortlist(panel, following) if following else [],
        waiting=waiting,
        sheets=sheets,
        called=called,
        planning=not panel.edition.state.is_at_least(Stage.MODERATION),
        most=MOST_ROUNDS,
    )


@judging.route("/judging/panels/<uuid:panel>/rounds/new", methods=["GET", "POST"])
@requires(JudgingPermission.CHANGE_PANEL, panel=get_panel_with_rounds)
def new_round(panel: Panel) -> Page:
    """Plan another round."""
    form = round_form(panel)
    return _kept(
        panel, form, None, lambda: add_round(panel, form.text, by=signed_in_person(), at=clock.now())
    )


@judging.route("/judging/panels/<uuid:panel>/rounds/<int:number>", methods=["GET", "POST"])
@requires(JudgingPermission.CHANGE_PANEL, panel=get_panel_with_rounds)
def one_round(panel: Panel, number: int) -> Page:
    """Change a round."""
    round_ = get_round(panel, number)
    form = round_form(panel, round_)
    by, at = signed_in_person(), clock.now()
    return _kept(panel, form, round_, lambda: change_round(round_, form.text, by=by, at=at))


def _kept(panel: Panel, form: RoundForm, round_: PanelRound | None, keep: Callable[[], object]) -> Page:
    if form.validate_on_submit():
        try:
            keep()
            return _back(panel, "The round is saved.")
        except BrokenRule as error:
            form.refuse(error)
    page = render_template(
        "judging/round-form.html", edition=panel.edition, panel=panel, form=form, round=round_
    )
    return page, 422 if form.is_submitted() else 200


@judging.route("/judging/panels/<uuid:panel>/rounds/<int:number>/remove", methods=["GET", "POST"])
@requires(JudgingPermission.CHANGE_PANEL, panel=get_panel_with_rounds)
def drop_round(panel: Panel, number: int) -> Page:
    """Give up a round that has not begun, after asking."""
    if request.method == "POST":
        remove_round(panel, number, by=signed_in_person(), at=clock.now())
        return _back(panel, "The round is removed.")
    round_ = get_round(panel, number)
    return render_template("judging/remove-round.html", edition=panel.edition, panel=panel, round=round_)


@judging.post("/judging/panels/<uuid:panel>/rounds/<int:number>/close")
@requires(JudgingPermission.MOVE_ON, panel=get_panel_with_rounds)
def close(panel: Panel, number: int) -> Page:
    """Nothing of the round is written any more."""
    close_round(panel, number, by=signed_in_person(), at=clock.now())
    return _back(panel, f"{at_the_front(get_round(panel, number).name)} has closed.")


@judging.post("/judging/panels/<uuid:panel>/rounds/<int:number>/reopen")
@requires(JudgingPermission.MOVE_ON, panel=get_panel_with_rounds)
def open_again(panel: Panel, number: int) -> Page:
    """Judges write again."""
    reopen_round(panel, number, by=signed_in_person(), at=clock.now())
    return _back(panel, f"{at_the_front(get_round(panel, number).name)} is open again.")


@judging.post("/judging/panels/<uuid:panel>/rounds/<int:number>/open")
@requires(JudgingPermission.MOVE_ON, panel=get_panel_with_rounds)
def open_next(panel: Panel, number: int) -> Page:
    """Begin the round with its shortlist."""
    address = current_app.config["BASE_URL"]
    open_round(panel, number, by=signed_in_person(), at=clock.now(), base_url=address)
    return _back(panel, f"{at_the_front(get_round(panel, number).name)} has begun, and its judges are told.")
