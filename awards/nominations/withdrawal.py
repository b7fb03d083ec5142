"""What a withdrawn nomination would go back to, and until when."""

import datetime as dt

from awards.accounts.models import Person
from awards.editions.models import Participant
from awards.nominations.deadlines import closing_of
from awards.nominations.models import Nomination
from awards.nominations.policy import signs_for
from awards.nominations.rules import accepts_changes
from awards.nominations.states import NominationState


def would_return_to(nomination: Nomination) -> NominationState:
    """The state after an undone withdrawal: the last one, but what was accepted is looked at again."""
    submitted = nomination.submitted_at is not None
    usual = NominationState.SUBMITTED if submitted else NominationState.DRAFT
    withdrawn = nomination.state is NominationState.WITHDRAWN
    before = NominationState(nomination.withdrawn_from or usual) if withdrawn else nomination.state
    return NominationState.SUBMITTED if before is NominationState.ACCEPTED else before


def may_restore(
    actor: Person, nomination: Nomination, participant: Participant | None, at: dt.datetime
) -> bool:
    """Whether to offer it: to a director, while it can be undone. Its place may still have been taken."""
    withdrawn = nomination.state is NominationState.WITHDRAWN
    return withdrawn and signs_for(actor, nomination) and not why_not_restored(nomination, participant, at)


def why_not_restored(nomination: Nomination, participant: Participant | None, at: dt.datetime) -> str:
    """Why a withdrawal cannot be undone now; empty when it can. The rule of every other change holds."""
    edition, target = nomination.edition, would_return_to(nomination)
    return str(accepts_changes(edition.state, target, at, closing_of(edition, participant)) or "")


def until_when(nomination: Nomination, participant: Participant | None, at: dt.datetime) -> str:
    """Until when a withdrawal can be undone, in a sentence."""
    if why_not_restored(nomination, participant, at):
        return "You cannot undo this here."
    if would_return_to(nomination) is NominationState.RETURNED:
        return "You can undo this while the organisers check nominations."
    return f"You can undo this until {closing_of(nomination.edition, participant).words}."
