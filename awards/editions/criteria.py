"""The criteria of a category, round by round."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from awards.editions.models import Category, Criterion
from awards.editions.rules import criteria_refusal


@dataclass(frozen=True)
class RoundOfCriteria:
    """Those that are scored from a round on; ``refused`` says why none can be added, removed or moved."""

    number: int
    criteria: Sequence[Criterion]
    refused: str | None

    @property
    def weights(self) -> int:
        """What the weights add up to."""
        return sum(criterion.weight for criterion in self.criteria)


def criteria_by_round(category: Category, begun: int) -> list[RoundOfCriteria]:
    """The rounds that have criteria of their own, while the panel is in round ``begun``."""
    stage = category.edition.state
    return [
        RoundOfCriteria(number, list(those), criteria_refusal(stage, number, begun, structure=True))
        for number, those in groupby(category.criteria, key=lambda criterion: criterion.round)
    ]
