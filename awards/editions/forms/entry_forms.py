"""Forms of the entry form builder: where a form begins, its sections, its questions, their order."""

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from wtforms.validators import ValidationError

from awards.core.forms import (
    ChoiceField,
    ChoicesField,
    Form,
    HiddenField,
    IntegerField,
    LongTextField,
    MaxCharacters,
    SelectField,
    TextField,
    TickField,
)
from awards.core.text import clean_line
from awards.editions.entry_forms import MOST_OPTIONS
from awards.editions.facts import QuestionText, SectionText
from awards.editions.files import FileCategory, ready_form
from awards.editions.forms.parts import ArrangeForm, meant
from awards.editions.models import Category, Edition, Question
from awards.editions.questions import (
    CHOOSING,
    DECIDING,
    LIMITS,
    MOST,
    NEEDED,
    READERS,
    YES,
    answers_of,
    sign_of,
)
from awards.editions.states import Audience, QuestionKind

READY = "ready"
ALWAYS = "-"
"""What no question is called: it is asked of everybody."""
_LINE = 200
_HINT = 1000
_USUAL: dict[QuestionKind, dict[str, Any]] = {
    QuestionKind.SHORT_TEXT: {"max_characters": 100},
    QuestionKind.LONG_TEXT: {"max_words": 150},
    QuestionKind.FILE: {"max_files": 2, "max_megabytes": 5, "required": False},
    QuestionKind.PHOTO: {"max_megabytes": 10, "required": False},
    QuestionKind.DECLARATION: {"audience": Audience.ORGANISERS},
}
_LIMIT_LABELS = {
    "max_words": "Most words",
    "max_characters": "Most characters",
    "max_people": "Most people",
    "max_files": "Most files",
    "max_megabytes": "Largest file, in MB",
}


def form_sources(edition: Edition, categories: Iterable[Category]) -> list[tuple[str, str]]:
    """What a new entry form can begin with."""
    questions = sum(len(section.questions) for section in ready_form().sections)
    ready = (READY, f"The ready form: {questions} questions for a team award, which you can change")
    copies = [(str(each.id), f"A copy of the form of {_called(each, edition)}") for each in categories]
    return [ready, *copies]


def _called(category: Category, edition: Edition) -> str:
    own = category.edition_id == edition.id
    return f"“{category.name}”" if own else f"“{category.name}”, {category.edition.name}"


def chosen_source(chosen: str | None, categories: Iterable[Category]) -> Category | FileCategory | None:
    """The form that was chosen to begin with; None for an empty one."""
    if chosen == READY:
        return ready_form()
    return next((category for category in categories if str(category.id) == chosen), None)


class StartForm(Form):
    """What the entry form of a category begins with."""

    source = SelectField("Begin with", blank="An empty form that asks only for the team’s name")


class SectionForm(Form):
    """One page of the entry form."""

    title = TextField("Title", required="Enter a title", validators=[MaxCharacters(_LINE)])
    hint = LongTextField("Introduction", validators=[MaxCharacters(_HINT)], rows=3)

    @property
    def facts(self) -> SectionText:
        """What was typed."""
        return SectionText(title=self.title.data, hint=self.hint.data)


class PlaceForm(ArrangeForm):
    """The same as arranging, and dropping a thing at a place, in another section too."""

    into = HiddenField("Section")
    place = HiddenField("Place")
    arrangement = ChoiceField(
        "What to do",
        required="Choose one of the buttons on the page",
        choices=[("up", "Move up"), ("down", "Move down"), ("remove", "Remove"), ("place", "Put it here")],
    )

    @property
    def section_id(self) -> uuid.UUID:
        """The section that was meant."""
        return meant(self.into)

    @property
    def to_place(self) -> int:
        """The place that was meant, counted from nought; the end for anything else."""
        return int(self.place.data) if re.fullmatch(r"[0-9]{1,4}", self.place.data) else 9999


class QuestionForm(Form):
    """What is asked, of whom and for whom. Made for one kind of answer by `question_form`."""

    kind: ClassVar[QuestionKind] = QuestionKind.SHORT_TEXT
    kept: ClassVar[Question | QuestionText | None] = None
    deciding: ClassVar[Sequence[Question]] = ()
    limits: ClassVar[Sequence[str]] = ()
    label = TextField("Question", required="Enter the question", validators=[MaxCharacters(_LINE)])
    hint = LongTextField("Help text", validators=[MaxCharacters(_HINT)], rows=3)
    required = TickField("Every nomination needs an answer")
    audience = ChoiceField(
        "Who may ever read the answer?",
        required="Select who may ever read the answer",
        choices=[(reader, name, promise) for reader, (name, promise) in READERS.items()],
        coerce=Audience,
    )
    more_options = LongTextField("Answers to choose from", rows=6)
    shown_if = ChoiceField("When is it asked?", choices=[(ALWAYS, "Always")])
    seen = HiddenField()
    then = HiddenField()

    def validate_more_options(self, field: LongTextField) -> None:
        """Refuse a line that is no label but a paragraph, and more lines than anybody chooses from."""
        lines = _lines(field.data)
        if len(lines) > MOST_OPTIONS:
            raise ValidationError(f"Write {MOST_OPTIONS} answers or fewer")
        long = next((n for n, line in enumerate(lines, 1) if len(line) > _LINE), None)
        if long:
            raise ValidationError(
                f"Answer {long} is too long: use {_LINE} characters or fewer, one answer a line"
            )

    def validate(self, extra_validators: Any = None) -> bool:
        """Say at once what else is missing, instead of when the rest is mended."""
        valid = bool(super().validate(extra_validators))
        if not valid and self.kind in CHOOSING and not self._options() and not self.more_options.errors:
            self.add_error("Write at least two answers to choose from, one a line", "more_options")
        return valid

    @property
    def limit_boxes(self) -> list[IntegerField]:
        """The boxes of the limits that mean something for this kind."""
        return [self[name] for name in self.limits]

    @property
    def option_boxes(self) -> list[TextField]:
        """A box for each answer there is to choose from already."""
        return [self[f"option-{option['value']}"] for option in _kept_options(self.kept, self.kind)]

    def answers_box(self, question: Question) -> ChoicesField:
        """The boxes for those answers to ``question`` after which this one is asked."""
        box: ChoicesField = self[f"answers-{question.key}"]
        return box

    @property
    def facts(self) -> QuestionText:
        """What was typed, with an answer moved up or down by its button."""
        shown_if, answers = self._condition()
        limits = {name: getattr(self.kept, name, None) for name in LIMITS.get(self.kind, ())}
        return QuestionText(
            kind=self.kind,
            label=self.label.data,
            hint=self.hint.data,
            required=self.required.data,
            audience=self.audience.data,
            options=_moved(self._options(), self.then.data),
            shown_if=shown_if,
            shown_if_answers=answers,
            **limits | {name: self[name].data for name in self.limits},
        )

    def _condition(self) -> tuple[str, list[str]]:
        decides = next((each for each in self.deciding if each.key == self.shown_if.data), None)
        if decides is None:
            return "", []
        if decides.kind is QuestionKind.DECLARATION:
            return decides.key, [YES]
        return decides.key, list(self.answers_box(decides).data)

    def _options(self) -> list[dict[str, str]]:
        if self.kind not in CHOOSING:
            return []
        kept = [(box.short_name.removeprefix("option-"), box.data) for box in self.option_boxes]
        added = [("", line) for line in _lines(self.more_options.data)]
        return [{"value": value, "label": label} for value, label in (*kept, *added) if label]


def question_form(
    kind: QuestionKind, earlier: Iterable[Question], kept: Question | QuestionText | None = None
) -> QuestionForm:
    """The form of a question of ``kind``, filled with what is kept, or with what is usual."""
    always = getattr(kept, "key", "") == NEEDED
    deciding = [question for question in earlier if question.kind in DECIDING and not always]
    limits = _limits(kind, kept)
    boxes: dict[str, Any] = {name: _limit_box(name, kind) for name in limits}
    for option in _kept_options(kept, kind):
        boxes[f"option-{option['value']}"] = TextField(option["label"], validators=[MaxCharacters(_LINE)])
    for question in deciding:
        offered = list(answers_of(question.kind, question.options).items())
        boxes[f"answers-{question.key}"] = ChoicesField(f"Answers to “{question.label}”", choices=offered)
    own = {"kind": kind, "kept": kept, "deciding": deciding, "limits": limits}
    form: QuestionForm = type("FormOfQuestion", (QuestionForm,), {**own, **boxes})(data=_filled(kind, kept))
    if kind is QuestionKind.DECLARATION:
        form.required.label.text = "It must be ticked before a nomination is submitted"
    if form.option_boxes:
        form.more_options.label.text = "More answers"
    form.shown_if.choices = [(ALWAYS, "Always"), *((each.key, _asked_after(each)) for each in deciding)]
    return form


def _limits(kind: QuestionKind, kept: Question | QuestionText | None) -> list[str]:
    """The usual limit of the kind, and any other that is set. A photo is always one."""
    names = [name for name in LIMITS.get(kind, ()) if (kind, name) != (QuestionKind.PHOTO, "max_files")]
    if kind is QuestionKind.FILE:
        return names
    return [name for n, name in enumerate(names) if n == 0 or getattr(kept, name, None)]


def _limit_box(name: str, kind: QuestionKind) -> IntegerField:
    required = "Enter the most words that an answer may have" if kind is QuestionKind.LONG_TEXT else False
    return IntegerField(
        _LIMIT_LABELS[name], least=1, most=MOST[name], required=required if name == "max_words" else False
    )


def _kept_options(kept: Question | QuestionText | None, kind: QuestionKind) -> Sequence[dict[str, str]]:
    return kept.options if kept is not None and kind in CHOOSING else ()


def _asked_after(question: Question) -> str:
    if question.kind is QuestionKind.DECLARATION:
        return f"Only if “{question.label}” is ticked"
    return f"Only after certain answers to “{question.label}”"


def _filled(kind: QuestionKind, kept: Question | QuestionText | None) -> dict[str, Any]:
    if kept is None:
        usual = {"required": True, "audience": Audience.JUDGES, "shown_if": ALWAYS}
        return usual | _USUAL.get(kind, {})
    values = {name: getattr(kept, name) for name in QuestionText.__annotations__}
    values |= {f"option-{option['value']}": option["label"] for option in kept.options}
    if kept.kind is not kind:
        values |= {name: usual for name, usual in _USUAL.get(kind, {}).items() if name in MOST}
    values |= {"shown_if": kept.shown_if or ALWAYS, f"answers-{kept.shown_if}": kept.shown_if_answers}
    return values | {"seen": sign_of(kept)}


def _lines(text: str) -> list[str]:
    return [line for line in map(clean_line, text.split("\n")) if line]


def _moved(options: list[dict[str, str]], then: str) -> list[dict[str, str]]:
    """The answers after the button "up:value" or "down:value"."""
    way, _, value = then.partition(":")
    index = next((n for n, each in enumerate(options) if each["value"] and each["value"] == value), None)
    other = None if index is None else index + {"up": -1, "down": 1}.get(way, 0)
    if index is not None and other is not None and 0 <= other < len(options):
        options[index], options[other] = options[other], options[index]
    return options


def ready_question(key: str, taken: Iterable[str]) -> QuestionText | None:
    """The ready question with this key, if the form does not have it yet. It is asked of everybody."""
    return next((text for name, text in ready_questions(taken) if name == key), None)


def ready_questions(taken: Iterable[str]) -> list[tuple[str, QuestionText]]:
    """The questions of the ready form that a form does not have yet, with their keys."""
    there = set(taken)
    ready = [question for section in ready_form().sections for question in section.questions]
    return [(each.key, _as_text(each)) for each in ready if each.key not in there]


def _as_text(said: Any) -> QuestionText:
    names = [name for name in QuestionText.__annotations__ if hasattr(said, name)]
    options = [{"value": value, "label": label} for value, label in said.options]
    text = QuestionText(**{name: getattr(said, name) for name in names} | {"options": options})
    return replace(text, shown_if="", shown_if_answers=[])
