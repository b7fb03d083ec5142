"""In which order a judge reads, and what they go on with."""

import hashlib
import uuid
from collections.abc import Sequence
from enum import StrEnum


class Standing(StrEnum):
    """How a nomination stands in its judge's list."""

    SUBMITTED = "submitted"
    OPEN_AGAIN = "open again"
    READY = "ready to submit"
    STARTED = "started"
    SKIPPED = "skipped"
    NOT_STARTED = "not started"


def place(judge: uuid.UUID, nomination: uuid.UUID) -> str:
    """Where a nomination stands in a judge's own order of reading: another for each, the same every time.

    Who is read first, and after whom, moves scores; in orders that differ it evens out. It hangs on the two
    alone, so that nothing else moves it: no nomination of another body, no conflict, no withdrawal.
    """
    return hashlib.sha256(judge.bytes + nomination.bytes).hexdigest()


def next_to_do(list_: Sequence[Standing]) -> int | None:
    """Which of a list to go on with; None where at most pressing "Submit" is left.

    What the chair gave back comes first, what was skipped last.
    """
    for wanted in ({Standing.OPEN_AGAIN}, {Standing.STARTED, Standing.NOT_STARTED}, {Standing.SKIPPED}):
        for number, standing in enumerate(list_):
            if standing in wanted:
                return number
    return None
