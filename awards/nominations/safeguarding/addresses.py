"""Where somebody lives: streets with a number, streets somebody is said to live in, postcodes."""

import re
from collections.abc import Iterator

from awards.nominations.safeguarding.finding import Span
from awards.nominations.safeguarding.page import Page
from awards.nominations.safeguarding.words import NAME, ORGANISATIONS

_WAY = (
    r"(?:Road|Rd|Street|Avenue|Ave|Lane|Close|Drive|Grove|Court|Crescent|Gardens|Way|Place|Terrace|Walk|"
    r"Square|Hill|Row|Mews|Rise|View|Park|Green|Parade|Croft|Fold|Drove|Bank|Wharf|Heath|Buildings|Villas|"
    r"Cottages)"
)
_NAMED_WAY = rf"(?:The {_WAY}|(?:The )?(?:{NAME}(?:'s)? ){{1,3}}{_WAY})\b"
_NUMBERED = re.compile(
    rf"(?:\b(?:Flat|Apartment|No\.?|Number|Room) )?(?<![\d.,£-])\b(?!(?:19|20)\d\d\b)\d{{1,4}}[a-z]?,? "
    rf"{_NAMED_WAY}"
)
_FLAT = re.compile(rf"\b(?:Flat|Apartment) \d{{1,4}}[A-Za-z]?(?:,? {NAME}(?:'s)?(?: {NAME}){{0,2}})?")
_LIVED_IN = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)|home|house|flat|bedsit|hostel|stay(?:s|ed|ing)|stayed|grew up|sleeps|slept|"
    r"moved|address|found|aunt|auntie|uncle|nan|gran|grandmother|grandparents|mum|mother|dad|father|"
    r"neighbour)\b"
    rf"[^.!?\n]{{0,30}}?\b(?:in|on|at|off|to|is|was) (?P<way>{_NAMED_WAY})"
)
_THING_AFTER = re.compile(
    r"^ (?:(?:shops|sessions|workshops|events|groups|projects|meetings|classes|clubs|courses|visits)\b"
    rf"|(?:{'|'.join(ORGANISATIONS)}|children)\b)",
    re.IGNORECASE,
)
_LIVES_AT = re.compile(
    r"\b(?:liv(?:e|es|ed|ing) at|stay(?:s|ed|ing) at|(?:home|house|flat) (?:is|was)(?: at)?|"
    r"moved into) (?P<way>(?:[Nn]umber|[Nn]o\.?|house) \d{1,4}[a-z]?)\b"
)
_AT_WORK = re.compile(
    r"\b(?:units?|suites?|offices?|bases?|based|centre|hub|depot|headquarters|venue|library)\b", re.IGNORECASE
)

_OF_FIRMS = re.compile(
    r"\b(?:Business|Retail|Science|Industrial|Enterprise|Technology|Country) (?:Park|Estate)$"
)

_POSTCODE = re.compile(
    r"(?<![\w£/-])(?:(?P<area>[A-Z]{1,2})\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}|(?P<small>[a-z]{1,2})\d[a-z\d]? "
    r"?\d(?!(?:st|nd|rd|th)\b)[abd-hjlnp-uw-z]{2})\b"
)
_AREAS = frozenset(
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH "
    "EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME "
    "MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW "
    "SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE".split()
)


def find_addresses(page: Page) -> Iterator[Span]:
    """A house or flat with its number, or a street in which somebody is said to live."""
    for match in _FLAT.finditer(page.text):
        yield Span(*match.span())
    for match in _NUMBERED.finditer(page.text):
        firm = _OF_FIRMS.search(match[0]) or _AT_WORK.search(page.before(match.start()))
        if not (firm or _THING_AFTER.match(page.after(match.end()))):
            yield Span(*match.span())
    for match in _LIVES_AT.finditer(page.text):
        yield Span(*match.span("way"))
    for match in _LIVED_IN.finditer(page.text):
        if not (_THING_AFTER.match(page.after(match.end())) or _AT_WORK.search(match[0])):
            yield Span(*match.span("way"))


def find_postcodes(page: Page) -> Iterator[Span]:
    """What has the shape of a whole postcode, and begins as one of the United Kingdom's does."""
    for match in _POSTCODE.finditer(page.text):
        if (match["area"] or match["small"]).upper() in _AREAS:
            yield Span(*match.span())
