"""Migrations: up, down, with data, and equal to the models; on both databases."""

import datetime as dt
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade

from awards.core.audit import record
from awards.core.database import Base, db
from awards.nominations.models import Nomination, Revision
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from awards.web.app import create_app
from awards.web.config import ROOT, read_settings
from tests.factories import make_category, make_edition, make_nomination, make_organisation, make_person

pytestmark = pytest.mark.both_databases
REVISIONS = [script.revision for script in ScriptDirectory(str(ROOT / "migrations")).walk_revisions()][::-1]


@pytest.fixture
def empty(database_kind: str, tmp_path, request) -> Iterator[Flask]:
    """An application on a database without any table."""
    environment = {"AWARDS_DATA_DIR": str(tmp_path), "AWARDS_SECRET_KEY": "k" * 40}
    if database_kind == "postgresql":
        server = sa.create_engine(request.getfixturevalue("postgresql"), isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(sa.text("DROP DATABASE IF EXISTS migrations"))
            connection.execute(sa.text("CREATE DATABASE migrations"))
        url = server.url.set(database="migrations").render_as_string(hide_password=False)
        server.dispose()
        environment["AWARDS_DATABASE_URL"] = url
    app = create_app(read_settings(environment), TESTING=True)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def tables() -> set[str]:
    return set(sa.inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_the_head_has_exactly_the_models_tables(empty):
    upgrade()
    with db.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert differences == []


def test_each_migration_goes_down_and_up_again(empty):
    upgrade()
    everything = tables()
    for _ in REVISIONS:
        downgrade(revision="-1")
    assert tables() == set()
    for _ in REVISIONS:
        upgrade(revision="+1")
    assert tables() == everything


def test_what_was_answered_before_there_were_revisions_is_the_first_one(empty):
    upgrade()
    nomination = make_nomination(make_category(make_edition()), make_organisation(), team_name="Owls")
    writer, at = make_person(Role.ORGANISER), dt.datetime(2026, 5, 4, tzinfo=dt.UTC)
    record("answers saved", nomination, by=writer, at=at, section="team")
    db.session.commit()
    db.session.remove()
    downgrade(revision="0008")
    upgrade()
    first = db.session.scalars(sa.select(Revision)).one()
    assert (first.value, first.written_by_id, first.ended_at) == ("Owls", writer.id, at)
    db.session.remove()


def test_undoing_and_redoing_later_stages_keeps_the_rows_of_earlier_ones(empty):
    upgrade()
    nomination = make_nomination(
        make_category(make_edition()), make_organisation(), NominationState.SUBMITTED
    )
    reference, answers = nomination.reference, len(nomination.answers)
    db.session.remove()
    downgrade(revision="0005")
    upgrade()
    kept = db.session.scalars(sa.select(Nomination)).one()
    assert (kept.reference, len(kept.answers)) == (reference, answers)
    db.session.remove()
