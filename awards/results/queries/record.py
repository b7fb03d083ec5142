"""The record that is sealed, and whether a seal still fits what the tables say."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from awards.core.audit import Event
from awards.core.database import db
from awards.editions.models import Award, Edition
from awards.judging.models.panels import FIRST_ROUND
from awards.judging.queries import judge_letters, submitted_sheets
from awards.nominations.answering import TEAM_NAME
from awards.nominations.models import Nomination
from awards.results.models import Decision
from awards.results.queries.choices import shortlists_made
from awards.results.queries.decisions import decisions_of, draft_of, find_seal
from awards.results.queries.material import Material, load_material
from awards.results.seal import opens

FORMAT = 1
METHOD = "weighted mean of submitted score sheets"
MASKING = ("passage masked", "passage unmasked")
"""Acts after which a team may be called otherwise."""
Record = dict[str, Any]


def result_record(edition: Edition) -> Record:
    """Configuration, nominations, score sheets, ranking and decisions: texts and whole numbers only."""
    material = load_material(edition, None)
    decisions = decisions_of(edition)
    return {
        "format": FORMAT,
        "edition": {"slug": edition.slug, "name": edition.name, "year": edition.year},
        "method": METHOD,
        "categories": _categories(edition, material),
        "awards": {award.key: _award(award) for award in material.awards},
        "nominations": {
            entry.key: {
                "team": entry.team,
                "organisation": entry.organisation,
                "category": entry.category,
                "answers": dict(entry.answers),
                "judges_standing_aside": entry.recused,
            }
            for entry in material.entries.values()
        },
        "score_sheets": _sheets(edition, material),
        "ranking": {award.key: _ranking(material, award) for award in material.awards},
        "decisions": {
            award.key: _decision(decisions[award.id]) for award in material.awards if award.id in decisions
        },
    }


def _categories(edition: Edition, material: Material) -> Record:
    """Each with the criteria in force; after a first round with the round, and who went on to it and why."""
    categories = {award.category.key: award.category for award in material.awards}
    later = any(round_ > FIRST_ROUND for round_ in material.rounds.values())
    shortlists = shortlists_made(edition) if later else {}
    return {
        key: {
            "name": category.name,
            "criteria": [
                {"key": c.key, "name": c.name, "weight": c.weight, "maximum": c.maximum}
                for c in material.criteria[key]
            ],
        }
        | ({"round": material.rounds[key], "shortlists": shortlists.get(key, [])} if later else {})
        for key, category in categories.items()
    }


def _award(award: Award) -> Record:
    return {
        "name": award.name,
        "kind": award.kind.value,
        "category": award.category.key,
        "question": award.question,
        "answer": award.answer,
        "minimum": award.minimum,
        "highly_commended": award.highly_commended,
    }


def _sheets(edition: Edition, material: Material) -> Record:
    """Points by nomination, judge's letter and criterion."""
    named = sa.select(Nomination.id, Nomination.reference).where(Nomination.edition_id == edition.id)
    references = {row.id: row.reference for row in db.session.execute(named)}
    letters = judge_letters(edition)
    found: Record = {}
    for sheet in submitted_sheets(edition):
        reference = references[sheet.nomination_id]
        letter = letters.get(sheet.judge_id, f"former {sheet.judge_id.hex[:6]}")
        if letter in material.totals.get(reference, {}):
            found.setdefault(reference, {})[letter] = sheet.points
    return found


def _ranking(material: Material, award: Award) -> list[Record]:
    """Places in order; a mean is written as a fraction, exactly."""
    return [
        {"nomination": place.nomination, "rank": place.rank, "mean": str(place.mean), "judges": place.judges}
        for place in material.standing(award).places
    ]


def _decision(decision: Decision) -> Record:
    draft = draft_of(decision)
    return {
        "given": draft.given,
        "winners": list(draft.winners),
        "highly_commended": list(draft.highly_commended),
        "reason": draft.reason,
        "tie_reason": draft.tie_reason,
    }


def seal_fits(edition: Edition) -> list[str]:
    """What is not as it was sealed, in sentences; nothing when all is. The sentences name no winner."""
    seal = find_seal(edition)
    if seal is None:
        return [f"{edition.name} is not sealed."]
    problems = []
    if not opens(seal.record, bytes.fromhex(seal.nonce), seal.root):
        problems.append("The fingerprint does not fit the sealed record.")
    found = result_record(edition)
    _call_as_sealed(edition, seal.record, found)
    return [*problems, *_differences(seal.record, found, "")]


def _call_as_sealed(edition: Edition, sealed: Record, found: Record) -> None:
    """Call teams as they were called then, where an organiser masked or unmasked something of their name.

    To protect a child that may be done at any time; who did it when is in the record of acts.
    """
    acts = sa.select(Nomination.reference, Event.details).join(Event, Event.thing_id == Nomination.id)
    acts = acts.where(Nomination.edition_id == edition.id, Event.action.in_(MASKING))
    renamed = {
        reference for reference, details in db.session.execute(acts) if details.get("question") == TEAM_NAME
    }
    for reference in renamed & sealed["nominations"].keys() & found["nominations"].keys():
        found["nominations"][reference]["team"] = sealed["nominations"][reference]["team"]


def _differences(sealed: Any, found: Any, place: str) -> list[str]:
    """Where two records differ, as deep as both go."""
    if isinstance(sealed, Mapping) and isinstance(found, Mapping):
        return [
            sentence
            for key in sorted({*sealed, *found})
            for sentence in _differences(
                sealed.get(key), found.get(key), f"{place} › {key}" if place else key
            )
        ]
    if sealed == found:
        return []
    happened = "was added" if sealed is None else "is missing" if found is None else "was changed"
    return [f"{place} {happened} after sealing."]
