"""What people can do about accounts: get in, change their password, invite others, start and end posts."""

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
    "ask_for_link",
    "change_password",
    "confirm_post",
    "disable_person",
    "enable_person",
    "end_post",
    "invite",
    "invite_again",
    "make_link",
    "make_way_in",
    "rename_person",
    "sign_in_by_link",
    "sign_in_by_password",
    "sign_out_everywhere",
    "start_post",
    "take_back",
]
