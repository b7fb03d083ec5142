"""Two worlds that differ only in who won: before the reveal nobody outside can tell them apart."""

import shutil
from itertools import pairwise

import pytest
import sqlalchemy as sa

from awards.ceremony.documents import made_of, sheet_of
from awards.ceremony.states import DocumentKind
from awards.core import clock
from awards.core.database import db
from awards.editions.models import Edition
from awards.editions.states import Stage
from awards.nominations.models import Nomination
from awards.results.models import Decision, Recipient, Seal
from tests.counting import counted_statements
from tests.web.crawling import crawl
from tests.world import opened

OUTSIDERS = ("guest", "owner", "delegate", "neighbour", "judge", "recused", "auditor", "admin")


@pytest.fixture(scope="module")
def worlds(world, tmp_path_factory):
    """The sealed sample, and the same with every award given to somebody else."""
    folders = [tmp_path_factory.mktemp("two") / name for name in ("one", "other")]
    for folder in folders:
        shutil.copytree(world.folder, folder)
    with opened(folders[0]) as one, opened(folders[1]) as other:
        with other.app.app_context(), db.engine.begin() as connection:
            assert _give_to_others(connection) >= 4
        yield one, other


def _give_to_others(connection) -> int:
    """Give every prize to another team; how many changed hands. The seal's root stays."""
    everybody = list(connection.scalars(sa.select(Nomination.id).order_by(Nomination.id)))
    after = dict(pairwise([*everybody, everybody[0]]))
    prizes = connection.execute(
        sa.select(Recipient.id, Recipient.nomination_id).order_by(Recipient.position)
    ).all()
    connection.execute(sa.delete(Recipient).where(Recipient.position > 1))
    for prize, team in prizes:
        given = sa.update(Recipient).where(Recipient.id == prize)
        connection.execute(given.values(nomination_id=after[team]))
    connection.execute(sa.update(Decision).values(reason="Other words."))
    connection.execute(sa.update(Seal).values(record={"decisions": "others"}, nonce="another"))
    return len(prizes)


@pytest.fixture
def still(monkeypatch):
    """The clock stands still, so that two answers can be equal to the byte."""
    moment = clock.now() - clock.offset.get()
    monkeypatch.setattr(clock, "now", lambda: moment + clock.offset.get())


@pytest.mark.parametrize(
    ("role", "stage"),
    [*((role, Stage.SEALED) for role in OUTSIDERS), ("guest", Stage.CEREMONY), ("judge", Stage.CEREMONY)],
)
def test_no_answer_differs_by_a_byte_nor_by_what_was_asked_of_the_database(worlds, still, role, stage):
    walks = []
    for each in worlds:
        with each.app.app_context():
            each.at(stage)
            with counted_statements() as statements:
                walks.append((list(crawl(each, role, most=25)), statements))
            each.at(Stage.SEALED)
    (one, asked), (other, asked_too) = walks
    assert len(one) > 60
    for left, right in zip(one, other, strict=True):
        assert left.comparable == right.comparable
    assert asked == asked_too


@pytest.mark.parametrize("kind", DocumentKind)
def test_no_document_for_guests_or_crew_differs_by_a_byte(worlds, kind):
    made = []
    for each in worlds:
        with each.app.app_context():
            edition = db.session.scalars(sa.select(Edition)).one()
            at = edition.nominations_close_at
            made.append(made_of(sheet_of(edition, kind, version="1", at=at), at=at).pdf)
            db.session.remove()
    assert made[0].startswith(b"%PDF")
    assert made[0] == made[1]


def test_the_two_worlds_do_differ_for_those_who_may_know(worlds):
    """Otherwise the equality of the others would prove nothing."""
    pages = [each.browser("organiser").get("/editions/tea-2022/results/decisions").text for each in worlds]
    assert "Other words." not in pages[0]
    assert "Other words." in pages[1]
