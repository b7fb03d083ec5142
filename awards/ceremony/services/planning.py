"""Planning the evening: making the running order, and changing it."""

import datetime as dt
import uuid
from dataclasses import asdict

from sqlalchemy.orm.attributes import flag_modified

from awards.accounts.models import Person
from awards.ceremony.models import Item, RunningOrder
from awards.ceremony.plan import PlannedStep
from awards.ceremony.queries import find_running_order, planned_steps
from awards.ceremony.rules import ItemValues, item_faults, length_fault
from awards.ceremony.states import Direction, ItemKind
from awards.core.audit import record
from awards.core.database import db, lock
from awards.core.errors import BrokenRule, Stale, WrongState
from awards.editions.models import Edition
from awards.editions.states import Stage

CHANGED = "Somebody else changed the running order in the meantime. Look at what is there now, and try again."
LONGEST_LINE = 200


def generate_running_order(
    edition: Edition, *, by: Person, at: dt.datetime, version: int | None = None
) -> RunningOrder:
    """Make the running order from the edition's plan, its awards and teams, in place of one that is there.

    ``version`` is that of the order which ``by`` saw, 0 for none. The same order twice is one.
    """
    _check_stage(edition)
    lock(edition)
    if not edition.plan:
        raise BrokenRule("This edition has no plan of the evening. Load one with the edition’s file.")
    items = _items(edition, planned_steps(edition, at))
    order = find_running_order(edition, lock=True)
    if order is not None and [_content(item) for item in order.items] == [_content(item) for item in items]:
        return order
    if version is not None and version != (order.version if order else 0):
        raise Stale(CHANGED)
    order = order or RunningOrder(edition=edition, items=[], changed_at=at)
    db.session.add(order)
    order.items.clear()
    db.session.flush()
    order.items.extend(items)
    _touch(order, at)
    record("running order generated", order, by=by, at=at, items=len(items))
    return order


def _items(edition: Edition, steps: list[PlannedStep]) -> list[Item]:
    awards = {award.key: award.id for award in edition.awards}
    return [
        Item(
            position=position,
            kind=ItemKind(step.kind),
            block=step.block[:LONGEST_LINE],
            title=step.title[:LONGEST_LINE],
            public_title=step.public_title[:LONGEST_LINE],
            planned=step.planned,
            shortest=step.shortest,
            longest=step.longest,
            hard_start=step.hard_start,
            hard_reason=step.hard_reason,
            public=step.public,
            people=step.people[:LONGEST_LINE],
            notes=step.notes,
            award_id=awards.get(step.award or ""),
            nomination_id=uuid.UUID(step.team) if step.team else None,
        )
        for position, step in enumerate(steps, start=1)
    ]


def _content(item: Item) -> list[object]:
    """All that makes an item, but for its identity."""
    own = {"id", "created_at", "running_order_id"}
    return [getattr(item, column.key) for column in Item.__table__.columns if column.key not in own]


def change_length(
    item: Item, planned: int, *, by: Person, at: dt.datetime, version: int | None = None
) -> Item:
    """Give an item another length; its shortest and longest stay as they were written."""
    order = _open(item.running_order.edition, item)
    if item.planned == planned:
        return item
    _check_version(order, version)
    edition = order.edition
    if wrong := length_fault(planned, edition.doors_at, edition.hard_finish_at):
        raise BrokenRule(wrong.sentence, field=wrong.field)
    item.planned = planned
    _touch(order, at)
    record("item length changed", order, by=by, at=at, item=str(item.id), seconds=planned)
    return item


def change_item(
    item: Item, values: ItemValues, *, by: Person, at: dt.datetime, version: int | None = None
) -> Item:
    """Write an item anew."""
    order = _open(item.running_order.edition, item)
    wanted = _checked(values, order.edition, item)
    if all(getattr(item, name) == value for name, value in wanted.items()):
        return item
    _check_version(order, version)
    for name, value in wanted.items():
        setattr(item, name, value)
    _touch(order, at)
    record("item changed", order, by=by, at=at, item=str(item.id))
    return item


def move_item(
    item: Item,
    direction: Direction,
    *,
    by: Person,
    at: dt.datetime,
    seen: int | None = None,
    version: int | None = None,
) -> Item:
    """Change places with the item before or after. ``seen``: the position from which it was to move."""
    order = _open(item.running_order.edition, item)
    step = -1 if direction is Direction.UP else 1
    if seen is not None and item.position == seen + step:
        return item  # pressed twice
    _check_version(order, version)
    items = list(order.items)
    index = items.index(item)
    if not 0 <= index + step < len(items):
        return item
    items[index], items[index + step] = items[index + step], items[index]
    _number(items)
    _touch(order, at)
    record("item moved", order, by=by, at=at, item=str(item.id), direction=direction.value)
    return item


def add_item(
    order: RunningOrder,
    values: ItemValues,
    *,
    after: int,
    by: Person,
    at: dt.datetime,
    item_id: uuid.UUID | None = None,
) -> Item:
    """Put a new item after position ``after``; 0 is the beginning. The same ``item_id`` is one item."""
    order = _open(order.edition)
    made = next((item for item in order.items if item.id == item_id), None)
    if made is not None:
        return made
    item = Item(id=item_id or uuid.uuid4(), position=0, **_checked(values, order.edition))
    items = list(order.items)
    place = max(0, min(after, len(items)))
    neighbours = items[max(0, place - 1) : place + 1]
    if len(neighbours) == 2 and neighbours[0].block == neighbours[1].block:
        item.block = neighbours[0].block  # inside a block it belongs to it
    _number([*items[:place], item, *items[place:]])
    order.items.append(item)
    _touch(order, at)
    record("item added", order, by=by, at=at, item=str(item.id))
    return item


def remove_item(order: RunningOrder, item_id: uuid.UUID, *, by: Person, at: dt.datetime) -> None:
    """Take an item out. Nothing happens when it is gone."""
    order = _open(order.edition)
    item = next((each for each in order.items if each.id == item_id), None)
    if item is None:
        return
    order.items.remove(item)
    _number(order.items)
    _touch(order, at)
    record("item removed", order, by=by, at=at, item=str(item_id))


def _check_stage(edition: Edition) -> None:
    if not edition.state.is_at_least(Stage.NOMINATIONS):
        raise WrongState("The evening is planned once nominations are open.")
    if edition.state.is_at_least(Stage.PUBLISHED):
        raise WrongState("The evening is over: its running order can no longer be changed.")


def _open(edition: Edition, item: Item | None = None) -> RunningOrder:
    """The running order as it is now, held until the end. Raise Stale when the item left it."""
    _check_stage(edition)
    order = find_running_order(edition, lock=True)
    if order is None or (item is not None and item not in order.items):
        raise Stale(CHANGED)
    return order


def _check_version(order: RunningOrder, version: int | None) -> None:
    if version is not None and version != order.version:
        raise Stale(CHANGED)


def _checked(values: ItemValues, edition: Edition, item: Item | None = None) -> dict[str, object]:
    """The values of an item; raise BrokenRule with the first thing that is wrong.

    A planned length that passed its limits in the list is no reason to refuse another change.
    """
    lengths = (values.planned, values.shortest, values.longest)
    untouched = item is not None and lengths == (item.planned, item.shortest, item.longest)
    for fault in item_faults(values, edition.doors_at, edition.hard_finish_at):
        if not (untouched and fault.field in {"shortest", "longest"}):
            raise BrokenRule(fault.sentence, field=fault.field)
    return asdict(values) | {"kind": ItemKind(values.kind)}


def _number(items: list[Item]) -> None:
    for position, item in enumerate(items, start=1):
        item.position = position


def _touch(order: RunningOrder, at: dt.datetime) -> None:
    """Every change of an item is a change of the order: its version moves on."""
    order.changed_at = at
    if order.version is not None:
        flag_modified(order, "changed_at")
    db.session.flush()
    db.session.refresh(order, ["items"])
