"""Revealing: one press, one award, only what was sealed, only at the ceremony."""

import datetime as dt

import pytest
import sqlalchemy as sa

from awards.ceremony.models import Reveal
from awards.ceremony.queries import (
    awards_to_reveal,
    ceremony_readiness,
    reveal_readiness,
    revealed_results,
)
from awards.ceremony.services import generate_running_order, reveal_award
from awards.core.database import db
from awards.core.errors import WrongState
from awards.editions.states import Stage
from awards.nominations.states import NominationState
from awards.results.models import Seal
from tests.ceremony.evenings import Evening, let_another_win, make_evening

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("session")]
AT = dt.datetime(2022, 10, 21, 20, 45, tzinfo=dt.UTC)


@pytest.fixture
def evening(session) -> Evening:
    return make_evening(Stage.CEREMONY)


def by_of(evening: Evening) -> dict:
    return {"by": evening.organiser, "at": AT}


def test_a_revealed_award_is_known_with_its_winner_and_the_highly_commended(evening):
    reveal_award(evening.top, **by_of(evening))
    result = revealed_results(evening.edition)[evening.top.id]
    assert (result.winner.team, [placed.team for placed in result.highly_commended]) == (
        "Team Number 0",
        ["Team Number 1"],
    )


def test_an_award_that_is_not_revealed_is_not_known(evening):
    reveal_award(evening.top, **by_of(evening))
    assert set(revealed_results(evening.edition)) == {evening.top.id}


def test_a_second_press_is_the_same_reveal(evening):
    first = reveal_award(evening.top, **by_of(evening))
    assert reveal_award(evening.top, by=evening.organiser, at=AT + dt.timedelta(minutes=1)) is first
    assert db.session.scalar(sa.select(sa.func.count(Reveal.id))) == 1


@pytest.mark.parametrize("stage", [Stage.MODERATION, Stage.SEALED, Stage.PUBLISHED])
def test_nothing_is_revealed_outside_the_ceremony(stage):
    evening = make_evening(stage)
    with pytest.raises(WrongState):
        reveal_award(evening.top, **by_of(evening))


def test_a_recognition_has_no_winner_to_reveal(evening):
    with pytest.raises(WrongState, match="no winner"):
        reveal_award(evening.every, **by_of(evening))


def test_a_decision_that_is_not_what_was_sealed_is_not_revealed(evening):
    let_another_win(evening, evening.teams[2])
    with pytest.raises(WrongState, match="not what was sealed"):
        reveal_award(evening.top, **by_of(evening))


def test_a_record_that_does_not_fit_its_fingerprint_opens_nothing(evening):
    db.session.execute(sa.update(Seal).values(root="0" * 64))
    db.session.expire_all()
    with pytest.raises(WrongState, match="the seal is broken"):
        reveal_award(evening.top, **by_of(evening))


def test_a_winner_that_has_left_is_not_revealed_and_not_named(evening):
    evening.teams[0].state = NominationState.WITHDRAWN
    db.session.commit()
    with pytest.raises(WrongState) as refusal:
        reveal_award(evening.top, **by_of(evening))
    assert "Team Number 0" not in refusal.value.sentence


def test_awards_are_revealed_in_the_order_of_the_evening(evening):
    assert [award.key for award in awards_to_reveal(evening.edition)] == ["top", "best"]
    evening.edition.plan = [evening.edition.plan[0], evening.edition.plan[4], evening.edition.plan[3]]
    generate_running_order(evening.edition, **by_of(evening))
    assert [award.key for award in awards_to_reveal(evening.edition)] == ["best", "top"]


def test_publishing_waits_for_every_reveal_and_names_awards_only(evening):
    reveal_award(evening.best, **by_of(evening))
    [ready] = reveal_readiness(evening.edition)
    assert (ready.done, ready.sentence) == (False, "Team of the Year is not revealed yet")
    reveal_award(evening.top, **by_of(evening))
    assert reveal_readiness(evening.edition)[0].done


def test_the_ceremony_needs_a_running_order_and_advises_a_programme():
    evening = make_evening()
    assert [(r.done, r.needed) for r in ceremony_readiness(evening.edition)] == [
        (False, True),
        (False, False),
    ]
    generate_running_order(evening.edition, **by_of(evening))
    assert [r.done for r in ceremony_readiness(evening.edition)] == [True, True, False]


def test_before_the_ceremony_the_page_does_not_tell_whether_an_award_is_given(browser_of):
    evening = make_evening(Stage.MODERATION)
    organiser = browser_of(evening.organiser)
    paths = [f"/editions/{evening.edition.slug}/reveal/{key}" for key in (evening.top.key, "no-such-award")]
    assert [organiser.get(path).status_code for path in paths] == [409, 409]
