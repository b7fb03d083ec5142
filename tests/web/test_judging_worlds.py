"""Two worlds that differ in what is secret while judges work: whoever may not know cannot tell them apart.

All that a group of people may not know differs at once: scores and comments of others, who stands aside, what
judges are called and have answered, how many nominations another body has.
"""

import shutil
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from awards.accounts.models import Person
from awards.core import clock
from awards.core.database import db
from awards.editions.models import Category
from awards.editions.states import Stage
from awards.judging.models import (
    Assignment,
    CalibrationEntry,
    CalibrationSheet,
    Conflict,
    PanelMember,
    Score,
    ScoreSheet,
)
from awards.judging.states import CalibrationState, ConflictKind, SeatState
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState
from awards.organisations.models import Organisation
from tests.web.crawling import crawl
from tests.world import OWN, ROLES, opened

VIEWERS = (ROLES["judge"], ROLES["recused"])
"""Judges who look; what is theirs stays as it is."""

COLLEAGUES = sa.select(Person.id).where(
    Person.email.like("judge.%"), Person.email.not_in(VIEWERS), Person.email != "judge.eight@example.org"
)


def other_scores(connection: Connection) -> int:
    """Other points and other words on every sheet of the colleagues."""
    theirs = sa.select(ScoreSheet.id).join(ScoreSheet.assignment).where(Assignment.person_id.in_(COLLEAGUES))
    points = sa.update(Score).where(Score.sheet_id.in_(theirs))
    changed = connection.execute(points.values(points=5 - Score.points, comment="Quite otherwise."))
    words = sa.update(ScoreSheet).where(ScoreSheet.id.in_(theirs))
    connection.execute(words.values(comment="Other words.", private_note="Other notes.", may_release=False))
    return changed.rowcount


def another_conflict(connection: Connection) -> int:
    """A colleague stands aside from the nomination that everybody asks for."""
    judged = sa.select(Assignment.person_id, Assignment.nomination_id).join(Assignment.nomination)
    judged = judged.join(Nomination.organisation).where(Organisation.slug == OWN)
    pair = connection.execute(judged.where(Assignment.person_id.in_(COLLEAGUES)).limit(1)).one()
    values = dict(zip(("person_id", "nomination_id"), pair, strict=True))
    noted = {"kind": ConflictKind.DECLARED, "reason": "A secret friendship."}
    return connection.execute(sa.insert(Conflict).values(**values, **noted)).rowcount


def other_names(connection: Connection) -> int:
    """The colleagues are called otherwise, and one of them has left."""
    renamed = sa.update(Person).where(Person.id.in_(COLLEAGUES))
    changed = connection.execute(renamed.values(name=sa.literal("Someone Else ") + Person.email))
    seats = sa.select(PanelMember.id).where(PanelMember.person_id.in_(COLLEAGUES)).limit(1)
    gone = sa.update(PanelMember).where(PanelMember.id == seats.scalar_subquery())
    connection.execute(gone.values(state=SeatState.LEFT, reason="A secret reason."))
    return changed.rowcount


def more_nominations(connection: Connection) -> int:
    """Another body works on two more nominations."""
    other = sa.select(Organisation.id).where(Organisation.slug == "sandwell").scalar_subquery()
    (category, edition) = connection.execute(sa.select(Category.id, Category.edition_id).limit(1)).one()
    for number in (1, 2):
        row = {"reference": f"TEA-9{number}", "team_name": f"A secret team {number}", "number": 7 + number}
        row |= {"edition_id": edition, "category_id": category, "organisation_id": other}
        connection.execute(sa.insert(Nomination).values(**row, state=NominationState.DRAFT))
    return 2


def other_sample_scores(connection: Connection) -> int:
    """The colleagues scored the sample otherwise."""
    theirs = sa.update(CalibrationSheet).where(CalibrationSheet.person_id.in_(COLLEAGUES))
    return connection.execute(
        theirs.values(points={"impact": 0}, comments={"impact": "Quite otherwise."})
    ).rowcount


def sample_open(connection: Connection) -> int:
    """The panel has not agreed on the sample yet."""
    before = sa.update(CalibrationEntry).values(state=CalibrationState.OPEN, agreed_at=None, agreed={})
    return connection.execute(before).rowcount


def other_flags(connection: Connection) -> int:
    """The colleagues told the chair something, and were answered."""
    theirs = sa.select(ScoreSheet.id).join(ScoreSheet.assignment).where(Assignment.person_id.in_(COLLEAGUES))
    flagged = sa.update(ScoreSheet).where(ScoreSheet.id.in_(theirs))
    return connection.execute(flagged.values(flag="A secret worry.", flag_answer="A secret answer.")).rowcount


Secret = Callable[[Connection], int]
JUDGES: tuple[Secret, ...] = (other_scores, another_conflict, other_names, other_flags)
OUTSIDE: tuple[Secret, ...] = (*JUDGES, more_nominations, other_sample_scores)
FENCED: tuple[Secret, ...] = (other_scores, another_conflict)
LOOKING_ON: tuple[Secret, ...] = (other_scores,)
MAY_NOT_KNOW = {
    ("guest", Stage.JUDGING): OUTSIDE,
    ("guest", Stage.MODERATION): OUTSIDE,
    ("owner", Stage.NOMINATIONS): OUTSIDE,
    ("owner", Stage.JUDGING): OUTSIDE,
    ("owner", Stage.MODERATION): OUTSIDE,
    ("delegate", Stage.JUDGING): OUTSIDE,
    ("neighbour", Stage.NOMINATIONS): OUTSIDE,
    ("neighbour", Stage.JUDGING): OUTSIDE,
    ("judge", Stage.NOMINATIONS): JUDGES,
    ("judge", Stage.JUDGING): JUDGES,
    ("judge", Stage.MODERATION): JUDGES,
    ("recused", Stage.JUDGING): JUDGES,
    ("recused", Stage.MODERATION): JUDGES,
    ("fenced", Stage.JUDGING): FENCED,
    ("chair", Stage.JUDGING): LOOKING_ON,
    ("organiser", Stage.JUDGING): LOOKING_ON,
    ("auditor", Stage.JUDGING): LOOKING_ON,
    ("admin", Stage.JUDGING): LOOKING_ON,
}


@pytest.fixture(scope="module", autouse=True)
def _still():
    """The clock stands still, so that two answers can be equal to the byte."""
    moment = clock.now() - clock.offset.get()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clock, "now", lambda: moment + clock.offset.get())
        yield


@pytest.fixture(scope="module")
def another(world, tmp_path_factory):
    """``another(secrets)``: a copy of the world in which these are otherwise; made once each."""
    made, opening = {}, []

    def with_other(secrets: tuple[Secret, ...]):
        if secrets not in made:
            folder = tmp_path_factory.mktemp("another") / "world"
            shutil.copytree(world.folder, folder)
            opening.append(opened(folder))
            made[secrets] = opening[-1].__enter__()
            with db.engine.begin() as connection:
                for change in secrets:
                    assert change(connection) > 0
        return made[secrets]

    yield with_other
    for each in reversed(opening):
        each.__exit__(None, None, None)


@pytest.mark.parametrize(("role", "stage"), MAY_NOT_KNOW)
def test_nobody_learns_what_is_secret_while_judges_work(world, another, role, stage):
    walks = []
    for each in (another(MAY_NOT_KNOW[role, stage]), world):
        with each.app.app_context():
            each.at(stage)
            walks.append(list(crawl(each, role, most=10)))
            each.at(Stage.SEALED)
    assert len(walks[0]) > 60
    for left, right in zip(*walks, strict=True):
        assert left.comparable == right.comparable


def test_who_may_know_sees_that_the_scores_are_others(world, another):
    walks = []
    for each in (another(LOOKING_ON), world):
        with each.app.app_context():
            each.at(Stage.MODERATION)
            walks.append([seen.comparable for seen in crawl(each, "chair", most=0)])
            each.at(Stage.SEALED)
    assert walks[0] != walks[1]


@pytest.mark.parametrize("role", ["judge", "organiser", "auditor"])
def test_nobody_learns_how_others_scored_the_sample_before_it_is_agreed(another, role):
    walks = []
    for each in (another((sample_open,)), another((sample_open, other_sample_scores))):
        with each.app.app_context():
            each.at(Stage.JUDGING)
            walks.append([seen.comparable for seen in crawl(each, role, most=0)])
            each.at(Stage.SEALED)
    assert walks[0] == walks[1]
