"""When things happen in the sample: fixed moments of 2022, so that the same command gives the same data."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from awards.core.clock import from_local
from awards.editions.states import Stage


def moment(month: int, day: int, hour: int, minute: int = 0) -> dt.datetime:
    """A UK time of 2022."""
    return from_local(dt.datetime(2022, month, day, hour, minute))  # noqa: DTZ001  # wall-clock time, made aware there


SET_UP = moment(8, 22, 10)
OPENED = moment(9, 5, 9)
REMINDED = moment(9, 9, 9)
SUBMITTED = moment(9, 20, 11)
CLOSED = moment(9, 26, 9)
CHECKED = moment(9, 27, 14)
JUDGING = moment(9, 29, 9)
SCORED = moment(10, 7, 15)
MODERATED = moment(10, 12, 10)
DECIDED = moment(10, 12, 12)
SEALED = moment(10, 12, 13)
PLANNED = moment(10, 13, 10)
DOORS = moment(10, 21, 17, 30)
REVEALED = moment(10, 21, 22, 10)
PUBLISHED = moment(10, 24, 9)

NOW: Mapping[Stage, dt.datetime] = MappingProxyType(
    {
        Stage.NOMINATIONS: moment(9, 12, 10),
        Stage.JUDGING: moment(10, 4, 10),
        Stage.MODERATION: moment(10, 12, 10, 30),
        Stage.SEALED: moment(10, 14, 10),
        Stage.CEREMONY: moment(10, 21, 18),
        Stage.PUBLISHED: moment(10, 24, 10),
    }
)
"""What the sample's clock shows when it has been carried to a stage."""
