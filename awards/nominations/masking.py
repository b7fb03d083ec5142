"""Passages that only the organisation itself and the organisers read: others have something else in place.

A passage is hidden however it is spelt: in capitals or small letters, over two lines, with another kind of
apostrophe, quotation mark, dash or accent, with signs between its letters that nobody sees.
"""

import re
import unicodedata
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from awards.nominations.safeguarding.first_names import ALSO_WORDS
from awards.nominations.unnamed import without_names

INSTEAD = "[removed to protect a child]"
"""What others read unless the organisers say it in other words."""
NOTHING = "[…]"
"""What others read where those words themselves would show a passage."""

_ALIKE = {
    **dict.fromkeys("’‘‚‛ʼʻ`´′＇", "'"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("-‐‑‒–—―−﹘﹣－_\u2800\u3164", " "),
}


class Masked(Protocol):
    """A passage and what stands in its place."""

    @property
    def passage(self) -> str:
        """As it was written."""

    @property
    def replacement(self) -> str:
        """What others read."""


class Nameable(Protocol):
    """Somebody on a list, and whether they agreed to be named."""

    @property
    def name(self) -> str:
        """Their name."""

    @property
    def in_programme(self) -> bool:
        """Whether they agreed."""


def masked(text: str, masks: Iterable[Masked]) -> str:
    """The text with every masked passage replaced.

    Of passages that overlap the longest goes first, and nothing is masked inside what took a passage's place,
    for that never shows one either.
    """
    passages = {mask.passage: mask.replacement for mask in masks if _folded(mask.passage)}
    if not passages or not text:
        return text
    instead = {_folded(passage): _silent(words, passages) for passage, words in passages.items()}
    read = "".join(instead.get(hit, piece) for piece, hit in _pieces(text, passages))
    while any(
        stands_in(passage, read) for passage in passages
    ):  # what was replaced and what was not, together
        read = "".join(NOTHING if hit else piece for piece, hit in _pieces(read, passages))
    return read


def stands_in(passage: str, text: str) -> bool:
    """Whether masking the passage would change the text."""
    return any(hit for _, hit in _pieces(text, [passage]))


def is_same(passage: str, other: str) -> bool:
    """Whether two passages differ only in how they are spelt, so that one mask hides both."""
    return _folded(passage) == _folded(other)


def parts_of(text: str, notes: Mapping[str, str]) -> list[tuple[str, str]]:
    """The text in pieces, each with the note on it if it is a passage that has one."""
    noted = {_folded(passage): note for passage, note in notes.items()}
    return [(piece, noted.get(hit, "")) for piece, hit in _pieces(text, notes)]


def _silent(words: str, passages: Collection[str]) -> str:
    """What can stand in a passage's place without showing another one."""
    shown = (each for each in (words, INSTEAD) if not any(stands_in(passage, each) for passage in passages))
    return next(shown, NOTHING)


def _pieces(text: str, passages: Iterable[str]) -> list[tuple[str, str]]:
    """The text in pieces, with each that is one of the passages as it is written in plain signs."""
    folded, places = _plain(text)
    pieces, last = [], 0
    for start, end in _hits(folded, passages):
        begin, stop = places[start], _end(text, places[end - 1] + 1)
        if begin < last or _is_only_a_word(text[begin:stop], passages):
            continue
        pieces += [(text[last:begin], ""), (text[begin:stop], folded[start:end])]
        last = stop
    return [(piece, hit) for piece, hit in [*pieces, (text[last:], "")] if piece]


def _hits(folded: str, passages: Iterable[str]) -> Iterator[tuple[int, int]]:
    wanted = sorted({form for each in passages if (form := _folded(each))}, key=len, reverse=True)
    if wanted:
        for hit in re.finditer("|".join(map(_pattern, wanted)), folded):
            yield hit.span()


def _pattern(folded: str) -> str:
    """The passage by itself: "Mia" is not in "Miami"."""
    before = r"(?<!\w)" if folded[0].isalnum() else ""
    after = r"(?!\w)" if folded[-1].isalnum() else ""
    return f"{before}{re.escape(folded)}{after}"


def _is_only_a_word(found: str, passages: Iterable[str]) -> bool:
    """Whether it is a small word that a masked name is as well: "will" where Will is masked."""
    own = [each for each in passages if _folded(each) == _folded(found)]
    return found.islower() and found in ALSO_WORDS and not any(each.strip().islower() for each in own)


def _folded(passage: str) -> str:
    """The passage in plain signs; empty where it has no letter or figure that could tell anything."""
    folded = _plain(passage)[0].strip()
    return folded if any(sign.isalnum() for sign in folded) else ""


def _plain(text: str) -> tuple[str, list[int]]:
    """The text in plain signs and small letters, single blanks, and where in the text each sign stood."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for plain in _sign(sign):
            if plain != " " or (signs and signs[-1] != " "):
                signs.append(plain)
                places.append(place)
    return "".join(signs), places


@lru_cache(maxsize=4096)
def _sign(sign: str) -> str:
    """One sign as it is compared; nothing for what nobody sees."""
    if sign in _ALIKE:
        return _ALIKE[sign]
    if sign.isspace():
        return " "
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).upper().casefold())
    return "".join(_ALIKE.get(each, each) for each in plain if not _is_unseen(each))


def _is_unseen(sign: str) -> bool:
    """A mark on the letter before it, or a sign without a form of its own."""
    return bool(unicodedata.combining(sign)) or unicodedata.category(sign) == "Cf"


def _end(text: str, place: int) -> int:
    """The place behind the marks that belong to the letter before it."""
    while place < len(text) and not _sign(text[place]):
        place += 1
    return place


@dataclass(frozen=True)
class Veil:
    """What others do not read of a nomination: names of those who did not agree, and masked passages.

    ``masks`` by the id of the question whose answer they are in. An empty veil hides nothing.
    """

    names: Collection[str] = ()
    masks: Mapping[uuid.UUID, Collection[Masked]] = field(default_factory=dict)

    def lets_name(self, person: Nameable) -> bool:
        """Whether the person is named on a list: not who shares the name of somebody who said no."""
        return person.in_programme and person.name not in self.names

    def over(self, question_id: uuid.UUID, text: str) -> str:
        """What of the answer to that question is read."""
        return without_names(masked(text, self.masks.get(question_id, ())), self.names)
