"""Standing aside: found from posts, declared by the judge, or set by an organiser."""

import datetime as dt
import uuid
from collections.abc import Mapping

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core import clock
from awards.core.audit import record
from awards.core.database import db, lock
from awards.core.errors import BrokenRule, NotFound, WrongState
from awards.core.text import clean_text
from awards.editions.models import Edition
from awards.editions.states import Stage
from awards.judging.conflicts import Post, found_conflict
from awards.judging.models import Assignment, Conflict, PanelMember, ScoreSheet
from awards.judging.queries import ENTERED, declaration_of, people_in_roles
from awards.judging.states import ConflictKind, SeatState, SheetState, seat_lifecycle
from awards.nominations.models import Nomination

PAST_YEARS = 3
"""A post that ended longer ago is no conflict."""

DECLARING = frozenset({Stage.JUDGING, Stage.MODERATION})


def find_conflicts(edition: Edition, *, by: Person, at: dt.datetime) -> int:
    """Recuse whoever sees nominations by their role and whose posts say so; how many conflicts are new.

    Panel members, and organisers, auditors and chairs: a conflict beats a role. May be run again.
    """
    people = people_in_roles(edition, clock.local(at).date())
    nominations = db.session.scalars(
        sa.select(Nomination).filter_by(edition_id=edition.id).where(Nomination.state.in_(ENTERED))
    ).all()
    known = _known(edition)
    found = 0
    for person in people:
        for nomination in nominations:
            kind = (person.id, nomination.id) not in known and _kind(person, nomination, at)
            if kind:
                _stand_aside(person, nomination, kind, _words(kind, nomination), by=by, at=at)
                found += 1
    if found:
        _drop_drafts(edition)
    return found


def _known(edition: Edition) -> set[tuple[uuid.UUID, uuid.UUID]]:
    pairs = sa.select(Conflict.person_id, Conflict.nomination_id).join(Conflict.nomination)
    return {
        (person, nomination)
        for person, nomination in db.session.execute(pairs.where(Nomination.edition_id == edition.id))
    }


def _kind(person: Person, nomination: Nomination, at: dt.datetime) -> ConflictKind | None:
    posts = [
        Post(post.organisation_id, post.starts_on, post.ends_on)
        for post in person.posts
        if post.organisation_id
    ]
    organisation = nomination.organisation
    day = clock.local(at).date()
    return found_conflict(posts, organisation.id, organisation.partner_id, day, PAST_YEARS) if posts else None


def _words(kind: ConflictKind, nomination: Nomination) -> str:
    organisation = nomination.organisation
    partner = organisation.partner
    if kind is ConflictKind.SAME_ORGANISATION:
        return f"Holds a post at {organisation.name}."
    if kind is ConflictKind.PARTNER_ORGANISATION and partner:
        return f"Holds a post at {partner.name}, the partner of {organisation.name}."
    return f"Held a post at {organisation.name} or its partner within the last {PAST_YEARS} years."


def declare_conflicts(
    member: PanelMember, reasons: Mapping[Nomination, str], *, by: Person, at: dt.datetime
) -> None:
    """The member promises confidence and stands aside from some nominations, each with a reason.

    Nothing of a nomination shows before the first declaration; later ones may add to it.
    """
    lock(member.panel.edition)
    if member.panel.edition.state not in DECLARING:
        raise WrongState("Conflicts are declared while judging is open.")
    offered = {nomination.id for nomination in declaration_of(member).open}
    for nomination, reason in reasons.items():
        words = _reason(reason, nomination)
        if nomination.id in offered:
            _stand_aside(member.person, nomination, ConflictKind.DECLARED, words, by=by, at=at)
    if reasons:
        _drop_drafts(member.panel.edition)
    if member.declared_at is None:
        if member.state is SeatState.INVITED:
            seat_lifecycle.apply(member, "accept")
            member.answered_at = at
        member.criteria_read_at = member.criteria_read_at or at
        member.declared_at = at
        record("conflicts declared", member, by=by, at=at)


def set_conflict(
    person: Person, nomination: Nomination, reason: str, *, by: Person, at: dt.datetime
) -> Conflict:
    """An organiser recuses somebody. Done twice, the first reason stands."""
    edition = nomination.edition
    lock(edition)
    if edition.state.is_at_least(Stage.SEALED):
        raise WrongState("The results are sealed; conflicts are kept as they were.")
    if nomination.state not in ENTERED:
        raise NotFound
    words = _reason(reason, nomination)
    same = sa.select(Conflict).filter_by(person_id=person.id, nomination_id=nomination.id)
    conflict = db.session.scalar(same)
    if conflict is None:
        kind = ConflictKind.SET_BY_ORGANISER
        conflict = _stand_aside(person, nomination, kind, words, by=by, at=at)
        _drop_drafts(edition)
    return conflict


def _reason(typed: str, nomination: Nomination) -> str:
    reason = clean_text(typed)
    if not reason:
        raise BrokenRule(f"Give a reason for standing aside from “{nomination.title}”.", field="reason")
    return reason


def _stand_aside(
    person: Person,
    nomination: Nomination,
    kind: ConflictKind,
    reason: str,
    *,
    by: Person,
    at: dt.datetime,
) -> Conflict:
    conflict = Conflict(person=person, nomination=nomination, kind=kind, reason=reason)
    db.session.add(conflict)
    db.session.flush()
    record(
        "conflict noted",
        conflict,
        by=by,
        at=at,
        person=str(person.id),
        nomination=str(nomination.id),
        kind=kind,
    )
    return conflict


def _drop_drafts(edition: Edition) -> None:
    """Take away what a recused judge had not submitted. What was submitted is kept, and counts no more."""
    clash = sa.and_(
        Conflict.person_id == Assignment.person_id,
        Conflict.nomination_id == Assignment.nomination_id,
        Conflict.stands(),
    )
    gone = (
        sa.select(Assignment)
        .join(Assignment.nomination)
        .join(Conflict, clash)
        .outerjoin(Assignment.sheet)
        .where(
            Nomination.edition_id == edition.id,
            sa.or_(ScoreSheet.id.is_(None), ScoreSheet.state == SheetState.DRAFT),
        )
    )
    for assignment in db.session.scalars(gone).all():
        remove_assignment(assignment)


def remove_assignment(assignment: Assignment) -> None:
    """Delete an assignment and the draft on it."""
    if assignment.sheet:
        db.session.delete(assignment.sheet)
        db.session.flush()
    db.session.delete(assignment)
