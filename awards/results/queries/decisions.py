"""Decisions, who competes by rule, the seal: for the ceremony, the desk and the pages of those who decide."""

import uuid
from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person
from awards.core.database import db
from awards.core.readiness import Ready
from awards.core.text import join_words
from awards.editions.models import Award, Edition
from awards.nominations.models import Nomination
from awards.results.models import Decision, Recipient, Seal
from awards.results.queries.material import Material, load_material
from awards.results.rules import DecisionDraft, decision_problems
from awards.results.standing import Standing
from awards.results.states import Placing


def decisions_of(edition: Edition) -> dict[uuid.UUID, Decision]:
    """Every decision by award, with who receives it. Whoever shows them asks first who is looking."""
    wanted = _whole(sa.select(Decision).join(Decision.award).where(Award.edition_id == edition.id))
    return {decision.award_id: decision for decision in db.session.scalars(wanted).unique()}


def find_decision(award: Award) -> Decision | None:
    """The decision about an award, as it is now."""
    wanted = _whole(sa.select(Decision).where(Decision.award_id == award.id))
    return db.session.scalars(wanted.execution_options(populate_existing=True)).unique().one_or_none()


def _whole(wanted: sa.Select[Decision]) -> sa.Select[Decision]:
    recipients = orm.joinedload(Decision.recipients).joinedload(Recipient.nomination)
    return wanted.options(recipients.joinedload(Nomination.organisation), orm.joinedload(Decision.decided_by))


def draft_of(decision: Decision) -> DecisionDraft:
    """A kept decision as the rules see it."""
    placed = {
        placing: tuple(r.nomination.reference for r in decision.recipients if r.placing is placing)
        for placing in Placing
    }
    return DecisionDraft(
        given=decision.given,
        winners=placed[Placing.WINNER],
        highly_commended=placed[Placing.HIGHLY_COMMENDED],
        reason=decision.reason,
        tie_reason=decision.tie_reason,
    )


def shortlists(edition: Edition) -> dict[uuid.UUID, list[Nomination]]:
    """By award who competes for it: by rule, not by score, in order of organisation's and team's name."""
    material = load_material(edition, None, scores=False)
    nominations = _by_reference(edition, material.entries)
    return {
        award.id: [nominations[key] for key in material.standing(award).contest.competing]
        for award in material.awards
    }


def shortlist(award: Award) -> list[Nomination]:
    """Who competes for one award; for several awards take ``shortlists``."""
    material = load_material(award.edition, None, award.key, scores=False)
    competing = material.standing(material.awards[0]).contest.competing
    nominations = _by_reference(award.edition, competing)
    return [nominations[key] for key in competing]


def _by_reference(edition: Edition, references: Collection[str]) -> dict[str, Nomination]:
    # the edition narrows it down: a thousand references in a condition are slower than reading them all
    wanted = sa.select(Nomination).where(Nomination.edition_id == edition.id)
    wanted = wanted.options(orm.joinedload(Nomination.organisation))
    return {n.reference: n for n in db.session.scalars(wanted) if n.reference in references}


def find_seal(edition: Edition) -> Seal | None:
    """The edition's seal, once there is one."""
    wanted = sa.select(Seal).where(Seal.edition_id == edition.id)
    # the record is long, and read by those who check it only
    return db.session.scalar(wanted.options(orm.joinedload(Seal.sealed_by), orm.defer(Seal.record)))


def results_readiness(edition: Edition) -> list[Ready]:
    """What sealing looks for. The sentences name awards, never who receives them."""
    material = load_material(edition, None)
    decisions = decisions_of(edition)
    standings = [(award, material.standing(award)) for award in material.awards]
    due = [(award, standing) for award, standing in standings if standing.to_decide]
    return [_decided(due, decisions), *_in_order(due, decisions), _scored(material)]


def _decided(due: list[tuple[Award, Standing]], decisions: dict[uuid.UUID, Decision]) -> Ready:
    open_ = [award.name for award, _ in due if award.id not in decisions]
    if not open_:
        return Ready("Every award is decided, or is not given this year.", True, endpoint="results.ranking")
    verb = "is" if len(open_) == 1 else "are"
    return Ready(f"{join_words(open_)} {verb} not decided yet.", False, endpoint="results.ranking")


def _in_order(due: list[tuple[Award, Standing]], decisions: dict[uuid.UUID, Decision]) -> Iterable[Ready]:
    """Scores or nominations may have changed after an award was decided."""
    broken = [
        Ready(f"{award.name} has to be decided again: {problem}", False, endpoint="results.ranking")
        for award, standing in due
        if award.id in decisions
        for problem in problems_of(standing, decisions[award.id])
    ]
    return broken or [Ready("Every decision so far is in order.", True, endpoint="results.ranking")]


def problems_of(standing: Standing, decision: Decision) -> list[str]:
    """What is wrong with a kept decision as things stand now."""
    return decision_problems(standing.rule, standing.contest, draft_of(decision), standing.tied)


def _scored(material: Material) -> Ready:
    """Without a number: who stands aside from such a nomination reads this, too."""
    if {entry.key for entry in material.entries.values() if entry.in_running} <= material.totals.keys():
        return Ready("Every accepted nomination has a score sheet.", True, needed=False)
    sentence = "There are accepted nominations without a submitted score sheet."
    return Ready(sentence, False, needed=False, endpoint="results.ranking")


def decided_visible_to(edition: Edition, viewer: Person) -> list[tuple[Award, Standing, Decision | None]]:
    """Every award with its decision, but those in whose field the reader stands aside from a nomination."""
    material = load_material(edition, viewer, scores=False)
    decisions = decisions_of(edition)
    standings = [(award, material.standing(award)) for award in material.awards]
    return [(award, standing, decisions.get(award.id)) for award, standing in standings if not standing.aside]
