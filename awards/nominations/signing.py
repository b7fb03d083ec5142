"""Who signs a nomination, who writes it, and whether it waits to be signed, for those who read it."""

import datetime as dt
from dataclasses import dataclass

from awards.accounts.models import Person
from awards.accounts.queries import names_of_holders
from awards.core.clock import local
from awards.nominations.models import Nomination
from awards.nominations.next_steps import UNSIGNED
from awards.nominations.queries import directors_not_told, who_asked_last
from awards.nominations.reading import outline
from awards.organisations.roles import Role

ASKED = "sign-off asked for"
WORDS_A_MINUTE = 200


@dataclass(frozen=True)
class Signing:
    """The names of those who sign and of those who write; who asked, if somebody waits for a signature."""

    directors: tuple[str, ...]
    delegates: tuple[str, ...]
    asked_by: str
    changed_since: bool
    not_asked: tuple[str, ...]
    minutes: int

    @property
    def may_ask(self) -> bool:
        """Whether asking sends anything: nobody was asked yet, or not for this text, or not this director."""
        return not self.asked_by or self.changed_since or bool(self.not_asked)


def directors_to_ask(nomination: Nomination, at: dt.datetime) -> list[Person]:
    """The directors who were not asked to sign since the nomination was last ready: all, if it never was."""
    asked = version_of_request(nomination.ready_at) if nomination.ready_at else "never"
    return directors_not_told(nomination, local(at).date(), ASKED, asked)


def version_of_request(asked_at: dt.datetime) -> str:
    """What all messages of one request to sign have in common."""
    return asked_at.astimezone(dt.UTC).isoformat()


def signing_of(nomination: Nomination, at: dt.datetime) -> Signing:
    """What is known of the sign-off now."""
    body, asked = nomination.organisation_id, nomination.ready_at
    names = names_of_holders([body], local(at).date())
    waits = asked is not None and nomination.state in UNSIGNED
    words = sum(part.words for part in outline(nomination))
    changed = nomination.changed_at
    return Signing(
        directors=tuple(names[body, Role.DIRECTOR]),
        delegates=tuple(names[body, Role.DELEGATE]),
        asked_by=who_asked_last(nomination, ASKED) if waits else "",
        changed_since=bool(waits and asked and changed and changed > asked),
        not_asked=tuple(each.name for each in directors_to_ask(nomination, at)) if waits else (),
        minutes=max(1, round(words / WORDS_A_MINUTE)),
    )
