"""What an organiser decides about a submitted nomination."""

import datetime as dt

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.errors import BrokenRule, Stale, WrongState
from awards.core.text import clean_text
from awards.editions.states import Stage
from awards.nominations import emails
from awards.nominations.models import Nomination
from awards.nominations.services.shared import WRITERS, hold, people_of, send_to
from awards.nominations.states import NominationState, nomination_lifecycle

CHECKED_IN = frozenset({Stage.NOMINATIONS, Stage.CHECKING})
CHANGED = "This nomination may have changed after you opened the page. Read it again, then decide."


def accept_nomination(
    nomination: Nomination, *, by: Person, at: dt.datetime, version: int | None = None
) -> None:
    """It takes part."""
    if _open(nomination, NominationState.ACCEPTED, version):
        _decide(nomination, "accept", "nomination accepted", "", by=by, at=at)
        _tell(nomination, "nomination accepted", emails.accepted(nomination), at)


def return_nomination(
    nomination: Nomination,
    note: str,
    *,
    by: Person,
    at: dt.datetime,
    base_url: str = "",
    version: int | None = None,
) -> None:
    """It needs a change, which ``note`` asks for; the organisation may write again."""
    note = _reason(note, "Say what has to be changed.")
    if _open(nomination, NominationState.RETURNED, version):
        _decide(nomination, "return_for_changes", "nomination returned", note, by=by, at=at)
        nomination.ready_at = None
        _tell(nomination, "nomination returned", emails.returned(nomination, base_url), at)


def mark_ineligible(
    nomination: Nomination, reason: str, *, by: Person, at: dt.datetime, version: int | None = None
) -> None:
    """It cannot take part."""
    reason = _reason(reason, "Give the reason.")
    if _open(nomination, NominationState.INELIGIBLE, version):
        _decide(nomination, "mark_ineligible", "nomination ruled out", reason, by=by, at=at)
        _tell(nomination, "nomination ruled out", emails.ineligible(nomination), at)


def reconsider_nomination(
    nomination: Nomination, *, by: Person, at: dt.datetime, version: int | None = None
) -> None:
    """It was ruled out and is looked at once more."""
    if _open(nomination, NominationState.SUBMITTED, version):
        _decide(nomination, "reconsider", "nomination reconsidered", "", by=by, at=at)


def _open(nomination: Nomination, target: NominationState, version: int | None) -> bool:
    """Hold the nomination; whether it is still to be decided. A second press finds it decided already."""
    hold(nomination)
    if nomination.state is target:
        return False
    if nomination.edition.state not in CHECKED_IN:
        raise WrongState("Nominations are checked before judging opens.")
    if version is not None and version != nomination.version:
        raise Stale(CHANGED)
    return True


def _decide(
    nomination: Nomination, move: str, action: str, note: str, *, by: Person, at: dt.datetime
) -> None:
    nomination_lifecycle.apply(nomination, move)
    nomination.note, nomination.checked_at = note, at
    record(action, nomination, by=by, at=at)


def _reason(text: str, sentence: str) -> str:
    reason = clean_text(text)
    if not reason:
        raise BrokenRule(sentence, field="note")
    return reason


def _tell(nomination: Nomination, kind: str, letter: emails.Letter, at: dt.datetime) -> None:
    send_to(people_of(nomination, at, *WRITERS), kind, nomination, letter, at.isoformat(), at)
