"""Lifting a conflict: one organiser asks with a reason and, where two people decide, another one answers."""

import datetime as dt

from awards.accounts.models import Person
from awards.core import clock
from awards.core.audit import record
from awards.core.database import db, lock
from awards.core.errors import BrokenRule, NotFound, WrongState
from awards.core.fences import is_fenced_off
from awards.core.outbox import queue_for_all, queue_message
from awards.core.text import clean_text
from awards.editions.states import Stage
from awards.judging import emails
from awards.judging.models import Conflict
from awards.judging.queries import post_in_the_way, who_may_answer
from awards.judging.services.opening import bring_up_to_date

NOBODY_ASKS = "Nobody asks any more that this conflict be lifted. You see here how it stands now."


def ask_to_lift(conflict: Conflict, reason: str, *, by: Person, at: dt.datetime, base_url: str) -> bool:
    """An organiser asks that somebody may take part again; whether it is lifted at once.

    It is where one person is enough. Otherwise the other organisers are written to.
    """
    _hold(conflict, by)
    if conflict.lifted_at is not None:
        return True
    if conflict.lift_asked_by_id == by.id:
        return False
    if conflict.lift_waits:
        raise WrongState("Somebody asked for this already. It waits for another organiser’s answer.")
    _check_posts(conflict, at)
    said = clean_text(reason)
    if not said:
        raise BrokenRule("Say why the conflict is to be lifted", field="reason")
    conflict.lift_asked_by, conflict.lift_asked_at, conflict.lift_reason = by, at, said
    db.session.flush()
    record("lifting asked for", conflict, by=by, at=at)
    if conflict.nomination.edition.two_people_decide:
        _tell_others(conflict, at, base_url)
        return False
    _lift(conflict, by=by, at=at, base_url=base_url)
    return True


def confirm_lifting(conflict: Conflict, *, by: Person, at: dt.datetime, base_url: str) -> None:
    """Another organiser agrees: the person may take part again, and is told."""
    _hold(conflict, by)
    if conflict.lifted_at is not None:
        return
    if conflict.lift_asked_at is None:
        raise WrongState(NOBODY_ASKS)
    if conflict.lift_asked_by_id == by.id and conflict.nomination.edition.two_people_decide:
        raise BrokenRule("You asked for this yourself: another organiser answers.")
    _check_posts(conflict, at)
    _lift(conflict, by=by, at=at, base_url=base_url)


def refuse_lifting(conflict: Conflict, *, by: Person, at: dt.datetime) -> None:
    """The conflict stays: another organiser refuses, or who asked takes it back. Twice is as good as once."""
    _hold(conflict, by)
    if conflict.lifted_at is not None:
        raise WrongState("The conflict has been lifted. You can record it again.")
    if conflict.lift_asked_at is None:
        return
    said = "lifting taken back" if conflict.lift_asked_by_id == by.id else "lifting refused"
    conflict.forget_lifting()
    record(said, conflict, by=by, at=at)


def _hold(conflict: Conflict, by: Person) -> None:
    """Nobody else acts on it; who stands aside from the nomination themselves knows nothing of it."""
    lock(conflict.nomination.edition)
    lock(conflict)
    if is_fenced_off(conflict.nomination, by.id) or conflict.person_id == by.id:
        raise NotFound
    if conflict.nomination.edition.state.is_at_least(Stage.SEALED):
        raise WrongState("The results are sealed; conflicts are kept as they were.")


def _check_posts(conflict: Conflict, at: dt.datetime) -> None:
    if problem := post_in_the_way(conflict, clock.local(at).date()):
        raise BrokenRule(problem)


def _lift(conflict: Conflict, *, by: Person, at: dt.datetime, base_url: str) -> None:
    conflict.lifted_by, conflict.lifted_at = by, at
    db.session.flush()
    about = {"person": str(conflict.person_id), "nomination": str(conflict.nomination_id)}
    record("conflict lifted", conflict, by=by, at=at, **about)
    subject, body = emails.conflict_lifted(conflict, base_url)
    to, version = conflict.person.email, at.isoformat()
    queue_message("conflict lifted", conflict.id, to, subject, body, at=at, version=version)
    edition = conflict.nomination.edition
    if edition.state is Stage.JUDGING:
        # where everybody scores everything they get the score sheet now, as the message promises
        bring_up_to_date(edition, by=by, at=at, base_url=base_url, told={conflict.person_id})


def _tell_others(conflict: Conflict, at: dt.datetime, base_url: str) -> None:
    others = who_may_answer(conflict, clock.local(at).date())
    subject, body = emails.lifting_waits(conflict, base_url)
    queue_for_all("lifting waits", conflict.id, others, subject, body, at=at, version=at.isoformat())
