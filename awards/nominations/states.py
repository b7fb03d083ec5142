"""The life of a nomination."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from awards.core.lifecycle import Lifecycle


class NominationState(StrEnum):
    """Winner and shortlisted are no states of a nomination: they are decisions, kept elsewhere."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    INELIGIBLE = "ineligible"
    WITHDRAWN = "withdrawn"


STATE_NAMES: Mapping[NominationState, str] = MappingProxyType(
    {
        NominationState.DRAFT: "Draft",
        NominationState.SUBMITTED: "Submitted",
        NominationState.RETURNED: "Returned for changes",
        NominationState.ACCEPTED: "Accepted",
        NominationState.INELIGIBLE: "Ineligible",
        NominationState.WITHDRAWN: "Withdrawn",
    }
)
"""What each is called on screen and on paper."""


class ScanState(StrEnum):
    """What is known of a file's safety. Only "clean" is clean; without a scanner nothing was looked at."""

    NOT_SCANNED = "not scanned"
    WAITING = "waiting"
    CLEAN = "clean"
    INFECTED = "infected"


GIVEN = frozenset({ScanState.NOT_SCANNED, ScanState.CLEAN})
"""Of these files the bytes are handed out, to those who may have them."""


class ReminderKind(StrEnum):
    """Whom a reminder is for."""

    NOT_STARTED = "not started"
    UNFINISHED = "unfinished"
    AWAITING_SIGN_OFF = "awaiting sign-off"
    UNANSWERED_CONSENTS = "unanswered consents"


nomination_lifecycle = Lifecycle[NominationState](
    "nomination",
    submit=(
        [NominationState.DRAFT, NominationState.SUBMITTED, NominationState.RETURNED],
        NominationState.SUBMITTED,
    ),
    accept=([NominationState.SUBMITTED], NominationState.ACCEPTED),
    return_for_changes=(
        [NominationState.SUBMITTED, NominationState.ACCEPTED],
        NominationState.RETURNED,
    ),
    mark_ineligible=(
        [NominationState.SUBMITTED, NominationState.ACCEPTED],
        NominationState.INELIGIBLE,
    ),
    reconsider=([NominationState.INELIGIBLE], NominationState.SUBMITTED),
    withdraw=(
        [
            NominationState.DRAFT,
            NominationState.SUBMITTED,
            NominationState.RETURNED,
            NominationState.ACCEPTED,
        ],
        NominationState.WITHDRAWN,
    ),
    restore_draft=([NominationState.WITHDRAWN], NominationState.DRAFT),
    restore_submitted=([NominationState.WITHDRAWN], NominationState.SUBMITTED),
    restore_returned=([NominationState.WITHDRAWN], NominationState.RETURNED),
)

CHANGEABLE = frozenset({NominationState.DRAFT, NominationState.SUBMITTED, NominationState.RETURNED})
"""States in which the nominating organisation may still write, as far as the deadline allows."""
