"""Forms of the ceremony stage."""

import uuid
from collections.abc import Sequence

from wtforms import Field
from wtforms.validators import ValidationError

from awards.ceremony.models import Item
from awards.ceremony.rules import ItemValues
from awards.ceremony.states import Direction, DocumentKind, ItemKind
from awards.ceremony.timing import clock_text, parse_clock
from awards.ceremony.words import DOCUMENTS, ITEM_KINDS
from awards.core.forms import (
    ChoiceField,
    DurationField,
    Form,
    HiddenField,
    LongTextField,
    SelectField,
    TextField,
    TickField,
)

LONGEST_LINE = 200
LENGTH_HINT = "Minutes and seconds, like 3:30, or minutes, like 3m"


def whole_number(field: HiddenField) -> int | None:
    """What a hidden field carries; None when it came back as something else."""
    return int(field.data) if field.data.isascii() and field.data.isdigit() and len(field.data) < 10 else None


class VersionForm(Form):
    """A change of the running order as somebody saw it."""

    version = HiddenField()

    @property
    def seen(self) -> int | None:
        """The version on the page; -1, which no order has, when it came back as something else."""
        number = whole_number(self.version)
        return -1 if number is None else number


class LengthForm(VersionForm):
    """Another length for an item."""

    planned = DurationField("What you typed", required="Enter a length, like 3:30, 3m or 90s")


class MoveForm(VersionForm):
    """One place up or down."""

    direction = ChoiceField(
        "Direction", required=True, coerce=Direction, choices=[(d, d.value) for d in Direction]
    )
    position = HiddenField()


class ItemForm(VersionForm):
    """Everything an organiser can write about an item."""

    kind = SelectField("What happens", required=True, choices=list(ITEM_KINDS.items()))
    title = TextField(
        "Title for the crew", required="Enter a title for the crew", max_characters=LONGEST_LINE
    )
    public_title = TextField(
        "Title for guests", max_characters=LONGEST_LINE, description="Leave empty to use the crew’s."
    )
    planned = DurationField("Planned length", required="Enter the planned length", description=LENGTH_HINT)
    shortest = DurationField("Shortest length", description="How far it can shrink. Empty: not at all.")
    longest = DurationField("Longest length", description="How far it can stretch. Empty: not at all.")
    hard_start = TextField(
        "Fixed start", max_characters=20, description="Only if it truly cannot move. Like 20:00."
    )
    hard_reason = TextField("Why the start cannot move", max_characters=LONGEST_LINE)
    people = TextField("People", max_characters=LONGEST_LINE, description="Who is on stage, and who helps.")
    notes = LongTextField("Notes for the crew", max_characters=1000)
    public = TickField("Show this in the guests’ programme")
    doors_at: int = 0

    def validate_hard_start(self, field: Field) -> None:
        """A time of the evening; one after midnight is on the next day."""
        try:
            self.start_of(field.data)
        except ValueError as problem:
            raise ValidationError(str(problem).rstrip(".")) from None

    def start_of(self, typed: str) -> int | None:
        """The typed start in seconds from midnight."""
        return parse_clock(typed, self.doors_at) if typed else None

    def values(self) -> ItemValues:
        """What was written, once the form is valid."""
        planned = self.planned.data or 0
        return ItemValues(
            kind=self.kind.data,
            title=self.title.data,
            public_title=self.public_title.data,
            planned=planned,
            shortest=planned if self.shortest.data is None else self.shortest.data,
            longest=planned if self.longest.data is None else self.longest.data,
            hard_start=self.start_of(self.hard_start.data),
            hard_reason=self.hard_reason.data,
            people=self.people.data,
            notes=self.notes.data,
            public=self.public.data,
        )


def item_form(item: Item, doors_at: int) -> ItemForm:
    """The form with what is kept."""
    names = (
        "title",
        "public_title",
        "planned",
        "shortest",
        "longest",
        "hard_reason",
        "people",
        "notes",
        "public",
    )
    kept = {name: getattr(item, name) for name in names}
    start = "" if item.hard_start is None else clock_text(item.hard_start)
    version = str(item.running_order.version)
    form = ItemForm(data={**kept, "kind": item.kind.value, "hard_start": start, "version": version})
    form.doors_at = doors_at
    return form


class NewItemForm(ItemForm):
    """A new item and its place. ``item_id`` makes of two presses one item."""

    after = SelectField("Where", required=True, blank="", choices=[])
    item_id = HiddenField()

    @property
    def new_id(self) -> uuid.UUID | None:
        """The identity the page gave it; None when it came back as something else."""
        try:
            return uuid.UUID(self.item_id.data)
        except ValueError:
            return None


def new_item_form(items: Sequence[Item], doors_at: int) -> NewItemForm:
    """An empty form, with the places of ``items`` to choose from."""
    usual = {
        "public": True,
        "after": str(len(items)),
        "kind": ItemKind.SPEECH.value,
        "item_id": str(uuid.uuid4()),
    }
    form = NewItemForm(data=usual)
    places = [(str(item.position), f"After {item.position}. {item.title}") for item in items]
    form.after.choices = [("0", "At the beginning"), *places]
    form.doors_at = doors_at
    return form


class AskForm(Form):
    """Which document to make."""

    kind = ChoiceField("Document", required=True, coerce=DocumentKind, choices=list(DOCUMENTS.items()))


class PressForm(Form):
    """A button that does one thing."""
