"""Counts under six of children, families, cases."""

import re
from collections.abc import Iterator

from awards.nominations.safeguarding.finding import Span
from awards.nominations.safeguarding.page import Page
from awards.nominations.safeguarding.words import UPPER

_FEW = r"(?:[1-5]|one|two|three|four|five|both|only one)"
_BEGINS = frozenset("1 2 3 4 5 one two three four five both only".split())
_SEVERAL = r"(?:[2-5]|two|three|four|five)"
_MANY = (
    r"(?:children|young people|youngsters|teenagers|teens|kids|families|siblings|brothers|sisters|boys|"
    r"girls|babies|toddlers|infants|pupils|students|mothers|mums|fathers|dads|care leavers|cases|"
    r"placements|pregnancies|deaths|sons|daughters|grandchildren|adoptions|removals|twins|orders|suicides|"
    r"referrals|lads|young (?:men|women))"
)
_ONE = r"(?:child|family|baby|young person|pupil|case|sibling|death|suicide|adoption|infant|toddler)"
_NOT_BETWEEN = (
    r"(?:in|of|who|and|or|more|less|per|fewer|times|time|years?|months?|weeks?|days?|hours?|minutes?|out|"
    r"to|for|with|that|which|at|by|from|on|as|the|a|an|workers?|managers?|staff|quarters?|thirds?|fifths?|"
    r"tenths?|half|before|after|until|when|while|whose|where|are|is|was|were|have|has|had|members|schools|"
    r"hundred|thousand|million|dozen|main|big|biggest|good|new|key|ways?|centres?|hubs?|homes?|teams?|"
    r"services?|sessions?|groups?|different)"
)
_BETWEEN = rf"(?:(?!{_NOT_BETWEEN}\b)[a-z-]+ ){{0,3}}?"
_OF_THE = r"(?:of (?:the |our |those |these |their |his |her |my )?(?:[1-5] |two |three |four |five )?)?"
_COUNT = re.compile(
    rf"(?<![\w£.,-])(?P<few>{_FEW}) {_OF_THE}{_BETWEEN}(?P<noun>{_MANY})\b(?!['-])", re.IGNORECASE
)
_SINGLE = re.compile(
    rf"(?<![\w£.,-])(?P<few>1|one) (?:(?:foster|adoptive|refugee|whole|little|small|young) "
    rf")?(?P<noun>{_ONE})\b(?!['-])",
    re.IGNORECASE,
)
_RARE = re.compile(
    rf"\b(?:an? single|the (?:only|sole|single)|an? (?:pair|trio) of) (?:(?:young|foster|adoptive|adopted|"
    rf"disabled|deaf|blind|autistic|unaccompanied|looked-after|refugee|[{UPPER}][a-z]+) ){{0,2}}"
    rf"(?P<noun>(?i:{_ONE}|{_MANY}))\b(?!['-])"
)
"""The only ones of their kind."""
_GROUP = re.compile(
    rf"\b(?:sibling group|group of siblings|(?:mother|father|mum|dad|parent|parents|grandmother|family)) "
    rf"of {_SEVERAL}\b(?! (?:hundred|thousand)|[.,-]?\d)",
    re.IGNORECASE,
)
_OF_MANY = re.compile(
    rf"\bof (?:the |our |these |those |all )?\d[\d,]+ (?:[a-z-]+ )?(?:{_MANY}|people|them|visits|calls), "
    rf"(?:only |just )?(?P<few>{_FEW})\b(?! ?(?:per cent|%|in |out of ))",
    re.IGNORECASE,
)
_NOT_EXACT = re.compile(
    r"\b(?:not|up to|fewer than|less than|more than|at least|at most|over|under|below|about one in|every|"
    r"each|any|groups? of|average of|maximum of|minimum of|another|caseloads? of|week|level|stage|year|"
    r"band|tier|step|phase|chapter|day|part|than|grade|room|plan|primary|secondary|section|(?:\d+|one|two|"
    r"three|four|five|six|seven|eight|nine|ten) (?:in|to|by|per)) $",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine) (?:out )?of(?: every)? $", re.IGNORECASE
)
_HOUSEHOLD = re.compile(
    r"^ (?:in|at|of) (?:the|this|that|one) (?:home|house|family|household|flat)\b", re.IGNORECASE
)
_ANYBODY = re.compile(
    r"child(?:ren)?|young people|young person|youngsters|teenagers|teens|kids|famil(?:y|ies)|pupils?|"
    r"students|mothers|mums|fathers|dads",
    re.IGNORECASE,
)
"""Of whom the word alone tells nothing: not siblings, care leavers or cases."""
_ONLY = re.compile(r"\b(?:only|just|there (?:were|are|have been)) $", re.IGNORECASE)
"""Said of a count that is meant to be exact."""
_SPEAKS = re.compile(
    r"^,? (?:\w+ )?(?:told|said|says|wrote|writes|asked|asks|described|put it|called|explained|summed|"
    r"added|remembered|thanked|at a time|plan|per|each|in (?:every|each|ten|\d+))\b",
    re.IGNORECASE,
)
_KIND_OF = re.compile(
    r"^ (?:(?:protection|death|in need|care|group) )?"
    r"(?:lists?|loads?|stud(?:y|ies)|files?|notes?|conferences?|reviews?|audits?|records?|recordings?|"
    r"meetings?|discussions?|numbers?|systems?|managers?|workers?|nurses?|therapists?|psychologists?|"
    r"practitioners?|assistants?|hubs?|cent(?:re|er)s?|groups?|support|panels?|forums?|councils?|courts?|"
    r"networks?|rooms?|teams?|services?|programmes?|projects?|sessions?|events?|days?|surveys?|champions?|"
    r"ambassadors?|representatives?)\b",
    re.IGNORECASE,
)
"""After one child, family or case: then it only says what kind of list, hub or meeting there is one of."""
_LEARNERS = re.compile(r"\bstudents?\b", re.IGNORECASE)
_AT_WORK = re.compile(
    r"\b(?:social[ -]work|nursing|psychology|law|medical|university|placements?|PhD|master's|doctoral|MA|"
    r"MSc|youth[ -]work|teaching|midwifery|graduate)\b",
    re.IGNORECASE,
)
_ON_PLACEMENT = re.compile(
    r"^ (?:\w+ )?(?:on|in|from) (?:(?:their|a|an|the|our|her|his) )?(?:\w+ ){0,2}"
    r"(?:placements?|universit(?:y|ies)|practice year)\b",
    re.IGNORECASE,
)
"""In, or after, "students": then they are grown up and learn to do the work."""
_OF_OUR_OWN = re.compile(
    r"^ (?:(?:who )?(?:now |also )?(?:sit|sat|sits|serve|serves|served|are|were|is|was) )?on "
    r"(?:the|our|its) (?:\w+ ){0,3}(?:team|board|panel|steering group|committee|forum|council)\b(?!')",
    re.IGNORECASE,
)
"""After people who are counted as members of something of ours."""
_TOGETHER = re.compile(r"^ (?:and|or)\b", re.IGNORECASE)


def find_counts(page: Page) -> Iterator[Span]:
    """From one to five children, families or cases, said exactly."""
    for match in page.beginning(_BEGINS, _COUNT):
        if not _is_something_else(page, match):
            yield Span(*match.span(), _fewer(match["noun"]))
    for match in page.beginning({"1", "one"}, _SINGLE):
        before, after = page.before(match.start()), page.after(match.end())
        if not (_KIND_OF.match(after) or _SPEAKS.match(after) or _NOT_EXACT.search(before)):
            yield Span(*match.span())
    for match in _RARE.finditer(page.text):
        if not (_KIND_OF.match(page.after(match.end())) or _NOT_EXACT.search(page.before(match.start()))):
            yield Span(*match.span())
    for match in (*_GROUP.finditer(page.text), *_OF_MANY.finditer(page.text)):
        yield Span(*match.span())


def _is_something_else(page: Page, match: re.Match[str]) -> bool:
    """A rate, a limit, one out of many, "both children and parents", people of whom no more is said."""
    few, before, after = match["few"].lower(), page.before(match.start()), page.after(match.end())
    if few in {"1", "one"}:
        return True  # "one of our young people" is said as "a young person" is
    if few == "both" and _TOGETHER.match(after):
        return True
    if _tells_nothing(match, before, after):
        return True
    if _RATE.search(before) or " out of " in before[-24:]:
        return not _HOUSEHOLD.match(after)
    return bool(_NOT_EXACT.search(before))


def _tells_nothing(match: re.Match[str], before: str, after: str) -> bool:
    """Students of social work on placement; anybody of whom it is told what they said or sit on."""
    if _LEARNERS.search(match[0]) and (_AT_WORK.search(match[0]) or _ON_PLACEMENT.match(after)):
        return True
    if _ONLY.search(before) or not _ANYBODY.fullmatch(match["noun"]):
        return False
    return bool(_SPEAKS.match(after) or _OF_OUR_OWN.match(after))


def _fewer(noun: str) -> str:
    return f"fewer than six {noun.lower()}"
