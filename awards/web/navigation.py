"""The links at the top of every page: to each visitor, the rooms that are theirs."""

from dataclasses import dataclass

from flask import request, url_for

from awards.core.access import Actor
from awards.editions.models import Edition
from awards.organisations.roles import Role

DIRECTORS = (Role.DIRECTOR, Role.DELEGATE)
JUDGES = (Role.JUDGE, Role.CHAIR)
DESK = (Role.ORGANISER, Role.AUDITOR)
RESULTS = (Role.CHAIR, *DESK)

LINKS: tuple[tuple[str, str, tuple[Role, ...], bool], ...] = (
    # endpoint, text, roles that see it, whether its address names the edition
    ("nominations.home", "Your nomination", DIRECTORS, False),
    ("judging.home", "Judging", JUDGES, False),
    ("web.desk", "Desk", DESK, True),
    ("editions.set_up", "Set-up", DESK, True),
    ("nominations.checking", "Nominations", DESK, True),
    ("judging.panels", "Panel", DESK, True),
    ("results.ranking", "Results", RESULTS, True),
    ("ceremony.running_order", "Running order", DESK, True),
    ("ceremony.documents", "Documents", DESK, True),
    ("accounts.people", "People", (Role.ORGANISER, Role.ADMINISTRATOR, Role.AUDITOR), False),
    ("accounts.outbox", "Outbox", (Role.ORGANISER, Role.AUDITOR), False),
)


@dataclass(frozen=True)
class NavigationLink:
    """One link; ``active`` on the pages it leads to."""

    text: str
    url: str
    active: bool


def navigation_for(actor: Actor, edition: Edition | None) -> list[NavigationLink]:
    """The links that ``actor``'s posts open, in the order in which an award happens."""
    links = []
    for endpoint, text, roles, of_edition in LINKS:
        if not actor.holds(*roles) or (of_edition and edition is None):
            continue
        url = url_for(endpoint, edition=edition.slug) if of_edition and edition else url_for(endpoint)
        links.append(NavigationLink(text, url, request.path == url))
    return links
