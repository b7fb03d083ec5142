"""The awards of an evening and who competes for them. Nothing here says who receives one."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from awards.ceremony.models import Item, RunningOrder
from awards.ceremony.queries.teams import Team
from awards.core.database import db
from awards.core.errors import NotFound
from awards.editions.models import Award, Edition
from awards.editions.states import AwardKind, Stage
from awards.nominations.states import NominationState
from awards.results.models import Decision, Seal
from awards.results.rules import AwardRule, Candidate, award_field


@dataclass(frozen=True)
class EveningAward:
    """An award that is given, and the teams in the running for it, in alphabetical order."""

    award: Award
    competing: tuple[Team, ...]


@dataclass(frozen=True)
class EveningAwards:
    """All of them, in order, and the fingerprint of the seal once there is one."""

    given: tuple[EveningAward, ...]
    fingerprint: str | None


def evening_awards(edition: Edition, teams: Sequence[Team]) -> EveningAwards:
    """The awards given to some of ``teams``: before sealing by rule, afterwards as it was decided."""
    decided = sa.exists().where(Decision.award_id == Award.id, Decision.given)
    wanted = (
        sa.select(Award, decided.label("decided"), Seal.root)
        .outerjoin(Seal, Seal.edition_id == Award.edition_id)
        .where(Award.edition_id == edition.id)
        .order_by(Award.position)
    )
    rows = db.session.execute(wanted).all()
    sealed = edition.state.is_at_least(Stage.SEALED)
    fields = [(award, decided, _field(award, teams)) for award, decided, _ in rows]
    given = tuple(
        EveningAward(award, competing)
        for award, decided, (competing, by_rule) in fields
        if (decided if sealed and award.kind is not AwardKind.RECOGNITION else by_rule)
    )
    return EveningAwards(given, rows[0].root if rows else None)


def _field(award: Award, teams: Sequence[Team]) -> tuple[tuple[Team, ...], bool]:
    """Who competes, and whether the award is given by its rule."""
    rule = AwardRule(
        name=award.name, kind=award.kind, question=award.question, answer=award.answer, minimum=award.minimum
    )
    own = {team.reference: team for team in teams if team.category_id == award.category_id}
    contest = award_field(
        rule, [Candidate(key, NominationState.ACCEPTED, team.values) for key, team in own.items()]
    )
    return tuple(own[key] for key in contest.competing), contest.given


def awards_to_reveal(edition: Edition) -> list[Award]:
    """The awards with a winner to announce, in the order of the evening. Tells no winner."""
    planned = (
        sa.select(Item.award_id, sa.func.min(Item.position).label("position"))
        .join(RunningOrder)
        .where(RunningOrder.edition_id == edition.id)
        .group_by(Item.award_id)
        .subquery()
    )
    wanted = (
        sa.select(Award)
        .join(Decision, Decision.award_id == Award.id)
        .outerjoin(planned, planned.c.award_id == Award.id)
        .where(Award.edition_id == edition.id, Decision.given, Award.kind != AwardKind.RECOGNITION)
        .order_by(planned.c.position.is_(None), planned.c.position, Award.position)
    )
    return list(db.session.scalars(wanted))


def get_award_to_reveal(edition: Edition, key: str) -> Award:
    """One of them, by its key, or NotFound."""
    found = next((award for award in awards_to_reveal(edition) if award.key == key), None)
    if found is None:
        raise NotFound
    return found
