"""Team members: naming them, what is told about them, their order."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from awards.accounts.models import Person
from awards.core.errors import BrokenRule, NotFound
from awards.core.text import clean_line
from awards.editions.models import Question
from awards.editions.states import Audience
from awards.nominations.answering import most_people
from awards.nominations.consent import find_refuser, is_of_the_team, rows_of
from awards.nominations.consenting import NOTHING, Consents
from awards.nominations.models import Nomination, TeamMember
from awards.nominations.namesakes import Twice, find_namesake, find_same, folded
from awards.nominations.reading import members_for
from awards.nominations.services.one_person import cut_link, found_anew, same_everywhere, share_address
from awards.nominations.services.own_words import refuse_beside_mailbox, refuse_in_their_name
from awards.nominations.services.refusals import hold_to_answer, keep_off, said_no, set_consents, take_back
from awards.nominations.services.shared import note_change, open_for_writing
from awards.nominations.states import NominationState

__all__ = [
    "Consents",
    "MemberDetails",
    "add_member",
    "add_members",
    "change_member",
    "move_member",
    "remove_member",
]

SAY_SO = "Say whether this is the same person."
ASKED_ELSEWHERE = "“Paste from a spreadsheet” takes lists too, and asks whether this is the same person."


@dataclass(frozen=True)
class MemberDetails:
    """What is told about a person. ``twice``: what to do if that name is there with another role."""

    name: str
    role: str = ""
    email: str = ""
    say_as: str = ""
    consents: Consents = NOTHING
    twice: Twice | None = None


def add_member(
    nomination: Nomination,
    question: Question,
    details: MemberDetails,
    *,
    by: Person,
    at: dt.datetime,
    base_url: str = "",
) -> TeamMember:
    """Name one more person. The same name with the same role again is the same person."""
    open_for_writing(nomination, at)
    members, changed = _add(nomination, question, [details], SAY_SO, at)
    if changed:
        note_change(nomination, "person added", by=by, at=at, base_url=base_url, question=question.key)
    return members[0]


def add_members(
    nomination: Nomination,
    question: Question,
    everybody: Iterable[MemberDetails],
    *,
    by: Person,
    at: dt.datetime,
    base_url: str = "",
) -> int:
    """Name several people at once, or tell more of those who are there; of how many something new was told.

    Raise BrokenRule where a name is there with another role and nobody said whether it is the same person.
    """
    open_for_writing(nomination, at)
    _, changed = _add(nomination, question, everybody, ASKED_ELSEWHERE, at)
    if changed:
        note_change(nomination, "people added", by=by, at=at, base_url=base_url, question=question.key)
    return changed


def _add(
    nomination: Nomination, question: Question, everybody: Iterable[MemberDetails], hint: str, at: dt.datetime
) -> tuple[list[TeamMember], int]:
    """Who it was about, each once, and of how many something new was told.

    ``hint``: what to do about a name that is there with another role.
    """
    there = members_for(nomination, question)
    about: list[TeamMember] = []
    changed: set[TeamMember] = set()
    for details in everybody:
        member = _there_already(there, details, hint)
        if member is None:
            member = _new(nomination, question, details, there, at)
            changed.add(member)
        elif _complete(member, details):
            changed.add(member)
        about.append(member)
    return list(dict.fromkeys(about)), len(changed)


def _there_already(there: list[TeamMember], details: MemberDetails, hint: str) -> TeamMember | None:
    same = find_same(there, details.name, details.role)
    namesake = same or find_namesake(there, details.name)
    if same or namesake is None or details.twice is Twice.BOTH:
        return same
    if details.twice is Twice.CHANGE:
        namesake.role = clean_line(details.role)
    elif details.twice is None:
        raise BrokenRule(
            f"{namesake.name} is on the list already, as “{namesake.role}”. {hint}", field="twice"
        )
    return namesake


def _complete(member: TeamMember, details: MemberDetails) -> bool:
    """Fill the gaps in what is known of somebody; whether there was anything to fill in or to change."""
    before = (member.role, member.email, member.say_as)
    member.role = member.role or clean_line(details.role)
    member.email = member.email or clean_line(details.email)
    if not member.answered_at:
        member.say_as = member.say_as or clean_line(details.say_as)
    if member.email != before[1]:
        share_address(member)
        hold_to_answer(member)
    return details.twice is Twice.CHANGE or before != (member.role, member.email, member.say_as)


def _new(
    nomination: Nomination,
    question: Question,
    details: MemberDetails,
    there: list[TeamMember],
    at: dt.datetime,
) -> TeamMember:
    most = most_people(question)
    if len(there) >= most:
        raise BrokenRule(
            "Name one person only." if most == 1 else f"Name {most} people or fewer.", field="name"
        )
    last = max((each.position for each in there), default=0) + 1
    member = _brought_back(nomination, question, details, at)
    if member is None:
        member = TeamMember(question=question, question_id=question.id, position=last)
        _tell(member, details)
        _agree(member, question, details.consents)
        nomination.members.append(member)
    member.position = last
    share_address(member)
    hold_to_answer(member)
    there.append(member)
    return member


def _brought_back(
    nomination: Nomination, question: Question, details: MemberDetails, at: dt.datetime
) -> TeamMember | None:
    """Who said no, was taken off a list and is named again: a no that was said is nobody else's to take back.

    Somebody of another name at the same address has a row of their own, which is held to that no as well.
    """
    refuser = find_refuser(nomination, details.name)
    if refuser is None or question.audience is Audience.ORGANISERS:
        return None
    refuser.question, refuser.question_id = question, question.id
    refuser.role = clean_line(details.role) or refuser.role
    old_address, refuser.email = refuser.email, clean_line(details.email) or refuser.email
    if old_address and folded(old_address) != folded(refuser.email):
        cut_link(refuser, old_address, at=at)
    take_back(refuser)
    return refuser


def _tell(member: TeamMember, details: MemberDetails) -> None:
    name = clean_line(details.name)
    if not name:
        raise BrokenRule("Enter the person’s name.", field="name")
    member.name, member.role = name, clean_line(details.role)
    member.email, member.say_as = clean_line(details.email), clean_line(details.say_as)


def _agree(member: TeamMember, question: Question, consents: Consents) -> None:
    # Named for the organisers only: nothing is printed or shown, so nothing was agreed to.
    set_consents(member, NOTHING if question.audience is Audience.ORGANISERS else consents)


def change_member(
    member: TeamMember, details: MemberDetails, *, by: Person, at: dt.datetime, base_url: str = ""
) -> None:
    """Put right what is told about a person, or what they said they agree to.

    What somebody said themselves, or had noted, stays theirs.
    """
    nomination = member.nomination
    open_for_writing(nomination, at)
    if member not in nomination.members:
        raise NotFound  # somebody else removed them in the meantime
    refuse_in_their_name(member, details.name, details.say_as, details.consents)
    refuse_beside_mailbox(member, details.name, details.email, details.consents)
    before, elsewhere = (member.name, member.email), rows_of(member)[1:]
    _tell(member, details)
    _agree(member, member.question, details.consents)
    if member.noted_at and member.name != before[0]:
        member.name_before = member.name_before or before[0]  # texts go on saying it
    if (member.name, member.email) != before:
        found_anew(member, before[1], elsewhere, at=at)
    if is_of_the_team(member):
        same_everywhere(member)
    note_change(nomination, "person changed", by=by, at=at, base_url=base_url, question=member.question.key)


def remove_member(member: TeamMember, *, by: Person, at: dt.datetime, base_url: str = "") -> None:
    """Take a person out of the nomination. Who said no to anything is kept where no list shows them."""
    nomination, question = member.nomination, member.question
    open_for_writing(nomination, at)
    if member not in nomination.members:
        return
    left = len(members_for(nomination, question)) - 1
    if nomination.state is NominationState.SUBMITTED and question.required and not left:
        raise BrokenRule("This nomination is submitted and needs somebody here: name another person first.")
    if said_no(member):
        keep_off(member, at)
    else:
        nomination.members.remove(member)
    note_change(nomination, "person removed", by=by, at=at, base_url=base_url, question=question.key)


def move_member(member: TeamMember, to: int, *, by: Person, at: dt.datetime, base_url: str = "") -> None:
    """Put a person at place ``to`` of the list, counted from 1. Said twice, it is done once."""
    nomination, question = member.nomination, member.question
    open_for_writing(nomination, at)
    if member not in nomination.members:
        return
    others = [each for each in members_for(nomination, question) if each is not member]
    order = [*others[: max(to - 1, 0)], member, *others[max(to - 1, 0) :]]
    for position, each in enumerate(order, start=1):
        each.position = position
    note_change(nomination, "people put in order", by=by, at=at, base_url=base_url, question=question.key)
