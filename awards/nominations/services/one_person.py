"""What is known of a person holds wherever a nomination names them: their address, what they agreed to."""

import datetime as dt
from collections.abc import Iterable

from awards.core.outbox import queue_message
from awards.nominations import consent_letters
from awards.nominations.consent import agreed_to, rows_of
from awards.nominations.models import TeamMember
from awards.nominations.namesakes import folded
from awards.nominations.services.refusals import hold_to_answer, set_consents


def share_address(member: TeamMember) -> None:
    """Whoever is named in several lists, as the leader and in the team, is asked for their address once."""
    name = folded(member.name)
    rows = [each for each in member.nomination.members if folded(each.name) == name]
    addresses = {folded(each.email): each.email for each in rows if each.email}
    if len(addresses) == 1 and len({each.question_id for each in rows}) == len(rows):
        (address,) = addresses.values()
        for each in rows:
            each.email = each.email or address


def same_everywhere(member: TeamMember) -> None:
    """What holds of a person holds in every list in which they are named."""
    for each in rows_of(member)[1:]:
        if member.answered_at or not each.answered_at:
            set_consents(each, agreed_to(member))
            each.answered_at = each.answered_at or member.answered_at


def found_anew(
    member: TeamMember, old_address: str, elsewhere: Iterable[TeamMember], *, at: dt.datetime
) -> None:
    """Under another name or address it may be somebody who has said something already.

    ``elsewhere``: the rows in which the same person was named under the old address, which move with them.
    """
    if old_address and folded(old_address) != folded(member.email):
        cut_link(member, old_address, at=at)
        for each in elsewhere:
            if folded(each.email) == folded(old_address) and folded(each.name) == folded(member.name):
                each.email, each.asked_at, each.link_number = member.email, None, each.link_number + 1
    if member.email:
        share_address(member)
    hold_to_answer(member)


def cut_link(member: TeamMember, old_address: str, *, at: dt.datetime) -> None:
    """Links sent to an address die when the address does; who answered from there is told so."""
    member.link_number += 1
    member.asked_at = None
    if member.answered_at:
        letter = consent_letters.address_changed(member)
        version = str(member.link_number)
        queue_message("consent address changed", member.id, old_address, *letter, at=at, version=version)
