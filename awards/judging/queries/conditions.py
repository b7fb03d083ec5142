"""What counts, and what nobody may see who stands aside from it."""

import uuid

import sqlalchemy as sa

from awards.core.fences import fence
from awards.core.outbox import Message
from awards.judging.models import (
    Assignment,
    Conflict,
    Panel,
    PanelMember,
    PanelRound,
    ScoreSheet,
    panel_categories,
)
from awards.judging.states import SEATED, SheetState
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


@fence(PanelRound)
def rounds_stood_aside_in(person_id: uuid.UUID) -> sa.Select[uuid.UUID]:
    """Rounds of panels with a nomination from which the person stands aside: they know nothing of the draw.

    How many nominations each judge has, and what could not be met, would tell who scores that one. It does
    not matter whether that one was accepted or shortlisted: else the page itself would tell that it was.
    """
    return (
        sa.select(PanelRound.id)
        .join(panel_categories, panel_categories.c.panel_id == PanelRound.panel_id)
        .join(Nomination, Nomination.category_id == panel_categories.c.category_id)
        .where(Nomination.id.in_(conflicted_nominations(person_id)))
    )


@fence(Message)
def messages_about_them(person_id: uuid.UUID) -> sa.Select[uuid.UUID]:
    """The messages about those nominations and their sheets: the outbox keeps them from who stands aside.

    So it does with those about a round, which say how many nominations somebody has.
    """
    aside = conflicted_nominations(person_id)
    rounds = rounds_stood_aside_in(person_id)
    sheets = sa.select(ScoreSheet.id).join(ScoreSheet.assignment).where(Assignment.nomination_id.in_(aside))
    conflicts = sa.select(Conflict.id).where(Conflict.nomination_id.in_(aside))
    about = (Message.thing_id.in_(things) for things in (aside, sheets, conflicts, rounds))
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


def seated() -> sa.ColumnElement[bool]:
    """The condition that a member is there to score."""
    return sa.and_(PanelMember.scores.is_(True), PanelMember.state.in_(SEATED))


def scores_on() -> sa.ColumnElement[bool]:
    """The condition that an assignment, joined to its sheet, will come to something.

    Its judge is there to score, or has submitted before they left.
    """
    there = sa.exists().where(
        PanelMember.panel_id == Assignment.panel_id, PanelMember.person_id == Assignment.person_id, seated()
    )
    return sa.or_(there, ScoreSheet.state == SheetState.SUBMITTED)
