"""Who signs a nomination, who writes it, and whether it waits to be signed, for those who read it."""

import datetime as dt
from dataclasses import dataclass

from awards.core.clock import local
from awards.nominations.changes import Change, changes_since_read, comment_waited_for, read_moment
from awards.nominations.models import Comment, Nomination
from awards.nominations.next_steps import SIGNED_AGAIN_IN, UNSIGNED
from awards.nominations.queries import holders_and_told
from awards.nominations.reading import outline
from awards.organisations.roles import Role

ASKED = "sign-off asked for"
WORDS_A_MINUTE = 200


@dataclass(frozen=True)
class Signing:
    """The names of those who sign and of those who write; who asked, if somebody waits for a signature.

    ``changes``: what is otherwise than when a director last read it, at ``read_at``; ``comment``: with which
    they returned it then, if they did. ``again``: whether it has to be signed again.
    """

    directors: tuple[str, ...]
    delegates: tuple[str, ...]
    asked_by: str
    changed_since: bool
    not_asked: tuple[str, ...]
    minutes: int
    read_at: dt.datetime | None
    changes: tuple[Change, ...]
    comment: Comment | None
    again: bool

    @property
    def may_ask(self) -> bool:
        """Whether asking sends anything: nobody was asked yet, or not for this text, or not this director."""
        return not self.asked_by or self.changed_since or bool(self.not_asked)


def version_of_request(asked_at: dt.datetime | None) -> str:
    """What all messages of one request to sign have in common."""
    return asked_at.astimezone(dt.UTC).isoformat() if asked_at else "never"


def signing_of(nomination: Nomination, at: dt.datetime) -> Signing:
    """What is known of the sign-off now."""
    asked, changed = nomination.ready_at, nomination.changed_at
    waits = asked is not None and nomination.state in UNSIGNED
    holders = holders_and_told(nomination, local(at).date(), ASKED, version_of_request(asked))
    directors = [each for each in holders if each.role is Role.DIRECTOR]
    again = nomination.is_altered and nomination.edition.state in SIGNED_AGAIN_IN
    read = read_moment(nomination) if again or nomination.state in UNSIGNED else None
    words = sum(part.words for part in outline(nomination))
    return Signing(
        directors=tuple(each.name for each in directors),
        delegates=tuple(each.name for each in holders if each.role is Role.DELEGATE),
        asked_by=next((each.caused or "" for each in holders), "") if waits else "",
        changed_since=bool(waits and asked and changed and changed > asked),
        not_asked=tuple(each.name for each in directors if not each.had),
        minutes=max(1, round(words / WORDS_A_MINUTE)),
        read_at=read,
        changes=tuple(changes_since_read(nomination)) if read else (),
        comment=comment_waited_for(nomination) if read else None,
        again=again,
    )
