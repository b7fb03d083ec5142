"""In which order a judge reads, and what they go on with."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.judging.order import Standing, next_to_do, place

ids = st.uuids(version=4)
many = st.lists(ids, unique=True, min_size=1, max_size=14)

SUBMITTED, AGAIN, READY = Standing.SUBMITTED, Standing.OPEN_AGAIN, Standing.READY
STARTED, SKIPPED, NEW = Standing.STARTED, Standing.SKIPPED, Standing.NOT_STARTED


def order(judge: uuid.UUID, nominations: list[uuid.UUID]) -> list[uuid.UUID]:
    return sorted(nominations, key=lambda nomination: place(judge, nomination))


@given(ids, many)
def test_the_order_is_the_same_however_the_database_gives_them(judge, nominations) -> None:
    assert order(judge, nominations) == order(judge, nominations[::-1])


@given(ids, many, st.data())
def test_what_is_taken_away_leaves_the_others_in_their_order(judge, nominations, data) -> None:
    gone = data.draw(st.sampled_from(nominations))
    assert order(judge, [n for n in nominations if n != gone]) == [
        n for n in order(judge, nominations) if n != gone
    ]


def test_each_comes_first_for_about_as_many_judges() -> None:
    nominations = [uuid.UUID(int=n) for n in range(4)]
    first = [order(uuid.UUID(int=1000 + judge), nominations)[0] for judge in range(400)]
    assert all(75 <= first.count(nomination) <= 125 for nomination in nominations)


@pytest.mark.parametrize(
    ("standings", "number"),
    [
        ([], None),
        ([NEW, NEW], 0),
        ([SUBMITTED, NEW], 1),
        ([NEW, STARTED], 0),
        ([SKIPPED, NEW], 1),
        ([SKIPPED, SUBMITTED, SKIPPED], 0),
        ([STARTED, NEW, AGAIN], 2),
        ([SUBMITTED, READY], None),
    ],
)
def test_a_judge_goes_on_with_what_is_open(standings: list[Standing], number: int | None) -> None:
    assert next_to_do(standings) == number
