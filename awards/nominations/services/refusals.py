"""What the record remembers of people who said no and were then taken off a list. It holds no name."""

import datetime as dt
import hashlib
from dataclasses import dataclass

import sqlalchemy as sa

from awards.core.audit import Event
from awards.core.database import db
from awards.nominations.consent import agreed_to
from awards.nominations.consenting import WORDS
from awards.nominations.models import Nomination, TeamMember
from awards.nominations.namesakes import folded

REMOVED = "person removed"


@dataclass(frozen=True)
class Refusals:
    """When somebody said no to something before they were taken off the list of a nomination."""

    nomination: Nomination
    answers: dict[str, dt.datetime]

    def of(self, name: str) -> dt.datetime | None:
        """When somebody of this name did, or None."""
        return self.answers.get(_digest(self.nomination, name))


def refusals_in(nomination: Nomination) -> Refusals:
    """Those that the record of the nomination remembers."""
    removals = sa.select(Event.details).where(Event.thing_id == nomination.id, Event.action == REMOVED)
    notes = [details for details in db.session.scalars(removals) if "said_no" in details]
    return Refusals(
        nomination, {each["said_no"]: dt.datetime.fromisoformat(each["answered"]) for each in notes}
    )


def note_of_removal(member: TeamMember) -> dict[str, str]:
    """What is recorded when somebody is removed: of who said no to something, that they did, and when."""
    if member.answered_at is None or len(agreed_to(member).given) == len(WORDS):
        return {}
    return {"said_no": _digest(member.nomination, member.name), "answered": member.answered_at.isoformat()}


def _digest(nomination: Nomination, name: str) -> str:
    """The same for the same name in the same nomination, and nothing that a name can be read from."""
    return hashlib.sha256(f"{nomination.id} {folded(name)}".encode()).hexdigest()[:32]
