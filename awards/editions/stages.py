"""Words for the stages of an edition: for the organisers' desk and for guests."""

from collections.abc import Mapping
from types import MappingProxyType

from awards.editions.states import Stage

STAGE_NAMES: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.SET_UP: "Set-up",
        Stage.NOMINATIONS: "Nominations",
        Stage.CHECKING: "Checking",
        Stage.JUDGING: "Judging",
        Stage.MODERATION: "Moderation",
        Stage.SEALED: "Sealed",
        Stage.CEREMONY: "Ceremony",
        Stage.PUBLISHED: "Published",
        Stage.ARCHIVED: "Archived",
    }
)

FOR_GUESTS: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.SET_UP: "This year’s awards are being prepared.",
        Stage.NOMINATIONS: "Directors and chief executives are nominating their teams.",
        Stage.CHECKING: "Nominations are closed. The organisers are checking that all is in order.",
        Stage.JUDGING: "The judges are reading and scoring every nomination.",
        Stage.MODERATION: "The judges are making their decisions.",
        Stage.SEALED: "The decisions are made and sealed until the ceremony.",
        Stage.CEREMONY: "The ceremony is here. Awards appear once they have been given out.",
        Stage.PUBLISHED: "The awards have been given out.",
        Stage.ARCHIVED: "This edition is over. Its record is kept.",
    }
)

FOR_ORGANISERS: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.SET_UP: "Everything can be changed. Nobody can nominate yet.",
        Stage.NOMINATIONS: "Directors nominate until the deadline. Criteria and awards can still be changed.",
        Stage.CHECKING: "Accept each nomination, return it with a note, or mark it ineligible with a reason.",
        Stage.JUDGING: "Judges declare conflicts and score. The criteria do not change any more.",
        Stage.MODERATION: "The panel looks at the ranking and decides, with reasons.",
        Stage.SEALED: "Scores and decisions are frozen. Make the winner cards and certificates.",
        Stage.CEREMONY: "Follow the running order, and reveal each award when it is given out.",
        Stage.PUBLISHED: "Everybody can see who received which award.",
        Stage.ARCHIVED: "The edition can be read and not changed.",
    }
)

MOVE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "open_nominations": "Open nominations",
        "close_nominations": "Close nominations",
        "reopen_nominations": "Open nominations again",
        "open_judging": "Open judging",
        "open_moderation": "Open moderation",
        "reopen_judging": "Open judging again",
        "seal": "Seal the results",
        "open_ceremony": "Open the ceremony",
        "publish": "Publish the results",
        "archive": "Archive the edition",
    }
)
"""The words on the button of each move of the lifecycle."""
