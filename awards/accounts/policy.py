"""Who may see and change people, posts and messages."""

import uuid
from enum import StrEnum

from awards.accounts.models import Person, Post
from awards.core.access import Actor, grants
from awards.core.fences import is_fenced_off
from awards.core.outbox import Message
from awards.organisations.models import Organisation
from awards.organisations.roles import Role


class AccountPermission(StrEnum):
    """What the pages of this stage ask for."""

    OWN_ACCOUNT = "account.own"
    SEE_PEOPLE = "people.see"
    CHANGE_PEOPLE = "people.change"
    CONFIRM_POST = "post.confirm"
    CHOOSE_DELEGATES = "delegates.choose"
    SEE_OUTBOX = "outbox.see"
    SEND_AGAIN = "outbox.send-again"


@grants(AccountPermission.OWN_ACCOUNT)
def may_use_own_account(actor: Actor) -> bool:
    """Everybody who is signed in."""
    return actor.is_authenticated


@grants(AccountPermission.SEE_PEOPLE)
def may_see_people(actor: Actor, person: Person | None = None) -> bool:
    """The desk, and administrators."""
    return actor.holds(Role.ORGANISER, Role.ADMINISTRATOR, Role.AUDITOR)


@grants(AccountPermission.CHANGE_PEOPLE)
def may_change_people(actor: Actor, thing: object = None) -> bool:
    """Organisers and administrators invite people and look after their posts."""
    return actor.holds(Role.ORGANISER, Role.ADMINISTRATOR)


@grants(AccountPermission.CONFIRM_POST)
def may_confirm_post(actor: Actor, post: Post) -> bool:
    """Any of them, but for who asked for the post and who is to hold it."""
    return may_change_people(actor) and actor.id not in {post.asked_by_id, post.person_id}


@grants(AccountPermission.CHOOSE_DELEGATES)
def may_choose_delegates(actor: Person, organisation: Organisation) -> bool:
    """A director says who writes for the own organisation, and for no other."""
    return actor.holds_in(organisation.id, Role.DIRECTOR)


@grants(AccountPermission.SEE_OUTBOX)
def may_see_outbox(actor: Actor, message: Message | None = None) -> bool:
    """The desk, but no message about a thing that a fence keeps from the reader."""
    return actor.holds(Role.ORGANISER, Role.AUDITOR) and _is_open(message, actor.id)


@grants(AccountPermission.SEND_AGAIN)
def may_send_again(actor: Actor, message: Message) -> bool:
    """Organisers, as far as they may see the message."""
    return actor.holds(Role.ORGANISER) and _is_open(message, actor.id)


def _is_open(message: Message | None, person_id: uuid.UUID) -> bool:
    return message is None or not is_fenced_off(message, person_id)
