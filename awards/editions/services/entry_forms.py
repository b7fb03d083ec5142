"""The pages of an entry form: begun from another one, added, called otherwise, moved, removed."""

import datetime as dt
import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import attributes, selectinload

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.database import db
from awards.core.errors import BrokenRule, NotFound
from awards.editions.entry_forms import order_problem
from awards.editions.facts import SectionText
from awards.editions.files import FileCategory, ready_form
from awards.editions.forms_in_use import removal_problem
from awards.editions.models import Category, Question, Section
from awards.editions.queries import awards_for_answers
from awards.editions.questions import NEEDED, free_key
from awards.editions.rules import Part
from awards.editions.services.changes import Arrangement, apply_facts, lock_for, next_position
from awards.editions.services.copying import copy_section
from awards.editions.services.loading import make_section
from awards.editions.uses import use_of_form

FormSource = Category | FileCategory | None
"""Where a new form comes from: another category, the ready form, or nowhere."""
IN_USE = "Something hangs on this already, so it cannot be removed"


def hold_form(category: Category) -> list[Section]:
    """Hold the edition and read the form as it is now; raise WrongState once judging has begun."""
    lock_for(Part.CATEGORIES, category.edition)
    db.session.flush()
    now = sa.select(Section).filter_by(category_id=category.id).order_by(Section.position)
    now = now.options(selectinload(Section.questions)).execution_options(populate_existing=True)
    sections = list(db.session.scalars(now))
    attributes.set_committed_value(category, "sections", sections)
    return sections


def questions_in(sections: Sequence[Section]) -> list[Question]:
    """All questions in the order in which they are asked."""
    return [question for section in sections for question in section.questions]


def first_sections(source: FormSource) -> list[Section]:
    """The pages of a new form. One that begins empty asks for the name, without which there is nothing."""
    if isinstance(source, Category):
        return [copy_section(section) for section in source.sections]
    if source is not None:
        return [make_section(said, n) for n, said in enumerate(source.sections, start=1)]
    first = make_section(ready_form().sections[0], 1)
    first.questions = [question for question in first.questions if question.key == NEEDED]
    return [first]


def start_form(category: Category, source: FormSource, *, by: Person, at: dt.datetime) -> None:
    """Give a category without an entry form its first one; nothing happens where there is one."""
    if hold_form(category):
        return
    category.sections = first_sections(source)
    db.session.flush()
    record("entry form started", category, by=by, at=at, sections=len(category.sections))


def add_section(category: Category, text: SectionText, *, by: Person, at: dt.datetime) -> Section:
    """Add a page at the end. The same again is the same page."""
    sections = hold_form(category)
    for section in sections:
        if section.title == text.title and section.hint == text.hint:
            return section
    _check_title(text, sections)
    key = free_key(text.title, {section.key for section in sections})
    section = Section(category=category, key=key, position=next_position(sections), **vars(text))
    db.session.add(section)
    db.session.flush()
    record("section added", section, by=by, at=at, category=category.key, key=key)
    return section


def change_section(section: Section, text: SectionText, *, by: Person, at: dt.datetime) -> None:
    """Change what a page is called and says."""
    sections = hold_form(section.category)
    if section not in sections:
        raise NotFound
    _check_title(text, [other for other in sections if other is not section])
    changed = apply_facts(section, text)
    if changed:
        record("section changed", section, by=by, at=at, key=section.key, changed=changed)


def _check_title(text: SectionText, others: Sequence[Section]) -> None:
    if text.title.casefold() in {other.title.casefold() for other in others}:
        raise BrokenRule("Another section is called that already. Choose another title", field="title")


def arrange_section(
    category: Category,
    section_id: uuid.UUID,
    arrangement: Arrangement,
    position: int,
    *,
    by: Person,
    at: dt.datetime,
) -> None:
    """Move a page up or down from ``position``, or remove it; a second press does nothing."""
    sections = hold_form(category)
    section = next((each for each in sections if each.id == section_id), None)
    if section is None or section.position != position:
        return
    if arrangement is Arrangement.REMOVE:
        _remove(category, section, by=by, at=at)
    else:
        step = -1 if arrangement is Arrangement.UP else 1
        _move(sections, section, sections.index(section) + step, by=by, at=at)


def place_section(
    category: Category, section_id: uuid.UUID, place: int, position: int, *, by: Person, at: dt.datetime
) -> None:
    """Put a page from ``position`` where ``place``, counted from nought, says."""
    sections = hold_form(category)
    section = next((each for each in sections if each.id == section_id), None)
    if section is not None and section.position == position:
        _move(sections, section, place, by=by, at=at)


def _move(sections: list[Section], section: Section, place: int, *, by: Person, at: dt.datetime) -> None:
    order = [each for each in sections if each is not section]
    order.insert(min(max(place, 0), len(order)), section)
    if order == sections:
        return
    if problem := order_problem(questions_in(order)):
        raise BrokenRule(problem)
    for number, each in enumerate(order, start=1):
        each.position = number
    db.session.flush()
    attributes.set_committed_value(section.category, "sections", order)
    record("section moved", section, by=by, at=at, key=section.key, to=section.position)


def _remove(category: Category, section: Section, *, by: Person, at: dt.datetime) -> None:
    """Remove a page with its questions, if nobody misses any of them."""
    others = [question for question in questions_in(category.sections) if question.section_id != section.id]
    awards, use = awards_for_answers(category.id), use_of_form(category.id)
    for question in section.questions:
        answered = use.answered.get(question.key, 0)
        if problem := removal_problem(question, answered, others, awards):
            raise BrokenRule(problem)
    key, questions = section.key, [question.key for question in section.questions]
    delete(*section.questions, section)
    attributes.set_committed_value(
        category, "sections", [each for each in category.sections if each is not section]
    )
    record("section removed", None, by=by, at=at, category=category.key, key=key, questions=questions)


def delete(*things: Question | Section) -> None:
    """Take things out of a form. What later stages keep there is counted before; the database is sure."""
    try:
        with db.session.begin_nested():
            for thing in things:
                db.session.delete(thing)
            db.session.flush()
    except IntegrityError:
        raise BrokenRule(IN_USE) from None
