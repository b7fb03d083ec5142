"""The running order: the evening on the clock, and changes made in its list."""

from flask import flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from awards.ceremony.forms import LengthForm, MoveForm, PressForm, VersionForm, whole_number
from awards.ceremony.models import Item
from awards.ceremony.policy import CeremonyPermission
from awards.ceremony.queries import find_running_order, gaps_in, get_item, schedule_of
from awards.ceremony.services import change_length, generate_running_order, move_item
from awards.ceremony.timing import length_text
from awards.ceremony.views.blueprint import Page, ceremony
from awards.core import clock
from awards.core.access import requires
from awards.core.errors import BrokenRule, Stale
from awards.core.forms import Form
from awards.editions.models import Edition
from awards.editions.queries import get_edition


@ceremony.get("/editions/<edition>/running-order")
@requires(CeremonyPermission.READ_EVENING, edition=get_edition)
def running_order(edition: Edition) -> str:
    """The evening, minute by minute."""
    return order_page(edition, PressForm())


@ceremony.route("/editions/<edition>/running-order/generate", methods=["GET", "POST"])
@requires(CeremonyPermission.CHANGE_EVENING, edition=get_edition)
def generate(edition: Edition) -> Page:
    """Make the running order from the plan; asks first when one is there."""
    order = find_running_order(edition)
    form = VersionForm(data={"version": str(order.version if order else 0)})
    if not form.validate_on_submit():
        page = render_template("ceremony/generate.html", edition=edition, order=order, form=form)
        return page, 422 if form.errors else 200
    try:
        generate_running_order(edition, by=current_user, at=clock.now(), version=form.seen)
    except (BrokenRule, Stale) as refusal:
        form.refuse(refusal)
        return order_page(edition, form), refusal.status
    flash("The running order is made from the plan.", "success")
    return redirect(url_for(".running_order", edition=edition.slug), 303)


@ceremony.post("/editions/<edition>/running-order/items/<uuid:item>/length")
@requires(CeremonyPermission.CHANGE_EVENING, edition=get_edition, item=get_item)
def length(edition: Edition, item: Item) -> Page:
    """Change an item's length in the list; all later times follow."""
    form = LengthForm()
    if not form.validate_on_submit():
        return order_page(edition, form, refused=(item, form.planned.shown)), 422
    try:
        change_length(item, form.planned.data or 0, by=current_user, at=clock.now(), version=form.seen)
    except (BrokenRule, Stale) as refusal:
        form.refuse(refusal)
        return order_page(edition, form, refused=(item, form.planned.shown)), refusal.status
    if not item.shortest <= item.planned <= item.longest:
        between = f"{length_text(item.shortest)} to {length_text(item.longest)}"
        flash(f"“{item.title}” is meant to take {between}. That stays as it is until you edit it.", "note")
    return _back_to(edition, item)


@ceremony.post("/editions/<edition>/running-order/items/<uuid:item>/move")
@requires(CeremonyPermission.CHANGE_EVENING, edition=get_edition, item=get_item)
def move(edition: Edition, item: Item) -> Page:
    """Move an item one place; the page stays where the item is."""
    form = MoveForm()
    if not form.validate_on_submit():
        return order_page(edition, form), 422
    at, seen = clock.now(), whole_number(form.position)
    try:
        move_item(item, form.direction.data, by=current_user, at=at, seen=seen, version=form.seen)
    except Stale as refusal:
        form.refuse(refusal)
        return order_page(edition, form), refusal.status
    return _back_to(edition, item)


def _back_to(edition: Edition, item: Item) -> Response:
    return redirect(url_for(".running_order", edition=edition.slug, _anchor=f"item-{item.id}"), 303)


def order_page(edition: Edition, form: Form, refused: tuple[Item, str] | None = None) -> str:
    """The list with its times; ``refused`` is an item and what was typed for its length."""
    order = find_running_order(edition)
    items = order.items if order else []
    return render_template(
        "ceremony/running-order.html",
        edition=edition,
        order=order,
        items=items,
        form=form,
        refused=refused,
        times=schedule_of(edition, items),
        gaps=gaps_in(edition, items) if order else [],
    )
