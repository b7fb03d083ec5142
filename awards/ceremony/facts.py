"""What a document says of each team, as digests: whether it still holds can be told without the document.

A digest gives no name away, and one that is missing later names what must not be read any more. Something new
is no reason to take a document back: it lacks something, and nothing in it is wrong.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

Facts = Mapping[str, Sequence[str]]
"""By team, as it is called when somebody is told, the digests of all that is said of it."""


def digests(team: str, sayings: Iterable[str]) -> list[str]:
    """One for each thing that is said of the team."""
    said = sorted({saying for saying in sayings if saying})
    return [hashlib.sha256(f"{team}\n{saying}".encode()).hexdigest()[:20] for saying in said]


def no_longer_true(facts: Facts, now: Facts) -> list[str] | None:
    """The teams of which ``facts`` say something that is not so ``now``; None when all still holds."""
    wrong = [team for team, said in facts.items() if team not in now or not set(said) <= set(now[team])]
    return wrong or None
