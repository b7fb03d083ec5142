"""Consent: asking the people of a team, their own answers, what others note for them, and the photo."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.clock import show_date
from awards.core.errors import BrokenRule, NotFound, WrongState
from awards.core.outbox import queue_message
from awards.core.text import clean_line
from awards.core.throttle import Limit, count_for_good
from awards.editions.models import Question
from awards.nominations import consent_letters
from awards.nominations.consent import (
    agreed_to,
    asked_lately,
    find_by_link,
    is_of_the_team,
    rows_of,
    to_ask,
)
from awards.nominations.consenting import NOTED, NOTHING, WORDS, Consents, why_not_answer, why_not_ask
from awards.nominations.models import Nomination, TeamMember, Upload
from awards.nominations.namesakes import folded
from awards.nominations.policy import writes_for
from awards.nominations.reading import team_of, unwilling_in
from awards.nominations.services.members import MemberDetails, add_members
from awards.nominations.services.own_words import refuse_beside_mailbox
from awards.nominations.services.refusals import set_consents
from awards.nominations.services.shared import ONE_SITTING, hold

QUARTER = dt.timedelta(minutes=15)
NO_ADDRESS = "We have no email address of {}. Use “Change” to add it, then ask."
ONLY_NOMINATORS = "Only they themselves, or those who nominate them, can say that they agree to more."


@dataclass(frozen=True)
class OwnAnswer:
    """What somebody says of themselves: their name, how it is said, what they agree to."""

    name: str
    say_as: str
    consents: Consents


def ask_team(nomination: Nomination, *, by: Person, at: dt.datetime, base_url: str) -> int:
    """Write to everybody who has an address and was not asked yet; to how many."""
    hold(nomination)
    return _ask(nomination, to_ask(team_of(nomination)), by=by, at=at, base_url=base_url)


def ask_member(member: TeamMember, *, by: Person, at: dt.datetime, base_url: str) -> bool:
    """Write to one person, for the first time or again; False when it was done a moment ago."""
    nomination = member.nomination
    hold(nomination)
    if member not in nomination.members or not is_of_the_team(member):
        raise NotFound
    if not member.email:
        raise BrokenRule(NO_ADDRESS.format(member.name))
    if asked_lately(member, at, ONE_SITTING):
        return False
    return _ask(nomination, [member], by=by, at=at, base_url=base_url) == 1


def _ask(
    nomination: Nomination, people: Iterable[TeamMember], *, by: Person, at: dt.datetime, base_url: str
) -> int:
    if refusal := why_not_ask(nomination.edition.state, nomination.state):
        raise WrongState(str(refusal))
    asked = 0
    for member in people:
        for each in rows_of(member):
            each.asked_at = at
        subject, body = consent_letters.consent_asked(member, by.name, base_url)
        version = f"{member.link_number} {at.isoformat()}"
        queue_message(consent_letters.ASKED, member.id, member.email, subject, body, at=at, version=version)
        asked += 1
    if asked:
        record("team asked for consent", nomination, by=by, at=at, people=asked)
    return asked


def answer_limits(network: str) -> tuple[Limit, ...]:
    """A whole council may answer from behind one address; whoever tries links at random may not."""
    return (Limit("consent", network, 300, QUARTER),)


def own_limits(member: TeamMember) -> tuple[Limit, ...]:
    """Somebody may change their mind, not without end."""
    return (Limit("own consent", str(member.id), 30, QUARTER),)


def arrive_by_link(token: str, *, network: str, at: dt.datetime) -> TeamMember:
    """Whose link it is, for somebody who is about to answer. Raise NotFound for a link that does not work."""
    count_for_good(answer_limits(network), at)
    member = find_by_link(token)
    count_for_good(own_limits(member), at)
    return member


def keep_answer(member: TeamMember, answer: OwnAnswer | None, *, at: dt.datetime) -> None:
    """Keep what the person says of themselves, who came by their own link.

    None is "do not name me": it needs no reason and no more than one press. Whoever is named in several
    lists answers once.
    """
    nomination = member.nomination
    hold(nomination)
    if member not in (*nomination.members, *nomination.refusers):
        raise NotFound
    if refusal := why_not_answer(nomination.edition.state):
        raise WrongState(str(refusal))
    before = agreed_to(member)
    now, rows = (answer.consents if answer else NOTHING), rows_of(member)
    if answer:
        _spell(member, answer, at)
    for each in rows:
        set_consents(each, now)
        each.answered_at = at
        if answer:
            each.name, each.say_as = member.name, member.say_as
            each.name_before, each.spelled_at = member.name_before, member.spelled_at
    record(
        "consent answered",
        nomination,
        by=None,
        at=at,
        member=str(member.id),
        withdrawn=before.beyond(now),
        given=now.beyond(before),
    )


def _spell(member: TeamMember, answer: OwnAnswer, at: dt.datetime) -> None:
    """The name as its bearer writes it. The record says that it changed, not what it was."""
    name, say_as = clean_line(answer.name), clean_line(answer.say_as)
    if not name:
        raise BrokenRule("Enter your name.", field="name")
    if (name, say_as) == (member.name, member.say_as):
        return
    if name != member.name:
        member.name_before = member.name_before or member.name
        _spell_elsewhere(member, name, say_as)
    member.name, member.say_as, member.spelled_at = name, say_as, at
    record("name corrected", member.nomination, by=None, at=at, member=str(member.id))


def _spell_elsewhere(member: TeamMember, name: str, say_as: str) -> None:
    """The same person may also lead the team or collect the award."""
    for each in member.nomination.members:
        if not is_of_the_team(each) and folded(each.name) == folded(member.name):
            each.name, each.say_as = name, say_as or each.say_as


def note_consents(member: TeamMember, consents: Consents, *, by: Person, at: dt.datetime) -> None:
    """Keep what the person told somebody. Less can always be noted; more only by those who nominate them.

    After they have answered themselves nobody else can widen it. This is no part of what is submitted: the
    deadline does not matter.
    """
    nomination = member.nomination
    hold(nomination)
    if member not in nomination.members or not is_of_the_team(member):
        raise NotFound
    stage, before, rows = nomination.edition.state, agreed_to(member), rows_of(member)
    wider = [key for key in consents.given if not all(getattr(each, key) for each in rows)]
    narrower = before.beyond(consents)
    refusal = why_not_answer(stage) or (wider and why_not_ask(stage, nomination.state))
    if refusal:
        raise WrongState(str(refusal))
    if wider:
        _refuse_to_widen(next((each for each in rows if each.answered_at), member), wider[0], by)
        refuse_beside_mailbox(member, member.name, member.email, consents)
    if wider or narrower or member.noted_at is None:
        for each in rows:
            set_consents(each, consents)
            each.noted_at = at
        record(
            NOTED,
            nomination,
            by=by,
            at=at,
            member=str(member.id),
            withdrawn=narrower,
            given=wider,
        )


def _refuse_to_widen(member: TeamMember, key: str, by: Person) -> None:
    if member.answered_at:
        raise BrokenRule(
            f"{member.name} answered themselves on {show_date(member.answered_at)} and did not agree to "
            f"“{WORDS[key]}”. Only they can change that: ask them again.",
            field=key,
        )
    if not writes_for(by, member):
        raise BrokenRule(ONLY_NOMINATORS, field=key)


def confirm_photo(upload: Upload, *, by: Person, at: dt.datetime) -> None:
    """Somebody has looked: this very photo shows nobody who has not agreed to be in it."""
    nomination = upload.nomination
    hold(nomination)
    if upload not in nomination.uploads:
        raise NotFound
    if refusal := why_not_answer(nomination.edition.state):
        raise WrongState(str(refusal))
    unwilling = sorted(str(each.id) for each in unwilling_in(nomination))
    seen = {"key": upload.storage_key, "without": unwilling}
    if upload.confirmed != seen:
        upload.confirmed, upload.confirmed_at, upload.confirmed_by_id = seen, at, by.id
        record("photo confirmed", nomination, by=by, at=at, people=len(unwilling))


def add_list(
    nomination: Nomination,
    question: Question,
    everybody: Iterable[MemberDetails],
    *,
    ask: bool,
    by: Person,
    at: dt.datetime,
    base_url: str,
) -> tuple[int, int]:
    """Name several people and, where wanted, ask; of how many something is new, and how many were asked."""
    told = add_members(nomination, question, everybody, by=by, at=at, base_url=base_url)
    return told, ask_team(nomination, by=by, at=at, base_url=base_url) if ask else 0
