"""What judges score."""

from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.editions.forms import ArrangeForm, CategoryForm, CriterionForm
from awards.editions.models import Category, Criterion, Edition
from awards.editions.queries import get_criterion, get_edition, get_whole_category
from awards.editions.rules import FIRST_ROUND, MOST_ROUNDS, criteria_refusal
from awards.editions.services import Arrangement, add_criterion, arrange_criterion, change_criterion
from awards.editions.uses import round_of_category
from awards.editions.views.categories import category_page
from awards.editions.views.pages import CHANGE, READ, Page, accepted, editions, go, show


@editions.route("/editions/<edition>/set-up/categories/<uuid:category>/criteria/new", methods=["GET", "POST"])
@requires(CHANGE, edition=get_edition, category=get_whole_category)
def new_criterion(edition: Edition, category: Category) -> Page:
    """Add a criterion."""
    settled = criteria_refusal(edition.state, FIRST_ROUND, FIRST_ROUND, structure=True)
    later = round_of_category(category.id) + 1 if settled else FIRST_ROUND
    form = CriterionForm.like(category.criteria, min(later, MOST_ROUNDS))
    if accepted(form, lambda: add_criterion(category, form.facts, by=current_user, at=clock.now())):
        return go(".category", "Criterion added.", edition=edition.slug, category=category.id)
    refused = criteria_refusal(edition.state, MOST_ROUNDS, MOST_ROUNDS - 1, structure=True)
    things = {"category": category, "criterion": None, "refused": refused}
    return show("criterion", edition, form=form, **things), 422 if form.is_submitted() else 200


@editions.get("/editions/<edition>/set-up/criteria/<uuid:criterion>")
@requires(READ, edition=get_edition, criterion=get_criterion)
def criterion(edition: Edition, criterion: Criterion) -> Page:
    """One criterion."""
    return _page(edition, criterion, CriterionForm.of(criterion))


@editions.post("/editions/<edition>/set-up/criteria/<uuid:criterion>")
@requires(CHANGE, edition=get_edition, criterion=get_criterion)
def change_the_criterion(edition: Edition, criterion: Criterion) -> Page:
    """Change what judges score and the words they see."""
    form = CriterionForm()
    if accepted(form, lambda: change_criterion(criterion, form.facts, by=current_user, at=clock.now())):
        return go(".category", "Criterion saved.", edition=edition.slug, category=criterion.category_id)
    return _page(edition, criterion, form), 422


def _page(edition: Edition, criterion: Criterion, form: CriterionForm) -> str:
    category = criterion.category
    begun = round_of_category(category.id)
    return show(
        "criterion",
        edition,
        form=form,
        category=category,
        criterion=criterion,
        refused=criteria_refusal(edition.state, criterion.round, begun),
        fixed=criteria_refusal(edition.state, criterion.round, begun, structure=True),
    )


@editions.post("/editions/<edition>/set-up/categories/<uuid:category>/criteria/arrange")
@requires(CHANGE, edition=get_edition, category=get_whole_category)
def arrange_criteria(edition: Edition, category: Category) -> Page:
    """Move a criterion up or down, or remove it."""
    form = ArrangeForm()
    if accepted(form, lambda: _arrange(category, form)):
        return go(".category", "Done.", edition=edition.slug, category=category.id)
    filled = CategoryForm(formdata=None, obj=category)
    return category_page(edition, category, filled, errors=form.problems), 422


def _arrange(category: Category, form: ArrangeForm) -> None:
    arrangement = Arrangement(form.arrangement.data)
    arrange_criterion(
        category, form.thing_id, arrangement, form.from_position, by=current_user, at=clock.now()
    )
