"""Loading an edition file into the database."""

import datetime as dt
from dataclasses import replace

import pytest
import sqlalchemy as sa

from awards.core.audit import Event
from awards.core.database import db
from awards.editions.files import WrongFile, parse_edition, sample_text
from awards.editions.models import Award, Edition
from awards.editions.services import load_edition
from awards.editions.states import AwardKind, Stage
from awards.organisations.models import Organisation
from tests.factories import NOW, make_organisation

FILE = parse_edition(sample_text())


def load(file=FILE):
    edition = load_edition(file, by=None, at=NOW)
    db.session.commit()
    db.session.expire_all()
    return edition


@pytest.mark.both_databases
def test_the_sample_file_is_kept_whole(session):
    edition = load()
    assert edition.state is Stage.SET_UP
    assert edition.nominations_close_at == dt.datetime(2022, 9, 23, 16, tzinfo=dt.UTC)
    assert (edition.doors_at, edition.hard_finish_at) == (18 * 3600, 22 * 3600 + 1800)
    assert len(edition.participants) == 16
    [category] = edition.categories
    assert [len(section.questions) for section in category.sections] == [4, 4, 3, 4, 3, 6]
    assert [(c.key, c.weight) for c in category.criteria] == [
        ("impact", 30),
        ("voice", 20),
        ("teamwork", 20),
        ("practice", 15),
        ("learning", 15),
    ]
    assert [award.kind for award in edition.awards].count(AwardKind.COMPETITION) == 6
    assert edition.plan == list(FILE.plan)


@pytest.mark.both_databases
def test_partners_name_each_other(session):
    load()
    council, trust = (
        session.scalar(sa.select(Organisation).filter_by(slug=s)) for s in ("sandwell", "sandwell-trust")
    )
    assert (council.partner, trust.partner) == (trust, council)


def test_loading_is_recorded(session):
    load()
    event = session.scalars(sa.select(Event)).one()
    assert event.action == "edition loaded" and len(event.details["file"]) == 64
    assert event.details == {"slug": "tea-2022", "organisations_added": 17, "file": event.details["file"]}


def test_an_edition_is_not_loaded_twice(session):
    load()
    with pytest.raises(WrongFile, match="there is an edition “tea-2022” already"):
        load_edition(FILE, by=None, at=NOW)


def test_a_second_edition_uses_the_register_as_it_is(session):
    load()
    load(replace(FILE, facts=FILE.facts | {"slug": "tea-2023"}))
    assert session.scalar(sa.select(sa.func.count()).select_from(Organisation)) == 17


def test_the_register_is_never_changed_by_a_file(session):
    make_organisation(slug="dudley", name="Dudley Council", short_name="Dudley")
    with pytest.raises(WrongFile) as error:
        load_edition(FILE, by=None, at=NOW)
    assert [str(problem) for problem in error.value.problems] == [
        "organisations[4].name: the register says “Dudley Council”, "
        "this file “Dudley Metropolitan Borough Council”",
        "organisations[4].gss_code: the register says nothing, this file “E08000027”",
        "organisations[4].dfe_code: the register says nothing, this file “332”",
    ]


def test_a_name_in_the_register_belongs_to_its_own_slug(session):
    make_organisation(slug="dudley-mbc", name="Dudley Metropolitan Borough Council")
    with pytest.raises(WrongFile, match="is the name of “dudley-mbc” in the register"):
        load_edition(FILE, by=None, at=NOW)


def test_a_refused_file_leaves_nothing_behind(session):
    make_organisation(slug="walsall")
    with pytest.raises(WrongFile):
        load_edition(FILE, by=None, at=NOW)
    db.session.commit()
    counts = [
        session.scalar(sa.select(sa.func.count()).select_from(table))
        for table in (Edition, Award, Organisation)
    ]
    assert counts == [0, 0, 1]
