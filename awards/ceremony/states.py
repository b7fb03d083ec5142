"""Kinds of item, kinds of document, and the life of a document's build."""

from enum import StrEnum


class ItemKind(StrEnum):
    """What happens at an item of the running order."""

    ARRIVAL = "arrival"
    SEATING = "seating"
    WELCOME = "welcome"
    MEAL = "meal"
    RECOGNITION = "recognition"
    AWARD = "award"
    SPEECH = "speech"
    ENTERTAINMENT = "entertainment"
    BREAK = "break"
    CLOSE = "close"


class DocumentKind(StrEnum):
    """Documents without results, built by the worker and kept."""

    PROGRAMME = "programme"
    RUNNING_ORDER = "running-order"


class ResultDocumentKind(StrEnum):
    """Documents that hold results: made when asked for by those who may, and never kept."""

    WINNER_CARDS = "winner-cards"
    CERTIFICATES = "certificates"


class BuildState(StrEnum):
    """How far a document's build has come."""

    QUEUED = "queued"
    BUILDING = "building"
    READY = "ready"
    FAILED = "failed"


class Direction(StrEnum):
    """Where an item of the running order moves."""

    UP = "up"
    DOWN = "down"
