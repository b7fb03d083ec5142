"""States of a message in the outbox."""

from enum import StrEnum


class MessageState(StrEnum):
    """Queued until due; sending under a lease; then sent, failed, or unsure after a crash in mid-send."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNSURE = "unsure"
