"""People who said no: what they said goes on holding, on whatever list they are named, or on none."""

import datetime as dt
from dataclasses import asdict

from awards.core.database import db
from awards.nominations.consent import agreed_to, find_refuser, is_of_the_team, refused_at, rows_of
from awards.nominations.consenting import WORDS, Consents
from awards.nominations.models import TeamMember


def set_consents(member: TeamMember, consents: Consents) -> None:
    """This is what the person agrees to now."""
    for key, yes in asdict(consents).items():
        setattr(member, key, yes)


def said_no(member: TeamMember) -> bool:
    """Whether they said no to anything themselves, or told somebody who noted it."""
    return member.has_spoken and is_of_the_team(member) and len(agreed_to(member).given) < len(WORDS)


def keep_off(member: TeamMember, at: dt.datetime) -> None:
    """Take the person off every list, and keep what they said no to."""
    member.removed_at = at
    _read_again(member)


def take_back(member: TeamMember) -> None:
    """Somebody who was taken off is on a list again, with what they said."""
    member.removed_at = None
    _read_again(member)


def _read_again(member: TeamMember) -> None:
    db.session.flush()
    db.session.expire(member.nomination, ["members", "refusers"])


def hold_to_answer(member: TeamMember) -> None:
    """Who has said something already, on another list or before they were taken off one, is held to it.

    Where only the address is the same, what was refused from there holds; nobody is said to have answered.
    """
    if member.answered_at or not is_of_the_team(member):
        return
    same = (each for each in rows_of(member)[1:] if each.has_spoken)
    said = next(same, None) or find_refuser(member.nomination, member.name)
    if said is None:
        if not member.noted_at:
            refused = refused_at(member.nomination, member.name, member.email)
            set_consents(member, agreed_to(member).without(refused))
        return
    set_consents(member, agreed_to(said))
    member.answered_at, member.noted_at, member.asked_at = said.answered_at, said.noted_at, said.asked_at
    member.name, member.say_as = said.name, said.say_as or member.say_as
    member.spelled_at, member.name_before = said.spelled_at, said.name_before
