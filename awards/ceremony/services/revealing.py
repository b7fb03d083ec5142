"""Revealing award by award, and the record of who took documents that hold results."""

import datetime as dt

from awards.accounts.models import Person
from awards.ceremony.models import Reveal
from awards.ceremony.queries import find_reveal
from awards.ceremony.states import ResultDocumentKind
from awards.core.audit import record
from awards.core.database import db, lock
from awards.core.errors import WrongState
from awards.editions.models import Award, Edition
from awards.editions.states import AwardKind, Stage
from awards.nominations.states import NominationState
from awards.results.models import Decision, Seal
from awards.results.queries import find_decision, find_seal
from awards.results.seal import opens
from awards.results.states import Placing


def reveal_award(award: Award, *, by: Person, at: dt.datetime) -> Reveal:
    """Make the award's decision public, once: a second press is the same reveal.

    Raise WrongState before the ceremony, and when the decision is not what was sealed.
    """
    lock(award.edition)
    reveal = find_reveal(award)
    if reveal is not None:
        return reveal
    if award.edition.state is not Stage.CEREMONY:
        raise WrongState("Awards are revealed during the ceremony, once it has been opened at the desk.")
    _check(award)
    reveal = Reveal(award=award, revealed_at=at, revealed_by=by)
    db.session.add(reveal)
    db.session.flush()
    record("award revealed", award, by=by, at=at)
    return reveal


def _check(award: Award) -> None:
    """Refuse what was not sealed. The sentences name no team: a screen beside the stage may show them."""
    seal, decision = find_seal(award.edition), find_decision(award)
    if award.kind is AwardKind.RECOGNITION or decision is None or not decision.given:
        raise WrongState(f"{award.name} has no winner to reveal.")
    trouble = ""
    if seal is None or not opens(seal.record, bytes.fromhex(seal.nonce), seal.root):
        trouble = "the seal is broken"
    elif not _is_as_sealed(award, decision, seal):
        trouble = "the decision is not what was sealed"
    elif any(r.nomination.state is not NominationState.ACCEPTED for r in decision.recipients):
        trouble = "a team that receives it is no longer in the running"
    if trouble:
        raise WrongState(f"{award.name} cannot be revealed: {trouble}. Call the chair of the judges.")


def _is_as_sealed(award: Award, decision: Decision, seal: Seal) -> bool:
    sealed = seal.record.get("decisions", {}).get(award.key, {})
    placed = {
        placing: [r.nomination.reference for r in decision.recipients if r.placing is placing]
        for placing in Placing
    }
    return bool(
        sealed.get("given")
        and sealed.get("winners") == placed[Placing.WINNER]
        and sealed.get("highly_commended") == placed[Placing.HIGHLY_COMMENDED]
    )


def note_results_taken(
    edition: Edition, kind: ResultDocumentKind, *, by: Person | None, at: dt.datetime
) -> None:
    """Record who made a document that names winners."""
    record(f"{kind.value.replace('-', ' ')} made", edition, by=by, at=at)
