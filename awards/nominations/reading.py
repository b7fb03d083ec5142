"""Reading a loaded nomination: its answers, how far it has come, who agreed to what. No statements.

But one where others than the organisation and the organisers read: for the masks.
"""

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from awards.core.text import join_words
from awards.editions.models import Question, Section
from awards.editions.states import Audience, QuestionKind
from awards.nominations.answering import OF_THEIR_OWN, shown, words_in
from awards.nominations.consenting import may_be_printed
from awards.nominations.masking import Veil, masked
from awards.nominations.models import Mask, Nomination, TeamMember, Upload
from awards.nominations.rules import COMPLETE, IN_PROGRESS, asked, missing, section_status, too_long
from awards.nominations.unnamed import names_unsaid

EVERYBODY = tuple(Audience)


@dataclass(frozen=True)
class Entry:
    """A question with its answer: a value and its words, or the people or files given."""

    question: Question
    text: str
    members: tuple[TeamMember, ...] = ()
    uploads: tuple[Upload, ...] = ()
    descriptions: tuple[str, ...] = ()


@dataclass(frozen=True)
class SectionOutline:
    """How far one section has come."""

    section: Section
    status: str
    words: int
    missing: tuple[Question, ...]
    too_long: tuple[Question, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing of it is missing, and nothing too long."""
        return self.status == COMPLETE or not (self.missing or self.too_long)


def members_for(nomination: Nomination, question: Question) -> list[TeamMember]:
    """The people named in answer to the question, in order."""
    named = (member for member in nomination.members if member.question_id == question.id)
    return sorted(named, key=lambda member: member.position)


def uploads_for(nomination: Nomination, question: Question) -> list[Upload]:
    """The files given in answer to the question, the oldest first."""
    return [upload for upload in nomination.uploads if upload.question_id == question.id]


def plain_values(nomination: Nomination, section: Section) -> dict[str, object]:
    """The kept values of the section's questions that are answered with a value, by key; None for a gap."""
    given = {answer.question_id: answer.value for answer in nomination.answers}
    return {q.key: given.get(q.id) for q in section.questions if q.kind not in OF_THEIR_OWN}


def values_of(nomination: Nomination, section: Section) -> dict[str, object]:
    """Everything answered in the section, by key: values, people, files."""
    values = plain_values(nomination, section)
    for question in section.questions:
        if question.kind is QuestionKind.PEOPLE:
            values[question.key] = members_for(nomination, question)
        elif question.kind in OF_THEIR_OWN:
            values[question.key] = uploads_for(nomination, question)
    return values


def form_values(nomination: Nomination) -> dict[str, object]:
    """The kept values of the whole form's questions that are answered with a value, by key."""
    by_section = (plain_values(nomination, section) for section in nomination.category.sections)
    return {key: value for values in by_section for key, value in values.items()}


def questions_of(nomination: Nomination) -> list[Question]:
    """The questions of its form, in order."""
    return [question for section in nomination.category.sections for question in section.questions]


def keys_asked(nomination: Nomination, changed: Mapping[str, object] | None = None) -> frozenset[str]:
    """The keys of the questions asked of this nomination, or that would be with the ``changed`` answers."""
    questions = questions_of(nomination)
    if not any(question.shown_if for question in questions):
        return frozenset(question.key for question in questions)
    values = form_values(nomination) | dict(changed or {})
    return frozenset(question.key for question in asked(questions, values))


def asks_for(nomination: Nomination, question: Question) -> bool:
    """Whether the question is asked of the nomination; read without its answers where it depends on none."""
    return not question.shown_if or question.key in keys_asked(nomination)


def outline(nomination: Nomination) -> list[SectionOutline]:
    """How far each section has come, in the order of the form; one of which nothing is asked is left out."""
    keys, parts = keys_asked(nomination), []
    for section in nomination.category.sections:
        questions = [question for question in section.questions if question.key in keys]
        if questions:
            unfinished = _unfinished_files(nomination)
            parts.append(_outline(section, questions, values_of(nomination, section), unfinished))
    return parts


def _unfinished_files(nomination: Nomination) -> set[uuid.UUID]:
    """The questions with a file that is no answer: a photo that is not described, or what held a virus."""
    return {upload.question_id for upload in nomination.uploads if not upload.is_answer}


def _outline(
    section: Section,
    questions: Sequence[Question],
    values: Mapping[str, object],
    unfinished: Collection[uuid.UUID],
) -> SectionOutline:
    gaps, excess = set(missing(questions, values)), set(too_long(questions, values))
    gaps |= {question.key for question in questions if question.id in unfinished}
    lacking = tuple(question for question in questions if question.key in gaps)
    beyond = tuple(question for question in questions if question.key in excess)
    status = section_status(questions, values)
    if not (lacking or beyond) and not any(question.required for question in questions):
        status = COMPLETE
    elif lacking and status == COMPLETE:
        status = IN_PROGRESS
    return SectionOutline(section, status, words_in(questions, values), lacking, beyond)


def is_complete(nomination: Nomination) -> bool:
    """Whether nothing required is missing anywhere, and nothing too long."""
    return not any(part.missing or part.too_long for part in outline(nomination))


def _audience(
    nomination: Nomination, audiences: Collection[Audience]
) -> Iterator[tuple[Section, list[Question]]]:
    keys = keys_asked(nomination)
    for section in nomination.category.sections:
        questions = [each for each in section.questions if each.audience in audiences and each.key in keys]
        if questions:
            yield section, questions


def entries(
    nomination: Nomination, audiences: Collection[Audience] = EVERYBODY
) -> list[tuple[Section, list[Entry]]]:
    """Every question asked for these audiences with its answer, by section. Gaps have an empty text.

    Outside the desk nobody is named who did not agree to it, and no masked passage is read, whatever the
    text says.
    """
    given = {answer.question_id: answer.value for answer in nomination.answers}
    everybody = Audience.ORGANISERS in audiences
    veils = {each: None if everybody else veil_of(nomination, each) for each in audiences}
    return [
        (section, [_entry(nomination, each, given.get(each.id), veils[each.audience]) for each in questions])
        for section, questions in _audience(nomination, audiences)
    ]


def veil_of(nomination: Nomination, audience: Audience = Audience.PROGRAMME) -> Veil:
    """What only the organisation itself and the organisers read of texts for the ``audience``."""
    return Veil(unnamed_in(nomination, audience), masks_in(nomination))


def masks_in(nomination: Nomination) -> dict[uuid.UUID, list[Mask]]:
    """The masked passages by the id of the question whose answer they are in."""
    masks: dict[uuid.UUID, list[Mask]] = {}
    for mask in nomination.masks:
        masks.setdefault(mask.question_id, []).append(mask)
    return masks


def name_for_others(nomination: Nomination, question: Question, name: str) -> str:
    """The team's name, answered to ``question``, as it is read outside the organisation and the desk."""
    return masked(name, masks_in(nomination).get(question.id, []))[:200]


def unnamed_in(nomination: Nomination, audience: Audience = Audience.PROGRAMME) -> list[str]:
    """The full names that only the organisation itself and the organisers read; on stage, also hear."""
    everybody = (*nomination.members, *nomination.refusers)
    team = [each for each in everybody if each.question.audience is not Audience.ORGANISERS]
    aloud = audience is Audience.STAGE
    return names_unsaid((each, each.on_stage if aloud else each.in_programme) for each in team)


def _entry(nomination: Nomination, question: Question, value: object, veil: Veil | None) -> Entry:
    """The answer; behind a ``veil`` for everybody but the organisation and the organisers."""
    over = partial((veil or Veil()).over, question.id)
    if question.kind is QuestionKind.PEOPLE:
        members = members_for(nomination, question)
        named = tuple(each for each in members if veil is None or veil.lets_name(each))
        return Entry(question, over(_people(named, len(members) - len(named))), members=named)
    if question.kind in OF_THEIR_OWN:
        uploads = [each for each in uploads_for(nomination, question) if veil is None or may_be_seen(each)]
        told = tuple(over(each.description or each.name) for each in uploads)
        return Entry(question, "\n".join(told), uploads=tuple(uploads), descriptions=told)
    return Entry(question, over(shown(question, value)))


def team_of(nomination: Nomination) -> list[TeamMember]:
    """The people who are honoured, in the order of the form: not those named for the organisers only."""
    keys = keys_asked(nomination)
    return [
        member
        for section in nomination.category.sections
        for question in section.questions
        if question.kind is QuestionKind.PEOPLE and question.audience is not Audience.ORGANISERS
        if question.key in keys
        for member in members_for(nomination, question)
    ]


def unwilling_in(nomination: Nomination) -> list[TeamMember]:
    """Who must not be seen in the photo: of the team, and of those who said no and are not on its list."""
    team = team_of(nomination)
    others = (each for each in (*nomination.members, *nomination.refusers) if each not in team)
    refused = (each for each in others if each.has_spoken)
    honoured = (each for each in refused if each.question.audience is not Audience.ORGANISERS)
    return [each for each in (*team, *honoured) if not each.in_photo]


def may_be_seen(upload: Upload) -> bool:
    """Whether a photo may go beyond the organisation and the desk: nobody in it who did not agree to be."""
    if upload.question.kind is not QuestionKind.PHOTO:
        return True
    unwilling = [str(each.id) for each in unwilling_in(upload.nomination)]
    return may_be_printed(upload.storage_key, upload.confirmed, unwilling)


def _people(members: Iterable[TeamMember], unnamed: int) -> str:
    """One person a line. Outside the desk, those who did not agree to be named are only counted."""
    named = [f"{member.name}, {member.role}" if member.role else member.name for member in members]
    if unnamed:
        named.append(f"{'and ' if named else ''}{unnamed} not named")
    return "\n".join(named)


def documents_of(nomination: Nomination) -> list[Upload]:
    """The supporting documents that are asked for."""
    keys = keys_asked(nomination)
    return [
        upload
        for section in nomination.category.sections
        for question in section.questions
        if question.kind is QuestionKind.FILE and question.key in keys
        for upload in uploads_for(nomination, question)
    ]


def missing_labels(nomination: Nomination) -> str:
    """What is missing, as it is said in a sentence."""
    return join_words(f"“{question.label}”" for part in outline(nomination) for question in part.missing)


def too_long_labels(nomination: Nomination) -> str:
    """What is beyond its limit, as it is said in a sentence."""
    return join_words(f"“{question.label}”" for part in outline(nomination) for question in part.too_long)
