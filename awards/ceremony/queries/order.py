"""The running order: its items, what it is made from, and what is missing in it."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person, Post
from awards.ceremony.models import Item, RunningOrder
from awards.ceremony.plan import AwardToGive, PlannedStep, TeamToRecognise, make_items, read_plan
from awards.ceremony.queries.awards import EveningAward, evening_awards
from awards.ceremony.queries.teams import ACCEPTED, Team, names_of_teams
from awards.ceremony.rules import GuestLine, Schedule, guest_lines, schedule
from awards.core.database import db
from awards.core.errors import NotFound
from awards.editions.models import Award, Edition
from awards.editions.states import AwardKind, Stage
from awards.nominations.consenting import OUT
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState
from awards.organisations.roles import Role

EXPECTED = (NominationState.SUBMITTED, NominationState.ACCEPTED)
"""Teams to plan with while nominations are still being checked."""


def find_running_order(edition: Edition, *, lock: bool = False) -> RunningOrder | None:
    """The edition's running order with its items, as it is now. With ``lock``, nobody else may change it."""
    wanted = (
        sa.select(RunningOrder).filter_by(edition_id=edition.id).options(orm.selectinload(RunningOrder.items))
    )
    if lock:
        wanted = wanted.with_for_update(of=RunningOrder).execution_options(populate_existing=True)
    return db.session.scalar(wanted)


def get_running_order(edition: Edition) -> RunningOrder:
    """The edition's running order with its items, or NotFound."""
    order = find_running_order(edition)
    if order is None:
        raise NotFound
    return order


def get_item(item_id: uuid.UUID) -> Item:
    """The item with the running order it is in, or NotFound."""
    item = db.session.get(Item, item_id, options=[orm.joinedload(Item.running_order)])
    if item is None:
        raise NotFound
    return item


def schedule_of(edition: Edition, items: Sequence[Item]) -> Schedule:
    """The times of the evening."""
    return schedule(items, edition.doors_at, edition.hard_finish_at)


def evening_for_guests(edition: Edition) -> list[GuestLine]:
    """The evening as guests read it, without teams that are out; empty while there is no running order."""
    wanted = sa.select(Item, Nomination.state).join(Item.running_order).outerjoin(Item.nomination)
    wanted = wanted.where(RunningOrder.edition_id == edition.id).order_by(Item.position)
    rows = db.session.execute(wanted).all()
    timings = schedule_of(edition, [item for item, _ in rows]).timings
    there = [(row[0], timing) for row, timing in zip(rows, timings, strict=True) if row[1] not in OUT]
    return guest_lines([item for item, _ in there], [timing for _, timing in there])


def teams_out(edition: Edition) -> set[uuid.UUID]:
    """The nominations that take no part any more: their items stay in the list, and are not printed."""
    out = sa.select(Nomination.id).where(Nomination.edition_id == edition.id, Nomination.state.in_(OUT))
    return set(db.session.scalars(out))


def planned_steps(edition: Edition, at: dt.datetime) -> list[PlannedStep]:
    """The items that the edition's plan makes of its awards and teams. No result is read."""
    checking = edition.state in {Stage.NOMINATIONS, Stage.CHECKING}
    teams = names_of_teams(edition, EXPECTED if checking else ACCEPTED, members=True)
    directors = directors_of({team.organisation_id for team in teams}, max(edition.ceremony_on, at.date()))
    return make_items(
        read_plan(edition.plan, edition.doors_at),
        [_to_give(given) for given in evening_awards(edition, teams).given],
        [_to_recognise(team, directors.get(team.organisation_id, "")) for team in teams],
    )


def _to_give(given: EveningAward) -> AwardToGive:
    award = given.award
    return AwardToGive(award.key, award.name, award.kind, group=award.question, presenter=award.presenter)


def _to_recognise(team: Team, director: str) -> TeamToRecognise:
    """Short names, so that the City of Wolverhampton stands under W."""
    return TeamToRecognise(
        str(team.id),
        team.name or team.reference,
        team.short_name,
        presenter=director,
        members=len(team.members),
    )


def directors_of(organisation_ids: Collection[uuid.UUID], day: dt.date) -> dict[uuid.UUID, str]:
    """The name of each organisation's director on that day; of two, the one who came last."""
    wanted = (
        sa.select(Post.organisation_id, Person.name)
        .join(Post.person)
        .where(
            Post.organisation_id.in_(organisation_ids),
            Post.role == Role.DIRECTOR,
            Post.starts_on <= day,
            sa.or_(Post.ends_on.is_(None), Post.ends_on >= day),
            Person.disabled_at.is_(None),
        )
        .order_by(Post.starts_on, Person.name)
    )
    return {organisation: name for organisation, name in db.session.execute(wanted) if organisation}


def gaps_in(edition: Edition, items: Sequence[Item]) -> list[str]:
    """Sentences about awards and teams that have no item, and about items of teams that are out."""
    teams = names_of_teams(edition, EXPECTED if not edition.state.is_at_least(Stage.JUDGING) else ACCEPTED)
    given = [each.award for each in evening_awards(edition, teams).given]
    missing = [*_awards_without_item(given, items), *_teams_without_item(teams, given, items)]
    gone = _items_without_cause(teams, given, items)
    return [
        *(f"{name} is not in the running order." for name in missing),
        *(f"“{title}” is still here, but is not given this year or has left." for title in gone),
    ]


def _awards_without_item(given: Sequence[Award], items: Sequence[Item]) -> list[str]:
    shown = {item.award_id for item in items}
    return [award.name for award in given if award.id not in shown]


def _teams_without_item(teams: Sequence[Team], given: Sequence[Award], items: Sequence[Item]) -> list[str]:
    """None while no team has an item: the evening is then planned without recognition."""
    on_stage = {item.nomination_id for item in items if item.nomination_id}
    if not on_stage or all(award.kind is not AwardKind.RECOGNITION for award in given):
        return []
    return [f"{team.name}, {team.organisation}" for team in teams if team.id not in on_stage]


def _items_without_cause(teams: Sequence[Team], given: Sequence[Award], items: Sequence[Item]) -> list[str]:
    """The titles of items for a team or an award that is not there any more, each once."""
    there = {None, *(team.id for team in teams), *(award.id for award in given)}
    left = (item for item in items if item.nomination_id not in there or item.award_id not in there)
    return list(dict.fromkeys(item.title for item in left))
