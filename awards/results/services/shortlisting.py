"""Drawing up a shortlist: who goes on to a panel's next round."""

import datetime as dt
from collections.abc import Collection

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.database import db
from awards.core.errors import BrokenRule, NotFound, Stale, WrongState
from awards.core.text import clean_text
from awards.editions.models import Category
from awards.editions.states import Stage
from awards.judging.models import Panel, PanelRound, Shortlisting, shortlisted
from awards.judging.queries import find_round
from awards.judging.rounds import choice_problem
from awards.judging.services.holding import hold_panel
from awards.nominations.models import Nomination
from awards.results.queries import get_choice

CHANGED = "Somebody else chose in the meantime. Look at theirs, then send yours again to replace it."
NOT_OF_THE_ROUND = "Choose only nominations of this round"


def round_to_choose_for(panel: Panel) -> PanelRound:
    """The next round, where its shortlist can be drawn up now; WrongState where it cannot."""
    following = find_round(panel, panel.round + 1)
    if panel.edition.state is not Stage.JUDGING:
        raise WrongState("A shortlist is drawn up while judging is open.")
    if following is None:
        raise WrongState("No round follows this one, so there is no shortlist.")
    if panel.current.closed_at is None:
        raise WrongState("Scores show when the round is closed. Close it under “Rounds” first.")
    return following


def choose_shortlist(
    panel: Panel,
    category: Category,
    chosen: Collection[str],
    reason: str,
    *,
    by: Person,
    at: dt.datetime,
    seen: str | None = None,
) -> Shortlisting:
    """Keep who goes on, by reference; against the rank, or within a tie, with a reason.

    ``seen`` is the version of the choice that ``by`` saw. The same twice is one. Raise NotFound for somebody
    who stands aside from a nomination of the category.
    """
    hold_panel(panel)
    following = round_to_choose_for(panel)
    choice = get_choice(panel, following, category, by)
    if choice.standing.aside:
        raise NotFound
    if not set(chosen) <= set(choice.standing.order):
        raise BrokenRule(NOT_OF_THE_ROUND, field="chosen")
    problem = choice_problem(choice.cut, chosen, reason)
    if problem:
        raise BrokenRule(problem[1], field=problem[0])
    reason = "" if choice.cut.follows(chosen) else clean_text(reason)
    if choice.made and choice.chosen == set(chosen) and choice.made.reason == reason:
        return choice.made
    if seen is not None and seen != choice.version:
        raise Stale(CHANGED)
    made = choice.made or Shortlisting(round_id=following.id, category_id=category.id)
    made.reason, made.chosen_at, made.chosen_by = reason, at, by
    db.session.add(made)
    db.session.flush()
    _write(following, category, chosen)
    record("shortlist chosen", made, by=by, at=at, panel=str(panel.id), number=following.number)
    return made


def _write(following: PanelRound, category: Category, chosen: Collection[str]) -> None:
    theirs = sa.select(Nomination.id).where(Nomination.category_id == category.id)
    before = shortlisted.c.round_id == following.id
    db.session.execute(sa.delete(shortlisted).where(before, shortlisted.c.nomination_id.in_(theirs)))
    wanted = theirs.where(Nomination.reference.in_(chosen))
    rows = [{"round_id": following.id, "nomination_id": found} for found in db.session.scalars(wanted)]
    db.session.execute(sa.insert(shortlisted), rows)
    db.session.expire(following, ["shortlist"])
