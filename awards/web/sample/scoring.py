"""Plausible scores: a nomination's quality, a judge's lean, and a mood drawn from their names. No luck."""

import hashlib
from collections.abc import Sequence

from awards.web.sample.content import SampleQuality, people

BANDS = ((2, "low"), (3, "middle"), (5, "high"))


def points(quality: SampleQuality, criterion: str, judge: str, lean: float) -> int:
    """What ``judge`` gives for ``criterion``, 0 to 5; the same every time."""
    mood = (_draw(quality.pattern, criterion, judge) % 100 - 50) / 80
    return max(0, min(5, round(quality.by_criterion[criterion] + lean + mood)))


def comment(organisation: str, criterion: str, judge: str, given: int, *, young: bool) -> str:
    """A sentence that fits the points, from the criterion's own stock; a young judge has their own."""
    band = next(name for top, name in BANDS if given <= top)
    stock = people()["young" if young else "comments"]
    return str(_pick(stock[criterion][band], organisation, criterion, judge))


def lean_of(judge: str) -> float:
    """How much kinder (+) or stricter (-) than the panel this judge is."""
    rows = people()["judges"]
    return next((float(row["lean"]) for row in rows if row["email"] == judge), 0.0)


def _pick(sentences: Sequence[str], *words: str) -> str:
    return sentences[_draw(*words) % len(sentences)]


def _draw(*words: str) -> int:
    return int.from_bytes(hashlib.sha256("|".join(words).encode()).digest()[:4])
