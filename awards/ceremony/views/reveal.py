"""Revealing on the night: one award, one page, one press. No winner is on a page before its press."""

from flask import redirect, render_template, url_for
from flask_login import current_user

from awards.ceremony.forms import PressForm
from awards.ceremony.policy import CeremonyPermission
from awards.ceremony.queries import awards_to_reveal, get_award_to_reveal, revealed_results
from awards.ceremony.services import reveal_award
from awards.ceremony.views.blueprint import Page, ceremony
from awards.core import clock
from awards.core.access import requires
from awards.core.errors import WrongState
from awards.editions.models import Edition
from awards.editions.queries import get_edition
from awards.editions.states import Stage


@ceremony.get("/editions/<edition>/reveal")
@requires(CeremonyPermission.READ_EVENING, edition=get_edition)
def reveal(edition: Edition) -> str:
    """The awards in the order of the evening: those given out, and those still in their envelopes."""
    if not edition.state.is_at_least(Stage.CEREMONY):
        raise WrongState("Awards are revealed once the ceremony is opened at the desk.")
    return render_template(
        "ceremony/reveal.html",
        edition=edition,
        awards=awards_to_reveal(edition),
        revealed=revealed_results(edition),
    )


@ceremony.route("/editions/<edition>/reveal/<award>", methods=["GET", "POST"])
@requires(CeremonyPermission.REVEAL, edition=get_edition)
def reveal_one(edition: Edition, award: str) -> Page:
    """Ask, then reveal. Afterwards the page says who has it."""
    if not edition.state.is_at_least(Stage.CEREMONY):  # before an answer could tell what was decided
        raise WrongState("Awards are revealed once the ceremony is opened at the desk.")
    chosen, form = get_award_to_reveal(edition, award), PressForm()
    if form.validate_on_submit():
        reveal_award(chosen, by=current_user, at=clock.now())
        return redirect(url_for(".reveal_one", edition=edition.slug, award=chosen.key), 303)
    awards, revealed = awards_to_reveal(edition), revealed_results(edition)
    following = next((each for each in awards if each.id not in revealed and each is not chosen), None)
    return render_template(
        "ceremony/reveal-award.html",
        edition=edition,
        award=chosen,
        form=form,
        result=revealed.get(chosen.id),
        following=following,
    )
