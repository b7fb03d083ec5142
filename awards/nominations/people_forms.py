"""Forms about the people of a team: one more, a pasted list and how it was read, their consent."""

from collections.abc import Mapping, Sequence
from typing import Any

from awards.core.forms import ChoiceField, EmailField, Form, LongTextField, SelectField, TextField, TickField
from awards.nominations.consenting import WORDS, Consents
from awards.nominations.forms import LINE, NAME, ConsentsForm, MemberForm
from awards.nominations.namesakes import Comparison, Twice
from awards.nominations.people import MOST_COLUMNS, Column, ReadList

SAME_OR_NOT = [
    (Twice.KEEP.value, "The same person: keep the role that is there"),
    (Twice.CHANGE.value, "The same person: take the new role"),
    (Twice.BOTH.value, "Another person with the same name"),
]
COLUMNS = [
    (Column.NAME.value, "Name"),
    (Column.FIRST_NAME.value, "First name"),
    (Column.SURNAME.value, "Surname"),
    (Column.ROLE.value, "Role"),
    (Column.EMAIL.value, "Email address"),
    (Column.SAY_AS.value, "How the name is said"),
    (Column.NOTHING.value, "Leave it out"),
]
YES, NO = "yes", "no"


class NewMemberForm(MemberForm):
    """One more person. Whether it is somebody who is there is asked only where the name is there."""

    twice = ChoiceField("Is this the same person?", choices=SAME_OR_NOT, coerce=Twice)


class AnsweredMemberForm(ConsentsForm):
    """Somebody who has answered: their name and what they refused are their own."""

    role = TextField("Role in the team", max_characters=LINE)
    email = EmailField(
        "Email address",
        description="Their link stops working when you change or remove the address. You can then ask again.",
    )


class PasteForm(ConsentsForm):
    """Several people at once, as they are pasted; then how they were read."""

    people = LongTextField(
        "The list",
        description="One person a line, or cells copied from a spreadsheet: name, role and, if you have "
        "them, email address and how the name is said. The order does not matter, nor does a heading.",
        required="Write or paste at least one name",
        rows=10,
    )
    ask = TickField("Ask those with an email address now what may be shown of them")

    @property
    def columns(self) -> list[Column]:
        """What somebody said the columns hold; empty when nobody was asked."""
        chosen = (self._fields.get(f"column_{n}") for n in range(MOST_COLUMNS))
        return [field.data or Column.NOTHING for field in chosen if field is not None]

    def twice(self, place: int) -> Twice | None:
        """What was chosen about the name at this place of the list."""
        field = self._fields.get(f"twice_{place}")
        chosen: Twice | None = field.data if field is not None else None
        return chosen


def read_form(read: ReadList, compared: Sequence[Comparison] = ()) -> PasteForm:
    """The form about a list as it was read: its columns, and names that are there already."""
    boxes: dict[str, Any] = {}
    data: dict[str, object] = {}
    for n, column in enumerate(read.columns):
        label = f"Column {n + 1}: “{read.examples[n][:40]}”" if read.examples[n] else f"Column {n + 1}: empty"
        boxes[f"column_{n}"] = SelectField(label, choices=COLUMNS, coerce=Column, blank="")
        data[f"column_{n}"] = column
    for place, each in enumerate(compared):
        if each.asks:
            label = f"Is {read.people[place].name} the same person?"
            boxes[f"twice_{place}"] = SelectField(label, choices=SAME_OR_NOT, coerce=Twice, blank="")
            data[f"twice_{place}"] = Twice.KEEP
    form: PasteForm = type("ReadForm", (PasteForm,), boxes)(data=data)
    return form


def _yes_or_no(label: str, description: str) -> ChoiceField:
    needed = f"Choose yes or no: {label[:1].lower()}{label[1:]}"
    choices = [(YES, "Yes"), (NO, "No")]
    return ChoiceField(label, description=description, choices=choices, required=needed)


class OwnConsentForm(Form):
    """What somebody says of themselves. Whoever has the address of the page may: it is the secret."""

    class Meta(Form.Meta):
        """No token: it would need a cookie, and shield nothing that the address does not shield."""

        csrf = False

    name = TextField("Your name, as it should be written", required="Enter your name", max_characters=NAME)
    say_as = TextField(
        "How is it said aloud?",
        description="Only if people get it wrong. Write it as it sounds, like “shi-VAWN”.",
        max_characters=LINE,
    )
    in_programme = _yes_or_no(
        "Your name and role in the programme",
        "The booklet that guests hold on the evening, and the same as a web page for everybody.",
    )
    on_stage = _yes_or_no("Your name on stage", "Read out when your team is honoured.")
    in_photo = _yes_or_no(
        "You in the photo of your team",
        "It is printed in the programme, and shown on its web page and to the judges.",
    )
    in_social_media = _yes_or_no(
        "Your name and picture in social media",
        "Posts by your organisation or the organisers about the awards.",
    )
    in_press = _yes_or_no(
        "Your name and picture for the press", "Newspapers and others who report on the awards."
    )

    def __init__(self, *, name: str, say_as: str, shown: Mapping[str, bool | None]) -> None:
        """Only the choices that are ``shown`` are asked for, each with what holds now; None: not known."""
        known = {key: YES if yes else NO for key, yes in shown.items() if yes is not None}
        super().__init__(data={"name": name, "say_as": say_as, **known})
        for key in set(WORDS) - set(shown):
            del self[key]

    @property
    def choices(self) -> list[ChoiceField]:
        """The questions to be answered with yes or no."""
        return [self[key] for key in WORDS if key in self]

    def agreed(self, otherwise: Consents) -> Consents:
        """What was chosen; what is not asked any more stays as it was."""
        return Consents(
            **{key: self[key].data == YES if key in self else getattr(otherwise, key) for key in WORDS}
        )
