"""Why people have to stand aside: what the register of posts and the nominations themselves say.

Asked by people and by bodies, never by pairs: thousands of nominations and judges take a handful of
statements, and work in proportion to the conflicts that there are.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import TypeAlias

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person, Post
from awards.core import clock
from awards.core.audit import Event
from awards.core.database import db
from awards.core.fences import open_to
from awards.editions.models import Edition
from awards.judging import conflicts as rules
from awards.judging.conflicts import Body, Tie, found_conflict, post_words, strongest
from awards.judging.models import Panel, PanelMember
from awards.judging.queries.conditions import ENTERED
from awards.judging.states import ConflictKind
from awards.nominations.deeds import RETURNED, SIGNED_AGAIN
from awards.nominations.models import Assistance, Nomination, Revision, TeamMember
from awards.organisations.models import Organisation
from awards.organisations.roles import Role

Pair: TypeAlias = tuple[uuid.UUID, uuid.UUID]
"""A person and a nomination, by id."""

Grounds: TypeAlias = dict[Pair, dict[ConflictKind, str]]

DESK = frozenset({Role.ORGANISER, Role.AUDITOR, Role.CHAIR})
"""Who may see nominations and results without a seat on a panel."""

NOMINATING = frozenset({Role.DIRECTOR, Role.DELEGATE})
SIGNING = ("nomination submitted", SIGNED_AGAIN, RETURNED)
WROTE = "Wrote in this nomination, or signed it."
NAMED = "Is named in this team with this email address."


def seated_in(edition: Edition) -> sa.Select[uuid.UUID]:
    """The ids of those who have, or had, a seat on one of the edition's panels."""
    return sa.select(PanelMember.person_id).join(PanelMember.panel).where(Panel.edition_id == edition.id)


def people_at_risk(edition: Edition, today: dt.date) -> sa.Select[uuid.UUID]:
    """The ids of panel members, and of whoever is or will be organiser, auditor or chair."""
    desk = sa.select(Post.person_id).where(
        Post.role.in_(DESK), sa.or_(Post.ends_on.is_(None), Post.ends_on >= today)
    )
    return sa.select(Person.id).where(sa.or_(Person.id.in_(seated_in(edition)), Person.id.in_(desk)))


def grounds_in(edition: Edition, today: dt.date, viewer: Person | None = None) -> Mapping[Pair, Tie]:
    """Who has to stand aside from what was entered, with the strongest kind and every reason.

    With a viewer, only nominations of which they may know.
    """
    entered = sa.select(Nomination.id).where(
        Nomination.edition_id == edition.id,
        Nomination.state.in_(ENTERED),
        open_to(Nomination, viewer.id) if viewer else sa.true(),
    )
    people = people_at_risk(edition, today)
    grounds: Grounds = defaultdict(dict)
    for person, nomination in db.session.execute(_in_the_team(entered, people)):
        grounds[person, nomination][ConflictKind.IN_THE_TEAM] = NAMED
    for person, nomination in db.session.execute(_wrote(edition, entered, people)):
        grounds[person, nomination][ConflictKind.NOMINATOR] = WROTE
    _add_posts(grounds, edition, entered, people, today)
    return {pair: strongest(found) for pair, found in grounds.items()}


def _add_posts(
    grounds: Grounds,
    edition: Edition,
    entered: sa.Select[uuid.UUID],
    people: sa.Select[uuid.UUID],
    today: dt.date,
) -> None:
    """Each person is held against the few bodies near their posts, and each of these against its entries."""
    nominations: dict[Hashable, list[uuid.UUID]] = defaultdict(list)
    rows = sa.select(Nomination.id, Nomination.organisation_id).where(Nomination.id.in_(entered))
    for nomination, organisation in db.session.execute(rows):
        nominations[organisation].append(nomination)
    near: dict[Hashable, list[Body]] = defaultdict(list)
    for each in _bodies(edition):
        near[each.key].append(each)
        if each.partner is not None:
            near[each.partner].append(each)
    since, years = clock.local(edition.nominations_open_at).date(), edition.past_post_years
    for person, posts in _posts_of(people).items():
        bodies = {body.key: body for post in posts for body in near.get(post.organisation, ())}
        for key, body in bodies.items():
            kind = found_conflict(posts, body, today, years, since)
            if kind:
                words = post_words(kind, body, years)
                for nomination in nominations[key]:
                    grounds[person, nomination].setdefault(kind, words)


def _bodies(edition: Edition) -> list[Body]:
    partner = orm.aliased(Organisation)
    nominating = sa.select(Nomination.organisation_id).where(Nomination.edition_id == edition.id)
    rows = (
        sa.select(Organisation.id, Organisation.name, Organisation.partner_id, partner.name)
        .outerjoin(partner, Organisation.partner_id == partner.id)
        .where(Organisation.id.in_(nominating))
    )
    return [Body(id_, name, other, called or "") for id_, name, other, called in db.session.execute(rows)]


def _posts_of(people: sa.Select[uuid.UUID]) -> dict[uuid.UUID, list[rules.Post]]:
    """Posts that wait to be confirmed count too: who may soon work there stands aside already."""
    rows = sa.select(Post.person_id, Post.organisation_id, Post.starts_on, Post.ends_on, Post.role).where(
        Post.person_id.in_(people), Post.organisation_id.is_not(None)
    )
    posts: dict[uuid.UUID, list[rules.Post]] = defaultdict(list)
    for person, body, first, last, role in db.session.execute(rows):
        posts[person].append(rules.Post(body, first, last, role in NOMINATING))
    return posts


def _in_the_team(
    entered: sa.Select[uuid.UUID], people: sa.Select[uuid.UUID]
) -> sa.Select[uuid.UUID, uuid.UUID]:
    """By address; a name alone proves nothing. Who was named and then taken off the list was in the team."""
    return (
        sa.select(Person.id, TeamMember.nomination_id)
        .join(TeamMember, sa.func.lower(TeamMember.email) == Person.email)
        .where(Person.id.in_(people), TeamMember.nomination_id.in_(entered))
        .distinct()
    )


def _wrote(
    edition: Edition, entered: sa.Select[uuid.UUID], people: sa.Select[uuid.UUID]
) -> sa.CompoundSelect[uuid.UUID, uuid.UUID]:
    """Whoever wrote in it, returned it to its writers or signed it, wherever they work now.

    An organiser who took down what somebody said on the telephone did not nominate; a judge who did stands
    aside all the same.
    """
    dictated = sa.exists().where(
        Assistance.nomination_id == Revision.nomination_id,
        Assistance.person_id == Revision.written_by_id,
        Assistance.began_at <= Revision.ended_at,
        Assistance.person_id.not_in(seated_in(edition)),
    )
    wrote = sa.select(Revision.written_by_id, Revision.nomination_id).where(
        Revision.written_by_id.in_(people), Revision.nomination_id.in_(entered), ~dictated
    )
    signed = sa.select(Event.actor_id, Event.thing_id).where(
        Event.actor_id.in_(people), Event.thing_id.in_(entered), Event.action.in_(SIGNING)
    )
    sent = sa.select(Nomination.submitted_by_id, Nomination.id).where(
        Nomination.submitted_by_id.in_(people), Nomination.id.in_(entered)
    )
    return sa.union(wrote, signed, sent)
