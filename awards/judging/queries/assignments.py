"""Who scores what, for those who may know: loads, gaps, a list of nominations, and what was done."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person
from awards.accounts.queries import Page
from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import NotFound
from awards.core.fences import open_to
from awards.judging.models import Assignment, Conflict, Panel, PanelMember, ScoreSheet
from awards.judging.queries.conditions import counts, scores_on, seated
from awards.judging.queries.rounds import in_round
from awards.judging.states import SeatState, SheetState
from awards.nominations.models import Nomination
from awards.organisations.models import Organisation

PAGE_SIZE = 50
LATEST = 15
"""So many acts are listed."""

DRAW_ASKED, DRAW_APPLIED, DRAW_DISCARDED = "draw asked for", "draw applied", "draw discarded"
ROUND_OPENED = "round opened"
GIVEN, TAKEN_AWAY = "nomination given", "nomination taken away"


@dataclass(frozen=True, slots=True)
class Load:
    """How many nominations of the round somebody has, and how many they can take; None is no limit."""

    person_id: uuid.UUID
    name: str
    assigned: int
    most: int | None

    @property
    def is_full(self) -> bool:
        """Whether one more would be over their limit."""
        return self.most is not None and self.assigned >= self.most

    @property
    def is_over(self) -> bool:
        """Whether they have more than their limit: it was lowered, or more were given by hand."""
        return self.most is not None and self.assigned > self.most


@dataclass(frozen=True, slots=True)
class Gaps:
    """How many nominations there are, how many have too few judges, and the fewest on one."""

    nominations: int
    short: int
    fewest: int


@dataclass(frozen=True, slots=True)
class Held:
    """How many nominations of the round somebody has, and how many of them they have submitted."""

    assigned: int
    submitted: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A nomination in the list, with the names of its judges."""

    id: uuid.UUID
    title: str
    organisation: str
    judges: list[str]


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who has a nomination to score."""

    person_id: uuid.UUID
    name: str
    state: SheetState | None
    by_hand: str


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done about who scores what."""

    at: dt.datetime
    who: str
    action: str
    details: dict[str, Any]
    judge: str
    nomination: str


def in_hand(panel: Panel) -> sa.ColumnElement[bool]:
    """The condition that an assignment, joined to nomination and sheet, is of the round and will count."""
    return sa.and_(
        Assignment.panel_id == panel.id,
        Assignment.round == panel.round,
        in_round(panel),
        counts(),
        scores_on(),
    )


def loads_visible_to(viewer: Person, panel: Panel) -> list[Load]:
    """Each judge's number of nominations, without those from which the viewer stands aside."""
    number = _assigned(panel).where(open_to(Nomination, viewer.id)).group_by(Assignment.person_id)
    return _loads(panel, number.subquery())


def _assigned(panel: Panel) -> sa.Select[uuid.UUID, int]:
    return (
        sa.select(Assignment.person_id, sa.func.count(Assignment.id).label("number"))
        .join(Assignment.nomination)
        .outerjoin(Assignment.sheet)
        .where(in_hand(panel))
    )


def lists_of(panel: Panel, people: Collection[uuid.UUID]) -> dict[uuid.UUID, Held]:
    """What each of the people has to score in the round; who has nothing is not among them."""
    submitted = sa.func.count(sa.case((ScoreSheet.state == SheetState.SUBMITTED, 1)))
    rows = _assigned(panel).add_columns(submitted).group_by(Assignment.person_id)
    return {
        person: Held(assigned, done)
        for person, assigned, done in db.session.execute(rows)
        if person in people
    }


def judges_with_a_list(panel: Panel) -> Sequence[PanelMember]:
    """Those who score and have said that they will: before, nobody has a list to look at."""
    members = (
        sa.select(PanelMember)
        .join(PanelMember.person)
        .where(
            PanelMember.panel_id == panel.id,
            PanelMember.scores.is_(True),
            PanelMember.state == SeatState.ACCEPTED,
        )
        .order_by(Person.email)
        .options(orm.contains_eager(PanelMember.person).lazyload(Person.posts))
    )
    return db.session.scalars(members).all()


def _loads(panel: Panel, number: sa.Subquery, *conditions: sa.ColumnElement[bool]) -> list[Load]:
    rows = (
        sa.select(Person.id, Person.name, sa.func.coalesce(number.c.number, 0), PanelMember.most)
        .select_from(PanelMember)
        .join(PanelMember.person)
        .outerjoin(number, number.c.person_id == Person.id)
        .where(PanelMember.panel_id == panel.id, sa.or_(seated(), number.c.number.is_not(None)), *conditions)
        .order_by(sa.func.lower(Person.name), Person.email)
    )
    most_each = panel.current.most_each
    return [
        Load(person, name, assigned, most_each if most is None else most)
        for person, name, assigned, most in db.session.execute(rows)
    ]


def gaps_visible_to(viewer: Person, panel: Panel, need: int) -> Gaps:
    """How many nominations have fewer judges than they need, among those that the viewer may know of."""
    wanted, judges = _open(viewer, panel)
    row = db.session.execute(
        wanted.with_only_columns(
            sa.func.count(), sa.func.count(sa.case((judges < need, 1))), sa.func.min(judges)
        )
    ).one()
    return Gaps(row[0], row[1], row[2] or 0)


def _open(viewer: Person, panel: Panel) -> tuple[sa.Select[uuid.UUID, str, str], sa.ColumnElement[int]]:
    """The nominations of the round that the viewer may know of, and how many judges each has."""
    held = (
        sa.select(Assignment.nomination_id, sa.func.count(Assignment.id).label("judges"))
        .join(Assignment.nomination)
        .outerjoin(Assignment.sheet)
        .where(in_hand(panel))
        .group_by(Assignment.nomination_id)
        .subquery()
    )
    wanted = (
        sa.select(Nomination.id, Nomination.team_name, Organisation.short_name)
        .select_from(Nomination)
        .join(Nomination.organisation)
        .outerjoin(held, held.c.nomination_id == Nomination.id)
        .where(in_round(panel), open_to(Nomination, viewer.id))
    )
    return wanted, sa.func.coalesce(held.c.judges, 0)


def nominations_page(
    viewer: Person,
    panel: Panel,
    number: int,
    *,
    words: str = "",
    fewer_than: int | None = None,
    total: int | None = None,
) -> Page[Judged]:
    """The nominations of the round with their judges, in pages; only some where words or a number say so.

    ``total`` is how many there are without these, where it is known.
    """
    wanted, judges = _open(viewer, panel)
    if words:
        parts = [Nomination.team_name, Organisation.name, Organisation.short_name, Nomination.reference]
        wanted = wanted.where(sa.or_(*(part.icontains(words, autoescape=True) for part in parts)))
    if fewer_than is not None:
        wanted = wanted.where(judges < fewer_than)
    if total is None or words or fewer_than is not None:
        total = db.session.scalar(wanted.with_only_columns(sa.func.count())) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(number, 1), pages)
    ordered = wanted.order_by(Organisation.name, Nomination.team_name, Nomination.id)
    rows = db.session.execute(ordered.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)).all()
    names = _names_on(panel, [row.id for row in rows])
    judged = [
        Judged(row.id, row.team_name or "Team not named yet", row.short_name, names.get(row.id, []))
        for row in rows
    ]
    return Page(judged, number, pages, total)


def _names_on(panel: Panel, nominations: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    rows = (
        sa.select(Assignment.nomination_id, Person.name)
        .join(Assignment.nomination)
        .join(Assignment.person)
        .outerjoin(Assignment.sheet)
        .where(in_hand(panel), Assignment.nomination_id.in_(nominations))
        .order_by(sa.func.lower(Person.name), Person.email)
    )
    found: dict[uuid.UUID, list[str]] = {}
    for nomination, name in db.session.execute(rows) if nominations else ():
        found.setdefault(nomination, []).append(name)
    return found


def get_judged(nomination_id: uuid.UUID) -> Nomination:
    """The nomination with its organisation, or NotFound; whether the panel judges it is asked besides."""
    nomination = db.session.get(Nomination, nomination_id)
    if nomination is None:
        raise NotFound
    return nomination


def check_judged(panel: Panel, nomination: Nomination) -> None:
    """NotFound for a nomination that the panel does not judge in its round."""
    if not db.session.scalar(sa.select(sa.exists().where(Nomination.id == nomination.id, in_round(panel)))):
        raise NotFound


def reviewers_of(panel: Panel, nomination: Nomination) -> list[Reviewer]:
    """Who has the nomination to score, by name."""
    rows = (
        sa.select(Person.id, Person.name, ScoreSheet.state, Assignment.by_hand)
        .select_from(Assignment)
        .join(Assignment.nomination)
        .join(Assignment.person)
        .outerjoin(Assignment.sheet)
        .where(in_hand(panel), Assignment.nomination_id == nomination.id)
        .order_by(sa.func.lower(Person.name), Person.email)
    )
    return [Reviewer(*row) for row in db.session.execute(rows)]


def people_to_give(panel: Panel, nomination: Nomination) -> list[Load]:
    """Who could have the nomination besides: there to score, without it, and without a conflict."""
    has = sa.exists().where(
        Assignment.nomination_id == nomination.id,
        Assignment.round == panel.round,
        Assignment.person_id == PanelMember.person_id,
    )
    aside = sa.exists().where(
        Conflict.nomination_id == nomination.id,
        Conflict.person_id == PanelMember.person_id,
        Conflict.stands(),
    )
    number = _assigned(panel).group_by(Assignment.person_id).subquery()
    return sorted(
        _loads(panel, number, seated(), ~has, ~aside), key=lambda load: (load.is_full, load.assigned)
    )


def deeds_visible_to(viewer: Person, panel: Panel) -> list[Deed]:
    """What was done last about who scores what in this round, for those who may know of its draws.

    Nothing that names a nomination from which the viewer stands aside.
    """
    begun = sa.select(sa.func.max(Event.number)).where(
        Event.thing_id == panel.current.id, Event.action == ROUND_OPENED
    )
    events = (
        sa.select(Event, Person.name)
        .outerjoin(Person, Person.id == Event.actor_id)
        .where(
            Event.thing_id == panel.id,
            Event.number > sa.func.coalesce(begun.scalar_subquery(), 0),
            Event.action.in_([DRAW_ASKED, DRAW_APPLIED, DRAW_DISCARDED, GIVEN, TAKEN_AWAY]),
        )
        .order_by(Event.number.desc())
        .limit(LATEST)
    )
    rows = db.session.execute(events).all()
    named = _named(viewer, [event.details for event, _ in rows])
    return [
        Deed(
            event.at,
            name or "Somebody",
            event.action,
            event.details,
            named.get(event.details.get("person", ""), ""),
            named.get(event.details.get("nomination", ""), ""),
        )
        for event, name in rows
        if event.details.get("nomination", "") in {"", *named}
    ]


def _named(viewer: Person, details: Sequence[dict[str, Any]]) -> dict[str, str]:
    """The names of the people and nominations that details speak of, in one statement.

    Without the nominations of which the viewer may not know.
    """
    people = {uuid.UUID(each["person"]) for each in details if "person" in each}
    nominations = {uuid.UUID(each["nomination"]) for each in details if "nomination" in each}
    if not people:
        return {}
    both = sa.union_all(
        sa.select(Person.id, Person.name).where(Person.id.in_(people)),
        sa.select(Nomination.id, Nomination.team_name).where(
            Nomination.id.in_(nominations), open_to(Nomination, viewer.id)
        ),
    )
    return {str(key): name for key, name in db.session.execute(both)}
