"""Every route, walked by every role at every stage: nobody gets further than was reviewed, nothing breaks."""

import gc
import os
import re
import shutil
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from awards.editions.states import Stage
from awards.web.guard import UNGUARDED
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


def walk(folder: Path, stages: list[Stage]) -> tuple[Marks, Broken]:
    """Every route as everybody at each of ``stages``, in a copy of the world in ``folder``."""
    marks: Marks = {}
    broken: Broken = []
    with TemporaryDirectory() as name, open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):
        shutil.copytree(folder, Path(name, "world"))
        with opened(Path(name, "world")) as world:
            gc.freeze()  # thousands of requests: what lives already need not be looked through each time
            for stage, walker in product(stages, WALKERS):
                world.at(stage)
                for route, path, status, letter in _go_round(world, walker):
                    marks.setdefault(route, {})[stage, walker] = letter
                    if status >= 500:
                        broken.append((stage.value, walker, route[1], path, status))
    return marks, broken


def _go_round(world: World, walker: str):
    client = world.browser(walker)
    for rule, method in routes(world):
        path = world.path(rule)
        if method == "GET":  # the guard rolls it back
            response = client.get(path)
        else:
            with world.undone():
                response = client.open(path, method=method)
        yield (rule.endpoint, method), path, response.status_code, mark(response)
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
