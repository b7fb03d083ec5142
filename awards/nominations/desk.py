"""The organisers' table: every organisation with its nominations, found, sorted and counted for a page."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from awards.accounts.models import Person, Post
from awards.core import clock
from awards.core.database import db
from awards.core.fences import open_to
from awards.core.readiness import Ready
from awards.core.text import count_words, join_words
from awards.editions.models import Category, Edition, Participant, Question
from awards.editions.states import QuestionKind
from awards.nominations.conditions import Conditions
from awards.nominations.models import Answer, Nomination, TeamMember
from awards.nominations.progress import Progress
from awards.nominations.queries import ROWS_A_PAGE
from awards.nominations.states import CHANGEABLE, NominationState
from awards.nominations.wishes import NOT_STARTED, Wishes
from awards.organisations.models import Organisation
from awards.organisations.roles import Role


@dataclass(frozen=True)
class DeskRow:
    """An organisation with one of its nominations, or with none yet. Drafts by their data, never their text:
    ``team`` is empty until the nomination may be read, so that no search, order or file tells a draft's name.

    ``asked`` and ``answered`` count the team members who were asked for their consents.
    """

    organisation_id: uuid.UUID
    organisation: str
    short_name: str
    slug: str
    deadline_at: dt.datetime | None
    id: uuid.UUID | None
    category_id: uuid.UUID | None
    category: str
    reference: str
    state: NominationState | None
    team: str
    changed_at: dt.datetime | None
    submitted_at: dt.datetime | None
    ready_at: dt.datetime | None
    open_findings: int
    asked: int
    answered: int

    @property
    def waits_for_director(self) -> bool:
        """Whether a director was asked to sign it and has not yet."""
        return self.ready_at is not None and self.state in {NominationState.DRAFT, NominationState.RETURNED}

    @property
    def may_be_read(self) -> bool:
        """Whether it was put forward, so that organisers read it."""
        return self.submitted_at is not None and self.state is not NominationState.DRAFT

    @property
    def may_be_helped(self) -> bool:
        """Whether its organisation may still write, as far as the deadline allows."""
        return self.state in CHANGEABLE

    @property
    def unanswered(self) -> int:
        """How many were asked for their consents and have not answered."""
        return self.asked - self.answered


_READABLE = sa.and_(Nomination.submitted_at.is_not(None), Nomination.state != NominationState.DRAFT)


def desk_rows(edition: Edition, person: Person) -> list[DeskRow]:
    """Every participant with each of its nominations that the person may know of, in one statement."""
    consents = (
        sa.select(
            TeamMember.nomination_id,
            sa.func.count(TeamMember.asked_at).label("asked"),
            sa.func.count(sa.case((TeamMember.asked_at.is_not(None), TeamMember.answered_at))).label(
                "answered"
            ),
        )
        .where(TeamMember.removed_at.is_(None))
        .group_by(TeamMember.nomination_id)
        .subquery()
    )
    zero = sa.literal(0)
    columns = (
        Organisation.id, Organisation.name, Organisation.short_name, Organisation.slug,
        Participant.deadline_at, Nomination.id, Nomination.category_id,
        sa.func.coalesce(Category.name, ""), sa.func.coalesce(Nomination.reference, ""), Nomination.state,
        sa.case((_READABLE, Nomination.team_name), else_=""), Nomination.changed_at, Nomination.submitted_at,
        Nomination.ready_at, sa.func.coalesce(Nomination.open_findings, zero),
        sa.func.coalesce(consents.c.asked, zero), sa.func.coalesce(consents.c.answered, zero),
    )  # fmt: skip
    own = sa.and_(
        Nomination.organisation_id == Participant.organisation_id,
        Nomination.edition_id == Participant.edition_id,
    )
    wanted = (
        sa.select(*columns)
        .select_from(Participant)
        .join(Participant.organisation)
        .outerjoin(Nomination, own)
        .outerjoin(Category, Category.id == Nomination.category_id)
        .outerjoin(consents, consents.c.nomination_id == Nomination.id)
        .where(
            Participant.edition_id == edition.id,
            sa.or_(Nomination.id.is_(None), open_to(Nomination, person.id)),
        )
        .order_by(Organisation.name, Category.position, Nomination.number)
    )
    return [DeskRow(*tuple(row)) for row in db.session.execute(wanted)]


@dataclass(frozen=True)
class DeskPage:
    """What one page of the table shows. ``counts``: rows in each state, or not started, of the whole list."""

    rows: Sequence[DeskRow]
    found: int
    page: int
    pages: int
    counts: Mapping[str, int]


def chosen_rows(rows: Collection[DeskRow], wishes: Wishes, progress: Progress | None) -> list[DeskRow]:
    """Those of the rows that were asked for, in the order asked for."""
    found = [row for row in rows if _shows(wishes.show, row) and _fits(wishes, row)]
    return sorted(found, key=lambda row: _rank(wishes.sort, row, progress), reverse=wishes.descending)


def _shows(show: str, row: DeskRow) -> bool:
    if show == "waiting":
        return row.waits_for_director
    if show == "findings":
        return row.open_findings > 0
    if show == "consents":
        return row.unanswered > 0
    return not show or show == _state(row)


def _state(row: DeskRow) -> str:
    return row.state.value if row.state else NOT_STARTED


def _fits(wishes: Wishes, row: DeskRow) -> bool:
    if wishes.category and wishes.category != str(row.category_id):
        return False
    said = f"{row.organisation} {row.short_name} {row.team} {row.reference}".casefold()
    return all(word in said for word in wishes.search.casefold().split())


_NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)
_ORDER = [NOT_STARTED, *(state.value for state in NominationState)]


def _rank(sort: str, row: DeskRow, progress: Progress | None) -> tuple[object, ...]:
    """What a row is sorted by; the list's own order decides between equals."""
    if sort == "state":
        return (_ORDER.index(_state(row)), not row.waits_for_director)
    if sort == "activity":
        return (row.changed_at or _NEVER,)
    if sort == "findings":
        return (row.open_findings,)
    if sort == "consents":
        return (row.unanswered,)
    if sort == "missing" and progress:
        answered, required = progress.of(row) if row.id else (0, 0)  # type: ignore[arg-type]  # it has an id here
        return (row.id is None, required - answered)
    return (not row.team, row.team.casefold()) if sort == "team" else (row.organisation.casefold(),)


def page_of(rows: Collection[DeskRow], chosen: Sequence[DeskRow], page: int) -> DeskPage:
    """One page of the chosen rows; the last where there are not as many."""
    pages = max(1, -(-len(chosen) // ROWS_A_PAGE))
    page = min(max(1, page), pages)
    counts = Counter(_state(row) for row in rows)
    counts["waiting"] = sum(row.waits_for_director for row in rows)
    counts["findings"] = sum(row.open_findings > 0 for row in rows)
    counts["consents"] = sum(row.unanswered > 0 for row in rows)
    some = chosen[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    return DeskPage(some, len(chosen), page, pages, counts)


def to_start(rows: Iterable[DeskRow], categories: Sequence[Category]) -> dict[uuid.UUID, list[Category]]:
    """For each organisation the categories in which it has no nomination yet."""
    entered: dict[uuid.UUID, set[uuid.UUID | None]] = {}
    for row in rows:
        entered.setdefault(row.organisation_id, set()).add(row.category_id)
    return {body: [each for each in categories if each.id not in there] for body, there in entered.items()}


def written_words(rows: Collection[DeskRow], conditions: Conditions) -> dict[uuid.UUID, int]:
    """How many words were written in answer to the long questions asked of each of these nominations."""
    unasked = {
        row.id: conditions.unasked(row.id, row.category_id) for row in rows if row.id and row.category_id
    }
    wanted = sa.select(Answer.nomination_id, Answer.question_id, Answer.value).join(Answer.question)
    wanted = wanted.where(Answer.nomination_id.in_(unasked), Question.kind == QuestionKind.LONG_TEXT)
    words: Counter[uuid.UUID] = Counter()
    for nomination_id, question_id, value in db.session.execute(wanted):
        if question_id not in unasked[nomination_id]:
            words[nomination_id] += count_words(str(value or ""))
    return dict(words)


@dataclass(frozen=True)
class Recipient:
    """Somebody who writes for an organisation."""

    name: str
    email: str
    role: Role
    organisation: str


_NAMED = 3
"""Organisations that a sentence names; of more it says how many."""


def director_readiness(edition: Edition) -> list[Ready]:
    """Whether every organisation that takes part has a director, without whom it can submit nothing."""
    on = clock.local(clock.now()).date()
    held = sa.select(Post.id).join(Person, Person.id == Post.person_id)
    held = held.where(Post.organisation_id == Participant.organisation_id, *_holds(on))
    some = sa.select(Organisation.name).join(Participant).order_by(Organisation.name)
    some = some.where(Participant.edition_id == edition.id, ~held.where(Post.role == Role.DIRECTOR).exists())
    names = db.session.scalars(some).all()
    if not names:
        return []
    who = join_words(names) if len(names) <= _NAMED else f"{len(names)} organisations"
    has = "has" if len(names) == 1 else "have"
    sentence = f"{who} {has} no director, so nobody there can submit"
    return [Ready(sentence, False, needed=False, endpoint="accounts.people")]


def _holds(on: dt.date) -> list[sa.ColumnElement[bool]]:
    """What makes a post count on that day."""
    return [
        Post.starts_on <= on,
        sa.or_(Post.ends_on.is_(None), Post.ends_on >= on),
        Post.awaits_confirmation.is_(False),
        Person.disabled_at.is_(None),
    ]


def recipients_in(organisation_ids: Collection[uuid.UUID], on: dt.date) -> list[Recipient]:
    """The directors and delegates of these organisations on that day, by organisation and name."""
    wanted = sa.select(Person.name, Person.email, Post.role, Organisation.name).join(
        Post, Post.person_id == Person.id
    )
    wanted = wanted.join(Organisation, Organisation.id == Post.organisation_id).where(
        Post.organisation_id.in_(organisation_ids),
        Post.role.in_([Role.DIRECTOR, Role.DELEGATE]),
        *_holds(on),
    )
    wanted = wanted.order_by(Organisation.name, Post.role.desc(), Person.name).distinct()
    return [Recipient(row[0], row[1], row[2], row[3]) for row in db.session.execute(wanted)]
