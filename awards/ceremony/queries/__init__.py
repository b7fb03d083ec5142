"""Finding running orders, documents, the programme and what is revealed."""

from awards.ceremony.queries.awards import (
    EveningAward,
    awards_to_reveal,
    evening_awards,
    get_award_to_reveal,
)
from awards.ceremony.queries.documents import (
    WAITING,
    build_states,
    documents_of,
    find_queued,
    get_document,
    last_change,
    last_number,
    next_to_build,
)
from awards.ceremony.queries.facts import editions_with_documents, facts_of, outdated_by, outdated_documents
from awards.ceremony.queries.order import (
    find_running_order,
    gaps_in,
    get_item,
    get_running_order,
    planned_steps,
    schedule_of,
    teams_out,
)
from awards.ceremony.queries.printed import get_nomination_to_print, nominating
from awards.ceremony.queries.programme import Programme, get_programme, get_public_photo
from awards.ceremony.queries.readiness import ceremony_readiness, reveal_readiness
from awards.ceremony.queries.reveals import (
    Placed,
    RevealedResult,
    find_reveal,
    revealed_ids,
    revealed_results,
)
from awards.ceremony.queries.teams import (
    CITATION,
    FIELD,
    SAY_AS,
    STAGE_WORDS,
    Team,
    printed_team,
    printed_teams,
)

__all__ = [
    "CITATION",
    "FIELD",
    "SAY_AS",
    "STAGE_WORDS",
    "WAITING",
    "EveningAward",
    "Placed",
    "Programme",
    "RevealedResult",
    "Team",
    "awards_to_reveal",
    "build_states",
    "ceremony_readiness",
    "documents_of",
    "editions_with_documents",
    "evening_awards",
    "facts_of",
    "find_queued",
    "find_reveal",
    "find_running_order",
    "gaps_in",
    "get_award_to_reveal",
    "get_document",
    "get_item",
    "get_nomination_to_print",
    "get_programme",
    "get_public_photo",
    "get_running_order",
    "last_change",
    "last_number",
    "next_to_build",
    "nominating",
    "outdated_by",
    "outdated_documents",
    "planned_steps",
    "printed_team",
    "printed_teams",
    "reveal_readiness",
    "revealed_ids",
    "revealed_results",
    "schedule_of",
    "teams_out",
]
