"""Every route, walked by every role at every stage: nobody gets further than was reviewed, nothing breaks.

And walked again where all that this role may not know yet is otherwise: not a byte may differ.
"""

import gc
import os
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from itertools import product, zip_longest
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from awards.core import clock
from awards.editions.states import Stage
from tests.architecture import secrets
from tests.architecture.secrets import Secret
from tests.architecture.tables import reviewed
from tests.counting import counted_statements
from tests.walking import Door, Route, Step, at_the_door, go_round, mark, mark_of, steps
from tests.web.crawling import Seen
from tests.world import ROLES, World, opened

MATRIX = Path(__file__).with_name("walk.txt")
WALKERS = ("guest", *ROLES)
LINKED = 10
"""So many pages that are only linked are compared as well."""

WHILE_WINNERS_WAIT = (
    secrets.other_scores,
    secrets.another_conflict,
    secrets.other_flags,
    secrets.other_assignments,
    secrets.other_winners,
)
WHILE_JUDGED = (*WHILE_WINNERS_WAIT, secrets.other_names)
FROM_OUTSIDE = (secrets.more_nominations, secrets.other_sample_scores)
OUTSIDERS = [
    (Stage.SEALED, WHILE_JUDGED + FROM_OUTSIDE),
    (Stage.PUBLISHED, WHILE_WINNERS_WAIT + FROM_OUTSIDE),
]
JUDGES = [(Stage.SEALED, WHILE_JUDGED), (Stage.PUBLISHED, WHILE_WINNERS_WAIT)]
LEADING = [(Stage.MODERATION, (secrets.other_scores,))]
UNTIL: dict[str, list[tuple[Stage, tuple[Secret, ...]]]] = {
    **dict.fromkeys(("guest", "owner", "delegate", "neighbour"), OUTSIDERS),
    **dict.fromkeys(("judge", "recused"), JUDGES),
    **dict.fromkeys(("chair", "organiser"), LEADING),
    "fenced": [(Stage.MODERATION, (secrets.other_scores, secrets.another_conflict))],
    "auditor": [
        (Stage.MODERATION, (secrets.other_scores, secrets.other_winners)),
        (Stage.PUBLISHED, (secrets.other_winners,)),
    ],
    "admin": [(Stage.PUBLISHED, (secrets.other_scores, secrets.other_winners))],
}
"""What each role may not know before a stage. From the sealed result on the programme names the judges."""


def kept_from(walker: str, stage: Stage) -> tuple[Secret, ...]:
    """All that the walker may not know at the stage."""
    return next((kept for until, kept in UNTIL[walker] if not stage.is_at_least(until)), ())


@dataclass
class Walk:
    """What came of walking: a letter for each route, stage and walker; what broke; what told a secret."""

    marks: dict[Route, dict[tuple[Stage, str], str]] = field(default_factory=dict)
    broken: list[tuple[str, str, str, int]] = field(default_factory=list)
    told: list[tuple[str, str, str]] = field(default_factory=list)
    compared: dict[tuple[Stage, str], int] = field(default_factory=dict)

    def joined(self, other: "Walk") -> "Walk":
        """This walk and one through other stages."""
        marks = {route: self.marks[route] | other.marks[route] for route in self.marks}
        broken, told = self.broken + other.broken, self.told + other.told
        return Walk(marks, broken, told, self.compared | other.compared)


@pytest.fixture(scope="module")
def walked(sealed_folder):
    """The walk through all stages; two walk at once, each in a copy of the world: nothing takes longer."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as walkers:
        halves = list(walkers.map(walk, (sealed_folder,) * 2, (list(Stage)[::2], list(Stage)[1::2])))
    return halves[0].joined(halves[1])


def walk(folder: Path, stages: list[Stage]) -> Walk:
    """Every route as everybody at each of ``stages``, in a copy of the world in ``folder``.

    When the result is sealed, everything is asked for. At the other stages what the guard refuses is asked of
    the guard itself, and once of the whole application: ten thousand pages would say that nothing is there.
    """
    came = Walk()
    with TemporaryDirectory() as name, open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):
        shutil.copytree(folder, Path(name, "world"))
        with opened(Path(name, "world")) as world, _still():
            gc.freeze()  # thousands of requests: what lives already need not be looked through each time
            asked = steps(world)
            for stage, walker in product(stages, WALKERS):
                world.at(stage)
                door, answers, statements = _look(world, walker, stage, asked)
                _note(came, stage, walker, asked, door, answers)
                if kept := kept_from(walker, stage):
                    with world.undone() as connection:
                        for change in kept:
                            assert change(connection) > 0
                        other = _look(world, walker, stage, asked)
                    _compare(came, stage, walker, (door, answers, statements), other)
    return came


@contextmanager
def _still() -> Iterator[None]:
    """The clock stands still, so that two answers can be equal to the byte."""
    moment = clock.now() - clock.offset.get()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clock, "now", lambda: moment + clock.offset.get())
        yield


Answers = list[tuple[Step | None, Seen]]


def _look(world: World, walker: str, stage: Stage, asked: list[Step]) -> tuple[Door, Answers, list[str]]:
    door = at_the_door(world, walker, asked)
    elsewhere = set() if stage is Stage.SEALED else set(list(door)[1:])
    most = LINKED if kept_from(walker, stage) else 0
    with counted_statements() as statements:
        asked = [step for step in asked if step.route not in elsewhere]
        return door, list(go_round(world, walker, asked, most=most)), statements


def _note(came: Walk, stage: Stage, walker: str, asked: list[Step], door: Door, answers: Answers) -> None:
    letters = {route: mark_of(refusal) for route, refusal in door.items()}
    for step, seen in answers:
        if seen.status >= 500:
            came.broken.append((stage.value, walker, seen.path, seen.status))
        if step is not None:
            letter = mark(seen.status, seen.headers.get("Location", ""))
            assert letter == letters.setdefault(step.route, letter), (stage, walker, step)
    for step in asked:
        came.marks.setdefault(step.route, {})[stage, walker] = letters[step.route]


def _compare(came: Walk, stage: Stage, walker: str, one, other) -> None:
    (door, answers, statements), (door_too, answers_too, statements_too) = one, other
    who = (stage.value, walker)
    came.compared[stage, walker] = len(door) + len(answers)
    refusals = [[(*route, repr(refusal)) for route, refusal in each.items()] for each in (door, door_too)]
    if refusals[0] != refusals[1]:
        came.told.append((*who, "at the door"))
    for left, right in zip_longest(answers, answers_too):
        if left is None or right is None or left[1].comparable != right[1].comparable:
            came.told.append((*who, (left or right)[1].path))
    if statements != statements_too:
        came.told.append((*who, "what was asked of the database"))


def test_no_walk_ends_in_an_error_of_ours(walked):
    assert walked.broken == []


def test_nobody_learns_by_a_byte_what_they_may_not_know_yet(walked):
    assert walked.told == []
    assert set(walked.compared) == {pair for pair in product(Stage, WALKERS) if kept_from(pair[1], pair[0])}
    assert min(walked.compared.values()) > 250


def test_nobody_gets_further_than_the_reviewed_matrix(walked):
    """A letter a stage, set-up to archived. When access changes on purpose, review and keep the new table."""
    lines = [f"{'':<44}" + " ".join(f"{walker:<9}" for walker in WALKERS).rstrip()]
    for (endpoint, method), marks in walked.marks.items():
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
