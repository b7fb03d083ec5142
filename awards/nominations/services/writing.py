"""Starting a nomination and saving its answers."""

import datetime as dt
from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.database import db, lock
from awards.core.errors import BrokenRule, Stale, WrongState
from awards.editions.models import Category, Question, Section
from awards.nominations.answering import TEAM_NAME, kept
from awards.nominations.deadlines import why_not_start
from awards.nominations.merging import goes_on, merged, version_known
from awards.nominations.models import Answer, Nomination, Revision
from awards.nominations.queries import find_participant, latest_revisions
from awards.nominations.reading import keys_asked, name_for_others, plain_values
from awards.nominations.rules import answer_problems, is_answered, reference
from awards.nominations.services.shared import ONE_SITTING, note_change, open_for_writing
from awards.nominations.states import NominationState
from awards.organisations.models import Organisation

Values = Mapping[str, object]


class Clash(Stale):
    """Somebody else changed the same answers in the meantime; ``keys`` says which."""

    def __init__(self, keys: Iterable[str]) -> None:
        super().__init__("Somebody else changed this section while you were writing.")
        self.keys = tuple(keys)


def start_nomination(
    category: Category, organisation: Organisation, *, by: Person, at: dt.datetime, number: int | None = None
) -> Nomination:
    """A new draft, or the one that is there: ``number`` says which of the organisation's it shall be.

    Without a number, the organisation's first that is not withdrawn.
    """
    lock(category.edition)
    theirs = sa.select(Nomination).filter_by(category_id=category.id, organisation_id=organisation.id)
    own = list(db.session.scalars(theirs.order_by(Nomination.number)))
    standing = [each for each in own if each.state is not NominationState.WITHDRAWN]
    same = [each for each in standing if number in (None, each.number)]
    if same:
        return same[0]
    _check_start(category, organisation, len(standing), at)
    nomination = Nomination(
        edition=category.edition,
        category=category,
        organisation=organisation,
        number=max((each.number for each in own), default=0) + 1,
        reference=_free_reference(category),
        changed_at=at,
    )
    db.session.add(nomination)
    db.session.flush()
    record("nomination started", nomination, by=by, at=at)
    return nomination


def _check_start(category: Category, organisation: Organisation, standing: int, at: dt.datetime) -> None:
    participant = find_participant(category.edition_id, organisation.id)
    if participant is None:
        raise BrokenRule(f"{organisation.name} does not nominate in {category.edition.name}.")
    if refusal := why_not_start(category.edition, participant, at):
        raise WrongState(refusal)
    if standing >= category.max_per_organisation:
        limit = category.max_per_organisation
        raise BrokenRule(
            f"{organisation.name} can make {limit} nomination{'s' * (limit > 1)} in {category.name}."
        )


def _free_reference(category: Category) -> str:
    slug = category.edition.slug
    stem = reference(slug, 0).removesuffix("000")
    taken = sa.select(sa.func.count()).select_from(Nomination).where(Nomination.reference.startswith(stem))
    return reference(slug, (db.session.scalar(taken) or 0) + 1)


def save_answers(
    nomination: Nomination,
    section: Section,
    answers: Mapping[str, object],
    *,
    by: Person,
    at: dt.datetime,
    version: str | None = None,
    base_url: str = "",
) -> str:
    """Keep what was answered in ``section``, gaps and all; the version that the writer's page now has.

    ``version`` is the one it had before: what the writer did not touch stays as others left it, and where
    both wrote in the same answer, raise Clash rather than overwrite it.
    """
    open_for_writing(nomination, at)
    given, before, after = _merge(nomination, section, answers, version)
    if after != before:
        _check(nomination, section, before, after)
        _write(nomination, section, after, by=by, at=at)
        note_change(nomination, "answers saved", by=by, at=at, base_url=base_url, section=section.key)
    return version_known(after, given, version)


def autosave_answers(
    nomination: Nomination,
    section: Section,
    answers: Mapping[str, object],
    *,
    by: Person,
    at: dt.datetime,
    version: str | None = None,
) -> str:
    """Save a draft by itself, texts beyond their limits too: who pastes too much shortens it tomorrow.

    What was submitted only changes when somebody presses the button.
    """
    open_for_writing(nomination, at)
    if nomination.state is NominationState.SUBMITTED:
        raise WrongState("This nomination is submitted: use the button to change it.")
    given, before, after = _merge(nomination, section, answers, version)
    if after != before:
        _write(nomination, section, after, by=by, at=at)
        note_change(nomination, "answers saved", by=by, at=at, base_url="", section=section.key)
    return version_known(after, given, version)


def _merge(
    nomination: Nomination, section: Section, answers: Values, version: str | None
) -> tuple[Values, Values, Values]:
    """What was given, as it is kept, and the section's values before and after it."""
    if section not in nomination.category.sections:
        raise WrongState("The organisers have taken this page off the form.")
    before = plain_values(nomination, section)
    questions = {question.key: question for question in section.questions}
    if unknown := set(answers) - set(before):
        raise BrokenRule(f"This section does not ask for {', '.join(sorted(unknown))}.")
    given = {key: kept(questions[key], value) for key, value in answers.items()}
    both = merged(before, given, version)
    if both.clashes:
        raise Clash(both.clashes)
    return given, before, both.values


def _check(nomination: Nomination, section: Section, before: Values, after: Values) -> None:
    submitted = nomination.state is NominationState.SUBMITTED
    asked = keys_asked(nomination, after)
    for question in section.questions:
        if question.key not in after or question.key not in asked:
            continue
        value = after[question.key]
        if value != before[question.key] and (problems := answer_problems(question, value)):
            raise BrokenRule(problems[0], field=question.key)
        if submitted and question.required and not is_answered(value):
            raise BrokenRule(
                "This nomination is submitted, so this cannot be left empty.", field=question.key
            )


def _write(nomination: Nomination, section: Section, after: Values, *, by: Person, at: dt.datetime) -> None:
    rows = {answer.question_id: answer for answer in nomination.answers}
    before = plain_values(nomination, section)
    changed = [q for q in section.questions if q.key in after and after[q.key] != before[q.key]]
    latest = latest_revisions(nomination, changed)
    for question in changed:
        value, row = after[question.key], rows.get(question.id)
        if row and value is None:
            nomination.answers.remove(row)
        elif row:
            row.value = value
        else:
            nomination.answers.append(Answer(question=question, value=value))
        if question.key == TEAM_NAME:
            nomination.team_name = name_for_others(nomination, question, str(value or ""))
        _keep_revision(nomination, question, value, latest.get(question.id), by=by, at=at)


def _keep_revision(
    nomination: Nomination,
    question: Question,
    value: object,
    last: Revision | None,
    *,
    by: Person,
    at: dt.datetime,
) -> None:
    """What somebody makes of an answer in one sitting is one revision, as long as little of it is lost."""
    read = nomination.read_at  # what a director read stays there to compare with
    unread = last is not None and (read is None or last.ended_at > read)
    if last and unread and _same_sitting(last, by, at) and goes_on(last.value, value):
        last.value, last.ended_at = value, at
        return
    revision = Revision(nomination_id=nomination.id, question_id=question.id, value=value)
    revision.written_by_id, revision.began_at, revision.ended_at = by.id, at, at
    db.session.add(revision)


def _same_sitting(last: Revision, by: Person, at: dt.datetime) -> bool:
    return last.written_by_id == by.id and dt.timedelta(0) <= at - last.began_at < ONE_SITTING
