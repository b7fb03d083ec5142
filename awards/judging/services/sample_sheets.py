"""A judge scores the sample nomination: saved as they write, then handed in once and for all."""

import datetime as dt
from collections.abc import Mapping

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.database import db, lock
from awards.core.errors import BrokenRule, Stale, WrongState
from awards.core.outbox import queue_message
from awards.editions.states import Stage
from awards.judging import emails
from awards.judging.marks import Marks
from awards.judging.models import CalibrationEntry, CalibrationSheet
from awards.judging.queries import rule_criteria, sample_sheet, standing_of
from awards.judging.rules import draft_problems, score_problems
from awards.judging.states import CalibrationState, SeatState

ELSEWHERE = "Your scores of the sample were saved in another window in the meantime."


def save_sample_sheet(
    sample: CalibrationEntry, marks: Marks, *, by: Person, at: dt.datetime, version: int | None = None
) -> CalibrationSheet:
    """Keep what the judge gave so far; gaps are fine. Saying the same again changes nothing.

    ``version`` is the sheet's as the judge last saw it, 0 before there was one.
    """
    lock(sample)
    sheet = sample_sheet(sample, by)
    points = {key: given for key, given in marks.scores.items() if given is not None}
    comments = {key: text for key, text in marks.comments.items() if text}
    if sheet and (sheet.points, sheet.comments) == (points, comments):
        return sheet
    _check_writing(sample, sheet)
    if version is not None and version != (sheet.version if sheet else 0):
        raise Stale(ELSEWHERE)
    _refuse(draft_problems(points, rule_criteria(sample.category, sample.round)))
    if sheet is None:
        sheet = CalibrationSheet(entry=sample, person=by, saved_at=at)
        db.session.add(sheet)
    sheet.points, sheet.comments, sheet.saved_at = points, comments, at
    db.session.flush()
    record("sample score saved", sheet, by=by, at=at)
    return sheet


def hand_in_sample_sheet(
    sample: CalibrationEntry,
    marks: Marks,
    *,
    by: Person,
    at: dt.datetime,
    base_url: str,
    version: int | None = None,
) -> CalibrationSheet:
    """Save and submit; it stays as it is from then on. Submitted twice, it is submitted once.

    With the last of them, who leads the panel is told that the spread can be opened.
    """
    sheet = save_sample_sheet(sample, marks, by=by, at=at, version=version)
    if sheet.submitted_at is not None:
        return sheet
    _check_writing(sample, sheet)
    _refuse(score_problems(sheet.points, sheet.comments, rule_criteria(sample.category, sample.round)))
    sheet.submitted_at = at
    record("sample score submitted", sheet, by=by, at=at)
    db.session.flush()
    if sample.state is CalibrationState.OPEN and not standing_of(sample).missing:
        _tell_leaders(sample, at=at, base_url=base_url)
    return sheet


def _tell_leaders(sample: CalibrationEntry, *, at: dt.datetime, base_url: str) -> None:
    for member in sample.panel.members:
        if member.leads and member.state is SeatState.ACCEPTED:
            subject, body = emails.sample_scored(member, sample, base_url)
            queue_message("sample scored", sample.id, member.person.email, subject, body, at=at)


def _check_writing(sample: CalibrationEntry, sheet: CalibrationSheet | None) -> None:
    if sheet and sheet.submitted_at is not None:
        raise WrongState("You have submitted your scores of the sample. They stay as they are.")
    stage = sample.panel.edition.state
    if not stage.is_at_least(Stage.JUDGING):
        raise WrongState("Judging has not opened yet.")
    if stage is not Stage.JUDGING:
        raise WrongState("Judging has closed. What you saved is kept.")
    if sample.state is CalibrationState.DRAFT:
        raise WrongState(
            "The organisers have taken the sample back to change it. We tell you when it is there again."
        )


def _refuse(problems: Mapping[str, str]) -> None:
    for key, sentence in problems.items():
        raise BrokenRule(sentence, field=f"points-{key}")
