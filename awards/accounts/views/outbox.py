"""The outbox: every message, what became of it, and another try for those that failed."""

from flask import current_app, flash, redirect, render_template, url_for
from markupsafe import Markup, escape

from awards.accounts.emails import OF_DRAFTS, ONE_TIME_KINDS, shown_subject
from awards.accounts.forms import PressedForm
from awards.accounts.policy import AccountPermission
from awards.accounts.queries import get_message, messages_page
from awards.accounts.rules import split_at_links
from awards.accounts.session import signed_in_person
from awards.accounts.views.blueprint import Answer, accounts, page_number
from awards.core import clock
from awards.core.access import requires
from awards.core.installation import find_installation
from awards.core.outbox import Message, send_again
from awards.core.states import MessageState

STATE_WORDS = {
    MessageState.QUEUED: ("Waiting", "blue"),
    MessageState.SENDING: ("Sending", "blue"),
    MessageState.SENT: ("Sent", "green"),
    MessageState.FAILED: ("Failed", "red"),
    MessageState.UNSURE: ("Not sure", "gold"),
}
"""What the pages say, and the colour of the tag; without a mail server a queued message is "kept here"."""


@accounts.get("/outbox")
@requires(AccountPermission.SEE_OUTBOX)
def outbox() -> Answer:
    """Every message, newest first."""
    page = messages_page(signed_in_person().id, page_number())
    return render_template("accounts/outbox.html", page=page, words=STATE_WORDS, subject_of=shown_subject)


@accounts.get("/outbox/<uuid:message>")
@requires(AccountPermission.SEE_OUTBOX, message=get_message)
def message(message: Message) -> Answer:
    """One message, as its reader gets it; a way in or a draft is hidden, except on a sample."""
    installation = find_installation()
    is_sample = installation is not None and installation.is_sample
    hidden = message.kind in ONE_TIME_KINDS | OF_DRAFTS.keys() and not is_sample
    body = None if hidden else _with_links(message.body) if is_sample else message.body
    return render_template(
        "accounts/message.html",
        message=message,
        subject=shown_subject(message.kind, message.subject),
        body=body,
        lets_in=message.kind in ONE_TIME_KINDS,
        form=PressedForm(),
        words=STATE_WORDS,
    )


def _with_links(body: str) -> Markup:
    """The body with our own addresses as links that can be followed."""
    parts = split_at_links(body, current_app.config["BASE_URL"])
    link = Markup('<a class="govuk-link" href="{0}">{0}</a>')
    return Markup("").join(link.format(text) if is_link else escape(text) for text, is_link in parts)


@accounts.post("/outbox/<uuid:message>/again")
@requires(AccountPermission.SEND_AGAIN, message=get_message)
def send_message_again(message: Message) -> Answer:
    """Try once more."""
    send_again(message, by=signed_in_person(), at=clock.now())
    flash("The message is in the queue again.", "success")
    return redirect(url_for(".message", message=message.id), 303)
