"""Secrets before the envelopes are opened: planted marks reach nobody who is not cleared for them."""

import re
import shutil
from collections import Counter
from functools import cache

import pytest
import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.database import db
from awards.core.outbox import Message
from awards.editions.models import Question
from awards.judging.models import Assignment, Conflict, Score, ScoreSheet
from awards.nominations.models import Answer
from awards.results.models import Decision, Recipient, Seal
from tests.web.crawling import crawl, letters
from tests.world import ROLES, opened

REASON, TIE, NONCE = "canary-of-a-reason", "canary-of-a-tie", "canary-of-a-nonce"
SCORE, NOTE, CONFLICT, TEXT = (
    "canary-of-a-score",
    "canary-of-a-note",
    "canary-of-a-conflict",
    "canary-of-a-text",
)
ALL = (REASON, TIE, NONCE, SCORE, NOTE, CONFLICT, TEXT)

CLEARED = {
    "guest": (),
    "owner": (TEXT,),
    "delegate": (TEXT,),
    "neighbour": (),
    "judge": (TEXT, f"{SCORE}-judge", f"{NOTE}-judge", f"{CONFLICT}-judge"),
    "recused": (f"{SCORE}-recused", f"{NOTE}-recused", f"{CONFLICT}-recused"),
    "chair": (TEXT, REASON, TIE, SCORE),
    "organiser": (TEXT, REASON, TIE, SCORE, CONFLICT),
    "fenced": (f"{REASON}-elsewhere", f"{TIE}-elsewhere", CONFLICT),
    "auditor": (TEXT, SCORE, CONFLICT),
    "admin": (),
}
"""Which marks somebody may meet, by how they begin. TEXT is in the nomination that everybody asks for."""
MARK = re.compile(r"canary-[a-z-]+")


@pytest.fixture(scope="module")
def planted(world, tmp_path_factory):
    """A copy of the sealed sample with a mark in each secret."""
    folder = tmp_path_factory.mktemp("planted") / "world"
    shutil.copytree(world.folder, folder)
    with opened(folder) as copy:
        with db.engine.begin() as connection:
            _plant(connection, copy.address["", "nomination"])
        yield copy


def _plant(connection, own_id) -> None:
    """Write the marks as somebody with the database in their hands would: the seal stops everybody else."""
    own = sa.select(Recipient.decision_id).where(Recipient.nomination_id == own_id)
    for where, mark in ((Decision.id.not_in(own), "elsewhere"), (Decision.id.in_(own), "here")):
        marks = {"reason": f"{REASON}-{mark}", "tie_reason": f"{TIE}-{mark}"}
        connection.execute(sa.update(Decision).where(where).values(**marks))
    connection.execute(sa.update(ScoreSheet).values(comment=f"{SCORE}-others", private_note=f"{NOTE}-others"))
    connection.execute(sa.update(Score).values(comment=f"{SCORE}-others"))
    connection.execute(sa.update(Conflict).values(reason=f"{CONFLICT}-others"))
    for role in ("judge", "recused", "fenced"):
        person = sa.select(Person.id).where(Person.email == ROLES[role])
        theirs = sa.select(ScoreSheet.id).join(Assignment).where(Assignment.person_id.in_(person))
        marks = {"comment": f"{SCORE}-{role}", "private_note": f"{NOTE}-{role}"}
        connection.execute(sa.update(ScoreSheet).where(ScoreSheet.id.in_(theirs)).values(**marks))
        connection.execute(
            sa.update(Score).where(Score.sheet_id.in_(theirs)).values(comment=f"{SCORE}-{role}")
        )
        conflicts = sa.update(Conflict).where(Conflict.person_id.in_(person))
        connection.execute(conflicts.values(reason=f"{CONFLICT}-{role}"))
    connection.execute(sa.update(Seal).values(nonce=NONCE))
    question = sa.select(Question.id).where(Question.key == "difference")
    answer = sa.and_(Answer.nomination_id == own_id, Answer.question_id.in_(question))
    connection.execute(sa.update(Answer).where(answer).values(value=TEXT))


@pytest.fixture(scope="module")
def crawled(planted):
    """What somebody with a role reaches; looked for once."""
    return cache(lambda role: list(crawl(planted, role)))


@pytest.mark.parametrize("role", CLEARED)
def test_no_mark_reaches_somebody_who_is_not_cleared(crawled, role):
    met: Counter[tuple[str, str]] = Counter()
    pages = 0
    for seen in crawled(role):
        pages += seen.status == 200
        assert seen.status < 500, seen.path
        met.update(
            (mark, seen.path) for mark in MARK.findall(seen.text) if not mark.startswith(CLEARED[role])
        )
    assert pages >= 3
    assert dict(met) == {}


@pytest.mark.parametrize("role", ["owner", "judge", "chair", "organiser", "auditor"])
def test_the_marks_are_there_for_those_who_are_cleared(crawled, role):
    """Otherwise the absence of a mark would prove nothing."""
    text = " ".join(seen.text for seen in crawled(role))
    wanted = {"owner": TEXT, "judge": f"{SCORE}-judge", "chair": REASON, "organiser": TIE, "auditor": TEXT}
    assert wanted[role] in text


def test_no_message_to_anybody_carries_a_mark_or_names_a_winner(planted):
    with planted.app.app_context():
        messages = list(db.session.scalars(sa.select(Message)))
        text = letters(messages)
        reasons = list(db.session.scalars(sa.select(Decision.reason)))
    assert messages and reasons
    assert [mark for mark in ALL if mark in text] == []
    assert "winner" not in text.casefold()
