"""Initials that stand for a child or a family."""

import re
from collections.abc import Iterator

from awards.nominations.safeguarding.finding import Span
from awards.nominations.safeguarding.page import Page
from awards.nominations.safeguarding.words import AGE, age_words, number

_LETTERS = r"(?<![\w&/.-])(?<!\w')(?P<who>(?:[A-Z]\.){2,3}|[A-Z]{1,2}\b)['\"]?"
_YEARS = r"(?: ?(?:years?|yrs?|months?|weeks?)(?: old)?| ?y/?o)?"
_IN_BRACKETS = re.compile(rf"{_LETTERS}(?:'s)? ?\((?:now |then |aged )?(?P<age>{AGE}){_YEARS}\)")
_APART = re.compile(
    rf"{_LETTERS},? (?:aged (?P<aged>{AGE})\b|(?<=, )(?P<age>{AGE}){_YEARS}(?=[,.;)]| and\b)|"
    rf"(?<=, )who (?:is|was) (?:just |only |then )?(?P<being>{AGE})\b|"
    rf"(?<=, )an? (?P<old>{AGE})[ -]year[ -]old\b)"
)
_IS = re.compile(
    rf"(?<![\w'-])(?P<who>[B-HJ-Z]) (?:is|was|turned) (?:just |only |now )?(?P<age>{AGE})(?= and| when| "
    rf"years|,|\.)"
)
_KINDS = (
    r"(?:[Cc]hild|[Bb]aby|[Yy]oung [Pp]erson|[Ff]amily|[Mm]other|[Ff]ather|[Mm]um|[Dd]ad|[Ss]ibling|"
    r"[Pp]upil|[Ss]tudent|[Gg]irl|[Bb]oy|[Tt]eenager|[Ff]oster [Cc]arer|[Cc]are [Ll]eaver|YP)"
)
_CALLED = re.compile(rf"\b{_KINDS} (?P<who>[A-HJ-Z][A-Z]?\d?)(?![\w-])")
_NUMBERED = re.compile(r"\b(?P<who>(?:YP|CYP|Child|Sibling|Baby) ?\d)\b")
_HEADINGS = re.compile(
    r"\b(?:appendix|section|group|grade|plan|class|table|annex|vitamin|part|level|figure|type|band|tier|"
    r"phase|schedule|question|room|block|unit|zone|ward|stage|model|category|item|page|team|cohort|option|"
    r"set|stream|house|form|year|route|hepatitis|factor|chapter|paragraph|column|row|line|version|step|"
    r"gate|hall|studio|list|point)s? $",
    re.IGNORECASE,
)
_SHORT_FOR = frozenset(
    "GP HR IT AI QA PE RE EY LA SW UK EU US TV ID PR CV OT HV YW SI VR AP FC DC PC DS DI EP EH MP".split()
)


def find_initials(page: Page) -> Iterator[Span]:
    """A letter or two with an age, or after "child", "baby", "family"."""
    for pattern in (_IN_BRACKETS, _APART, _IS):
        for match in pattern.finditer(page.text):
            if not _means_something_else(page, match):
                yield Span(*match.span(), _who(match))
    for pattern in (_CALLED, _NUMBERED):
        for match in pattern.finditer(page.text):
            if match["who"] not in _SHORT_FOR:
                yield Span(*match.span(), "a family" if match[0].lower().startswith("family") else "")


def _means_something_else(page: Page, match: re.Match[str]) -> bool:
    who = match["who"]
    return who == "I" or who in _SHORT_FOR or bool(_HEADINGS.search(page.before(match.start())))


def _who(match: re.Match[str]) -> str:
    if re.search(r"month|week", match[0]):
        return "a baby"
    age = next((value for key, value in match.groupdict().items() if value and key != "who"), "")
    return age_words(number(age)) if age else ""
