"""Finding results: rankings for those who may see them, decisions, the seal."""

from awards.results.queries.choices import Choice, choices_of, get_choice
from awards.results.queries.decisions import (
    decided_visible_to,
    decisions_of,
    find_decision,
    find_seal,
    results_readiness,
    shortlist,
    shortlists,
)
from awards.results.queries.material import Material, load_material
from awards.results.queries.rooms import get_room, get_sealing_room
from awards.results.queries.tables import AwardTable, Contest, award_tables, get_contest

__all__ = [
    "AwardTable",
    "Choice",
    "Contest",
    "Material",
    "award_tables",
    "choices_of",
    "decided_visible_to",
    "decisions_of",
    "find_decision",
    "find_seal",
    "get_choice",
    "get_contest",
    "get_room",
    "get_sealing_room",
    "load_material",
    "results_readiness",
    "shortlist",
    "shortlists",
]
