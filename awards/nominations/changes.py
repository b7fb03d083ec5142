"""What changed in a nomination since a director last read it, answer by answer."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.audit import Event
from awards.core.database import db
from awards.editions.models import Question
from awards.nominations.answering import shown
from awards.nominations.comparing import Pieces, told_apart
from awards.nominations.deeds import BESIDE_TEXTS, in_words, who_did
from awards.nominations.models import Comment, Nomination, Revision
from awards.nominations.reading import form_values, keys_asked


@dataclass(frozen=True)
class Change:
    """An answer that reads otherwise than it did, or something done beside the texts.

    ``earlier`` is the revision that holds the text of before, where it can be put back.
    """

    at: dt.datetime
    name: str
    sentence: str
    about: str
    before: Pieces = field(default_factory=list)
    after: Pieces = field(default_factory=list)
    earlier: uuid.UUID | None = None

    @property
    def is_text(self) -> bool:
        """Whether there are two texts to compare."""
        return bool(self.before or self.after)


def read_moment(nomination: Nomination) -> dt.datetime | None:
    """When a director last read it whole, to sign it or to return it."""
    return nomination.read_at or nomination.submitted_at


def changes_since_read(nomination: Nomination) -> list[Change]:
    """What is otherwise than when a director last read it, in the order of the form; then the other acts."""
    since = read_moment(nomination)
    if since is None:
        return []
    questions = {each.id: each for section in nomination.category.sections for each in section.questions}
    return [*_texts(nomination, questions, since), *_acts(nomination, questions, since)]


def labels_of(changes: Sequence[Change]) -> list[str]:
    """The questions that the changes are about, each once."""
    return list(dict.fromkeys(change.about for change in changes if change.about))


def _texts(
    nomination: Nomination, questions: dict[uuid.UUID, Question], since: dt.datetime
) -> Iterator[Change]:
    some = sa.select(Revision.question_id, Revision.ended_at, Person.name)
    some = some.join(Person, Person.id == Revision.written_by_id).order_by(Revision.ended_at)
    later = some.where(Revision.nomination_id == nomination.id, Revision.ended_at > since)
    changed = {question_id: (at, name) for question_id, at, name in db.session.execute(later)}
    if not changed:
        return
    earlier = _before(nomination, list(changed), since)
    now, asked = form_values(nomination), keys_asked(nomination)
    for question in questions.values():
        if question.id not in changed or question.key not in asked:
            continue
        (at, name), (revision, old) = changed[question.id], earlier.get(question.id, (None, None))
        texts = shown(question, old) if revision else "", shown(question, now.get(question.key))
        if texts[0] != texts[1]:
            yield Change(at, name, "changed", question.label, *told_apart(*texts), revision)


def _before(
    nomination: Nomination, changed: list[uuid.UUID], since: dt.datetime
) -> dict[uuid.UUID, tuple[uuid.UUID, object]]:
    """The last text of each answer that is not later, with its revision."""
    some = sa.select(Revision.question_id, Revision.id, Revision.value)
    some = some.where(Revision.nomination_id == nomination.id, Revision.question_id.in_(changed))
    some = some.where(Revision.ended_at <= since).order_by(Revision.ended_at, Revision.created_at)
    return {question_id: (revision, value) for question_id, revision, value in db.session.execute(some)}


def _acts(
    nomination: Nomination, questions: dict[uuid.UUID, Question], since: dt.datetime
) -> Iterator[Change]:
    some = sa.select(Event.at, Event.action, Event.details, Person.name).order_by(Event.number)
    some = some.outerjoin(Person, Person.id == Event.actor_id).where(Event.thing_id == nomination.id)
    some = some.where(Event.at > since, Event.action.in_(BESIDE_TEXTS))
    labels = {question.key: question.label for question in questions.values()}
    done = {}
    for at, action, details, name in db.session.execute(some):
        about = labels.get(str(details.get("question", "")), "")
        done[action, name, about] = Change(at, who_did(action, name), in_words(action), about)
    yield from done.values()


def comments_on(nomination: Nomination) -> list[Comment]:
    """What directors wrote when they returned it, the newest first."""
    some = sa.select(Comment).filter_by(nomination_id=nomination.id)
    return list(db.session.scalars(some.order_by(Comment.written_at.desc(), Comment.created_at.desc())))


def comment_waited_for(nomination: Nomination) -> Comment | None:
    """The comment with which a director returned it, unless it was signed since."""
    return next((each for each in comments_on(nomination) if each.written_at == nomination.read_at), None)
