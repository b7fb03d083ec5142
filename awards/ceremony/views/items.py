"""One item of the running order: writing it, adding one, taking one out."""

import uuid

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from awards.ceremony.forms import PressForm, item_form, new_item_form
from awards.ceremony.models import Item
from awards.ceremony.policy import CeremonyPermission
from awards.ceremony.queries import get_item, get_running_order
from awards.ceremony.services import add_item, change_item, remove_item
from awards.ceremony.views.blueprint import Page, ceremony
from awards.core import clock
from awards.core.access import requires
from awards.core.errors import BrokenRule, Stale
from awards.editions.models import Edition
from awards.editions.queries import get_edition


@ceremony.route("/editions/<edition>/running-order/items/<uuid:item>", methods=["GET", "POST"])
@requires(CeremonyPermission.CHANGE_EVENING, edition=get_edition, item=get_item)
def item(edition: Edition, item: Item) -> Page:
    """Everything about one item."""
    form = item_form(item, edition.doors_at)
    status = 200
    if form.validate_on_submit():
        try:
            change_item(item, form.values(), by=current_user, at=clock.now(), version=form.seen)
        except (BrokenRule, Stale) as refusal:
            form.refuse(refusal)
            status = refusal.status
        else:
            return redirect(url_for(".running_order", edition=edition.slug, _anchor=f"item-{item.id}"), 303)
    elif form.errors:
        status = 422
    return render_template("ceremony/item.html", edition=edition, item=item, form=form), status


@ceremony.route("/editions/<edition>/running-order/add", methods=["GET", "POST"])
@requires(CeremonyPermission.CHANGE_EVENING, edition=get_edition)
def add(edition: Edition) -> Page:
    """Write a new item and choose its place."""
    order = get_running_order(edition)
    form = new_item_form(order.items, edition.doors_at)
    if form.validate_on_submit():
        at, after = clock.now(), int(form.after.data)
        try:
            made = add_item(order, form.values(), after=after, by=current_user, at=at, item_id=form.new_id)
        except BrokenRule as refusal:
            form.refuse(refusal)
        else:
            return redirect(url_for(".running_order", edition=edition.slug, _anchor=f"item-{made.id}"), 303)
    page = render_template("ceremony/item.html", edition=edition, item=None, form=form)
    return page, 422 if form.problems else 200


@ceremony.route("/editions/<edition>/running-order/items/<uuid:item_id>/remove", methods=["GET", "POST"])
@requires(CeremonyPermission.CHANGE_EVENING, edition=get_edition)
def remove(edition: Edition, item_id: uuid.UUID) -> Page:
    """Ask, then take an item out. Pressed twice, it is out once."""
    order, form = get_running_order(edition), PressForm()
    if form.validate_on_submit():
        remove_item(order, item_id, by=current_user, at=clock.now())
        flash("The item is taken out.", "success")
        return redirect(url_for(".running_order", edition=edition.slug), 303)
    return render_template("ceremony/remove.html", edition=edition, item=get_item(item_id), form=form)
