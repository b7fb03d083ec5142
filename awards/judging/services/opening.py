"""Opening judging: who stands aside, who scores what, who is told."""

import datetime as dt
import uuid

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.database import db, lock
from awards.core.errors import WrongState
from awards.core.outbox import queue_message
from awards.editions.models import Edition
from awards.editions.states import Stage
from awards.judging import emails
from awards.judging.models import Assignment, Conflict, Panel, PanelMember
from awards.judging.queries import in_round, panels_of
from awards.judging.services.conflicts import find_conflicts
from awards.judging.states import SeatState
from awards.nominations.models import Nomination

PREPARING = frozenset({Stage.CHECKING, Stage.JUDGING})


def prepare_judging(edition: Edition, *, by: Person, at: dt.datetime, base_url: str = "") -> int:
    """Find conflicts, then let everybody score everything else; how many assignments are new.

    In a round where only some score each nomination, a draw says who. Run again, it picks up late members,
    late nominations and new posts, and doubles nothing. With the site's address, every member is told once,
    unless they have begun already.
    """
    lock(edition)
    if edition.state not in PREPARING:
        raise WrongState("Nominations are assigned when judging opens, and until it closes.")
    find_conflicts(edition, by=by, at=at)
    panels = panels_of(edition)
    everybody = [panel for panel in panels if panel.current.judges_each is None]
    made = sum(assign_everyone(panel, by=by, at=at) for panel in everybody)
    if base_url:
        for panel in panels:
            _tell(panel, edition, base_url, at)
    return made


def assign_everyone(panel: Panel, *, by: Person, at: dt.datetime) -> int:
    """Give every scoring member every nomination of the round that they do not stand aside from."""
    db.session.flush()
    missing = db.session.execute(_missing(panel)).all()
    if missing:
        rows = [
            {"panel_id": panel.id, "round": panel.round, "person_id": person, "nomination_id": nomination}
            for person, nomination in missing
        ]
        db.session.execute(sa.insert(Assignment), rows)
        record("nominations assigned", panel, by=by, at=at, number=len(rows))
    return len(missing)


def _missing(panel: Panel) -> sa.Select[uuid.UUID, uuid.UUID]:
    aside = sa.exists().where(
        Conflict.person_id == PanelMember.person_id,
        Conflict.nomination_id == Nomination.id,
        Conflict.stands(),
    )
    there = sa.exists().where(
        Assignment.person_id == PanelMember.person_id,
        Assignment.nomination_id == Nomination.id,
        Assignment.round == panel.round,
    )
    return (
        sa.select(PanelMember.person_id, Nomination.id)
        .join(Nomination, in_round(panel))
        .where(
            PanelMember.panel_id == panel.id,
            PanelMember.scores.is_(True),
            PanelMember.state.in_([SeatState.INVITED, SeatState.ACCEPTED]),
            ~aside,
            ~there,
        )
        .order_by(PanelMember.created_at, PanelMember.id, Nomination.reference)
    )


def _tell(panel: Panel, edition: Edition, base_url: str, at: dt.datetime) -> None:
    for member in (each for each in panel.members if each.is_seated and each.declared_at is None):
        subject, body = emails.judging_opens(member, edition, base_url)
        queue_message("judging opens", member.id, member.person.email, subject, body, at=at)
