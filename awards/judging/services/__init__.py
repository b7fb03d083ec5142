"""The verbs of judging."""

from awards.judging.services.conflicts import declare_conflicts, find_conflicts, set_conflict
from awards.judging.services.opening import assign_everyone, prepare_judging
from awards.judging.services.panels import (
    Seat,
    add_to_panel,
    change_panel,
    invite_to_panel,
    make_panel,
    remove_member,
)
from awards.judging.services.sheets import (
    hand_in,
    reopen_sheet,
    save_sheet,
    submit_complete_sheets,
    submit_sheet,
)

__all__ = [
    "Seat",
    "add_to_panel",
    "assign_everyone",
    "change_panel",
    "declare_conflicts",
    "find_conflicts",
    "hand_in",
    "invite_to_panel",
    "make_panel",
    "prepare_judging",
    "remove_member",
    "reopen_sheet",
    "save_sheet",
    "set_conflict",
    "submit_complete_sheets",
    "submit_sheet",
]
