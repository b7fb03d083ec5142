"""Until when an organisation may write, and what stands in the way afterwards."""

import datetime as dt

from awards.editions.models import Edition, Participant
from awards.nominations.models import Nomination
from awards.nominations.queries import find_participant
from awards.nominations.rules import accepts_changes, last_moment
from awards.nominations.states import NominationState


def deadline_of(edition: Edition, participant: Participant | None) -> dt.datetime:
    """The last moment for the organisation: the edition's, or its own where that is later."""
    return last_moment(edition.nominations_close_at, participant.deadline_at if participant else None)


def why_not_start(edition: Edition, participant: Participant | None, at: dt.datetime) -> str:
    """Why the organisation cannot start a nomination now; empty when it can."""
    own = participant.deadline_at if participant else None
    refusal = accepts_changes(edition.state, NominationState.DRAFT, at, edition.nominations_close_at, own)
    return str(refusal or "")


def why_closed(nomination: Nomination, at: dt.datetime) -> str:
    """Why the organisation cannot change the nomination now; empty when it can."""
    participant = find_participant(nomination.edition_id, nomination.organisation_id)
    return why_closed_to(participant, nomination, at)


def why_closed_to(participant: Participant | None, nomination: Nomination, at: dt.datetime) -> str:
    """The same where the organisation's part in the edition is known already."""
    edition = nomination.edition
    own = participant.deadline_at if participant else None
    refusal = accepts_changes(edition.state, nomination.state, at, edition.nominations_close_at, own)
    return str(refusal or "")
