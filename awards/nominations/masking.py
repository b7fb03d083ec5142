"""Passages that only the organisation itself and the organisers read: others have something else in place."""

import re
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from awards.nominations.unnamed import without_names


class Masked(Protocol):
    """A passage and what stands in its place."""

    @property
    def passage(self) -> str:
        """As it was written."""

    @property
    def replacement(self) -> str:
        """What others read."""


def masked(text: str, masks: Iterable[Masked]) -> str:
    """The text with every masked passage replaced, also where it is written in capitals or over two lines.

    Of passages that overlap the longest goes first, and nothing is masked inside what took a passage's place.
    """
    instead = {_folded(form): mask.replacement for mask in masks for form in _forms(mask.passage)}
    if not instead or not text:
        return text
    either = "|".join(_pattern(form) for form in sorted(instead, key=len, reverse=True))
    return re.sub(either, lambda found: instead[_folded(found[0])], text)


def stands_in(passage: str, text: str) -> bool:
    """Whether masking the passage would change the text."""
    forms = [_pattern(_folded(form)) for form in _forms(passage)]
    return any(re.search(form, text) for form in forms)


def parts_of(text: str, notes: Mapping[str, str]) -> list[tuple[str, str]]:
    """The text in pieces, each with the note on it if it is a passage that has one."""
    noted = {_folded(form): note for passage, note in notes.items() for form in _forms(passage)}
    if not noted:
        return [(text, "")]
    either = "|".join(_pattern(form) for form in sorted(noted, key=len, reverse=True))
    pieces = re.split(f"({either})", text)
    return [
        (piece, noted[_folded(piece)] if place % 2 else "") for place, piece in enumerate(pieces) if piece
    ]


def _forms(passage: str) -> set[str]:
    return {form for form in (passage.strip(), passage.strip().upper()) if form}


def _folded(passage: str) -> str:
    return " ".join(passage.split())


def _pattern(folded: str) -> str:
    """The passage by itself: "Mia" is not in "Miami"."""
    words = r"\s+".join(map(re.escape, folded.split()))
    before = r"(?<!\w)" if re.match(r"\w", folded) else ""
    after = r"(?!\w)" if re.search(r"\w$", folded) else ""
    return f"{before}{words}{after}"


@dataclass(frozen=True)
class Veil:
    """What others do not read of a nomination: names of those who did not agree, and masked passages.

    ``masks`` by the id of the question whose answer they are in. An empty veil hides nothing.
    """

    names: Collection[str] = ()
    masks: Mapping[uuid.UUID, Collection[Masked]] = field(default_factory=dict)

    def over(self, question_id: uuid.UUID, text: str) -> str:
        """What of the answer to that question is read."""
        return without_names(masked(text, self.masks.get(question_id, ())), self.names)
