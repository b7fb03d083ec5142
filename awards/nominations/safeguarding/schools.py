"""A school by name with what happened to somebody there."""

import re
from collections.abc import Iterator

from awards.nominations.safeguarding.finding import Span
from awards.nominations.safeguarding.page import Page
from awards.nominations.safeguarding.words import NAME, ONE_CHILD, ROLE, speaks_of_one

_SCHOOL = re.compile(
    rf"(?:\bSt\.? )?{NAME}(?:'s)?(?: (?:of |and |the )?{NAME}(?:'s)?){{0,5}}? (?:Schools?|Academy|College|"
    rf"Nursery|Infants|Juniors|Sixth Form|PRU)\b"
    r"(?! of\b)"
)
_GENERIC = frozenset(
    "primary secondary high junior infant infants nursery grammar special virtual sunday the a an at after "
    "our every national royal open summer independent boarding middle upper lower first church collegiate "
    "state local free pre from to in for of with and when while both head heads business medical law art "
    "forest saturday training community village city town all some many most state catholic faith home "
    "before since until now then here where".split()
)
_PERSON = re.compile(rf"\b(?:he|she|him|her|his|{ONE_CHILD})\b", re.IGNORECASE)
_HAPPENED = re.compile(
    r"\b(?:exclu(?:ded|sions?)|kni(?:fe|ves)|blade|weapon|assault(?:s|ed)?|bull(?:y|ied|ying)|"
    r"self-harm(?:ed|ing)?|abuse[ds]?|bruises?|disclos(?:ed|ure)|pregnan(?:t|cy)|suspended|expelled|"
    r"stopped going|refus(?:ed|es|al)|truan(?:t|cy)|overdose[ds]?|drugs|suicide|attacked|raped?|groomed|"
    r"died|arrested)\b",
    re.IGNORECASE,
)

_WORKS_THERE = re.compile(
    rf"\b(?:was|is|were|are|as|former) (?:an? |the )?(?:\w+ )?{ROLE} (?:at|of|in|from) (?:the )?$"
)


def find_schools(page: Page) -> Iterator[Span]:
    """A named school in a sentence about one child, or about what schools do not like to be known for."""
    for match in _SCHOOL.finditer(page.text):
        start = _proper_start(match)
        if start is None or _WORKS_THERE.search(page.before(start)):
            continue
        low, high = page.bounds(start)
        rest = f"{page.text[low:start]} {page.text[match.end() : high]}"
        if _HAPPENED.search(rest) or speaks_of_one(rest, _PERSON):
            yield Span(start, match.end())


def _proper_start(match: re.Match[str]) -> int | None:
    """Where the school's own name begins; None where it has none, as in "The Virtual School"."""
    for word in re.finditer(r"[\w'.-]+", match[0]):
        if word[0].casefold() not in _GENERIC:
            return None if word.end() == len(match[0]) else match.start() + word.start()
    return None
