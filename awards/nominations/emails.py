"""What we write to directors, delegates and organisers about nominations."""

import datetime as dt

from awards.core.clock import show_moment
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState

Letter = tuple[str, str]
"""Subject and body."""


def _letter(nomination: Nomination, subject: str, *paragraphs: str) -> Letter:
    text = "\n\n".join(["Hello,", *(paragraph for paragraph in paragraphs if paragraph)])
    sign = f"{nomination.edition.name} organisers\n{nomination.edition.contact}"
    return subject, f"{text}\n\n{sign}\n"


def _page(nomination: Nomination, base_url: str, page: str = "") -> str:
    return f"{base_url}/nominations/{nomination.id}{page}"


def sign_off_asked(nomination: Nomination, name: str, deadline: dt.datetime, base_url: str) -> Letter:
    """To the director: please read and submit. One that was returned waits, whatever the deadline."""
    returned = nomination.state is NominationState.RETURNED
    closing = "" if returned else f" Nominations close at {show_moment(deadline)}."
    return _letter(
        nomination,
        f"Ready for you to sign: {nomination.title}",
        f"{name} has finished the nomination of {nomination.title} for {nomination.organisation.name} "
        "and asks you to read and submit it. Only a director can. It takes about ten minutes.",
        f"Read it here:\n{_page(nomination, base_url, '/check')}",
        f"It is NOT SUBMITTED until you do.{closing}",
    )


def receipt(nomination: Nomination, name: str, deadline: dt.datetime | None, base_url: str) -> Letter:
    """To the director and the delegates: it has arrived. No deadline: it can no longer be changed."""
    until = f"You can still change it until {show_moment(deadline)}; it stays submitted" if deadline else ""
    return _letter(
        nomination,
        f"We have your nomination: {nomination.reference}",
        f"Thank you. {name} submitted the nomination of {nomination.title} "
        f"for {nomination.organisation.name} at {show_moment(nomination.submitted_at)}.",
        f"Its reference is {nomination.reference}. Please give it when you write to us.",
        f"{until or 'You can read it here'}:\n{_page(nomination, base_url)}",
    )


def changed(nomination: Nomination, name: str, base_url: str) -> Letter:
    """To the director: a delegate changed what you signed."""
    return _letter(
        nomination,
        f"Changed after you submitted it: {nomination.reference}",
        f"{name} has changed the nomination of {nomination.title}, which you had submitted. "
        "It stays submitted.",
        f"See how it reads now:\n{_page(nomination, base_url, '/check')}",
    )


def returned(nomination: Nomination, base_url: str) -> Letter:
    """To the director and the delegates: please change something."""
    return _letter(
        nomination,
        f"Please change your nomination: {nomination.title} ({nomination.reference})",
        f"Thank you for nominating {nomination.title}. "
        "Before we can accept it, we need you to change something:",
        nomination.note,
        f"Change it here:\n{_page(nomination, base_url)}",
        "It counts as not submitted until a director of your organisation submits it again.",
    )


def ineligible(nomination: Nomination) -> Letter:
    """To the director and the delegates: it cannot take part, and why."""
    return _letter(
        nomination,
        f"About your nomination: {nomination.title} ({nomination.reference})",
        f"Thank you for nominating {nomination.title}. "
        f"We are sorry: it cannot take part in {nomination.edition.name}.",
        f"The reason is:\n{nomination.note}",
        "If you think we are mistaken, please answer this message or ring us.",
    )


def accepted(nomination: Nomination) -> Letter:
    """To the director and the delegates: it takes part."""
    return _letter(
        nomination,
        f"Accepted: {nomination.title} ({nomination.reference})",
        f"Good news: the nomination of {nomination.title} has been checked and accepted for "
        f"{nomination.edition.name}. It now goes to the judges. There is nothing more for you to do.",
    )


def withdrawn(nomination: Nomination, name: str, base_url: str) -> Letter:
    """To the organisers: a team is out."""
    return _letter(
        nomination,
        f"Withdrawn: {nomination.title} ({nomination.reference})",
        f"{name} has withdrawn the nomination of {nomination.organisation.name}, {nomination.reference}.",
        f"The list is here:\n{base_url}/editions/{nomination.edition.slug}/nominations",
    )
