"""An answer as those who check it read it: what was found and what is masked stands out where it stands."""

import uuid
from collections.abc import Iterable

from markupsafe import Markup, escape

from awards.nominations.findings import Found, text_of
from awards.nominations.masking import parts_of
from awards.nominations.models import Nomination
from awards.nominations.reading import masks_in, questions_of

_MARK = Markup('<mark class="aw-mark">{}<span class="govuk-visually-hidden"> ({})</span></mark>')


def marks_of(nomination: Nomination, found: Iterable[Found]) -> dict[uuid.UUID, Markup]:
    """The texts in which something was found or masked, by question, with notes for who cannot see it."""
    notes: dict[uuid.UUID, dict[str, str]] = {}
    for each in found:
        notes.setdefault(each.question.id, {})[each.finding.passage] = f"found: {each.finding.title}"
    for question_id, masks in masks_in(nomination).items():
        masked = {mask.passage: f"masked: others read “{mask.replacement}”" for mask in masks}
        notes.setdefault(question_id, {}).update(masked)
    questions = (each for each in questions_of(nomination) if each.id in notes)
    return {each.id: _marked(text_of(nomination, each), notes[each.id]) for each in questions}


def _marked(text: str, notes: dict[str, str]) -> Markup:
    pieces = (_MARK.format(piece, note) if note else escape(piece) for piece, note in parts_of(text, notes))
    return Markup().join(pieces)
