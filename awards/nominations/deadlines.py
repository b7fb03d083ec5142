"""Until when an organisation may write, and what stands in the way afterwards.

What decides is the moment at which a request had arrived completely, by the database's clock (web/guard),
against stage and deadline as they are once the nomination is held: one that was moved meanwhile counts.
"""

import datetime as dt

from awards.core import clock
from awards.core.readiness import Ready
from awards.editions.models import Edition, Participant
from awards.editions.timing import Closing
from awards.nominations.models import Nomination
from awards.nominations.queries import find_participant
from awards.nominations.rules import accepts_changes
from awards.nominations.states import NominationState
from awards.nominations.timing import Countdown


def closing_of(edition: Edition, participant: Participant | None) -> Closing:
    """When nominations close for the organisation: the deadline, the grace, both in words."""
    return participant.closes if participant else edition.closes


def why_not_start(edition: Edition, participant: Participant | None, at: dt.datetime) -> str:
    """Why the organisation cannot start a nomination now; empty when it can."""
    closes = closing_of(edition, participant)
    return str(accepts_changes(edition.state, NominationState.DRAFT, at, closes) or "")


def why_closed(nomination: Nomination, at: dt.datetime) -> str:
    """Why the organisation cannot change the nomination now; empty when it can."""
    participant = find_participant(nomination.edition_id, nomination.organisation_id)
    return why_closed_to(participant, nomination, at)


def why_closed_to(participant: Participant | None, nomination: Nomination, at: dt.datetime) -> str:
    """The same where the organisation's part in the edition is known already."""
    closes = closing_of(nomination.edition, participant)
    return str(accepts_changes(nomination.edition.state, nomination.state, at, closes) or "")


def countdown_for(
    edition: Edition, closes: Closing, at: dt.datetime, state: NominationState = NominationState.DRAFT
) -> Countdown | None:
    """How long is left, until nominations close for an organisation, for one in ``state``.

    None where nothing can be changed any more, and for one that was returned: no deadline limits it.
    """
    if state is NominationState.RETURNED or accepts_changes(edition.state, state, at, closes):
        return None
    return Countdown(closes, at)


def deadline_readiness(edition: Edition) -> list[Ready]:
    """What the closing of nominations looks for first: whether anything can still arrive in time."""
    now, closes = clock.now(), edition.closes
    if now > closes.last:
        sentence = "The deadline has passed"
    elif now > closes.deadline:
        sentence = f"What reaches us by {closes.last_words} still counts"
    else:
        sentence = f"The deadline lies ahead: {closes.words}"
    return [Ready(sentence, now > closes.last, needed=False, endpoint="editions.timetable")]
