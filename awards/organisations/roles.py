"""The roles a post can have."""

from enum import StrEnum


class Role(StrEnum):
    """What a person may be, from the post's first day to its last."""

    DIRECTOR = "director"
    DELEGATE = "delegate"
    JUDGE = "judge"
    CHAIR = "chair"
    ORGANISER = "organiser"
    AUDITOR = "auditor"
    PRESENTER = "presenter"
    ADMINISTRATOR = "administrator"


GRAVE = frozenset({Role.ORGANISER, Role.ADMINISTRATOR, Role.AUDITOR, Role.CHAIR})
"""Roles that see or decide what others may not; where two people decide, giving one takes two."""

OF_AN_ORGANISATION = frozenset({Role.DIRECTOR, Role.DELEGATE})
"""Roles that make no sense without an organisation. The others may have one, which counts as a conflict."""
