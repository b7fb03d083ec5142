"""The entry form, made from its questions, and the forms about people, files and checking."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from wtforms import Field

from awards.core.errors import BrokenRule
from awards.core.forms import (
    Asked,
    ChoiceField,
    ChoicesField,
    DateField,
    EmailField,
    Form,
    HiddenField,
    IntegerField,
    LongTextField,
    MaxCharacters,
    PhotoField,
    SelectField,
    TextField,
    TickField,
)
from awards.editions.models import Question, Section
from awards.editions.states import QuestionKind
from awards.nominations.answering import OF_THEIR_OWN, kept, version_of
from awards.nominations.consenting import WORDS, Consents
from awards.nominations.people import parse_people
from awards.nominations.rules import answer_problems, asked
from awards.nominations.states import NominationState

MOST_RADIOS = 8
NAME, LINE = 200, 200
LONGEST_VERSION = 10_000


class ShortAnswer(TextField):
    """One line; the rules of the nomination judge its limits."""

    def _checks(self) -> list[Any]:
        return [MaxCharacters(self.longest)]


class LongAnswer(LongTextField):
    """Several lines; the rules of the nomination judge their limits."""

    def _checks(self) -> list[Any]:
        return [MaxCharacters(self.longest)]


class SectionForm(Form):
    """One section of an entry form. A draft may have gaps, so nothing is required.

    ``whole`` are the questions of the whole form, ``elsewhere`` its kept answers: they decide what is asked.
    """

    questions: ClassVar[Sequence[Question]] = ()
    whole: ClassVar[Sequence[Question]] = ()
    elsewhere: ClassVar[Mapping[str, object]] = {}
    version = HiddenField(max_characters=LONGEST_VERSION)

    def box(self, question: Question) -> Field:
        """Where the question is answered."""
        box: Field = self[f"q-{question.key}"]
        return box

    @property
    def asked(self) -> frozenset[str]:
        """The keys of the questions that are asked with these answers, those of other sections included."""
        typed = {question.key: self.box(question).data for question in self.questions}
        return frozenset(question.key for question in asked(self.whole, {**self.elsewhere, **typed}))

    def answers(self) -> dict[str, object]:
        """What was typed, by question key. What cannot be read and is not asked stays as it was."""
        asked_for = self.asked
        return {
            question.key: self.box(question).data
            for question in self.questions
            if question.key in asked_for or self._can_be_read(question)
        }

    def _can_be_read(self, question: Question) -> bool:
        try:
            kept(question, self.box(question).data)
        except BrokenRule:
            return False
        return not self.box(question).process_errors

    def may_be_kept(self) -> bool:
        """Whether it can be kept as a draft, within its limits or not."""
        super().validate()
        asked_for = self.asked
        for question in self.questions:
            if question.key not in asked_for:
                self.box(question).errors = []
        return not self.problems

    def validate(self, extra_validators: Any = None) -> bool:
        """Also refuse texts beyond their limits, counted as the page counts them."""
        valid, asked_for = self.may_be_kept(), self.asked
        for question in self.questions:
            box = self.box(question)
            for sentence in answer_problems(question, box.data) if question.key in asked_for else ():
                box.errors = [*box.errors, about(question, sentence)]
                valid = False
        return valid


class ChosenForm(Form):
    """Which of two answers to one question is kept. ``seen`` is the sign of the other's, as it was shown."""

    class Meta(Form.Meta):
        """The section's own form carries the token."""

        csrf = False

    keep = ChoiceField("Which do you keep?", required="Choose which to keep")
    text = LongTextField("Your text out of both")
    seen = HiddenField()


def about(question: Question, sentence: str) -> str:
    """A sentence that says which question it is about."""
    label = question.label
    return f"{label} {sentence}" if label[-1:] in "?.!" else f"{label}: {sentence[:1].lower()}{sentence[1:]}"


def section_form(
    section: Section, values: Mapping[str, object], elsewhere: Mapping[str, object] | None = None
) -> SectionForm:
    """The form of a section, filled with its kept ``values``; those ``elsewhere`` decide what is asked."""
    questions = [question for question in section.questions if question.kind not in OF_THEIR_OWN]
    boxes = {f"q-{question.key}": _box(question) for question in questions}
    whole = [question for part in section.category.sections for question in part.questions]
    about_form = {"questions": questions, "whole": whole, "elsewhere": elsewhere or {}}
    form_class = type("FormOfSection", (SectionForm,), about_form | boxes)
    data = {f"q-{question.key}": values.get(question.key) for question in questions}
    form: SectionForm = form_class(data=data | {"version": version_of(values)})
    return form


def _box(question: Question) -> Any:
    label, hint = question.label, question.hint
    limits: dict[str, Any] = {"max_words": question.max_words, "max_characters": question.max_characters}
    choices = [(option["value"], option["label"]) for option in question.options]
    if question.kind is QuestionKind.SHORT_TEXT:
        return ShortAnswer(label, description=hint, **limits)
    if question.kind is QuestionKind.LONG_TEXT:
        return LongAnswer(label, description=hint, **limits)
    if question.kind is QuestionKind.CHOICE:
        one = ChoiceField if len(choices) <= MOST_RADIOS else SelectField
        return one(label, description=hint, choices=choices)
    if question.kind is QuestionKind.CHOICES:
        return ChoicesField(label, description=hint, choices=choices)
    simple: dict[QuestionKind, type[Asked]] = {
        QuestionKind.NUMBER: IntegerField,
        QuestionKind.DATE: DayField,
        QuestionKind.DECLARATION: TickField,
    }
    return simple[question.kind](label, description=hint)


class DayField(DateField):
    """A day that is kept as its ISO text."""

    def process_data(self, value: Any) -> None:
        """Read the kept text."""
        super().process_data(dt.date.fromisoformat(value) if isinstance(value, str) and value else None)


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
        description="Never printed. Used to ask what may be shown of them, and to write about the evening.",
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

    def validate(self, extra_validators: Any = None) -> bool:
        """Somebody with a role has a name."""
        valid = bool(super().validate(extra_validators))
        if self.role.data and not self.name.data:
            self.add_error("Enter the person’s name", "name")
        return valid and not self.name.errors


class BesideListForm(BesideForm, ConsentsForm):
    """Several people, and what all of them agreed to."""

    people = LongTextField(
        "Add people",
        description="One person a line: name, comma, role. For example “Ann Lee, social worker”. "
        "You can paste a list, or two columns of a spreadsheet.",
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

    def seen(self) -> int | None:
        """The version that was read, if the page said so."""
        typed = self.version.data
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


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
        "receive it by email, word for word.",
        max_words=300,
        rows=6,
    )

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
