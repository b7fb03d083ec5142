"""The home of a director or delegate: what their organisations owe, by when, and who does what next."""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from awards.accounts.models import Person
from awards.accounts.queries import names_of_holders
from awards.core.clock import local, show_uk_moment
from awards.editions.models import Category, Edition, Participant
from awards.editions.states import Stage
from awards.editions.timing import Closing
from awards.nominations.deadlines import closing_of, why_closed_to, why_not_start
from awards.nominations.models import Nomination
from awards.nominations.next_steps import BUTTONS, UNSIGNED, Standing, Task, next_step, task_of, what_to_do
from awards.nominations.progress import Progress, progress_in
from awards.nominations.queries import categories_of, nominations_by_organisation, participants_among
from awards.nominations.states import NominationState
from awards.nominations.withdrawal import until_when, why_not_restored
from awards.organisations.roles import Role

Names = Mapping[tuple[uuid.UUID, Role], list[str]]


@dataclass(frozen=True)
class Card:
    """One nomination on the home page. ``task``: what of it waits for the reader.

    ``undo``: until when the reader can undo its withdrawal, in a sentence; empty where there is no way back.
    """

    nomination: Nomination
    answered: int
    required: int
    open: bool
    task: Task | None
    next_step: str
    undo: str = ""


@dataclass(frozen=True)
class Todo:
    """One thing that waits for the reader: a task with a nomination, or one to be started."""

    task: Task
    sentence: str
    by: str
    nomination: Nomination | None
    desk: "Desk"

    @property
    def button(self) -> str:
        """The words on the button that leads there."""
        return BUTTONS[self.task]


@dataclass(frozen=True)
class Desk:
    """What one organisation has in one category. ``number``: of the nomination a button would start."""

    participant: Participant
    category: Category
    cards: tuple[Card, ...]
    closing: Closing
    closed: str
    number: int
    directs: bool
    delegates: tuple[str, ...]
    directors: tuple[str, ...]

    @property
    def may_start(self) -> bool:
        """Whether another nomination can be started now."""
        return self.number > 0

    @property
    def standing(self) -> list[Card]:
        """The nominations that take part, or could."""
        return [card for card in self.cards if card.nomination.state is not NominationState.WITHDRAWN]

    @property
    def owed(self) -> str:
        """What the organisation owes and by when, in a line."""
        waiting = [card for card in self.standing if card.nomination.state in UNSIGNED]
        if self.standing and not waiting:
            return "Your organisation has nominated."
        if self.closed and not any(card.open for card in waiting):
            return f"{'NOT SUBMITTED. ' * bool(waiting)}{self.closed}{self._opening}"
        rule = f" {self.closing.rule}" if self.closing.rule else ""
        if not self.standing:
            return f"One nomination is due by {self.closing.words}.{rule}"
        return f"NOT SUBMITTED. {self._due(waiting)}{rule}"

    @property
    def _opening(self) -> str:
        edition = self.participant.edition
        early = edition.state is Stage.SET_UP
        return f" They open at {show_uk_moment(edition.nominations_open_at)}." if early else ""

    def _due(self, waiting: list[Card]) -> str:
        if self.closed:
            return "It counts again as soon as a director signs it with its changes."
        return f"{'It is' if len(waiting) == 1 else 'They are'} due by {self.closing.words}."

    @property
    def todos(self) -> Iterator[Todo]:
        """What waits for the reader here."""
        by = "" if self.closed else f"by {self.closing.words}"
        if self.may_start and not self.standing:
            yield Todo(Task.START, what_to_do(Task.START, ""), by, None, self)
        for card in self.cards:
            if card.task:
                title = f"“{card.nomination.title}”" if card.nomination.team_name else "your nomination"
                yield Todo(card.task, what_to_do(card.task, title, self.directors), by, card.nomination, self)


def desks_of(person: Person, edition: Edition, at: dt.datetime) -> list[Desk]:
    """Everything the person's organisations have to do with the edition, by organisation and category."""
    writes = [post for post in person.current_posts() if post.role in {Role.DIRECTOR, Role.DELEGATE}]
    directs = {post.organisation_id for post in writes if post.role is Role.DIRECTOR}
    ids = {post.organisation_id for post in writes if post.organisation_id}
    participants, categories = participants_among(edition, ids), categories_of(edition)
    theirs = nominations_by_organisation(edition, ids)
    progress, names = progress_in(edition, ids), names_of_holders(ids, local(at).date())
    return [
        _desk(
            participant,
            category,
            [each for each in theirs[participant.organisation_id] if each.category_id == category.id],
            _Reader(participant.organisation_id in directs, person.name, names, progress, at),
        )
        for participant in participants
        for category in categories
    ]


@dataclass(frozen=True)
class _Reader:
    """For whom the page is, and what was read for it."""

    directs: bool
    name: str
    names: Names
    progress: Progress
    at: dt.datetime

    def holders(self, body: uuid.UUID, role: Role) -> tuple[str, ...]:
        """The names of those who hold the post there."""
        return tuple(self.names[body, role])


def _desk(participant: Participant, category: Category, own: list[Nomination], reader: _Reader) -> Desk:
    edition, body = participant.edition, participant.organisation_id
    cards = tuple(_card(nomination, participant, reader) for nomination in own)
    taken = sum(each.state is not NominationState.WITHDRAWN for each in own)
    closed = why_not_start(edition, participant, reader.at)
    room = taken < category.max_per_organisation and not closed
    return Desk(
        participant,
        category,
        cards,
        closing_of(edition, participant),
        closed,
        max((each.number for each in own), default=0) + 1 if room else 0,
        reader.directs,
        reader.holders(body, Role.DELEGATE),
        reader.holders(body, Role.DIRECTOR),
    )


def _card(nomination: Nomination, participant: Participant, reader: _Reader) -> Card:
    answered, required = reader.progress.of(nomination)
    closed = why_closed_to(participant, nomination, reader.at)
    body, changed, checked = nomination.organisation_id, nomination.changed_at, nomination.checked_at
    standing = Standing(
        stage=Stage(participant.edition.state),
        state=nomination.state,
        open=not closed,
        complete=answered >= required,
        directs=reader.directs,
        asked=nomination.ready_at is not None,
        handed_back=bool(nomination.handed_back),
        answered_note=bool(changed and (checked is None or changed > checked)),
        altered=nomination.is_altered,
        delegates=[name for name in reader.holders(body, Role.DELEGATE) if name != reader.name],
        directors=reader.holders(body, Role.DIRECTOR),
    )
    until = closing_of(participant.edition, participant).words
    undoes = nomination.state is NominationState.WITHDRAWN and reader.directs
    undoes = undoes and not why_not_restored(nomination, participant, reader.at)
    return Card(
        nomination,
        answered,
        required,
        standing.open,
        task_of(standing),
        next_step(standing, closed, until),
        until_when(nomination, participant, reader.at) if undoes else "",
    )
