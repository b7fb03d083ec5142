"""Two rounds for tests: a first round that everybody has scored, and a final one planned after it."""

from collections.abc import Sequence
from typing import Any

from awards.core import clock
from awards.core.database import db
from awards.judging.models import Panel, PanelRound, Shortlisting
from awards.judging.rounds import RoundText
from awards.judging.services import add_round, close_round, open_round
from awards.nominations.models import Nomination
from tests.factories import saved


def plan_final(panel: Panel, by: Any, **values: Any) -> PanelRound:
    """A final round after the rounds there are; two of each category go on to it."""
    text = RoundText(**{"name": "Final round", "places": 2} | values)
    round_ = add_round(panel, text, by=by, at=clock.now())
    db.session.commit()
    return round_


def list_for(round_: PanelRound, chosen: Sequence[Nomination], by: Any) -> None:
    """The shortlist of a round, as if somebody had chosen it."""
    round_.shortlist = list(chosen)
    for category in {nomination.category for nomination in chosen}:
        saved(Shortlisting(round=round_, category=category, chosen_at=clock.now(), chosen_by=by))


def go_to_final(panel: Panel, chosen: Sequence[Nomination], by: Any, **values: Any) -> PanelRound:
    """Plan, close, choose, open."""
    round_ = plan_final(panel, by, **values)
    close_round(panel, panel.round, sure=True, by=by, at=clock.now(), base_url="http://localhost")
    list_for(round_, chosen, by)
    open_round(panel, round_.number, by=by, at=clock.now(), base_url="http://localhost")
    db.session.commit()
    return round_
