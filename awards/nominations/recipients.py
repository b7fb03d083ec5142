"""Who needs a reminder at this moment, and who of them can be written to: one statement for any number."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person, Post
from awards.accounts.queries import held_on
from awards.core.clock import local
from awards.core.database import db
from awards.core.fences import open_to
from awards.editions.models import Edition, Participant, Question
from awards.editions.states import Audience, Stage
from awards.nominations.models import Nomination, Reminder, SentReminder, TeamMember
from awards.nominations.states import NominationState, ReminderKind
from awards.nominations.timing import Fate, fate, sending_moment
from awards.organisations.models import Organisation
from awards.organisations.roles import Role

Statement = sa.Select[*tuple[Any, ...]]
ROWS_A_PAGE = 100


@dataclass(frozen=True)
class Recipient:
    """Somebody who would be written to. ``signs``: a director; of what waits for them, others get a copy.

    What a ``draft`` is called is its writers' business, like all that is in it: the desk does not see it.
    """

    organisation_id: uuid.UUID
    participant_id: uuid.UUID
    organisation: str
    nomination_id: uuid.UUID | None
    team: str
    person_id: uuid.UUID
    name: str
    email: str
    signs: bool
    deadline_at: dt.datetime | None
    draft: bool


@dataclass(frozen=True)
class Need:
    """Whom a question about recipients is about: which reminder's kind, when, and as whom one asks.

    ``reminder``: leave out where it had its moment already. ``organisations``: only these.
    """

    edition: Edition
    kind: ReminderKind
    at: dt.datetime
    viewer: Person | None = None
    reminder: Reminder | None = None
    organisations: Collection[uuid.UUID] | None = None


def recipients_of(need: Need, page: int | None = None) -> list[Recipient]:
    """Those who would be written to now, by organisation; with a ``page``, only that one's."""
    wanted = _recipients(need)
    if page is not None:
        wanted = wanted.limit(ROWS_A_PAGE).offset((page - 1) * ROWS_A_PAGE)
    return [_recipient(**row) for row in db.session.execute(wanted).mappings()]


def _recipient(team: str | None, signs: int, submitted_at: dt.datetime | None, **facts: Any) -> Recipient:
    return Recipient(team=team or "", signs=bool(signs), draft=submitted_at is None, **facts)


class Reach(NamedTuple):
    """How many people would be written to in how many organisations, and in how many more nobody can be."""

    people: int
    organisations: int
    unreachable: int


def reach(needs: Sequence[Need]) -> list[Reach]:
    """How many each need reaches now, in one statement for all."""
    counts = [sa.select(count).scalar_subquery() for need in needs for count in _counts(need)]
    row = list(db.session.execute(sa.select(*counts)).one()) if counts else []
    triples = zip(row[::3], row[1::3], row[2::3], strict=True)
    return [Reach(people, bodies, needing - bodies) for people, bodies, needing in triples]


def _counts(need: Need) -> list[sa.Function[int]]:
    reached = _recipients(need).order_by(None).subquery().c
    needing = _needing(need).with_only_columns(Participant.organisation_id).subquery().c
    distinct = (needing.organisation_id.distinct(), reached.organisation_id.distinct())
    return [sa.func.count(reached.person_id), sa.func.count(distinct[1]), sa.func.count(distinct[0])]


def unreachable(need: Need) -> list[str]:
    """The names of organisations that need the reminder and have nobody who could be written to."""
    reached = sa.select(_recipients(need).order_by(None).subquery().c.organisation_id)
    some = _needing(need).with_only_columns(Organisation.name).distinct().order_by(Organisation.name)
    return list(db.session.scalars(some.where(Participant.organisation_id.not_in(reached))))


def _recipients(need: Need) -> Statement:
    about = (
        Participant.organisation_id,
        Participant.id.label("participant_id"),
        Organisation.name.label("organisation"),
        Nomination.id.label("nomination_id"),
        Nomination.team_name.label("team"),
        Participant.deadline_at,
        Nomination.submitted_at,
    )
    if need.kind is ReminderKind.UNANSWERED_CONSENTS:
        member = (TeamMember.id.label("person_id"), TeamMember.name, TeamMember.email)
        members = _needing(need).with_only_columns(*about, *member, sa.literal(0).label("signs"))
        return members.order_by(Organisation.name, Nomination.number, TeamMember.position, TeamMember.id)
    signs = sa.func.max(sa.case((Post.role == Role.DIRECTOR, 1), else_=0)).label("signs")
    person = (Person.id.label("person_id"), Person.name, Person.email)
    some = _needing(need).join(Post, Post.organisation_id == Participant.organisation_id)
    some = some.join(Person, Person.id == Post.person_id).where(
        Post.role.in_([Role.DIRECTOR, Role.DELEGATE]),
        held_on(local(need.at).date()),
        Person.disabled_at.is_(None),
    )
    people = some.with_only_columns(*about, *person, signs).group_by(*about, *person, Nomination.number)
    return people.order_by(Organisation.name, Nomination.number, signs.desc(), Person.name, Person.id)


def _needing(need: Need) -> Statement:
    """Participants, their organisation and what they need the reminder for: a nomination, or none."""
    own = sa.and_(
        Nomination.organisation_id == Participant.organisation_id,
        Nomination.edition_id == Participant.edition_id,
    )
    some = sa.select(Participant.id).join(Participant.organisation).outerjoin(Nomination, own)
    some = some.where(Participant.edition_id == need.edition.id, still_open(need.edition, need.at))
    some = some.where(*_of_kind(need.kind))
    if need.kind is ReminderKind.UNANSWERED_CONSENTS:
        some = some.join(TeamMember, TeamMember.nomination_id == Nomination.id).join(TeamMember.question)
    if need.viewer:
        some = some.where(sa.or_(Nomination.id.is_(None), open_to(Nomination, need.viewer.id)))
    if need.organisations is not None:
        some = some.where(Participant.organisation_id.in_(need.organisations))
    if need.reminder:
        had = sa.select(SentReminder.organisation_id).filter_by(reminder_id=need.reminder.id)
        some = some.where(Participant.organisation_id.not_in(had))
    return some


def _of_kind(kind: ReminderKind) -> list[sa.ColumnElement[bool]]:
    """What must be true of a nomination, or of there being none."""
    if kind is ReminderKind.NOT_STARTED:
        return [Nomination.id.is_(None)]
    if kind is ReminderKind.UNANSWERED_CONSENTS:
        return [
            Nomination.state.not_in([NominationState.WITHDRAWN, NominationState.INELIGIBLE]),
            Question.audience != Audience.ORGANISERS,
            TeamMember.email != "",
            TeamMember.asked_at.is_not(None),
            TeamMember.answered_at.is_(None),
            TeamMember.removed_at.is_(None),
            ~_named_before(),
        ]
    asked = Nomination.ready_at.is_not(None)
    waits = asked if kind is ReminderKind.AWAITING_SIGN_OFF else sa.not_(asked)
    return [Nomination.state.in_([NominationState.DRAFT, NominationState.RETURNED]), waits]


def _named_before() -> sa.Exists:
    """Whether the same person is on another list of the nomination, and written to as of that one."""
    other = orm.aliased(TeamMember)
    return (
        sa.select(other.id)
        .where(
            other.nomination_id == TeamMember.nomination_id,
            sa.func.lower(other.name) == sa.func.lower(TeamMember.name),
            sa.func.lower(other.email) == sa.func.lower(TeamMember.email),
            other.asked_at.is_not(None),
            other.removed_at.is_(None),
            other.id < TeamMember.id,
        )
        .exists()
    )


def still_open(edition: Edition, at: dt.datetime) -> sa.ColumnElement[bool]:
    """A condition on participants: their deadline lies ahead. Before nominations open all count as open."""
    closes = edition.nominations_close_at
    if edition.state in {Stage.SET_UP, Stage.NOMINATIONS} and at < closes:
        return sa.true()
    later = Participant.deadline_at > max(at, closes)
    return later if edition.state in {Stage.NOMINATIONS, Stage.CHECKING} else sa.false()


def due_organisations(reminder: Reminder, at: dt.datetime, limit: int) -> list[uuid.UUID]:
    """The first organisations for which the reminder's moment is there and has not been had yet."""
    edition = reminder.edition
    if not reminder.active or edition.state not in {Stage.NOMINATIONS, Stage.CHECKING}:
        return []
    closes = edition.nominations_close_at
    with_others = sa.or_(Participant.deadline_at.is_(None), Participant.deadline_at <= closes)
    for_all = edition.state is Stage.NOMINATIONS and _is_due(reminder, closes, at)
    some = sa.select(Participant.organisation_id, Participant.deadline_at).filter_by(edition_id=edition.id)
    later = db.session.execute(some.where(Participant.deadline_at > closes)).all()
    own = [organisation for organisation, deadline in later if deadline and _is_due(reminder, deadline, at)]
    if not (for_all or own):
        return []
    those = Participant.organisation_id.in_(own)
    had = sa.select(SentReminder.organisation_id).filter_by(reminder_id=reminder.id)
    due = some.with_only_columns(Participant.organisation_id).where(
        sa.or_(with_others, those) if for_all else those, Participant.organisation_id.not_in(had)
    )
    return list(db.session.scalars(due.order_by(Participant.organisation_id).limit(limit)))


def _is_due(reminder: Reminder, deadline: dt.datetime, at: dt.datetime) -> bool:
    moment = sending_moment(deadline, reminder.days_before, reminder.time_of_day)
    return fate(moment, deadline, reminder.planned_at, at) is Fate.DUE
