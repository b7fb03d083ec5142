"""Asking for the director's sign-off, submitting, withdrawing."""

import datetime as dt

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.errors import BrokenRule, NotAllowed, Stale, WrongState
from awards.core.outbox import queue_message
from awards.editions.states import Stage
from awards.nominations import emails
from awards.nominations.deadlines import deadline_of, why_closed
from awards.nominations.models import Nomination
from awards.nominations.policy import signs_for
from awards.nominations.queries import find_participant
from awards.nominations.reading import missing_labels, too_long_labels
from awards.nominations.services.shared import (
    WRITERS,
    hold,
    open_for_writing,
    people_of,
    refuse_if_closed,
    send_to,
)
from awards.nominations.states import NominationState, nomination_lifecycle
from awards.organisations.roles import Role

READ_AGAIN = "This nomination changed after you opened the page. Read it again, then submit."
WITHDRAWABLE = frozenset({Stage.NOMINATIONS, Stage.CHECKING, Stage.JUDGING})


def ask_for_sign_off(nomination: Nomination, *, by: Person, at: dt.datetime, base_url: str) -> None:
    """Write to every director of the organisation. Asked again with nothing changed, nothing is sent."""
    open_for_writing(nomination, at)
    if nomination.state is NominationState.SUBMITTED:
        return
    _refuse_gaps(nomination)
    asked, changed = nomination.ready_at, nomination.changed_at
    if asked and (changed is None or changed <= asked):
        return
    directors = people_of(nomination, at, Role.DIRECTOR)
    if not directors:
        raise BrokenRule(
            f"We know of no director of {nomination.organisation.name}. Write to the organisers."
        )
    nomination.ready_at = at
    record("sign-off asked for", nomination, by=by, at=at)
    letter = emails.sign_off_asked(nomination, by.name, _deadline(nomination), base_url)
    send_to(directors, "sign-off asked for", nomination, letter, at.isoformat(), at)


def submit_nomination(
    nomination: Nomination, *, by: Person, at: dt.datetime, base_url: str, version: int | None = None
) -> None:
    """A director puts the team forward. Submitted twice, it is submitted once.

    With the ``version`` the director read, raise Stale if it is not the one that would be submitted.
    """
    if not signs_for(by, nomination):
        raise NotAllowed(f"Only a director of {nomination.organisation.name} can submit its nominations.")
    hold(nomination)
    if nomination.state is NominationState.SUBMITTED:
        return
    refuse_if_closed(nomination, at)
    if version is not None and version != nomination.version:
        raise Stale(READ_AGAIN)
    _refuse_gaps(nomination)
    nomination_lifecycle.apply(nomination, "submit")
    nomination.submitted_at, nomination.submitted_by = at, by
    record("nomination submitted", nomination, by=by, at=at)
    deadline = None if why_closed(nomination, at) else _deadline(nomination)
    letter = emails.receipt(nomination, by.name, deadline, base_url)
    send_to(people_of(nomination, at, *WRITERS), "nomination receipt", nomination, letter, at.isoformat(), at)


def withdraw_nomination(nomination: Nomination, *, by: Person, at: dt.datetime, base_url: str = "") -> None:
    """A director takes the team back, until judging ends. Withdrawn twice, it is withdrawn once."""
    if not signs_for(by, nomination):
        raise NotAllowed(f"Only a director of {nomination.organisation.name} can withdraw its nominations.")
    hold(nomination)
    if nomination.state is NominationState.WITHDRAWN:
        return
    if nomination.edition.state not in WITHDRAWABLE:
        raise WrongState("It is too late to withdraw here. Write to the organisers.")
    nomination.withdrawn_from = nomination.state
    nomination_lifecycle.apply(nomination, "withdraw")
    nomination.changed_at = at
    record("nomination withdrawn", nomination, by=by, at=at)
    subject, body = emails.withdrawn(nomination, by.name, base_url)
    queue_message("nomination withdrawn", nomination.id, nomination.edition.contact, subject, body, at=at)


def _refuse_gaps(nomination: Nomination) -> None:
    if gaps := missing_labels(nomination):
        raise BrokenRule(f"Before it can be submitted, answer {gaps}.")
    if excess := too_long_labels(nomination):
        raise BrokenRule(f"Before it can be submitted, shorten {excess}.")


def _deadline(nomination: Nomination) -> dt.datetime:
    participant = find_participant(nomination.edition_id, nomination.organisation_id)
    return deadline_of(nomination.edition, participant)
