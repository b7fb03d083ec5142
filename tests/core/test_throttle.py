"""Counting tries."""

import datetime as dt

import pytest
import sqlalchemy as sa

from awards.core import clock
from awards.core.database import db
from awards.core.errors import TooManyTries
from awards.core.throttle import Attempt, Limit, count_for_good, take_back
from tests.factories import make_person

pytestmark = pytest.mark.both_databases
LIMIT = Limit("password", "jo@example.org", 2, dt.timedelta(minutes=15))


def kept():
    return db.session.scalar(sa.select(sa.func.count()).select_from(Attempt))


def test_a_try_stays_counted_when_the_request_is_rolled_back(session):
    count_for_good([LIMIT], clock.now())
    db.session.rollback()
    assert kept() == 1


def test_no_transaction_is_open_after_counting(session):
    count_for_good([LIMIT], clock.now())
    assert not db.session().in_transaction()


def test_past_the_limit_is_refused_and_says_how_long_to_wait(session):
    for _ in range(2):
        count_for_good([LIMIT], clock.now())
    with pytest.raises(TooManyTries, match="Wait 15 minutes"):
        count_for_good([LIMIT], clock.now())


def test_the_same_name_written_otherwise_is_the_same(session):
    for who in ("jo@example.org", "JO@example.org"):
        count_for_good([Limit("password", who, 2, LIMIT.within)], clock.now())
    with pytest.raises(TooManyTries):
        count_for_good([LIMIT], clock.now())


def test_after_the_time_one_may_try_again(session):
    for _ in range(2):
        count_for_good([LIMIT], clock.now() - LIMIT.within)
    count_for_good([LIMIT], clock.now())
    assert kept() == 3


def test_an_honest_try_is_taken_back_and_no_other(session):
    first, second = clock.now(), clock.now() + dt.timedelta(seconds=1)
    for at in (first, second):
        count_for_good([LIMIT], at)
    take_back([LIMIT], second)
    assert db.session.scalars(sa.select(Attempt.at)).all() == [first]


def test_counting_after_a_change_is_a_mistake_of_ours(session):
    make_person().name = "Changed"
    with pytest.raises(RuntimeError, match="before anything is changed"):
        count_for_good([LIMIT], clock.now())


def test_what_was_read_before_counting_is_read_anew(session):
    person = make_person(name="Before")
    count_for_good([LIMIT], clock.now())
    db.session.execute(sa.text("UPDATE people SET name = 'After'"))
    assert person.name == "After"
