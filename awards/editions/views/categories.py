"""Categories."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.editions.criteria import criteria_by_round
from awards.editions.forms import ArrangeForm, CategoryForm, chosen_source, form_sources
from awards.editions.models import Category, Edition
from awards.editions.queries import (
    forms_to_copy,
    get_edition,
    get_edition_with_categories,
    get_whole_category,
)
from awards.editions.services import add_category, change_category, remove_category
from awards.editions.uses import round_of_category
from awards.editions.views.pages import CHANGE, READ, Page, accepted, editions, go, show


@editions.get("/editions/<edition>/set-up/categories")
@requires(READ, edition=get_edition_with_categories)
def categories(edition: Edition) -> Page:
    """All categories."""
    return show("categories", edition)


@editions.route("/editions/<edition>/set-up/categories/new", methods=["GET", "POST"])
@requires(CHANGE, edition=get_edition_with_categories)
def new_category(edition: Edition) -> Page:
    """Add a category."""
    form, copies = CategoryForm(data={"max_per_organisation": 1}), forms_to_copy(edition)
    form.form_of.choices = form_sources(edition, copies)
    if accepted(form, lambda: _add(edition, form, copies)):
        return go(".categories", "Category added.", edition=edition.slug)
    return show("category_new", edition, form=form), 422 if form.is_submitted() else 200


def _add(edition: Edition, form: CategoryForm, copies: Sequence[Category]) -> None:
    source = chosen_source(form.form_of.data, copies)
    add_category(edition, form.facts, source, by=current_user, at=clock.now())


@editions.get("/editions/<edition>/set-up/categories/<uuid:category>")
@requires(READ, edition=get_edition, category=get_whole_category)
def category(edition: Edition, category: Category) -> Page:
    """One category with its criteria."""
    return category_page(edition, category, CategoryForm(obj=category))


@editions.post("/editions/<edition>/set-up/categories/<uuid:category>")
@requires(CHANGE, edition=get_edition, category=get_whole_category)
def change_the_category(edition: Edition, category: Category) -> Page:
    """Change its name, description or limit."""
    form = CategoryForm()
    if accepted(form, lambda: change_category(category, form.facts, by=current_user, at=clock.now())):
        return go(".category", "Category saved.", edition=edition.slug, category=category.id)
    return category_page(edition, category, form), 422


def category_page(edition: Edition, category: Category, form: CategoryForm, **things: Any) -> str:
    """The page of a category, with its criteria round by round."""
    rounds = criteria_by_round(category, round_of_category(category.id))
    return show("category", edition, category=category, form=form, rounds=rounds, **things)


@editions.post("/editions/<edition>/set-up/categories/remove")
@requires(CHANGE, edition=get_edition_with_categories)
def remove_the_category(edition: Edition) -> Page:
    """Remove a category on which nothing hangs."""
    form = ArrangeForm()
    if accepted(form, lambda: _remove(edition, form.thing_id)):
        return go(".categories", "Category removed.", edition=edition.slug)
    return show("categories", edition, form=form), 422


def _remove(edition: Edition, category_id: uuid.UUID) -> None:
    remove_category(edition, category_id, by=current_user, at=clock.now())
