"""What can be done with nominations: start, write, submit, check."""

from awards.nominations.services.assisting import begin_help, end_help, start_for
from awards.nominations.services.checking import (
    accept_nomination,
    mark_ineligible,
    reconsider_nomination,
    return_nomination,
)
from awards.nominations.services.consenting import (
    OwnAnswer,
    add_list,
    arrive_by_link,
    ask_member,
    ask_team,
    confirm_photo,
    keep_answer,
    note_consents,
)
from awards.nominations.services.copying import copy_from_earlier
from awards.nominations.services.files import add_document, describe_photo, remove_upload, set_photo
from awards.nominations.services.letters import write_letter
from awards.nominations.services.members import (
    Consents,
    MemberDetails,
    add_member,
    add_members,
    change_member,
    move_member,
    remove_member,
)
from awards.nominations.services.putting_back import put_back
from awards.nominations.services.sections import save_section
from awards.nominations.services.submitting import (
    ask_for_sign_off,
    hand_back,
    sign_again,
    submit_nomination,
)
from awards.nominations.services.withdrawing import restore_nomination, withdraw_nomination
from awards.nominations.services.writing import autosave_answers, save_answers, start_nomination

__all__ = [
    "Consents",
    "MemberDetails",
    "OwnAnswer",
    "accept_nomination",
    "add_document",
    "add_list",
    "add_member",
    "add_members",
    "arrive_by_link",
    "ask_for_sign_off",
    "ask_member",
    "ask_team",
    "autosave_answers",
    "begin_help",
    "change_member",
    "confirm_photo",
    "copy_from_earlier",
    "describe_photo",
    "end_help",
    "hand_back",
    "keep_answer",
    "mark_ineligible",
    "move_member",
    "note_consents",
    "put_back",
    "reconsider_nomination",
    "remove_member",
    "remove_upload",
    "restore_nomination",
    "return_nomination",
    "save_answers",
    "save_section",
    "set_photo",
    "sign_again",
    "start_for",
    "start_nomination",
    "submit_nomination",
    "withdraw_nomination",
    "write_letter",
]
