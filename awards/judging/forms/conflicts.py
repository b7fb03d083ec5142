"""Standing aside: set by an organiser, or declared by a judge."""

from collections.abc import Sequence
from typing import Any

from awards.accounts.models import Person
from awards.core.forms import Form, LongTextField, SelectField, TickField
from awards.judging.models import PanelMember
from awards.judging.queries import Declaration
from awards.nominations.models import Nomination


class ConflictForm(Form):
    """Who stands aside from what, and why."""

    person = SelectField("Who stands aside?", required="Choose who stands aside", blank="Choose a person")
    nomination = SelectField(
        "From which nomination?", required="Choose a nomination", blank="Choose a nomination"
    )
    reason = LongTextField(
        "Why?",
        required="Enter a reason",
        max_characters=500,
        description="Kept on the record of this edition.",
    )

    def __init__(self, people: Sequence[Person], nominations: Sequence[Nomination]) -> None:
        super().__init__()
        self.people = {str(person.id): person for person in people}
        self.nominations = {str(nomination.id): nomination for nomination in nominations}
        self.person.choices = [(key, person.name) for key, person in self.people.items()]
        self.nomination.choices = [
            (key, f"{each.organisation.short_name}: {each.title}") for key, each in self.nominations.items()
        ]

    @property
    def chosen_person(self) -> Person:
        """Who was chosen; only after the form was found valid."""
        return self.people[self.person.data]

    @property
    def chosen_nomination(self) -> Nomination:
        """What was chosen; only after the form was found valid."""
        return self.nominations[self.nomination.data]


class DeclareForm(Form):
    """A promise of confidence; the questions about each team are added by ``declare_form``."""

    def reasons(self, declaration: Declaration) -> dict[Nomination, str]:
        """The teams that were ticked, each with the reason."""
        return {
            nomination: self[f"reason-{nomination.id}"].data
            for nomination in declaration.open
            if self[f"aside-{nomination.id}"].data
        }

    def validate(self, extra_validators: Any = None) -> bool:
        """Every tick needs a reason, and every reason a tick."""
        valid = bool(super().validate(extra_validators))
        for name in [field.name for field in self if field.name.startswith("aside-")]:
            reason = self[name.replace("aside-", "reason-", 1)]
            if self[name].data and not reason.data:
                aside = self[name].label.text.removeprefix("I ")
                self.add_error(f"Say why you {aside}", reason.name)
                valid = False
            elif reason.data and not self[name].data:
                self.add_error("Tick the box as well, or clear the reason", name)
                valid = False
        return valid


def declare_form(member: PanelMember, declaration: Declaration) -> DeclareForm:
    """The form for this member's declaration: a tick and a reason for each team."""
    fields: dict[str, Any] = {}
    for nomination in declaration.open:
        fields[f"aside-{nomination.id}"] = TickField(f"I stand aside from {nomination.title}")
        fields[f"reason-{nomination.id}"] = LongTextField(
            f"Why do you stand aside from {nomination.title}?", max_characters=500, rows=2
        )
    if member.declared_at is None:
        fields["confidential"] = TickField(
            "I keep to myself what I read, what I score and what the panel says",
            required="Tick to promise confidence",
        )
    form: DeclareForm = type("DeclareForm", (DeclareForm,), fields)()
    return form
