"""Which clock decides: the database's, at the moment at which all of a request had arrived."""

import datetime as dt
import io
from typing import Any

import pytest
import sqlalchemy as sa

from awards.core import clock
from awards.core.database import db
from awards.core.outbox import Message
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import make_edition, make_person

MINUTE = dt.timedelta(minutes=1)


class Machine:
    """The clock of the machine we run on, which can be wrong."""

    def __init__(self) -> None:
        self.wrong_by = dt.timedelta(0)

    def __call__(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC) + self.wrong_by


@pytest.fixture
def machine(monkeypatch):
    made = Machine()
    monkeypatch.setattr(clock, "machine", made)
    return made


class SlowBody(io.BytesIO):
    """A form that takes ten minutes to arrive."""

    def __init__(self, content: bytes, machine: Machine) -> None:
        super().__init__(content)
        self.machine = machine
        self.held: list[bool] = []

    def readinto(self, buffer: Any) -> int:
        """Give all of it, late; note whether a transaction waited for it."""
        if self.tell() == 0:
            self.machine.wrong_by += 10 * MINUTE
            self.held.append(db.session().in_transaction())
        return super().readinto(buffer)


def asked_at() -> dt.datetime:
    """When the last sign-in link was asked for, as the act itself says."""
    return db.session.scalars(sa.select(Message.due_at).order_by(Message.created_at.desc()).limit(1)).one()


def ask_for_a_link(client, **values):
    answer = client.post("/sign-in", **{"data": {"email": "jo@example.org"}} | values)
    assert answer.status_code in {302, 303}


@pytest.fixture
def jo(session):
    make_edition()
    return make_person(Role.ORGANISER, email="jo@example.org")


@pytest.mark.both_databases
@pytest.mark.parametrize("wrong_by", [-90, 90])
def test_servers_that_are_minutes_apart_decide_by_the_database(client, jo, machine, database_kind, wrong_by):
    machine.wrong_by = dt.timedelta(seconds=wrong_by)
    before = dt.datetime.now(dt.UTC)
    ask_for_a_link(client)
    difference = (asked_at() - before).total_seconds()
    # SQLite runs in the machine and has no other clock
    expected = wrong_by if database_kind == "sqlite" else 0
    assert expected - 2 <= difference < expected + 20  # the answer took a moment to reach us


def send_slowly(client, machine):
    """Ask for a link by a form that arrives slowly; the form, once it has arrived."""
    content = b"email=jo%40example.org"
    body = SlowBody(content, machine)
    kind = "application/x-www-form-urlencoded"
    ask_for_a_link(client, data=None, input_stream=body, content_type=kind, content_length=len(content))
    return body


def test_what_took_long_to_arrive_is_as_late_as_its_end(client, jo, machine):
    began = clock.now()
    send_slowly(client, machine)
    assert asked_at() >= began + 10 * MINUTE


@pytest.mark.both_databases
def test_nobody_waits_for_a_form_that_is_still_arriving(client, jo, machine):
    assert send_slowly(client, machine).held == [False]


def test_what_had_arrived_is_not_made_late_by_waiting_for_the_transaction(client, jo, machine, session):
    came = []

    def somebody_else_writes(*_args):
        came.append(clock.machine())
        machine.wrong_by += 10 * MINUTE

    sa.event.listen(db.session.session_factory.class_, "after_begin", somebody_else_writes, once=True)
    ask_for_a_link(client)
    assert came
    assert asked_at() <= came[0]


@pytest.mark.both_databases
def test_who_reads_asks_no_clock(client, jo, machine):
    with counted_statements() as statements:
        assert client.get("/sign-in").status_code == 200
    assert statements
    assert not [statement for statement in statements if "clock_timestamp" in statement]


@pytest.mark.both_databases
def test_who_writes_asks_once(client, jo, machine, database_kind):
    with counted_statements() as statements:
        ask_for_a_link(client)
    asked = [statement for statement in statements if "clock_timestamp" in statement]
    assert len(asked) == (1 if database_kind == "postgresql" else 0)


def test_the_clock_goes_on_after_the_request(client, jo, machine):
    ask_for_a_link(client)
    before = clock.now()
    machine.wrong_by += MINUTE
    assert clock.now() - before >= MINUTE
