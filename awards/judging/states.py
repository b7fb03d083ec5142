"""The life of a score sheet and the kinds of conflict."""

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


class ConflictKind(StrEnum):
    """Why a judge may not judge a nomination."""

    SAME_ORGANISATION = "same organisation"
    PARTNER_ORGANISATION = "partner organisation"
    PAST_POST = "past post"
    DECLARED = "declared"
    SET_BY_ORGANISER = "set by an organiser"
