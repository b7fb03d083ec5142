"""The sample nomination: written by an organiser, shown to the panel, agreed on by who leads it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.database import db, lock
from awards.core.errors import BrokenRule, Stale, WrongState
from awards.core.outbox import queue_message
from awards.core.text import clean_line, clean_text, count_words
from awards.editions.models import Category
from awards.editions.states import Stage
from awards.judging import emails
from awards.judging.models import CalibrationEntry, CalibrationSheet, Panel, PanelMember
from awards.judging.queries import (
    find_sample,
    questions_for_judges,
    rule_criteria,
    sample_sheet,
    standing_of,
)
from awards.judging.rules import WORDS_IN_A_SENTENCE
from awards.judging.states import CalibrationState, SeatState, calibration_lifecycle

ELSEWHERE = "The sample was saved in another window in the meantime. Save again to keep what stands here."
BEGUN = "Somebody has begun to score the sample, so its text stays as it is."
SETTLED = "Somebody else changed the agreed answer in the meantime. Press again to put yours in its place."
SHOWN = "The panel sees this sample. Take it back first, then change it."


@dataclass(frozen=True, slots=True)
class Agreed:
    """The point that the panel agreed on for a criterion, and why."""

    points: int
    because: str


def write_sample(
    panel: Panel,
    category: Category,
    title: str,
    texts: Mapping[str, str],
    *,
    by: Person,
    at: dt.datetime,
    version: int | None = None,
) -> CalibrationEntry:
    """Keep the draft of a sample; ``texts`` are by the key of the question. Gaps are fine.

    ``version`` is the draft's as the writer last saw it, 0 before there was one.
    """
    lock(panel)
    _check_stage(panel)
    sample = find_sample(panel, category)
    if sample:
        lock(sample)
    title, parts = clean_line(title), _parts(category, texts)
    if sample and (sample.title, sample.parts) == (title, parts):
        return sample
    if sample and sample.state is not CalibrationState.DRAFT:
        raise WrongState(BEGUN if _has_sheets(sample) else SHOWN)
    if version is not None and version != (sample.version if sample else 0):
        raise Stale(ELSEWHERE)
    if sample is None:
        sample = CalibrationEntry(panel=panel, category=category, round=panel.round)
        db.session.add(sample)
    sample.title, sample.parts = title, parts
    db.session.flush()
    record("sample written", sample, by=by, at=at, panel=str(panel.id))
    return sample


def show_sample(sample: CalibrationEntry, *, by: Person, at: dt.datetime, base_url: str) -> None:
    """Let the panel score it. While judging is open, those who score are told; before, they find it there."""
    _hold(sample)
    if sample.state is not CalibrationState.DRAFT:
        return
    if not sample.title:
        raise BrokenRule("Give the sample a name first.")
    if not sample.parts:
        raise BrokenRule("Write the sample first: there is nothing to score yet.")
    calibration_lifecycle.apply(sample, "show")
    record("sample shown", sample, by=by, at=at)
    if sample.panel.edition.state is Stage.JUDGING:
        tell_of_sample(sample, at=at, base_url=base_url)


def tell_of_sample(sample: CalibrationEntry, *, at: dt.datetime, base_url: str) -> None:
    """Write to everybody who is to score it; nobody is told twice."""
    for member in _accepted(sample.panel):
        if member.scores:
            subject, body = emails.sample_ready(member, sample.panel.edition, base_url)
            queue_message("sample ready", sample.id, member.person.email, subject, body, at=at)


def take_sample_back(sample: CalibrationEntry, *, by: Person, at: dt.datetime) -> None:
    """Make it a draft again, while nobody has begun to score it."""
    _hold(sample)
    if sample.state is CalibrationState.DRAFT:
        return
    if _has_sheets(sample):
        raise WrongState(BEGUN)
    calibration_lifecycle.apply(sample, "take_back")
    record("sample taken back", sample, by=by, at=at)


def remove_sample(sample: CalibrationEntry, *, by: Person, at: dt.datetime) -> None:
    """Do without it, while nobody has begun to score it."""
    _hold(sample)
    if _has_sheets(sample):
        raise WrongState("Somebody has begun to score the sample, so it cannot be removed.")
    record("sample removed", sample, by=by, at=at, panel=str(sample.panel_id))
    db.session.delete(sample)


def show_spread(sample: CalibrationEntry, *, by: Person, at: dt.datetime) -> None:
    """Who leads the panel looks at the points: their own are handed in, and they know who is missing."""
    _hold(sample)
    check_spread(sample, by)
    if sample.shown_at is None:
        sample.shown_at = at
        record("spread shown", sample, by=by, at=at, missing=len(standing_of(sample).missing))


def check_spread(sample: CalibrationEntry, by: Person) -> None:
    """Raise WrongState, unless this leader may see the points."""
    seat = next(member for member in sample.panel.members if member.person_id == by.id)
    sheet = sample_sheet(sample, by)
    if sample.state is CalibrationState.DRAFT:
        raise WrongState("The sample is not shown to the panel yet.")
    if seat.scores and (sheet is None or sheet.submitted_at is None):
        raise WrongState("Score the sample yourself first, so that nobody else’s points lead you.")
    submitted = sa.exists().where(
        CalibrationSheet.entry_id == sample.id, CalibrationSheet.submitted_at.is_not(None)
    )
    if not db.session.scalar(sa.select(submitted)):
        raise WrongState("Nobody has scored the sample yet.")


def agree_on_sample(
    sample: CalibrationEntry,
    agreed: Mapping[str, Agreed],
    words: str,
    *,
    by: Person,
    at: dt.datetime,
    base_url: str,
    version: int | None = None,
) -> None:
    """Settle what the sample is worth and why; the panel sees it with the spread. It may change later.

    Who has scored it is told once; who has not, sees it when they have.
    """
    _hold(sample, Stage.MODERATION)
    check_spread(sample, by)
    if sample.shown_at is None:
        raise WrongState("Look at the spread first.")
    settled = _settled(sample, agreed)
    words = clean_text(words)
    if (sample.agreed, sample.agreed_because) == (settled, words):
        return
    if version is not None and version != sample.version:
        raise Stale(SETTLED)
    first = sample.agreed_at is None
    sample.agreed_at = sample.agreed_at or at
    calibration_lifecycle.apply(sample, "agree")
    sample.agreed, sample.agreed_because = settled, words
    points = {key: each["points"] for key, each in settled.items()}
    record("sample agreed" if first else "agreed answer changed", sample, by=by, at=at, points=points)
    missing = standing_of(sample).missing
    for member in _accepted(sample.panel):
        if member.person_id != by.id and member not in missing:
            subject, body = emails.sample_agreed(member, sample.panel.edition, base_url)
            queue_message("sample agreed", sample.id, member.person.email, subject, body, at=at)


def _settled(sample: CalibrationEntry, agreed: Mapping[str, Agreed]) -> dict[str, dict[str, object]]:
    settled: dict[str, dict[str, object]] = {}
    for criterion in rule_criteria(sample.category, sample.round):
        given = agreed.get(criterion.key)
        if given is None or not 0 <= given.points <= criterion.maximum:
            raise BrokenRule(
                f"Choose the agreed point for “{criterion.name}”.", field=f"points-{criterion.key}"
            )
        because = clean_text(given.because)
        if count_words(because) < WORDS_IN_A_SENTENCE:
            sentence = f"Say in a sentence why “{criterion.name}” is a {given.points} here."
            raise BrokenRule(sentence, field=f"because-{criterion.key}")
        settled[criterion.key] = {"points": given.points, "because": because}
    return settled


def _parts(category: Category, texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"key": question.key, "heading": question.label, "text": text}
        for question in questions_for_judges(category)
        if (text := clean_text(texts.get(question.key, "")))
    ]


def _accepted(panel: Panel) -> list[PanelMember]:
    return [member for member in panel.members if member.state is SeatState.ACCEPTED]


def _has_sheets(sample: CalibrationEntry) -> bool:
    return bool(db.session.scalar(sa.select(sa.exists().where(CalibrationSheet.entry_id == sample.id))))


def _hold(sample: CalibrationEntry, last: Stage = Stage.JUDGING) -> None:
    """Keep the sample as it is until the transaction ends, and see it as it is now."""
    lock(sample)
    _check_stage(sample.panel, last)


def _check_stage(panel: Panel, last: Stage = Stage.JUDGING) -> None:
    stage = panel.edition.state
    if stage is not last and stage.is_at_least(last):
        raise WrongState("Judging has closed; the sample stays as it is.")
