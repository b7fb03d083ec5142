"""An application whose transactions are real, so that two of them can meet."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import make_url

from awards.core import clock
from awards.core.audit import first_altered, record
from awards.core.database import Base, db
from awards.web.app import create_app
from awards.web.config import read_settings


@pytest.fixture(scope="session")
def busy_app(database_kind: str, tmp_path_factory, request) -> Iterator[Flask]:
    """An application whose transactions are real, on a database of its own."""
    folder = tmp_path_factory.mktemp(f"busy-{database_kind}")
    url = f"sqlite:///{folder}/busy.sqlite3"
    if database_kind == "postgresql":
        server = request.getfixturevalue("postgresql")
        engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sa.text("DROP DATABASE IF EXISTS busy WITH (FORCE)"))
            connection.execute(sa.text("CREATE DATABASE busy"))
        engine.dispose()
        url = make_url(server).set(database="busy").render_as_string(hide_password=False)
    settings = read_settings(
        {"AWARDS_DATA_DIR": str(folder), "AWARDS_DATABASE_URL": url, "AWARDS_SECRET_KEY": "k" * 40}
    )
    app = create_app(settings, TESTING=True, WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    with app.app_context():
        Base.metadata.create_all(db.engine)
        record("tests began", None, by=None, at=clock.now())
        db.session.commit()
    yield app
    with app.app_context():
        assert first_altered() is None
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def busy(busy_app: Flask) -> Iterator[Flask]:
    with busy_app.app_context():
        yield busy_app
        db.session.remove()
