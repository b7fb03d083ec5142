"""A filled-in spreadsheet comes back: read, looked through, saved as drafts."""

import datetime as dt
import io
import re
import uuid

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from awards.core import clock
from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import BrokenRule, Stale
from awards.core.fillable import FillableColumn, FillableRow, FillableSheet, fillable_workbook
from awards.core.workbooks import read_workbook
from awards.judging.documents.workbook import score_workbook
from awards.judging.models import FilledPack, PanelMember
from awards.judging.queries import marks_on
from awards.judging.queries.packs import pack_tasks
from awards.judging.services import reopen_sheet, tell_chair
from awards.judging.services.packs import Choice, apply_pack, forget_packs, keep_pack
from awards.judging.states import SheetState
from tests.core.test_workbooks import HOSTILE
from tests.factories import (
    make_sheet,
    refreshed,
)
from tests.judging.packing import (
    CODE,
    book_of,
    bytes_of,
    put,
    save,
    seen,
    send,
    sent,
    sheets,
    stand_aside,
)


@pytest.fixture
def browser(judging, browser_of):
    return browser_of(judging.judge)


@pytest.fixture
def member(judging):
    return next(each for each in judging.panel.members if each.person_id == judging.judge.id)


@pytest.fixture
def address(member):
    return f"/judging/panels/{member.id}/pack"


@pytest.fixture
def task(judging):
    return judging.assignment(judging.judge, judging.nominations[0])


def test_what_was_filled_in_is_shown_before_it_is_saved(browser, address):
    answer = sent(browser, address)
    assert (answer.status_code, answer.location) == (303, f"{address}/changes")
    page = browser.get(f"{address}/changes").text
    assert "4 Strong" in page and "They listened." in page
    assert "Team Birch" not in page
    assert "1 score sheet is then complete" in page
    assert sheets() == []


def test_saving_makes_drafts_and_submits_nothing(browser, address, task):
    sent(browser, address)
    answer = browser.post(f"{address}/changes", data=seen(browser.get(f"{address}/changes")))
    assert (answer.status_code, answer.location) == (303, "/judging")
    [sheet] = sheets()
    assert (sheet.assignment_id, sheet.state) == (task.id, SheetState.DRAFT)
    assert marks_on(sheet).scores == {"impact": 4, "teamwork": 3}
    assert marks_on(sheet).comments["impact"] == "They listened."
    assert "1 score sheet is complete" in browser.get("/judging").text


def test_pressing_twice_saves_once(browser, address):
    sent(browser, address)
    fields = seen(browser.get(f"{address}/changes"))
    answers = [browser.post(f"{address}/changes", data=fields).status_code for _ in range(2)]
    assert answers == [303, 303]
    assert [sheet.version for sheet in sheets()] == [1]
    assert db.session.scalar(sa.select(FilledPack)) is None


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(browser, address):
    book = book_of(browser, address)
    put(book, "Team Alder", impact="ten", why="They listened.")
    put(book, "Team Birch", impact=2)
    send(browser, address, bytes_of(book))
    page = browser.get(f"{address}/changes")
    assert "“ten”, not a whole number from 0 to 5" in page.text
    browser.post(f"{address}/changes", data=seen(page))
    assert sorted(points for sheet in sheets() for points in marks_on(sheet).scores.values() if points) == [2]
    assert len(sheets()) == 2


def test_a_pack_that_says_nothing_new_says_so(browser, address):
    send(browser, address, bytes_of(book_of(browser, address)))
    assert "Nothing changes" in browser.get(f"{address}/changes").text


def test_rows_moved_left_out_and_columns_added_are_fine(browser, address):
    book = book_of(browser, address)
    put(book, "Team Alder", impact=4)
    sheet = book["Scores"]
    kept = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == "Team Alder")
    for row in sorted(set(range(2, sheet.max_row + 1)) - {kept}, reverse=True):
        sheet.delete_rows(row)
    sheet.insert_cols(2)
    sheet.insert_rows(1, amount=3)
    send(browser, address, bytes_of(book))
    page = browser.get(f"{address}/changes").text
    assert "4 Strong" in page and "could not be read" not in page


def test_a_submitted_sheet_is_not_touched(judging, browser, address, task):
    book = book_of(browser, address)
    put(book, "Team Alder", impact=1)
    sheet = make_sheet(task, 3)
    send(browser, address, bytes_of(book))
    page = browser.get(f"{address}/changes")
    assert "Nothing changes" in page.text
    browser.post(f"{address}/changes")
    assert marks_on(refreshed(sheet)).scores["impact"] == 3


def unknown_rows(browser, address, code):
    book = book_of(browser, address)
    put(book, "Team Alder", impact=4, **{CODE: code})
    send(browser, address, bytes_of(book))
    return browser.get(f"{address}/changes").text.split("<h1")[1].split("csrf_token")[0]


def test_rows_of_others_of_what_one_stands_aside_from_and_of_nobody_are_told_alike(judging, browser, address):
    other = judging.assignment(judging.other, judging.nominations[0])
    aside = judging.assignment(judging.judge, judging.nominations[1])
    past = judging.assignment(judging.judge, judging.nominations[2])
    stand_aside(judging, 1)
    judging.nominations[2].state = "withdrawn"
    db.session.commit()
    answers = {
        unknown_rows(browser, address, f"{row}/1") for row in (other.id, aside.id, past.id, uuid.uuid4())
    }
    assert len(answers) == 1
    assert "this is no row of yours" in answers.pop()


def test_standing_aside_after_sending_takes_the_row_out(judging, browser, address):
    sent(browser, address)
    fields = seen(browser.get(f"{address}/changes"))
    stand_aside(judging)
    assert "Team Alder" not in browser.get(f"{address}/changes").text
    assert browser.post(f"{address}/changes", data=fields).status_code == 303
    assert sheets() == []


def test_what_was_saved_since_is_shown_beside_and_has_to_be_chosen(judging, browser, address, task):
    book = book_of(browser, address)
    put(book, "Team Alder", impact=4)
    save(task, judging.judge, scores={"impact": 1}, comment="Here")
    send(browser, address, bytes_of(book))
    page = browser.get(f"{address}/changes")
    assert "Saved since" in page.text and "1 Weak" in page.text and "4 Strong" in page.text
    refused = browser.post(f"{address}/changes", data=seen(page))
    assert refused.status_code == 422 and "Choose what should stand for Team Alder" in refused.text
    assert marks_on(refreshed(task).sheet).scores["impact"] == 1


@pytest.mark.parametrize(("choice", "points"), [("keep", 1), ("take", 4)])
def test_the_judge_chooses_what_stands(judging, browser, address, task, choice, points):
    book = book_of(browser, address)
    put(book, "Team Alder", impact=4)
    save(task, judging.judge, scores={"impact": 1}, comment="Here")
    send(browser, address, bytes_of(book))
    fields = seen(browser.get(f"{address}/changes")) | {f"take-{task.id}": choice}
    assert browser.post(f"{address}/changes", data=fields).status_code == 303
    marks = marks_on(refreshed(task).sheet)
    assert (marks.scores["impact"], marks.comment) == (points, "Here")


def test_what_is_saved_while_one_looks_has_to_be_looked_at_again(judging, browser, address, task):
    sent(browser, address)
    fields = seen(browser.get(f"{address}/changes"))
    save(task, judging.judge, scores={"impact": 1})
    answer = browser.post(f"{address}/changes", data=fields)
    assert answer.status_code == 422 and "1 Weak" in answer.text
    assert marks_on(refreshed(task).sheet).scores["impact"] == 1


TOLD = "Tell the chair"
FLAG = "A child is named."


@pytest.fixture
def told(judging, task):
    """The chair was told something, and gave the sheet back."""
    sheet = make_sheet(task, 3, flag=FLAG)
    reopen_sheet(sheet, "Look again.", by=judging.chair, at=clock.now(), base_url="")
    db.session.commit()
    return sheet


def tell_more(judging, task, words):
    tell_chair(task, words, by=judging.judge, at=clock.now(), base_url="")
    db.session.commit()


def test_a_pack_made_before_the_chair_was_told_more_changes_nothing_of_it(judging, browser, address, task):
    make_sheet(task, 3, state=SheetState.DRAFT, submitted_at=None, flag=FLAG)
    book = book_of(browser, address)
    tell_more(judging, task, "Another one too.")
    task.sheet.flag_answer = "We look."
    db.session.commit()
    assert "Nothing changes" in browser.get(send(browser, address, bytes_of(book)).location).text


def test_long_words_for_the_chair_do_not_stand_in_the_way_of_a_pack(judging, browser, address, task, told):
    for letter in "xyz":
        tell_more(judging, task, letter * 1900)
    page = browser.get(sent(browser, address, impact=5, why="Much.").location).text
    assert "could not be read" not in page


def test_a_dash_takes_back_nothing_that_the_chair_was_told(browser, address, told):
    page = browser.get(sent(browser, address, **{"impact": 5, "why": "Much.", TOLD: "-"}).location).text
    assert ("Much." in page, FLAG in page) == (True, False)


def test_more_for_the_chair_is_shown_and_put_below_what_was_told(browser, address, told):
    answer = browser.get(sent(browser, address, **{TOLD: "And on page 2."}).location)
    shown = re.search(r"Also, on \d+ \w+: And on page 2\.", answer.text)
    assert shown
    browser.post(f"{address}/changes", data=seen(answer))
    assert refreshed(told).flag == f"{FLAG}\n\n{shown[0]}"


def test_the_next_pack_takes_the_place_of_the_one_before(browser, address):
    sent(browser, address, impact=1)
    sent(browser, address, impact=2)
    page = browser.get(f"{address}/changes").text
    assert "2 Some" in page and "1 Weak" not in page


def test_a_pack_can_be_forgotten(browser, address):
    sent(browser, address)
    assert browser.post(f"{address}/discard").location == address
    assert browser.get(f"{address}/changes").status_code == 303
    assert (sheets(), db.session.scalar(sa.select(FilledPack))) == ([], None)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_plain_workbook_comes_back_with_a_sentence(browser, address, name):
    answer = send(browser, address, HOSTILE[name][0])
    assert answer.status_code == 422
    assert "There is a problem" in answer.text and "preadsheet" in answer.text
    assert db.session.scalar(sa.select(FilledPack)) is None


def test_a_workbook_of_another_kind_is_told_what_it_lacks(browser, address):
    rows = [FillableRow((n,)) for n in range(5000)]
    menu = FillableSheet("Menu", [FillableColumn("Soup", 9)], rows)
    content = fillable_workbook([menu], [], title="Menu", at=clock.now())
    assert send(browser, address, content).status_code == 303
    assert "No sheet has the column “Code" in browser.get(f"{address}/changes").text


@pytest.mark.parametrize(("name", "size"), [("pack.xlsm", 10), ("pack.csv", 10), ("pack.xlsx", 2_200_000)])
def test_other_endings_and_large_files_are_refused(browser, address, name, size):
    assert send(browser, address, b"x" * size, name).status_code == 422


def test_another_kind_of_file_is_refused_in_the_words_people_use(browser, address):
    page = send(browser, address, b"x", "pack.csv").text
    assert "choose an Excel workbook (.xlsx). Yours is “pack.csv”" in page


def test_sending_nothing_is_told(browser, address):
    assert "Choose the spreadsheet you filled in" in browser.post(address).text


def test_too_many_tries_are_slowed_down(browser, address):
    answers = [send(browser, address, b"nothing").status_code for _ in range(21)]
    assert answers[0] == 422 and answers[-1] == 429


@pytest.fixture
def keep(judging, member):
    """Send back what is downloaded, with points for the first team, as the page does."""

    def call(points, at=None):
        tasks = pack_tasks(member)
        book = load_workbook(io.BytesIO(score_workbook(member, tasks, at=clock.now())))
        put(book, "Team Alder", impact=points)
        pack = keep_pack(member, read_workbook(bytes_of(book)), by=judging.judge, at=at or clock.now())
        db.session.commit()
        return pack

    return call


@pytest.mark.both_databases
def test_a_sheet_saved_in_between_stops_all_of_it(judging, member, task, keep):
    keep(4)
    save(task, judging.judge, scores={"impact": 1})
    with pytest.raises(Stale):
        apply_pack(member, {task.id: Choice(seen=0)}, by=judging.judge, at=clock.now())
    db.session.rollback()
    assert marks_on(refreshed(task).sheet).scores["impact"] == 1
    assert db.session.scalar(sa.select(FilledPack)) is not None


@pytest.mark.both_databases
def test_what_was_never_shown_is_not_saved(judging, member, keep):
    keep(4)
    with pytest.raises(BrokenRule):
        apply_pack(member, {}, by=judging.judge, at=clock.now())


@pytest.mark.both_databases
def test_what_is_saved_and_what_is_sent_is_on_record(judging, member, task, keep):
    keep(4)
    apply_pack(member, {task.id: Choice(seen=0)}, by=judging.judge, at=clock.now())
    db.session.commit()
    acts = set(db.session.scalars(sa.select(Event.action)))
    assert {"filled score pack sent", "filled score pack saved", "score sheet saved"} <= acts


@pytest.mark.both_databases
def test_a_pack_that_nobody_looks_through_is_deleted_after_a_week(keep):
    now = clock.now()
    keep(4, at=now - dt.timedelta(days=6))
    forget_packs(now)
    assert db.session.scalar(sa.select(FilledPack)) is not None
    keep(4, at=now - dt.timedelta(days=8))
    forget_packs(now)
    assert db.session.scalar(sa.select(FilledPack)) is None


@pytest.mark.both_databases
def test_a_seat_that_is_taken_away_takes_its_pack_along(member, keep):
    keep(4)
    db.session.execute(sa.delete(PanelMember).filter_by(id=member.id))
    assert db.session.scalar(sa.select(FilledPack)) is None
