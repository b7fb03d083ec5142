"""Dates of birth and birthdays."""

import re
from collections.abc import Iterator

from awards.nominations.safeguarding.finding import Span
from awards.nominations.safeguarding.page import Page
from awards.nominations.safeguarding.words import AGE, MONTH, ONE_CHILD

_TH = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w{3,7}teenth|"
    r"twentieth|twenty-\w{5,7}|thirtieth|thirty-first)"
)
_DAY = rf"(?:[0-3]?\d(?:st|nd|rd|th)?|{_TH})"
_FIGURES = r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})"
_DATE = (
    rf"(?:{_FIGURES}|(?:the )?{_DAY}(?: of)? {MONTH}(?:,? (?:\d{{4}}|two thousand[a-z -]{{0,24}}))?|"
    rf"{MONTH} (?:the )?{_DAY}(?:,? \d{{4}})?|{MONTH},? \d{{4}}|(?:Christmas|Boxing|New Year's|Valentine's|"
    rf"Easter|Leap) (?:Day|Eve|Sunday|Monday)(?:,? \d{{4}})?)(?!\d)"
)
_SAID = re.compile(
    rf"\b(?:d\.?o\.?b\b\.?|(?:date of birth|birth ?date))[^.\d\n]{{0,12}}?{_DATE}", re.IGNORECASE
)
_BORN = re.compile(rf"\b[Bb]orn (?:on |in |at |early |late |,)*(?:the )?{_DATE}")
_BIRTHDAY = re.compile(rf"\bbirthday,?(?: is| was| falls| fell)?(?: on| in)?,? {_DATE}")
_BIRTH = re.compile(rf"\b(?:his|her|their|[a-z]+'s) birth,?(?: on| in)? {_DATE}")
_ON_BIRTHDAY = re.compile(rf"{_DATE}[^.\n]{{0,12}}\b(?:his|her|their|the \w{{3,7}}'s)(?: \w+)? birthday\b")
_COMING_OF_AGE = re.compile(rf"(?:turn(?:s|ed|ing)?|be|becomes?|became) {AGE} on {_DATE}")
_TO_BE = frozenset("turn turns turned turning be become becomes became".split())
_IN_BRACKETS = re.compile(rf"\b(?:{ONE_CHILD}) ?\({_FIGURES}\)")
_THING = re.compile(
    r"\b(?:ideas?|teams?|projects?|services?|programmes?|plans?|models?|hubs?|partnerships?|charity|"
    r"charities|schemes?|initiatives?|cent(?:re|er)s?|approach(?:es)?|networks?|groups?|clubs?|pilots?|it|"
    r"which|that|dreams?|vision|names?|foundation|trust|council|campaigns?|unit|strategy|"
    r"practice)\b[^.]{0,20}$",
    re.IGNORECASE,
)
_CROWD = re.compile(r"\b(?:babies|children|those|all|infants|everyone|people) $", re.IGNORECASE)
_OURS = re.compile(
    r"\b(?:our|its|the (?:team|service|hub|centre|project|charity)'s)(?: \w+){0,2} $", re.IGNORECASE
)


def find_births(page: Page) -> Iterator[Span]:
    """A day, or a month and year, on which somebody was born or will be of an age."""
    yield from _said(page)
    yield from _born(page)


def _said(page: Page) -> Iterator[Span]:
    """Where it is said to be a date of birth, or the day on which somebody comes of an age."""
    for pattern in (_SAID, _IN_BRACKETS):
        for match in pattern.finditer(page.text):
            yield Span(*match.span())
    for match in page.beginning(_TO_BE, _COMING_OF_AGE):
        yield Span(*match.span())
    if page.has("birth", "birthday"):
        for match in (*_BIRTH.finditer(page.text), *_ON_BIRTHDAY.finditer(page.text)):
            yield Span(*match.span())


def _born(page: Page) -> Iterator[Span]:
    """Somebody's birth or birthday; not a team's, nor that of many."""
    for match in page.beginning({"born"}, _BORN):
        before = page.before(match.start())
        if not (_THING.search(before) or _CROWD.search(before)):
            yield Span(*match.span())
    for match in page.beginning({"birthday"}, _BIRTHDAY):
        if not _OURS.search(page.before(match.start())):
            yield Span(*match.span())
