"""The awards that the edition gives out."""

from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.editions.forms import ArrangeForm, AwardForm
from awards.editions.models import Award, Category, Edition
from awards.editions.queries import get_award, get_edition_with_awards, questions_to_compete_in
from awards.editions.services import Arrangement, add_award, arrange_award, change_award
from awards.editions.views.pages import CHANGE, READ, Page, accepted, editions, go, show


@editions.get("/editions/<edition>/set-up/awards")
@requires(READ, edition=get_edition_with_awards)
def awards(edition: Edition) -> Page:
    """All awards, in the order in which they were set."""
    return show("awards", edition)


@editions.route("/editions/<edition>/set-up/awards/new", methods=["GET", "POST"])
@requires(CHANGE, edition=get_edition_with_awards)
def new_award(edition: Edition) -> Page:
    """Add an award."""
    form = _offered(edition, AwardForm(data={"minimum": 1, "highly_commended": 0}))
    if accepted(form, lambda: _add(edition, form)):
        return go(".awards", "Award added.", edition=edition.slug)
    return show("award", edition, form=form, award=None), 422 if form.is_submitted() else 200


def _add(edition: Edition, form: AwardForm) -> None:
    add_award(edition, _category(edition, form), form.facts, by=current_user, at=clock.now())


def _offered(edition: Edition, form: AwardForm) -> AwardForm:
    return form.offer(edition.categories, questions_to_compete_in(edition))


def _category(edition: Edition, form: AwardForm) -> Category:
    return next(category for category in edition.categories if str(category.id) == form.category.data)


@editions.get("/editions/<edition>/set-up/awards/<uuid:award>")
@requires(READ, edition=get_edition_with_awards, award=get_award)
def award(edition: Edition, award: Award) -> Page:
    """One award."""
    return show("award", edition, form=_offered(edition, AwardForm.of(award)), award=award)


@editions.post("/editions/<edition>/set-up/awards/<uuid:award>")
@requires(CHANGE, edition=get_edition_with_awards, award=get_award)
def change_the_award(edition: Edition, award: Award) -> Page:
    """Change what it is called and who competes for it."""
    form = _offered(edition, AwardForm())
    if accepted(form, lambda: _change(edition, award, form)):
        return go(".awards", "Award saved.", edition=edition.slug)
    return show("award", edition, form=form, award=award), 422


def _change(edition: Edition, award: Award, form: AwardForm) -> None:
    change_award(award, _category(edition, form), form.facts, by=current_user, at=clock.now())


@editions.post("/editions/<edition>/set-up/awards/arrange")
@requires(CHANGE, edition=get_edition_with_awards)
def arrange_awards(edition: Edition) -> Page:
    """Move an award up or down, or remove it."""
    form = ArrangeForm()
    if accepted(form, lambda: _arrange(edition, form)):
        return go(".awards", "Done.", edition=edition.slug)
    return show("awards", edition, form=form), 422


def _arrange(edition: Edition, form: ArrangeForm) -> None:
    arrangement = Arrangement(form.arrangement.data)
    arrange_award(edition, form.thing_id, arrangement, form.from_position, by=current_user, at=clock.now())
