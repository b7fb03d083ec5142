"""Standing aside: set by an organiser, declared by a judge, lifted again."""

from collections.abc import Sequence
from typing import Any

from awards.accounts.models import Person
from awards.core.forms import ChoiceField, Form, LongTextField, SelectField, TickField
from awards.judging.conflicts import TIES, Tie
from awards.judging.models import PanelMember
from awards.judging.queries import Declaration
from awards.judging.states import ConflictKind
from awards.nominations.models import Nomination

LONGEST_REASON = 500
LIFT, KEEP = "lift", "keep"


class ConflictForm(Form):
    """Who stands aside from what, and why."""

    person = SelectField("Who stands aside?", required="Choose who stands aside", blank="Choose a person")
    nomination = SelectField(
        "From which nomination?", required="Choose a nomination", blank="Choose a nomination"
    )
    reason = LongTextField(
        "Why?",
        required="Enter a reason",
        max_characters=LONGEST_REASON,
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


class StandAsideForm(Form):
    """What ties a judge to one nomination."""

    kind = ChoiceField(
        "What ties you to it?",
        required="Choose what ties you to this nomination",
        choices=TIES.items(),
        coerce=ConflictKind,
    )
    reason = LongTextField(
        "Say in a few words how",
        required="Say in a few words how",
        max_characters=LONGEST_REASON,
        description="Organisers and auditors read it. The chair sees only that you stand aside.",
    )

    @property
    def tie(self) -> Tie:
        """What was said; only after the form was found valid."""
        return Tie(self.kind.data, self.reason.data)


class LiftForm(Form):
    """Why somebody who stands aside may take part again."""

    reason = LongTextField(
        "Why may they take part again?",
        required="Say why the conflict is to be lifted",
        max_characters=LONGEST_REASON,
        description="Kept on the record of this edition, with your name.",
    )


class LiftAnswerForm(Form):
    """A second organiser's answer."""

    answer = ChoiceField(
        "Is the conflict lifted?",
        required="Choose whether the conflict is lifted",
        choices=[
            (LIFT, "Yes, lift it", "They are told by email and may take part again."),
            (KEEP, "No, it stays", "They go on standing aside, and are not written to."),
        ],
    )


class DeclareForm(Form):
    """A promise of confidence; the questions about each team are added by ``declare_form``."""

    def ties(self, declaration: Declaration) -> dict[Nomination, Tie]:
        """The teams that were ticked, each with kind and reason."""
        return {
            nomination: Tie(self[f"kind-{nomination.id}"].data, self[f"reason-{nomination.id}"].data)
            for nomination in declaration.open
            if self[f"aside-{nomination.id}"].data
        }

    def validate(self, extra_validators: Any = None) -> bool:
        """Every tick needs kind and reason, and where either is given, the tick."""
        valid = bool(super().validate(extra_validators))
        for tick in [field for field in self if field.name.startswith("aside-")]:
            kind, reason = (self[tick.name.replace("aside", part, 1)] for part in ("kind", "reason"))
            aside = tick.label.text.removeprefix("I ")
            if tick.data and not kind.data and not kind.errors:
                self.add_error(f"Choose why you {aside}", kind.name)
            if tick.data and not reason.data:
                self.add_error(f"Say in a few words why you {aside}", reason.name)
            if not tick.data and (kind.data or reason.data):
                self.add_error("Tick the box as well, or clear what you chose and wrote below it", tick.name)
            valid = valid and not (tick.errors or kind.errors or reason.errors)
        return valid


def declare_form(member: PanelMember, declaration: Declaration) -> DeclareForm:
    """The form for this member's declaration: a tick, a kind and a reason for each team."""
    fields: dict[str, Any] = {}
    for nomination in declaration.open:
        title = nomination.title
        fields[f"aside-{nomination.id}"] = TickField(f"I stand aside from {title}")
        fields[f"kind-{nomination.id}"] = SelectField(
            f"What ties you to {title}?", choices=TIES.items(), coerce=ConflictKind, blank="Choose one"
        )
        fields[f"reason-{nomination.id}"] = LongTextField(
            f"In a few words, why do you stand aside from {title}?", max_characters=LONGEST_REASON, rows=2
        )
    form: DeclareForm = type("DeclareForm", (DeclareForm,), fields)()
    return form
