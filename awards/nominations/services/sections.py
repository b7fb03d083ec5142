"""Saving a section with what stands beside its answers: people and a photo given on the same page."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from awards.accounts.models import Person
from awards.core.errors import BrokenRule
from awards.editions.models import Question, Section
from awards.nominations.models import Nomination
from awards.nominations.reading import uploads_for
from awards.nominations.receiving import Received
from awards.nominations.services.files import describe_photo, set_photo
from awards.nominations.services.members import MemberDetails, add_members
from awards.nominations.services.writing import save_answers

PHOTO_THERE = "There is a photo here already, sent in the meantime. Use the button to change it."


@dataclass(frozen=True)
class GivenPhoto:
    """A photo as it was received, or only what the one that hangs there shows."""

    photo: Received | None
    description: str


@dataclass(frozen=True)
class Written:
    """What was answered in a section, by key, and what was given beside it, each with its question."""

    answers: Mapping[str, object]
    people: Sequence[tuple[Question, Sequence[MemberDetails]]] = ()
    photos: Sequence[tuple[Question, GivenPhoto]] = ()


def save_section(
    nomination: Nomination,
    section: Section,
    written: Written,
    *,
    by: Person,
    at: dt.datetime,
    version: str | None = None,
    base_url: str = "",
) -> str:
    """Keep the answers, add the people, keep the photo: all of it or nothing. The new version of the answers.

    A rule that is broken beside the answers names the question's key as its field.
    """
    answers = written.answers
    kept = save_answers(nomination, section, answers, by=by, at=at, version=version, base_url=base_url)
    for question, people in written.people:
        try:
            add_members(nomination, question, people, by=by, at=at, base_url=base_url)
        except BrokenRule as broken:
            raise BrokenRule(broken.sentence, field=question.key) from broken
    for question, photo in written.photos:
        _hang(nomination, question, photo, by=by, at=at, base_url=base_url)
    return kept


def _hang(
    nomination: Nomination,
    question: Question,
    photo: GivenPhoto,
    *,
    by: Person,
    at: dt.datetime,
    base_url: str,
) -> None:
    """Keep the photo, though never in place of one that its sender had not seen."""
    there = uploads_for(nomination, question)
    if photo.photo and any(upload.is_answer for upload in there):
        raise BrokenRule(PHOTO_THERE, field=question.key)
    try:
        if photo.photo:
            set_photo(nomination, question, photo.photo, photo.description, by=by, at=at, base_url=base_url)
        elif there:
            describe_photo(there[-1], photo.description, by=by, at=at, base_url=base_url)
    except BrokenRule as broken:
        raise BrokenRule(broken.sentence, field=question.key) from broken
