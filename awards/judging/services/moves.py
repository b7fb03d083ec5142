"""Who scores what, changed by hand: giving a nomination to one more judge, and taking it away."""

import datetime as dt
import uuid

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.database import db
from awards.core.errors import BrokenRule, NotFound, WrongState
from awards.core.text import clean_text
from awards.judging.models import Assignment, Panel
from awards.judging.queries.assignments import GIVEN, TAKEN_AWAY, check_judged, people_to_give
from awards.judging.services.conflicts import find_and_cut
from awards.judging.services.draws import check_open
from awards.judging.services.holding import hold_panel
from awards.judging.services.lists import tell_all, tell_changed
from awards.nominations.models import Nomination

BY_HAND = "Given by hand."
"""What is kept where nobody had to say why."""


def give(
    panel: Panel,
    nomination: Nomination,
    person_id: uuid.UUID,
    reason: str,
    *,
    by: Person,
    at: dt.datetime,
    base_url: str = "",
) -> Assignment:
    """Let one more judge score the nomination; over their limit only with a reason, never with a conflict.

    What was given by hand stays through later draws. Done twice, it is done once.
    """
    _begin(panel, nomination)
    there = db.session.scalar(_theirs(panel, nomination, person_id))
    if there is not None:
        return there
    changed = find_and_cut(panel.edition, by=by, at=at)
    db.session.flush()
    load = next((each for each in people_to_give(panel, nomination) if each.person_id == person_id), None)
    if load is None:
        raise NotFound
    words = clean_text(reason)
    if load.is_full and not words:
        taken = f"{load.name} has {load.assigned} of at most {load.most} nominations."
        raise BrokenRule(f"{taken} Say why they take one more, or choose somebody else.", field="reason")
    assignment = Assignment(
        panel_id=panel.id,
        round=panel.round,
        person_id=person_id,
        nomination_id=nomination.id,
        by_hand=words or BY_HAND,
    )
    db.session.add(assignment)
    _record(GIVEN, panel, nomination, person_id, by, at, over=load.is_full)
    changed[panel.id].add(person_id)
    tell_all(panel.edition, changed, base_url, at=at)
    return assignment


def take_away(
    panel: Panel,
    nomination: Nomination,
    person_id: uuid.UUID,
    *,
    by: Person,
    at: dt.datetime,
    base_url: str = "",
) -> None:
    """Take the nomination from a judge who has not begun to score it. Done twice, it is done once."""
    _begin(panel, nomination)
    assignment = db.session.scalar(_theirs(panel, nomination, person_id))
    if assignment is None:
        return
    if assignment.sheet is not None:
        raise BrokenRule(f"{assignment.person.name} has begun to score it, so it stays with them.")
    db.session.delete(assignment)
    _record(TAKEN_AWAY, panel, nomination, person_id, by, at)
    tell_changed(panel, {person_id}, base_url, at=at)


def _begin(panel: Panel, nomination: Nomination) -> None:
    hold_panel(panel)
    check_judged(panel, nomination)
    check_open(panel)
    if panel.current.judges_each is None:
        raise WrongState("Everybody scores everything in this round: there is nothing to move.")


def _theirs(panel: Panel, nomination: Nomination, person_id: uuid.UUID) -> sa.Select[Assignment]:
    return sa.select(Assignment).filter_by(
        panel_id=panel.id, round=panel.round, nomination_id=nomination.id, person_id=person_id
    )


def _record(
    action: str,
    panel: Panel,
    nomination: Nomination,
    person_id: uuid.UUID,
    by: Person,
    at: dt.datetime,
    **details: bool,
) -> None:
    record(action, panel, by=by, at=at, nomination=str(nomination.id), person=str(person_id), **details)
