"""How the sample's panel decides."""

import datetime as dt
from typing import Any

from awards.editions.models import Edition
from awards.nominations.models import Nomination
from awards.results.queries import load_material
from awards.results.rules import DecisionDraft
from awards.results.services import decide_award
from awards.results.standing import Standing
from awards.web.sample.cast import Cast
from awards.web.sample.content import people


def decide_everything(edition: Edition, accepted: list[Nomination], cast: Cast, *, at: dt.datetime) -> None:
    """The chair records the panel's decision on every award that needs one.

    Of bodies that are not the sample's own nobody has written decisions: there the ranking decides.
    """
    references = {nomination.organisation.slug: nomination.reference for nomination in accepted}
    awards = {award.key: award for award in edition.awards}
    rows = people()["decisions"]
    if not references.keys() >= {row["winner"] for row in rows if "winner" in row}:
        decide_by_ranking(edition, cast, at=at)
        return
    for row in rows:
        decide_award(awards[row["award"]], _draft(row, references), by=cast.chair, at=at)


def decide_by_ranking(edition: Edition, cast: Cast, *, at: dt.datetime) -> None:
    """The chair records on every award what the numbers say, and the first of those that are equal."""
    material = load_material(edition, None)
    for award in material.awards:
        standing = material.standing(award)
        if standing.to_decide:
            decide_award(award, _by_ranking(standing), by=cast.chair, at=at)


def _by_ranking(standing: Standing) -> DecisionDraft:
    first, *others = standing.order
    return DecisionDraft(
        given=True,
        winners=[first],
        highly_commended=others[: standing.rule.highly_commended],
        reason="The panel follows the ranking.",
        tie_reason="Equal in the scores; the first by organisation." if standing.tied else "",
    )


def _draft(row: dict[str, Any], references: dict[str, str]) -> DecisionDraft:
    return DecisionDraft(
        given=row.get("given", True),
        winners=[references[row["winner"]]] if "winner" in row else [],
        highly_commended=[references[slug] for slug in row.get("highly_commended", [])],
        reason=row["reason"],
        tie_reason=row.get("tie_reason", ""),
    )
