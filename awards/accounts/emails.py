"""The messages of this stage: short, plain, and each with one thing to do."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app

from awards.core.occasions import Occasion


@dataclass(frozen=True)
class Letter:
    """A subject and a body, ready for the outbox."""

    subject: str
    body: str


FROM = ", from "
"""Stands in a post that has not started, before its first day."""

ONE_TIME_KINDS = frozenset(
    {
        "sign-in-link",
        "invitation",
        "sign-off asked for",
        "consent asked",
        "reminder to answer",
        "reminder to sign",
    }
)
"""Messages that let their reader in: their bodies are nobody else's business."""


OF_DRAFTS: Mapping[str, str] = {
    "sign-off asked for": "A nomination is ready to sign",
    "returned by the director": "A director returned a nomination with a comment",
    "help begun": "An organiser writes on an organisation’s behalf",
    "virus found": "A file was deleted",
    "withdrawn by": "A nomination was withdrawn",
    "withdrawal undone by": "A withdrawal was undone",
    "reminder": "A reminder",
    "reminder to sign": "A reminder to sign",
    "reminder to answer": "A reminder to somebody named in a nomination",
    "reminder to judge": "A reminder to a judge",
}
"""Messages that may name a team whose nomination is a draft, or that say how far a judge is, and what the
outbox calls them: who looks after the mail may not read drafts, nor count what a judge does with a nomination
from which they stand aside.
"""


def shown_subject(kind: str, subject: str) -> str:
    """What the outbox calls a message."""
    return OF_DRAFTS.get(kind, subject)


def sign_in_letter(name: str, url: str) -> Letter:
    """The link that signs its reader in."""
    return _letter("Your link to sign in to TEA Awards", "sign-in-link", name=name, url=url)


def invitation_letter(
    name: str, url: str, inviter: str, post: str, occasion: Occasion, task: str = ""
) -> Letter:
    """Invite somebody to take up a post, and say what it asks of them, by when, and whom to ask."""
    subject = f"You are invited to {occasion.name or 'TEA Awards'}"
    facts = {"name": name, "url": url, "inviter": inviter, "post": post, "task": task}
    return _letter(subject, "invitation", **facts, occasion=occasion)


def post_letter(name: str, url: str, inviter: str, post: str, occasion: Occasion) -> Letter:
    """Tell somebody who knows the way in about a further post."""
    subject = f"You {'will be' if FROM in post else 'are now'} {post}"
    return _letter(subject, "post-started", name=name, url=url, inviter=inviter, post=post, occasion=occasion)


def confirmation_letter(name: str, url: str, inviter: str, post: str, occasion: Occasion) -> Letter:
    """Ask the organisers about somebody whom a director chose and who has another part already."""
    subject = "A delegate to confirm"
    facts = {"name": name, "url": url, "inviter": inviter, "post": post}
    return _letter(subject, "post-to-confirm", **facts, occasion=occasion)


def password_letter(name: str) -> Letter:
    """Tell somebody that their password was changed, in case it was not them."""
    return _letter("Your TEA Awards password was changed", "password-changed", name=name)


def _letter(subject: str, template: str, **values: str | Occasion) -> Letter:
    text = current_app.jinja_env.get_template(f"emails/accounts/{template}.txt")
    return Letter(subject, text.render(values))  # not render_template: a letter needs nothing that pages need
