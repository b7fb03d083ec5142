"""The stages of an edition, the kinds of question and of award."""

from enum import StrEnum

from awards.core.lifecycle import Lifecycle


class Stage(StrEnum):
    """How far an edition has come; in order."""

    SET_UP = "set-up"
    NOMINATIONS = "nominations"
    CHECKING = "checking"
    JUDGING = "judging"
    MODERATION = "moderation"
    SEALED = "sealed"
    CEREMONY = "ceremony"
    PUBLISHED = "published"
    ARCHIVED = "archived"

    def is_at_least(self, other: "Stage") -> bool:
        """Whether this stage is ``other`` or comes after it."""
        order = list(Stage)
        return order.index(self) >= order.index(other)


edition_lifecycle = Lifecycle[Stage](
    "edition",
    open_nominations=([Stage.SET_UP], Stage.NOMINATIONS),
    close_nominations=([Stage.NOMINATIONS], Stage.CHECKING),
    reopen_nominations=([Stage.CHECKING], Stage.NOMINATIONS),
    open_judging=([Stage.CHECKING], Stage.JUDGING),
    open_moderation=([Stage.JUDGING], Stage.MODERATION),
    reopen_judging=([Stage.MODERATION], Stage.JUDGING),
    seal=([Stage.MODERATION], Stage.SEALED),
    open_ceremony=([Stage.SEALED], Stage.CEREMONY),
    publish=([Stage.CEREMONY], Stage.PUBLISHED),
    archive=([Stage.PUBLISHED], Stage.ARCHIVED),
)


class QuestionKind(StrEnum):
    """What an answer looks like."""

    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    DATE = "date"
    PEOPLE = "people"
    PHOTO = "photo"
    FILE = "file"
    DECLARATION = "declaration"


class Audience(StrEnum):
    """Who an answer is written for."""

    JUDGES = "judges"
    PROGRAMME = "programme"
    STAGE = "stage"
    ORGANISERS = "organisers"


class AwardKind(StrEnum):
    """How an award finds those who receive it."""

    RECOGNITION = "recognition"
    COMPETITION = "competition"
    CHOICE = "choice"
