"""Getting in: by a one-time link, by an invitation, by password; and out everywhere."""

import datetime as dt
from urllib.parse import quote

from awards.accounts.emails import password_letter, sign_in_letter
from awards.accounts.models import Link, LinkPurpose, Person, new_session_key
from awards.accounts.passwords import hash_password, is_outdated, password_fits
from awards.accounts.queries import find_active_person
from awards.accounts.rules import password_problem
from awards.accounts.services.links import address_of, new_link
from awards.core.audit import record
from awards.core.database import lock
from awards.core.errors import BrokenRule, LinkUsed
from awards.core.outbox import queue_message
from awards.core.throttle import Limit, count_for_good, take_back

QUARTER = dt.timedelta(minutes=15)
HOUR = dt.timedelta(hours=1)
WRONG = "The email address or the password is not right. Try again, or ask for a link by email"


def password_limits(email: str, network: str) -> tuple[Limit, ...]:
    """Few tries for an account from one network, more for the network, many from everywhere together.

    A flood from many networks can stop the password of an account for an hour, never its e-mail links.
    """
    return (
        Limit("password", f"{email} {network}", 8, QUARTER),
        Limit("password-network", network, 100, QUARTER),
        Limit("password-account", email, 100, HOUR),
    )


def link_limits(email: str, network: str) -> tuple[Limit, ...]:
    """A mailbox must not be flooded. Whoever floods it has also filled it with links that work."""
    return (
        Limit("link", f"{email} {network}", 5, QUARTER),
        Limit("link-network", network, 60, QUARTER),
        Limit("link-account", email, 15, HOUR),
    )


def ask_for_link(email: str, network: str, following: str | None, *, at: dt.datetime, base_url: str) -> None:
    """Send a link to ``email`` if it is known; the asker is never told whether it is."""
    count_for_good(link_limits(email, network), at)
    person = find_active_person(email)
    if person is None:
        return
    link, token = new_link(person, LinkPurpose.SIGN_IN, at)
    url = address_of(LinkPurpose.SIGN_IN, token, base_url)
    letter = sign_in_letter(person.name, f"{url}?next={quote(following)}" if following else url)
    record("sign-in link asked for", person, by=None, at=at)
    queue_message("sign-in-link", link.id, person.email, letter.subject, letter.body, at=at)


def sign_in_by_link(link: Link, *, at: dt.datetime) -> Person:
    """Use ``link`` up; two that press at the same moment do not both get in."""
    lock(link)
    if not link.is_open(at):
        raise LinkUsed("The link was used before, or its time is over.")
    link.used_at = at
    return _arrive(link.person, link.purpose.value, at)


def sign_in_by_password(email: str, password: str, network: str, *, at: dt.datetime) -> Person:
    """The person with this address and password. Unknown, disabled and wrong all look, and last, the same."""
    person = find_active_person(email)
    kept = person.password_hash if person else None
    limits = password_limits(email, network)
    count_for_good(limits, at)
    fits = password_fits(kept, password)  # slow: no transaction is open here
    renewed = hash_password(password) if fits and kept and is_outdated(kept) else kept
    if person is None or not fits:
        raise BrokenRule(WRONG, field="password")
    lock(person)
    if not person.is_active or person.password_hash != kept:
        raise BrokenRule(WRONG, field="password")  # changed while we looked
    person.password_hash = renewed
    take_back(limits, at)
    return _arrive(person, "password", at)


def _arrive(person: Person, way: str, at: dt.datetime) -> Person:
    if person.joined_at is None:
        person.joined_at = at
        record("person joined", person, by=person, at=at)
    record("signed in", person, by=person, at=at, way=way)
    return person


def change_password(person: Person, current: str, new: str, *, at: dt.datetime) -> None:
    """Set a password, or replace it by one who knows it; every other browser is signed out."""
    problem = password_problem(new, person.name, person.email, person.email.partition("@")[0])
    if problem:
        raise BrokenRule(problem, field="new")
    kept = person.password_hash
    count_for_good((Limit("password-change", str(person.id), 10, QUARTER),), at)
    if kept and not password_fits(kept, current):
        raise BrokenRule("Current password is not right", field="current")
    made = hash_password(new)  # slow: no transaction is open here
    lock(person)
    if person.password_hash != kept:
        raise BrokenRule("Your password was changed in the meantime. Try again", field="current")
    person.password_hash, person.session_key = made, new_session_key()
    record("password changed", person, by=person, at=at)
    letter = password_letter(person.name)
    version = at.isoformat(timespec="seconds")
    queue_message(
        "password-changed", person.id, person.email, letter.subject, letter.body, at=at, version=version
    )


def sign_out_everywhere(person: Person, *, at: dt.datetime) -> None:
    """No cookie of this person is good any more, on any device."""
    person.session_key = new_session_key()
    record("signed out everywhere", person, by=person, at=at)
