"""Moving an edition from stage to stage."""

import datetime as dt

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.database import lock
from awards.editions.models import Edition
from awards.editions.states import Stage, edition_lifecycle


def move_on(
    edition: Edition, move: str, *, by: Person | None, at: dt.datetime, expected: Stage | None = None
) -> bool:
    """Make ``move``; whether it was made. Raise WrongState when it does not start here.

    ``expected`` is the stage that the person saw. When somebody else moved the edition in the meantime, or
    the button was pressed twice, nothing happens.
    """
    lock(edition)
    if expected is not None and edition.state is not expected:
        return False
    before = edition.state
    edition_lifecycle.apply(edition, move)
    record("edition moved", edition, by=by, at=at, move=move, before=before.value, after=edition.state.value)
    return True
