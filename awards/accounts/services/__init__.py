"""What people can do about accounts: get in, change their password, invite others, start and end posts."""

from awards.accounts.services.delegates import (
    count_invitation,
    end_delegate,
    find_delegate,
    invite_delegate,
    invite_delegate_again,
)
from awards.accounts.services.handover import Successor, hand_over
from awards.accounts.services.links import make_link, make_way_in
from awards.accounts.services.people import (
    confirm_post,
    disable_person,
    enable_person,
    invite,
    invite_again,
    rename_person,
)
from awards.accounts.services.posts import end_post, start_post, take_back
from awards.accounts.services.signing_in import (
    ask_for_link,
    change_password,
    sign_in_by_link,
    sign_in_by_password,
    sign_out_everywhere,
)

__all__ = [
    "Successor",
    "ask_for_link",
    "change_password",
    "confirm_post",
    "count_invitation",
    "disable_person",
    "enable_person",
    "end_delegate",
    "end_post",
    "find_delegate",
    "hand_over",
    "invite",
    "invite_again",
    "invite_delegate",
    "invite_delegate_again",
    "make_link",
    "make_way_in",
    "rename_person",
    "sign_in_by_link",
    "sign_in_by_password",
    "sign_out_everywhere",
    "start_post",
    "take_back",
]
