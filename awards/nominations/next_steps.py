"""Who does what next with a nomination: rules of plain values, and their sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from awards.core.text import join_words
from awards.editions.states import Stage
from awards.nominations.states import NominationState

UNSIGNED = frozenset({NominationState.DRAFT, NominationState.RETURNED})
SIGNED_AGAIN_IN = frozenset({Stage.NOMINATIONS, Stage.CHECKING})
"""While it is written and checked, a director looks at what others changed after the signature."""


class Task(StrEnum):
    """What somebody can be asked to do."""

    START = "start"
    WRITE = "write"
    CHANGE = "change"
    ASK = "ask"
    SIGN = "sign"
    LOOK = "look"


@dataclass(frozen=True)
class Standing:
    """How a nomination stands, for one reader: who signs where ``directs``, and otherwise writes.

    ``asked``: somebody waits for the signature. ``handed_back``: the director wants something changed.
    ``answered_note``: it was changed after the organisers returned it. ``altered``: somebody else changed it
    since it was signed. The others who write, and those who sign, are given by name.
    """

    stage: Stage
    state: NominationState
    open: bool
    complete: bool
    directs: bool
    asked: bool = False
    handed_back: bool = False
    answered_note: bool = False
    altered: bool = False
    delegates: Sequence[str] = ()
    directors: Sequence[str] = ()


def task_of(standing: Standing) -> Task | None:
    """What waits for the reader, or None where others are next, or nobody is."""
    if standing.altered and standing.state is NominationState.SUBMITTED:
        return Task.LOOK if standing.directs and standing.stage in SIGNED_AGAIN_IN else None
    if not standing.open or standing.state not in UNSIGNED:
        return None
    return _directors(standing) if standing.directs else _delegates(standing)


def _directors(standing: Standing) -> Task | None:
    returned = standing.state is NominationState.RETURNED and not standing.answered_note
    if standing.asked and standing.complete:
        return Task.SIGN
    if standing.handed_back and standing.delegates:
        return None
    if returned:
        return Task.CHANGE
    if standing.complete:
        return Task.SIGN
    return None if standing.delegates else Task.WRITE


def _delegates(standing: Standing) -> Task | None:
    if not standing.complete:
        return Task.CHANGE if standing.handed_back else Task.WRITE
    if standing.asked:
        return None
    returned = standing.state is NominationState.RETURNED and not standing.answered_note
    return Task.CHANGE if returned or standing.handed_back else Task.ASK


def what_to_do(task: Task, title: str, directors: Sequence[str] = ()) -> str:
    """The task as the middle of a sentence: "read and sign The Moonrakers"."""
    return {
        Task.START: "start your nomination",
        Task.WRITE: f"finish {title}",
        Task.CHANGE: f"change {title} as you were asked",
        Task.ASK: f"read {title} once more and ask {_names(directors, 'your director')} to sign it",
        Task.SIGN: f"read and sign {title}",
        Task.LOOK: f"look at what others changed in {title} since it was signed, and sign it again",
    }[task]


BUTTONS = {
    Task.START: "Start your nomination",
    Task.WRITE: "Go on",
    Task.CHANGE: "See what to change",
    Task.ASK: "Read it and ask",
    Task.SIGN: "Read and sign",
    Task.LOOK: "See what changed",
}


def next_step(standing: Standing, closed: str, until: str) -> str:
    """Who does what next, in a sentence or two. ``closed``: why it is not open; ``until``: when it closes."""
    if standing.state in _DECIDED:
        return _DECIDED[standing.state]
    if standing.state is NominationState.ACCEPTED:
        return _accepted(standing.stage)
    if standing.state is NominationState.SUBMITTED:
        return _submitted(standing, closed, until)
    if not standing.open:
        return f"NOT SUBMITTED. {closed}"
    return f"NOT SUBMITTED. {_unsigned(standing)}"


def _submitted(standing: Standing, closed: str, until: str) -> str:
    if standing.altered and standing.stage in SIGNED_AGAIN_IN:
        told = _names(standing.directors, "Your director")
        look = _YOURS[Task.LOOK] if standing.open else "See what changed, then sign it again."
        next_one = look if standing.directs else f"{told} was asked to look and sign again."
        return f"Submitted, and changed since it was signed. It still counts. {next_one}"
    return closed or f"Submitted. The organisers check it. You can still change it until {until}."


def _unsigned(standing: Standing) -> str:
    task = task_of(standing)
    if task:
        return _YOURS[task]
    if not standing.directs:
        return f"{_names(standing.directors, 'Your director')} was asked to sign it."
    writers = _names(standing.delegates, "Your delegates")
    if standing.handed_back:
        return f"You returned it with a comment. {writers} can change it and ask you again."
    return f"{writers} can write it and ask you to sign. You can write too."


def _names(names: Sequence[str], otherwise: str) -> str:
    return join_words(names, "or") if names else otherwise


def _accepted(stage: Stage) -> str:
    if stage.is_at_least(Stage.PUBLISHED):
        return "Accepted. The evening is over: who received which award stands in the ceremony programme."
    if stage.is_at_least(Stage.SEALED):
        return "Accepted. The awards are announced on the evening. There is nothing more for you to do."
    return "Accepted. It goes to the judges. There is nothing more for you to do."


_YOURS = {
    Task.WRITE: "Go on writing.",
    Task.CHANGE: "A change is asked for: read the comment, make the change, and it can be signed.",
    Task.ASK: "Everything is answered. Read it once more and ask your director to sign it.",
    Task.SIGN: "Everything is answered. Read it once more and sign it.",
    Task.LOOK: "See what changed, change it if you want to, then sign it again.",
}
_DECIDED = {
    NominationState.INELIGIBLE: "It cannot take part. The reason was sent to you by email.",
    NominationState.WITHDRAWN: "Withdrawn by your organisation.",
}
