"""What is to be drawn: a panel's round as a problem of names and plain values, in a handful of statements."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person, Post
from awards.core.database import db
from awards.editions.models import Category, Question
from awards.judging.assigning import Entry, Judge, Problem
from awards.judging.assigning.writing import safe_names
from awards.judging.models import (
    Assignment,
    Conflict,
    Panel,
    PanelMember,
    ScoreSheet,
)
from awards.judging.queries.conditions import scores_on, seated
from awards.judging.queries.rounds import in_round
from awards.nominations.models import Answer, Nomination
from awards.organisations.models import Organisation

FIELD = "field"
"""The question of an entry form whose answer says which judges suit."""

IdPair: TypeAlias = tuple[uuid.UUID, uuid.UUID]
"""A person and a nomination."""


class Wish(NamedTuple):
    """What a draw is asked for: judges for each nomination, the most for a judge, one winner over all."""

    judges_each: int
    most_each: int | None = None
    overall: bool = False
    keep: bool = False


@dataclass(frozen=True, slots=True)
class RoundProblem:
    """A problem by name, whose names they are, and the reviews that stood before."""

    problem: Problem
    people: Mapping[str, uuid.UUID]
    nominations: Mapping[str, uuid.UUID]
    before: frozenset[tuple[str, str]]


@dataclass(slots=True)
class _Standing:
    """Reviews of the round that count, those that never move, and who they are by."""

    every: set[IdPair] = field(default_factory=set)
    fixed: set[IdPair] = field(default_factory=set)
    people: dict[uuid.UUID, tuple[str, str]] = field(default_factory=dict)


def round_problem_of(panel: Panel, wish: Wish, on: dt.date) -> RoundProblem:
    """What a draw for the panel's round would be made of today."""
    entries = _entries(panel)
    standing = _reviews(panel)
    members = _members(panel)
    known = {member.person_id: (member.person.name, member.person.email) for member in members}
    people = safe_names({str(person): words for person, words in (known | standing.people).items()})
    titles = safe_names({str(row.id): (_title(row), row.reference) for row in entries})

    def named(pairs: set[IdPair]) -> frozenset[tuple[str, str]]:
        return frozenset((people[str(person)], titles[str(nomination)]) for person, nomination in pairs)

    bodies = _bodies(list(known | standing.people), on)
    judges = [
        Judge(
            key=people[str(member.person_id)],
            most=wish.most_each if member.most is None else member.most,
            fields=frozenset(str(each).casefold() for each in member.fields),
            organisation=bodies.get(member.person_id, ""),
            experience=member.years_before,
        )
        for member in members
    ]
    judges += [
        Judge(key=people[str(person)], most=0, organisation=bodies.get(person, ""))
        for person in sorted(standing.people.keys() - known.keys(), key=lambda person: people[str(person)])
    ]
    problem = Problem(
        entries=_as_entries(entries, titles, wish.judges_each, _fields(panel)),
        judges=tuple(judges),
        forbidden=named(_aside(panel, known)),
        fixed=named(standing.fixed),
        standing=named(standing.every - standing.fixed) if wish.keep else frozenset(),
        overall=wish.overall,
    )
    return RoundProblem(
        problem=problem,
        people={people[key]: uuid.UUID(key) for key in people},
        nominations={titles[key]: uuid.UUID(key) for key in titles},
        before=named(standing.every),
    )


def _entries(panel: Panel) -> list[sa.Row[tuple[uuid.UUID, str, str, str, str, str]]]:
    rows = (
        sa.select(
            Nomination.id,
            Nomination.reference,
            Nomination.team_name,
            Category.name.label("category"),
            Organisation.name.label("organisation"),
            Organisation.short_name,
        )
        .join(Nomination.category)
        .join(Nomination.organisation)
        .where(in_round(panel))
        .order_by(Category.position, Nomination.reference)
    )
    return list(db.session.execute(rows))


def _title(row: sa.Row[tuple[uuid.UUID, str, str, str, str, str]]) -> str:
    return f"{row.team_name or 'Team not named yet'}, {row.short_name}"


def _as_entries(
    rows: list[sa.Row[tuple[uuid.UUID, str, str, str, str, str]]],
    titles: Mapping[str, str],
    need: int,
    fields: Mapping[uuid.UUID, str],
) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            key=titles[str(row.id)],
            category=row.category,
            need=need,
            field=fields.get(row.id, ""),
            organisation=row.organisation.casefold(),
        )
        for row in rows
    )


def _fields(panel: Panel) -> dict[uuid.UUID, str]:
    """The answer that says the field of each nomination, where its form asks for one."""
    rows = (
        sa.select(Answer.nomination_id, Answer.value)
        .join(Answer.question)
        .join(Answer.nomination)
        .where(Question.key == FIELD, in_round(panel))
    )
    return {
        nomination: value.casefold()
        for nomination, value in db.session.execute(rows)
        if isinstance(value, str)
    }


def _members(panel: Panel) -> list[PanelMember]:
    members = (
        sa.select(PanelMember)
        .join(PanelMember.person)
        .where(PanelMember.panel_id == panel.id, seated())
        .order_by(Person.name, Person.email)
        .options(orm.contains_eager(PanelMember.person).lazyload(Person.posts))
    )
    return list(db.session.scalars(members))


def _bodies(people: list[uuid.UUID], on: dt.date) -> dict[uuid.UUID, str]:
    """The organisation where each holds a post today; the one they came to last where there are several."""
    posts = (
        sa.select(Post.person_id, Organisation.name)
        .join(Organisation, Organisation.id == Post.organisation_id)
        .where(
            Post.person_id.in_(people),
            Post.awaits_confirmation.is_(False),
            Post.starts_on <= on,
            sa.or_(Post.ends_on.is_(None), Post.ends_on >= on),
        )
        .order_by(Post.starts_on, Organisation.name)
    )
    return {person: name.casefold() for person, name in db.session.execute(posts)}


def _aside(panel: Panel, people: Mapping[uuid.UUID, tuple[str, str]]) -> set[IdPair]:
    """Who of those who score stands aside from what."""
    pairs = (
        sa.select(Conflict.person_id, Conflict.nomination_id)
        .join(Conflict.nomination)
        .join(
            PanelMember,
            sa.and_(PanelMember.person_id == Conflict.person_id, PanelMember.panel_id == panel.id),
        )
        .where(Conflict.stands(), in_round(panel))
    )
    return {(person, nomination) for person, nomination in db.session.execute(pairs) if person in people}


def _reviews(panel: Panel) -> _Standing:
    """What is assigned in the round and will come to something; begun, or given by hand, it never moves."""
    rows = (
        sa.select(
            Assignment.person_id,
            Assignment.nomination_id,
            sa.or_(ScoreSheet.id.is_not(None), Assignment.by_hand != "").label("fixed"),
            Person.name,
            Person.email,
        )
        .join(Assignment.nomination)
        .join(Assignment.person)
        .outerjoin(Assignment.sheet)
        .where(
            Assignment.panel_id == panel.id,
            Assignment.round == panel.round,
            in_round(panel),
            scores_on(),
            ~_stands_aside(),
        )
    )
    found = _Standing()
    for person, nomination, fixed, name, email in db.session.execute(rows):
        found.every.add((person, nomination))
        if fixed:
            found.fixed.add((person, nomination))
        found.people[person] = (name, email)
    return found


def _stands_aside() -> sa.ColumnElement[bool]:
    return sa.exists().where(
        Conflict.person_id == Assignment.person_id,
        Conflict.nomination_id == Assignment.nomination_id,
        Conflict.stands(),
    )
