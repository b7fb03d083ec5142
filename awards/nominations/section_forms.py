"""The form of one section, made from its questions, and the boxes for choosing between two answers."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from wtforms import Field

from awards.core.forms import (
    Asked,
    ChoiceField,
    ChoicesField,
    DateField,
    Form,
    HiddenField,
    IntegerField,
    LongTextField,
    MaxCharacters,
    SelectField,
    TextField,
    TickField,
    first_text,
)
from awards.editions.models import Question, Section
from awards.editions.states import QuestionKind
from awards.nominations.answering import OF_THEIR_OWN, TEXTS, day_in, is_answer, shown, version_of
from awards.nominations.rules import answer_problems, asked

MOST_RADIOS = 8
LONGEST_VERSION = 10_000
UNREADABLE = "What was answered is “{}”, which is no answer to this question. Please answer it again."


class ShortAnswer(TextField):
    """One line; the rules of the nomination judge its limits."""

    def _checks(self) -> list[Any]:
        return [MaxCharacters(self.longest)]


class LongAnswer(LongTextField):
    """Several lines; the rules of the nomination judge their limits."""

    def _checks(self) -> list[Any]:
        return [MaxCharacters(self.longest)]


class SeenField(HiddenField):
    """The version of a page. Who sends none has seen nothing."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what came back; what the section has by now was not read by anybody."""
        self.data = self.clean(first_text(valuelist) or "")


class SectionForm(Form):
    """One section of an entry form. A draft may have gaps, so nothing is required.

    ``whole`` are the questions of the whole form, ``elsewhere`` its kept answers: they decide what is asked.
    """

    questions: ClassVar[Sequence[Question]] = ()
    whole: ClassVar[Sequence[Question]] = ()
    elsewhere: ClassVar[Mapping[str, object]] = {}
    version = SeenField(max_characters=LONGEST_VERSION)

    def box(self, question: Question) -> Field:
        """Where the question is answered."""
        box: Field = self[f"q-{question.key}"]
        return box

    @property
    def asked(self) -> frozenset[str]:
        """The keys of the questions that are asked with these answers, those of other sections included."""
        typed = {question.key: self.box(question).data for question in self.questions}
        return frozenset(question.key for question in asked(self.whole, {**self.elsewhere, **typed}))

    def asks_like(self, other: "SectionForm") -> bool:
        """Whether the other form has the same boxes."""
        one, two = (
            [(box.name, type(box), getattr(box, "choices", ())) for box in form] for form in (self, other)
        )
        return one == two

    def answers(self) -> dict[str, object]:
        """What was typed, by question key. What cannot be read and is not asked stays as it was."""
        asked_for = self.asked
        return {
            question.key: self.box(question).data
            for question in self.questions
            if question.key in asked_for or self._can_be_read(question)
        }

    def _can_be_read(self, question: Question) -> bool:
        box = self.box(question)
        return is_answer(question, box.data) and not box.process_errors

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
    boxed = [each for each in questions if each.kind in TEXTS or is_answer(each, values.get(each.key))]
    data = {f"q-{question.key}": values.get(question.key) for question in boxed}
    form: SectionForm = form_class(data=data | {"version": version_of(values)})
    for question in questions:
        if question not in boxed and question.key in form.asked:
            text = shown(question, values[question.key])
            form.box(question).errors = [about(question, UNREADABLE.format(text))]
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
        super().process_data(day_in(value))
