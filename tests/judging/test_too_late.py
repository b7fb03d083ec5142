"""What a judge reads once a round takes no more sheets: what happened, and nothing that no longer works."""

import pytest

from awards.core.database import db
from awards.editions.states import Stage
from awards.judging.states import SheetState
from tests.factories import make_sheet


@pytest.fixture
def browser(judging, browser_of):
    return browser_of(judging.judge)


@pytest.fixture
def tasks(judging):
    """The judge's assignments in the order in which they read."""
    return [judging.assignment(judging.judge, team) for team in judging.order(judging.judge)]


def address(task, more=""):
    return f"/judging/assignments/{task.id}{more}"


@pytest.fixture(params=["closed by somebody", "out of time", "the panel decides"])
def over(judging, tasks, request):
    """A round that takes no more sheets, with one complete and one begun, neither submitted."""
    make_sheet(tasks[0], 3, state=SheetState.DRAFT, submitted_at=None)
    past = judging.edition.nominations_open_at
    if request.param == "closed by somebody":
        tasks[0].panel_round.closed_at = past
    elif request.param == "out of time":
        judging.edition.judging_closes_at = past
    else:
        judging.edition.state = Stage.MODERATION
    db.session.commit()


def test_what_was_not_submitted_in_time_is_said_plainly_and_nothing_is_offered(browser, tasks, over):
    home = browser.get("/judging").text
    assert f"None of your {len(tasks)} score sheets was submitted</strong> before" in home
    for offered in (
        "Please submit by",
        "Not submitted yet",
        "Not started",
        "Work offline",
        "Submit all",
        "Go on",
    ):
        assert offered not in home
    sheet = browser.get(address(tasks[0])).text
    assert "You had not submitted this score sheet, so it does not count." in sheet
    assert "Go to the next" not in sheet


def test_nobody_is_asked_to_submit_what_cannot_be_submitted_any_more(browser, tasks, over):
    page = f"/judging/panels/{tasks[0].member.id}/submit"
    answer = browser.get(page)
    assert (answer.status_code, answer.location) in {(303, "/judging"), (404, None)}
    assert browser.post(page).status_code in {409, 404}


def test_who_has_submitted_everything_is_not_asked_to_submit(browser, tasks):
    for task in tasks:
        make_sheet(task, 3)
    assert "Please submit by" not in browser.get("/judging").text


def test_a_sheet_of_a_closed_round_is_not_asked_back(judging, browser, tasks):
    make_sheet(tasks[0], 3)
    tasks[0].panel_round.closed_at = judging.edition.nominations_open_at
    db.session.commit()
    assert "reopen" not in browser.get(address(tasks[0])).text
    assert "reopen" not in browser.get(address(tasks[0], "/tell")).text


@pytest.mark.parametrize("stage", [Stage.JUDGING, Stage.MODERATION])
def test_a_sheet_given_back_is_the_next_step_also_while_the_panel_decides(judging, browser, tasks, stage):
    make_sheet(tasks[0], 3, state=SheetState.REOPENED)
    judging.edition.state = stage
    db.session.commit()
    home = browser.get("/judging").text
    assert f"{tasks[0].nomination.title} is open again" in home
    assert "Nothing more is asked" not in home
    assert f"Go on with {tasks[0].nomination.title}" in home
