"""Asking for the director's sign-off, returning it with a comment, submitting, signing again."""

import datetime as dt

from awards.accounts.models import Person
from awards.accounts.queries import posts_in
from awards.accounts.services import make_way_in
from awards.core.audit import record
from awards.core.clock import local
from awards.core.database import db
from awards.core.errors import BrokenRule, NotAllowed, Stale, WrongState
from awards.core.text import clean_text, count_words
from awards.editions.timing import Closing
from awards.nominations import emails
from awards.nominations.changes import changes_since_read, comment_waited_for, labels_of, read_moment
from awards.nominations.deadlines import closing_of, why_closed
from awards.nominations.deeds import RETURNED, SIGNED_AGAIN
from awards.nominations.models import Comment, Nomination
from awards.nominations.next_steps import SIGNED_AGAIN_IN
from awards.nominations.policy import signs_for
from awards.nominations.queries import find_participant, people_told
from awards.nominations.reading import missing_labels, too_long_labels
from awards.nominations.services.checks import refuse_unexplained
from awards.nominations.services.shared import (
    WRITERS,
    hold,
    open_for_writing,
    people_of,
    refuse_if_closed,
    send_to,
)
from awards.nominations.signing import ASKED, version_of_request
from awards.nominations.states import NominationState, nomination_lifecycle
from awards.organisations.roles import Role

READ_AGAIN = "This nomination may have changed after you opened the page. Read it again, then sign."
NOTHING_TO_SIGN = (
    "Nothing was signed: this nomination does not wait to be signed again any more. "
    "You see here how it stands now."
)
SIGNING_TIME = dt.timedelta(days=14)
"""How long the link in the request to sign lets its director in."""

LONGEST_COMMENT = 300
"""Words."""


def ask_for_sign_off(nomination: Nomination, *, by: Person, at: dt.datetime, base_url: str) -> int:
    """Write to every director of the organisation; to how many.

    Asked again with nothing changed, only a director who came since is written to. What is submitted already
    needs nobody.
    """
    open_for_writing(nomination, at)
    if nomination.state is NominationState.SUBMITTED:
        return 0
    _refuse_gaps(nomination)
    asked, changed = nomination.ready_at, nomination.changed_at
    if asked is None or (changed is not None and changed > asked):
        asked, directors = at, people_of(nomination, at, Role.DIRECTOR)
        if not directors:
            raise BrokenRule(
                f"We know of no director of {nomination.organisation.name}. Write to the organisers."
            )
    else:
        told = people_told(nomination, ASKED, version_of_request(asked))
        directors = [each for each in people_of(nomination, at, Role.DIRECTOR) if each.email not in told]
        if not directors:
            return 0
    nomination.ready_at, nomination.handed_back = asked, ""
    record(ASKED, nomination, by=by, at=at)
    comment, changed_answers = comment_waited_for(nomination), labels_of(changes_since_read(nomination))
    news = emails.since_read(comment, changed_answers) if read_moment(nomination) else ""
    for director in directors:
        link = link_to_sign(nomination, director, at=at, base_url=base_url)
        letter = emails.sign_off_asked(nomination, by.name, director.name, _closing(nomination), link, news)
        send_to([director], ASKED, nomination, letter, version_of_request(asked), at)
    return len(directors)


def link_to_sign(nomination: Nomination, director: Person, *, at: dt.datetime, base_url: str) -> str:
    """The address that signs the director in and leads straight to all there is to read and sign."""
    page = f"/nominations/{nomination.id}/check"
    return make_way_in(director, page, life=SIGNING_TIME, at=at, base_url=base_url)


def hand_back(nomination: Nomination, comment: str, *, by: Person, at: dt.datetime, base_url: str) -> None:
    """A director returns it to those who write, with a comment. Sent twice, it is returned once."""
    if not signs_for(by, nomination):
        raise NotAllowed(f"Only a director of {nomination.organisation.name} can return its nominations.")
    open_for_writing(nomination, at)
    if nomination.state is NominationState.SUBMITTED:
        raise WrongState("This nomination is submitted already. You can still change it, or withdraw it.")
    comment = _checked_comment(comment)
    if nomination.handed_back == comment and nomination.ready_at is None:
        return
    delegates = [each for each in people_of(nomination, at, Role.DELEGATE) if each.id != by.id]
    if not (delegates or _some_are_chosen(nomination, at)):
        raise BrokenRule(
            "Nobody else writes for your organisation. Change it yourself, or invite a delegate."
        )
    nomination.handed_back, nomination.ready_at, nomination.read_at = comment, None, at
    db.session.add(Comment(nomination=nomination, text=comment, written_by=by, written_at=at))
    record(RETURNED, nomination, by=by, at=at)
    letter = emails.handed_back(nomination, by.name, comment, _closing(nomination), base_url)
    send_to(delegates, RETURNED, nomination, letter, at.isoformat(), at)


def _some_are_chosen(nomination: Nomination, at: dt.datetime) -> bool:
    """Whether organisers are asked about a delegate. Nobody learns that: they find the comment later."""
    posts = posts_in(nomination.organisation_id, local(at).date(), Role.DELEGATE, waiting=True)
    return any(post.awaits_confirmation for post in posts)


def _checked_comment(typed: str) -> str:
    comment = clean_text(typed)
    if not comment:
        raise BrokenRule("Write what should be changed.", field="comment")
    if count_words(comment) > LONGEST_COMMENT:
        raise BrokenRule(f"Use {LONGEST_COMMENT} words or fewer.", field="comment")
    return comment


def submit_nomination(
    nomination: Nomination, *, by: Person, at: dt.datetime, base_url: str, version: int | None = None
) -> None:
    """A director puts the team forward. Submitted twice, it is submitted once.

    With the ``version`` the director read, raise Stale if it is not the one that would be submitted. Every
    page sends one.
    """
    if not signs_for(by, nomination):
        raise NotAllowed(f"Only a director of {nomination.organisation.name} can submit its nominations.")
    hold(nomination)
    if nomination.state is NominationState.SUBMITTED:
        return
    refuse_if_closed(nomination, at)
    if version is not None and version != nomination.version:
        raise Stale(READ_AGAIN)
    _refuse_gaps(nomination)
    nomination_lifecycle.apply(nomination, "submit")
    nomination.submitted_at, nomination.submitted_by, nomination.handed_back = at, by, ""
    nomination.read_at, nomination.altered_at = at, None
    record("nomination submitted", nomination, by=by, at=at)
    closes = None if why_closed(nomination, at) else _closing(nomination)
    letter = emails.receipt(nomination, by.name, closes, base_url)
    send_to(people_of(nomination, at, *WRITERS), "nomination receipt", nomination, letter, at.isoformat(), at)


def sign_again(nomination: Nomination, *, by: Person, at: dt.datetime, version: int | None = None) -> None:
    """A director has read what somebody else changed after the signature, and stands by it as it is now.

    It was submitted all the while. No deadline limits this: nothing changes. Signed twice, it is signed once.
    """
    if not signs_for(by, nomination):
        raise NotAllowed(f"Only a director of {nomination.organisation.name} can sign its nominations.")
    hold(nomination)
    if nomination.state is not NominationState.SUBMITTED:
        raise WrongState(NOTHING_TO_SIGN)
    if not nomination.is_altered:
        return
    if nomination.edition.state not in SIGNED_AGAIN_IN:
        raise WrongState("Nominations are checked by now, so there is nothing more to sign.")
    if version is not None and version != nomination.version:
        raise Stale(READ_AGAIN)
    _refuse_gaps(nomination)
    nomination.read_at, nomination.altered_at = at, None
    record(SIGNED_AGAIN, nomination, by=by, at=at)


def _refuse_gaps(nomination: Nomination) -> None:
    if gaps := missing_labels(nomination):
        raise BrokenRule(f"Before it can be signed, answer {gaps}.")
    if excess := too_long_labels(nomination):
        raise BrokenRule(f"Before it can be signed, shorten {excess}.")
    refuse_unexplained(nomination)


def _closing(nomination: Nomination) -> Closing | None:
    """When nominations close for the organisation; None for one that waits whatever the deadline."""
    if nomination.state is NominationState.RETURNED:
        return None
    return closing_of(nomination.edition, find_participant(nomination.edition_id, nomination.organisation_id))
