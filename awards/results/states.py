"""What a decision can give."""

from enum import StrEnum


class Placing(StrEnum):
    """How a nomination receives an award."""

    WINNER = "winner"
    HIGHLY_COMMENDED = "highly commended"
