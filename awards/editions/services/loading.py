"""Loading an edition file: all of it, or nothing and the reasons."""

import datetime as dt
import hashlib
from typing import Any

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.audit import Event, hold_record, record
from awards.core.database import db
from awards.core.errors import BrokenRule
from awards.core.installation import find_installation
from awards.editions.files import (
    EditionFile,
    FileAward,
    FileCategory,
    FileOrganisation,
    FileQuestion,
    FileSection,
    Problem,
    WrongFile,
)
from awards.editions.models import Award, Category, Criterion, Edition, Participant, Question, Section
from awards.editions.queries import find_current_edition, find_edition
from awards.editions.states import Stage
from awards.organisations.models import Organisation
from awards.organisations.queries import find_organisations, find_organisations_named

LOADED = "edition loaded"
MOMENTS = dt.timedelta(minutes=10)
"""So long after an edition was begun the same file, sent again by the same person, leads to it."""

_AT_WORK = (Stage.NOMINATIONS, Stage.CHECKING, Stage.JUDGING, Stage.MODERATION, Stage.SEALED, Stage.CEREMONY)
_FACTS = ("name", "short_name", "kind", "gss_code", "dfe_code", "exists_from", "exists_to")


def load_edition(file: EditionFile, *, by: Person | None, at: dt.datetime) -> Edition:
    """Keep the edition of ``file``, in set-up. Raise WrongFile when the database says otherwise."""
    slugs = [organisation.slug for organisation in file.organisations]
    known = {organisation.slug: organisation for organisation in find_organisations(slugs)}
    problems = _problems(file, known)
    if problems:
        raise WrongFile(problems)
    edition = Edition(**file.facts, plan=list(file.plan))
    db.session.add(edition)
    bodies = _register(file, known)
    edition.participants = [
        Participant(organisation=bodies[organisation.slug])
        for organisation in file.organisations
        if organisation.nominates
    ]
    edition.categories = [_category(category, n) for n, category in enumerate(file.categories, start=1)]
    by_key = {category.key: category for category in edition.categories}
    edition.awards = [_award(award, n, by_key) for n, award in enumerate(file.awards, start=1)]
    db.session.flush()
    added = len(bodies) - len(known)
    facts = {"slug": edition.slug, "organisations_added": added, "file": _digest(file)}
    record(LOADED, edition, by=by, at=at, **facts)
    return edition


def begin_edition(file: EditionFile, *, by: Person, at: dt.datetime) -> Edition:
    """Load it as `load_edition` does, but never in front of an edition in which people are at work.

    Start page and menu show the latest edition: those who nominate or judge would not find theirs any more.
    Sent twice, the same file begins one edition.
    """
    hold_record()  # a file sent twice at once makes its second copy wait, and then find what is begun
    if begun := _just_begun(file, by, at):
        return begun
    installation = find_installation()
    if installation and installation.is_sample:
        raise BrokenRule(
            "This is the sample, whose clock is not today’s: no other edition can be begun in it",
            field="file",
        )
    current = find_current_edition()
    if current and current.state in _AT_WORK and _comes_before(file, current):
        raise BrokenRule(
            f"{current.name} is under way, and its people would find {file.facts['name']} in its place. "
            f"Begin it once {current.name} is published",
            field="file",
        )
    return load_edition(file, by=by, at=at)


def _just_begun(file: EditionFile, by: Person, at: dt.datetime) -> Edition | None:
    """The edition, if the same person began it moments ago with a file that says the same."""
    edition = find_edition(file.slug)
    if edition is None:
        return None
    loaded = sa.select(Event.details).filter_by(thing_id=edition.id, action=LOADED, actor_id=by.id)
    details = db.session.scalars(loaded.where(Event.at > at - MOMENTS))
    return edition if any(each.get("file") == _digest(file) for each in details) else None


def _digest(file: EditionFile) -> str:
    return hashlib.sha256(repr(file).encode()).hexdigest()


def _comes_before(file: EditionFile, current: Edition) -> bool:
    return (-file.facts["year"], file.slug) < (-current.year, current.slug)


def _problems(file: EditionFile, known: dict[str, Organisation]) -> list[Problem]:
    problems = []
    if find_edition(file.slug):
        problems.append(Problem("edition.slug", f"there is an edition “{file.slug}” already"))
    fresh = [organisation.name for organisation in file.organisations if organisation.slug not in known]
    taken = {organisation.name: organisation.slug for organisation in find_organisations_named(fresh)}
    for number, organisation in enumerate(file.organisations, start=1):
        place = f"organisations[{number}]"
        if organisation.slug in known:
            problems += _differences(place, organisation, known[organisation.slug])
        elif organisation.name in taken:
            sentence = f"is the name of “{taken[organisation.name]}” in the register"
            problems.append(Problem(f"{place}.name", sentence))
    return problems


def _differences(place: str, said: FileOrganisation, kept: Organisation) -> list[Problem]:
    """What the file says otherwise than the register; a file never changes the register."""
    pairs = {name: (getattr(said, name), getattr(kept, name)) for name in _FACTS}
    pairs["partner"] = (said.partner, kept.partner.slug if kept.partner else "")
    words = {"exists_from": "from", "exists_to": "to"}
    return [
        Problem(
            f"{place}.{words.get(name, name)}",
            f"the register says {_shown(here)}, this file {_shown(there)}",
        )
        for name, (there, here) in pairs.items()
        if there != here
    ]


def _shown(value: Any) -> str:
    return f"“{value}”" if value else "nothing"


def _register(file: EditionFile, known: dict[str, Organisation]) -> dict[str, Organisation]:
    """All bodies of the file by slug; those that the register lacks are added with their partners."""
    bodies = dict(known)
    for said in file.organisations:
        if said.slug not in known:
            facts = {name: getattr(said, name) for name in _FACTS}
            bodies[said.slug] = Organisation(slug=said.slug, **facts)
            db.session.add(bodies[said.slug])
    for said in file.organisations:
        if said.slug not in known and said.partner:
            bodies[said.slug].partner = bodies[said.partner]
    return bodies


def _category(said: FileCategory, position: int) -> Category:
    category = Category(
        position=position,
        key=said.key,
        name=said.name,
        description=said.description,
        max_per_organisation=said.max_per_organisation,
        sections=[make_section(section, n) for n, section in enumerate(said.sections, start=1)],
    )
    for n, criterion in enumerate(said.criteria, start=1):
        facts = {name: value for name, value in vars(criterion).items() if not isinstance(value, tuple)}
        points = list(criterion.reason_needed_at)
        category.criteria.append(
            Criterion(position=n, scale=list(criterion.scale), reason_needed_at=points, **facts)
        )
    return category


def make_section(said: FileSection, position: int) -> Section:
    """A page of an entry form as the file gives it."""
    questions = [_question(question, n) for n, question in enumerate(said.questions, start=1)]
    return Section(position=position, key=said.key, title=said.title, hint=said.hint, questions=questions)


def _question(said: FileQuestion, position: int) -> Question:
    options = [{"value": value, "label": label} for value, label in said.options]
    lists = {"options": options, "shown_if_answers": list(said.shown_if_answers)}
    return Question(position=position, **vars(said) | lists)


def _award(said: FileAward, position: int, categories: dict[str, Category]) -> Award:
    return Award(position=position, **vars(said) | {"category": categories[said.category]})
