"""To what people are invited: earlier stages ask, a later one that knows the edition answers."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Occasion:
    """What an invitation says of the edition. ``due``: by when its reader is needed, in a sentence or two.

    ``contact``: whom to ask.
    """

    name: str = ""
    award: str = ""
    due: str = ""
    contact: str = ""


Teller = Callable[[uuid.UUID | None, dt.datetime], Occasion | None]

_tellers: list[Teller] = []


def tells_occasion(teller: Teller) -> Teller:
    """Register a function that tells the present occasion, for people of an organisation or of none."""
    _tellers.append(teller)
    return teller


def occasion_for(organisation_id: uuid.UUID | None, at: dt.datetime) -> Occasion:
    """To what people of the organisation are invited now; an empty one where nobody knows."""
    told = (teller(organisation_id, at) for teller in _tellers)
    return next((occasion for occasion in told if occasion), Occasion())
