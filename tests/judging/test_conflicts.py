"""Rules by which posts make a conflict of interest."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.judging.conflicts import (
    STRONGEST_FIRST,
    TIES,
    Body,
    Post,
    found_conflict,
    post_words,
    strongest,
    years_before,
)
from awards.judging.states import ConflictKind

ON = dt.date(2022, 9, 28)
OPENED = dt.date(2022, 9, 5)
TRUST = Body("trust", "The Trust", "council", "The Council")
SAME, PARTNER, PAST = (
    ConflictKind.SAME_ORGANISATION,
    ConflictKind.PARTNER_ORGANISATION,
    ConflictKind.PAST_POST,
)

days = st.none() | st.dates(dt.date(2005, 1, 1), dt.date(2035, 1, 1))
posts = st.lists(st.builds(Post, st.sampled_from(["trust", "council", "elsewhere"]), days, days), max_size=4)


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def found(*held: Post, years: int = 5) -> ConflictKind | None:
    return found_conflict(held, TRUST, ON, years)


@pytest.mark.parametrize(
    ("organisation", "from_", "to", "kind"),
    [
        ("trust", None, None, SAME),
        ("trust", "2020-01-01", None, SAME),
        ("trust", "2022-09-28", None, SAME),
        ("trust", None, "2022-09-28", SAME),
        ("council", "2020-01-01", None, PARTNER),
        ("trust", "2015-01-01", "2022-09-27", PAST),
        ("trust", "2015-01-01", "2017-09-28", PAST),
        ("trust", "2015-01-01", "2017-09-27", None),
        ("council", "2015-01-01", "2019-03-31", PAST),
        ("trust", "2022-09-29", None, None),
        ("elsewhere", None, None, None),
    ],
)
def test_a_post_makes_a_conflict_by_its_body_and_dates(
    organisation: str, from_: str | None, to: str | None, kind: ConflictKind | None
) -> None:
    assert found(Post(organisation, day(from_), day(to))) == kind


def test_no_post_is_no_conflict() -> None:
    assert found() is None


def test_the_nearest_conflict_is_named() -> None:
    past, partner, same = Post("trust", None, day("2021-01-01")), Post("council"), Post("trust")
    assert [found(past, partner, same), found(past, partner), found(past)] == [SAME, PARTNER, PAST]


def test_an_organisation_without_a_partner_is_near_itself_only() -> None:
    assert found_conflict([Post("council")], Body("trust", "The Trust"), ON, 5) is None


def test_without_years_only_posts_held_now_count() -> None:
    assert found(Post("trust", None, day("2022-09-27")), years=0) is None


@pytest.mark.parametrize(
    ("post", "kind"),
    [
        (Post("trust", None, day("2022-09-10"), nominates=True), ConflictKind.NOMINATOR),
        (Post("trust", None, day("2022-09-05"), nominates=True), ConflictKind.NOMINATOR),
        (Post("trust", None, day("2022-09-04"), nominates=True), None),
        (Post("trust", None, day("2022-09-10")), None),
        (Post("council", None, day("2022-09-10"), nominates=True), None),
        (Post("trust", None, None, nominates=True), SAME),
    ],
)
def test_who_could_nominate_for_the_body_has_put_it_forward_wherever_they_work_now(
    post: Post, kind: ConflictKind | None
) -> None:
    assert found_conflict([post], TRUST, ON, 0, OPENED) == kind


@pytest.mark.parametrize(
    ("kind", "years", "sentence"),
    [
        (SAME, 3, "Holds a post at The Trust."),
        (PARTNER, 3, "Holds a post at The Council, the partner of The Trust."),
        (PAST, 3, "Held a post at The Trust or its partner within the last 3 years."),
        (PAST, 1, "Held a post at The Trust or its partner within the last year."),
        (ConflictKind.NOMINATOR, 0, "Could nominate for The Trust when nominations were open."),
    ],
)
def test_a_reason_is_a_sentence(kind: ConflictKind, years: int, sentence: str) -> None:
    assert post_words(kind, TRUST, years) == sentence


def test_a_body_without_a_partner_is_named_alone() -> None:
    assert post_words(PAST, Body("x", "X"), 2) == "Held a post at X within the last 2 years."


def test_where_several_kinds_hold_the_strongest_names_it_and_all_say_why() -> None:
    tie = strongest(
        {PAST: "Was there.", ConflictKind.NOMINATOR: "Wrote.", ConflictKind.IN_THE_TEAM: "Is in."}
    )
    assert (tie.kind, tie.reason) == (ConflictKind.IN_THE_TEAM, "Is in. Wrote. Was there.")


def test_every_kind_is_either_found_or_told_by_a_judge_or_an_organiser() -> None:
    assert {*STRONGEST_FIRST, *TIES, ConflictKind.SET_BY_ORGANISER} == set(ConflictKind)


def test_years_are_counted_back_from_a_leap_day() -> None:
    assert years_before(dt.date(2024, 2, 29), 3) == dt.date(2021, 2, 28)


@given(posts, st.integers(0, 10))
def test_posts_elsewhere_never_matter(held: list[Post], years: int) -> None:
    near = [post for post in held if post.organisation != "elsewhere"]
    assert found(*held, years=years) == found(*near, years=years)


@given(posts, posts, st.integers(0, 10))
def test_another_post_never_lifts_a_conflict(held: list[Post], more: list[Post], years: int) -> None:
    if found(*held, years=years):
        assert found(*held, *more, years=years)


@given(posts, st.integers(0, 9))
def test_looking_further_back_never_lifts_a_conflict(held: list[Post], years: int) -> None:
    if found(*held, years=years):
        assert found(*held, years=years + 1)
