"""A judge stands aside: from the list of names, from the nomination at hand; and who leaves the room."""

import re

import pytest
import sqlalchemy as sa

from awards.core import clock
from awards.core.database import db
from awards.core.errors import BrokenRule, WrongState
from awards.editions.states import Stage
from awards.judging.conflicts import Tie
from awards.judging.models import Conflict, ScoreSheet
from awards.judging.services import declare_conflicts, save_sheet, set_conflict
from awards.judging.states import ConflictKind, SeatState
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import make_person, make_sheet
from tests.judging.conftest import GOOD

FAMILY = {"kind": "family or friends", "reason": "My sister leads it."}


@pytest.fixture
def team(judging):
    return judging.nominations[1]


@pytest.fixture
def member(judging):
    return next(each for each in judging.panel.members if each.person is judging.judge)


def kinds():
    return [tuple(row) for row in db.session.execute(sa.select(Conflict.kind, Conflict.reason))]


def declare(browser, member, team, **said):
    typed = {"aside": "y"} | said
    data = {f"{name}-{team.id}": value for name, value in typed.items() if value}
    return browser.post(f"/judging/panels/{member.id}/declare", data=data)


def test_from_the_list_with_kind_and_reason(judging, team, member, browser_of):
    browser = browser_of(judging.judge)
    assert declare(browser, member, team, **FAMILY).status_code == 303
    assert kinds() == [(ConflictKind.FAMILY_OR_FRIENDS, "My sister leads it.")]
    page = browser.get(f"/judging/panels/{member.id}/declare").text
    assert "you cannot do it yourself" in page
    assert f"aside-{team.id}" not in page


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"reason": "My sister leads it."}, "Choose why you stand aside from Team Birch"),
        ({"kind": "money or contract"}, "Say in a few words why you stand aside from Team Birch"),
        ({"aside": "", "kind": "declared"}, "Tick the box as well"),
        ({"aside": "", "reason": "My sister leads it."}, "Tick the box as well"),
        ({"kind": "same organisation", "reason": "So."}, "choose one of the answers shown"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(judging, team, member, browser_of, said, sentence):
    answer = declare(browser_of(judging.judge), member, team, **said)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert said.get("reason", "") in answer.text
    assert kinds() == []


def test_nobody_declares_that_they_were_found(judging, team, member):
    with pytest.raises(BrokenRule):
        declare_conflicts(
            member, {team: Tie(ConflictKind.NOMINATOR, "So.")}, by=judging.judge, at=clock.now()
        )


def test_the_list_shows_names_and_takes_few_statements_for_a_hundred_teams(judging, member, browser_of):
    for n in range(60):
        judging.add_nomination(judging.nominations[0].organisation, number=n + 2)
    db.session.commit()
    browser = browser_of(judging.judge)
    with counted_statements() as statements:
        page = browser.get(f"/judging/panels/{member.id}/declare").text
    assert page.count('type="checkbox"') == 63
    assert "go to the end of the list" in page
    assert len(statements) <= 8


def aside_from(judging, team):
    return f"/judging/assignments/{judging.assignment(judging.judge, team).id}/stand-aside"


@pytest.mark.parametrize(
    ("written", "warning"),
    [
        ("nothing", "so nothing is lost"),
        ("draft", "is deleted at once"),
        ("submitted", "kept for the record"),
    ],
)
def test_from_the_nomination_at_hand_after_saying_what_becomes_of_the_sheet(
    judging, team, browser_of, written, warning
):
    task = judging.assignment(judging.judge, team)
    if written == "draft":
        save_sheet(task, GOOD, by=judging.judge, at=clock.now())
    if written == "submitted":
        make_sheet(task, 3)
    db.session.commit()
    browser, there = browser_of(judging.judge), aside_from(judging, team)
    assert warning in browser.get(there).text
    assert browser.post(there, data={"reason": "My sister leads it."}).status_code == 422
    assert kinds() == []
    assert browser.post(there, data=FAMILY).status_code == 303
    assert kinds() == [(ConflictKind.FAMILY_OR_FRIENDS, "My sister leads it.")]
    left = db.session.scalar(sa.select(sa.func.count()).select_from(ScoreSheet))
    assert left == (1 if written == "submitted" else 0)
    assert [browser.get(there).status_code, browser.post(there, data=FAMILY).status_code] == [404, 404]
    assert "Team Birch" not in browser.get("/judging").text


def test_the_score_page_leads_there(judging, team, browser_of):
    task = judging.assignment(judging.judge, team)
    assert aside_from(judging, team) in browser_of(judging.judge).get(f"/judging/assignments/{task.id}").text


def test_nobody_stands_aside_for_somebody_else(judging, team, browser_of):
    there = aside_from(judging, team)
    for person in (judging.other, judging.chair, judging.organiser):
        assert browser_of(person).post(there, data=FAMILY).status_code == 404


def leaving(judging):
    return f"/judging/panels/{judging.panel.id}/leaving"


def recuse(judging, person, team):
    set_conflict(person, team, "They are married.", by=judging.organiser, at=clock.now())
    db.session.commit()


def row_of(page, name):
    return next(row for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL) if name in row)


@pytest.mark.parametrize("who", ["chair", "organiser"])
def test_who_leads_the_meeting_sees_who_leaves_for_which_item_and_not_why(judging, team, browser_of, who):
    recuse(judging, judging.judge, team)
    page = browser_of(getattr(judging, who)).get(leaving(judging)).text
    assert judging.judge.name in row_of(page, "Team Birch")
    assert judging.other.name not in page
    assert "Nobody" in row_of(page, "Team Alder")
    assert "married" not in page


@pytest.mark.parametrize("who", ["chair", "organiser"])
def test_the_items_for_which_somebody_leaves_themselves_are_only_a_number_to_them(
    judging, team, browser_of, who
):
    person = getattr(judging, who)
    recuse(judging, judging.judge, team)
    recuse(judging, person, team)
    page = browser_of(person).get(leaving(judging)).text
    assert "You leave for one item." in page
    assert "Team Birch" not in page and team.organisation.name not in page
    assert judging.judge.name not in page
    others = browser_of(make_person(Role.AUDITOR)).get(leaving(judging)).text
    assert "You leave" not in others
    assert person.name in row_of(others, "Team Birch")


def test_who_left_the_panel_need_not_leave_the_room(judging, team, member, browser_of):
    recuse(judging, judging.judge, team)
    member.state = SeatState.LEFT
    db.session.commit()
    assert judging.judge.name not in browser_of(judging.organiser).get(leaving(judging)).text


def test_judges_and_other_chairs_do_not_see_who_leaves(judging, browser_of):
    for person in (judging.judge, make_person(Role.CHAIR), make_person(Role.ADMINISTRATOR)):
        assert browser_of(person).get(leaving(judging)).status_code == 404


def test_the_lists_take_as_many_statements_for_many_as_for_few(judging, browser_of):
    record = f"/editions/{judging.edition.slug}/panel/conflicts"
    browser = browser_of(judging.organiser)

    def count(page):
        with counted_statements() as statements:
            assert browser.get(page).status_code == 200
        return len(statements)

    recuse(judging, judging.judge, judging.nominations[0])
    few = [count(page) for page in (record, leaving(judging))]
    for team in judging.nominations:
        recuse(judging, judging.other, team)
        recuse(judging, judging.chair, team)
    assert [count(page) for page in (record, leaving(judging))] == few
    assert few == [6, 10]


def test_the_record_comes_a_page_at_a_time(judging, browser_of):
    organisation = judging.nominations[0].organisation
    db.session.add_all(
        Conflict(
            person=judging.judge,
            nomination=judging.add_nomination(organisation, number=n + 2),
            kind=ConflictKind.PAST_POST,
            reason="Was there.",
        )
        for n in range(101)
    )
    db.session.commit()
    record, browser = f"/editions/{judging.edition.slug}/panel/conflicts", browser_of(judging.organiser)
    pages = [browser.get(f"{record}?page={number}").text for number in ("1", "2", "99", "²")]
    assert [page.count("Was there.") for page in pages] == [100, 1, 1, 100]


def test_before_judging_nobody_sees_a_list_of_names(judging, member, browser_of):
    judging.edition.state = Stage.CHECKING
    db.session.commit()
    answer = browser_of(judging.judge).get(f"/judging/panels/{member.id}/declare")
    assert answer.status_code == 409
    assert "Team Birch" not in answer.text


@pytest.mark.parametrize("state", [SeatState.INVITED, SeatState.ACCEPTED])
def test_nobody_declares_before_they_have_accepted_and_read_the_criteria(judging, team, member, state):
    member.state, member.declared_at, member.criteria_read_at = state, None, None
    member.answered_at = None if state is SeatState.INVITED else clock.now()
    with pytest.raises(WrongState, match="read the criteria first"):
        declare_conflicts(
            member, {team: Tie(ConflictKind.MONEY, "A contract.")}, by=judging.judge, at=clock.now()
        )
    assert kinds() == []
