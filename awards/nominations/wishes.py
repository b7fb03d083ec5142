"""What somebody wants to see of the organisers' table, as its address says it. Nothing asked is an error."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from awards.core.text import clean_line
from awards.nominations.states import NominationState

NOT_STARTED = "not-started"
SHOWN: Mapping[str, str] = MappingProxyType(
    {
        "": "All",
        NOT_STARTED: "Not started",
        NominationState.DRAFT.value: "Draft",
        "waiting": "Waiting for a director",
        NominationState.SUBMITTED.value: "Submitted",
        NominationState.RETURNED.value: "Returned for changes",
        NominationState.ACCEPTED.value: "Accepted",
        NominationState.INELIGIBLE.value: "Ineligible",
        NominationState.WITHDRAWN.value: "Withdrawn",
        "findings": "With something to explain",
        "consents": "With consents unanswered",
    }
)
"""Which rows can be asked for, and what the choice is called."""

SORTS: Mapping[str, str] = MappingProxyType(
    {
        "organisation": "Organisation",
        "team": "Team",
        "state": "State",
        "missing": "Answers",
        "findings": "To explain",
        "consents": "Consents",
        "activity": "Last change",
    }
)
"""What the rows can be sorted by: the headings of the table."""
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Wishes:
    """A filter, words to look for, an order and a page."""

    show: str = ""
    category: str = ""
    search: str = ""
    sort: str = "organisation"
    descending: bool = False
    page: int = 1

    def address(self, **changes: object) -> dict[str, object]:
        """The same as parts of an address, with ``changes``; what is usual is left out."""
        said: dict[str, object] = {**vars(self), **changes}
        usual = vars(Wishes())
        return {
            ("q" if name == "search" else name): (1 if value is True else value)
            for name, value in said.items()
            if value != usual[name]
        }


def read_wishes(asked: Mapping[str, str]) -> Wishes:
    """What an address asks for; what makes no sense counts as not asked."""
    show, sort = asked.get("show") or asked.get("state", ""), asked.get("sort", "")
    page = asked.get("page", "")
    return Wishes(
        show=show if show in SHOWN else "",
        category=clean_line(asked.get("category", ""))[:40],
        search=clean_line(asked.get("q", ""))[:LONGEST_SEARCH],
        sort=sort if sort in SORTS else "organisation",
        descending=asked.get("descending") == "1",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )
