"""What a judge writes on a score sheet, and when they may."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from awards.core import clock
from awards.editions.states import Stage
from awards.judging.rounds import Times, round_problem
from awards.judging.states import SheetState


@dataclass(frozen=True, slots=True)
class Marks:
    """Points and sentences by criterion key, and what is said on the whole.

    ``comment`` is for the nominating organisation, and ``may_release`` whether it may be passed on; ``flag``
    is for the chair, ``private_note`` for nobody else.
    """

    scores: Mapping[str, int | None] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""
    private_note: str = ""
    may_release: bool = True
    flag: str = ""

    def same_as(self, other: "Marks") -> bool:
        """Whether both say the same; nothing said is the same as an empty sentence."""
        return self.said() == other.said()

    def said(self) -> tuple[object, ...]:
        """What can be compared: gaps left out."""
        scores = {key: points for key, points in self.scores.items() if points is not None}
        comments = {key: text for key, text in self.comments.items() if text}
        return scores, comments, self.comment, self.private_note, self.may_release, self.flag


def writing_problem(
    stage: Stage, closes_at: dt.datetime | None, at: dt.datetime, state: SheetState | None, times: Times
) -> str:
    """Why a sheet in this state may not be written on at this moment; empty when it may.

    A sheet that the chair reopened is open while the panel meets, too, unless its round was closed.
    """
    if state is SheetState.SUBMITTED:
        if times.closed_at is None and stage in {Stage.JUDGING, Stage.MODERATION}:
            return "You have submitted this score sheet. Ask the chair to reopen it if it must change."
        return "You have submitted this score sheet. Its round is over, so it stays as it is."
    if (
        state is SheetState.REOPENED
        and times.closed_at is None
        and stage in {Stage.JUDGING, Stage.MODERATION}
    ):
        return ""
    if not stage.is_at_least(Stage.JUDGING):
        return "Judging has not opened yet."
    if stage is not Stage.JUDGING:
        return "Judging has closed. What you saved is kept."
    if closes_at is not None and at > closes_at:
        return f"Judging closed at {clock.show_moment(closes_at)}. What you saved is kept."
    return round_problem(times, at)


def may_read(stage: Stage) -> bool:
    """Whether judges still read the nominations; their own scores they may always look up."""
    return stage in {Stage.JUDGING, Stage.MODERATION, Stage.SEALED}
