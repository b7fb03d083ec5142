"""What the organiser's desk says about judging: what is ready, and what is missing."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.database import db
from awards.core.fences import open_to
from awards.core.readiness import Ready
from awards.editions.models import Category, Edition
from awards.judging.models import (
    Assignment,
    Draw,
    Panel,
    PanelMember,
    PanelRound,
    ScoreSheet,
    panel_categories,
    shortlisted,
)
from awards.judging.models.panels import FIRST_ROUND
from awards.judging.queries.conditions import counts, scores_on
from awards.judging.queries.rounds import in_the_running
from awards.judging.queries.seats import FEWEST_JUDGES, PAGE, seats_readiness
from awards.judging.rounds import at_the_front, called, steps_left
from awards.judging.states import SEATED, DrawState, SheetState
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState


def panel_readiness(edition: Edition) -> list[Ready]:
    """What opening judging looks for: somebody to judge every category."""
    return [*_categories(edition), *seats_readiness(edition), *_draws(edition)]


def judging_readiness(edition: Edition, viewer: Person | None = None) -> list[Ready]:
    """What opening moderation looks for.

    Counts leave out what the viewer stands aside from; what is needed does not depend on the viewer.
    """
    fewest, thin, assigned, submitted = _sheets(edition, viewer)
    return [
        *_categories(edition),
        *_rounds(edition),
        _declared(edition),
        _enough(fewest, thin),
        Ready(
            f"{submitted} of {assigned} score sheets are submitted.",
            submitted == assigned > 0,
            needed=False,
            endpoint=PAGE,
        ),
    ]


def _categories(edition: Edition) -> list[Ready]:
    with_panel = sa.select(panel_categories.c.category_id)
    names = sa.select(Category.name).where(Category.edition_id == edition.id, Category.id.not_in(with_panel))
    missing = db.session.scalars(names.order_by(Category.position)).all()
    if not missing:
        return [Ready("Every category has a panel.", True, endpoint=PAGE)]
    return [Ready(f"No panel judges “{name}” yet.", False, endpoint=PAGE) for name in missing]


def _draws(edition: Edition) -> list[Ready]:
    """Panels in whose round only some score each nomination; it may be drawn once judges have declared."""
    drawn = sa.exists().where(Draw.round_id == PanelRound.id, Draw.state == DrawState.APPLIED)
    rows = (
        sa.select(Panel.name, drawn)
        .join(PanelRound, sa.and_(PanelRound.panel_id == Panel.id, PanelRound.number == Panel.round))
        .where(Panel.edition_id == edition.id, PanelRound.judges_each.is_not(None))
        .order_by(Panel.name)
    )
    return [
        Ready(
            f"It is drawn who scores what in “{name}”."
            if done
            else f"“{name}” has no draw of who scores what yet.",
            done,
            needed=False,
            endpoint=PAGE,
        )
        for name, done in db.session.execute(rows)
    ]


def _declared(edition: Edition) -> Ready:
    seats = sa.select(sa.func.count(PanelMember.id), sa.func.count(PanelMember.declared_at))
    total, declared = db.session.execute(
        seats.join(PanelMember.panel).where(Panel.edition_id == edition.id, PanelMember.state.in_(SEATED))
    ).one()
    sentence = f"{declared} of {total} panel members have declared their conflicts."
    return Ready(sentence, total == declared > 0, needed=False, endpoint=PAGE)


def _rounds(edition: Edition) -> list[Ready]:
    """What panels with several rounds still have before them; nothing where all judge once."""
    chosen = sa.exists().where(shortlisted.c.round_id == PanelRound.id)
    rounds = (
        sa.select(Panel.name, PanelRound, chosen)
        .join(Panel.rounds)
        .where(Panel.edition_id == edition.id, PanelRound.number >= Panel.round)
        .order_by(Panel.name, PanelRound.number)
    )
    found = []
    for panel, rows in groupby(db.session.execute(rounds), key=lambda row: row[0]):
        (_, current, _), *planned = rows
        if planned:
            found.append(Ready(_planned(panel, current, planned), False, endpoint=PAGE))
        elif current.number > FIRST_ROUND:
            said = f"“{panel}” is in its last round, {called(current.name)}."
            found.append(Ready(said, True, endpoint=PAGE))
    return found


def _planned(panel: str, current: PanelRound, planned: Sequence[Any]) -> str:
    closed = current.closed_at is not None
    steps = steps_left([chosen for _, _, chosen in planned], closed=closed)
    return (
        f"{at_the_front(current.name)} of “{panel}” {'has closed' if closed else 'is open'}, and "
        f"{called(planned[0][1].name)} is planned: {steps} more {'step' if steps == 1 else 'steps'} "
        "under “Rounds” of the panel. Take them there, or remove the planned round."
    )


def _enough(fewest: int, thin: int) -> Ready:
    noun = "nomination has" if thin == 1 else "nominations have"
    if thin:
        sentence = f"{thin} {noun} fewer than {FEWEST_JUDGES} judges."
    else:
        sentence = f"Every nomination has at least {fewest} judges."
    return Ready(sentence, not thin and fewest > 0, needed=False, endpoint=PAGE)


def _sheets(edition: Edition, viewer: Person | None) -> tuple[int, int, int, int]:
    """Fewest judges on a nomination, how many have too few, sheets assigned, sheets submitted."""
    submitted = sa.func.count(sa.case((ScoreSheet.state == SheetState.SUBMITTED, 1)))
    live = (
        sa.select(
            Assignment.nomination_id, sa.func.count(Assignment.id).label("judges"), submitted.label("done")
        )
        .join(Assignment.nomination)
        .outerjoin(Assignment.sheet)
        .where(Nomination.edition_id == edition.id, counts(), scores_on())
        .group_by(Assignment.nomination_id)
        .subquery()
    )
    judges = sa.func.coalesce(live.c.judges, 0)
    wanted = (
        sa.select(
            sa.func.min(judges),
            sa.func.count(sa.case((judges < FEWEST_JUDGES, 1))),
            sa.func.sum(judges),
            sa.func.sum(live.c.done),
        )
        .select_from(Nomination)
        .outerjoin(live, live.c.nomination_id == Nomination.id)
        .where(
            Nomination.edition_id == edition.id,
            Nomination.state == NominationState.ACCEPTED,
            in_the_running(),
        )
    )
    if viewer is not None:
        wanted = wanted.where(open_to(Nomination, viewer.id))
    fewest, thin, assigned, done = db.session.execute(wanted).one()
    return fewest or 0, thin, assigned or 0, done or 0
