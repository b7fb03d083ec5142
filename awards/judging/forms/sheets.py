"""Score sheets, words for the chair, and why a sheet is given back."""

from collections.abc import Mapping
from typing import Any

from awards.core.forms import Asked, ChoiceField, Form, HiddenField, LongTextField, TickField
from awards.judging.marks import Marks
from awards.judging.models import Assignment
from awards.judging.queries import marks_on, rule_criteria
from awards.judging.rules import score_problems


class SheetForm(Form):
    """What is said on the whole; the criteria are added by ``sheet_form``."""

    version = HiddenField("Version")
    comment = LongTextField(
        "Comment for the nominating organisation",
        description="What would you tell the team? What was strong, and what would make it stronger?",
        max_characters=5000,
        rows=4,
    )
    may_release = TickField(
        "This comment may be passed on",
        description="Names are left out: the organisation is never told who wrote it, and reads it only when"
        " the organisers release comments.",
    )
    private_note = LongTextField(
        "A note to yourself",
        description="Nobody else ever reads this, not even the chair.",
        max_characters=5000,
        rows=2,
    )
    flag = LongTextField(
        "Tell the chair",
        description="For example that a child is named, that the team may not be eligible, or that something"
        " is odd. Whoever leads the panel can read it with your name as soon as it is saved, or an organiser"
        " where they stand aside; we write to them when you submit.",
        max_characters=2000,
        rows=2,
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
            may_release=self.may_release.data,
            flag=self.flag.data,
        )

    @property
    def labels(self) -> dict[str, str]:
        """What each box is called, for text that is kept on a device."""
        boxes = [field for field in self if isinstance(field, Asked) and field.component != "hidden"]
        return {field.name: field.label.text for field in boxes}

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
        **{name: getattr(marks, name) for name in ("comment", "may_release", "private_note")},
        "flag": "" if assignment.sheet and assignment.sheet.has_told else marks.flag,  # more goes below it
        **{f"points-{key}": points for key, points in marks.scores.items()},
        **{f"comment-{key}": text for key, text in marks.comments.items()},
    }


class TellForm(Form):
    """Words for the chair about a sheet that is submitted, or after the chair has answered."""

    words = LongTextField(
        "What should the chair know?",
        required="Write what the chair should know",
        description="Whoever leads the panel reads it, with your name; where they stand aside, an organiser"
        " does. No other judge does.",
        max_characters=2000,
        rows=5,
    )


class ReasonForm(Form):
    """Why a score sheet is given back."""

    reason = LongTextField(
        "Why do you reopen it?",
        required="Say why you reopen the score sheet",
        max_characters=500,
        description="The judge reads this. It is kept with the scores as they were.",
    )
