"""A judge's score pack as a tagged PDF: what they read on the page, and sheets to write on.

It is made when it is asked for and kept in no file: masks and consents change. Nobody's scores are in it, not
even the judge's own: paper is left lying about.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from awards.core.clock import show_moment
from awards.core.database import stop_reading
from awards.core.errors import Unavailable
from awards.core.typesetting import (
    Job,
    PrintedPhoto,
    Typeset,
    TypesettingError,
    paragraphs_of,
    set_in_type,
    shelf,
)
from awards.editions.models import Category, Criterion
from awards.editions.states import QuestionKind
from awards.judging.documents.sheets import (
    PackAnswer,
    PackCriteria,
    PackCriterion,
    PackNomination,
    PackPoint,
    PackSection,
    Print,
    ScorePack,
)
from awards.judging.models import PanelMember
from awards.judging.policy import READ_BY_JUDGES
from awards.judging.queries.packs import whole_nominations
from awards.judging.queries.tasks import Task
from awards.judging.queries.written import rule_criteria
from awards.judging.rules import reason_rule
from awards.nominations.models import Nomination, Upload
from awards.nominations.reading import Entry, entries

TEMPLATE = "score-pack.typ"
TIME_LIMIT = 40.0
"""Seconds, in a process of its own: somebody waits for it."""
NOT_READ = {
    "waiting": "It is being checked for viruses: look for it on the site later.",
    "infected": "It was deleted: the virus check found something harmful in it.",
}


def file_name(member: PanelMember, ending: str) -> str:
    """A name that says what it is, and nothing of whose or of what is in it."""
    return f"score-pack-{member.panel.edition.slug}.{ending}"


def deadline_of(member: PanelMember) -> str:
    """By when the score sheets are to be submitted, as a sentence."""
    due_at = member.panel.current.due_at
    return f"Submit your score sheets by {show_moment(due_at)}." if due_at else ""


def make_score_pack(member: PanelMember, tasks: Sequence[Task], *, at: dt.datetime) -> Typeset:
    """The PDF; raise Unavailable with the reason where it cannot be made now."""
    minute = at.replace(second=0, microsecond=0)
    pack = score_pack(member, tasks, at=minute)
    stop_reading()
    make = partial(set_in_type, TEMPLATE, partial(_values, pack), timestamp=minute, time_limit=TIME_LIMIT)
    try:
        return shelf.take((pack, minute), make)  # whoever presses twice within a minute gets the same
    except TypesettingError as failed:
        raise Unavailable(f"{failed} Try again in a minute.") from failed


def score_pack(member: PanelMember, tasks: Sequence[Task], *, at: dt.datetime) -> ScorePack:
    """What stands in the pack."""
    panel, edition = member.panel, member.panel.edition
    categories = list(dict.fromkeys(task.assignment.nomination.category for task in tasks))
    whole = whole_nominations(member, tasks)
    return ScorePack(
        edition_name=edition.name,
        panel=panel.name,
        round=panel.current.name if len(panel.rounds) > 1 else "",
        instructions=panel.current.instructions,
        judge=member.person.name,
        deadline=deadline_of(member),
        contact=edition.contact,
        made_at=show_moment(at),
        criteria=tuple(_criteria(each, panel.round, plain=member.plain_words) for each in categories),
        nominations=tuple(
            _nomination(task, whole[task.assignment.nomination_id], categories) for task in tasks
        ),
    )


def _criteria(category: Category, round_: int, *, plain: bool) -> PackCriteria:
    rules = (reason_rule(rule) for rule in rule_criteria(category, round_))
    rows = zip(category.criteria_in(round_), rules, strict=True)
    return PackCriteria(category.name, tuple(_criterion(row, rule, plain=plain) for row, rule in rows))


def _criterion(row: Criterion, rule: str, *, plain: bool) -> PackCriterion:
    return PackCriterion(
        name=row.name,
        weight=row.weight,
        description="" if plain else row.description,
        guide=row.plain if plain and row.plain else row.guidance,
        rule=rule,
        scale=tuple(PackPoint(str(points), word) for points, word in enumerate(row.scale)),
    )


def _nomination(task: Task, nomination: Nomination, categories: Sequence[Category]) -> PackNomination:
    return PackNomination(
        number=task.number,
        team=nomination.title,
        organisation=nomination.organisation.name,
        category=nomination.category.name,
        state="You have submitted your score sheet for this nomination." if task.is_submitted else "",
        criteria=categories.index(nomination.category),
        sections=tuple(_sections(nomination)),
    )


def _sections(nomination: Nomination) -> list[PackSection]:
    """What judges read, and nothing else: the same call as for the page."""
    printed = []
    for section, given in entries(nomination, READ_BY_JUDGES):
        answers = tuple(_answer(entry) for entry in given if entry.text or entry.uploads)
        if answers:
            printed.append(PackSection(section.title, answers))
    return printed


def _answer(entry: Entry) -> PackAnswer:
    label, kind = entry.question.label, entry.question.kind
    if kind is QuestionKind.PHOTO:
        described = zip(entry.uploads, entry.descriptions, strict=True)
        return PackAnswer(label, photos=tuple(_photo(*each) for each in described))
    if kind is QuestionKind.FILE:
        return PackAnswer(label, files=entry.descriptions)
    return PackAnswer(label, paragraphs_of(entry.text))


def _photo(upload: Upload, description: str) -> PrintedPhoto:
    if not upload.is_given:
        return PrintedPhoto(None, description, f"The photo is not printed. {NOT_READ.get(upload.scan, '')}")
    return PrintedPhoto(Print(upload.storage_key), description)


def _values(pack: ScorePack, job: Job) -> Mapping[str, Any]:
    nominations = tuple(replace(each, sections=_placed(each.sections, job)) for each in pack.nominations)
    return asdict(replace(pack, nominations=nominations))


def _placed(sections: Sequence[PackSection], job: Job) -> tuple[PackSection, ...]:
    """The sections with their photos beside the template."""
    return tuple(
        replace(
            section,
            answers=tuple(
                replace(answer, photos=tuple(photo.placed(job) for photo in answer.photos))
                for answer in section.answers
            ),
        )
        for section in sections
    )
