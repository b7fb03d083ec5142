"""Every route, walked by every role at every stage: nobody gets further than was reviewed, nothing breaks."""

import gc
import re
from pathlib import Path

import pytest

from awards.editions.states import Stage
from awards.web.guard import UNGUARDED
from tests.architecture.tables import reviewed
from tests.world import ROLES, World

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


@pytest.fixture(scope="session")
def walked(world):
    """For each route and walker the marks at the nine stages, and every answer that is an error of ours."""
    marks: dict[tuple[str, str], dict[str, list[str]]] = {}
    broken = []
    gc.collect()
    gc.freeze()  # fifteen thousand requests: what lives already need not be looked through again and again
    found = [(rule, method, world.path(rule)) for rule, method in routes(world)]
    for stage in Stage:
        world.at(stage)
        for walker in WALKERS:
            client = world.browser(walker)
            for rule, method, path in found:
                if method == "GET":  # the guard rolls it back
                    response = client.get(path)
                else:
                    with world.undone():
                        response = client.open(path, method=method)
                marks.setdefault((rule.endpoint, method), {}).setdefault(walker, []).append(mark(response))
                if response.status_code >= 500:
                    broken.append((stage.value, walker, method, path, response.status_code))
                if "Set-Cookie" in response.headers:
                    client = world.browser(walker)
    world.at(Stage.SEALED)
    gc.unfreeze()
    return marks, broken


def test_no_walk_ends_in_an_error_of_ours(walked):
    assert walked[1] == []


def test_nobody_gets_further_than_the_reviewed_matrix(walked):
    """A letter a stage, set-up to archived. When access changes on purpose, review and keep the new table."""
    lines = [f"{'':<44}" + " ".join(f"{walker:<9}" for walker in WALKERS).rstrip()]
    for (endpoint, method), by_walker in walked[0].items():
        cells = " ".join("".join(by_walker[walker]) for walker in WALKERS)
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
