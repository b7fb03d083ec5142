"""What is revealed. Guests' pages learn of results from here only: nothing unrevealed leaves the database."""

import datetime as dt
import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from awards.ceremony.models import Reveal
from awards.core.database import db
from awards.editions.models import Award, Edition
from awards.nominations.models import Nomination
from awards.organisations.models import Organisation
from awards.results.models import Decision, Recipient
from awards.results.states import Placing


@dataclass(frozen=True)
class Placed:
    """A team that receives an award."""

    nomination_id: uuid.UUID
    team: str
    organisation: str


@dataclass(frozen=True)
class RevealedResult:
    """An award that was given out, and to whom."""

    award_id: uuid.UUID
    award: str
    revealed_at: dt.datetime
    winner: Placed | None
    highly_commended: tuple[Placed, ...] = ()


def revealed_results(edition: Edition) -> dict[uuid.UUID, RevealedResult]:
    """By award what was revealed, in the order of the reveals."""
    wanted = (
        sa.select(
            Reveal.award_id,
            Award.name.label("award"),
            Reveal.revealed_at,
            Recipient.placing,
            Nomination.id,
            Nomination.team_name,
            Organisation.name,
        )
        .select_from(Reveal)
        .join(Award, Award.id == Reveal.award_id)
        .join(Decision, Decision.award_id == Reveal.award_id)
        .join(Recipient, Recipient.decision_id == Decision.id)
        .join(Nomination, Nomination.id == Recipient.nomination_id)
        .join(Organisation, Organisation.id == Nomination.organisation_id)
        .where(Award.edition_id == edition.id)
        .order_by(Reveal.revealed_at, Award.position, Recipient.position)
    )
    found: dict[uuid.UUID, RevealedResult] = {}
    for award_id, award, revealed_at, placing, id_, team, organisation in db.session.execute(wanted):
        placed = Placed(id_, team, organisation)
        before = found.get(award_id) or RevealedResult(award_id, award, revealed_at, None)
        if placing is Placing.WINNER:
            found[award_id] = RevealedResult(award_id, award, revealed_at, placed, before.highly_commended)
        else:
            commended = (*before.highly_commended, placed)
            found[award_id] = RevealedResult(award_id, award, revealed_at, before.winner, commended)
    return found


def revealed_ids(edition: Edition) -> set[uuid.UUID]:
    """The awards that are revealed."""
    wanted = sa.select(Reveal.award_id).join(Reveal.award).where(Award.edition_id == edition.id)
    return set(db.session.scalars(wanted))


def find_reveal(award: Award) -> Reveal | None:
    """The award's reveal, once there is one."""
    return db.session.scalar(sa.select(Reveal).filter_by(award_id=award.id))
