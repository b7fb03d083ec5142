"""Finding editions and what belongs to them."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from awards.core import clock
from awards.core.database import db
from awards.core.deciding import decides_who_decides
from awards.core.errors import NotFound
from awards.core.occasions import Occasion, tells_occasion
from awards.core.readiness import Ready
from awards.editions.models import Award, Category, Criterion, Edition, Participant, Question, Section
from awards.editions.questions import NEEDED
from awards.editions.readiness import CategoryFacts, Finding, SetUpFacts, set_up_findings
from awards.editions.rules import FIRST_ROUND, Timetable, doors_open_at
from awards.editions.states import AwardKind, Stage
from awards.organisations.models import Organisation

T = TypeVar("T")
MOST_FORMS = 40
"""Of those that a new category can take over."""


def get_edition(slug: str) -> Edition:
    """The edition at this address, or NotFound."""
    edition = find_edition(slug)
    if edition is None:
        raise NotFound
    return edition


def find_edition(slug: str) -> Edition | None:
    """The edition at this address, if there is one."""
    return db.session.scalar(sa.select(Edition).filter_by(slug=slug))


def find_current_edition() -> Edition | None:
    """The edition everybody talks about: the latest that is not archived, else the latest."""
    latest = sa.select(Edition).order_by(Edition.state == Stage.ARCHIVED, Edition.year.desc(), Edition.slug)
    return db.session.scalar(latest.limit(1))


def all_editions() -> Sequence[Edition]:
    """Every edition, the latest first."""
    return db.session.scalars(sa.select(Edition).order_by(Edition.year.desc(), Edition.slug)).all()


@decides_who_decides
def two_people_decide_now() -> bool:
    """Whether the current edition is set so that grave acts need two people."""
    edition = find_current_edition()
    return edition is not None and edition.two_people_decide


@tells_occasion
def current_occasion(organisation_id: uuid.UUID | None, at: dt.datetime) -> Occasion | None:
    """The current edition, and by when an organisation that takes part in it nominates."""
    edition = find_current_edition()
    if edition is None:
        return None
    theirs = sa.select(Participant).filter_by(edition_id=edition.id, organisation_id=organisation_id)
    participant = db.session.scalar(theirs) if organisation_id else None
    due = ""
    if participant and not edition.state.is_at_least(Stage.CHECKING) and at <= participant.closes.last:
        opens = edition.nominations_open_at
        opening = f"open at {clock.show_uk_moment(opens)}, and " if edition.state is Stage.SET_UP else ""
        due = f"Nominations {opening}close at {participant.closes.words}. {participant.closes.rule}".strip()
    return Occasion(edition.name, edition.award_name, due, edition.contact)


def get_edition_with_awards(slug: str) -> Edition:
    """The edition with its categories and awards, or NotFound."""
    options = (selectinload(Edition.categories), selectinload(Edition.awards))
    return _found(db.session.scalar(sa.select(Edition).filter_by(slug=slug).options(*options)))


def get_edition_with_categories(slug: str) -> Edition:
    """The edition with its categories, entry forms and criteria, or NotFound."""
    categories = selectinload(Edition.categories)
    forms = categories.selectinload(Category.sections).selectinload(Section.questions)
    options = (forms, categories.selectinload(Category.criteria))
    return _found(db.session.scalar(sa.select(Edition).filter_by(slug=slug).options(*options)))


def participants_of(edition: Edition) -> Sequence[Participant]:
    """Those that nominate, by organisation's name, with their partners."""
    query = (
        sa.select(Participant)
        .join(Participant.organisation)
        .options(joinedload(Participant.organisation).joinedload(Organisation.partner))
        .where(Participant.edition_id == edition.id)
        .order_by(Organisation.name)
    )
    return db.session.scalars(query).all()


def later_deadlines(edition: Edition) -> list[Participant]:
    """Those that have longer than all others, by organisation's name."""
    query = sa.select(Participant).join(Participant.organisation).order_by(Organisation.name)
    query = query.where(Participant.deadline_at > edition.nominations_close_at)
    return list(db.session.scalars(query.where(Participant.edition_id == edition.id)))


def find_participant(edition: Edition, organisation: Organisation) -> Participant | None:
    """The organisation's part in the edition, if it nominates."""
    query = sa.select(Participant).filter_by(edition_id=edition.id, organisation_id=organisation.id)
    return db.session.scalar(query)


def get_participant(participant_id: uuid.UUID) -> Participant:
    """The participant with this identity, or NotFound."""
    return _found(db.session.get(Participant, participant_id))


def get_category(category_id: uuid.UUID) -> Category:
    """The category with this identity, or NotFound."""
    return _found(db.session.get(Category, category_id))


def get_whole_category(category_id: uuid.UUID) -> Category:
    """The category with its entry form and criteria, or NotFound."""
    options = (
        joinedload(Category.edition),
        selectinload(Category.sections).selectinload(Section.questions),
        selectinload(Category.criteria),
    )
    return _found(db.session.get(Category, category_id, options=options))


def get_criterion(criterion_id: uuid.UUID) -> Criterion:
    """The criterion with its category and edition, or NotFound."""
    options = [joinedload(Criterion.category).joinedload(Category.edition)]
    return _found(db.session.get(Criterion, criterion_id, options=options))


def get_award(award_id: uuid.UUID) -> Award:
    """The award with this identity, or NotFound."""
    options = [joinedload(Award.edition), joinedload(Award.category)]
    return _found(db.session.get(Award, award_id, options=options))


def get_question_by_key(category: Category, key: str) -> Question:
    """The question of the category's entry form with this key, or NotFound."""
    query = sa.select(Question).join(Question.section).where(Section.category_id == category.id)
    return _found(db.session.scalar(query.where(Question.key == key)))


def get_form_section(section_id: uuid.UUID) -> Section:
    """The section with the whole entry form that it belongs to, or NotFound."""
    options = [joinedload(Section.category).options(*_whole_form())]
    return _found(db.session.get(Section, section_id, options=options))


def get_form_question(question_id: uuid.UUID) -> Question:
    """The question with the whole entry form that it belongs to, or NotFound."""
    options = [joinedload(Question.section).joinedload(Section.category).options(*_whole_form())]
    return _found(db.session.get(Question, question_id, options=options))


def _whole_form() -> tuple[Any, ...]:
    questions = selectinload(Category.sections).selectinload(Section.questions)
    return joinedload(Category.edition), questions


def awards_for_answers(category_id: uuid.UUID) -> Sequence[Award]:
    """The category's awards that are for nominations with a certain answer."""
    query = sa.select(Award).filter_by(category_id=category_id).where(Award.question != "")
    return db.session.scalars(query.order_by(Award.position)).all()


def forms_to_copy(edition: Edition) -> Sequence[Category]:
    """The categories that have an entry form: the edition's own first, then those of the latest editions."""
    query = (
        sa.select(Category)
        .join(Category.edition)
        .options(contains_eager(Category.edition))
        .where(Category.sections.any())
        .order_by(Edition.id != edition.id, Edition.year.desc(), Edition.slug, Category.position)
    )
    return db.session.scalars(query.limit(MOST_FORMS)).all()


def questions_to_compete_in(edition: Edition) -> Sequence[Question]:
    """The choices of the edition's entry forms, to which an award can be limited, in their order."""
    query = (
        sa.select(Question)
        .join(Question.section)
        .join(Section.category)
        .options(joinedload(Question.section).joinedload(Section.category))
        .where(Category.edition_id == edition.id, Question.kind.in_(["choice", "choices"]))
        .order_by(Category.position, Section.position, Question.position)
    )
    return db.session.scalars(query).all()


def _found(thing: T | None) -> T:
    if thing is None:
        raise NotFound
    return thing


def set_up_facts(edition: Edition) -> SetUpFacts:
    """What the readiness of the set-up asks."""
    query = sa.select(Award.kind, Award.category_id).where(Award.edition_id == edition.id)
    awards = db.session.execute(query).all()
    competed = {category_id for kind, category_id in awards if kind is AwardKind.COMPETITION}
    bodies = [part.organisation for part in participants_of(edition)]
    return SetUpFacts(
        participants=len(bodies),
        closed_bodies=tuple(body.name for body in bodies if not body.exists_on(edition.ceremony_on)),
        categories=_category_facts(edition, competed, {category_id for _kind, category_id in awards}),
        award_kinds=tuple(kind for kind, _category_id in awards),
        timetable=timetable_of(edition),
        doors=doors_open_at(edition.ceremony_on, edition.doors_at),
        plan_items=len(edition.plan),
    )


def _category_facts(
    edition: Edition, competed: set[uuid.UUID], awarded: set[uuid.UUID]
) -> tuple[CategoryFacts, ...]:
    query = sa.select(Category).filter_by(edition_id=edition.id).order_by(Category.position)
    categories = db.session.scalars(query.options(selectinload(Category.criteria))).all()
    counting = (
        sa.select(
            Section.category_id,
            sa.func.count(Question.id),
            sa.func.sum(sa.case((Question.key == NEEDED, 1), else_=0)),
        )
        .join(Section.questions)
        .where(Section.category_id.in_([category.id for category in categories]))
        .group_by(Section.category_id)
    )
    questions = {category_id: (count, names) for category_id, count, names in db.session.execute(counting)}
    return tuple(
        CategoryFacts(
            name=category.name,
            questions=questions.get(category.id, (0, 0))[0],
            weights=tuple(criterion.weight for criterion in category.criteria_in(FIRST_ROUND)),
            is_competed_for=category.id in competed,
            has_award=category.id in awarded or not awarded,
            asks_for_name=questions.get(category.id, (0, 0))[1] > 0,
        )
        for category in categories
    )


def timetable_of(edition: Edition) -> Timetable:
    """The edition's moments."""
    return Timetable(
        edition.nominations_open_at,
        edition.nominations_close_at,
        edition.checking_ends_at,
        edition.judging_closes_at,
        edition.moderation_at,
        edition.grace_minutes,
    )


PAGES = {
    "basics": "editions.basics",
    "timetable": "editions.timetable",
    "participants": "editions.participants",
    "categories": "editions.categories",
    "awards": "editions.awards",
    "plan": "editions.plan",
}
"""Where each part of the set-up is read and changed."""


def find_set_up(edition: Edition, at: dt.datetime) -> list[Finding]:
    """What is set and what is missing before nominations open; once they have, a deadline may pass."""
    asked_at = at if edition.state is Stage.SET_UP else edition.nominations_open_at
    return set_up_findings(set_up_facts(edition), asked_at)


def set_up_readiness(edition: Edition) -> list[Ready]:
    """The same for the organiser's desk."""
    return [
        Ready(finding.sentence, finding.done, finding.needed, PAGES[finding.part])
        for finding in find_set_up(edition, clock.now())
    ]
