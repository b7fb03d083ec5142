"""Starting a nomination and saving its answers."""

import datetime as dt
from collections.abc import Mapping

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.database import db, lock
from awards.core.errors import BrokenRule, Stale, WrongState
from awards.editions.models import Category, Section
from awards.nominations.answering import TEAM_NAME, kept, version_of
from awards.nominations.deadlines import why_not_start
from awards.nominations.models import Answer, Nomination
from awards.nominations.queries import find_participant
from awards.nominations.reading import keys_asked, plain_values
from awards.nominations.rules import answer_problems, is_answered, reference
from awards.nominations.services.shared import note_change, open_for_writing
from awards.nominations.states import NominationState
from awards.organisations.models import Organisation

CHANGED = "Somebody else changed this section while you were writing."


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
    """Keep what was answered in ``section``, gaps and all; the new version of its answers.

    With the ``version`` that the writer had before them, raise Stale rather than overwrite somebody else.
    """
    open_for_writing(nomination, at)
    after, changes = _with(nomination, section, answers, version)
    if changes:
        _check(nomination, section, after)
        _write(nomination, section, after)
        note_change(nomination, "answers saved", by=by, at=at, base_url=base_url, section=section.key)
    return version_of(after)


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
    after, changes = _with(nomination, section, answers, version)
    if changes:
        _write(nomination, section, after)
        note_change(nomination, "answers saved", by=by, at=at, base_url="", section=section.key)
    return version_of(after)


def _with(
    nomination: Nomination, section: Section, answers: Mapping[str, object], version: str | None
) -> tuple[dict[str, object], bool]:
    """The section's values with these answers, and whether they are others than before."""
    before = plain_values(nomination, section)
    questions = {question.key: question for question in section.questions}
    if unknown := set(answers) - set(before):
        raise BrokenRule(f"This section does not ask for {', '.join(sorted(unknown))}.")
    after = before | {key: kept(questions[key], value) for key, value in answers.items()}
    if after != before and version is not None and version != version_of(before):
        raise Stale(CHANGED)
    return after, after != before


def _check(nomination: Nomination, section: Section, after: Mapping[str, object]) -> None:
    submitted = nomination.state is NominationState.SUBMITTED
    asked = keys_asked(nomination, after)
    for question in section.questions:
        if question.key not in after or question.key not in asked:
            continue
        value = after[question.key]
        if problems := answer_problems(question, value):
            raise BrokenRule(problems[0], field=question.key)
        if submitted and question.required and not is_answered(value):
            raise BrokenRule(
                "This nomination is submitted, so this cannot be left empty.", field=question.key
            )


def _write(nomination: Nomination, section: Section, after: Mapping[str, object]) -> None:
    rows = {answer.question_id: answer for answer in nomination.answers}
    for question in section.questions:
        if question.key not in after:
            continue
        value, row = after[question.key], rows.get(question.id)
        if row and value is None:
            nomination.answers.remove(row)
        elif row:
            row.value = value
        elif value is not None:
            nomination.answers.append(Answer(question=question, value=value))
        if question.key == TEAM_NAME:
            nomination.team_name = str(value or "")[:200]
