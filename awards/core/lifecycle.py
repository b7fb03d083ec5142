"""State machines, written as a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from awards.core.errors import WrongState

S = TypeVar("S", bound=StrEnum)


class Stateful(Protocol[S]):
    """Anything with a state."""

    state: S


@dataclass(frozen=True)
class Move(Generic[S]):
    """One arrow of the diagram: from any of ``sources`` to ``target``."""

    sources: frozenset[S]
    target: S


class Lifecycle(Generic[S]):
    """The moves a thing may make between its states."""

    def __init__(self, thing: str, **moves: tuple[Iterable[S], S]) -> None:
        self.thing = thing
        self.moves = {name: Move(frozenset(sources), target) for name, (sources, target) in moves.items()}

    def allows(self, state: S, move: str) -> bool:
        """Whether ``move`` starts at ``state``."""
        return state in self.moves[move].sources

    def apply(self, subject: Stateful[S], move: str) -> None:
        """Move ``subject`` on, or raise WrongState with a sentence."""
        if not self.allows(subject.state, move):
            verb = move.replace("_", " ")
            raise WrongState(f"You cannot {verb} a {self.thing} that is {subject.state.replace('_', ' ')}.")
        subject.state = self.moves[move].target
