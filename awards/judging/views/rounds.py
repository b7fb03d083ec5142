"""The rounds of a panel: what is planned, and moving on from one to the next."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from awards.accounts.session import signed_in_person
from awards.core import clock
from awards.core.access import requires
from awards.core.forms import Form
from awards.editions.states import Stage
from awards.judging.forms import CloseRoundForm, OpenAgainForm, RoundForm, round_form
from awards.judging.models import Panel, PanelRound
from awards.judging.policy import JudgingPermission
from awards.judging.queries import (
    categories_to_shortlist,
    find_round,
    get_panel_with_criteria,
    get_panel_with_rounds,
    get_round,
    reopenings_of,
    shortlists_visible_to,
    unsubmitted_sheets,
)
from awards.judging.rounds import MOST_ROUNDS, at_the_front, called, halfway, opening_problem, sure_words
from awards.judging.services import (
    add_round,
    change_round,
    close_round,
    open_round,
    remove_round,
    reopen_round,
)
from awards.judging.views.blueprint import judging
from awards.nominations.views.blueprint import base_url, refusal

Page = str | Response | tuple[str, int]


def _back(panel: Panel, said: str) -> Response:
    flash(said, "success")
    return redirect(url_for("judging.rounds", panel=panel.id), 303)


@judging.get("/judging/panels/<uuid:panel>/rounds")
@requires(JudgingPermission.READ_ROUNDS, panel=get_panel_with_criteria)
def rounds(panel: Panel) -> Page:
    """Every round, and the next step."""
    return _page(panel)


def _refused(form: Form, act: Callable[[], object]) -> int:
    """The status of the page that says why it was not done; nought where it was."""
    if not form.validate():
        return 422
    error = refusal(form, act)
    return error.status if error else 0


def _closing(panel: Panel) -> CloseRoundForm:
    """What somebody confirms who closes the round now."""
    waiting, _ = unsubmitted_sheets(panel, signed_in_person())
    return CloseRoundForm(sure_words(waiting, panel.current.due_at, clock.now()))


def _page(panel: Panel, form: Form | None = None) -> str:
    """All of it, with the form that was refused."""
    following = find_round(panel, panel.round + 1)
    waiting, sheets = unsubmitted_sheets(panel, signed_in_person())
    promised, at = panel.current.due_at, clock.now()
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
        at_the_front=at_the_front,
        form=form,
        closing=form
        if isinstance(form, CloseRoundForm)
        else CloseRoundForm(sure_words(waiting, promised, at)),
        reopening=form if isinstance(form, OpenAgainForm) else OpenAgainForm(),
        reopenings=reopenings_of(panel),
        promised=promised,
        stays=opening_problem(panel.current, panel.edition, at),
        too_late=opening_problem(following, panel.edition, at) if following else "",
        is_late=promised is not None and promised <= at,
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
    by, at, address = signed_in_person(), clock.now(), base_url()
    return _kept(panel, form, round_, lambda: change_round(round_, form.text, by=by, at=at, base_url=address))


def _kept(panel: Panel, form: RoundForm, round_: PanelRound | None, keep: Callable[[], object]) -> Page:
    status = _refused(form, keep) if form.is_submitted() else 200
    if not status:
        return _back(panel, "The round is saved.")
    before = find_round(panel, (round_.number if round_ else len(panel.rounds) + 1) - 1)
    earliest = max(before.due_at, clock.now()) if before and before.due_at else None
    page = render_template(
        "judging/round-form.html",
        edition=panel.edition,
        panel=panel,
        form=form,
        round=round_,
        before=before,
        suggested=halfway(earliest, panel.edition.judging_closes_at),
        called=called,
        at_the_front=at_the_front,
    )
    return page, status


@judging.route("/judging/panels/<uuid:panel>/rounds/<int:number>/remove", methods=["GET", "POST"])
@requires(JudgingPermission.CHANGE_PANEL, panel=get_panel_with_rounds)
def drop_round(panel: Panel, number: int) -> Page:
    """Give up a round that has not begun, after asking."""
    form, status = OpenAgainForm(), 200
    if request.method == "POST":
        why, by, at = form.reason.data, signed_in_person(), clock.now()
        address = base_url()
        status = _refused(
            form, lambda: remove_round(panel, number, reason=why, by=by, at=at, base_url=address)
        )
        if not status:
            return _back(panel, "The round is removed.")
    round_, edition = get_round(panel, number), panel.edition
    page = render_template("judging/remove-round.html", edition=edition, panel=panel, round=round_, form=form)
    return page, status


@judging.post("/judging/panels/<uuid:panel>/rounds/<int:number>/close")
@requires(JudgingPermission.MOVE_ON, panel=get_panel_with_criteria)
def close(panel: Panel, number: int) -> Page:
    """Nothing of the round is written any more."""
    form, by, at = _closing(panel), signed_in_person(), clock.now()
    sure, address = form.sure.data, base_url()
    status = _refused(form, lambda: close_round(panel, number, sure=sure, by=by, at=at, base_url=address))
    if status:
        return _page(panel, form), status
    return _back(panel, f"{at_the_front(get_round(panel, number).name)} has closed.")


@judging.post("/judging/panels/<uuid:panel>/rounds/<int:number>/reopen")
@requires(JudgingPermission.MOVE_ON, panel=get_panel_with_criteria)
def open_again(panel: Panel, number: int) -> Page:
    """Judges write again."""
    form, by, at = OpenAgainForm(), signed_in_person(), clock.now()
    why, address = form.reason.data, base_url()
    status = _refused(form, lambda: reopen_round(panel, number, why, by=by, at=at, base_url=address))
    if status:
        return _page(panel, form), status
    return _back(panel, f"{at_the_front(get_round(panel, number).name)} is open again.")


@judging.post("/judging/panels/<uuid:panel>/rounds/<int:number>/open")
@requires(JudgingPermission.MOVE_ON, panel=get_panel_with_rounds)
def open_next(panel: Panel, number: int) -> Page:
    """Begin the round with its shortlist."""
    open_round(panel, number, by=signed_in_person(), at=clock.now(), base_url=base_url())
    return _back(panel, f"{at_the_front(get_round(panel, number).name)} has begun, and its judges are told.")
