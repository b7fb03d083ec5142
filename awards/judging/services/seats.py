"""Seats: a member answers, reads the criteria, cannot go on, is asked again."""

import datetime as dt

from awards.accounts.models import Person
from awards.core import clock
from awards.core.audit import record
from awards.core.database import db, lock
from awards.core.errors import BrokenRule, WrongState
from awards.core.outbox import queue_message
from awards.core.text import clean_text
from awards.editions.states import Stage
from awards.judging import emails
from awards.judging.models import PanelMember
from awards.judging.queries import criteria_of, is_shared_out
from awards.judging.services.opening import bring_up_to_date
from awards.judging.services.seating import ask_to_judge, check_only_lead, check_open, drop_unsubmitted
from awards.judging.states import SeatState, seat_lifecycle

ACCEPTED_ALREADY = "You accepted this invitation. If you cannot go on, please write to the organisers."
SHARED_OUT = (
    "The nominations have been shared out among the other judges. If you can judge after all, please write "
    "to the organisers."
)


def accept_seat(member: PanelMember, *, by: Person, at: dt.datetime, base_url: str = "") -> None:
    """The member will judge. Who declined may think again, until others were given their part.

    A chair whose answer is late is still needed once the panel decides.
    """
    edition = member.panel.edition
    lock(edition)
    lock(member)
    if member.state is SeatState.ACCEPTED:
        return
    again = member.state is SeatState.DECLINED
    if edition.state.is_at_least(Stage.MODERATION if again else Stage.SEALED):
        raise WrongState("Judging has closed, so there is nothing to answer any more. Thank you.")
    if again:
        _check_free(member)
    seat_lifecycle.apply(member, "accept")
    member.answered_at, member.reason = at, ""
    record("invitation to judge accepted", member, by=by, at=at)
    if again and edition.state is Stage.JUDGING:
        bring_up_to_date(edition, by=by, at=at, base_url=base_url, told={member.person_id})


def decline_seat(member: PanelMember, reason: str, *, by: Person, at: dt.datetime, base_url: str) -> None:
    """The member cannot judge, and the organisers are told; a reason is welcome and not needed."""
    check_open(member.panel.edition)
    lock(member)
    if member.state is SeatState.DECLINED:
        return
    if member.state is SeatState.ACCEPTED:
        raise WrongState(ACCEPTED_ALREADY)
    seat_lifecycle.apply(member, "decline")
    member.answered_at, member.reason = at, clean_text(reason)
    drop_unsubmitted(member)
    record("invitation to judge declined", member, by=by, at=at)
    subject, body = emails.seat_declined(member, base_url)
    to, version = member.panel.edition.contact, at.isoformat()
    queue_message("judging declined", member.id, to, subject, body, at=at, version=version)


def mark_criteria_read(member: PanelMember, *, by: Person, at: dt.datetime) -> None:
    """The member has read what is scored and promises confidence; said twice, the first time stands."""
    lock(member)
    if member.state is not SeatState.ACCEPTED:
        raise WrongState("Please accept the invitation first.")
    if not any(criteria for _, criteria in criteria_of(member)):
        raise WrongState("The criteria are not written yet. We will write to you.")
    if member.criteria_read_at is None:
        member.criteria_read_at = at
        record("criteria read, confidence promised", member, by=by, at=at)


def leave_panel(member: PanelMember, reason: str, *, by: Person, at: dt.datetime) -> None:
    """A member cannot go on. What they submitted stays and counts; drafts and the rest are taken away."""
    check_open(member.panel.edition)
    lock(member)
    if member.state is SeatState.LEFT:
        return
    words = clean_text(reason)
    if not words:
        raise BrokenRule("Enter why they cannot go on", field="reason")
    seat_lifecycle.apply(member, "leave")
    member.answered_at, member.reason = at, words
    drop_unsubmitted(member)
    record("panel member left", member, by=by, at=at, panel=str(member.panel_id))


def bring_back(member: PanelMember, *, by: Person, at: dt.datetime, base_url: str = "") -> None:
    """Ask somebody again who declined or left. They begin as everybody does, with their answer."""
    check_open(member.panel.edition)
    lock(member)
    if member.is_seated:
        return
    check_only_lead(member.panel, member, is_chair=member.is_chair, is_deputy=member.is_deputy)
    seat_lifecycle.apply(member, "come_back")
    member.answered_at = member.criteria_read_at = member.declared_at = None
    member.reason = ""
    ask_to_judge(member, by=by, at=at, base_url=base_url)
    record("panel member asked again", member, by=by, at=at)
    edition, told = member.panel.edition, {member.person_id}
    if edition.state is Stage.JUDGING:
        bring_up_to_date(edition, by=by, at=at, base_url=base_url, told=told)


def remind_to_answer(member: PanelMember, *, by: Person, at: dt.datetime, base_url: str) -> bool:
    """Send the invitation again to who has not answered, once a day at most; whether it went out."""
    check_open(member.panel.edition)
    lock(member)
    if member.state is not SeatState.INVITED:
        raise WrongState(f"{member.person.name} has answered already.")
    if not may_ask_again(member, at):
        return False
    ask_to_judge(member, by=by, at=at, base_url=base_url)
    record("invitation to judge sent again", member, by=by, at=at)
    return True


def may_ask_again(member: PanelMember, at: dt.datetime) -> bool:
    """Whether nobody has written to the member today."""
    return member.invited_at is None or clock.local(member.invited_at).date() < clock.local(at).date()


def _check_free(member: PanelMember) -> None:
    """Nobody else took the seat while its holder had declined."""
    db.session.refresh(member.panel, ["members"])
    try:
        check_only_lead(member.panel, member, is_chair=member.is_chair, is_deputy=member.is_deputy)
    except BrokenRule:
        raise WrongState("Somebody else has taken your place. Thank you for offering.") from None
    if is_shared_out(member.panel):
        raise WrongState(SHARED_OUT)
