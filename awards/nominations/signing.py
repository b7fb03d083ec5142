"""Who signs a nomination, who writes it, and whether it waits to be signed, for those who read it."""

import datetime as dt
from dataclasses import dataclass

from awards.accounts.queries import names_of_holders
from awards.core.clock import local
from awards.nominations.models import Nomination
from awards.nominations.next_steps import UNSIGNED
from awards.nominations.queries import who_asked_last
from awards.nominations.reading import outline
from awards.organisations.roles import Role

WORDS_A_MINUTE = 200


@dataclass(frozen=True)
class Signing:
    """The names of those who sign and of those who write; who asked, if somebody waits for a signature."""

    directors: tuple[str, ...]
    delegates: tuple[str, ...]
    asked_by: str
    changed_since: bool
    minutes: int


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
        asked_by=who_asked_last(nomination, "sign-off asked for") if waits else "",
        changed_since=bool(waits and asked and changed and changed > asked),
        minutes=max(1, round(words / WORDS_A_MINUTE)),
    )
