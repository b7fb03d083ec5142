"""The rounds of a panel, and which nominations are judged in them."""

import uuid

import sqlalchemy as sa

from awards.judging.models import Panel, PanelRound, panel_categories, shortlisted
from awards.judging.models.panels import FIRST_ROUND
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState


def in_round(panel: Panel) -> sa.ColumnElement[bool]:
    """The condition that the panel judges a nomination in the round it is in.

    It is accepted, in a category of the panel, and after the first round on the shortlist.
    """
    judged = sa.select(panel_categories.c.category_id).where(panel_categories.c.panel_id == panel.id)
    accepted = sa.and_(Nomination.category_id.in_(judged), Nomination.state == NominationState.ACCEPTED)
    if panel.round == FIRST_ROUND:
        return accepted
    return sa.and_(accepted, Nomination.id.in_(_listed().where(PanelRound.panel_id == panel.id)))


def in_the_running() -> sa.ColumnElement[bool]:
    """The condition that no shortlist left a nomination out of the round in which its panel is."""
    cut = (
        sa.select(panel_categories.c.category_id)
        .join(Panel, Panel.id == panel_categories.c.panel_id)
        .where(Panel.round > FIRST_ROUND)
    )
    return sa.or_(Nomination.category_id.not_in(cut), Nomination.id.in_(_listed()))


def _listed() -> sa.Select[uuid.UUID]:
    """The shortlists of the rounds in which panels are."""
    return (
        sa.select(shortlisted.c.nomination_id)
        .join(PanelRound, PanelRound.id == shortlisted.c.round_id)
        .join(Panel, sa.and_(Panel.id == PanelRound.panel_id, Panel.round == PanelRound.number))
    )
