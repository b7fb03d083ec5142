"""Score sheets: saved as drafts, submitted, reopened by the chair, who can be told what is amiss."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.database import db, is_alone, lock
from awards.core.errors import BrokenRule, Stale, WrongState
from awards.core.outbox import queue_message
from awards.core.text import clean_text
from awards.editions.states import Stage
from awards.judging import emails
from awards.judging.marks import Marks, writing_problem
from awards.judging.models import Assignment, Score, ScoreSheet, SheetVersion
from awards.judging.queries import first_sample, marks_on, rule_criteria
from awards.judging.rules import draft_problems, score_problems
from awards.judging.services.flags import write_to_leads
from awards.judging.states import SheetState, sheet_lifecycle
from awards.judging.telling import told_again, told_more

SAMPLE_FIRST = (
    "Your panel scores a sample first. Open “Judging” in another window and score it, then save here."
)
ELSEWHERE = "This score sheet was saved in another window in the meantime."
ANSWERED = "The chair was told already. Save the score sheet by its button to tell them more."


def save_sheet(
    assignment: Assignment,
    marks: Marks,
    *,
    by: Person,
    at: dt.datetime,
    version: int | None = None,
    skip: bool = False,
    by_itself: bool = False,
) -> ScoreSheet:
    """Keep what the judge wrote so far; gaps are fine. ``skip`` puts it off until the others are done.

    ``version`` is the sheet's as the judge last saw it, 0 before there was one. Saying the same again
    changes nothing, so that a double click does no harm. What the chair was told stays: other words are put
    below it, but not half-written ones, where the sheet is saved ``by_itself``.
    """
    sheet = _hold(assignment)
    if sheet and sheet.has_told:
        marks = replace(marks, flag=told_more(sheet.flag, sheet.flag_answer, marks.flag, at))
        if by_itself and marks.flag != sheet.flag:
            raise Stale(ANSWERED)
    if sheet and marks.same_as(marks_on(sheet)):
        sheet.skipped = sheet.skipped or (skip and sheet.state is not SheetState.SUBMITTED)
        return sheet
    _check_writing(assignment, at)
    if version is not None and version != (sheet.version if sheet else 0):
        raise Stale(ELSEWHERE)
    problems = draft_problems(marks.scores, rule_criteria(assignment.nomination.category, assignment.round))
    _refuse(problems)
    if sheet is None:
        sheet = ScoreSheet(assignment=assignment, saved_at=at)
        db.session.add(sheet)
    _write(sheet, marks, at)
    sheet.skipped = skip
    db.session.flush()
    record("score sheet saved", sheet, by=by, at=at)
    return sheet


def submit_sheet(assignment: Assignment, *, by: Person, at: dt.datetime, base_url: str) -> ScoreSheet:
    """Hand in a complete sheet; from then on it counts. Submitted twice, it is submitted once.

    Where the judge tells the chair something, whoever leads the panel is written to.
    """
    sheet = _hold(assignment)
    if sheet and sheet.state is SheetState.SUBMITTED:
        return sheet
    _check_writing(assignment, at)
    marks = marks_on(sheet)
    criteria = rule_criteria(assignment.nomination.category, assignment.round)
    _refuse(score_problems(marks.scores, marks.comments, criteria))
    if sheet is None:
        raise BrokenRule("Give your scores first.")
    last = _last_version(sheet) if sheet.state is SheetState.REOPENED else None
    sheet_lifecycle.apply(sheet, "submit")
    sheet.submitted_at, sheet.skipped = at, False
    _keep_version(sheet, marks, last)
    record("score sheet submitted", sheet, by=by, at=at)
    write_to_leads(sheet, at=at, base_url=base_url)
    return sheet


def hand_in(
    assignment: Assignment,
    marks: Marks,
    *,
    by: Person,
    at: dt.datetime,
    base_url: str,
    version: int | None = None,
) -> ScoreSheet:
    """Save and submit in one step."""
    save_sheet(assignment, marks, by=by, at=at, version=version)
    return submit_sheet(assignment, by=by, at=at, base_url=base_url)


def submit_complete_sheets(
    assignments: Sequence[Assignment], *, by: Person, at: dt.datetime, base_url: str
) -> int:
    """Submit all of a judge's drafts from which nothing is missing; how many there were."""
    for assignment in assignments:
        submit_sheet(assignment, by=by, at=at, base_url=base_url)
    return len(assignments)


def reopen_sheet(sheet: ScoreSheet, reason: str, *, by: Person, at: dt.datetime, base_url: str) -> None:
    """The chair gives a submitted sheet back to its judge; the version that counted is kept."""
    assignment = sheet.assignment
    _hold(assignment)
    if assignment.nomination.edition.state not in {Stage.JUDGING, Stage.MODERATION}:
        raise WrongState("Score sheets can be reopened until the results are sealed.")
    if assignment.panel_round.closed_at is not None:
        raise WrongState(
            "The round has closed and its ranking is shown, so its score sheets stay as they are."
        )
    reason = clean_text(reason)
    if not reason:
        raise BrokenRule("Say why you reopen the score sheet.", field="reason")
    if sheet.state is SheetState.REOPENED:
        return
    if not assignment.member.has_begun:
        name = assignment.person.name
        raise WrongState(f"{name} has left the panel and could not submit it again, so it stays as it is.")
    sheet_lifecycle.apply(sheet, "reopen")
    last = _last_version(sheet)
    if last:
        last.reopened_because = reason
    record("score sheet reopened", sheet, by=by, at=at)
    number = str(last.number if last else 0)
    subject, body = emails.sheet_reopened(assignment, reason, base_url)
    email = assignment.person.email
    queue_message("score sheet reopened", sheet.id, email, subject, body, at=at, version=number)


def tell_chair(assignment: Assignment, words: str, *, by: Person, at: dt.datetime, base_url: str) -> None:
    """Say something to the chair about a nomination; also once the sheet is submitted, to have it back.

    What was said before stays above it, with its answer. Whoever leads the panel is written to.
    """
    sheet = _hold(assignment)
    if assignment.nomination.edition.state not in {Stage.JUDGING, Stage.MODERATION}:
        raise WrongState("The chair can be told until the results are sealed.")
    words = clean_text(words)
    if not words:
        raise BrokenRule("Write what the chair should know.", field="words")
    if sheet is None:
        raise BrokenRule("Begin your score sheet first, and write it there.")
    below = told_again if sheet.flag_answer else told_more  # the same words after an answer ask anew
    said = below(sheet.flag, sheet.flag_answer, words, at)
    if said != sheet.flag:
        sheet.flag, sheet.flag_answer = said, ""
        record("chair told about a score sheet", sheet, by=by, at=at)
    write_to_leads(sheet, at=at, base_url=base_url)


def _hold(assignment: Assignment) -> ScoreSheet | None:
    """Keep the stage and the sheet as they are until the transaction ends, and see both as they are now."""
    if is_alone():
        return assignment.sheet
    db.session.flush()
    db.session.refresh(assignment.nomination.edition, with_for_update={"read": True})
    lock(assignment)
    db.session.refresh(assignment.panel_round)
    written = sa.select(ScoreSheet).filter_by(assignment_id=assignment.id).with_for_update(of=ScoreSheet)
    written = written.options(orm.selectinload(ScoreSheet.scores))
    db.session.scalars(written.execution_options(populate_existing=True)).all()
    db.session.expire(assignment, ["sheet"])
    return assignment.sheet


def _check_writing(assignment: Assignment, at: dt.datetime) -> None:
    edition = assignment.nomination.edition
    state = assignment.sheet.state if assignment.sheet else None
    problem = writing_problem(edition.state, edition.judging_closes_at, at, state, assignment.panel_round)
    if problem:
        raise WrongState(problem)
    if first_sample(assignment.person, assignment.panel_id):
        raise WrongState(SAMPLE_FIRST)


def _refuse(problems: Mapping[str, str]) -> None:
    for key, sentence in problems.items():
        raise BrokenRule(sentence, field=f"points-{key}")


def _write(sheet: ScoreSheet, marks: Marks, at: dt.datetime) -> None:
    there = {score.criterion_id: score for score in sheet.scores}
    assignment = sheet.assignment
    for criterion in assignment.nomination.category.criteria_in(assignment.round):
        score = there.get(criterion.id)
        if score is None:
            score = Score(criterion_id=criterion.id)
            sheet.scores.append(score)
        score.points = marks.scores.get(criterion.key)
        score.comment = marks.comments.get(criterion.key, "")
    if marks.flag != sheet.flag:
        sheet.flag_answer = ""  # it answers other words
    for name in ("comment", "may_release", "private_note", "flag"):
        setattr(sheet, name, getattr(marks, name))
    sheet.saved_at = at


def _keep_version(sheet: ScoreSheet, marks: Marks, last: SheetVersion | None) -> None:
    """Keep what counts from now on: neither the judge's own note nor what they told the chair does."""
    content = {
        "scores": dict(marks.scores),
        "comments": dict(marks.comments),
        "comment": marks.comment,
        "may_release": marks.may_release,
    }
    db.session.add(SheetVersion(sheet=sheet, number=last.number + 1 if last else 1, content=content))


def _last_version(sheet: ScoreSheet) -> SheetVersion | None:
    versions = sa.select(SheetVersion).filter_by(sheet_id=sheet.id).order_by(SheetVersion.number.desc())
    return db.session.scalar(versions.limit(1))
