"""Who may do what while nominations are judged. A conflict beats every role."""

from awards.judging.policy import samples
from awards.judging.policy.judges import READ_BY_JUDGES, may_declare, may_read_criteria, may_score
from awards.judging.policy.panels import (
    leads_from,
    leads_who_answer,
    may_lead_panel,
    may_move_on,
    may_read_rounds,
    may_reopen,
)
from awards.judging.policy.permissions import JudgingPermission

__all__ = [
    "READ_BY_JUDGES",
    "JudgingPermission",
    "leads_from",
    "leads_who_answer",
    "may_declare",
    "may_lead_panel",
    "may_move_on",
    "may_read_criteria",
    "may_read_rounds",
    "may_reopen",
    "may_score",
    "samples",
]
