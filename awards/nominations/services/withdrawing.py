"""Taking a team back, and undoing it while its organisation may still write."""

import datetime as dt

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.database import lock
from awards.core.errors import BrokenRule, NotAllowed, WrongState
from awards.core.outbox import queue_message
from awards.editions.states import Stage
from awards.nominations import emails
from awards.nominations.deadlines import closing_of
from awards.nominations.models import Nomination
from awards.nominations.policy import signs_for
from awards.nominations.queries import count_standing, find_participant
from awards.nominations.services.shared import WRITERS, hold, people_of, send_to
from awards.nominations.states import NominationState, nomination_lifecycle
from awards.nominations.withdrawal import why_not_restored, would_return_to

WITHDRAWABLE = frozenset({Stage.NOMINATIONS, Stage.CHECKING, Stage.JUDGING})


def withdraw_nomination(nomination: Nomination, *, by: Person, at: dt.datetime, base_url: str = "") -> None:
    """A director takes the team back, until judging ends. Withdrawn twice, it is withdrawn once."""
    if not signs_for(by, nomination):
        raise NotAllowed(f"Only a director of {nomination.organisation.name} can withdraw its nominations.")
    hold(nomination)
    if nomination.state is NominationState.WITHDRAWN:
        return
    if nomination.edition.state not in WITHDRAWABLE:
        raise WrongState("It is too late to withdraw here. Write to the organisers.")
    before = nomination.state
    nomination_lifecycle.apply(nomination, "withdraw")
    nomination.withdrawn_from, nomination.changed_at = before, at
    record("nomination withdrawn", nomination, by=by, at=at)
    participant = find_participant(nomination.edition_id, nomination.organisation_id)
    final = why_not_restored(nomination, participant, at)
    closes = None if final else closing_of(nomination.edition, participant)
    _tell(nomination, "nomination withdrawn", emails.withdrawn(nomination, by.name, base_url), at)
    _tell_others(
        nomination, "withdrawn by", emails.withdrawn_by(nomination, by.name, base_url, closes), by, at
    )


def restore_nomination(nomination: Nomination, *, by: Person, at: dt.datetime, base_url: str = "") -> None:
    """A director undoes a withdrawal, as long as what it goes back to could still be changed.

    One that was accepted goes back to submitted. Undone twice, it is undone once.
    """
    if not signs_for(by, nomination):
        raise NotAllowed(f"Only a director of {nomination.organisation.name} can undo this.")
    lock(nomination.edition)  # nobody starts another one in its place meanwhile
    hold(nomination)
    if nomination.state is not NominationState.WITHDRAWN:
        return
    participant = find_participant(nomination.edition_id, nomination.organisation_id)
    if final := why_not_restored(nomination, participant, at):
        raise WrongState(final)
    _refuse_if_taken(nomination)
    target = would_return_to(nomination)
    nomination.withdrawn_from = None
    nomination_lifecycle.apply(nomination, f"restore_{target.value}")
    nomination.changed_at = at
    record("withdrawal undone", nomination, by=by, at=at)
    closes = closing_of(nomination.edition, participant)
    _tell(nomination, "withdrawal undone", emails.restored(nomination, by.name, base_url), at)
    _tell_others(
        nomination, "withdrawal undone by", emails.restored_by(nomination, by.name, base_url, closes), by, at
    )


def _refuse_if_taken(nomination: Nomination) -> None:
    category, organisation = nomination.category, nomination.organisation
    limit = category.max_per_organisation
    if count_standing(category.id, organisation.id) >= limit:
        raise BrokenRule(
            f"{organisation.name} can make {limit} nomination{'s' * (limit > 1)} in {category.name}, "
            "and another one has taken this one’s place. Withdraw that one first."
        )


def _tell(nomination: Nomination, kind: str, letter: emails.Letter, at: dt.datetime) -> None:
    subject, body = emails.greeted(letter)
    contact = nomination.edition.contact
    queue_message(kind, nomination.id, contact, subject, body, at=at, version=at.isoformat())


def _tell_others(
    nomination: Nomination, kind: str, letter: emails.Letter, by: Person, at: dt.datetime
) -> None:
    others = [person for person in people_of(nomination, at, *WRITERS) if person.id != by.id]
    send_to(others, kind, nomination, letter, at.isoformat(), at)
