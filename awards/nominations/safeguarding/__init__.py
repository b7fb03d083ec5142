"""The safeguarding check: passages of a text that may identify a child or a family.

Local rules in plain code, one module for each kind of thing: no text leaves the server. They warn, they
never refuse; people decide. How well they do is measured on the sentences beside them (`figures`).
"""

from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

from awards.nominations.safeguarding import finding as found
from awards.nominations.safeguarding.addresses import find_addresses, find_postcodes
from awards.nominations.safeguarding.ages import find_ages
from awards.nominations.safeguarding.births import find_births
from awards.nominations.safeguarding.counts import find_counts
from awards.nominations.safeguarding.finding import LONGEST_PASSAGE, RULES, Finding, Rule, Span
from awards.nominations.safeguarding.initials import find_initials
from awards.nominations.safeguarding.names import find_names
from awards.nominations.safeguarding.numbers import (
    find_case_numbers,
    find_nhs_numbers,
    find_phones,
    find_pupil_numbers,
)
from awards.nominations.safeguarding.orders import find_orders
from awards.nominations.safeguarding.page import Page, page_of
from awards.nominations.safeguarding.schools import find_schools

__all__ = ["RULES", "Finding", "Rule", "around", "findings", "sentence_at"]

AROUND = 60
"""Signs."""

_FINDERS: tuple[tuple[Rule, Callable[[Page], Iterator[Span]]], ...] = (
    (found.CHILD_NAME, find_names),
    (found.INITIALS, find_initials),
    (found.BIRTH_DATE, find_births),
    (found.AGE_PLACE, find_ages),
    (found.ADDRESS, find_addresses),
    (found.POSTCODE, find_postcodes),
    (found.PHONE, find_phones),
    (found.NHS_NUMBER, find_nhs_numbers),
    (found.UPN, find_pupil_numbers),
    (found.CASE_NUMBER, find_case_numbers),
    (found.COURT_ORDER, find_orders),
    (found.SCHOOL, find_schools),
    (found.SMALL_COUNT, find_counts),
)


def findings(text: str, *, allowed: Collection[str] = ()) -> list[Finding]:
    """What in ``text`` may identify a child or a family, in the order of the text.

    ``allowed``: names that the nomination gives on purpose, of its team, its people, its organisation.
    """
    return list(_findings(text, frozenset(allowed)))


def sentence_at(text: str, place: int) -> str:
    """The sentence of the text that stands at that place, in plain signs."""
    return _page(text).sentence(place)


def around(text: str, finding: Finding) -> tuple[str, str]:
    """What stands before and after the finding in its sentence: so much that one knows what it is about."""
    start, end = _page(text).bounds(finding.start)
    before, after = text[start : finding.start].lstrip(), text[finding.end : max(end, finding.end)].rstrip()
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return before, after


@lru_cache(maxsize=64)
def _page(text: str) -> Page:
    return page_of(text, ())


@lru_cache(maxsize=1024)
def _findings(text: str, allowed: frozenset[str]) -> tuple[Finding, ...]:
    """Kept for a while: the same texts are looked at again with every page on which they stand."""
    page = page_of(text, allowed)
    everything = [finding for rule, find in _FINDERS for finding in _of_rule(page, text, rule, find)]
    return tuple(sorted(everything, key=lambda each: (each.start, each.end, each.rule)))


def _of_rule(page: Page, text: str, rule: Rule, find: Callable[[Page], Iterator[Span]]) -> Iterator[Finding]:
    """The rule's findings; of two that overlap the longer one."""
    end = -1
    for span in sorted(find(page), key=lambda each: (each.start, -each.end)):
        stop = min(span.end, span.start + LONGEST_PASSAGE)
        if stop <= end or page.is_cleared(span.start, stop):
            continue
        end = stop
        passage = text[span.start : stop]
        yield Finding(rule.key, span.start, stop, passage, rule.title, rule.why, span.wording or rule.wording)
