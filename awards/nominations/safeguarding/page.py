"""A text as the rules read it: plain quotation marks and dashes, its sentences, and what is known already."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

# One sign for one sign, so that every place in the text stays where it is.
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "‑": "-", "‐": "-", "\u00a0": " ", "\u202f": " "}
)
# A full stop ends a sentence, unless it stands after an initial or a shortened word.
_END = re.compile(
    r"(?<!\b[A-Z])(?<!\.[a-z])(?<!\b(?:St|Dr|Mr|Ms|No|no))(?<!\b(?:Mrs|ref))[.!?]{1,9}[\"')]{0,3}(?=\s)|\n+"
)
_NEAR = 400
"""Signs: further away nothing belongs together, which also keeps the work in step with the text's length."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Page:
    """``text`` in plain signs; ``known``: the words of the team's and the organisation's own names."""

    text: str
    known: frozenset[str]
    cleared: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for match in _WORD.finditer(self.text):
            places.setdefault(match[0].lower(), []).append(match.start())
        return places

    def has(self, *words: str) -> bool:
        """Whether one of the words is in the text; they are given in small letters."""
        return any(word in self._words for word in words)

    def beginning(self, words: Collection[str], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The matches of ``pattern`` that begin with one of the words: quicker than to try everywhere."""
        there = [self._words[word] for word in self._words.keys() & words]
        for place in sorted(place for places in there for place in places):
            if match := pattern.match(self.text, place):
                yield match

    def is_cleared(self, start: int, end: int) -> bool:
        """Whether the passage is part of a name that the nomination itself gives."""
        return any(begin <= start and end <= stop for begin, stop in self.cleared)

    def sentence(self, place: int) -> str:
        """The sentence that ``place`` is in."""
        start, end = self.bounds(place)
        return self.text[start:end]

    def bounds(self, place: int) -> tuple[int, int]:
        """Where that sentence begins and ends; of an endless one, what is near."""
        index = bisect_right(self.starts, place)
        end = self.starts[index] if index < len(self.starts) else len(self.text)
        near = place // _NEAR  # the same for all places thereabouts, so that an answer can be kept
        return max(self.starts[index - 1], (near - 1) * _NEAR), min(end, (near + 2) * _NEAR)

    def before(self, place: int, signs: int = 60) -> str:
        """What stands before ``place`` in its sentence, as far as that."""
        return self.text[max(self.bounds(place)[0], place - signs) : place]

    def after(self, place: int, signs: int = 60) -> str:
        """What stands after ``place`` in its sentence, as far as that."""
        inside = place - 1 if place else 0
        return self.text[place : min(self.bounds(inside)[1], place + signs)]


def page_of(text: str, allowed: Collection[str]) -> Page:
    """Read ``text``; names in ``allowed`` are nobody's secret."""
    plain = text.translate(_PLAIN)
    names = [name.translate(_PLAIN).strip() for name in allowed]
    known = {word.casefold() for name in names for word in _WORD.findall(name)}
    starts = (0, *(end.end() for end in _END.finditer(plain)))
    return Page(plain, frozenset(known), tuple(_places(plain, names)), starts)


def _places(text: str, names: Collection[str]) -> list[tuple[int, int]]:
    wanted = sorted({name for name in names if name}, key=len, reverse=True)
    if not wanted:
        return []
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)", re.IGNORECASE)
    return [match.span() for match in pattern.finditer(text)]
