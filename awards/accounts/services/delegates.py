"""Directors choose who writes for their organisation."""

import datetime as dt
import uuid

from awards.accounts.emails import confirmation_letter
from awards.accounts.models import Person, Post
from awards.accounts.queries import find_person_by_email, posts_in
from awards.accounts.rules import post_in_words
from awards.accounts.services.people import has_joined, invite, invite_again
from awards.accounts.services.posts import ask_for_post, end_at_once, take_back
from awards.core import clock
from awards.core.database import lock
from awards.core.errors import BrokenRule, NotFound, WrongState
from awards.core.occasions import occasion_for
from awards.core.outbox import queue_message
from awards.core.throttle import Limit, count_for_good
from awards.organisations.models import Organisation
from awards.organisations.roles import Role

MOST_DELEGATES = 20
HOUR = dt.timedelta(hours=1)
MOST_AN_HOUR, MOST_AGAIN = 30, 3
"""Invitations that one director sends in an hour, and how many of the same one: mail nobody asked for."""

NOT_BY_A_DIRECTOR = frozenset({Role.JUDGE, Role.CHAIR, Role.ORGANISER, Role.AUDITOR, Role.ADMINISTRATOR})
"""Who holds one of these would have to stand aside from the organisation's teams: organisers decide that."""


def count_invitation(director: Person, at: dt.datetime, *, again: uuid.UUID | None = None) -> None:
    """Count an invitation; raise TooManyTries where there were too many, or of the same one ``again``.

    Call it before anything is changed.
    """
    limits = [Limit("delegate invited", str(director.id), MOST_AN_HOUR, HOUR)]
    if again:
        limits.append(Limit("invited again", str(again), MOST_AGAIN, HOUR))
    count_for_good(limits, at)


def invite_delegate(
    organisation: Organisation, email: str, name: str, *, by: Person, at: dt.datetime, base_url: str
) -> Person:
    """Somebody writes for the organisation from today; asked a second time, nothing happens again.

    Who has another part in the awards already writes once the organisers have agreed; the director is told
    the same of everybody, so that no address tells them who judges.
    """
    lock(by)  # a form sent twice at once makes its second copy wait, and then find the first one's post
    today = clock.local(at).date()
    person = find_person_by_email(email)
    if person and person.id in {post.person_id for post in posts_in(organisation.id, today, Role.DIRECTOR)}:
        raise BrokenRule("This is a director, who can do all that a delegate can", field="email")
    chosen = posts_in(organisation.id, today, Role.DELEGATE, waiting=True)
    theirs = next((post for post in chosen if post.person is person), None)
    if theirs is None and len(chosen) >= MOST_DELEGATES:
        raise BrokenRule(f"{MOST_DELEGATES} people write for you already. End the post of one of them first.")
    if theirs and theirs.awaits_confirmation:
        return theirs.person
    if person and theirs is None and _decided_by_organisers(person, today):
        _ask_organisers(person, organisation, by, at, base_url)
        return person
    return invite(email, name, Role.DELEGATE, organisation, "", by=by, at=at, base_url=base_url)


def _decided_by_organisers(person: Person, day: dt.date) -> bool:
    held = {post.role for post in person.posts if post.is_held_on(day) or post.awaits_confirmation}
    return not person.is_active or bool(NOT_BY_A_DIRECTOR & held)


def _ask_organisers(
    person: Person, organisation: Organisation, by: Person, at: dt.datetime, base_url: str
) -> None:
    """The post waits for an organiser, who is written to; its holder is told nothing yet."""
    post = ask_for_post(person, Role.DELEGATE, organisation, by=by, at=at)
    occasion = occasion_for(organisation.id, at)
    if occasion.contact:
        words, url = post_in_words(Role.DELEGATE, organisation.name), f"{base_url}/people/{person.id}"
        letter = confirmation_letter(person.name, url, by.name, words, occasion)
        queue_message("post to confirm", post.id, occasion.contact, letter.subject, letter.body, at=at)


def find_delegate(organisation: Organisation, post_id: uuid.UUID, at: dt.datetime) -> Post | None:
    """The delegate's post in this organisation, if it is held or waits to be confirmed."""
    posts = posts_in(organisation.id, clock.local(at).date(), Role.DELEGATE, waiting=True)
    return next((post for post in posts if post.id == post_id), None)


def end_delegate(organisation: Organisation, post_id: uuid.UUID, *, by: Person, at: dt.datetime) -> None:
    """Somebody stops writing for the organisation, at once and once only; what they wrote stays."""
    post = find_delegate(organisation, post_id, at)
    if post and post.awaits_confirmation:
        take_back(post.person, post.id, by=by, at=at)
    elif post:
        end_at_once(post, by=by, at=at)


def invite_delegate_again(
    organisation: Organisation, post_id: uuid.UUID, *, by: Person, at: dt.datetime, base_url: str
) -> Person:
    """Send a fresh invitation to a delegate who has not joined.

    One for whom organisers are asked gets none, and is spoken of as if they had joined, whether or not they
    have: so is everybody else who was known before.
    """
    post = find_delegate(organisation, post_id, at)
    if post is None:
        raise NotFound
    if post.awaits_confirmation:
        raise WrongState(has_joined(post.person))
    invite_again(post.person, by=by, at=at, base_url=base_url, to=post)
    return post.person
