"""The forms about people, about a photo beside the answers, about signing and checking."""

from typing import Any

from awards.core.errors import BrokenRule
from awards.core.forms import (
    ChoiceField,
    EmailField,
    Form,
    HiddenField,
    LongTextField,
    PhotoField,
    TextField,
    TickField,
)
from awards.nominations.consenting import WORDS, Consents
from awards.nominations.people import parse_people
from awards.nominations.states import NominationState

NAME, LINE = 200, 200
NO_VERSION = -1
TO_ASK = "Never printed. With it they can say yes or no themselves to what may be shown of them."


class ConsentsForm(Form):
    """What somebody agreed to. Nothing is agreed to until it is ticked."""

    in_programme = TickField("Their name may be printed in the ceremony programme")
    on_stage = TickField("Their name may be read out on stage")
    in_photo = TickField("They may be seen in the photo")
    in_social_media = TickField("Social media may name and show them")
    in_press = TickField("The press may name and show them")

    @property
    def ticked(self) -> Consents:
        """What was ticked."""
        return Consents(**{key: self[key].data for key in WORDS})


class MemberForm(ConsentsForm):
    """A person of the team."""

    name = TextField(
        "Full name",
        required="Enter the person’s name",
        max_characters=NAME,
        render_kw={"list": "names", "autocomplete": "off"},
    )
    role = TextField("Role in the team", max_characters=LINE)
    say_as = TextField(
        "How is the name said aloud?",
        description="Only if people get it wrong. Write it as it sounds, like “shi-VAWN”.",
        max_characters=LINE,
    )
    email = EmailField(
        "Email address",
        description=TO_ASK,
    )


class BesideForm(Form):
    """Boxes beside the answers of a section, sent with them. Left empty, they change nothing."""

    class Meta(Form.Meta):
        """The section's own form carries the token."""

        csrf = False


class BesidePersonForm(BesideForm):
    """The one person whom a question asks for."""

    name = TextField("Full name", max_characters=NAME, render_kw={"list": "names", "autocomplete": "off"})
    role = TextField("Role", max_characters=LINE)
    email = EmailField("Email address", description=TO_ASK)

    def validate(self, extra_validators: Any = None) -> bool:
        """Somebody with a role or an address has a name."""
        valid = bool(super().validate(extra_validators))
        if (self.role.data or self.email.data) and not self.name.data:
            self.add_error("Enter the person’s name", "name")
        return valid and not self.name.errors


class BesideListForm(BesideForm, ConsentsForm):
    """Several people, and what all of them agreed to."""

    people = LongTextField(
        "Add people",
        description="One person a line: name, comma, role. For example “Ann Lee, social worker”. "
        "You can paste a list, or two columns of a spreadsheet. To give email addresses as well, so that "
        "people can say yes or no themselves, use “Paste from a spreadsheet”.",
        rows=5,
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Say which line cannot be read."""
        valid = bool(super().validate(extra_validators))
        try:
            parse_people(self.people.data)
        except BrokenRule as broken:
            self.add_error(broken.sentence, "people")
        return valid and not self.people.errors


class BesidePhotoForm(BesideForm):
    """A photo and its description. ``hangs``: there is a photo already, which only lacks its description."""

    hangs = False
    photo = PhotoField("Choose a photo")
    description = LongTextField(
        "Describe the photo for people who cannot see it",
        description="Who is there, where, what they are doing.",
        max_words=100,
        rows=3,
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Neither goes without the other."""
        valid = bool(super().validate(extra_validators))
        if self.photo.data and not self.description.data:
            self.add_error("Describe the photo for people who cannot see it", "description")
        if self.description.data and not (self.photo.data or self.photo.errors or self.hangs):
            self.add_error("Choose the photo that you describe", "photo")
        return valid and not self.photo.errors and not self.description.errors


class VersionForm(Form):
    """A button that acts on what its reader has seen."""

    version = HiddenField()

    def seen(self) -> int:
        """The version that was read; where the page did not say so, one that nothing has."""
        typed = self.version.data
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else NO_VERSION


class CommentForm(Form):
    """What a director wants changed by those who write."""

    comment = LongTextField(
        "What should be changed?",
        required="Write what should be changed",
        max_words=300,
        rows=5,
    )


class DecisionForm(VersionForm):
    """What an organiser decides."""

    decision = ChoiceField("What do you decide?", required="Choose what you decide")
    note = LongTextField(
        "What has to be changed, or the reason",
        description="Needed to return it or to mark it as ineligible. The director and the delegates "
        "receive it by email, word for word. To accept it, leave this empty.",
        max_words=300,
        rows=6,
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Say so where words would reach nobody, instead of dropping them."""
        valid = bool(super().validate(extra_validators))
        if self.note.data and self.decision.data in {ACCEPT[0], RECONSIDER[0]}:
            self.add_error("Nobody would receive this. Empty the box, or return the nomination", "note")
        return valid and not self.note.errors

    def offer(self, state: NominationState) -> bool:
        """Show what can be decided in ``state``; whether anything can."""
        self.decision.choices = DECISIONS.get(state, [])
        return bool(self.decision.choices)


ACCEPT = ("accept", "Accept it", "It goes to the judges. The organisation is told.")
RETURN = ("return", "Return it for changes", "The organisation can write again, and submits it again.")
RULE_OUT = ("ineligible", "Mark it as ineligible", "It takes no part. The organisation is told the reason.")
RECONSIDER = ("reconsider", "Look at it again", "It counts as submitted and not yet checked.")
DECISIONS = {
    NominationState.SUBMITTED: [ACCEPT, RETURN, RULE_OUT],
    NominationState.ACCEPTED: [RETURN, RULE_OUT],
    NominationState.INELIGIBLE: [RECONSIDER],
}
