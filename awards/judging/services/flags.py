"""What a judge puts to the chair about a nomination: who is told of it, and the answer."""

import datetime as dt
import hashlib

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core import clock
from awards.core.audit import record
from awards.core.database import db, lock
from awards.core.errors import BrokenRule, Stale, WrongState
from awards.core.outbox import queue_for_all, queue_message
from awards.core.text import clean_line, clean_text
from awards.judging import emails
from awards.judging.models import ScoreSheet
from awards.judging.policy import leads_who_answer
from awards.judging.queries import ANSWERED_IN
from awards.nominations.file_queries import organisers_of


def write_to_leads(sheet: ScoreSheet, *, at: dt.datetime, base_url: str) -> None:
    """Tell whoever leads the panel that a judge has told them something; once for the same words.

    Where all of them stand aside from the nomination, the organisers who do not are told instead.
    """
    if not sheet.flag or sheet.flag_answer:
        return
    assignment, leads = sheet.assignment, leads_who_answer(sheet)
    people = leads or organisers_of(assignment.nomination, clock.local(at).date())
    to = {person.email for person in people if person.id != assignment.person_id}
    subject, body = emails.chair_told(sheet, base_url, stand_in=not leads)
    words = hashlib.sha256(sheet.flag.encode()).hexdigest()[:32]
    queue_for_all("chair told", sheet.id, to, subject, body, at=at, version=words)


def answer_flag(
    sheet: ScoreSheet, flag: str, answer: str, *, by: Person, at: dt.datetime, base_url: str
) -> None:
    """Say what becomes of a flag; the judge is told that there is an answer. Said twice, it is said once.

    ``flag`` is what is answered: the judge may have written something else since. The sheet's version stays
    as it is, for the judge may be writing on it at this moment.
    """
    assignment = sheet.assignment
    lock(sheet)
    if assignment.nomination.edition.state not in ANSWERED_IN:
        raise WrongState("Flags are answered until the results are sealed.")
    if not sheet.flag:
        raise WrongState("The judge has taken the flag back, so there is nothing to answer.")
    if clean_line(flag) != clean_line(sheet.flag):
        raise Stale("The judge wrote something else in the meantime. Read it, then answer.")
    answer = clean_text(answer)
    if not answer:
        raise BrokenRule("Write an answer", field="answer")
    if answer == sheet.flag_answer:
        return
    written = sa.update(ScoreSheet).where(ScoreSheet.id == sheet.id).values(flag_answer=answer)
    db.session.execute(written.execution_options(synchronize_session=False))
    db.session.expire(sheet, ["flag_answer"])
    event = record("flag answered", sheet, by=by, at=at)
    subject, body = emails.flag_answered(assignment, base_url)
    email = assignment.person.email
    queue_message("flag answered", sheet.id, email, subject, body, at=at, version=str(event.number))
