"""Every route, walked by every role at every stage: nobody gets further than was reviewed, nothing breaks."""

import contextvars
import gc
import os
import re
import shutil
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from dataclasses import dataclass
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from awards.core.errors import AwardsError, SignInNeeded
from awards.editions.states import Stage
from awards.web.guard import UNGUARDED, admit
from tests.architecture.tables import reviewed
from tests.world import ROLES, World, opened

MATRIX = Path(__file__).with_name("walk.txt")
WALKERS = ("guest", *ROLES)
REFUSED = {401: "-", 403: "-", 404: "-"}


def routes(world: World):
    found = [
        (rule, method)
        for rule in world.app.url_map.iter_rules()
        if rule.endpoint not in UNGUARDED
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    return sorted(found, key=lambda pair: (pair[0].endpoint, pair[1]))


def mark(response) -> str:
    """`-` refused, `s` sent to sign in, `x` refused for now by a rule, `y` let in."""
    if response.status_code == 303 and "/sign-in?" in response.location + "?":
        return "s"
    return REFUSED.get(response.status_code, "x" if response.status_code in (409, 410) else "y")


Marks = dict[tuple[str, str], dict[tuple[Stage, str], str]]
Broken = list[tuple[str, str, str, str, int]]


@pytest.fixture(scope="module")
def walked(world):
    """The marks of each route by stage and walker, and every answer that is an error of ours.

    Two walk at once, each in a copy of the world: it is by far the longest test.
    """
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as walkers:
        halves = list(walkers.map(walk, (world.folder, world.folder), (list(Stage)[::2], list(Stage)[1::2])))
    marks = {route: halves[0][0][route] | halves[1][0][route] for route in halves[0][0]}
    return marks, halves[0][1] + halves[1][1]


@dataclass(frozen=True)
class Step:
    """A route, the method to ask it with, and its address as the guard and as a browser know it."""

    endpoint: str
    method: str
    values: dict[str, Any]
    path: str

    @property
    def route(self) -> tuple[str, str]:
        """What it is called in the table."""
        return self.endpoint, self.method


def walk(folder: Path, stages: list[Stage]) -> tuple[Marks, Broken]:
    """Every route as everybody at each of ``stages``, in a copy of the world in ``folder``.

    When the result is sealed, everything is asked for. At the other stages what the guard refuses is asked of
    the guard itself, and once of the whole application: ten thousand pages would say that nothing is there.
    """
    marks: Marks = {}
    broken: Broken = []
    with TemporaryDirectory() as name, open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):
        shutil.copytree(folder, Path(name, "world"))
        with opened(Path(name, "world")) as world:
            gc.freeze()  # thousands of requests: what lives already need not be looked through each time
            steps = [
                Step(rule.endpoint, method, world.values(rule), world.path(rule))
                for rule, method in routes(world)
            ]
            for stage, walker in product(stages, WALKERS):
                world.at(stage)
                at_the_door = contextvars.Context().run(_turned_away, world, walker, steps)
                known = {} if stage is Stage.SEALED else dict(list(at_the_door.items())[1:])
                for step, status, letter in _go_round(world, walker, steps, known):
                    assert letter == at_the_door.get(step.route, letter), (stage, walker, step)
                    marks.setdefault(step.route, {})[stage, walker] = letter
                    if status >= 500:
                        broken.append((stage.value, walker, step.method, step.path, status))
    return marks, broken


def _turned_away(world: World, walker: str, steps: list[Step]) -> dict[tuple[str, str], str]:
    """The routes that the guard refuses to the walker, each with its mark."""
    found: dict[tuple[str, str], str] = {}
    cookies = f"{world.app.config['SESSION_COOKIE_NAME']}={world.cookies.get(walker, '')}"
    with world.app.test_request_context(headers={"Cookie": cookies}):
        world.app.preprocess_request()
        for step in steps:
            try:
                admit(world.app.view_functions[step.endpoint].access, step.values)
            except SignInNeeded:
                found[step.route] = "s"
            except AwardsError as refused:
                found[step.route] = REFUSED.get(refused.status, "x")
    return found


def _go_round(world: World, walker: str, steps: list[Step], known: dict[tuple[str, str], str]):
    client = world.browser(walker)
    for step in steps:
        if step.route in known:
            yield step, 0, known[step.route]
            continue
        if step.method == "GET":  # the guard rolls it back
            response = client.get(step.path)
        else:
            with world.undone():
                response = client.open(step.path, method=step.method)
        yield step, response.status_code, mark(response)
        if "Set-Cookie" in response.headers:
            client = world.browser(walker)


def test_no_walk_ends_in_an_error_of_ours(walked):
    assert walked[1] == []


def test_nobody_gets_further_than_the_reviewed_matrix(walked):
    """A letter a stage, set-up to archived. When access changes on purpose, review and keep the new table."""
    lines = [f"{'':<44}" + " ".join(f"{walker:<9}" for walker in WALKERS).rstrip()]
    for (endpoint, method), marks in walked[0].items():
        cells = " ".join("".join(marks[stage, walker] for stage in Stage) for walker in WALKERS)
        lines.append(f"{method:<5}{endpoint:<39}{cells}")
    reviewed(MATRIX, "\n".join(lines) + "\n")


def test_a_thing_one_may_not_know_of_answers_like_one_that_does_not_exist(world):
    missing = "/nominations/00000000-0000-4000-8000-000000000000/review"
    own = f"/nominations/{world.address['', 'nomination']}/review"
    for walker in ("neighbour", "judge", "recused", "fenced"):
        client = world.browser(walker)
        answers = [client.get(path) for path in (own, missing)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert without_draws(answers[0].text) == without_draws(answers[1].text)


def without_draws(page: str) -> str:
    """The page without what is drawn anew for each answer."""
    return re.sub(r'(nonce|name="csrf_token" value)="[^"]*"', "", page)
