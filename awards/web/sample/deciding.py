"""How the sample's panel decides."""

import datetime as dt
from typing import Any

from awards.editions.models import Edition
from awards.nominations.models import Nomination
from awards.results.rules import DecisionDraft
from awards.results.services import decide_award
from awards.web.sample.cast import Cast
from awards.web.sample.content import people


def decide_everything(edition: Edition, accepted: list[Nomination], cast: Cast, *, at: dt.datetime) -> None:
    """The chair records the panel's decision on every award that needs one."""
    references = {nomination.organisation.slug: nomination.reference for nomination in accepted}
    awards = {award.key: award for award in edition.awards}
    for row in people()["decisions"]:
        decide_award(awards[row["award"]], _draft(row, references), by=cast.chair, at=at)


def _draft(row: dict[str, Any], references: dict[str, str]) -> DecisionDraft:
    return DecisionDraft(
        given=row.get("given", True),
        winners=[references[row["winner"]]] if "winner" in row else [],
        highly_commended=[references[slug] for slug in row.get("highly_commended", [])],
        reason=row["reason"],
        tie_reason=row.get("tie_reason", ""),
    )
