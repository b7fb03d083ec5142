"""The outbox and its worker, against real mail servers."""

import datetime as dt
import email
import threading
import uuid
from contextlib import contextmanager
from email import policy

import pytest
import sqlalchemy as sa

from awards.core import clock
from awards.core.database import db
from awards.core.mail import mail_server as read_mail_server
from awards.core.outbox import BACK_OFF, LEASE, Message, claim, finish, postpone, queue_message, send_again
from awards.core.states import MessageState
from awards.core.throttle import Attempt
from awards.core.worker import forget_old_tries, once_every, run_worker, send_next_message
from tests.core.mail_servers import Mailbox, free_port, mail_server, self_signed, silent_server
from tests.factories import make_person, refreshed

pytestmark = pytest.mark.both_databases


def make_message(**values):
    usual = {"kind": "note", "thing_id": uuid.uuid4(), "recipient": "jo@example.org", "subject": "Hello Jo"}
    message = Message(**usual | {"body": "Good evening – Jo.", "due_at": clock.now()} | values)
    db.session.add(message)
    db.session.commit()
    return message


@pytest.fixture
def sending(app, session):
    """``with sending(port)``: the application sends to that server and waits briefly."""

    @contextmanager
    def to(port, **values):
        state = app.extensions["mail"]
        settings = {"server": "127.0.0.1", "port": port, "suppress": False} | values
        before = {name: getattr(state, name) for name in settings}
        app.config.update(SENDS_MAIL=True, MAIL_TIME_OUT=0.3)
        vars(state).update(settings)
        try:
            yield
        finally:
            vars(state).update(before)
            app.config.update(SENDS_MAIL=False)
            app.config.pop("MAIL_TIME_OUT")

    return to


def attempt(sending, port, message, **values):
    """One try at ``message``, as it is kept afterwards."""
    with sending(port, **values):
        assert send_next_message(clock.now())
    return db.session.get_one(Message, message.id)


class TestSending:
    """One message on its way."""

    def test_a_message_is_delivered_once(self, sending):
        box, message = Mailbox(), make_message()
        with mail_server(box) as port, sending(port):
            assert send_next_message(clock.now())
            assert not send_next_message(clock.now())
        [letter] = box.letters
        read = email.message_from_bytes(letter.content, policy=policy.default)
        assert letter.rcpt_tos == ["jo@example.org"]
        assert (read["Subject"], read.get_content().strip()) == ("Hello Jo", "Good evening – Jo.")
        assert refreshed(db.session.get_one(Message, message.id)).state is MessageState.SENT

    def test_its_message_id_is_its_own_and_never_changes(self, sending):
        box, message = Mailbox(), make_message()
        with mail_server(box) as port:
            attempt(sending, port, message).state = MessageState.QUEUED
            db.session.commit()
            attempt(sending, port, message)
        ids = {email.message_from_bytes(letter.content)["Message-ID"] for letter in box.letters}
        assert ids == {f"<{message.id}@localhost>"}
        assert len(box.letters) == 2

    def test_a_refused_recipient_has_failed_after_all_tries(self, sending):
        message = make_message()
        with mail_server(Mailbox(refused="jo@example.org")) as port:
            for _ in range(len(BACK_OFF)):
                tried = attempt(sending, port, message)
                assert tried.state is MessageState.QUEUED
                tried.due_at = clock.now()
                db.session.commit()
            assert attempt(sending, port, message).state is MessageState.FAILED
        assert (
            refreshed(message_now(message)).problem
            == "The mail server refused the recipient's address. (550)"
        )

    def test_one_refused_recipient_does_not_hold_up_the_next(self, sending):
        box = Mailbox(refused="jo@example.org")
        make_message(due_at=clock.now() - dt.timedelta(minutes=1))
        make_message(recipient="al@example.org")
        with mail_server(box) as port, sending(port):
            assert [send_next_message(clock.now()) for _ in range(3)] == [True, True, False]
        assert [letter.rcpt_tos for letter in box.letters] == [["al@example.org"]]

    def test_a_server_that_never_answers_is_left(self, sending):
        with silent_server() as port:
            message = attempt(sending, port, make_message())
        assert message.state is MessageState.QUEUED
        assert message.problem == "The mail server did not answer in time, or hung up."

    def test_no_server_at_all_means_another_try(self, sending):
        message = attempt(sending, free_port(), make_message())
        assert (message.state, message.problem) == (
            MessageState.QUEUED,
            "The mail server could not be reached.",
        )

    def test_a_certificate_that_nobody_vouches_for_is_refused(self, sending, tmp_path):
        box = Mailbox()
        with mail_server(box, tls_context=self_signed(tmp_path)) as port:
            message = attempt(sending, port, make_message(), use_tls=True)
        assert message.problem == "The mail server's certificate cannot be trusted."
        assert box.letters == []

    def test_a_password_is_not_sent_to_a_server_that_cannot_take_it(self, sending):
        box = Mailbox()
        with mail_server(box) as port:
            message = attempt(sending, port, make_message(), username="awards", password="secret")
        assert message.problem == "The mail server refused the message."
        assert box.letters == []

    @pytest.mark.parametrize(
        "subject", ["Hello\r\nBcc: al@example.org", "Hello\nBcc: al@example.org", "\r\n\r\nHi"]
    )
    def test_a_subject_cannot_add_headers(self, sending, subject):
        box, message = Mailbox(), make_message(subject=subject)
        with mail_server(box) as port:
            assert attempt(sending, port, message).state is MessageState.QUEUED
        assert box.letters == []

    @pytest.mark.parametrize("sign", ["\r\n", "\n", "\u2028", "\x85", "\t", "\x0b"])
    def test_a_queued_subject_is_one_line(self, session, sign):
        message = queue_message(
            "note", uuid.uuid4(), "jo@example.org", f"Hello{sign}Bcc: x@y.org", "", at=clock.now()
        )
        assert message is not None
        assert message.subject == "Hello Bcc: x@y.org"

    def test_nothing_is_claimed_without_a_mail_server(self, session):
        message = make_message()
        assert not send_next_message(clock.now())
        assert (message_now(message).state, message_now(message).tries) == (MessageState.QUEUED, 0)

    def test_what_is_not_due_waits(self, sending):
        make_message(due_at=clock.now() + dt.timedelta(minutes=1))
        with sending(free_port()):
            assert not send_next_message(clock.now())

    def test_what_waited_for_more_than_a_week_is_left_to_a_person(self, sending):
        message = make_message(due_at=clock.now() - dt.timedelta(days=8))
        with sending(free_port()):
            assert not send_next_message(clock.now())
        assert message_now(message).state is MessageState.UNSURE


class TestTheLease:
    """A message that a worker holds."""

    def test_a_claimed_message_is_nobody_elses(self, session):
        message = make_message()
        assert claim("one", clock.now()) is message
        db.session.commit()
        assert claim("two", clock.now()) is None

    def test_a_message_of_a_worker_that_died_is_unsure(self, sending):
        message = make_message()
        claim("dead", clock.now())
        db.session.commit()
        with sending(free_port()):
            assert not send_next_message(clock.now() + LEASE + dt.timedelta(seconds=1))
        assert message_now(message).state is MessageState.UNSURE

    def test_each_further_try_comes_later(self, session):
        at, waits, message = clock.now(), [], make_message()
        for tries in range(1, len(BACK_OFF) + 1):
            message.tries = tries
            postpone(message, "Away.", at)
            waits.append((message.due_at - at) // dt.timedelta(minutes=1))
        assert waits == list(BACK_OFF) == sorted(waits)

    def test_an_organiser_sends_a_failed_message_again(self, session):
        message = make_message(state=MessageState.FAILED, tries=7)
        send_again(message, by=make_person(), at=clock.now())
        assert (message.state, message.tries) == (MessageState.QUEUED, 0)

    def test_a_sent_message_has_no_problem(self, session):
        message = make_message(problem="Away.")
        finish(message, clock.now())
        assert (message.state, message.problem) == (MessageState.SENT, None)

    def test_the_same_message_is_queued_once(self, session):
        thing = uuid.uuid4()
        for _ in range(2):
            queue_message("note", thing, "jo@example.org", "Hello", "", at=clock.now())
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Message)) == 1


class TestTheLoop:
    """Jobs, one after the other."""

    def test_it_ends_after_the_piece_of_work_in_hand(self, app, session):
        stop, done = threading.Event(), []

        def last_job(at):
            stop.set()
            done.append("last")
            return True

        def never_reached(at):
            done.append("never")
            return False

        run_worker(app, [last_job, never_reached], stop)
        assert done == ["last"]

    def test_a_broken_job_stops_neither_the_worker_nor_other_jobs(self, app, session):
        stop, done = threading.Event(), []

        def broken(at):
            raise ValueError("no")

        def good(at):
            done.append(at)
            if len(done) == 2:
                stop.set()
            return False

        run_worker(app, [broken, good], stop, pause=0.001)
        assert len(done) == 2

    def test_a_timed_job_waits_for_its_time(self):
        seen, start, hour = [], clock.now(), dt.timedelta(hours=1)
        job = once_every(hour, lambda at: bool(seen.append(at)))  # type: ignore[func-returns-value]  # for its effect
        for minutes in (0, 1, 59, 60, 61):
            job(start + dt.timedelta(minutes=minutes))
        assert seen == [start, start + hour]

    def test_a_rare_job_that_found_work_looks_for_more_at_once(self):
        found = [True, True, False]
        start, job = clock.now(), once_every(dt.timedelta(hours=1), lambda _at: found.pop(0))
        assert [job(start) for _round in range(4)] == [True, True, False, False]

    def test_a_rare_job_does_not_sleep_through_a_clock_that_was_put_back(self):
        seen: list[dt.datetime] = []
        start, hour = clock.now(), dt.timedelta(hours=1)
        job = once_every(hour, lambda at: bool(seen.append(at)))  # type: ignore[func-returns-value]  # for its effect
        for moment in (start, start - 5 * hour, start - 5 * hour + dt.timedelta(minutes=1)):
            job(moment)
        assert seen == [start, start - 5 * hour]

    def test_a_job_that_may_wait_does_not_begin_with_the_worker(self):
        seen, start, day = [], clock.now(), dt.timedelta(days=1)
        hour = dt.timedelta(hours=1)
        job = once_every(day, lambda at: bool(seen.append(at)), not_before=hour)  # type: ignore[func-returns-value]  # for its effect
        for hours in (0, 0.9, 1, 2, 24, 25):
            job(start + hours * hour)
        assert seen == [start + hour, start + 25 * hour]

    def test_old_tries_are_forgotten(self, session):
        for days in (0, 2):
            db.session.add(Attempt(what="x", who="y", at=clock.now() - dt.timedelta(days=days)))
        db.session.commit()
        assert not forget_old_tries(clock.now())
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Attempt)) == 1

    def test_what_a_job_did_is_kept(self, app, session):
        stop, message = threading.Event(), make_message()

        def job(at):
            db.session.get_one(Message, message.id).problem = "Seen."
            stop.set()
            return True

        run_worker(app, [job], stop)
        assert message_now(message).problem == "Seen."


@pytest.mark.parametrize("address", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp+tls:x"])
def test_a_wrong_mail_address_is_told(address):
    with pytest.raises(ValueError, match="AWARDS_MAIL_URL must look like"):
        read_mail_server(address)


def message_now(message):
    """The message as the database has it now."""
    return refreshed(db.session.get_one(Message, message.id))
