"""What the home page offers to each visitor: the one or two things they came for."""

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
    ways: list[WayIn] = []
    if actor.holds(Role.DIRECTOR, Role.DELEGATE):
        ways.append(WayIn("Your nomination", "Write, check and submit it.", url_for("nominations.home")))
    if actor.holds(Role.JUDGE, Role.CHAIR):
        ways.append(WayIn("Judging", "Read, score and submit.", url_for("judging.home")))
    if edition is None:
        return ways
    if actor.holds(Role.ORGANISER, Role.AUDITOR):
        sentence = "See what is ready and what is missing for the next stage."
        ways.append(WayIn("The organisers' desk", sentence, url_for("web.desk", edition=edition.slug)))
    if actor.holds(Role.CHAIR) and edition.state.is_at_least(Stage.MODERATION):
        ways.append(
            WayIn(
                "Results", "The ranking and the decisions.", url_for("results.ranking", edition=edition.slug)
            )
        )
    if edition.state.is_at_least(Stage.SEALED):
        url = url_for("ceremony.programme", edition=edition.slug)
        ways.append(WayIn("The ceremony programme", "The teams, the awards and the evening.", url))
    return ways
