"""The organiser's desk: how far the edition has come, and what the next move still needs.

Each stage says for itself what is ready; only here, where every stage is known, is it brought together.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from awards.accounts.models import Person
from awards.ceremony.queries import ceremony_readiness, reveal_readiness
from awards.core.database import lock
from awards.core.errors import BrokenRule
from awards.core.readiness import Ready
from awards.editions.models import Edition
from awards.editions.queries import set_up_readiness
from awards.editions.services import move_on
from awards.editions.states import Stage
from awards.judging.queries import judging_readiness, panel_readiness
from awards.judging.services import find_conflicts, prepare_judging
from awards.nominations.deadlines import deadline_readiness
from awards.nominations.desk import director_readiness
from awards.nominations.queries import checking_readiness, nominating_readiness
from awards.nominations.reminder_plans import reminding_readiness
from awards.results.queries import get_sealing_room, results_readiness

SOMEBODY_ELSE = "You stand aside from a nomination, so somebody else looks at what is missing."
Check = Callable[[Edition, Person], list[Ready]]


def _for_all(*checks: Callable[[Edition], list[Ready]]) -> tuple[Check, ...]:
    """Checks that say the same to everybody."""
    return tuple(map(_whoever_looks, checks))


def _whoever_looks(check: Callable[[Edition], list[Ready]]) -> Check:
    return lambda edition, _viewer: check(edition)


def _results(edition: Edition, viewer: Person) -> list[Ready]:
    """Which award is still open tells of those who compete for it: nothing to who stands aside from one."""
    if get_sealing_room(edition.slug).is_left_by(viewer):
        return [Ready(SOMEBODY_ELSE, False, needed=False)]
    return results_readiness(edition)


@dataclass(frozen=True)
class NextMove:
    """The way out of a stage: the lifecycle's move, and who says what is ready.

    A move with a ``page`` is made there and not on the desk. There is a way back unless it ``is_final``.
    """

    move: str
    checks: tuple[Check, ...]
    page: str = ""
    is_final: bool = True


NEXT: Mapping[Stage, NextMove] = MappingProxyType(
    {
        Stage.SET_UP: NextMove(
            "open_nominations",
            _for_all(set_up_readiness, director_readiness, reminding_readiness),
        ),
        Stage.NOMINATIONS: NextMove(
            "close_nominations",
            _for_all(deadline_readiness, director_readiness, nominating_readiness, reminding_readiness),
            is_final=False,
        ),
        Stage.CHECKING: NextMove("open_judging", _for_all(checking_readiness, panel_readiness)),
        Stage.JUDGING: NextMove("open_moderation", (judging_readiness,), is_final=False),
        Stage.MODERATION: NextMove("seal", (_results,), page="results.seal"),
        Stage.SEALED: NextMove("open_ceremony", _for_all(ceremony_readiness)),
        Stage.CEREMONY: NextMove("publish", _for_all(reveal_readiness)),
        Stage.PUBLISHED: NextMove("archive", ()),
    }
)
"""The one way forward from each stage."""

BACK: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.CHECKING: "reopen_nominations",
        Stage.MODERATION: "reopen_judging",
    }
)
"""The few ways back."""


def readiness(edition: Edition, viewer: Person) -> list[Ready]:
    """What the next move needs, each with whether it is there, in words that ``viewer`` may read."""
    following = NEXT.get(edition.state)
    return [ready for check in following.checks for ready in check(edition, viewer)] if following else []


def move_edition(
    edition: Edition, move: str, expected: Stage | None, *, by: Person, at: dt.datetime, base_url: str
) -> None:
    """Make the next move, or one of the few back.

    A second press, when the edition has moved already, does nothing. Raise BrokenRule with the first thing
    that must be there and is not.
    """
    lock(edition)
    if expected is None or edition.state is not expected:
        return
    _check_move(edition, move, by)
    if move == "close_nominations":
        find_conflicts(edition, by=by, at=at)  # whoever stands aside does not check either
    if move == "open_judging":
        prepare_judging(edition, by=by, at=at, base_url=base_url)
    move_on(edition, move, expected=expected, by=by, at=at)


def _check_move(edition: Edition, move: str, by: Person) -> None:
    forward = NEXT.get(edition.state)
    if forward and move == forward.move and not forward.page:
        missing = [ready.sentence for ready in readiness(edition, by) if ready.needed and not ready.done]
        if missing:
            raise BrokenRule(f"Not yet: {missing[0]}")
    elif move != BACK.get(edition.state):
        raise BrokenRule("Choose one of the moves on this page.")
