"""The shortlist of a panel's next round."""

from flask import flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from awards.accounts.session import signed_in_person
from awards.core import clock
from awards.core.access import requires
from awards.core.errors import BrokenRule, NotFound, Stale
from awards.editions.models import Category
from awards.editions.queries import get_category
from awards.judging.models import Panel
from awards.judging.queries import get_panel_with_rounds
from awards.judging.rounds import at_the_front, called
from awards.results.forms import ShortlistForm, shortlist_form
from awards.results.policy import ResultsPermission
from awards.results.queries import Choice, choices_of, get_choice
from awards.results.services import choose_shortlist, round_to_choose_for
from awards.results.views.blueprint import results

Page = str | tuple[str, int] | Response


@results.get("/judging/panels/<uuid:panel>/shortlist")
@requires(ResultsPermission.READ_SHORTLIST, panel=get_panel_with_rounds)
def shortlist(panel: Panel) -> Page:
    """How each category stands, and whether it is chosen who goes on."""
    following = round_to_choose_for(panel)
    choices = choices_of(panel, following, current_user)
    return render_template(
        "results/shortlist.html",
        edition=panel.edition,
        panel=panel,
        following=following,
        choices=choices,
        called=called,
        at_the_front=at_the_front,
    )


@results.get("/judging/panels/<uuid:panel>/shortlist/<uuid:category>")
@requires(ResultsPermission.SHORTLIST, panel=get_panel_with_rounds, category=get_category)
def choose(panel: Panel, category: Category) -> Page:
    """The ranking of one category, with ticks."""
    choice = _choice(panel, category)
    return _page(panel, choice, shortlist_form(choice))


@results.post("/judging/panels/<uuid:panel>/shortlist/<uuid:category>")
@requires(ResultsPermission.SHORTLIST, panel=get_panel_with_rounds, category=get_category)
def choose_now(panel: Panel, category: Category) -> Page:
    """Keep who goes on."""
    choice = _choice(panel, category)
    form, by, at = shortlist_form(choice), signed_in_person(), clock.now()
    if not form.validate():
        return _page(panel, choice, form), 422
    try:
        choose_shortlist(
            panel, category, form.chosen.data, form.reason.data, by=by, at=at, seen=form.version.data
        )
    except BrokenRule as error:
        form.refuse(error)
        return _page(panel, choice, form), 422
    except Stale as error:
        form.refuse(error)
        form.version.data = choice.version
        return _page(panel, choice, form), 409
    flash(f"{category.name}: the shortlist is kept.", "success")
    return redirect(url_for("results.shortlist", panel=panel.id), 303)


def _choice(panel: Panel, category: Category) -> Choice:
    """What there is to choose; nothing for who stands aside from one of them, for a gap would tell of it."""
    choice = get_choice(panel, round_to_choose_for(panel), category, current_user)
    if choice.standing.aside:
        raise NotFound
    return choice


def _page(panel: Panel, choice: Choice, form: ShortlistForm) -> str:
    return render_template(
        "results/choose.html",
        edition=panel.edition,
        panel=panel,
        following=round_to_choose_for(panel),
        choice=choice,
        form=form,
        called=called,
    )
