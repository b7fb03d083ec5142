"""A sample on a database of its own, and ways to time what it does."""

import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import structlog
from flask import Flask
from flask.testing import FlaskClient

from awards.accounts.models import Person
from awards.core.database import Base, db, unit_of_work
from awards.web.app import create_app
from awards.web.config import read_settings


def quietly() -> dict[str, Any]:
    """What the sample's loaders want to know besides sizes."""
    return {"base_url": "http://localhost", "tell": lambda _news: None}


@contextmanager
def site(folder: Path, fill: Callable[[], object] | None) -> Iterator[Flask]:
    """An application whose database ``fill`` has filled, now or earlier; its logs are silent."""
    settings = read_settings({**os.environ, "AWARDS_DATA_DIR": str(folder), "AWARDS_SECRET_KEY": "k" * 40})
    app = create_app(settings, WTF_CSRF_ENABLED=False)
    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    if fill:
        with app.app_context():
            Base.metadata.create_all(db.engine)
            with unit_of_work():
                fill()
    yield app
    with app.app_context():
        db.engine.dispose()


def browser(app: Flask, email: str) -> FlaskClient:
    """A client of the person with this address; of nobody for an empty one."""
    client = app.test_client()
    if email:
        with app.app_context():
            person = db.session.scalars(sa.select(Person).filter_by(email=email)).one()
            identity = person.get_id()
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = identity, True
    return client


@dataclass(frozen=True)
class Measured:
    """CPU and wall time in milliseconds (the median of several), SQL statements, bytes of the answer."""

    cpu: float
    wall: float
    statements: int
    size: int
    status: int


def measure(
    client: FlaskClient, method: str, paths: Sequence[str], forms: Sequence[dict[str, str]], times: int = 9
) -> Measured:
    """Ask ``times`` times after one to warm up, going round ``paths`` and ``forms``."""
    statements = 0

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        nonlocal statements
        statements += not statement.startswith("BEGIN")

    sa.event.listen(sa.Engine, "before_cursor_execute", count)
    cpu, wall, status, size = [], [], 0, 0
    for turn in range(times + 1):
        statements = 0
        path, form = paths[turn % len(paths)], forms[turn % len(forms)] if forms else None
        wall_start, cpu_start = time.perf_counter(), time.process_time()
        response = client.open(path, method=method, data=form)
        cpu.append((time.process_time() - cpu_start) * 1000)
        wall.append((time.perf_counter() - wall_start) * 1000)
        status, size = response.status_code, len(response.data)
    sa.event.remove(sa.Engine, "before_cursor_execute", count)
    return Measured(_median(cpu[1:]), _median(wall[1:]), statements, size, status)


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]
