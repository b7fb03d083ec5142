"""Panels and who sits on them."""

from collections.abc import Sequence
from typing import Any

from awards.accounts.models import Person
from awards.core.forms import ChoicesField, EmailField, Form, SelectField, TextField
from awards.editions.models import Category
from awards.judging.forms.seats import DutyForm


class PanelForm(Form):
    """A panel's name and what it judges."""

    name = TextField("Name of the panel", required="Enter the name of the panel", max_characters=80)
    categories = ChoicesField("Categories this panel judges", required="Choose at least one category")

    def __init__(self, offered: Sequence[Category], **settings: Any) -> None:
        super().__init__(**settings)
        self.offered = offered
        self.categories.choices = [(str(category.id), category.name) for category in offered]

    @property
    def chosen(self) -> list[Category]:
        """The categories that were ticked."""
        return [category for category in self.offered if str(category.id) in self.categories.data]


class MemberForm(DutyForm):
    """Somebody known, or somebody new who is invited."""

    person = SelectField("Choose somebody who is a judge already", blank="Nobody: invite somebody new")
    name = TextField("Their name", max_characters=200)
    email = EmailField("Their email address")

    def __init__(self, people: Sequence[Person], seated: Sequence[Person] = (), **settings: Any) -> None:
        """Offer ``people``; the ``seated`` are taken too, for a second press finds its person among them."""
        super().__init__(**settings)
        known = [*people, *seated] if self.is_submitted() else people
        self.people = {str(person.id): person for person in known}
        self.person.choices = [
            (key, f"{person.name} ({person.email})") for key, person in self.people.items()
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for a name and an address where nobody was chosen."""
        valid = bool(super().validate(extra_validators))
        if valid and not self.person.data:
            for field, word in ((self.name, "name"), (self.email, "email address")):
                if not field.data:
                    self.add_error(
                        f"Choose somebody from the list, or enter the new judge’s {word}", field.name
                    )
                    valid = False
        return valid

    @property
    def chosen(self) -> Person | None:
        """The person from the list, or None for an invitation."""
        return self.people.get(self.person.data or "")
