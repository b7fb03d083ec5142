"""Two worlds that differ only in a secret: no document tells it, and who may know does see the difference.

That nobody else sees one is proven on every route in tests/architecture/test_walk.py.
"""

import pytest
import sqlalchemy as sa

from awards.ceremony.documents import made_of, sheet_of
from awards.ceremony.states import DocumentKind
from awards.core import clock
from awards.core.database import db
from awards.editions.models import Edition
from awards.editions.states import Stage
from tests.architecture import secrets
from tests.web.crawling import addresses, crawl, seen_at

SEEN_BY = [
    (secrets.other_scores, "chair", Stage.MODERATION),
    (secrets.another_conflict, "organiser", Stage.JUDGING),
    (secrets.other_names, "organiser", Stage.JUDGING),
    (secrets.other_flags, "chair", Stage.JUDGING),
    (secrets.other_assignments, "organiser", Stage.JUDGING),
    (secrets.more_nominations, "organiser", Stage.NOMINATIONS),
    (secrets.other_winners, "organiser", Stage.SEALED),
]


@pytest.fixture(autouse=True)
def _still(monkeypatch):
    """The clock stands still, so that two answers can be equal to the byte."""
    moment = clock.now() - clock.offset.get()
    monkeypatch.setattr(clock, "now", lambda: moment + clock.offset.get())


@pytest.mark.parametrize("kind", DocumentKind)
def test_no_document_for_guests_or_crew_tells_by_a_byte_who_won(world, kind):
    made = [_made(kind)]
    with world.undone() as connection:
        assert secrets.other_winners(connection) > 3
        made.append(_made(kind))
    assert made[0].startswith(b"%PDF")
    assert made[0] == made[1]


def _made(kind: DocumentKind) -> bytes:
    edition = db.session.scalars(sa.select(Edition)).one()
    at = edition.nominations_close_at
    pdf = made_of(sheet_of(edition, kind, version="1", at=at), at=at).pdf
    db.session.remove()
    return pdf


@pytest.mark.parametrize(("secret", "role", "stage"), SEEN_BY)
def test_who_may_know_sees_the_difference(world, secret, role, stage):
    """Otherwise the equality of what others see would prove nothing."""
    world.at(stage)
    paths = addresses(world)
    pages = [seen_at(world.browser(role), path) for path in paths]
    with world.undone() as connection:
        secret(connection)
        others = (seen_at(world.browser(role), path) for path in paths)
        pairs = zip(pages, others, strict=True)
        assert any(page.status == 200 and page.comparable != other.comparable for page, other in pairs)
    world.at(Stage.SEALED)


@pytest.mark.parametrize("role", ["judge", "organiser", "auditor"])
def test_nobody_learns_how_others_scored_the_sample_before_it_is_agreed(world, role):
    world.at(Stage.JUDGING)
    with world.undone() as connection:
        assert secrets.sample_open(connection) > 0
        pages = list(crawl(world, role, most=5))
        assert secrets.other_sample_scores(connection) > 0
        assert [seen.comparable for seen in crawl(world, role, most=5)] == [seen.comparable for seen in pages]
    world.at(Stage.SEALED)
