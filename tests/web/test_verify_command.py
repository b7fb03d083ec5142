"""`awards verify` finds what was altered by SQL, and only that."""

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from click.testing import CliRunner

from awards.web.commands import main
from awards.web.config import ROOT

HEAD = ScriptDirectory(str(ROOT / "migrations")).get_current_head()


@pytest.fixture
def verified(world, tmp_path):
    """``verified(statement)``: what the command says of a copy of the sealed sample after ``statement``."""
    source = sa.create_engine(f"sqlite:///{world.folder}/awards.sqlite3")
    (tmp_path / "files").mkdir()

    def run(statement: str = "SELECT 1"):
        copy = tmp_path / "awards.sqlite3"
        with source.connect() as connection:
            connection.execute(sa.text(f"VACUUM INTO '{copy}'"))
        engine = sa.create_engine(f"sqlite:///{copy}")
        with engine.begin() as connection:
            connection.execute(sa.text("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)"))
            connection.execute(sa.text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
            connection.execute(sa.text(statement))
        engine.dispose()
        environment = {"AWARDS_DATA_DIR": str(tmp_path), "AWARDS_DATABASE_URL": ""}
        return CliRunner().invoke(main, ["verify"], env=environment)

    yield run
    source.dispose()


def test_an_untouched_sample_fits(verified):
    done = verified()
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "The record of acts is whole.")


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE events SET action = 'nothing' WHERE number = 17", "entry 17 does not fit"),
        ("DELETE FROM events WHERE number = 30", "entry 31 does not fit"),
        ("UPDATE scores SET points = 0 WHERE points = 5", "changed after sealing"),
        ("UPDATE seals SET nonce = substr(nonce, 2) || '0'", "fingerprint does not fit"),
    ],
)
def test_what_was_altered_by_sql_is_named(verified, statement, sentence):
    done = verified(statement)
    assert done.exit_code == 1
    assert sentence in done.output
