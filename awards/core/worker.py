"""The worker: does what pages leave behind, one piece at a time, each in short transactions of its own."""

import datetime as dt
import os
import secrets
import threading
from collections.abc import Callable, Sequence
from uuid import UUID

import sqlalchemy as sa
import structlog
from flask import Flask, current_app

from awards.core import clock
from awards.core.audit import last_event_number
from awards.core.database import db, reading, unit_of_work
from awards.core.installation import set_clock
from awards.core.mail import CANNOT_SEND, explain, send
from awards.core.outbox import Message, claim, finish, hold_back_old, is_work_due, postpone, release_expired
from awards.core.states import MessageState
from awards.core.throttle import forget_attempts

Job = Callable[[dt.datetime], bool]
"""Does one piece of work and says whether there was any; it keeps what it did by its own units of work."""

PAUSE = 1.0
"""Seconds between looks when there is nothing to do."""

LONGEST_PAUSE = 60.0
"""Seconds to wait at most when one job after the other breaks, for instance while the database is away."""

REMEMBERED = dt.timedelta(days=1)
"""How long tries are kept: longer than any limit looks back."""

OWNER = f"{os.getpid()}-{secrets.token_hex(4)}"
"""Who claims messages; no two workers have the same."""

log = structlog.get_logger()


def run_worker(app: Flask, jobs: Sequence[Job], stop: threading.Event, *, pause: float = PAUSE) -> None:
    """Do ``jobs`` until ``stop`` is set; the piece of work in hand is finished first."""
    broken_rounds = 0
    while not stop.is_set():
        worked, broke = False, False
        for job in jobs:
            if stop.is_set():
                return
            did = _do(app, job)
            worked, broke = worked or bool(did), broke or did is None
        broken_rounds = broken_rounds + 1 if broke else 0
        if broke:
            stop.wait(min(pause * 2**broken_rounds, LONGEST_PAUSE))
        elif not worked:
            stop.wait(pause)


def _do(app: Flask, job: Job) -> bool | None:
    """Whether there was work; None when the job broke, which must end neither the worker nor other jobs."""
    with app.app_context():
        try:
            with reading(), unit_of_work():
                set_clock()
            with unit_of_work():
                return job(clock.now())
        except Exception as problem:
            log.exception("job broke", job=getattr(job, "__name__", "job"), error=type(problem).__name__)
            return None


def once_every(interval: dt.timedelta, job: Job, *, not_before: dt.timedelta = dt.timedelta(0)) -> Job:
    """A job that, once it finds nothing to do, is looked at again only after ``interval``.

    It begins once the worker has been up for ``not_before``, and does not sleep through a clock that was
    put back.
    """
    began: dt.datetime | None = None
    looked: dt.datetime | None = None

    def timed(at: dt.datetime) -> bool:
        nonlocal began, looked
        began = began or at
        if looked is None and began <= at < began + not_before:
            return False
        if looked is not None and looked <= at < looked + interval:
            return False
        looked = at
        worked = job(at)
        if worked:
            looked = None
        return worked

    return timed


def after_new_events(job: Job, *, at_most_every: dt.timedelta = dt.timedelta(0)) -> Job:
    """A job that is looked at only after somebody did something: every act is in the record.

    What happens in a burst is looked at together: at once, and again when so much time has gone by.
    """
    seen: int | None = None
    looked: dt.datetime | None = None

    def following(at: dt.datetime) -> bool:
        nonlocal seen, looked
        if looked is not None and looked <= at < looked + at_most_every:
            return False
        with reading(), unit_of_work():
            now = last_event_number()
        if now == seen:
            return False
        looked = at
        worked = job(at)
        seen = now  # after the job: one that breaks is tried again
        return worked

    return following


def forget_old_tries(at: dt.datetime) -> bool:
    """Delete the tries that no limit looks at any more. Nothing waits for it, so it never counts as work."""
    with unit_of_work():
        forget_attempts(at - REMEMBERED)
    return False


def send_next_message(at: dt.datetime) -> bool:
    """Send the next message that is due: claim, commit, send, and only then finish and commit.

    Without a mail server nothing is claimed: messages stay queued, which the outbox page calls "kept here".
    """
    if not current_app.config["SENDS_MAIL"]:
        return False
    with reading(), unit_of_work():
        if not is_work_due(at):
            return False
    with unit_of_work() as session:
        release_expired(at)
        hold_back_old(at)
        message = claim(OWNER, at)
        if message is None:
            return False
        session.flush()
        session.expunge(message)  # no transaction is open while the mail server takes its time
    _note(message.id, _problem_of_sending(message))
    return True


def _problem_of_sending(message: Message) -> str | None:
    try:
        send(message, current_app.config["MAIL_SENDER"])
    except CANNOT_SEND as error:
        log.warning(
            "message not sent", message=str(message.id), tries=message.tries, error=type(error).__name__
        )
        return explain(error)
    return None


def _note(message_id: UUID, problem: str | None) -> None:
    """Keep what became of the message, unless our lease was lost and somebody decided otherwise."""
    at = clock.now()
    with unit_of_work():
        ours = sa.select(Message).where(
            Message.id == message_id,
            Message.owner == OWNER,
            Message.state.in_([MessageState.SENDING, MessageState.UNSURE]),
        )
        message = db.session.scalar(ours.with_for_update())
        if message is None:
            return
        if problem is None:
            finish(message, at)
        elif message.state is MessageState.SENDING:
            postpone(message, problem, at)
