"""The home of a director or delegate: what their organisations owe, by when, and the next thing to do."""

import datetime as dt
from dataclasses import dataclass

from awards.accounts.models import Person
from awards.core.clock import show_moment
from awards.editions.models import Category, Edition, Participant
from awards.nominations.deadlines import deadline_of, why_closed_to, why_not_start
from awards.nominations.models import Nomination
from awards.nominations.progress import progress_in
from awards.nominations.queries import categories_of, nominations_by_organisation, participants_among
from awards.nominations.states import NominationState
from awards.organisations.roles import Role


@dataclass(frozen=True)
class Card:
    """One nomination on the home page."""

    nomination: Nomination
    answered: int
    required: int
    open: bool
    next_step: str

    @property
    def ready(self) -> bool:
        """Whether all that is left is to read it, and to submit it or ask for that."""
        waits = self.nomination.state in {NominationState.DRAFT, NominationState.RETURNED}
        return self.open and waits and self.answered >= self.required


@dataclass(frozen=True)
class Desk:
    """What one organisation has in one category. ``number``: of the nomination a button would start."""

    participant: Participant
    category: Category
    cards: tuple[Card, ...]
    owed: str
    number: int

    @property
    def may_start(self) -> bool:
        """Whether another nomination can be started now."""
        return self.number > 0


def desks_of(person: Person, edition: Edition, at: dt.datetime) -> list[Desk]:
    """Everything the person's organisations have to do with the edition, by organisation and category."""
    writes = [post for post in person.current_posts() if post.role in {Role.DIRECTOR, Role.DELEGATE}]
    directs = {post.organisation_id for post in writes if post.role is Role.DIRECTOR}
    ids = {post.organisation_id for post in writes if post.organisation_id}
    participants, categories = participants_among(edition, ids), categories_of(edition)
    theirs = nominations_by_organisation(edition, ids)
    progress = progress_in(edition, ids)
    desks = []
    for participant in participants:
        for category in categories:
            own = [each for each in theirs[participant.organisation_id] if each.category_id == category.id]
            cards = tuple(
                _card(
                    nomination,
                    participant,
                    progress.of(nomination),
                    participant.organisation_id in directs,
                    at,
                )
                for nomination in own
            )
            desks.append(_desk(edition, participant, category, cards, at))
    return desks


def _card(
    nomination: Nomination, participant: Participant, counts: tuple[int, int], directs: bool, at: dt.datetime
) -> Card:
    edition, (answered, required) = participant.edition, counts
    closed = why_closed_to(participant, nomination, at)
    step = next_step(nomination, answered >= required, directs, closed, deadline_of(edition, participant))
    return Card(nomination, answered, required, not closed, step)


def next_step(
    nomination: Nomination, complete: bool, directs: bool, closed: str, deadline: dt.datetime
) -> str:
    """What to do with a nomination now, in a sentence."""
    if nomination.state in _DONE:
        return _DONE[nomination.state]
    if nomination.state is NominationState.SUBMITTED:
        return closed or f"Submitted. You can still change it until {show_moment(deadline)}."
    if closed:
        return f"Not submitted. {closed}"
    if nomination.state is NominationState.RETURNED:
        return "The organisers ask for a change. It is not submitted until a director submits it again."
    if not complete:
        return "Go on writing. It is not submitted yet."
    if directs:
        return "Everything is answered. Read it once more and submit it."
    return "Waiting for your director." if nomination.ready_at else "Ask your director to read and submit it."


_DONE = {
    NominationState.ACCEPTED: "Accepted. There is nothing more for you to do.",
    NominationState.INELIGIBLE: "It cannot take part. The reason was sent to you by email.",
    NominationState.WITHDRAWN: "Withdrawn by your organisation.",
}


def _desk(
    edition: Edition, participant: Participant, category: Category, cards: tuple[Card, ...], at: dt.datetime
) -> Desk:
    standing = [card for card in cards if card.nomination.state is not NominationState.WITHDRAWN]
    room = category.max_per_organisation - len(standing)
    closed = why_not_start(edition, participant, at)
    last = max((card.nomination.number for card in cards), default=0)
    number = last + 1 if room > 0 and not closed else 0
    return Desk(participant, category, cards, _owed(edition, participant, standing, closed), number)


def _owed(edition: Edition, participant: Participant, standing: list[Card], closed: str) -> str:
    deadline = show_moment(deadline_of(edition, participant))
    waiting = [card for card in standing if card.nomination.submitted_at is None]
    if closed and (waiting or not standing):
        return closed
    if not standing:
        return f"One nomination is due by {deadline}, UK time."
    if waiting:
        return f"Not submitted yet. It is due by {deadline}, UK time."
    return "Your organisation has nominated."
