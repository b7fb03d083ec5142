"""A nomination as a tagged PDF: everything that was answered, as it may leave the house.

A document travels. So what organisers masked is masked here, too, and who did not agree to be named or
shown is neither.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from awards.core.clock import show_moment
from awards.core.database import stop_reading
from awards.core.errors import Unavailable
from awards.core.text import count_words, time_to_say
from awards.core.typesetting import (
    Job,
    PrintedPhoto,
    Typeset,
    TypesettingError,
    paragraphs_of,
    set_in_type,
    shelf,
)
from awards.editions.models import Question
from awards.editions.states import Audience, QuestionKind
from awards.nominations.asking import is_read_out, readers_of
from awards.nominations.consent import consents_of
from awards.nominations.masking import Veil
from awards.nominations.models import Nomination, TeamMember, Upload
from awards.nominations.reading import Entry, entries, may_be_seen, members_for, uploads_for, veil_of
from awards.nominations.sheets import (
    NominationSheet,
    PrintedAnswer,
    PrintedPerson,
    PrintedSection,
    Stored,
)
from awards.nominations.states import STATE_NAMES, NominationState

TEMPLATE = "nomination.typ"
TIME_LIMIT = 20.0
"""Seconds, in a process of its own: somebody waits for the page."""


def file_name(nomination: Nomination) -> str:
    """A name that says which nomination it is, and nothing else."""
    return f"{nomination.reference}.pdf"


def make_nomination_document(nomination: Nomination, *, at: dt.datetime) -> Typeset:
    """The PDF; raise Unavailable with the reason where it cannot be made now."""
    minute = at.replace(second=0, microsecond=0)
    try:
        return _made(nomination_sheet(nomination, at=minute), minute)
    except TypesettingError as failed:
        raise Unavailable(f"{failed} Try again in a minute.") from failed


def _made(sheet: NominationSheet, minute: dt.datetime) -> Typeset:
    """Whoever presses twice within a minute gets the same."""
    stop_reading()
    fill = partial(_values, sheet)
    make = partial(set_in_type, TEMPLATE, fill, timestamp=minute, time_limit=TIME_LIMIT)
    return shelf.take((sheet, minute), make)


def nomination_sheet(nomination: Nomination, *, at: dt.datetime) -> NominationSheet:
    """What is printed of the nomination as it stands."""
    return NominationSheet(
        team=nomination.title,
        organisation=nomination.organisation.name,
        category=nomination.category.name,
        edition_name=nomination.edition.name,
        reference=nomination.reference,
        state=_state(nomination),
        remarks=tuple(_remarks(nomination)),
        sections=_sections(nomination),
        version=str(nomination.version),
        made_at=show_moment(at),
    )


def _state(nomination: Nomination) -> str:
    """For example "Accepted. Submitted at 3pm on Friday 9 September 2022 by Ann Lee"."""
    if nomination.submitted_at is None or nomination.state is NominationState.DRAFT:
        return f"{STATE_NAMES[nomination.state]}. Not submitted"
    by = f" by {nomination.submitted_by.name}" if nomination.submitted_by else ""
    signed = f"Submitted at {show_moment(nomination.submitted_at)}{by}"
    is_all = nomination.state is NominationState.SUBMITTED
    return signed if is_all else f"{STATE_NAMES[nomination.state]}. {signed}"


def _remarks(nomination: Nomination) -> list[str]:
    """What a reader of the paper has to know about what it leaves out."""
    remarks = []
    if nomination.masks:
        remarks.append(
            "The organisers have masked some words. Judges and everybody else read what stands here."
        )
    if any(not each.in_programme for each in nomination.members):
        remarks.append("People who did not agree to be named are not named here either.")
    return remarks


def _sections(nomination: Nomination) -> tuple[PrintedSection, ...]:
    """Every section with what is asked in it: as others read it, where others read it."""
    read_by_others = [audience for audience in Audience if audience is not Audience.ORGANISERS]
    given = [*entries(nomination, read_by_others), *entries(nomination, [Audience.ORGANISERS])]
    by_question = {entry.question.id: entry for _, entries_ in given for entry in entries_}
    printed = []
    for section in nomination.category.sections:
        answers = [
            _answer(nomination, by_question[question.id])
            for question in section.questions
            if question.id in by_question
        ]
        if answers:
            printed.append(PrintedSection(section.title, tuple(answers)))
    return tuple(printed)


def _answer(nomination: Nomination, entry: Entry) -> PrintedAnswer:
    question = entry.question
    plain = PrintedAnswer(question.label, readers_of(question))
    if question.kind is QuestionKind.PEOPLE:
        return _people(nomination, entry, plain)
    if question.kind is QuestionKind.PHOTO:
        photos = uploads_for(nomination, question)
        return replace(plain, photos=tuple(_photo(each, entry) for each in photos))
    if question.kind is QuestionKind.FILE:
        return replace(plain, files=entry.descriptions)
    speaking = time_to_say(count_words(entry.text)) if is_read_out(question) else ""
    return replace(plain, paragraphs=paragraphs_of(entry.text), speaking=speaking)


def _people(nomination: Nomination, entry: Entry, plain: PrintedAnswer) -> PrintedAnswer:
    left_out = len(members_for(nomination, entry.question)) - len(entry.members)
    who = "One more person does" if left_out == 1 else f"{left_out} more people do"
    organisers = entry.question.audience is Audience.ORGANISERS
    veil = Veil() if organisers else veil_of(nomination)
    return replace(
        plain,
        people=tuple(_person(each, entry.question, veil) for each in entry.members),
        unnamed=f"{who} not want to be named." if left_out else "",
    )


def _person(member: TeamMember, question: Question, veil: Veil) -> PrintedPerson:
    asked = question.audience is not Audience.ORGANISERS
    role = veil.over(question.id, member.role)
    return PrintedPerson(member.name, role, member.say_as, consents_of(member) if asked else "")


def _photo(upload: Upload, entry: Entry) -> PrintedPhoto:
    described = dict(zip((each.id for each in entry.uploads), entry.descriptions, strict=True))
    if upload.id not in described or not may_be_seen(upload):
        return PrintedPhoto(
            None, "", "The photo is not printed: it may show somebody who did not agree to it."
        )
    if not upload.is_given:
        return PrintedPhoto(
            None, described[upload.id], "The photo is not printed: it is not checked for viruses yet."
        )
    return PrintedPhoto(Stored(upload.storage_key), described[upload.id])


def _values(sheet: NominationSheet, job: Job) -> Mapping[str, Any]:
    sections = tuple(
        replace(section, answers=tuple(_with_photos(answer, job) for answer in section.answers))
        for section in sheet.sections
    )
    return asdict(replace(sheet, sections=sections))


def _with_photos(answer: PrintedAnswer, job: Job) -> PrintedAnswer:
    return replace(answer, photos=tuple(photo.placed(job) for photo in answer.photos))
