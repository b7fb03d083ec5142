"""What the people of a team agreed to, who has answered, what has to be asked, and each one's own link."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from awards.core.clock import show_date
from awards.core.database import db
from awards.core.errors import NotFound
from awards.core.text import join_words
from awards.editions.models import Question
from awards.editions.states import Audience, QuestionKind
from awards.nominations.consenting import WORDS, Consents, why_not_answer, why_not_ask
from awards.nominations.models import Nomination, TeamMember, Upload
from awards.nominations.namesakes import folded
from awards.nominations.queries import get_nomination
from awards.nominations.reading import may_be_seen, unwilling_in, uploads_for

SALT = "the consent of a team member"
A_FEW = 5
"""So many names are read at a glance."""


def consent_link(member: TeamMember, base_url: str) -> str:
    """Where the person says what may be shown of them. Whoever has the address may answer: tell only them."""
    return f"{base_url}/consent/{_signer().dumps(f'{member.id.hex}.{member.link_number}')}"


def read_link(token: str) -> tuple[uuid.UUID, int] | None:
    """Whose link it is, and which of theirs; None for one that we never made."""
    try:
        member_id, _, number = str(_signer().loads(token)).partition(".")
        return uuid.UUID(member_id), int(number)
    except (BadSignature, ValueError):
        return None


def find_by_link(token: str) -> TeamMember:
    """Whose link it is, with their nomination; or NotFound: unknown, replaced and over are alike.

    Who said no and was taken off the list can still say no to more.
    """
    member_id, number = read_link(token) or (None, 0)
    member = _get_named(member_id) if member_id else None
    if member is None or member.link_number != number or not is_of_the_team(member):
        raise NotFound
    if why_not_answer(member.nomination.edition.state):
        raise NotFound
    return member


def _get_named(member_id: uuid.UUID) -> TeamMember | None:
    """Somebody on a list or taken off one, with their nomination."""
    member = db.session.get(TeamMember, member_id)
    nomination = get_nomination(member.nomination_id) if member else None
    return member if nomination and member in (*nomination.members, *nomination.refusers) else None


def _signer() -> URLSafeSerializer:
    how = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=SALT, signer_kwargs=how)


def agreed_to(member: TeamMember) -> Consents:
    """What holds of the person now."""
    return Consents(**{key: getattr(member, key) for key in WORDS})


def consents_of(member: TeamMember) -> str:
    """What a person agreed to, in words."""
    given = [WORDS[key] for key in agreed_to(member).given]
    return f"Agreed to: {join_words(given)}" if given else "Has not agreed to be named or shown"


def is_of_the_team(member: TeamMember) -> bool:
    """Whether the person is asked for consent at all."""
    return member.question.audience is not Audience.ORGANISERS


def rows_of(member: TeamMember) -> list[TeamMember]:
    """This row and the others in which the same person is named: whoever answers, answers for all of them."""
    nomination = member.nomination
    rows = (*nomination.members, *nomination.refusers)
    return [member, *(each for each in rows if is_of_the_team(each) and _is_same(each, member))]


def _is_same(one: TeamMember, other: TeamMember) -> bool:
    """Of two with one name in one list somebody said that they are two, unless they have one address."""
    if one is other or folded(one.name) != folded(other.name):
        return False
    if one.email and other.email:
        return folded(one.email) == folded(other.email)
    return one.question_id != other.question_id or one.removed_at is not None


def find_refuser(nomination: Nomination, name: str) -> TeamMember | None:
    """Who said no and was then taken off a list: somebody of that name."""
    named = (each for each in nomination.refusers if folded(each.name) == folded(name))
    return next(filter(is_of_the_team, named), None)


def refused_at(nomination: Nomination, name: str, email: str) -> list[str]:
    """The keys of what others at that address said no to before they were taken off a list.

    It may be the same person under another name, or a mailbox that several share: it holds until they answer.
    """
    there = [
        each
        for each in nomination.refusers
        if email and folded(each.email) == folded(email) and folded(each.name) != folded(name)
    ]
    return [key for key in WORDS if not all(getattr(each, key) for each in there if is_of_the_team(each))]


def held_at(nomination: Nomination, name: str, email: str) -> str:
    """What is said of an address from which others said no; empty for any other."""
    refused = join_words(WORDS[key] for key in refused_at(nomination, name, email))
    if not refused:
        return ""
    return (
        f"Somebody at {email} said no before, to: {refused}. Until {name} answers by their own link, that "
        "holds for them too."
    )


def _of_namesakes(member: TeamMember) -> str:
    """What is said of a name that somebody else in the nomination does not want to be read."""
    nomination = member.nomination
    spoken = (each for each in (*nomination.members, *nomination.refusers) if each.has_spoken)
    same = (each for each in spoken if each.name == member.name and is_of_the_team(each))
    if all(each.in_programme and each.on_stage for each in same):
        return ""
    return (
        f"Another {member.name} said no to being named. Until this one answers by their own link, neither is."
    )


def still_holds(member: TeamMember) -> str:
    """What is said when somebody is named who said no before, or others at their address; or nothing."""
    refused = join_words(WORDS[key] for key in WORDS if not getattr(member, key))
    if not member.has_spoken and is_of_the_team(member):
        return _of_namesakes(member) or held_at(member.nomination, member.name, member.email)
    if not (refused and member.has_spoken):
        return ""
    when = f" on {show_date(member.answered_at or member.noted_at)}"
    only = (
        "Only they can change that, by their own link"
        if member.answered_at
        else "Change it if they ask you to"
    )
    return f"{member.name} said no before{when}, to: {refused}. That still holds. {only}."


def why_email(question: Question) -> str:
    """Why the address is asked for of somebody who is named in answer to the question."""
    if question.audience is Audience.ORGANISERS:
        return (
            "Never printed. So that the organisers can reach them and, if the list of the team names them as "
            "well, so that they can say yes or no themselves to what may be shown of them."
        )
    return "Never printed. So that they can say yes or no themselves to what may be shown of them."


def answer_of(member: TeamMember, teller: str = "you") -> str:
    """How far the person has come with answering, in a few words. ``teller``: what to call who nominates."""
    if member.answered_at:
        return f"Answered themselves on {show_date(member.answered_at)}"
    told = f"Told us by {teller}" if agreed_to(member) else ""
    if member.noted_at and not told:
        told = f"Said no to everything, noted on {show_date(member.noted_at)}"
    if member.asked_at:
        return f"{told + '. ' if told else ''}Asked on {show_date(member.asked_at)}, no answer yet"
    return told or ("Not asked yet" if member.email else "Not asked yet: we have no email address")


@dataclass(frozen=True)
class Standing:
    """How many of a team have answered themselves, were asked, and could be asked."""

    people: int
    answered: int
    waiting: int
    to_ask: int
    without_address: int

    @property
    def sentence(self) -> str:
        """It in words."""
        if not self.people:
            return ""
        return (
            f"{self.answered} of {self.people} {'has' if self.answered == 1 else 'have'} answered themselves."
        )


def standing(team: Sequence[TeamMember]) -> Standing:
    """How far a team has come."""
    silent = [each for each in team if not each.answered_at]
    return Standing(
        people=len(team),
        answered=len(team) - len(silent),
        waiting=sum(bool(each.asked_at) for each in silent),
        to_ask=len(to_ask(team)),
        without_address=sum(not each.email for each in silent),
    )


def to_ask(team: Sequence[TeamMember]) -> list[TeamMember]:
    """Those with an address who have neither answered nor been asked, each person once."""
    done = {_person(each) for each in team if each.asked_at or each.answered_at}
    people = {_person(each): each for each in reversed(team) if each.email}
    return [each for each in team if people.get(_person(each)) is each and _person(each) not in done]


def _person(member: TeamMember) -> tuple[str, str]:
    """Who has the same name and address is the same person, in whatever lists they are."""
    return folded(member.name), folded(member.email)


@dataclass(frozen=True)
class Unpictured:
    """Those who have not agreed to be in the photo, and the photos that somebody must look at for them.

    ``refused``: they said no. ``silent``: they have not answered yet; of these ``to_ask`` can be asked now,
    ``unreachable`` are those of whom there is no address.
    """

    nomination: Nomination
    refused: tuple[str, ...]
    silent: tuple[str, ...] = ()
    to_ask: int = 0
    unreachable: tuple[str, ...] = ()
    to_look_at: tuple[Upload, ...] = ()
    looked_at: tuple[Upload, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All of them: who is silent has not agreed."""
        return (*self.refused, *self.silent)

    @property
    def silent_words(self) -> str:
        """Who has not answered, or the first of many."""
        return few(self.silent)


def unpictured(nomination: Nomination) -> Unpictured | None:
    """Who must not be seen in the photo; None when everybody may be.

    A picture cannot be searched for faces: whoever sends, signs or checks it is asked to look.
    """
    unwilling = unwilling_in(nomination)
    if not unwilling:
        return None
    silent = [each for each in unwilling if not each.has_spoken]
    photos = [(each, may_be_seen(each)) for each in photos_of(nomination) if each.is_given]
    closed = why_not_ask(nomination.edition.state, nomination.state)
    return Unpictured(
        nomination=nomination,
        refused=tuple(_called(each) for each in unwilling if each not in silent),
        silent=tuple(each.name for each in silent),
        to_ask=0 if closed else len(to_ask(silent)),
        unreachable=() if closed else tuple(each.name for each in silent if not each.email),
        to_look_at=tuple(each for each, seen in photos if not seen),
        looked_at=tuple(each for each, seen in photos if seen),
    )


def _called(member: TeamMember) -> str:
    return f"{member.name} (no longer on the list)" if member.removed_at else member.name


def photos_of(nomination: Nomination) -> list[Upload]:
    """The photos of the team."""
    questions = (question for section in nomination.category.sections for question in section.questions)
    return [
        upload
        for question in questions
        if question.kind is QuestionKind.PHOTO
        for upload in uploads_for(nomination, question)
    ]


def few(names: Sequence[str]) -> str:
    """The names, or the first of many."""
    if len(names) <= A_FEW:
        return join_words(names)
    return f"{', '.join(names[: A_FEW - 1])} and {len(names) - A_FEW + 1} others"


def asked_lately(member: TeamMember, at: dt.datetime, within: dt.timedelta) -> bool:
    """Whether the person was written to in this sitting already."""
    return member.asked_at is not None and at - member.asked_at < within
