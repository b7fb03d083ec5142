"""What makes scoring easy: an order of one's own, skipping, one's own other scores, words for the chair."""

import re

import pytest
import sqlalchemy as sa

from awards.core import clock
from awards.core.database import db
from awards.editions.states import Stage
from awards.judging.models import Assignment, ScoreSheet
from awards.judging.services import set_conflict
from awards.judging.states import SheetState
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import make_person, make_sheet, refreshed
from tests.judging.packing import book_of

GAPS = {"points-impact": "4", "version": "0", "may_release": "y"}
NAMES = re.compile(r'task-list__link"[^>]*>([^<]+)</a>')


@pytest.fixture
def browser(judging, browser_of):
    return browser_of(judging.judge)


@pytest.fixture
def tasks(judging):
    """The judge's assignments in the order in which they read."""
    return [judging.assignment(judging.judge, team) for team in judging.order(judging.judge)]


@pytest.fixture
def stand_aside(judging):
    def call(person, nomination):
        set_conflict(person, nomination, "They are married.", by=judging.organiser, at=clock.now())
        db.session.commit()

    return call


def address(task, more=""):
    return f"/judging/assignments/{task.id}{more}"


def listed(browser, path="/judging"):
    return NAMES.findall(browser.get(path).text)


def titles(tasks):
    return [task.nomination.title for task in tasks]


def test_the_list_is_in_the_judges_own_order(browser, tasks):
    assert listed(browser) == titles(tasks)


def test_the_list_can_be_read_from_a_to_z(browser, tasks):
    assert listed(browser, "/judging?order=names") == sorted(titles(tasks))


def test_a_withdrawal_leaves_the_others_in_their_order(judging, browser, tasks):
    tasks[0].nomination.state = NominationState.WITHDRAWN
    db.session.commit()
    assert listed(browser) == titles(tasks[1:])


def test_the_number_on_the_page_is_that_of_the_list(browser, tasks):
    assert "3 of 3" in browser.get(address(tasks[2])).text


def test_the_list_leads_to_the_first_that_is_open(browser, tasks):
    assert f"Start with {tasks[0].nomination.title}" in browser.get("/judging").text
    make_sheet(tasks[0], 3)
    assert f"Go on with {tasks[1].nomination.title}" in browser.get("/judging").text


def test_skipping_asks_for_nothing_keeps_what_was_typed_and_goes_on(browser, tasks):
    answer = browser.post(address(tasks[0]), data=GAPS | {"then": "next"})
    assert answer.location == address(tasks[1])
    page = browser.get("/judging").text
    assert "Skipped, 1 of 2 scored" in page
    assert f"Go on with {tasks[1].nomination.title}" in page


def test_what_is_put_off_after_it_saved_itself_is_skipped_too(browser, tasks):
    browser.post(address(tasks[0], "/autosave"), data=GAPS)
    browser.post(address(tasks[0]), data=GAPS | {"version": "1", "then": "next"})
    assert "Skipped" in browser.get("/judging").text


def test_writing_on_takes_a_sheet_out_of_the_skipped(browser, tasks):
    browser.post(address(tasks[0]), data={"version": "0", "then": "next"})
    browser.post(address(tasks[0], "/autosave"), data=GAPS | {"version": "1"})
    assert "Skipped" not in browser.get("/judging").text


def test_the_spreadsheet_says_how_each_stands_in_the_words_of_the_list(judging, browser, tasks):
    browser.post(address(tasks[0]), data=GAPS | {"then": "next"})
    make_sheet(tasks[1], 3, state=SheetState.DRAFT, submitted_at=None)
    [member] = [each for each in judging.panel.members if each.person_id == judging.judge.id]
    sheet = book_of(browser, f"/judging/panels/{member.id}/pack")["Scores"]
    written = {cell.value for row in sheet.iter_rows() for cell in row}
    for words in ("Skipped, 1 of 2 scored", "Not submitted yet", "Not started"):
        assert words in browser.get("/judging").text
        assert words in written


def test_complete_sheets_are_said_not_to_be_submitted(browser, tasks):
    make_sheet(tasks[0], 3, state=SheetState.DRAFT, submitted_at=None)
    assert "1 complete score sheet is not submitted yet" in browser.get("/judging").text


def test_a_closed_round_offers_nothing_to_go_on_with(judging, browser, tasks):
    judging.panel.rounds[0].closed_at = judging.edition.nominations_open_at
    db.session.commit()
    assert "Start with" not in browser.get("/judging").text
    page = browser.get(address(tasks[0])).text
    assert "has closed" in page
    assert 'type="radio"' not in page


def test_ones_own_range_is_shown_with_how_often_each_point_was_given(browser, tasks):
    for task, points in zip(tasks, (2, 4, 4), strict=True):
        make_sheet(task, points)
    page = browser.get("/judging").text
    assert "run from 40.0 to 80.0 of 100, 40.0 apart; the middle is 80.0" in page
    assert re.search(r"4 Strong</th>.*?4 times", page, re.DOTALL)


def test_what_has_only_begun_is_said_to_be_among_the_points(browser, tasks):
    browser.post(address(tasks[0], "/autosave"), data=GAPS)
    page = browser.get("/judging").text
    assert "sheets that you have only begun included" in page
    assert re.search(r"4 Strong</th>.*?once", page, re.DOTALL)


@pytest.mark.both_databases
def test_others_with_the_same_points_stand_beside_the_criterion(browser, tasks):
    make_sheet(tasks[0], [4, 1])
    make_sheet(tasks[1], [4, 2], state=SheetState.DRAFT, submitted_at=None)
    page = browser.get(address(tasks[2])).text
    [line] = re.findall(r'data-points="4">(.*?)</li>', page)
    text = re.sub("<[^>]+>", "", line)
    assert text == f"Your other 4s: {tasks[0].nomination.title}, {tasks[1].nomination.title}"


def test_nobody_elses_scores_stand_beside_the_criterion(judging, browser, tasks):
    make_sheet(judging.assignment(judging.other, tasks[0].nomination), 4)
    assert "data-points" not in browser.get(address(tasks[2])).text


def test_a_nomination_that_one_stands_aside_from_is_not_compared_with(judging, browser, tasks, stand_aside):
    make_sheet(tasks[0], 4)
    stand_aside(judging.judge, tasks[0].nomination)
    page = browser.get(address(tasks[2])).text
    assert "data-points" not in page
    assert tasks[0].nomination.title not in page


def test_the_chairs_answer_stands_on_the_sheet_and_in_the_list(browser, tasks):
    make_sheet(
        tasks[0], 3, state=SheetState.DRAFT, submitted_at=None, flag="A child is named", flag_answer="Gone."
    )
    page = browser.get(address(tasks[0])).text
    assert "Gone." in page
    assert 'name="flag"' not in page
    assert "The chair has answered you" in browser.get("/judging").text


def test_saving_on_keeps_words_that_the_chair_has_answered(browser, tasks):
    sheet = make_sheet(
        tasks[0], 3, state=SheetState.DRAFT, submitted_at=None, flag="A child", flag_answer="Gone."
    )
    typed = GAPS | {"version": str(sheet.version)}
    assert browser.post(address(tasks[0], "/autosave"), data=typed).status_code == 204
    assert (refreshed(sheet).flag, sheet.flag_answer) == ("A child", "Gone.")


def test_a_submitted_sheet_can_be_asked_back(browser, tasks):
    sheet = make_sheet(tasks[0], 3)
    assert "Ask the chair to reopen it" in browser.get(address(tasks[0])).text
    answer = browser.post(address(tasks[0], "/tell"), data={"words": "I mixed up two teams."})
    assert answer.location == address(tasks[0])
    assert (refreshed(sheet).flag, sheet.state) == ("I mixed up two teams.", SheetState.SUBMITTED)


def test_telling_the_chair_nothing_comes_back_with_a_sentence(browser, tasks):
    make_sheet(tasks[0], 3)
    answer = browser.post(address(tasks[0], "/tell"), data={"words": " "})
    assert answer.status_code == 422
    assert "Write what the chair should know" in answer.text


def test_too_late_for_the_chair_the_words_come_back(judging, browser, tasks):
    make_sheet(tasks[0], 3)
    judging.edition.state = Stage.SEALED
    db.session.commit()
    answer = browser.post(address(tasks[0], "/tell"), data={"words": "I mixed up two teams."})
    assert answer.status_code == 422
    assert "until the results are sealed" in answer.text
    assert "I mixed up two teams." in answer.text


@pytest.mark.parametrize("who", ["other", "chair", "organiser"])
def test_nobody_tells_the_chair_in_anothers_name(judging, browser_of, tasks, who):
    make_sheet(tasks[0], 3)
    answer = browser_of(getattr(judging, who)).post(address(tasks[0], "/tell"), data={"words": "Mine."})
    assert answer.status_code == 404


def test_a_judge_who_stands_aside_finds_no_way_to_tell(judging, browser, tasks, stand_aside):
    make_sheet(tasks[0], 3)
    stand_aside(judging.judge, tasks[0].nomination)
    assert browser.get(address(tasks[0], "/tell")).status_code == 404


def test_the_private_note_is_on_no_page_of_anybody_else(judging, browser_of, tasks):
    sheet = make_sheet(tasks[0], 3, private_note="Only for me")
    panel = f"/judging/panels/{judging.panel.id}"
    pages = [
        browser_of(judging.chair).get(path).text for path in (panel, f"/judging/sheets/{sheet.id}/reopen")
    ]
    assert not [page for page in pages if "Only for me" in page]


def test_the_rounds_instructions_stand_above_the_sheet(judging, browser, tasks):
    judging.panel.rounds[0].instructions = "Score what you read, not what you know."
    db.session.commit()
    assert "Score what you read, not what you know." in browser.get(address(tasks[0])).text


def test_texts_kept_on_the_device_can_be_read_when_the_sheet_is_closed(browser, tasks):
    make_sheet(tasks[0], 3)
    page = browser.get(address(tasks[0])).text
    assert f'data-kept-texts="{address(tasks[0], "/autosave")}"' in page
    assert "Comment for the nominating organisation" in page.split("data-labels", 1)[1]


def test_a_hundred_nominations_make_a_small_page(judging, browser):
    for _ in range(97):
        judging.add_nomination(team_name="The Early Help and Family Support Team")
    judging.prepare()
    for task in db.session.scalars(sa.select(Assignment).filter_by(person_id=judging.judge.id)).all()[:-1]:
        make_sheet(task, 3)
    page = browser.get("/judging")
    assert page.text.count("task-list__link") == 100
    assert len(page.data) < 100_000


@pytest.mark.both_databases
def test_the_page_of_a_reopened_sheet_says_why_within_twelve_statements(judging, browser, browser_of, tasks):
    for task in tasks:
        browser.post(address(task), data=GAPS | {"points-teamwork": "3", "then": "submit"})
    sheet = db.session.scalar(sa.select(ScoreSheet).filter_by(assignment_id=tasks[0].id))
    chair = browser_of(judging.chair)
    chair.post(f"/judging/sheets/{sheet.id}/reopen", data={"reason": "Look at the evidence again."})
    with counted_statements() as statements:
        page = browser.get(address(tasks[0])).text
    assert "Look at the evidence again." in page
    assert len(statements) <= 12


def test_somebody_with_no_post_any_more_is_told_nothing(judging, browser_of, tasks):
    assert browser_of(make_person(Role.JUDGE)).get(address(tasks[0])).status_code == 404
