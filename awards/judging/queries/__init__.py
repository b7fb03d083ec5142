"""Finding what belongs to judging; every list leaves out what somebody stands aside from."""

from awards.judging.queries.conditions import ENTERED, conflicted_nominations, counts
from awards.judging.queries.conflicts import (
    conflicts_visible_to,
    nominations_visible_to,
    people_in_roles,
    people_who_may_stand_aside,
)
from awards.judging.queries.loading import (
    find_panel_by_name,
    get_assignment,
    get_member,
    get_panel,
    get_sheet,
    get_upload,
)
from awards.judging.queries.outcomes import (
    Recusal,
    SubmittedSheet,
    judge_letters,
    recusals,
    submitted_sheets,
)
from awards.judging.queries.panels import members_of, panels_of, people_to_seat
from awards.judging.queries.progress import MemberProgress, progress_visible_to, sheets_for_chair
from awards.judging.queries.readiness import judging_readiness, panel_readiness
from awards.judging.queries.rounds import in_round, in_the_running
from awards.judging.queries.tasks import (
    Declaration,
    Neighbours,
    Task,
    declaration_of,
    memberships_of,
    neighbours_of,
    tasks_of,
)
from awards.judging.queries.written import marks_on, rule_criteria

__all__ = [
    "ENTERED",
    "Declaration",
    "MemberProgress",
    "Neighbours",
    "Recusal",
    "SubmittedSheet",
    "Task",
    "conflicted_nominations",
    "conflicts_visible_to",
    "counts",
    "declaration_of",
    "find_panel_by_name",
    "get_assignment",
    "get_member",
    "get_panel",
    "get_sheet",
    "get_upload",
    "in_round",
    "in_the_running",
    "judge_letters",
    "judging_readiness",
    "marks_on",
    "members_of",
    "memberships_of",
    "neighbours_of",
    "nominations_visible_to",
    "panel_readiness",
    "panels_of",
    "people_in_roles",
    "people_to_seat",
    "people_who_may_stand_aside",
    "progress_visible_to",
    "recusals",
    "rule_criteria",
    "sheets_for_chair",
    "submitted_sheets",
    "tasks_of",
]
