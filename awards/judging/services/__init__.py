"""The verbs of judging."""

from awards.judging.services.calibration import (
    Agreed,
    agree_on_sample,
    check_spread,
    remove_sample,
    show_sample,
    show_spread,
    take_sample_back,
    tell_of_sample,
    write_sample,
)
from awards.judging.services.chasing import (
    check_wording,
    example_letter,
    remind_judges,
    to_remind,
    was_reminded_today,
)
from awards.judging.services.conflicts import declare_conflicts, find_conflicts, set_conflict
from awards.judging.services.draws import (
    apply_draw,
    ask_for_draw,
    discard_draw,
    fill_gaps,
    is_open,
    make_next_draw,
)
from awards.judging.services.flags import answer_flag
from awards.judging.services.lifting import ask_to_lift, confirm_lifting, refuse_lifting
from awards.judging.services.moves import (
    give,
    take_away,
)
from awards.judging.services.opening import assign_everyone, bring_up_to_date, prepare_judging
from awards.judging.services.panels import (
    Seat,
    add_to_panel,
    change_duties,
    change_panel,
    invite_to_panel,
    make_panel,
    remove_member,
)
from awards.judging.services.rounds import (
    add_round,
    change_round,
    close_round,
    open_round,
    remove_round,
    reopen_round,
)
from awards.judging.services.sample_sheets import hand_in_sample_sheet, save_sample_sheet
from awards.judging.services.seats import (
    accept_seat,
    bring_back,
    decline_seat,
    leave_panel,
    mark_criteria_read,
    may_ask_again,
    remind_to_answer,
)
from awards.judging.services.sheets import (
    hand_in,
    reopen_sheet,
    save_sheet,
    submit_complete_sheets,
    submit_sheet,
    tell_chair,
)

__all__ = [
    "Agreed",
    "Seat",
    "accept_seat",
    "add_round",
    "add_to_panel",
    "agree_on_sample",
    "answer_flag",
    "apply_draw",
    "ask_for_draw",
    "ask_to_lift",
    "assign_everyone",
    "bring_back",
    "bring_up_to_date",
    "change_duties",
    "change_panel",
    "change_round",
    "check_spread",
    "check_wording",
    "close_round",
    "confirm_lifting",
    "declare_conflicts",
    "decline_seat",
    "discard_draw",
    "example_letter",
    "fill_gaps",
    "find_conflicts",
    "give",
    "hand_in",
    "hand_in_sample_sheet",
    "invite_to_panel",
    "is_open",
    "leave_panel",
    "make_next_draw",
    "make_panel",
    "mark_criteria_read",
    "may_ask_again",
    "open_round",
    "prepare_judging",
    "refuse_lifting",
    "remind_judges",
    "remind_to_answer",
    "remove_member",
    "remove_round",
    "remove_sample",
    "reopen_round",
    "reopen_sheet",
    "save_sample_sheet",
    "save_sheet",
    "set_conflict",
    "show_sample",
    "show_spread",
    "submit_complete_sheets",
    "submit_sheet",
    "take_away",
    "take_sample_back",
    "tell_chair",
    "tell_of_sample",
    "to_remind",
    "was_reminded_today",
    "write_sample",
]
