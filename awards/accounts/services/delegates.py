"""Directors choose who writes for their organisation."""

import datetime as dt
import uuid

from awards.accounts.models import Person, Post
from awards.accounts.queries import find_person_by_email, posts_in
from awards.accounts.services.people import invite, invite_again
from awards.accounts.services.posts import end_at_once
from awards.core import clock
from awards.core.database import lock
from awards.core.errors import BrokenRule, NotFound
from awards.organisations.models import Organisation
from awards.organisations.roles import Role

MOST_DELEGATES = 20
NOT_BY_A_DIRECTOR = frozenset({Role.JUDGE, Role.CHAIR, Role.ORGANISER, Role.AUDITOR, Role.ADMINISTRATOR})
"""Who holds one of these would have to stand aside from the organisation's teams: organisers decide that."""


def invite_delegate(
    organisation: Organisation,
    email: str,
    name: str,
    *,
    by: Person,
    at: dt.datetime,
    base_url: str,
    occasion: str = "",
) -> Person:
    """Somebody writes for the organisation from today; asked a second time, nothing happens again."""
    lock(by)  # a form sent twice at once makes its second copy wait, and then find the first one's post
    today = clock.local(at).date()
    person = find_person_by_email(email)
    if person and not _is_delegate(person, organisation, today):
        _check(person, organisation, today)
    standing = posts_in(organisation.id, today, Role.DELEGATE)
    if len(standing) >= MOST_DELEGATES and not any(post.person is person for post in standing):
        raise BrokenRule(f"{MOST_DELEGATES} people write for you already. End the post of one of them first.")
    post = (email, name, Role.DELEGATE, organisation, "")
    return invite(*post, by=by, at=at, base_url=base_url, occasion=occasion)


def _is_delegate(person: Person, organisation: Organisation, day: dt.date) -> bool:
    same = (Role.DELEGATE, organisation.id)
    return any((post.role, post.organisation_id) == same and post.is_held_on(day) for post in person.posts)


def _check(person: Person, organisation: Organisation, day: dt.date) -> None:
    held = {(post.role, post.organisation_id) for post in person.posts if post.is_held_on(day)}
    if (Role.DIRECTOR, organisation.id) in held:
        raise BrokenRule("This is a director, who can do all that a delegate can", field="email")
    if not person.is_active or NOT_BY_A_DIRECTOR.intersection(role for role, _ in held):
        raise BrokenRule("This person cannot be invited here. Write to the organisers", field="email")


def find_delegate(organisation: Organisation, post_id: uuid.UUID, at: dt.datetime) -> Post | None:
    """The delegate's post in this organisation, if it is held."""
    posts = posts_in(organisation.id, clock.local(at).date(), Role.DELEGATE)
    return next((post for post in posts if post.id == post_id), None)


def end_delegate(organisation: Organisation, post_id: uuid.UUID, *, by: Person, at: dt.datetime) -> None:
    """Somebody stops writing for the organisation, at once and once only; what they wrote stays."""
    if post := find_delegate(organisation, post_id, at):
        end_at_once(post, by=by, at=at)


def invite_delegate_again(
    organisation: Organisation,
    post_id: uuid.UUID,
    *,
    by: Person,
    at: dt.datetime,
    base_url: str,
    occasion: str = "",
) -> Person:
    """Send a fresh invitation to a delegate who has not joined."""
    post = find_delegate(organisation, post_id, at)
    if post is None:
        raise NotFound
    invite_again(post.person, by=by, at=at, base_url=base_url, occasion=occasion, to=post)
    return post.person
