"""A masked passage reaches nobody but its organisation and those who check: no page, header or letter."""

import shutil
from collections import Counter
from functools import cache

import pytest
import sqlalchemy as sa

from awards.accounts.models import Person
from awards.ceremony.services import ask_for_document, build_next_document
from awards.ceremony.states import DocumentKind
from awards.core.clock import now
from awards.core.database import db
from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.nominations.answering import TEXTS
from awards.nominations.models import Nomination
from awards.nominations.services.checks import mask_passage
from tests.web.crawling import crawl, letters
from tests.world import ROLES, opened

MARK, INSTEAD = "canary-of-a-child", "a masked child"
OTHERS = ["guest", "neighbour", "judge", "chair"]
CLEARED = ["owner", "organiser"]


@pytest.fixture(scope="module")
def masked(world, tmp_path_factory):
    """A copy of the sealed sample, with the mark in every text of one nomination, and masked there."""
    folder = tmp_path_factory.mktemp("masked") / "world"
    shutil.copytree(world.folder, folder)
    with opened(folder) as copy:
        with copy.app.app_context():
            organiser = db.session.scalars(sa.select(Person).filter_by(email=ROLES["organiser"])).one()
            nomination = db.session.get(Nomination, copy.address["", "nomination"])
            _plant(nomination)
            db.session.flush()
            mask_passage(nomination, MARK, INSTEAD, by=organiser, at=now())
            for kind in DocumentKind:
                ask_for_document(nomination.edition, kind, by=organiser, at=now())
            db.session.commit()
            while build_next_document(now()):
                pass
        copy.at(Stage.PUBLISHED)
        yield copy


def _plant(nomination):
    for answer in nomination.answers:
        if answer.question.kind in TEXTS:
            answer.value = f"{MARK} {answer.value}"
    nomination.team_name = f"{MARK} {nomination.team_name}"
    for member in nomination.members:
        member.role = f"{member.role} of {MARK}"
    for upload in nomination.uploads:
        upload.description = f"{upload.description} {MARK}"
        upload.name = f"{MARK} {upload.name}"


@pytest.fixture(scope="module")
def seen_by(masked):
    """``seen_by(role)``: all that somebody gets to see, looked at once."""
    return cache(lambda role: list(crawl(masked, role, most=20)))


@pytest.mark.parametrize("role", OTHERS)
def test_it_reaches_nobody_else(seen_by, role):
    met = Counter(seen.path for seen in seen_by(role) if MARK in seen.text)
    assert dict(met) == {}


@pytest.mark.parametrize("role", ["guest", "judge"])
def test_others_read_what_stands_in_its_place(seen_by, role):
    assert any(INSTEAD in seen.text for seen in seen_by(role))


@pytest.mark.parametrize("role", CLEARED)
def test_it_is_there_for_the_organisation_and_for_those_who_check(seen_by, role):
    assert any(MARK in seen.text for seen in seen_by(role))


def test_no_document_has_it_whoever_takes_it(seen_by):
    documents = [seen for seen in seen_by("organiser") if "/documents/" in seen.path]
    printed = [seen for seen in documents if seen.body.startswith(b"%PDF")]
    assert [seen.path for seen in printed if MARK in seen.text] == []
    assert any(INSTEAD in " ".join(seen.text.split()) for seen in printed)


def test_no_letter_has_it(masked):
    with masked.app.app_context():
        assert MARK not in letters(list(db.session.scalars(sa.select(Message))))
