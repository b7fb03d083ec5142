"""Somebody who does not want to be named is met by nobody but their own organisation and the organisers."""

import shutil
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from awards.ceremony.documents import made_of, sheet_of
from awards.ceremony.states import DocumentKind
from awards.core import clock
from awards.core.database import db, unit_of_work
from awards.editions.models import Edition, Question
from awards.nominations.models import Answer, Nomination, TeamMember
from awards.nominations.services import Consents, OwnAnswer, keep_answer
from tests.web.crawling import Seen, crawl
from tests.world import opened

NAME = "Quenby Tarrowhythe"
READ_BY_OTHERS = ("why-this-team", "stage-words", "difference")
OWN = ("owner", "organiser")
OTHERS = ("guest", "neighbour", "judge", "fenced")


@pytest.fixture(scope="module")
def planted(world, tmp_path_factory):
    """A copy of the sealed sample in which somebody, also named in three texts, agreed to everything."""
    folder = tmp_path_factory.mktemp("unnamed") / "world"
    shutil.copytree(world.folder, folder)
    with opened(folder) as copy:
        with copy.app.app_context(), unit_of_work() as session:
            own = session.get_one(Nomination, copy.address["", "nomination"])
            members = next(each.question for each in own.members if each.question.key == "members")
            session.add(TeamMember(nomination=own, question=members, position=99, name=NAME, role="Nurse"))
            keys = sa.select(Question.id).where(Question.key.in_(READ_BY_OTHERS))
            given = sa.select(Answer).where(Answer.nomination_id == own.id, Answer.question_id.in_(keys))
            for answer in session.scalars(given):
                answer.value = f"{NAME} came, and {answer.value}"
        yield copy


def say(world, consents: Consents | None) -> None:
    """What the person says of themselves by their link."""
    with world.app.app_context(), unit_of_work() as session:
        member = session.scalars(sa.select(TeamMember).filter_by(name=NAME)).one()
        answer = OwnAnswer(NAME, "", consents) if consents else None
        keep_answer(member, answer, at=clock.now())


def pages_with_the_name(world, role: str) -> Iterator[str]:
    try:
        yield from (seen.path for seen in crawl(world, role, most=12) if NAME in seen.text)
    finally:
        with world.app.app_context():
            db.session.remove()


def printed(world, kind: DocumentKind) -> str:
    with world.app.app_context():
        edition = db.session.scalars(sa.select(Edition)).one()
        at = edition.nominations_close_at
        pdf = made_of(sheet_of(edition, kind, version="1", at=at), at=at).pdf
        db.session.remove()
    return Seen("", 200, {}, pdf).text


@pytest.fixture
def willing(planted):
    say(planted, Consents(in_programme=True, on_stage=True, in_photo=True))
    return planted


@pytest.fixture
def unwilling(planted):
    say(planted, None)
    return planted


@pytest.mark.parametrize("role", ["guest", "judge"])
def test_who_agreed_is_met(willing, role):
    """Otherwise the absence would prove nothing."""
    assert any(pages_with_the_name(willing, role))


@pytest.mark.parametrize("role", OTHERS)
def test_who_said_no_is_on_no_page_of_others(unwilling, role):
    assert list(pages_with_the_name(unwilling, role)) == []


@pytest.mark.parametrize("role", OWN)
def test_their_own_people_and_the_desk_still_know_them(unwilling, role):
    assert any(pages_with_the_name(unwilling, role))


def test_who_agreed_is_printed_and_who_said_no_is_not(planted):
    say(planted, Consents(in_programme=True))
    assert NAME in printed(planted, DocumentKind.PROGRAMME)
    say(planted, None)
    for kind in DocumentKind:
        assert "Quenby" not in printed(planted, kind)
