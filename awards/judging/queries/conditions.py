"""What counts, and what nobody may see who stands aside from it."""

import uuid

import sqlalchemy as sa

from awards.core.fences import fence
from awards.core.outbox import Message
from awards.judging.models import Assignment, Conflict, Panel, ScoreSheet
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState

ENTERED = frozenset(
    {
        NominationState.SUBMITTED,
        NominationState.RETURNED,
        NominationState.ACCEPTED,
        NominationState.INELIGIBLE,
    }
)
"""States in which a nomination is more than its organisation's own draft."""


@fence(Nomination)
def conflicted_nominations(person_id: uuid.UUID) -> sa.Select[uuid.UUID]:
    """The nominations from which a person stands aside; earlier stages ask for it by the fence."""
    return sa.select(Conflict.nomination_id).where(Conflict.person_id == person_id, Conflict.stands())


@fence(Message)
def messages_about_them(person_id: uuid.UUID) -> sa.Select[uuid.UUID]:
    """The messages about those nominations and their sheets: the outbox keeps them from who stands aside."""
    aside = conflicted_nominations(person_id)
    sheets = sa.select(ScoreSheet.id).join(ScoreSheet.assignment).where(Assignment.nomination_id.in_(aside))
    conflicts = sa.select(Conflict.id).where(Conflict.nomination_id.in_(aside))
    about = (Message.thing_id.in_(things) for things in (aside, sheets, conflicts))
    return sa.select(Message.id).where(sa.or_(*about))


def conflicted_people(nomination_id: uuid.UUID) -> sa.Select[uuid.UUID]:
    """Those who stand aside from a nomination."""
    return sa.select(Conflict.person_id).where(Conflict.nomination_id == nomination_id, Conflict.stands())


def counts() -> sa.ColumnElement[bool]:
    """Assignments, joined to their nomination, that count.

    The nomination is still in the running, the round is the one its panel is in, and its judge does not
    stand aside. A sheet submitted before the judge declared a conflict, or in a round that is over, is kept
    for the record and counts no more.
    """
    aside = sa.exists().where(
        Conflict.person_id == Assignment.person_id,
        Conflict.nomination_id == Assignment.nomination_id,
        Conflict.stands(),
    )
    in_force = sa.exists().where(Panel.id == Assignment.panel_id, Panel.round == Assignment.round)
    return sa.and_(Nomination.state == NominationState.ACCEPTED, in_force, ~aside)
