"""Requests that meet: each has read what there is before any of them may write."""

import contextvars
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import sqlalchemy as sa
from flask import Flask

from awards.accounts.models import Person
from awards.core.database import Model, db

PATIENCE = 20
TWO = 2


@contextmanager
def everybody_held_up(calls: int) -> Iterator[None]:
    """Let nobody write in the record until ``calls`` transactions have read what there is and wait."""
    with db.engine.connect() as gate, gate.begin():
        gate.execute(sa.text("UPDATE event_chain SET number = number"))
        yield
        if db.engine.dialect.name == "postgresql":
            _wait_for(calls)


def _wait_for(calls: int) -> None:
    waiting = sa.text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = 'busy' AND wait_event_type = 'Lock'"
    )
    tick = threading.Event()
    for _ in range(PATIENCE * 50):
        with db.engine.connect() as connection:
            if connection.scalar(waiting) >= calls:
                return
        tick.wait(0.02)
    raise AssertionError("they did not meet")


def at_once(app: Flask, *calls: Callable[[], object]) -> list:
    """What the calls answer that are made at the same moment."""
    db.session.commit()
    db.session.remove()
    with ThreadPoolExecutor(len(calls)) as pool:
        with everybody_held_up(len(calls)):
            answers = [pool.submit(contextvars.Context().run, call) for call in calls]
        return [answer.result(timeout=PATIENCE) for answer in answers]


def browser(app: Flask, person: Person):
    client = app.test_client()
    contextvars.Context().run(_plant, client, person.get_id())
    return client


def _plant(client, session_id: str) -> None:
    with client.session_transaction() as cookie:
        cookie["_user_id"] = session_id
        cookie["_fresh"] = True


def pressed_twice(app: Flask, who: Person, path: str, /, **data) -> list:
    """Two answers to the same form."""
    clients = [browser(app, who) for _ in range(TWO)]
    calls = [lambda client=client: client.post(path, data=data) for client in clients]
    return at_once(app, *calls)


def both_went_on(answers: list) -> None:
    assert [answer.status_code for answer in answers] == [303] * len(answers), answers[-1].text
    assert len({answer.location for answer in answers}) == 1


def count(model: type[Model], **values) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model).filter_by(**values)) or 0
