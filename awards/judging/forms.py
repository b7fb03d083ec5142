"""Forms of the judging stage."""

from collections.abc import Mapping, Sequence
from typing import Any

from awards.accounts.models import Person
from awards.core.forms import (
    ChoiceField,
    ChoicesField,
    EmailField,
    Form,
    HiddenField,
    LongTextField,
    SelectField,
    TextField,
    TickField,
)
from awards.editions.models import Category
from awards.judging.marks import Marks
from awards.judging.models import Assignment, PanelMember
from awards.judging.queries import Declaration, marks_on, rule_criteria
from awards.judging.rules import score_problems
from awards.judging.services import Seat
from awards.nominations.models import Nomination

JUDGE, CHAIR, SCORING_CHAIR = "judge", "chair", "scoring-chair"
DUTIES = [
    (JUDGE, "Judge", "Reads and scores."),
    (CHAIR, "Chair", "Leads the meeting and may reopen score sheets. Does not score."),
    (SCORING_CHAIR, "Chair who also scores", "Does both."),
]


class PanelForm(Form):
    """A panel's name and what it judges."""

    name = TextField("Name of the panel", required=True, max_characters=80)
    categories = ChoicesField("Categories this panel judges", required="Choose at least one category")

    def __init__(self, offered: Sequence[Category], **settings: Any) -> None:
        super().__init__(**settings)
        self.offered = offered
        self.categories.choices = [(str(category.id), category.name) for category in offered]

    @property
    def chosen(self) -> list[Category]:
        """The categories that were ticked."""
        return [category for category in self.offered if str(category.id) in self.categories.data]


class MemberForm(Form):
    """Somebody known, or somebody new who is invited."""

    person = SelectField("Choose somebody who is a judge already", blank="Nobody: invite somebody new")
    name = TextField("Their name", max_characters=200)
    email = EmailField("Their email address")
    duty = ChoiceField(
        "What will they do?", choices=DUTIES, default=JUDGE, required="Choose what they will do"
    )
    plain_words = TickField("Show them plain-language words beside each score, as young judges use")

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

    @property
    def seat(self) -> Seat:
        """What they do on the panel."""
        return Seat(
            is_chair=self.duty.data != JUDGE,
            scores=self.duty.data != CHAIR,
            plain_words=self.plain_words.data,
        )


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


class ReasonForm(Form):
    """Why a score sheet is given back."""

    reason = LongTextField(
        "Why do you reopen it?",
        required="Say why you reopen the score sheet",
        max_characters=500,
        description="The judge reads this. It is kept with the scores as they were.",
    )


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


class SheetForm(Form):
    """The comments on the whole; the criteria are added by ``sheet_form``."""

    version = HiddenField("Version")
    comment = LongTextField(
        "Your comment on the whole",
        description="What would you tell the team? Passed on without your name if the organisers release it.",
        max_characters=5000,
        rows=4,
    )
    private_note = LongTextField(
        "A note to yourself", description="Nobody else ever reads this.", max_characters=5000, rows=2
    )

    @property
    def marks(self) -> Marks:
        """What was typed, as plain values."""
        keys = [field.name.removeprefix("points-") for field in self if field.name.startswith("points-")]
        points = {key: self[f"points-{key}"].data for key in keys}
        return Marks(
            scores={key: int(given) if given else None for key, given in points.items()},
            comments={key: self[f"comment-{key}"].data for key in keys},
            comment=self.comment.data,
            private_note=self.private_note.data,
        )

    @property
    def seen_version(self) -> int:
        """The version that the judge saw; what is no number was never one of ours."""
        typed = self.version.data
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else -1

    def is_complete(self, assignment: Assignment) -> bool:
        """Say beside each criterion what keeps the sheet from being submitted; whether nothing does."""
        marks = self.marks
        criteria = rule_criteria(assignment.nomination.category, assignment.round)
        problems = score_problems(marks.scores, marks.comments, criteria)
        for key, sentence in problems.items():
            self.add_error(sentence, f"{'points' if marks.scores.get(key) is None else 'comment'}-{key}")
        return not problems


def sheet_form(assignment: Assignment) -> SheetForm:
    """The score sheet of this nomination's criteria, with what is saved."""
    fields: dict[str, Any] = {}
    for criterion in assignment.nomination.category.criteria_in(assignment.round):
        words = [(str(points), word) for points, word in enumerate(criterion.scale)]
        fields[f"points-{criterion.key}"] = ChoiceField(criterion.name, choices=words)
        fields[f"comment-{criterion.key}"] = LongTextField(
            f"Why? {criterion.name}", max_characters=2000, rows=2
        )
    form: SheetForm = type("SheetForm", (SheetForm,), fields)(data=_saved(assignment))
    return form


def _saved(assignment: Assignment) -> Mapping[str, object]:
    marks = marks_on(assignment.sheet)
    return {
        "version": assignment.sheet.version if assignment.sheet else 0,
        "comment": marks.comment,
        "private_note": marks.private_note,
        **{f"points-{key}": points for key, points in marks.scores.items()},
        **{f"comment-{key}": text for key, text in marks.comments.items()},
    }
