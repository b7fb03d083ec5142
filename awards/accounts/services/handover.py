"""One leaves, another takes over: a post is handed on, and the work stays with the organisation."""

import datetime as dt
from dataclasses import dataclass

from awards.accounts.models import Person, Post
from awards.accounts.services.people import invite
from awards.accounts.services.posts import end_before
from awards.core import clock
from awards.core.audit import record
from awards.core.database import lock
from awards.core.errors import BrokenRule, WrongState
from awards.organisations.roles import OF_AN_ORGANISATION

FURTHEST = dt.timedelta(days=366)


@dataclass(frozen=True)
class Successor:
    """Who takes over: somebody who is known by this address already, or somebody new."""

    email: str
    name: str
    title: str = ""


def hand_over(
    post: Post,
    successor: Successor,
    first_day: dt.date,
    *,
    by: Person,
    at: dt.datetime,
    base_url: str,
    occasion: str = "",
) -> Person:
    """End the post the day before ``first_day``, give it to the successor from then on, and invite them.

    Where that day has come, who leaves has lost it at once, also in a browser that is signed in. Pressed
    twice, it is handed over once.
    """
    lock(by)  # a form sent twice at once makes its second copy wait, and then find the first one's post
    lock(post)
    if post.role not in OF_AN_ORGANISATION or post.organisation is None or post.awaits_confirmation:
        raise WrongState("Only a post in an organisation is handed over. End this one, and start another.")
    email = successor.email.strip().lower()
    if email == post.person.email:
        raise BrokenRule(f"This is {post.person.name}, who leaves. Enter who takes over", field="email")
    _check_day(post, first_day, clock.local(at).date())
    role, organisation, leaving = post.role, post.organisation, post.person
    if post.ends_on is None or post.ends_on >= first_day:
        end_before(post, first_day, by=by, at=at)
        record("post handed over", leaving, by=by, at=at, role=role.value, first_day=first_day.isoformat())
    return invite(
        email,
        successor.name,
        role,
        organisation,
        successor.title,
        by=by,
        at=at,
        base_url=base_url,
        starts_on=first_day,
        occasion=occasion,
    )


def _check_day(post: Post, first_day: dt.date, today: dt.date) -> None:
    if first_day < post.starts_on:
        sentence = (
            f"{post.person.name} took up this post on {clock.show_date(post.starts_on)}: choose a later day"
        )
        raise BrokenRule(sentence, field="first_day")
    if first_day > today + FURTHEST:
        raise BrokenRule("Choose a day within the next twelve months", field="first_day")
