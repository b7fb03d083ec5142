"""Pages of the results stage: the ranking, deciding, sealing, what was decided."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from awards.accounts.session import signed_in_person
from awards.core import clock
from awards.core.access import requires
from awards.core.errors import BrokenRule, Stale, WrongState
from awards.editions.models import Edition
from awards.editions.states import Stage
from awards.results.forms import DecisionForm, SealForm, decision_form
from awards.results.policy import ResultsPermission, Room
from awards.results.queries import (
    Contest,
    award_tables,
    decided_visible_to,
    find_seal,
    get_contest,
    get_room,
    get_sealing_room,
    results_readiness,
)
from awards.results.services import decide_award, seal_results
from awards.results.views.blueprint import results

Page = str | tuple[str, int] | Response


def _check_begun(edition: Edition) -> None:
    if not edition.state.is_at_least(Stage.MODERATION):
        raise WrongState("Scores are shown when moderation begins.")


@results.get("/editions/<edition>/results")
@requires(ResultsPermission.READ_RANKING, edition=get_room)
def ranking(edition: Room) -> str:
    """How the nominations stand, award by award."""
    _check_begun(edition.edition)
    only, page = request.args.get("award", ""), request.args.get("page", 1, type=int)
    tables = award_tables(edition.edition, current_user, only, max(page, 1))
    return render_template(
        "results/ranking.html", edition=edition.edition, room=edition, tables=tables, only=only
    )


@results.route("/editions/<edition>/results/<award>", methods=["GET", "POST"])
@requires(ResultsPermission.DECIDE, edition=get_room)
def decide(edition: Room, award: str) -> Page:
    """The chair writes down who receives an award, and why."""
    _check_begun(edition.edition)
    if edition.edition.state is not Stage.MODERATION:
        raise WrongState("The results are sealed. No award can be decided any more.")
    contest = get_contest(edition.edition, award, current_user)
    form = decision_form(contest)
    if not form.validate_on_submit():
        return _decide_page(contest, form), 422 if form.errors else 200
    try:
        decide_award(
            contest.award, form.draft, by=signed_in_person(), at=clock.now(), version=form.seen_version
        )
    except BrokenRule as error:
        form.refuse(error)
        return _decide_page(contest, form), 422
    except Stale as error:
        form.refuse(error)
        form.version.data = str(contest.decision.version if contest.decision else 0)
        return _decide_page(contest, form, clash=True), 409
    flash(f"{contest.award.name}: the decision is kept.", "success")
    return redirect(url_for("results.ranking", edition=edition.edition.slug), 303)


def _decide_page(contest: Contest, form: DecisionForm, *, clash: bool = False) -> str:
    edition = contest.award.edition
    return render_template("results/decide.html", edition=edition, contest=contest, form=form, clash=clash)


@results.get("/editions/<edition>/results/seal")
@requires(ResultsPermission.READ_RANKING, edition=get_sealing_room)
def seal(edition: Room) -> str:
    """What is left to do before sealing; afterwards the fingerprint."""
    _check_begun(edition.edition)
    return _seal_page(edition, SealForm())


@results.post("/editions/<edition>/results/seal")
@requires(ResultsPermission.SEAL, edition=get_sealing_room)
def seal_now(edition: Room) -> Page:
    """Freeze everything."""
    form = SealForm()
    if not form.validate():
        return _seal_page(edition, form), 422
    try:
        seal_results(edition.edition, by=signed_in_person(), at=clock.now())
    except BrokenRule as error:
        form.refuse(error)
        return _seal_page(edition, form), 422
    flash("The results are sealed.", "success")
    return redirect(url_for("results.seal", edition=edition.edition.slug), 303)


def _seal_page(room: Room, form: SealForm) -> str:
    found = None if room.edition.state is Stage.MODERATION else find_seal(room.edition)
    # what is missing may be missing for a nomination that they may not know of
    fenced = room.is_left_by(current_user)
    checks = [] if found or fenced else results_readiness(room.edition)
    return render_template(
        "results/seal.html", edition=room.edition, room=room, seal=found, checks=checks, form=form
    )


@results.get("/editions/<edition>/results/decisions")
@requires(ResultsPermission.READ_DECISIONS, edition=get_room)
def decisions(edition: Room) -> str:
    """What was decided, for the few who may know."""
    _check_begun(edition.edition)
    decided = decided_visible_to(edition.edition, current_user)
    return render_template("results/decisions.html", edition=edition.edition, room=edition, decided=decided)
