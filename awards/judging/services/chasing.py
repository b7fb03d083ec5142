"""Reminding judges of what waits for them: by hand, those who were chosen, nobody twice on a day."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence

from awards.accounts.models import Person
from awards.core import clock
from awards.core.audit import record
from awards.core.database import lock
from awards.core.errors import BrokenRule, WrongState
from awards.core.outbox import Message, queue_letters
from awards.editions.states import Stage
from awards.judging.chasing import (
    Lack,
    Reader,
    Wording,
    body_problem,
    compose,
    missing_words,
    subject_problem,
)
from awards.judging.models import Panel
from awards.judging.queries import REMINDER, JudgeProgress, PanelProgress, panel_progress

SENT_STAGES = frozenset(stage for stage in Stage if not stage.is_at_least(Stage.MODERATION))
OVER = "Judging has closed: there is nothing to remind anybody of."


def remind_judges(
    panel: Panel, words: Wording, seats: Collection[uuid.UUID], *, by: Person, at: dt.datetime, base_url: str
) -> int:
    """Write to the holders of some seats, each about their own work; to how many.

    Who has nothing to do any more, or was reminded today, is left out; pressed twice, it goes once. Whom one
    may remind depends on what one may know of; what a judge reads of their own work does not.
    """
    lock(panel)
    if panel.edition.state not in SENT_STAGES:
        raise WrongState(OVER)
    check_wording(words)
    if not seats:
        raise BrokenRule("Choose at least one judge", field="to")
    some = [each for each in to_remind(panel_progress(panel, by, at), by, at) if each.member.id in seats]
    ids = {each.member.id for each in some}
    theirs = panel_progress(panel, None, at)
    letters = [
        _letter(each, letter_to(each, theirs, words, by, base_url), at)
        for each in theirs.judges
        if each.member.id in ids
    ]
    queue_letters(letters)
    if letters:
        record("judges reminded", panel, by=by, at=at, people=len(letters))
    return len(letters)


def to_remind(progress: PanelProgress, by: Person, at: dt.datetime) -> list[JudgeProgress]:
    """Whom ``by`` can remind now: for whom something waits, who can sign in, and was not reminded today."""
    return [
        each
        for each in progress.judges
        if each.lack
        and each.member.person_id != by.id
        and not _is_new(each)
        and not was_reminded_today(each, at)
    ]


def not_let_in_yet(progress: PanelProgress) -> list[JudgeProgress]:
    """Who was asked and has not used their invitation: only that lets them in, so no reminder helps them."""
    return [each for each in progress.judges if _is_new(each)]


def _is_new(judge: JudgeProgress) -> bool:
    return judge.lack is Lack.ANSWER and judge.member.person.joined_at is None


def was_invited_today(judge: JudgeProgress, at: dt.datetime) -> bool:
    """Whether they were asked on this UK day and have not answered: they have had their mail."""
    asked = judge.member.invited_at
    return judge.lack is Lack.ANSWER and bool(asked and clock.local(asked).date() == clock.local(at).date())


def was_reminded_today(judge: JudgeProgress, at: dt.datetime) -> bool:
    """Whether a reminder went out to them on this UK day."""
    return judge.reminded_on == clock.local(at).date()


def check_wording(words: Wording) -> None:
    """Raise BrokenRule for a place in braces that we cannot fill in, and where one is missing."""
    if problem := subject_problem(words.subject):
        raise BrokenRule(problem, field="subject")
    if problem := body_problem(words.body):
        raise BrokenRule(problem, field="body")


def letter_to(
    judge: JudgeProgress, progress: PanelProgress, words: Wording, by: Person, base_url: str
) -> tuple[str, str]:
    """The subject and the body of what one of them finds in their mail."""
    panel, edition = progress.panel, progress.panel.edition
    reader = Reader(
        name=judge.member.person.name,
        edition=edition.name,
        panel=panel.name,
        missing=missing_words(judge.lack, panel.name, judge.work) if judge.lack else "",
        deadline=clock.show_uk_moment(progress.closes_at) if progress.closes_at else "",
        link=f"{base_url}/judging",
    )
    return compose(words, reader, f"{by.name}\n{edition.name}\n{edition.contact}")


def example_letter(
    judges: Sequence[JudgeProgress], progress: PanelProgress, words: Wording, by: Person, base_url: str
) -> tuple[str, str, str] | None:
    """What the first of them would find: to whom, its subject and its body; None without any."""
    return (
        (judges[0].member.person.name, *letter_to(judges[0], progress, words, by, base_url))
        if judges
        else None
    )


def _letter(judge: JudgeProgress, letter: tuple[str, str], at: dt.datetime) -> Message:
    subject, body = letter
    return Message(
        kind=REMINDER,
        thing_id=judge.member.id,
        recipient=judge.member.person.email,
        version=clock.local(at).date().isoformat(),
        subject=subject,
        body=body,
        due_at=at,
        created_at=at,
    )
