"""Posts: a role from one day to another."""

import datetime as dt
import uuid

from awards.accounts.models import Person, Post
from awards.accounts.queries import links_to, organiser_posts
from awards.core import clock
from awards.core.audit import record
from awards.core.database import db, lock
from awards.core.deciding import two_people_decide
from awards.core.errors import BrokenRule, WrongState
from awards.organisations.models import Organisation
from awards.organisations.roles import GRAVE, OF_AN_ORGANISATION, Role

LAST_ORGANISER = "This is the last organiser. Invite another one first."


def start_post(
    person: Person,
    role: Role,
    organisation: Organisation | None,
    title: str = "",
    *,
    by: Person | None,
    at: dt.datetime,
    starts_on: dt.date | None = None,
) -> Post:
    """Give ``person`` a post from ``starts_on``, otherwise today; one that is held already is not doubled.

    A grave one waits for a second person where two decide. The server's command line needs nobody else.
    """
    lock(person)  # a form sent twice at once makes its second copy wait, and then find the first one's post
    starts_on = starts_on or clock.local(at).date()
    _check(role, organisation, starts_on)
    held = _same_post(person, role, organisation, starts_on)
    waits = by is not None and role in GRAVE and two_people_decide()
    if held and not held.awaits_confirmation:
        return _kept_on(held, by=by, at=at)
    if held:
        return held if waits else _confirmed(held, by=by, at=at)
    post = Post(person=person, role=role, organisation=organisation, title=title, starts_on=starts_on)
    return _begun(post, waits, by=by, at=at)


def ask_for_post(
    person: Person, role: Role, organisation: Organisation, *, by: Person, at: dt.datetime
) -> Post:
    """A post from today that waits until somebody else confirms it, whatever its role; never a second one."""
    lock(person)  # two who ask at once: the second finds the first one's post
    starts_on = clock.local(at).date()
    _check(role, organisation, starts_on)
    if there := _same_post(person, role, organisation, starts_on):
        return there
    post = Post(person=person, role=role, organisation=organisation, starts_on=starts_on)
    return _begun(post, True, by=by, at=at)


def _begun(post: Post, waits: bool, *, by: Person | None, at: dt.datetime) -> Post:
    post.asked_by_id, post.awaits_confirmation = by.id if by and waits else None, waits
    db.session.add(post)
    db.session.flush()
    said = "post asked for" if waits else "post started"
    record(said, post, by=by, at=at, role=post.role.value, starts_on=post.starts_on.isoformat())
    return post


def _check(role: Role, organisation: Organisation | None, starts_on: dt.date) -> None:
    if organisation is None and role in OF_AN_ORGANISATION:
        raise BrokenRule("Select the organisation they work for", field="organisation")
    if organisation is not None and not organisation.exists_on(starts_on):
        raise BrokenRule(f"{organisation.name} did not exist on that day", field="organisation")


def _same_post(
    person: Person, role: Role, organisation: Organisation | None, starts_on: dt.date
) -> Post | None:
    wanted = organisation.id if organisation else None
    same = (post for post in person.posts if (post.role, post.organisation_id) == (role, wanted))
    return next((post for post in same if post.awaits_confirmation or post.is_held_on(starts_on)), None)


def _kept_on(post: Post, *, by: Person | None, at: dt.datetime) -> Post:
    """A post that was to end, or ended on the very day, goes on."""
    if post.ends_on is not None:
        post.ends_on = None
        record("post kept on", post, by=by, at=at, role=post.role.value)
    return post


def _confirmed(post: Post, *, by: Person | None, at: dt.datetime) -> Post:
    """A post that waited starts, though not before today."""
    post.awaits_confirmation = False
    post.starts_on = max(post.starts_on, clock.local(at).date())
    record("post confirmed", post, by=by, at=at, role=post.role.value)
    return post


def confirm(post: Post, *, by: Person, at: dt.datetime) -> bool:
    """A second person agrees to a post that waits for one; whether this started it."""
    lock(post.person)
    lock(post)
    if not post.awaits_confirmation:
        return False
    if by.id in {post.asked_by_id, post.person_id}:
        raise BrokenRule("Somebody else confirms this post.")
    _confirmed(post, by=by, at=at)
    return True


def take_back(person: Person, post_id: uuid.UUID, *, by: Person, at: dt.datetime) -> None:
    """Drop a post that waits for a second person; one that is gone already stays gone."""
    lock(person)
    post = next((post for post in person.posts if post.id == post_id), None)
    if post is None:
        return
    if not post.awaits_confirmation:
        raise WrongState("This post was confirmed. It can be ended.")
    record("post taken back", post, by=by, at=at, role=post.role.value)
    person.posts.remove(post)
    db.session.delete(post)


def end_post(post: Post, on: dt.date, *, by: Person | None, at: dt.datetime) -> None:
    """The post's last day is ``on``; its work stays with the organisation."""
    if on < post.starts_on:
        raise BrokenRule("Last day must be on or after the day the post started", field="on")
    if post.ends_on == on:
        return
    if post.awaits_confirmation:
        raise WrongState("This post has not started: it waits for a second person.")
    if post.ends_on is not None and post.ends_on < clock.local(at).date():
        raise WrongState("This post has ended already.")
    if post.role == Role.ORGANISER and not others_organise(post.person, on + dt.timedelta(days=1)):
        raise BrokenRule(LAST_ORGANISER)
    post.ends_on = on
    record("post ended", post, by=by, at=at, role=post.role.value, on=on.isoformat())


def end_before(post: Post, day: dt.date, *, by: Person | None, at: dt.datetime) -> None:
    """The post is not held on ``day`` any more. One that started no earlier is dropped as if it had not been.

    An invitation to it that waits stops working.
    """
    if post.starts_on < day:
        end_post(post, day - dt.timedelta(days=1), by=by, at=at)
        return
    record("post taken back", post, by=by, at=at, role=post.role.value)
    for link in links_to(post):
        link.post, link.expires_at = None, min(link.expires_at, at)
    post.person.posts.remove(post)
    db.session.delete(post)
    db.session.flush()


def end_at_once(post: Post, *, by: Person | None, at: dt.datetime) -> None:
    """The post is held no longer, from this moment, on no device."""
    lock(post.person)
    if post in post.person.posts:
        end_before(post, clock.local(at).date(), by=by, at=at)


def others_organise(person: Person, day: dt.date) -> bool:
    """Whether anybody else who may sign in is an organiser on ``day``; stays true until the commit."""
    return any(post.person_id != person.id and post.is_held_on(day) for post in organiser_posts())
