"""Judges are told when their list changes without their doing: once for a press, and nothing else."""

import datetime as dt

import pytest
import sqlalchemy as sa

from awards.accounts.models import Post
from awards.core import clock
from awards.core.database import db
from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.judging.queries import Wish
from awards.judging.services import (
    ask_for_draw,
    ask_to_lift,
    bring_up_to_date,
    make_next_draw,
    prepare_judging,
    set_conflict,
)
from awards.judging.services.lists import LIST_CHANGED
from awards.organisations.roles import Role
from tests.factories import make_sheet, saved
from tests.judging.rounds import plan_final

SITE = "https://a.example"


def letters():
    """What was written to judges about their lists."""
    db.session.flush()
    return db.session.scalars(sa.select(Message).filter_by(kind=LIST_CHANGED).order_by(Message.body)).all()


def told():
    return sorted(letter.recipient for letter in letters())


def bring(judging):
    bring_up_to_date(judging.edition, by=judging.organiser, at=clock.now(), base_url=SITE)
    db.session.commit()


def takes_a_post(person, nomination):
    post = {"organisation": nomination.organisation, "role": Role.DIRECTOR}
    saved(Post(person=person, starts_on=dt.date(2019, 1, 1), **post))


def both(judging):
    return sorted([judging.judge.email, judging.other.email])


@pytest.mark.both_databases
def test_a_late_nomination_is_told_to_each_judge_once_and_nothing_new_to_nobody(judging):
    bring(judging)
    assert told() == []
    late = judging.add_nomination(team_name="Team Late")
    bring(judging)
    bring(judging)
    assert told() == both(judging)
    assert all("you now have 4 nominations to score" in letter.body for letter in letters())
    assert not any(late.title in letter.subject + letter.body for letter in letters())


@pytest.mark.parametrize("over", ["closed", "its time", "judging"])
def test_nobody_is_asked_to_score_where_nothing_can_be_handed_in(judging, over):
    judging.add_nomination()
    round_, before = judging.panel.current, clock.now() - dt.timedelta(hours=1)
    if over == "closed":
        plan_final(judging.panel, judging.organiser)
        round_.closed_at = before
    elif over == "its time":
        round_.closes_at = before
    else:
        judging.edition.judging_closes_at = before
    bring(judging)
    assert told() == []


def test_what_comes_later_on_the_same_day_is_told_as_well(judging):
    for _ in range(2):
        judging.add_nomination()
        bring(judging)
    assert len([letter for letter in letters() if letter.recipient == judging.judge.email]) == 2


@pytest.mark.both_databases
def test_a_conflict_found_later_is_told_to_whose_list_it_makes_shorter(judging):
    team = judging.nominations[0]
    takes_a_post(judging.judge, team)
    bring(judging)
    [letter] = letters()
    assert letter.recipient == judging.judge.email
    assert "you now have 2 nominations to score" in letter.body
    assert "unless you must stand aside" in letter.body
    assert team.title not in letter.body
    assert team.organisation.name not in letter.body


def test_a_submitted_sheet_that_counts_no_more_makes_the_list_shorter_too(judging):
    make_sheet(judging.assignment(judging.judge, judging.nominations[0]), 3)
    takes_a_post(judging.judge, judging.nominations[0])
    bring(judging)
    assert told() == [judging.judge.email]


def test_a_conflict_and_a_late_nomination_in_one_press_are_one_message(judging):
    takes_a_post(judging.judge, judging.nominations[0])
    judging.add_nomination()
    bring(judging)
    assert told() == both(judging)
    assert [f"you now have {n} nom" in each.body for n, each in enumerate(letters(), 3)] == [True] * 2


def test_a_late_nomination_of_their_own_organisation_changes_nothing_for_a_judge(judging):
    late = judging.add_nomination()
    takes_a_post(judging.judge, late)
    bring(judging)
    assert told() == [judging.other.email]


def test_who_is_told_that_judging_is_open_is_not_told_of_a_list_besides(judging):
    seat = next(each for each in judging.panel.members if each.person_id == judging.judge.id)
    seat.declared_at = None
    judging.add_nomination()
    for _ in range(2):
        prepare_judging(judging.edition, by=judging.organiser, at=clock.now(), base_url=SITE)
    assert told() == [judging.other.email]


def test_before_judging_opens_nobody_is_told_of_a_list(judging):
    judging.edition.state = Stage.CHECKING
    judging.add_nomination()
    bring(judging)
    assert told() == []


@pytest.mark.parametrize(
    "page", ["/judging/panels/{panel}/assignment/renew", "/editions/{edition}/panel/prepare"]
)
def test_both_buttons_tell(judging, browser_of, page):
    judging.add_nomination()
    path = page.format(panel=judging.panel.id, edition=judging.edition.slug)
    assert browser_of(judging.organiser).post(path).status_code == 303
    assert told() == both(judging)


def test_a_conflict_that_an_organiser_records_is_told_where_it_changes_a_list(judging, browser_of):
    browser, path = browser_of(judging.organiser), f"/editions/{judging.edition.slug}/panel/conflicts/new"
    for person in (judging.judge, judging.chair):
        nomination = str(judging.nominations[0].id)
        data = {"person": str(person.id), "nomination": nomination, "reason": "Married."}
        assert browser.post(path, data=data).status_code == 303
    assert told() == [judging.judge.email]
    assert "you now have 2 nominations to score" in letters()[0].body


def test_a_lifted_conflict_is_told_by_its_own_message_and_others_of_their_lists(judging):
    judging.edition.two_people_decide = False
    conflict = set_conflict(
        judging.judge, judging.nominations[0], "Related.", by=judging.organiser, at=clock.now()
    )
    judging.add_nomination()
    assert ask_to_lift(conflict, "It was another.", by=judging.organiser, at=clock.now(), base_url=SITE)
    assert told() == [judging.other.email]


def test_a_conflict_that_a_draw_finds_is_told_before_the_draw_is_applied(judging):
    judging.panel.current.judges_each = 1
    takes_a_post(judging.judge, judging.nominations[0])
    ask_for_draw(
        judging.panel, Wish(1, None, overall=False, keep=True), "s", by=judging.organiser, at=clock.now()
    )
    db.session.commit()
    assert make_next_draw(clock.now(), SITE)
    db.session.expire_all()
    assert told() == [judging.judge.email]
