"""The sample's scores lead to the decisions that its people file records."""

import tomllib
from fractions import Fraction
from functools import cache
from typing import Any

from awards.web.sample.content import EDITION, SampleQuality, nominations, people, quality
from awards.web.sample.scoring import points

PLAN = tomllib.loads(EDITION.read_text("utf-8"))
PARTNERS = {body["slug"]: body.get("partner") for body in PLAN["organisations"]}
WEIGHTS = {criterion["key"]: criterion["weight"] for criterion in PLAN["categories"][0]["criteria"]}
DECISIONS = {decision["award"]: decision for decision in people()["decisions"]}


def recused(judge: dict[str, Any], slug: str) -> bool:
    declared = {(conflict["judge"], conflict["organisation"]) for conflict in people()["conflicts"]}
    near = {slug, PARTNERS[slug]} - {None}
    return (judge["email"], slug) in declared or judge.get("organisation") in near


def mean(slug: str, made: SampleQuality) -> Fraction:
    """The weighted mean over the judges who may score it."""
    judges = [judge for judge in people()["judges"] if not recused(judge, slug)]
    total = sum(
        weight * points(made, criterion, judge["email"], judge["lean"])
        for judge in judges
        for criterion, weight in WEIGHTS.items()
    )
    return Fraction(total, 100 * len(judges))


@cache
def ranked() -> tuple[tuple[str, Fraction], ...]:
    """Every organisation with its mean, the highest first."""
    means = {slug: mean(slug, made) for slug, made in quality().items()}
    return tuple(sorted(means.items(), key=lambda item: -item[1]))


def test_exactly_two_nominations_tie_and_it_is_for_the_last_highly_commended_place() -> None:
    means = [value for _, value in ranked()]
    assert means[2] == means[3]
    assert len(set(means)) == len(means) - 1


def test_the_winner_of_every_competition_is_the_first_of_those_who_compete() -> None:
    fields = {nomination.organisation: nomination.answers["field"] for nomination in nominations()}
    given = [
        award for award in PLAN["awards"] if award["kind"] == "competition" and award["key"] in DECISIONS
    ]
    first = {
        award["key"]: next(slug for slug, _ in ranked() if award.get("answer") in {None, fields[slug]})
        for award in given
    }
    assert {award: DECISIONS[award]["winner"] for award in first} == first


def test_the_highly_commended_are_the_next_and_one_of_the_two_that_tie() -> None:
    after_the_winner, chosen = DECISIONS["team-of-the-year"]["highly_commended"]
    assert after_the_winner == ranked()[1][0]
    assert chosen in {ranked()[2][0], ranked()[3][0]}
