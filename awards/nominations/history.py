"""Who changed what in a nomination, the newest first, with the words that differ."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.audit import Event
from awards.core.clock import show_date
from awards.core.database import db
from awards.core.errors import NotFound
from awards.editions.models import Question
from awards.nominations.answering import shown
from awards.nominations.comparing import Pieces, told_apart
from awards.nominations.deeds import RETURNED, WROTE, in_words, who_did
from awards.nominations.models import Comment, Nomination, Revision
from awards.nominations.queries import get_texts
from awards.nominations.reading import form_values

ENTRIES_A_PAGE = 30
Questions = Mapping[uuid.UUID, Question]
Values = Mapping[uuid.UUID, object]


@dataclass(frozen=True)
class Entry:
    """One act of one person. Of an answer that was written: the texts before and after, and which it is.

    ``stands`` says whether it is the answer now. ``comment``: what a director wrote who returned it.
    """

    at: dt.datetime
    name: str
    sentence: str
    about: str = ""
    before: Pieces = field(default_factory=list)
    after: Pieces = field(default_factory=list)
    revision: uuid.UUID | None = None
    stands: bool = False
    comment: str = ""


@dataclass(frozen=True)
class History:
    """A page of entries; pages count from 1."""

    entries: Sequence[Entry]
    number: int
    pages: int

    @property
    def days(self) -> list[tuple[str, list[Entry]]]:
        """The entries by UK day."""
        return [(day, list(some)) for day, some in groupby(self.entries, lambda entry: show_date(entry.at))]


@dataclass(frozen=True)
class _Written:
    """An answer in one sitting, without its text; ``previous`` is what it took the place of."""

    began: dt.datetime
    at: dt.datetime
    place: int
    name: str
    id: uuid.UUID
    question_id: uuid.UUID
    previous: uuid.UUID | None

    def key(self, questions: Questions) -> str:
        question = questions.get(self.question_id)
        return question.key if question else ""

    def entry(self, questions: Questions, values: Values, now: Mapping[str, object]) -> Entry:
        question = questions[self.question_id]
        value = values.get(self.id)
        old = shown(question, values.get(self.previous)) if self.previous else ""
        before, after = told_apart(old, shown(question, value))
        sentence = "wrote" if not old else "emptied" if value is None else "changed"
        stands = value == now.get(question.key)
        return Entry(self.at, self.name, sentence, question.label, before, after, self.id, stands)


@dataclass(frozen=True)
class _Done:
    """An entry of the record."""

    at: dt.datetime
    place: int
    name: str
    action: str
    details: Mapping[str, Any]
    comment: str

    def key(self, _questions: Questions) -> str:
        return str(self.details.get("question", ""))

    def entry(self, questions: Questions, _values: Values, _now: Mapping[str, object]) -> Entry:
        labels = {question.key: question.label for question in questions.values()}
        sections = {each.section.key: each.section.title for each in questions.values()}
        about = labels.get(self.key(questions), sections.get(str(self.details.get("section", "")), ""))
        return Entry(self.at, self.name, in_words(self.action), about, comment=self.comment)


def history_of(nomination: Nomination, key: str = "", number: int = 1) -> History:
    """A page of what happened to the nomination, or only to the answer to the question with this key."""
    questions = {each.id: each for section in nomination.category.sections for each in section.questions}
    written = list(_written(nomination))
    since = min((each.began for each in written), default=None)
    rows: list[_Written | _Done] = [*written, *_done(nomination, since)]
    rows = [each for each in rows if not key or each.key(questions) == key]
    rows.sort(key=lambda each: (each.at, isinstance(each, _Written), each.place), reverse=True)
    pages = max(1, -(-len(rows) // ENTRIES_A_PAGE))
    number = min(max(1, number), pages)
    chosen = rows[(number - 1) * ENTRIES_A_PAGE : number * ENTRIES_A_PAGE]
    texts = [each for each in chosen if isinstance(each, _Written)]
    values = _values([wanted for each in texts for wanted in (each.id, each.previous) if wanted])
    now = form_values(nomination)
    return History([each.entry(questions, values, now) for each in chosen], number, pages)


def _written(nomination: Nomination) -> Iterator[_Written]:
    some = sa.select(Revision.began_at, Revision.ended_at, Person.name, Revision.id, Revision.question_id)
    some = some.join(Person, Person.id == Revision.written_by_id).where(
        Revision.nomination_id == nomination.id
    )
    latest: dict[uuid.UUID, uuid.UUID] = {}
    ordered = db.session.execute(some.order_by(Revision.ended_at, Revision.created_at))
    for place, (began, ended, name, revision_id, question_id) in enumerate(ordered):
        previous = latest.get(question_id)
        yield _Written(began, ended, place, name, revision_id, question_id, previous)
        latest[question_id] = revision_id


def _done(nomination: Nomination, texts_since: dt.datetime | None) -> Iterator[_Done]:
    """Every act; of those that only say that something was written, what the texts themselves do not tell."""
    some = sa.select(Event.number, Event.at, Event.action, Event.details, Person.name, Comment.text)
    some = some.outerjoin(Person, Person.id == Event.actor_id).where(Event.thing_id == nomination.id)
    with_it = sa.and_(Comment.nomination_id == Event.thing_id, Comment.written_at == Event.at)
    some = some.outerjoin(Comment, sa.and_(with_it, Event.action == RETURNED))
    for place, at, action, details, name, comment in db.session.execute(some):
        if action != WROTE or texts_since is None or at < texts_since:
            yield _Done(at, place, who_did(action, name), action, details, comment or "")


def _values(revision_ids: Collection[uuid.UUID]) -> Values:
    some = sa.select(Revision.id, Revision.value).where(Revision.id.in_(revision_ids))
    return {revision_id: value for revision_id, value in db.session.execute(some)}


def get_revision(revision_id: uuid.UUID) -> Revision:
    """What somebody once wrote, with its whole nomination, or NotFound."""
    revision = db.session.get(Revision, revision_id)
    if revision is None:
        raise NotFound
    nomination = get_texts(revision.nomination_id)
    if not any(revision.question in section.questions for section in nomination.category.sections):
        raise NotFound
    return revision
