"""Asking for every address of the application as somebody, by every method, and what came of it."""

import contextvars
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from awards.core.errors import AwardsError, SignInNeeded
from awards.web.guard import UNGUARDED, admit
from tests.web.crawling import Seen, links, seen_at
from tests.world import World

REFUSED = {401: "-", 403: "-", 404: "-"}

Route = tuple[str, str]
"""An endpoint and a method."""

Door = dict[Route, AwardsError]
"""What the guard refuses to somebody, and how."""


@dataclass(frozen=True)
class Step:
    """A route, the method to ask it with, and its address as the guard and as a browser know it."""

    endpoint: str
    method: str
    values: dict[str, Any]
    path: str

    @property
    def route(self) -> Route:
        """What it is called in a table."""
        return self.endpoint, self.method


def steps(world: World) -> list[Step]:
    """Every route with an example address, by its name."""
    rules = [rule for rule in world.app.url_map.iter_rules() if rule.endpoint not in UNGUARDED]
    found = [
        Step(rule.endpoint, method, world.values(rule), world.path(rule))
        for rule in rules
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    return sorted(found, key=lambda step: (*step.route, step.path))


def at_the_door(world: World, walker: str, asked: list[Step]) -> Door:
    """The routes that the guard refuses to the walker, each with its refusal."""
    return contextvars.Context().run(_turned_away, world, walker, asked)


def _turned_away(world: World, walker: str, asked: list[Step]) -> Door:
    cookies = f"{world.app.config['SESSION_COOKIE_NAME']}={world.cookies.get(walker, '')}"
    with world.app.test_request_context(headers={"Cookie": cookies}):
        world.app.preprocess_request()
        known: dict[object, AwardsError | None] = {}
        answers = ((step.route, _answer(world, step, known)) for step in asked)
        return {route: refusal for route, refusal in answers if refusal is not None}


def _answer(world: World, step: Step, known: dict[object, AwardsError | None]) -> AwardsError | None:
    """The guard's refusal; it is asked once for each permission and each thing it is about."""
    access = world.app.view_functions[step.endpoint].access
    question = access.permission, *((load, str(step.values[name])) for name, load in access.loaders.items())
    if question not in known:
        try:
            admit(access, step.values)
            known[question] = None
        except AwardsError as refused:
            known[question] = refused
    return known[question]


def go_round(
    world: World, walker: str, asked: list[Step], *, most: int = 0
) -> Iterator[tuple[Step | None, Seen]]:
    """Ask for everything as the walker, undoing what it did; then ``most`` pages that were linked."""
    client = world.browser(walker)
    known, waiting = {step.path for step in asked}, ["/"]
    for step in asked:
        if step.method == "GET":  # the guard rolls it back
            seen = seen_at(client, step.path)
        else:
            with world.undone():
                seen = seen_at(client, step.path, step.method)
        yield step, seen
        if step.method == "GET":
            waiting += [link for link in links(seen) if link not in known]
            known |= set(waiting)
        if "Set-Cookie" in seen.headers:
            client = world.browser(walker)
    for path in waiting[:most]:
        yield None, seen_at(client, path)


def mark(status: int, location: str = "") -> str:
    """`-` refused, `s` sent to sign in, `x` refused for now by a rule, `y` let in."""
    if status == 303 and "/sign-in?" in location + "?":
        return "s"
    return REFUSED.get(status, "x" if status in (409, 410) else "y")


def mark_of(refusal: AwardsError) -> str:
    """How the guard's refusal is marked."""
    return "s" if isinstance(refusal, SignInNeeded) else mark(refusal.status)
