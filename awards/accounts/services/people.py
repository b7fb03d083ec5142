"""People: inviting them, letting them in and keeping them out."""

import datetime as dt
from dataclasses import replace

from awards.accounts.emails import FROM, invitation_letter, post_letter
from awards.accounts.models import LinkPurpose, Person, Post, new_session_key
from awards.accounts.queries import find_person_by_email
from awards.accounts.rules import POST_TASKS, post_in_words
from awards.accounts.services.links import address_of, new_link
from awards.accounts.services.posts import LAST_ORGANISER, confirm, others_organise, start_post
from awards.core import clock
from awards.core.audit import record
from awards.core.database import db, lock
from awards.core.errors import BrokenRule, WrongState
from awards.core.occasions import Occasion, occasion_for
from awards.core.outbox import queue_message
from awards.organisations.models import Organisation
from awards.organisations.roles import OF_AN_ORGANISATION, Role

THE_TEAM = "The TEA Awards team"


def invite(  # noqa: PLR0913  # all that an invitation says; two of them only for callers that know them
    email: str,
    name: str,
    role: Role,
    organisation: Organisation | None,
    title: str,
    *,
    by: Person | None,
    at: dt.datetime,
    base_url: str,
    starts_on: dt.date | None = None,
    occasion: str | Occasion = "",
) -> Person:
    """Make somebody known, give them a post and tell them; asked a second time, nothing happens again.

    ``occasion`` names the edition, where it is not the current one, and may say what is due. Who has joined
    already is told of the post without a one-time link. Of a post that waits for a second person they are
    told when it is confirmed.
    """
    if by is not None:
        lock(by)  # a form sent twice at once makes its second copy wait, and then find the first one's person
    person = find_person_by_email(email) or _make_known(email, name, by=by, at=at)
    if not person.is_active:
        raise BrokenRule("This person may not sign in at present. Let them in again first", field="email")
    told = {post.id for post in person.posts if not post.awaits_confirmation}
    post = start_post(person, role, organisation, title, by=by, at=at, starts_on=starts_on)
    if post.id not in told and not post.awaits_confirmation:
        _tell(post, by, at, base_url, occasion)
    return person


def confirm_post(post: Post, *, by: Person, at: dt.datetime, base_url: str, occasion: str = "") -> None:
    """A second person agrees to a post that waits for one, and its holder is told; once, however often."""
    if confirm(post, by=by, at=at):
        _tell(post, post.asked_by or by, at, base_url, occasion)


def _make_known(email: str, name: str, *, by: Person | None, at: dt.datetime) -> Person:
    person = Person(email=email.strip().lower(), name=name)
    db.session.add(person)
    db.session.flush()
    record("person invited", person, by=by, at=at)
    return person


def _tell(post: Post, by: Person | None, at: dt.datetime, base_url: str, occasion: str | Occasion) -> None:
    """Tell the holder of a post about it, with a link in if they have not joined."""
    person, inviter = post.person, by.name if by else THE_TEAM
    words = post_in_words(post.role, post.organisation.name if post.organisation else None)
    if post.starts_on > clock.local(at).date():
        words = f"{words}{FROM}{clock.show_date(post.starts_on)}"
    to = _occasion(post, occasion, at)
    if person.joined_at:
        letter = post_letter(person.name, f"{base_url}/sign-in", inviter, words, to)
        queue_message("post-started", post.id, person.email, letter.subject, letter.body, at=at)
        return
    link, token = new_link(person, LinkPurpose.INVITATION, at)
    link.post, link.invited_by, link.occasion = post, by, to.name
    url = address_of(LinkPurpose.INVITATION, token, base_url)
    letter = invitation_letter(person.name, url, inviter, words, to, POST_TASKS.get(post.role, ""))
    queue_message("invitation", link.id, person.email, letter.subject, letter.body, at=at)


def _occasion(post: Post, asked: str | Occasion, at: dt.datetime) -> Occasion:
    """To what the holder of the post is invited; what is due by when, where they nominate or it is said."""
    told = Occasion(asked) if isinstance(asked, str) else asked
    found = occasion_for(post.organisation_id if post.role in OF_AN_ORGANISATION else None, at)
    if told.name not in ("", found.name):
        found = replace(found, name=told.name, award="", due="")
    return replace(found, due=told.due) if told.due else found


def invite_again(
    person: Person,
    *,
    by: Person,
    at: dt.datetime,
    base_url: str,
    occasion: str | Occasion = "",
    to: Post | None = None,
) -> None:
    """Send a fresh invitation to somebody who has not joined; earlier ones work until their time is over.

    It is ``to`` this post of theirs, otherwise to the first that lasts.
    """
    if person.joined_at:
        raise WrongState(has_joined(person))
    if not person.is_active:
        raise WrongState(f"{person.name} may not sign in at present.")
    today = clock.local(at).date()
    lasting = (p for p in person.posts if p.ends_on is None or p.ends_on >= today)
    post = to or next((p for p in lasting if not p.awaits_confirmation), None)
    if post is None and person.waits_for():
        raise WrongState(f"The post of {person.name} waits for a second person.")
    if post is None:
        raise WrongState(f"{person.name} holds no post. Start one first.")
    _tell(post, by, at, base_url, occasion)
    record("person invited again", person, by=by, at=at)


def has_joined(person: Person) -> str:
    """Why nobody invites them again."""
    return f"{person.name} has joined already."


def rename_person(person: Person, name: str, *, by: Person, at: dt.datetime) -> None:
    """Correct a name, as it is shown and printed from now on."""
    if person.name != name:
        person.name = name
        record("person renamed", person, by=by, at=at)


def disable_person(person: Person, *, by: Person, at: dt.datetime) -> None:
    """Keep somebody out, at once and on every device, without ending their posts."""
    if person.id == by.id:
        raise BrokenRule("You cannot keep yourself out. Ask another organiser.")
    if person.disabled_at:
        return
    today = clock.local(at).date()
    if any(p.role == Role.ORGANISER and p.is_held_on(today) for p in person.posts) and not others_organise(
        person, today
    ):
        raise BrokenRule(LAST_ORGANISER)
    person.disabled_at, person.session_key = at, new_session_key()
    record("person disabled", person, by=by, at=at)


def enable_person(person: Person, *, by: Person, at: dt.datetime) -> None:
    """Let somebody in again."""
    if person.disabled_at is None:
        return
    person.disabled_at = None
    record("person enabled", person, by=by, at=at)
