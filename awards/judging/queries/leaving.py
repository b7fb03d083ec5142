"""Who leaves the room for which nomination when the panel meets."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person, Post
from awards.core.database import db
from awards.core.fences import open_to
from awards.judging.models import Conflict, Panel
from awards.judging.queries.grounds import DESK
from awards.judging.queries.rounds import in_round
from awards.judging.queries.tasks import IN_ORDER
from awards.judging.states import SeatState
from awards.nominations.models import Nomination
from awards.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Leaving:
    """A nomination with those who leave when the panel speaks about it."""

    nomination: Nomination
    people: Sequence[Person]


@dataclass(frozen=True, slots=True)
class Meeting:
    """The nominations of which the viewer may know, and for how many others they leave themselves."""

    items: Sequence[Leaving]
    own: int


def meeting_of(viewer: Person, panel: Panel, today: dt.date) -> Meeting:
    """The panel's nominations in order, each with those of the room who leave.

    In the room are the panel's members, and those who organise, audit or chair. How often the viewer leaves
    themselves is told on purpose, though it tells whether theirs are still judged: they must know to go, and
    whoever calls the items up sends them out.
    """
    open_ = open_to(Nomination, viewer.id)
    nominations = (
        sa.select(Nomination)
        .join(Nomination.organisation)
        .where(in_round(panel), open_)
        .order_by(*IN_ORDER)
        .options(orm.contains_eager(Nomination.organisation).load_only(Organisation.name))
    )
    people: dict[uuid.UUID, list[Person]] = defaultdict(list)
    for conflict in db.session.scalars(_in_the_room(panel, today).where(in_round(panel), open_)):
        people[conflict.nomination_id].append(conflict.person)
    own = sa.select(sa.func.count()).select_from(Nomination).where(in_round(panel), sa.not_(open_))
    return Meeting(
        [Leaving(each, people[each.id]) for each in db.session.scalars(nominations)],
        db.session.scalar(own) or 0,
    )


def _in_the_room(panel: Panel, today: dt.date) -> sa.Select[Conflict]:
    seats = (SeatState.INVITED, SeatState.ACCEPTED)
    members = [member.person_id for member in panel.members if member.state in seats]
    desk = sa.select(Post.person_id).where(
        Post.role.in_(DESK),
        Post.awaits_confirmation.is_(False),
        Post.starts_on <= today,
        sa.or_(Post.ends_on.is_(None), Post.ends_on >= today),
    )
    return (
        sa.select(Conflict)
        .join(Conflict.nomination)
        .join(Conflict.person)
        .where(Conflict.stands(), sa.or_(Conflict.person_id.in_(members), Conflict.person_id.in_(desk)))
        .order_by(Person.name, Person.id)
        .options(orm.contains_eager(Conflict.person).lazyload(Person.posts))
    )
