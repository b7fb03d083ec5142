"""Team members: naming them, what they agreed to, their order."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from awards.accounts.models import Person
from awards.core.errors import BrokenRule, NotFound
from awards.core.text import clean_line
from awards.editions.models import Question
from awards.editions.states import Audience
from awards.nominations.answering import most_people
from awards.nominations.models import Nomination, TeamMember
from awards.nominations.reading import members_for
from awards.nominations.services.shared import note_change, open_for_writing
from awards.nominations.states import NominationState


@dataclass(frozen=True)
class Consents:
    """What somebody agreed to: their name in the programme, on stage, being in the photo."""

    in_programme: bool = False
    on_stage: bool = False
    in_photo: bool = False


@dataclass(frozen=True)
class MemberDetails:
    """What is told about a person."""

    name: str
    role: str = ""
    email: str = ""
    say_as: str = ""
    consents: Consents = Consents()


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
    members, added = _add(nomination, question, [details])
    if added:
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
    """Name several people at once; how many were not there yet."""
    open_for_writing(nomination, at)
    _, added = _add(nomination, question, everybody)
    if added:
        note_change(nomination, "people added", by=by, at=at, base_url=base_url, question=question.key)
    return added


def _add(
    nomination: Nomination, question: Question, everybody: Iterable[MemberDetails]
) -> tuple[list[TeamMember], int]:
    there = {_same(member.name, member.role): member for member in members_for(nomination, question)}
    new = {_same(each.name, each.role): each for each in everybody}
    added = {same: each for same, each in new.items() if same not in there}
    most = most_people(question)
    if added and len(there) + len(added) > most:
        raise BrokenRule(
            "Name one person only." if most == 1 else f"Name {most} people or fewer.", field="name"
        )
    last = max((member.position for member in there.values()), default=0)
    for position, (same, details) in enumerate(added.items(), start=last + 1):
        there[same] = TeamMember(question=question, question_id=question.id, position=position)
        _fill(there[same], question, details)
        nomination.members.append(there[same])
    return [there[same] for same in new], len(added)


def _same(name: str, role: str) -> tuple[str, str]:
    return clean_line(name).casefold(), clean_line(role).casefold()


def _fill(member: TeamMember, question: Question, details: MemberDetails) -> None:
    name = clean_line(details.name)
    if not name:
        raise BrokenRule("Enter the person’s name.", field="name")
    member.name, member.role = name, clean_line(details.role)
    member.email, member.say_as = clean_line(details.email), clean_line(details.say_as)
    # Named for the organisers only: nothing is printed or shown, so nothing was agreed to.
    agreed = Consents() if question.audience is Audience.ORGANISERS else details.consents
    member.in_programme, member.on_stage, member.in_photo = (
        agreed.in_programme,
        agreed.on_stage,
        agreed.in_photo,
    )


def change_member(
    member: TeamMember, details: MemberDetails, *, by: Person, at: dt.datetime, base_url: str = ""
) -> None:
    """Put right what is told about a person, or what they agreed to."""
    nomination = member.nomination
    open_for_writing(nomination, at)
    if member not in nomination.members:
        raise NotFound  # somebody else removed them in the meantime
    _fill(member, member.question, details)
    note_change(nomination, "person changed", by=by, at=at, base_url=base_url, question=member.question.key)


def remove_member(member: TeamMember, *, by: Person, at: dt.datetime, base_url: str = "") -> None:
    """Take a person out of the nomination."""
    nomination, question = member.nomination, member.question
    open_for_writing(nomination, at)
    if member not in nomination.members:
        return
    left = len(members_for(nomination, question)) - 1
    if nomination.state is NominationState.SUBMITTED and question.required and not left:
        raise BrokenRule("This nomination is submitted and needs somebody here: name another person first.")
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
