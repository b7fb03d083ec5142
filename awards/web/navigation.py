"""The links at the top of every page: to each visitor, the rooms that are theirs."""

from dataclasses import dataclass

from flask import request, url_for

from awards.core.access import Actor
from awards.editions.models import Edition
from awards.editions.states import Stage
from awards.organisations.roles import Role

DIRECTORS = (Role.DIRECTOR, Role.DELEGATE)
JUDGES = (Role.JUDGE, Role.CHAIR)
DESK = (Role.ORGANISER, Role.AUDITOR)
RESULTS = (Role.CHAIR, *DESK)


@dataclass(frozen=True)
class Door:
    """A room that has a link: who sees it, whether its address names the edition, from and to which stage."""

    endpoint: str
    text: str
    roles: tuple[Role, ...]
    of_edition: bool = True
    opens: Stage = Stage.SET_UP
    closes: Stage = Stage.ARCHIVED


DOORS = (
    Door("nominations.home", "Your nominations", DIRECTORS, of_edition=False),
    Door("judging.home", "Judging", JUDGES, of_edition=False),
    Door("web.desk", "Desk", DESK),
    Door("editions.set_up", "Set-up", DESK),
    Door("nominations.checking", "Nominations", DESK),
    Door("judging.panels", "Panel", DESK),
    Door("results.ranking", "Results", RESULTS, opens=Stage.MODERATION),
    Door("ceremony.running_order", "Running order", DESK),
    Door("ceremony.documents", "Documents", DESK),
    Door("ceremony.reveal", "Reveal", (Role.ORGANISER,), opens=Stage.CEREMONY, closes=Stage.CEREMONY),
    Door("accounts.people", "People", (Role.ORGANISER, Role.ADMINISTRATOR, Role.AUDITOR), of_edition=False),
    Door("accounts.outbox", "Outbox", (Role.ORGANISER, Role.AUDITOR), of_edition=False),
)


@dataclass(frozen=True)
class NavigationLink:
    """One link; ``active`` in the whole room that it leads to."""

    text: str
    url: str
    active: bool


def navigation_for(actor: Actor, edition: Edition | None) -> list[NavigationLink]:
    """The links that ``actor``'s posts open, in the order in which an award happens."""
    return [
        NavigationLink(door.text, url, _is_here(door, url) or _is_behind(door, actor))
        for door in DOORS
        if actor.holds(*door.roles) and _is_open(door, edition)
        for url in [_address(door, edition)]
    ]


def _is_here(door: Door, url: str) -> bool:
    """Whether the page is in that room. The desk is no room: every page of an edition lies behind it."""
    within = door.endpoint != "web.desk" and request.path.startswith(f"{url}/")
    return request.path == url or within


def _is_behind(door: Door, actor: Actor) -> bool:
    """Whether the page is about one panel, whose address names no edition; to a judge it is of their room."""
    of_one_panel = request.path.startswith(f"{url_for('judging.home')}/")
    return door.endpoint == "judging.panels" and of_one_panel and not actor.holds(*JUDGES)


def _is_open(door: Door, edition: Edition | None) -> bool:
    if edition is None:
        return not door.of_edition
    return edition.state.is_at_least(door.opens) and door.closes.is_at_least(edition.state)


def _address(door: Door, edition: Edition | None) -> str:
    return (
        url_for(door.endpoint, edition=edition.slug)
        if door.of_edition and edition
        else url_for(door.endpoint)
    )
