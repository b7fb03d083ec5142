"""What the home page offers to each visitor: the one or two things they came for."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from awards.core.access import Actor
from awards.editions.models import Edition
from awards.editions.states import Stage
from awards.organisations.roles import Role


@dataclass(frozen=True)
class WayIn:
    """A link with a sentence that says what it is good for."""

    text: str
    sentence: str
    url: str


def ways_in(actor: Actor, edition: Edition | None) -> list[WayIn]:
    """The ways in for ``actor``, the likeliest first."""
    stage = edition.state if edition else Stage.SET_UP
    return [*_to_their_work(actor, stage), *(_to_the_edition(actor, edition) if edition else ())]


def _to_their_work(actor: Actor, stage: Stage) -> Iterator[WayIn]:
    if actor.holds(Role.DIRECTOR, Role.DELEGATE):
        closed = stage.is_at_least(Stage.CHECKING)
        sentence = "What you wrote, and how it stands." if closed else "Write, check and submit it."
        yield WayIn("Your nominations", sentence, url_for("nominations.home"))
    if actor.holds(Role.JUDGE, Role.CHAIR):
        closed = stage.is_at_least(Stage.MODERATION)
        sentence = "What was read and scored." if closed else "What is asked of you, and by when."
        yield WayIn("Judging", sentence, url_for("judging.home"))


def _to_the_edition(actor: Actor, edition: Edition) -> Iterator[WayIn]:
    if actor.holds(Role.ORGANISER, Role.AUDITOR):
        sentence = "See what is ready and what is missing for the next stage."
        yield WayIn("The organisers' desk", sentence, url_for("web.desk", edition=edition.slug))
    if actor.holds(Role.CHAIR) and edition.state.is_at_least(Stage.MODERATION):
        url = url_for("results.ranking", edition=edition.slug)
        yield WayIn("Results", "The ranking and the decisions.", url)
    if edition.state.is_at_least(Stage.SEALED):
        given = edition.state.is_at_least(Stage.PUBLISHED)
        sentence = f"{'Who received which award' if given else 'The awards'}, the teams and the evening."
        url = url_for("ceremony.programme", edition=edition.slug)
        yield WayIn("The ceremony programme", sentence, url)
