"""The application under test, on SQLite and where asked on PostgreSQL; each test is undone at its end."""

import contextvars
import datetime as dt
import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import scoped_session

from awards.accounts.models import Person
from awards.core import clock
from awards.core.database import Base, db, writing
from awards.web.app import create_app
from awards.web.config import read_settings
from tests.clients import FreshClient
from tests.postgres import find_programs, postgres_server
from tests.world import sealed_folder, world

__all__ = ["sealed_folder", "world"]

REQUIRE_EVERYTHING = bool(os.environ.get("AWARDS_REQUIRE_EVERYTHING"))

gc.set_threshold(50_000, 20, 100)  # else a fifth of all time goes into looking for rubbish

LONG = (
    "architecture/test_walk.py",
    "journeys/test_evening.py",
    "nominations/test_bad_input.py",
    "journeys/",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that at the end no one waits for another."""
    items.sort(key=lambda item: next((n for n, name in enumerate(LONG) if name in item.nodeid), len(LONG)))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: nobody has to look through it for rubbish."""
    gc.freeze()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what is marked ``both_databases`` on PostgreSQL as well."""
    if "database_kind" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("both_databases") is not None
        metafunc.parametrize(
            "database_kind", ["sqlite", "postgresql"] if both else ["sqlite"], scope="session"
        )


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    programs = find_programs()
    if programs is None:
        missing = pytest.fail if REQUIRE_EVERYTHING else pytest.skip
        missing("PostgreSQL is not installed: its half of the database tests did not run")
    with postgres_server(programs) as url:
        yield url


@pytest.fixture(autouse=True)
def own_time() -> None:
    """No test inherits the clock of a sample, nor the kind of transaction, of the request before it."""
    clock.offset.set(dt.timedelta(0))
    clock.skew = dt.timedelta(0)
    clock.go_on()
    writing.set(True)


@pytest.fixture(scope="session")
def apps(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], Flask]]:
    """``apps(kind)``: the application on a kind of database, with its models' tables; made once each."""
    made: dict[str, Flask] = {}

    def on(kind: str) -> Flask:
        if kind not in made:
            folder = tmp_path_factory.mktemp(kind)
            url = (
                request.getfixturevalue("postgresql")
                if kind == "postgresql"
                else f"sqlite:///{folder}/test.db"
            )
            environment = {"AWARDS_DATA_DIR": str(folder), "AWARDS_DATABASE_URL": url}
            settings = read_settings(environment | {"AWARDS_SECRET_KEY": "k" * 40})
            app = create_app(settings, TESTING=True, WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
            app.test_client_class = FreshClient
            with app.app_context():
                Base.metadata.create_all(db.engine)
            made[kind] = app
        return made[kind]

    yield on
    for app in made.values():
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def app(database_kind: str, apps: Callable[[str], Flask]) -> Iterator[Flask]:
    """The application with nothing in its tables, in its context."""
    app = apps(database_kind)
    with app.app_context():
        yield app
        db.session.remove()


@pytest.fixture
def session(app: Flask) -> Iterator[scoped_session[Any]]:
    """The database session; all that happens, commits and requests included, is undone afterwards."""
    engine = db.engine
    connection = engine.connect()
    transaction = connection.begin()
    db._app_engines[app][None] = connection  # type: ignore[assignment]  # noqa: SLF001  # get_bind looks only here
    db.session.remove()
    db.session.session_factory.configure(join_transaction_mode="create_savepoint")
    try:
        yield db.session
    finally:
        db.session.remove()
        db._app_engines[app][None] = engine  # noqa: SLF001
        transaction.rollback()
        connection.close()


@pytest.fixture
def client(app: Flask, session: scoped_session[Any]) -> FlaskClient:
    """A guest's browser."""
    return app.test_client()


@pytest.fixture
def browser_of(app: Flask, session: scoped_session[Any]) -> Any:
    """``browser_of(person)``: a client in which ``person`` is signed in."""

    def sign_in(person: Person) -> FlaskClient:
        client = app.test_client()
        contextvars.Context().run(_plant, client, person.get_id())
        return client

    return sign_in


def _plant(client: FlaskClient, session_id: str) -> None:
    """Put the cookie of a signed-in person into ``client``; in a context of its own, as requests are."""
    with client.session_transaction() as cookie:
        cookie["_user_id"] = session_id
        cookie["_fresh"] = True


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return Path(__file__).resolve().parents[1]
