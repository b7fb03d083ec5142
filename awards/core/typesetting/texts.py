"""Texts made fit to be printed: what no font can draw is taken out or told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from awards.core.typesetting.compiling import FONTS

# A compile cannot be interrupted, and a very long text costs seconds: the forms allow far less.
LONGEST_TEXT = 6_000

# Control characters fail PDF/UA; direction overrides can print "evil" as "live".
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
# Characters that shape their neighbours and have no picture of their own.
INVISIBLE = re.compile("[\\s\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\U000e0000-\U000e01ef]")


@cache
def _letters() -> frozenset[int]:
    """Every character that at least one of our fonts can draw."""
    known: set[int] = set()
    for path in FONTS.glob("*.ttf"):
        with TTFont(path, lazy=True) as font:
            known.update(font.getBestCmap())
    return frozenset(known)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def cleaned(value: Any, warnings: list[str]) -> Any:
    """The same values as JSON can carry them: composed letters, no control characters, no excess."""
    if isinstance(value, str):
        text = UNPRINTABLE.sub("", unicodedata.normalize("NFC", value.replace("\r\n", "\n")))
        if len(text) > LONGEST_TEXT:
            warnings.append(f"A text was cut after {LONGEST_TEXT:,} characters: “{text[:40]}…”.")
            text = text[:LONGEST_TEXT]
        return text
    if isinstance(value, dict):
        return {key: cleaned(part, warnings) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(part, warnings) for part in value]
    return str(value) if isinstance(value, Path) else value


def unprintable_texts(values: dict[str, Any]) -> list[str]:
    """A warning for each text with letters that would print as empty boxes."""
    found = []
    for text in _texts(values):
        missing = {c for c in INVISIBLE.sub("", text) if ord(c) not in _letters()}
        if missing:
            shown = text if len(text) <= 60 else f"{text[:60]}…"
            found.append(
                f"The text “{shown}” uses letters that no font here has ({' '.join(sorted(missing)[:8])}): "
                "they print as empty boxes."
            )
    return found
