"""Opening judging: who stands aside, who scores what, who is told."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterator

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
from awards.judging.services.conflicts import find_and_cut
from awards.judging.services.lists import tell_all
from awards.judging.states import SeatState
from awards.nominations.models import Nomination

PREPARING = frozenset({Stage.CHECKING, Stage.JUDGING})


def prepare_judging(edition: Edition, *, by: Person, at: dt.datetime, base_url: str = "") -> int:
    """Find conflicts, then let everybody score everything else; how many assignments are new.

    With the site's address, every member is told once that judging is open, unless they have begun already.
    """
    lock(edition)
    _check_preparing(edition)
    told = {each for panel in panels_of(edition) for each in _tell(panel, edition, base_url, at)}
    return bring_up_to_date(edition, by=by, at=at, base_url=base_url, told=told)


def bring_up_to_date(
    edition: Edition, *, by: Person, at: dt.datetime, base_url: str = "", told: Collection[uuid.UUID] = ()
) -> int:
    """Pick up late members, late nominations and new posts; how many assignments are new.

    In a round where only some score each nomination, a draw says who. Nothing is doubled. With the site's
    address, those whose list it changes are told, but for who is ``told`` of it otherwise.
    """
    lock(edition)
    _check_preparing(edition)
    changed, made = find_and_cut(edition, by=by, at=at), 0
    for panel in panels_of(edition):
        if panel.current.judges_each is None:
            new = _assign(panel, by=by, at=at)
            changed[panel.id].update(person for person, _ in new)
            made += len(new)
    changed = {panel: people.difference(told) for panel, people in changed.items()}
    tell_all(edition, changed, base_url, at=at, act=at.isoformat())
    return made


def _check_preparing(edition: Edition) -> None:
    if edition.state not in PREPARING:
        raise WrongState("Nominations are assigned when judging opens, and until it closes.")


def assign_everyone(panel: Panel, *, by: Person, at: dt.datetime) -> int:
    """Give every scoring member every nomination of the round that they do not stand aside from."""
    return len(_assign(panel, by=by, at=at))


def _assign(panel: Panel, *, by: Person, at: dt.datetime) -> list[tuple[uuid.UUID, uuid.UUID]]:
    db.session.flush()
    missing = [(person, nomination) for person, nomination in db.session.execute(_missing(panel))]
    if missing:
        rows = [
            {"panel_id": panel.id, "round": panel.round, "person_id": person, "nomination_id": nomination}
            for person, nomination in missing
        ]
        db.session.execute(sa.insert(Assignment), rows)
        record("nominations assigned", panel, by=by, at=at, number=len(rows))
    return missing


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


def _tell(panel: Panel, edition: Edition, base_url: str, at: dt.datetime) -> Iterator[uuid.UUID]:
    """Write to who has not begun, each once; those who are written to now."""
    for member in panel.members if base_url else ():
        if member.is_seated and member.declared_at is None:
            subject, body = emails.judging_opens(member, edition, base_url)
            if queue_message("judging opens", member.id, member.person.email, subject, body, at=at):
                yield member.person_id
