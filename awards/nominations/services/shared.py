"""What every change of a nomination begins and ends with."""

import datetime as dt
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import attributes, joinedload, selectinload

from awards.accounts.models import Person
from awards.accounts.queries import holders
from awards.core.audit import record
from awards.core.clock import local
from awards.core.database import db, is_alone
from awards.core.errors import NotFound, WrongState
from awards.core.outbox import queue_message
from awards.editions.models import Section
from awards.nominations import emails
from awards.nominations.changes import changes_since_read, labels_of
from awards.nominations.counting import sign_of_count
from awards.nominations.deadlines import why_closed
from awards.nominations.findings import unexplained_count
from awards.nominations.models import Nomination
from awards.nominations.queries import last_sitting
from awards.nominations.states import NominationState
from awards.organisations.roles import Role

ONE_SITTING = dt.timedelta(minutes=10)
QUIET = dt.timedelta(hours=1)
"""So long nobody changes what was signed before directors are written to about the next change."""

WRITERS = (Role.DIRECTOR, Role.DELEGATE)
PARTS = ("answers", "members", "refusers", "uploads", "explanations", "masks")


def hold(nomination: Nomination) -> None:
    """Keep stage and nomination as they are until the transaction ends, and see them as they are now.

    With them the entry form: who changes a question of it holds the edition.
    """
    db.session.flush()
    if is_alone():
        return
    db.session.refresh(nomination.edition, with_for_update={"read": True})
    _renew(nomination)
    form = sa.select(Section).filter_by(category_id=nomination.category_id).order_by(Section.position)
    form = form.options(joinedload(Section.questions)).execution_options(populate_existing=True)
    sections = list(db.session.scalars(form).unique())
    attributes.set_committed_value(nomination.category, "sections", sections)


def _renew(nomination: Nomination) -> None:
    """Lock the nomination and read it again with each row of it that was read before.

    A list that is only read again does not by itself renew what is on it. A member may have been found
    without the list, by their link.
    """
    known = [part for part in PARTS if part in sa.inspect(nomination).dict or part == "members"]
    again = sa.select(Nomination).filter_by(id=nomination.id).with_for_update(of=Nomination)
    again = again.options(*(selectinload(getattr(Nomination, part)) for part in known))
    if db.session.scalar(again.execution_options(populate_existing=True)) is None:
        raise NotFound


def open_for_writing(nomination: Nomination, at: dt.datetime) -> None:
    """Hold the nomination; raise WrongState with the reason if its organisation may not change it now."""
    hold(nomination)
    refuse_if_closed(nomination, at)


def refuse_if_closed(nomination: Nomination, at: dt.datetime) -> None:
    """Raise WrongState with the reason if the organisation may not change the nomination now."""
    if refusal := why_closed(nomination, at):
        raise WrongState(refusal)


def note_change(
    nomination: Nomination, action: str, *, by: Person, at: dt.datetime, base_url: str, **details: str
) -> None:
    """Record a change, once a sitting. A director hears when somebody else changes what was signed."""
    nomination.changed_at, found = at, nomination.open_findings
    keep_count(nomination)
    last = last_sitting(nomination)
    same = last is not None and (last.actor_id, last.action, last.details) == (by.id, action, details)
    if not (same and last and at - last.at < ONE_SITTING):
        record(action, nomination, by=by, at=at, **details)
    signed = nomination.state is NominationState.SUBMITTED
    if signed and not by.holds_in(nomination.organisation_id, Role.DIRECTOR):
        _ask_to_look(nomination, by, at, base_url, finds_more=nomination.open_findings > found)


def _ask_to_look(
    nomination: Nomination, by: Person, at: dt.datetime, base_url: str, *, finds_more: bool
) -> None:
    """Somebody else changed what was signed: a director has to look at it, and is written to.

    Once for as long as changes follow each other, and at once where the safeguarding check found more.
    """
    last, nomination.altered_at = nomination.altered_at, at
    if last is not None and at - last < QUIET and not finds_more:
        return
    changed = labels_of(changes_since_read(nomination))
    letter = emails.changed(nomination, by.name, changed, base_url)
    directors = people_of(nomination, at, Role.DIRECTOR)
    send_to(directors, "nomination changed", nomination, letter, at.isoformat(), at)


def keep_count(nomination: Nomination) -> None:
    """Note how many findings of the safeguarding check are open, for lists."""
    db.session.flush()  # new answers know their questions only then
    nomination.open_findings = unexplained_count(nomination)
    nomination.counted_with = sign_of_count(nomination)


def people_of(nomination: Nomination, at: dt.datetime, *roles: Role) -> list[Person]:
    """Who holds these posts in the nominating organisation on that day."""
    return holders(nomination.organisation_id, local(at).date(), *roles)


def send_to(
    people: Iterable[Person],
    kind: str,
    nomination: Nomination,
    letter: emails.Letter,
    version: str,
    at: dt.datetime,
) -> None:
    """Queue ``letter`` to each of ``people``, once for each ``version``."""
    for person in people:
        subject, body = emails.greeted(letter, person.name)
        queue_message(kind, nomination.id, person.email, subject, body, at=at, version=version)
