"""The life of a nomination."""

from enum import StrEnum

from awards.core.lifecycle import Lifecycle


class NominationState(StrEnum):
    """Winner and shortlisted are no states of a nomination: they are decisions, kept elsewhere."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    INELIGIBLE = "ineligible"
    WITHDRAWN = "withdrawn"


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
)

CHANGEABLE = frozenset({NominationState.DRAFT, NominationState.SUBMITTED, NominationState.RETURNED})
"""States in which the nominating organisation may still write, as far as the deadline allows."""
