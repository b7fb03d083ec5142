"""Who nominates, and until when."""

import datetime as dt
import uuid
from collections.abc import Collection

from awards.accounts.models import Person
from awards.accounts.queries import holders
from awards.core.audit import record
from awards.core.clock import local
from awards.core.database import db
from awards.core.errors import BrokenRule
from awards.core.outbox import queue_message
from awards.editions import emails
from awards.editions.models import Edition, Participant
from awards.editions.queries import participants_of
from awards.editions.rules import Body, Part, one_for_each_area
from awards.editions.services.changes import lock_for
from awards.editions.states import Stage
from awards.organisations.models import Organisation
from awards.organisations.queries import all_organisations
from awards.organisations.roles import Role

_STAYS = "{} cannot be taken off: nominations have opened. A nomination can be withdrawn instead"
_CLOSED = "{} does not exist on the ceremony date"


def set_participants(
    edition: Edition, organisation_ids: Collection[uuid.UUID], *, by: Person, at: dt.datetime
) -> None:
    """Let these bodies nominate and no others."""
    lock_for(Part.PARTICIPANTS, edition)
    parts = {part.organisation_id: part for part in participants_of(edition)}
    register = {organisation.id: organisation for organisation in all_organisations()}
    added = [register[id] for id in organisation_ids if id in register and id not in parts]
    removed = [part for id, part in parts.items() if id not in organisation_ids]
    _check_change(edition, added, removed)
    db.session.add_all(
        Participant(edition_id=edition.id, organisation=organisation) for organisation in added
    )
    for part in removed:
        db.session.delete(part)
    if added or removed:
        slugs = sorted(organisation.slug for organisation in added)
        gone = sorted(part.organisation.slug for part in removed)
        record("participants changed", edition, by=by, at=at, added=slugs, removed=gone)


def _check_change(edition: Edition, added: list[Organisation], removed: list[Participant]) -> None:
    """Raise BrokenRule with the first body that cannot be put in or taken out."""
    for organisation in added:
        if not organisation.exists_on(edition.ceremony_on):
            raise BrokenRule(_CLOSED.format(organisation.name), field="organisations")
    if removed and edition.state is not Stage.SET_UP:
        raise BrokenRule(_STAYS.format(removed[0].organisation.name), field="organisations")


def choose_one_for_each_area(edition: Edition, *, by: Person, at: dt.datetime) -> None:
    """Let one body of each area nominate: the trust where there is one on the ceremony date."""
    ids = default_participants(all_organisations(), edition.ceremony_on)
    set_participants(edition, ids, by=by, at=at)


def default_participants(organisations: Collection[Organisation], day: dt.date) -> set[uuid.UUID]:
    """Those that nominate by default in an edition whose ceremony is on ``day``."""
    bodies = [
        Body(
            key=str(organisation.id),
            is_trust=organisation.is_trust,
            exists=organisation.exists_on(day),
            partner_exists=organisation.partner is not None and organisation.partner.exists_on(day),
        )
        for organisation in organisations
    ]
    return {uuid.UUID(key) for key in one_for_each_area(bodies)}


def extend_deadline(
    participant: Participant,
    until: dt.datetime | None,
    reason: str,
    *,
    by: Person,
    at: dt.datetime,
    base_url: str = "",
) -> None:
    """Give one body a later deadline, with a reason that everybody can see; or None to take it back.

    Its directors and delegates are told by mail.
    """
    edition = participant.edition
    lock_for(Part.PARTICIPANTS, edition)
    reason = reason if until else ""
    if (participant.deadline_at, participant.deadline_reason) == (until, reason):
        return
    if until is not None:
        _check_extension(edition, until, reason, at)
    moved = participant.deadline_at != until
    participant.deadline_at, participant.deadline_reason = until, reason
    slug = participant.organisation.slug
    shown = until.isoformat() if until else None
    record("deadline extended", edition, by=by, at=at, organisation=slug, until=shown)
    if moved and edition.state is not Stage.SET_UP:
        _tell(participant, at, base_url)


def _check_extension(edition: Edition, until: dt.datetime, reason: str, at: dt.datetime) -> None:
    closes = edition.closes
    if until <= closes.deadline:
        raise BrokenRule(f"The later deadline must be after everybody’s, {closes.words}", field="deadline_at")
    if until <= at:
        raise BrokenRule("The later deadline must be in the future", field="deadline_at")
    if edition.judging_closes_at and until >= edition.judging_closes_at:
        raise BrokenRule("The later deadline must be before judging closes", field="deadline_at")
    if not reason:
        raise BrokenRule("Enter the reason, which everybody who nominates can read", field="deadline_reason")


def _tell(participant: Participant, at: dt.datetime, base_url: str) -> None:
    """Before nominations open nobody writes yet, so nobody needs to hear of it."""
    subject, body = emails.deadline_moved(participant, base_url)
    for person in holders(participant.organisation_id, local(at).date(), Role.DIRECTOR, Role.DELEGATE):
        queue_message(
            "deadline moved", participant.id, person.email, subject, body, at=at, version=at.isoformat()
        )
