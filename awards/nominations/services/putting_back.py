"""Putting back what was once written."""

import datetime as dt

from awards.accounts.models import Person
from awards.core.audit import record
from awards.nominations.deeds import PUT_BACK
from awards.nominations.models import Revision
from awards.nominations.reading import plain_values
from awards.nominations.services.shared import open_for_writing
from awards.nominations.services.writing import autosave_answers, save_answers
from awards.nominations.states import NominationState


def put_back(revision: Revision, *, by: Person, at: dt.datetime, version: str, base_url: str = "") -> None:
    """Save an older answer once more, as any other: what it takes the place of stays in the history.

    ``version`` is that of the answer the reader saw; raise Clash if somebody has changed it since.
    """
    nomination, question = revision.nomination, revision.question
    open_for_writing(nomination, at)
    section, answers = question.section, {question.key: revision.value}
    before = plain_values(nomination, section)[question.key]
    if nomination.state is NominationState.SUBMITTED:
        save_answers(nomination, section, answers, by=by, at=at, version=version, base_url=base_url)
    else:  # a draft may be too long
        autosave_answers(nomination, section, answers, by=by, at=at, version=version)
    if before != plain_values(nomination, section)[question.key]:
        record(PUT_BACK, nomination, by=by, at=at, question=question.key)
