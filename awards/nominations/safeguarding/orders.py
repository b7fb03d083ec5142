"""Court orders about somebody, as against orders in general."""

import re
from collections.abc import Iterator
from functools import lru_cache

from awards.nominations.safeguarding.finding import Span
from awards.nominations.safeguarding.page import Page
from awards.nominations.safeguarding.words import speaks_of_one

_KIND = (
    r"(?:(?:interim |full |final )?care|(?:interim )?supervision|placement|special guardianship|child "
    r"arrangements|residence|contact|adoption|emergency protection|child protection|secure accommodation|"
    r"deprivation of liberty|non-molestation|occupation|prohibited steps|specific issue|recovery|parental "
    r"responsibility|child assessment|wardship|compulsory supervision|permanence|freeing|youth "
    r"rehabilitation|detention and training|forced marriage protection|female genital mutilation "
    r"protection|restraining|guardianship)"
)
_SHORT = r"(?:SGO|EPO|CAO|ICO|ISO|DoLS?|NMO|CSO)"
_ORDER = re.compile(
    rf"\b(?:(?i:{_KIND} orders?)|(?i:interdicts?)|{_SHORT}s?|(?i:ward of court)|(?i:police "
    rf"protection))\b(?!')"
)
_BEGINS = frozenset(
    "interim full final care supervision placement special child residence contact adoption emergency "
    "secure deprivation non occupation prohibited specific recovery parental wardship compulsory "
    "permanence freeing youth detention forced female restraining guardianship interdict interdicts ward "
    "police".split()
    + [f"{short}{s}" for short in "sgo epo cao ico iso dol dols nmo cso".split() for s in ("", "s")]
)
_ACT = re.compile(r"\b(?:under|using|by) (?:section|sec\.?|s\.?) ?(?:20|25|31|38|44|46)\b", re.IGNORECASE)
_THEIRS = re.compile(r"(?:\b(?:his|her|this|my)|'s) (?:\w+ )?$", re.IGNORECASE)
_GENERAL = re.compile(
    r"\b(?:what (?:an?|the)|explain(?:s|ed|ing)?|number of|rates? of|applications? for|training (?:in|on|"
    r"about)|trained in|leaflets?|guides? (?:to|on|about)|think(?:ing)? about|advice (?:on|about)|numbers? "
    r"of)\b[^.]{0,30}$|\b(?:children|young people|those|families|parents|anyone|people)(?: who)?(?: (?:are|"
    r"is|were))? (?:subject to|on|under) (?:an?|the)? ?$|"
    r"\b(?:every|each|any|no|all)(?: \w+){1,2} (?:with|on|under|subject to) an? $",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"^ (?:is (?:a|an|the|never|not)|means|support|families|family|carers?|allowances?|teams?|groups?|"
    r"training|assessments?|reports?|work|panel|applications? (?:rose|fell)|visited|visits|numbers?|rates?|"
    r"guidance|register)\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:(?:was|were|been|be|is) (?:made|granted|discharged|revoked|refused|lifted|renewed|extended|"
    r"varied|sought|issued|in force)|(?:made|granted|discharged|revoked|refused|lifted|renewed|renew|"
    r"opposed|discharge|revoke) (?:a|an|the|his|her|this)\b|ran out|came to an end|ended|expired|in force|"
    r"subject (?:of|to)|placed|the (?:court|judge|magistrates?)|now has|now have)\b",
    re.IGNORECASE,
)
_ON_ORDERS = re.compile(
    r"\b(?:the|both|these|all (?:three|four|five)) (?:siblings|brothers|sisters|twins|boys|girls|children|"
    r"babies)[^.]{0,30}$",
    re.IGNORECASE,
)


def find_orders(page: Page) -> Iterator[Span]:
    """An order that was made about somebody, or by which somebody came into care."""
    for match in page.beginning(_BEGINS, _ORDER):
        before, after = page.before(match.start(), 80), page.after(match.end())
        if not (_GENERAL.search(before) or _MEANT.match(after)) and _about_somebody(page, match, before):
            yield Span(*match.span())
    for match in _ACT.finditer(page.text):
        if speaks_of_one(page.sentence(match.start())):
            yield Span(*match.span())


def _about_somebody(page: Page, match: re.Match[str], before: str) -> bool:
    if match[0].endswith("s") and not match[0].endswith("DoLS"):
        return bool(_ON_ORDERS.search(before))
    if _THEIRS.search(before):
        return True
    sentence = page.sentence(match.start())
    if match[0].lower() == "police protection" or match[0] in {"ICO", "ISO", "CSO", "DoLS", "DoL"}:
        return speaks_of_one(sentence)
    return _happened(sentence) or speaks_of_one(sentence)


@lru_cache(maxsize=64)
def _happened(sentence: str) -> bool:
    return bool(_HAPPENED.search(sentence))
