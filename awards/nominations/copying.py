"""What a nomination can take over from one of an earlier edition: a plan, shown before it is carried out."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from awards.core.database import db
from awards.core.errors import BrokenRule, NotFound
from awards.editions.models import Category, Edition, Question, Section
from awards.editions.states import Audience, QuestionKind
from awards.nominations.answering import TEXTS, kept
from awards.nominations.consent import agreed_to
from awards.nominations.models import Nomination, TeamMember
from awards.nominations.reading import form_values, members_for, uploads_for, veil_of
from awards.nominations.rules import is_answered

MOST_SOURCES = 6
ANEW = frozenset({QuestionKind.DECLARATION, QuestionKind.PHOTO, QuestionKind.FILE})
"""What is confirmed and sent anew each year."""


@dataclass
class Plan:
    """What would be copied from ``source``; what stays as it is; what has to be given anew."""

    source: Nomination
    answers: dict[str, object] = field(default_factory=dict)
    people: list[tuple[Question, list[TeamMember]]] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)
    anew: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to copy."""
        return not self.copied


def plan_copy(nomination: Nomination, source: Nomination) -> Plan:
    """Answers to questions with the same key and kind, into boxes that are empty; people without consents.

    Texts come as others read them: who was not to be named then is not named by a copy.
    """
    plan, now, then = Plan(source), form_values(nomination), form_values(source)
    asked_then = {question.key: question for question in _questions(source)}
    for question in _questions(nomination):
        same = asked_then.get(question.key)
        if _is_answered(nomination, question, now):
            plan.stays.append(question.label)
        elif same is None or same.kind is not question.kind or _is_given_anew(question):
            plan.anew.append(question.label)
        elif question.kind is QuestionKind.PEOPLE:
            _plan_people(plan, question, members_for(source, same))
        else:
            _plan_answer(plan, question, _as_read(source, same, then.get(question.key)))
    return plan


def _is_given_anew(question: Question) -> bool:
    """Also what organisers alone are told beside declarations, such as how the text came about."""
    told = question.audience is Audience.ORGANISERS and question.kind is not QuestionKind.PEOPLE
    beside = any(each.kind is QuestionKind.DECLARATION for each in question.section.questions)
    return question.kind in ANEW or (told and beside)


def _questions(nomination: Nomination) -> Iterator[Question]:
    for section in nomination.category.sections:
        yield from section.questions


def _is_answered(nomination: Nomination, question: Question, values: Mapping[str, object]) -> bool:
    if question.kind is QuestionKind.PEOPLE:
        return bool(members_for(nomination, question))
    return is_answered(values.get(question.key)) or bool(uploads_for(nomination, question))


def _plan_people(plan: Plan, question: Question, named: list[TeamMember]) -> None:
    """Who said that they do not want to be named at all is named by nobody else's press of a button."""
    members = [each for each in named if agreed_to(each) or not each.has_spoken]
    if members:
        plan.people.append((question, members))
    (plan.copied if members else plan.anew).append(question.label)


def _as_read(source: Nomination, question: Question, value: object) -> object:
    """A text without masked passages and names that were withheld; what is no text as it is."""
    if question.kind not in TEXTS or not isinstance(value, str):
        return value
    return veil_of(source, question.audience).over(question.id, value)


def _plan_answer(plan: Plan, question: Question, value: object) -> None:
    """A choice that is no longer offered is made anew."""
    try:
        answer = kept(question, value)
    except BrokenRule:
        answer = None
    if answer is not None:
        plan.answers[question.key] = answer
    (plan.copied if answer is not None else plan.anew).append(question.label)


@dataclass(frozen=True)
class WithEarlier:
    """A nomination, and what its organisation had in earlier editions, the latest first."""

    nomination: Nomination
    earlier: Sequence[Nomination]


def get_with_earlier(nomination_id: uuid.UUID) -> WithEarlier:
    """The nomination and the earlier ones, all whole, or NotFound."""
    same_body = sa.select(Nomination.organisation_id).filter_by(id=nomination_id).scalar_subquery()
    some = _whole().where(Nomination.organisation_id == same_body)
    some = some.order_by(Edition.ceremony_on.desc(), Nomination.number)
    found = list(db.session.scalars(some).unique())
    for nomination in found:
        if nomination.id == nomination_id:
            before = nomination.edition.ceremony_on
            earlier = [each for each in found if each.edition.ceremony_on < before]
            return WithEarlier(nomination, earlier[:MOST_SOURCES])
    raise NotFound


def _whole() -> sa.Select[Nomination]:
    form = joinedload(Nomination.category).selectinload(Category.sections).joinedload(Section.questions)
    parts = [selectinload(each) for each in (Nomination.answers, Nomination.members, Nomination.uploads)]
    hidden = [joinedload(each) for each in (Nomination.refusers, Nomination.masks)]  # hardly ever any
    return (
        sa.select(Nomination)
        .join(Nomination.edition)
        .options(contains_eager(Nomination.edition), form, *parts, *hidden)
    )
