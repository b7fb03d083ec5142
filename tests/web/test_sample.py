"""The sample edition: it reaches every stage, is the same each time, and leaves real editions alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.database import Base, db, unit_of_work
from awards.core.errors import WrongState
from awards.editions.models import Edition
from awards.editions.states import Stage
from awards.judging.models import Assignment, Score, ScoreSheet
from awards.nominations.models import Answer, Nomination, TeamMember
from awards.results.models import Decision, Recipient
from awards.web.app import create_app
from awards.web.config import read_settings
from awards.web.sample.large import load_large_sample
from awards.web.sample.loading import load_sample
from awards.web.sample.stages import STAGES
from tests.factories import make_edition

QUIETLY: dict[str, Any] = {"base_url": "http://localhost", "tell": lambda _news: None}


@contextmanager
def empty_site(folder: Path) -> Iterator[None]:
    app = create_app(read_settings({"AWARDS_DATA_DIR": str(folder), "AWARDS_SECRET_KEY": "k" * 40}))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        yield
        db.session.remove()
        db.engine.dispose()


def content() -> list[list[tuple[object, ...]]]:
    """What people wrote, scored and decided, without identities and moments."""
    wanted = (
        sa.select(Nomination.reference, Nomination.state, Nomination.team_name),
        sa.select(Nomination.reference, Answer.value).join(Answer),
        sa.select(Nomination.reference, TeamMember.position, TeamMember.name).join(TeamMember),
        sa.select(Nomination.reference, Person.email, ScoreSheet.state, ScoreSheet.comment, Score.points)
        .select_from(Score).join(ScoreSheet).join(Assignment).join(Assignment.nomination).join(Assignment.person),
        sa.select(Nomination.reference, Recipient.placing, Recipient.position, Decision.reason)
        .select_from(Recipient).join(Decision).join(Recipient.nomination),
    )  # fmt: skip
    rows = [[tuple(row) for row in db.session.execute(query)] for query in wanted]
    db.session.remove()
    return [sorted(each, key=repr) for each in rows]


def test_two_loads_give_the_same_content(world, tmp_path):
    with world.app.app_context():
        first = content()
    with empty_site(tmp_path):
        with unit_of_work():
            load_sample(Stage.SEALED, "a password", photos=False, **QUIETLY)
        assert all(first)
        assert content() == first


@pytest.mark.parametrize("stage", STAGES)
def test_a_large_sample_reaches_every_stage(tmp_path, stage):
    with empty_site(tmp_path):
        with unit_of_work():
            load_large_sample(stage, "a password", 20, 8, 3, **QUIETLY)
        edition = db.session.scalars(sa.select(Edition)).one()
        assert edition.state is stage
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Nomination)) == 20
        if stage is not Stage.NOMINATIONS:
            each = sa.select(sa.func.count()).select_from(Assignment).group_by(Assignment.nomination_id)
            assert set(db.session.scalars(each)) == {3}


def test_the_sample_can_be_carried_to_its_end(tmp_path):
    with empty_site(tmp_path):
        with unit_of_work():
            load_sample(Stage.PUBLISHED, "a password", photos=False, **QUIETLY)
        assert db.session.scalars(sa.select(Edition)).one().state is Stage.PUBLISHED


@pytest.mark.parametrize(("load", "size"), [(load_sample, ()), (load_large_sample, (2, 2, 1))])
def test_a_database_with_a_real_edition_is_left_alone(session, load, size):
    make_edition()
    with pytest.raises(WrongState, match=r"holds a real edition.*AWARDS_DATA_DIR to a new folder"):
        load(Stage.NOMINATIONS, "a password", *size, **QUIETLY)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Edition)) == 1
