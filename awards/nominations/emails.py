"""What we write to directors, delegates and organisers about nominations."""

from collections.abc import Sequence

from awards.core.clock import show_date, show_moment
from awards.core.text import join_words
from awards.editions.timing import Closing
from awards.nominations.models import Comment, Nomination
from awards.nominations.states import NominationState

Letter = tuple[str, str]
"""Subject and body, at first without a greeting."""


def _letter(nomination: Nomination, subject: str, *paragraphs: str) -> Letter:
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    sign = f"{nomination.edition.name} organisers\n{nomination.edition.contact}"
    return subject, f"{text}\n\n{sign}\n"


def greeted(letter: Letter, name: str = "") -> Letter:
    """The letter as somebody gets it: with their name, where it goes to a person."""
    subject, body = letter
    return subject, f"Hello{' ' * bool(name)}{name},\n\n{body}"


def _page(nomination: Nomination, base_url: str, page: str = "") -> str:
    return f"{base_url}/nominations/{nomination.id}{page}"


def sign_off_asked(
    nomination: Nomination, name: str, reader: str, closes: Closing | None, link: str, news: str = ""
) -> Letter:
    """To a director: please read and sign. ``closes`` is None for one that waits whatever the deadline.

    ``news``: their comment and what changed, where they have read it before.
    """
    return _letter(
        nomination,
        f"Ready for you to sign: {nomination.title}",
        f"{name} has finished the nomination of {nomination.title} for {nomination.organisation.name} "
        "and asks you to read and sign it. Only a director can.",
        news,
        f"It is NOT SUBMITTED until you sign it.{_by_when(closes)}",
        "It takes about ten minutes, on a phone too. When you have read it, you can sign it, return it with "
        f"a comment, or change it:\n{link}",
        f"This link signs you in as {reader}, so please do not pass it on. It works once, within 14 days; "
        "after that it leads you to a new one.",
    )


def since_read(comment: Comment | None, changed: Sequence[str]) -> str:
    """The director's comment and which answers changed since, as paragraphs of a message."""
    answers = f"Changed since then: {_quoted(changed)}." if changed else "Nothing was changed since then."
    if comment is None:
        return f"It was signed before. {answers}"
    return f"{comment.written_by.name} returned it with this comment:\n\n{comment.text}\n\n{answers}"


def _quoted(labels: Sequence[str]) -> str:
    return join_words([f"“{label}”" for label in labels])


def handed_back(
    nomination: Nomination, name: str, comment: str, closes: Closing | None, base_url: str
) -> Letter:
    """To those who write: the director wants something changed."""
    return _letter(
        nomination,
        f"Returned to you with a comment: {nomination.title}",
        f"{name} has read the nomination of {nomination.title} for {nomination.organisation.name} "
        "and returns it to you with this comment:",
        comment,
        f"Change it here:\n{_page(nomination, base_url)}",
        f"It is NOT SUBMITTED. When you have changed it, ask your director again.{_by_when(closes)}",
    )


def receipt(nomination: Nomination, name: str, closes: Closing | None, base_url: str) -> Letter:
    """To the director and the delegates: it has arrived. ``closes`` is None when it can no longer change."""
    until = f"You can still change it until {closes.words}; it stays submitted" if closes else ""
    return _letter(
        nomination,
        f"We have your nomination: {nomination.reference}",
        f"Thank you. {name} submitted the nomination of {nomination.title} "
        f"for {nomination.organisation.name} at {show_moment(nomination.submitted_at)}.",
        f"Its reference is {nomination.reference}. Please give it when you write to us.",
        f"{until or 'You can read it here'}:\n{_page(nomination, base_url)}",
        "We read every nomination and write to you if something has to change. Then it goes to the judges.",
    )


def _by_when(closes: Closing | None) -> str:
    if closes is None:
        return ""
    return " ".join(["", f"Nominations close at {closes.words}.", *([closes.rule] if closes.rule else [])])


def changed(nomination: Nomination, name: str, labels: Sequence[str], base_url: str) -> Letter:
    """To the directors: somebody else changed what was signed. What was found is counted, never quoted."""
    found = nomination.open_findings
    warning = (
        f"Our check found {found} passage{'s' * (found != 1)} that may identify a child or a family. "
        "Please look at this first."
    )
    return _letter(
        nomination,
        f"Changed since it was signed: {nomination.reference}",
        f"{name} has changed the nomination of {nomination.title} after it was signed and submitted"
        f"{f': {_quoted(labels)}' if labels else ''}.",
        warning if found else "",
        "It stays submitted. Please look at what changed, change it if you want to, then sign it again. "
        f"What changed is listed here:\n{_page(nomination, base_url, '/check')}",
        "If more is changed soon after, you find it on the same page; we do not write each time.",
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
        "It counts as NOT SUBMITTED until a director of your organisation submits it again.",
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
    edition = nomination.edition
    return _letter(
        nomination,
        f"Accepted: {nomination.title} ({nomination.reference})",
        f"Good news: the nomination of {nomination.title} has been checked and accepted for "
        f"{edition.name}. It now goes to the judges. There is nothing more for you to do.",
        f"The evening is on {show_date(edition.ceremony_on)} at {edition.venue}.",
    )


def withdrawn(nomination: Nomination, name: str, base_url: str) -> Letter:
    """To the organisers: a team is out."""
    return _letter(
        nomination,
        f"Withdrawn: {nomination.organisation.name} ({nomination.reference})",
        f"{name} has withdrawn the nomination of {nomination.organisation.name}, {nomination.reference}.",
        f"The list is here:\n{_list(nomination, base_url)}",
    )


def withdrawn_by(nomination: Nomination, name: str, base_url: str, closes: Closing | None) -> Letter:
    """To the others of the organisation: a director took the team back. ``closes``: until when to undo it."""
    undo = f"A director can undo this until {closes.words}:" if closes else "What was written stays readable:"
    return _letter(
        nomination,
        f"Withdrawn: {nomination.title} ({nomination.reference})",
        f"{name} has withdrawn the nomination of {nomination.title} for {nomination.organisation.name}. "
        "The team takes no further part.",
        f"{undo}\n{_page(nomination, base_url)}",
    )


def restored(nomination: Nomination, name: str, base_url: str) -> Letter:
    """To the organisers: a team that was out is in again."""
    stands = "submitted" if nomination.state is NominationState.SUBMITTED else "NOT SUBMITTED"
    return _letter(
        nomination,
        f"No longer withdrawn: {nomination.organisation.name} ({nomination.reference})",
        f"{name} has undone the withdrawal of the nomination of {nomination.organisation.name}, "
        f"{nomination.reference}. It is {stands}, as it was before.",
        f"The list is here:\n{_list(nomination, base_url)}",
    )


def restored_by(nomination: Nomination, name: str, base_url: str, closes: Closing | None) -> Letter:
    """To the others of the organisation: the team is in again."""
    submitted = nomination.state is NominationState.SUBMITTED
    stands = "It is submitted, as it was before." if submitted else "It is NOT SUBMITTED."
    return _letter(
        nomination,
        f"No longer withdrawn: {nomination.title} ({nomination.reference})",
        f"{name} has undone the withdrawal of the nomination of {nomination.title} "
        f"for {nomination.organisation.name}.",
        f"{stands}{'' if submitted else _by_when(closes)}",
        f"See it here:\n{_page(nomination, base_url)}",
    )


def _list(nomination: Nomination, base_url: str) -> str:
    return f"{base_url}/editions/{nomination.edition.slug}/nominations"


def help_begun(nomination: Nomination, name: str, reason: str, base_url: str) -> Letter:
    """To the director and the delegates: an organiser writes on your behalf."""
    return _letter(
        nomination,
        f"We are writing for you: {nomination.title} ({nomination.reference})",
        f"{name}, one of the organisers, has opened the nomination of {nomination.title} "
        f"for {nomination.organisation.name} to write on your behalf. The reason given is:",
        reason,
        "It stays yours: only a director can submit it, and you can read and change every word. "
        f"See what was written, and by whom:\n{_page(nomination, base_url)}",
        "If you did not ask for this, please answer this message.",
    )


def virus_found(nomination: Nomination, name: str, question: str, base_url: str) -> Letter:
    """To those who write for the organisation: a file you sent was deleted."""
    return _letter(
        nomination,
        f"A file you sent was deleted: {nomination.title}",
        f"The virus check found something harmful in “{name}”, sent in answer to “{question}” "
        f"for the nomination of {nomination.title}. The file was deleted, and nobody was given it.",
        "What you wrote is safe. Please have the computer that the file came from checked, remove the file "
        f"on this page, and send a clean one:\n{_page(nomination, base_url)}",
    )


def virus_found_in(nomination: Nomination, name: str, question: str, base_url: str) -> Letter:
    """To the organisers: a nomination has lost a file. A draft is not theirs to read, so it says no more."""
    is_draft = nomination.submitted_at is None or nomination.state is NominationState.DRAFT
    what = "a file" if is_draft else f"“{name}” in answer to “{question}”"
    return _letter(
        nomination,
        f"Virus found in a file of {nomination.reference}",
        f"{nomination.organisation.name} sent {what} for its nomination "
        f"{nomination.reference}. The virus check found something harmful in it, so it was deleted; nobody "
        "was given it. Its director and delegates were told and asked to send a clean file.",
        f"The list of nominations is here:\n{_list(nomination, base_url)}",
    )
