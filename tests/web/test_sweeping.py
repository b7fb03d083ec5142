"""Files that no row names are swept, and only those."""

import datetime as dt
import os
import shutil

import pytest

from awards.ceremony.models import Document
from awards.ceremony.states import DocumentKind
from awards.core.database import Base
from awards.core.storage import fetch, store
from awards.nominations.models import Upload
from awards.web.sweeping import NAMING, named_by_rows, sweep_files
from tests.factories import (
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_person,
    saved,
)

NOW = dt.datetime.now(dt.UTC)


@pytest.fixture
def rows(app, session) -> dict[str, str]:
    """A file for each column that can name one, and nothing else where files lie."""
    shutil.rmtree(app.config["FILES"], ignore_errors=True)
    edition = make_edition()
    category = make_category(edition)
    keys = {name: store(name.encode()) for name in ("shown", "whole", "document")}
    saved(
        Upload(
            nomination=make_nomination(category, make_organisation()),
            question=category.sections[0].questions[0],
            storage_key=keys["shown"],
            whole_key=keys["whole"],
            name="team.jpg",
            media_type="image/jpeg",
            size=5,
        )
    )
    person, kind = make_person(), DocumentKind.PROGRAMME
    saved(Document(edition=edition, kind=kind, number=1, asked_by=person, storage_key=keys["document"]))
    return keys


def age_everything(app) -> None:
    for path in app.config["FILES"].rglob("*"):
        os.utime(path, (0, 0))


def test_a_file_is_kept_as_long_as_any_row_names_it(rows, app):
    orphan = store(b"orphan")
    age_everything(app)
    assert not sweep_files(NOW)
    assert {name: fetch(key).decode() for name, key in rows.items()} == {name: name for name in rows}
    assert not (app.config["FILES"] / orphan[:2] / orphan).exists()


@pytest.mark.both_databases
def test_the_rows_are_asked_about_many_keys_at_once(rows):
    unknown = [f"{n:064x}" for n in range(500)]
    assert named_by_rows([*unknown, *rows.values()]) == set(rows.values())


def test_every_column_that_names_a_file_is_looked_at():
    keys = {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.name.endswith(("storage_key", "whole_key", "file_key"))
    }
    assert {(each.class_.__tablename__, each.key) for each in NAMING} == keys
