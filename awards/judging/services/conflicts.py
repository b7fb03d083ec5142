"""Standing aside: found from posts and nominations, declared by the judge, or set by an organiser."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core import clock
from awards.core.audit import record
from awards.core.database import db, lock
from awards.core.errors import BrokenRule, NotFound, WrongState
from awards.core.text import clean_text
from awards.editions.models import Edition
from awards.editions.states import Stage
from awards.judging.conflicts import TIES, Tie
from awards.judging.models import Assignment, Conflict, PanelMember, ScoreSheet
from awards.judging.queries import ENTERED, counts, declaration_of, grounds_in
from awards.judging.queries.work import numbers_in_hand
from awards.judging.services.lists import tell_all
from awards.judging.states import ConflictKind, SeatState, SheetState
from awards.nominations.models import Nomination

DECLARING = frozenset({Stage.JUDGING, Stage.MODERATION})


def find_conflicts(edition: Edition, *, by: Person, at: dt.datetime) -> int:
    """Recuse whoever sees nominations by their role and has a part in one; how many conflicts are new.

    Panel members, and organisers, auditors and chairs: a conflict beats a role. May be run again, and
    leaves alone what is on record already: what was lifted stays lifted.
    """
    db.session.flush()
    known = _known(edition)
    found = grounds_in(edition, clock.local(at).date())
    new = {pair: tie for pair, tie in found.items() if pair not in known}
    if new:
        _note_all(edition, new, by=by, at=at)
        _drop_drafts(edition)
    return len(new)


def find_and_cut(edition: Edition, *, by: Person, at: dt.datetime) -> dict[uuid.UUID, set[uuid.UUID]]:
    """The same; by panel, those whose list of nominations it made shorter."""
    db.session.flush()
    before, cut = numbers_in_hand(edition), defaultdict[uuid.UUID, set[uuid.UUID]](set)
    if find_conflicts(edition, by=by, at=at):
        db.session.flush()
        after = numbers_in_hand(edition)
        for panel, person in (each for each, number in before.items() if after.get(each, 0) != number):
            cut[panel].add(person)
    return cut


def _known(edition: Edition) -> set[tuple[uuid.UUID, uuid.UUID]]:
    pairs = sa.select(Conflict.person_id, Conflict.nomination_id).join(Conflict.nomination)
    return {
        (person, nomination)
        for person, nomination in db.session.execute(pairs.where(Nomination.edition_id == edition.id))
    }


def _note_all(
    edition: Edition, found: Mapping[tuple[uuid.UUID, uuid.UUID], Tie], *, by: Person, at: dt.datetime
) -> None:
    """All at once, with one entry in the record for each person."""
    rows = [
        {
            "person_id": person,
            "nomination_id": nomination,
            "kind": tie.kind,
            "reason": tie.reason,
            "noted_by_id": by.id,
            "noted_at": at,
        }
        for (person, nomination), tie in sorted(found.items())
    ]
    db.session.execute(sa.insert(Conflict), rows)
    kinds: dict[str, dict[str, str]] = defaultdict(dict)
    for (person, nomination), tie in sorted(found.items()):
        kinds[str(person)][str(nomination)] = tie.kind
    for whose, theirs in kinds.items():
        record("conflicts found", edition, by=by, at=at, person=whose, nominations=theirs)


def declare_conflicts(
    member: PanelMember, ties: Mapping[Nomination, Tie], *, by: Person, at: dt.datetime
) -> None:
    """The member stands aside from some nominations, each with kind and reason.

    Nothing of a nomination shows before the first declaration; later ones may add to it.
    """
    lock(member.panel.edition)
    lock(member)
    if member.panel.edition.state not in DECLARING:
        raise WrongState("Conflicts are declared while judging is open.")
    if member.state is not SeatState.ACCEPTED or member.criteria_read_at is None:
        raise WrongState("Please accept the invitation and read the criteria first.")
    offered = {nomination.id for nomination in declaration_of(member).open}
    for nomination, tie in ties.items():
        said = _checked(tie, nomination)
        if nomination.id in offered:
            _stand_aside(member.person, nomination, said, by=by, at=at)
    if ties:
        _drop_drafts(member.panel.edition)
    if member.declared_at is None:
        member.declared_at = at
        record("conflicts declared", member, by=by, at=at)


def set_conflict(
    person: Person, nomination: Nomination, reason: str, *, by: Person, at: dt.datetime, base_url: str = ""
) -> Conflict:
    """An organiser recuses somebody, who is told of another list. Done twice, the first reason stands."""
    edition = nomination.edition
    lock(edition)
    if edition.state.is_at_least(Stage.SEALED):
        raise WrongState("The results are sealed; conflicts are kept as they were.")
    if nomination.state not in ENTERED:
        raise NotFound
    said = Tie(ConflictKind.SET_BY_ORGANISER, _reason(reason, nomination))
    on = _panels_with(person, nomination)
    conflict = _stand_aside(person, nomination, said, by=by, at=at)
    _drop_drafts(edition)
    tell_all(edition, {panel: {person.id} for panel in on}, base_url, at=at)
    return conflict


def _panels_with(person: Person, nomination: Nomination) -> Sequence[uuid.UUID]:
    """The panels on which the person has the nomination to score."""
    theirs = sa.select(Assignment.panel_id).join(Assignment.nomination)
    theirs = theirs.where(Assignment.person_id == person.id, Nomination.id == nomination.id, counts())
    return db.session.scalars(theirs).all()


def _checked(tie: Tie, nomination: Nomination) -> Tie:
    if tie.kind not in TIES:
        raise BrokenRule(f"Say what ties you to “{nomination.title}”.", field="kind")
    return Tie(tie.kind, _reason(tie.reason, nomination))


def _reason(typed: str, nomination: Nomination) -> str:
    reason = clean_text(typed)
    if not reason:
        raise BrokenRule(f"Give a reason for standing aside from “{nomination.title}”.", field="reason")
    return reason


def _stand_aside(
    person: Person, nomination: Nomination, tie: Tie, *, by: Person, at: dt.datetime
) -> Conflict:
    """Note a conflict, or one that was lifted anew; of one that stands, the first reason stays."""
    same = sa.select(Conflict).filter_by(person_id=person.id, nomination_id=nomination.id)
    conflict = db.session.scalar(same)
    if conflict is None:
        conflict = Conflict(person=person, nomination=nomination)
        db.session.add(conflict)
    elif conflict.lifted_at is None:
        return conflict
    conflict.kind, conflict.reason = tie.kind, tie.reason
    conflict.noted_by, conflict.noted_at = by, at
    conflict.forget_lifting()
    db.session.flush()
    about = {"person": str(person.id), "nomination": str(nomination.id)}
    record("conflict noted", conflict, by=by, at=at, **about, kind=tie.kind)
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
