"""The age of somebody together with a place."""

import re
from collections.abc import Iterator

from awards.nominations.safeguarding.finding import Span
from awards.nominations.safeguarding.page import Page
from awards.nominations.safeguarding.words import (
    AGE,
    BEGINS_AGE,
    BEGINS_RELATIVE,
    MONTH,
    NAME,
    NOT_NAMES,
    ONE_RELATIVE,
    age_words,
    number,
)

_THING = (
    r"(?:contracts?|services?|systems?|computer|buildings?|plans?|boats?|programmes?|projects?|problems?|"
    r"records?|strateg(?:y|ies)|partnerships?|laptops?|minibus|vans?|policy|policies|teams?|centres?|hubs?|"
    r"process|software|school|model|scheme|agreement|tradition|database|house|car|church|hall)"
)
_OLD = re.compile(
    rf"(?P<age>{AGE})[ -](?P<unit>year|month|week)s?[ -]old\b(?! (?:[a-z]+ )?{_THING}\b)", re.IGNORECASE
)
_AGED = re.compile(
    rf"aged?,?(?: just| only| about| barely)? (?P<age>{AGE})\b(?![- ]?(?:-|to|and (?:over|above|under|up)|"
    rf"or|\+|years and over))",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"(?:{ONE_RELATIVE}) of (?:just |only )?(?P<age>{AGE})\b(?! (?:children|boys|girls|sons|daughters|"
    rf"them))",
    re.IGNORECASE,
)
_WAS = re.compile(
    rf"(?:he|she) (?:is|was) (?:just |only |then )?(?P<age>{AGE})(?= years?\b|,| and\b)", re.IGNORECASE
)
_APART = re.compile(rf"(?<=[a-z])(?:,? )(?P<said>\(?(?P<age>{AGE})(?=,|\)))")

_PLACE = rf"(?P<place>(?:the |our )?{NAME}(?: {NAME}){{0,2}})"
_THERE = re.compile(
    rf"\b(?:from|in|near|outside|around|moved to|went to|sent to|taken to|back to|"
    rf"(?:estate|site|flats|hostel|refuge|camp|park|pitch) (?:in|at|on|by)) {_PLACE}"
)
_HERE = re.compile(
    rf"\b(?:[Ii]n|[Ff]rom|[Nn]ear|[Aa]round) {_PLACE},? (?:a|an|one|the|our) (?:[a-z-]+ ){{0,2}}$"
)
_CLOSE = (
    r"(?:near(?:by)?|behind|beside|opposite|outside|next (?:door )?to|close to|a?round the corner from|"
    r"(?:across|down|up|along) the (?:road|street) from|(?:doors?|streets?) (?:away )?from)"
)
_LANDMARK = (
    r"(?:offices?|hub|cent(?:re|er)|school|college|nursery|building|library|station|park|shops?|church|"
    r"mosque|temple|hospital|surgery|clinic|base|town|village|estate|house|flats?|canal|river|bridge|"
    r"stadium|market|pub|court|depot|hall)"
)
_DWELLING = (
    r"(?:town|village|hamlet|estate|street|road|close|neighbourhood|parish|block|flats|caravan site|farm)"
)
_OURS = r"(?:the|our|this|that|his|her|their|same)"
_SMALL_PLACE = (
    rf"(?P<place>(?:{_CLOSE} (?:{_OURS} (?:[a-z]+ )?{_LANDMARK}|us)|(?:in|on|from|at) (?:the )?{_OURS} "
    rf"(?:(?:small|little|next|market|mining|old|new) )?{_DWELLING}))\b"
)
_SMALL_THERE = re.compile(rf"\b{_SMALL_PLACE}(?! (?:hall|council|centre|plan|club|work|team)\b)")
_SMALL_HERE = re.compile(rf"(?i:\b{_SMALL_PLACE}),? (?:a|an|one|the|our) (?:[a-z-]+ ){{0,2}}$")
"""A place without a name that is as good as one: near our office, in the village."""
_OF_PLACE = re.compile(rf"\b(?:[Tt]he|[Aa]|[Tt]his) (?P<place>{NAME}) (?:{ONE_RELATIVE})$")
_MONTH = re.compile(rf"{MONTH}$")
_REACH = 60
_NO_PLACE = NOT_NAMES | frozenset(
    "english french polish urdu punjabi arabic reception nursery foundation care hospital spring summer "
    "autumn winter april june pru send court key ks a&e".split()
)


def find_ages(page: Page) -> Iterator[Span]:
    """Somebody's age, with the place they are from or in close by."""
    for match in _ages(page):
        place = _place_after(page, match.end()) or _place_before(page, match.start())
        if place:
            said = "said" if "said" in match.re.groupindex else "age"
            start, end = min(match.start(said), place[0]), max(match.end(), place[1])
            yield Span(start, end, f"{_who(match)} in our area")


def _ages(page: Page) -> Iterator[re.Match[str]]:
    if page.has("old"):
        yield from page.beginning(BEGINS_AGE, _OLD)
    yield from page.beginning({"age", "aged"}, _AGED)
    yield from page.beginning(BEGINS_RELATIVE, _OF)
    yield from page.beginning({"he", "she"}, _WAS)
    yield from _APART.finditer(page.text)


def _who(match: re.Match[str]) -> str:
    unit = match.groupdict().get("unit") or "year"
    return "a baby" if unit.lower() != "year" else age_words(number(match["age"]))


def _place_after(page: Page, place: int) -> tuple[int, int] | None:
    for match in _THERE.finditer(page.text, place, page.bounds(place - 1)[1]):
        if match.start() - place > _REACH:
            break
        if _is_place(page, match):
            return match.span("place")
    small = _SMALL_THERE.search(page.text, place, min(page.bounds(place - 1)[1], place + _REACH))
    return small.span("place") if small else None


def _place_before(page: Page, place: int) -> tuple[int, int] | None:
    begin = max(page.bounds(place)[0], place - _REACH)
    before = page.text[begin:place].rstrip(" ,(")
    for pattern, text in ((_HERE, before + " "), (_OF_PLACE, before)):
        match = pattern.search(text)
        if match and _is_place(page, match):
            return begin + match.start("place"), begin + match.end("place")
    small = _SMALL_HERE.search(before + " ")
    return (begin + small.start("place"), begin + small.end("place")) if small else None


def _is_place(page: Page, match: re.Match[str]) -> bool:
    words = match["place"].removeprefix("the ").removeprefix("our ").split()
    if words[0].casefold() in _NO_PLACE or _MONTH.match(words[0]) or words[0].isupper():
        return False
    return not all(word.casefold() in page.known for word in words)
