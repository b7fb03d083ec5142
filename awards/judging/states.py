"""The life of a seat, a score sheet, a draw and a calibration entry; kinds of conflict and of round."""

from enum import StrEnum

from awards.core.lifecycle import Lifecycle


class SheetState(StrEnum):
    """Only submitted sheets count."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REOPENED = "reopened"


sheet_lifecycle = Lifecycle[SheetState](
    "score sheet",
    submit=([SheetState.DRAFT, SheetState.REOPENED], SheetState.SUBMITTED),
    reopen=([SheetState.SUBMITTED], SheetState.REOPENED),
)


class SeatState(StrEnum):
    """What a member answered to the invitation; who left had accepted and cannot go on."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LEFT = "left"


SEATED = frozenset({SeatState.INVITED, SeatState.ACCEPTED})
"""Who counts as a member of a panel."""

seat_lifecycle = Lifecycle[SeatState](
    "seat",
    accept=([SeatState.INVITED, SeatState.DECLINED], SeatState.ACCEPTED),
    decline=([SeatState.INVITED], SeatState.DECLINED),
    leave=([SeatState.INVITED, SeatState.ACCEPTED], SeatState.LEFT),
    come_back=([SeatState.DECLINED, SeatState.LEFT], SeatState.INVITED),
)


class RoundKind(StrEnum):
    """How judges come to know a nomination."""

    PAPER = "paper"
    PRESENTATION = "presentation"


class DrawState(StrEnum):
    """Only one draw of a round is ever looked at; applied, it has become assignments."""

    WAITING = "waiting"
    READY = "ready"
    IMPOSSIBLE = "impossible"
    APPLIED = "applied"


class CalibrationState(StrEnum):
    """A sample nomination: written by the organiser, scored by all, then agreed on and shown."""

    DRAFT = "draft"
    OPEN = "open"
    AGREED = "agreed"


calibration_lifecycle = Lifecycle[CalibrationState](
    "sample nomination",
    show=([CalibrationState.DRAFT], CalibrationState.OPEN),
    take_back=([CalibrationState.OPEN], CalibrationState.DRAFT),
    agree=([CalibrationState.OPEN, CalibrationState.AGREED], CalibrationState.AGREED),
)


class ConflictKind(StrEnum):
    """Why a judge may not judge a nomination."""

    SAME_ORGANISATION = "same organisation"
    PARTNER_ORGANISATION = "partner organisation"
    PAST_POST = "past post"
    NOMINATOR = "nominator"
    IN_THE_TEAM = "in the team"
    FAMILY_OR_FRIENDS = "family or friends"
    WORKED_TOGETHER = "worked together"
    MONEY = "money or contract"
    DECLARED = "declared"
    SET_BY_ORGANISER = "set by an organiser"
