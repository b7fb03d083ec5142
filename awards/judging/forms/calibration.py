"""The sample nomination: its text, a judge's scores of it, and what the panel agreed."""

from collections.abc import Sequence
from typing import Any

from awards.core.forms import ChoiceField, Form, HiddenField, LongTextField, TextField, TickField
from awards.editions.models import Category, Criterion
from awards.judging.calibrating import Passage
from awards.judging.marks import Marks
from awards.judging.models import CalibrationEntry, CalibrationSheet
from awards.judging.queries import questions_for_judges, rule_criteria
from awards.judging.rules import score_problems
from awards.judging.services import Agreed

TEXT, POINTS, COMMENT, BECAUSE = "text-", "points-", "comment-", "because-"


class _Versioned(Form):
    """A form that saves by itself."""

    version = HiddenField("Version")

    @property
    def seen_version(self) -> int:
        """The version that the writer saw; what is no number was never one of ours."""
        typed = self.version.data
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else -1

    def after(self, prefix: str) -> dict[str, Any]:
        """What was typed in the boxes whose names begin so, by the rest of their names."""
        return {each.name.removeprefix(prefix): each.data for each in self if each.name.startswith(prefix)}


class SampleForm(_Versioned):
    """The name of the made-up team; a text for each question is added by ``sample_form``."""

    title = TextField(
        "Name of the made-up team", max_characters=80, description="For example “A made-up team”."
    )

    @property
    def texts(self) -> dict[str, str]:
        """What was written, by the key of the question."""
        return self.after(TEXT)


def sample_form(category: Category, sample: CalibrationEntry | None) -> SampleForm:
    """A box for each question that judges read the answer to, with what is saved."""
    fields: dict[str, Any] = {
        f"{TEXT}{question.key}": LongTextField(
            question.label, max_words=question.max_words, max_characters=question.max_characters
        )
        for question in questions_for_judges(category)
    }
    saved: dict[str, object] = {"version": sample.version if sample else 0}
    if sample:
        saved |= {"title": sample.title} | {f"{TEXT}{part['key']}": part["text"] for part in sample.parts}
    form: SampleForm = type("SampleForm", (SampleForm,), fields)(data=saved)
    return form


class ShowForm(Form):
    """A look at what the safeguarding check found, before the panel reads it."""

    looked = TickField(
        "I have looked at each passage: nobody can be recognised",
        required="Tick to say that you have looked at each passage, or change the words first",
    )

    def __init__(self, found: Sequence[Passage]) -> None:
        super().__init__()
        if not found:
            del self.looked


class SampleSheetForm(_Versioned):
    """A judge's scores of the sample; the criteria are added by ``sample_sheet_form``."""

    @property
    def marks(self) -> Marks:
        """What was typed, as plain values."""
        scores = {key: int(given) if given else None for key, given in self.after(POINTS).items()}
        return Marks(scores=scores, comments=self.after(COMMENT))

    def is_complete(self, sample: CalibrationEntry) -> bool:
        """Say beside each criterion what keeps it from being submitted; whether nothing does."""
        marks = self.marks
        criteria = rule_criteria(sample.category, sample.round)
        problems = score_problems(marks.scores, marks.comments, criteria)
        for key, sentence in problems.items():
            self.add_error(sentence, f"{POINTS if marks.scores.get(key) is None else COMMENT}{key}")
        return not problems


def sample_sheet_form(sample: CalibrationEntry, sheet: CalibrationSheet | None) -> SampleSheetForm:
    """Points and a sentence for each criterion, with what is saved."""
    fields: dict[str, Any] = {}
    for criterion in sample.criteria:
        fields[f"{POINTS}{criterion.key}"] = _scale(criterion)
        fields[f"{COMMENT}{criterion.key}"] = LongTextField(
            f"Why? {criterion.name}", max_characters=2000, rows=2
        )
    saved: dict[str, object] = {"version": sheet.version if sheet else 0}
    if sheet:
        saved |= {f"{POINTS}{key}": points for key, points in sheet.points.items()}
        saved |= {f"{COMMENT}{key}": text for key, text in sheet.comments.items()}
    form: SampleSheetForm = type("SampleSheetForm", (SampleSheetForm,), fields)(data=saved)
    return form


class AgreeForm(_Versioned):
    """What the sample is worth; point and reason for each criterion are added by ``agree_form``."""

    words = LongTextField(
        "Anything else to keep in mind when scoring?",
        max_characters=1000,
        rows=3,
    )

    @property
    def agreed(self) -> dict[str, Agreed]:
        """What was chosen; only after the form was found valid."""
        because = self.after(BECAUSE)
        return {key: Agreed(int(given), because[key]) for key, given in self.after(POINTS).items()}


def agree_form(sample: CalibrationEntry) -> AgreeForm:
    """The scale of each criterion and a sentence why, with what was agreed before."""
    fields: dict[str, Any] = {}
    saved: dict[str, object] = {"version": sample.version, "words": sample.agreed_because}
    for criterion in sample.criteria:
        fields[f"{POINTS}{criterion.key}"] = _scale(criterion, required=True)
        fields[f"{BECAUSE}{criterion.key}"] = LongTextField(
            f"Why? {criterion.name}",
            required=f"Say in a sentence why you agreed on this for “{criterion.name}”",
            max_characters=500,
            rows=2,
        )
    for key, given in sample.agreed.items():
        saved |= {f"{POINTS}{key}": given["points"], f"{BECAUSE}{key}": given["because"]}
    form: AgreeForm = type("AgreeForm", (AgreeForm,), fields)(data=saved)
    return form


def _scale(criterion: Criterion, *, required: bool = False) -> ChoiceField:
    words = [(str(points), word) for points, word in enumerate(criterion.scale)]
    asked = f"Choose the agreed point for “{criterion.name}”" if required else False
    return ChoiceField(criterion.name, choices=words, required=asked)
