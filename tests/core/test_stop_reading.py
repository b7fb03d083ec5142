"""A page that only reads ends its transaction before slow work, and keeps what it read."""

import pytest
import sqlalchemy as sa

from awards.core.database import db, reading, stop_reading
from awards.organisations.models import Organisation
from tests.factories import make_organisation

pytestmark = pytest.mark.usefixtures("session")


@pytest.mark.both_databases
def test_what_was_read_stays_in_hand():
    name = make_organisation().name
    with reading():
        found = db.session.scalars(sa.select(Organisation)).one()
        stop_reading()
        assert not db.session().in_transaction()
        assert found.name == name and not db.session().in_transaction()


def test_a_reader_saves_nothing():
    organisation = make_organisation()
    db.session.rollback()
    with reading():
        organisation.name = "Another"
        with pytest.raises(RuntimeError):
            stop_reading()
    db.session.rollback()
    assert organisation.name != "Another"


def test_a_writer_goes_on():
    make_organisation()
    db.session.scalars(sa.select(Organisation)).all()
    stop_reading()
    assert db.session().in_transaction()
