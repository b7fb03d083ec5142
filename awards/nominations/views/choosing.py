"""The page on which the answers of two people stand side by side, and what was chosen there."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from flask import request
from wtforms import Field

from awards.core.forms import DateField, IntegerField
from awards.editions.models import Question
from awards.nominations.answering import TEXTS, kept, shown, sign_of
from awards.nominations.comparing import Pieces, told_apart
from awards.nominations.merging import version_told
from awards.nominations.models import Revision
from awards.nominations.section_forms import ChosenForm, SectionForm, about

MINE, THEIRS, BOTH = "mine", "theirs", "both"
WAYS = {MINE: "Keep mine", THEIRS: "Keep what is saved now", BOTH: "Write one text out of both"}


@dataclass(frozen=True)
class Pair:
    """Two answers to one question, each with the words marked that only it has, and who wrote the other."""

    question: Question
    theirs: Pieces
    mine: Pieces
    revision: Revision | None
    box: ChosenForm


class Choices:
    """What a form brings: its answers, and which was chosen of those that were shown side by side."""

    def __init__(self, form: SectionForm, there: Mapping[str, object]) -> None:
        self.form, self._there = form, there
        self._typed = form.answers()
        self._boxes = {
            question.key: _box(question)
            for question in form.questions
            if f"c-{question.key}-seen" in request.form
        }
        self.version: str = form.version.data
        self.answers = self._choose()

    def _choose(self) -> dict[str, object]:
        """The answers to save; the form then shows what was chosen, and knows what was seen."""
        answers, seen = dict(self._typed), {}
        for key, box in self._boxes.items():
            question = next(each for each in self.form.questions if each.key == key)
            if box.keep.data == THEIRS:
                _show(self.form.box(question), self._there[key])
                seen[key] = sign_of(self._there[key])
                answers.pop(key, None)
            elif box.keep.data in {MINE, BOTH}:
                seen[key] = box.seen.data
            if box.keep.data == BOTH:
                self.form.box(question).data = answers[key] = box.text.data
        if seen:
            self.version = version_told(self.version, seen)
        return answers

    def pairs(
        self,
        clashes: Collection[str],
        newest: Mapping[str, object],
        revisions: Mapping[uuid.UUID, Revision],
    ) -> list[Pair]:
        """Both answers to each question that is to be chosen, or was a moment ago.

        The ``newest`` are those that stand there now: somebody may just have saved.
        """
        return [
            self._pair(question, newest[question.key], revisions.get(question.id))
            for question in self.form.questions
            if question.key in newest and (question.key in clashes or question.key in self._boxes)
        ]

    def _pair(self, question: Question, there: object, revision: Revision | None) -> Pair:
        box = self._boxes.get(question.key)
        mine = shown(question, kept(question, self._typed.get(question.key)))
        if box is None or box.seen.data != sign_of(there):
            box = _box(question, box.text.data if box else mine)
            box.seen.data = sign_of(there)
        elif not box.validate():
            box.keep.errors = [about(question, "Choose which to keep")]
        theirs = shown(question, there)
        if question.kind not in TEXTS:
            return Pair(question, [(theirs, False)], [(mine, False)], revision, box)
        return Pair(question, *told_apart(theirs, mine), revision, box)


def typed(prefix: str = "q-") -> list[tuple[str, str]]:
    """Names and values of what was sent in the boxes of the answers, to be sent once more."""
    return [(name, value) for name, value in request.form.items(multi=True) if name.startswith(prefix)]


def _box(question: Question, text: str | None = None) -> ChosenForm:
    """The boxes of the choice: as they were sent, or with a ``text`` to begin with."""
    prefix = f"c-{question.key}"
    if text is None:
        box = ChosenForm(prefix=prefix)
    else:
        box = ChosenForm(formdata=None, prefix=prefix, data={"text": text})
    box.keep.choices = [(way, words) for way, words in WAYS.items() if way != BOTH or question.kind in TEXTS]
    return box


def _show(box: Field, value: object) -> None:
    """Let the box show a kept answer instead of what was typed."""
    box.process(None, value)
    if isinstance(box, DateField | IntegerField):
        box.typed = None
