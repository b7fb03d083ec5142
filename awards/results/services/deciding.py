"""Deciding awards and sealing the results."""

import datetime as dt
import secrets

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.database import db, lock
from awards.core.errors import BrokenRule, NotFound, Stale, WrongState
from awards.core.outbox import queue_message
from awards.editions.models import Award, Edition
from awards.editions.services import move_on
from awards.editions.states import Stage
from awards.judging.models import Panel, PanelMember
from awards.judging.states import SeatState
from awards.nominations.models import Nomination
from awards.results.emails import sealed_message
from awards.results.models import Decision, Recipient, Seal
from awards.results.queries.decisions import draft_of, find_decision, find_seal, results_readiness
from awards.results.queries.material import load_material
from awards.results.queries.record import result_record
from awards.results.rules import DecisionDraft, cleaned, decision_faults
from awards.results.seal import NONCE_BYTES, seal_record
from awards.results.states import Placing

CHANGED = "Somebody else changed this decision while you wrote yours. Theirs is shown below."


def decide_award(
    award: Award, draft: DecisionDraft, *, by: Person, at: dt.datetime, version: int | None = None
) -> Decision:
    """Keep what the panel decided about an award; recipients are named by their references.

    ``version`` is that of the decision which ``by`` saw, 0 for none. The same decision twice is one. Raise
    NotFound for somebody who stands aside from a nomination that competes.
    """
    lock(award.edition)
    if award.edition.state is not Stage.MODERATION:
        raise WrongState("Awards are decided while the panel moderates; this is not open yet, or it is over.")
    draft = cleaned(draft)
    _check(award, draft, by)
    decision = find_decision(award)
    if decision is not None and draft_of(decision) == draft:
        return decision
    if version is not None and version != (decision.version if decision else 0):
        raise Stale(CHANGED)
    changed = decision is not None
    decision = _keep(decision or Decision(award=award), draft, by, at)
    record("decision changed" if changed else "award decided", award, by=by, at=at)
    return decision


def _check(award: Award, draft: DecisionDraft, by: Person) -> None:
    """Raise BrokenRule with the first thing that is wrong."""
    standing = load_material(award.edition, by, award.key).standing(award)
    if standing.aside:
        raise NotFound
    for fault in decision_faults(standing.rule, standing.contest, draft, standing.tied):
        raise BrokenRule(fault.sentence, field=fault.field)


def _keep(decision: Decision, draft: DecisionDraft, by: Person, at: dt.datetime) -> Decision:
    decision.given = draft.given
    decision.reason = draft.reason
    decision.tie_reason = draft.tie_reason
    decision.decided_at, decision.decided_by = at, by
    db.session.add(decision)
    if decision.recipients:
        decision.recipients.clear()
        db.session.flush()  # who received it before goes first: an award has one winner at any moment
    decision.recipients.extend(_recipients(decision.award, draft))
    db.session.flush()
    return decision


def _recipients(award: Award, draft: DecisionDraft) -> list[Recipient]:
    """The winner first, then the highly commended in the order of the draft."""
    placed = [
        *((key, Placing.WINNER) for key in draft.winners),
        *((key, Placing.HIGHLY_COMMENDED) for key in draft.highly_commended),
    ]
    wanted = sa.select(Nomination).where(
        Nomination.edition_id == award.edition_id, Nomination.reference.in_([key for key, _ in placed])
    )
    nominations = {nomination.reference: nomination for nomination in db.session.scalars(wanted)}
    return [
        Recipient(nomination=nominations[key], placing=placing, position=position)
        for position, (key, placing) in enumerate(placed, start=1)
    ]


def seal_results(edition: Edition, *, by: Person, at: dt.datetime) -> Seal:
    """Freeze scores, ranking and decisions, and commit to them by a fingerprint.

    It happens once: whoever comes second gets the same seal. Raise BrokenRule with what is missing.
    """
    lock(edition)
    seal = find_seal(edition)
    if seal is not None:
        return seal
    if edition.state is not Stage.MODERATION:
        raise WrongState("Results are sealed when the panel has moderated; the edition is not there yet.")
    missing = [ready.sentence for ready in results_readiness(edition) if ready.needed and not ready.done]
    if missing:
        raise BrokenRule(missing[0])
    seal = _new_seal(edition, by, at)
    move_on(edition, "seal", by=by, at=at)
    record("results sealed", edition, by=by, at=at, root=seal.root)
    _tell(edition, seal, at)
    return seal


def _new_seal(edition: Edition, by: Person, at: dt.datetime) -> Seal:
    """A new secret and what it makes of the record."""
    content, nonce = result_record(edition), secrets.token_bytes(NONCE_BYTES)
    root = seal_record(content, nonce)
    seal = Seal(edition=edition, record=content, nonce=nonce.hex(), root=root, sealed_at=at, sealed_by=by)
    db.session.add(seal)
    db.session.flush()
    return seal


def _tell(edition: Edition, seal: Seal, at: dt.datetime) -> None:
    """Put the fingerprint into mailboxes that nobody can change afterwards."""
    chairs = sa.select(Person.email).join(PanelMember, PanelMember.person_id == Person.id)
    chairs = chairs.join(PanelMember.panel).where(
        Panel.edition_id == edition.id, PanelMember.is_chair, PanelMember.state == SeatState.ACCEPTED
    )
    subject, body = sealed_message(edition, seal, at)
    for address in sorted({edition.contact, *db.session.scalars(chairs)}):
        queue_message("results sealed", seal.id, address, subject, body, at=at)
