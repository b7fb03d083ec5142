"""Numbers that belong to one person: telephone, NHS, pupil and case numbers."""

import re
from collections.abc import Iterator

from awards.nominations.safeguarding.finding import Span
from awards.nominations.safeguarding.page import Page

_PHONE = re.compile(r"(?<![\d£])(?:\+44[ .-]?(?:\(0\)[ ]?)?|\(?0)\d(?:[ .()-]{0,2}\d){7,9}(?!\d|[ .-]\d)")
_OPEN_TO_ALL = ("3", "8", "9")
"""After the nought: numbers of services, which anybody may ring."""

_NHS = re.compile(r"(?<![\d£.,-])(?P<number>\d{3}[ -]?\d{3}[ -]?\d{4})(?![\d,-]|\.\d)")
_SAID_NHS = re.compile(r"\bNHS (?:no\.?|number|num\.?|#)[^\d\n]{0,12}$", re.IGNORECASE)

_PUPIL_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_UPN = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]\b")
_SAID_UPN = re.compile(
    r"\b(?:UPN|unique pupil (?:no\.?|number)|ULN)\b(?: (?:is|was|number))?[ "
    r":=]{1,3}(?P<number>[A-Z]?\d{8,12}[A-Z]?)\b",
    re.IGNORECASE,
)

_KEEPER = (
    r"(?:case(?: file)?|client|court|file|mosaic|liquid ?logic|lcs|ics|eclipse|carefirst|care ?director|"
    r"azeus|paris|system ?one|person|record|child|patient|referral|home office|police|crime|hospital|"
    r"passport|national insurance|arc|urn|pnc|p)"
)
_CASE = re.compile(
    rf"\b{_KEEPER}\b(?: file)? ?(?:numbers?|no\b\.?|nr\b\.?|ref(?:erence)?\b\.?|id\b|#)(?: number)?(?: is| "
    rf"was|:| =)?"
    r" ?(?P<number>(?:[A-Z]{1,4}[/ -]?)?\d[\d/-]*[A-Z]?\b)",
    re.IGNORECASE,
)
_SYSTEM = re.compile(
    r"\b(?:mosaic|liquid ?logic|lcs|ics|eclipse|care ?first|care ?director|azeus|paris|syst(?:em|m) ?one|"
    r"framework-?i|protocol|synergy|capita one|rio)[ :]{1,2}(?P<number>[A-Z]{0,3}\d{5,})\b",
    re.IGNORECASE,
)
"""What cases are kept in; a number of five figures or more after its name is a file's."""
_REF = re.compile(r"\b[Rr]ef(?:erence)?[.:]?(?: [Nn]o\.?)? (?P<number>[A-Z]{2,5}[ /-]?\d{4,}[A-Z]?)\b")
_COURT = re.compile(r"\b[A-Z]{2}\d{2}[A-Z]\d{5}\b")
_CITATION = re.compile(
    r"\[\d{4}\] (?:EWFC|EWHC|EWCA|EWCOP|UKSC|CSOH|CSIH|NIFam)(?: Civ)?(?: B)? ?\d+(?: \((?:Fam|B)\))?"
)


def find_phones(page: Page) -> Iterator[Span]:
    """Numbers of people's own telephones, at home or mobile."""
    for match in _PHONE.finditer(page.text):
        digits = re.sub(r"\D", "", match[0])
        national = digits.removeprefix("44") if match[0].startswith("+") else digits
        national = national.removeprefix("0")
        if len(national) in {9, 10} and not national.startswith(_OPEN_TO_ALL):
            yield Span(*match.span())


def find_nhs_numbers(page: Page) -> Iterator[Span]:
    """Ten digits whose last one fits, or that are said to be an NHS number."""
    for match in _NHS.finditer(page.text):
        digits = re.sub(r"\D", "", match["number"])
        if is_nhs_number(digits) or _SAID_NHS.search(page.text[max(0, match.start() - 30) : match.start()]):
            yield Span(*match.span("number"))


def is_nhs_number(digits: str) -> bool:
    """Whether the tenth digit is the check digit of the nine before it (Modulus 11)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11 == int(digits[9])


def find_pupil_numbers(page: Page) -> Iterator[Span]:
    """Unique pupil numbers whose letter fits, or that are said to be one."""
    for match in _UPN.finditer(page.text):
        if is_pupil_number(match[0]):
            yield Span(*match.span())
    for match in _SAID_UPN.finditer(page.text):
        yield Span(*match.span("number"))


def is_pupil_number(number: str) -> bool:
    """Whether the first letter is the check letter of what follows it; the last sign may be a letter too."""
    signs = (int(sign) if sign.isdigit() else _PUPIL_LETTERS.index(sign) for sign in number[1:])
    total = sum(value * weight for weight, value in enumerate(signs, start=2))
    return _PUPIL_LETTERS[total % 23] == number[0]


def find_case_numbers(page: Page) -> Iterator[Span]:
    """Numbers by which a file or a court case can be found."""
    for pattern in (_COURT, _CITATION, _SYSTEM, _REF):
        for match in pattern.finditer(page.text):
            yield Span(*match.span())
    for match in _CASE.finditer(page.text):
        if sum(sign.isdigit() for sign in match["number"]) > 2:
            yield Span(*match.span())
