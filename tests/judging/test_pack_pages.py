"""Working offline: a judge takes the pack away, sends it back, looks through the changes, saves."""

import datetime as dt
import io
import re
import uuid

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook
from pypdf import PdfReader

from awards.core import clock
from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import BrokenRule, Stale
from awards.core.fillable import FillableColumn, FillableRow, FillableSheet, fillable_workbook
from awards.core.workbooks import read_workbook
from awards.editions.states import Stage
from awards.judging.documents.paper import score_pack
from awards.judging.documents.workbook import score_workbook
from awards.judging.marks import Marks
from awards.judging.models import CalibrationEntry, Conflict, FilledPack, PanelMember, ScoreSheet
from awards.judging.queries import get_member, marks_on
from awards.judging.queries.packs import pack_tasks
from awards.judging.services import save_sheet
from awards.judging.services.packs import Choice, apply_pack, forget_packs, keep_pack
from awards.judging.states import CalibrationState, ConflictKind, SheetState
from awards.nominations.models import Mask
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.core.test_workbooks import HOSTILE
from tests.counting import counted_statements
from tests.factories import (
    make_category,
    make_nomination,
    make_organisation,
    make_person,
    make_sheet,
    refreshed,
    saved,
)

IMPACT, WHY = "Impact: points from 0 to 5", "Impact: why"
TEAMWORK, COMMENT = "Teamwork: points from 0 to 5", "Comment for the nominating organisation"
CODE = "Code (leave as it is)"


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


def book_of(browser, address):
    return load_workbook(io.BytesIO(browser.get(f"{address}/spreadsheet").data))


def bytes_of(book):
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def put(book, team, **cells):
    """Write into a team's row, by heading."""
    sheet = book["Scores"]
    headings = {cell.value: cell.column for cell in sheet[1]}
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == team)
    short = {"impact": IMPACT, "why": WHY, "comment": COMMENT}
    for heading, value in cells.items():
        sheet.cell(row, headings[short.get(heading, heading)]).value = value


def send(browser, address, content, name="pack.xlsx"):
    """As a browser does; by hand, for the client would leave a large file open."""
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + content + b"\r\n--x--\r\n"
    return browser.post(address, data=body, content_type="multipart/form-data; boundary=x")


def sent(browser, address, **cells):
    """Download, write into the first team's row, and send back."""
    book = book_of(browser, address)
    put(book, "Team Alder", **cells or {"impact": 4, "why": "They listened.", TEAMWORK: 3})
    return send(browser, address, bytes_of(book))


def seen(page):
    """What the page with the changes posts, as a browser would: the version of each sheet."""
    tags = re.findall(r"<input[^>]*>", page.text)
    found = (re.search(r'name="(seen-[^"]*)".*value="([^"]*)"', tag) for tag in tags)
    return {match[1]: match[2] for match in found if match}


def sheets():
    return db.session.scalars(sa.select(ScoreSheet)).all()


def save(task, judge, **values):
    sheet = save_sheet(task, Marks(**values), by=judge, at=clock.now())
    db.session.commit()
    return sheet


def test_the_list_leads_to_the_pack(browser, address):
    assert f'href="{address}"' in browser.get("/judging").text


def test_the_page_states_the_limits_before_they_are_hit(browser, address):
    page = browser.get(address).text
    assert "An Excel workbook (.xlsx) of 2 MB or smaller" in page
    assert "Download the pack to print (PDF)" in page


def test_the_spreadsheet_has_a_row_for_each_nomination_with_what_is_saved(judging, browser, task, address):
    save(task, judging.judge, scores={"impact": 4}, comments={"impact": "=They listened"}, comment="Fine.")
    make_sheet(judging.assignment(judging.judge, judging.nominations[1]), 3, comment="Done")
    sheet = book_of(browser, address)["Scores"]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    headings = [cell.value for cell in sheet[1]]
    assert set(rows) == {"Team Alder", "Team Birch", "Team Cedar"}
    alder = {heading: cell for heading, cell in zip(headings, rows["Team Alder"], strict=True)}
    assert (alder[IMPACT].value, alder[COMMENT].value) == (4, "Fine.")
    assert (alder[WHY].value, alder[WHY].data_type) == ("=They listened", "s")
    assert alder[CODE].value == f"{task.id}/{task.sheet.version}" and alder[CODE].protection.locked
    assert not alder[IMPACT].protection.locked
    assert all(cell.protection.locked for cell in rows["Team Birch"])


def test_each_category_has_a_sheet_with_its_own_criteria(judging, browser, address):
    other = make_category(judging.edition, name="Innovation: new/bold?")
    other.criteria[0].name = "Novelty"
    judging.panel.categories.append(other)
    make_nomination(other, make_organisation(), NominationState.ACCEPTED, team_name="Team Dogwood")
    judging.prepare()
    book = book_of(browser, address)
    assert book.sheetnames[:2] in (
        [judging.category.name, "Innovation new bold"],
        ["Innovation new bold", judging.category.name],
    )
    sheet = book["Innovation new bold"]
    headings = [cell.value for cell in sheet[1]]
    assert "Novelty: points from 0 to 5" in headings and IMPACT not in headings
    sheet.cell(2, headings.index("Novelty: points from 0 to 5") + 1).value = 4
    send(browser, address, bytes_of(book))
    page = browser.get(f"{address}/changes").text
    assert "Team Dogwood" in page and "4 Strong" in page and "could not be read" not in page


def test_a_file_is_called_after_the_edition_and_nobody_else(judging, browser, address):
    for kind, ending in [("paper", "pdf"), ("spreadsheet", "xlsx")]:
        told = browser.get(f"{address}/{kind}").headers["Content-Disposition"]
        assert told == f'attachment; filename="score-pack-{judging.edition.slug}.{ending}"'


def test_the_paper_has_what_judges_read_and_sheets_to_write_on(judging, browser, address):
    judging.add_nomination(answers={"challenge": "Mia had nobody to listen to her."})
    question = judging.category.sections[0].questions[3]
    masked = {"passage": "Mia", "replacement": "a child", "masked_by": make_person(Role.ORGANISER)}
    saved(Mask(nomination=judging.nominations[-1], question=question, **masked))
    judging.prepare()
    answer = browser.get(f"{address}/paper")
    document = PdfReader(io.BytesIO(answer.data))
    text = " ".join(" ".join(page.extract_text().split()) for page in document.pages)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "a child had nobody to listen to her." in text and "Mia" not in text
    assert "Score sheet: Team Alder" in text and "Outstanding" in text
    assert all(judging.judge.name in page.extract_text() for page in document.pages)
    assert {"/Lang", "/StructTreeRoot"} <= set(document.root_object)


def test_no_score_stands_on_the_paper(judging, member, task):
    save(
        task,
        judging.judge,
        scores={"impact": 4},
        comments={"impact": "Not on paper"},
        private_note="Nor this",
    )
    made = repr(score_pack(get_member(member.id), pack_tasks(member), at=clock.now()))
    assert "Team Alder" in made
    assert "Not on paper" not in made and "Nor this" not in made


def test_young_judges_take_plain_words_with_them(judging, member):
    criterion = judging.category.criteria[0]
    criterion.guidance, criterion.plain = "Look for outcomes.", "Are things better now?"
    member.plain_words = True
    db.session.commit()
    made = repr(score_pack(get_member(member.id), pack_tasks(member), at=clock.now()))
    book = load_workbook(
        io.BytesIO(score_workbook(get_member(member.id), pack_tasks(member), at=clock.now()))
    )
    told = " ".join(str(row[0].value) for row in book["How to fill it in"])
    assert "Are things better now?" in made and "Look for outcomes." not in made
    assert "Are things better now?" in told and "Look for outcomes." not in told


def stand_aside(judging, number=0):
    values = {"kind": ConflictKind.DECLARED, "reason": "My sister leads it."}
    saved(Conflict(person=judging.judge, nomination=judging.nominations[number], **values))


def test_nothing_of_what_a_judge_stands_aside_from_is_in_the_pack(judging, member, browser, address):
    stand_aside(judging)
    made = repr(score_pack(get_member(member.id), pack_tasks(member), at=clock.now()))
    assert "Team Alder" not in made and "Team Birch" in made
    rows = book_of(browser, address)["Scores"].iter_rows(min_row=2, values_only=True)
    assert {row[0] for row in rows} == {"Team Birch", "Team Cedar"}


def test_nobody_else_gets_near_the_pack(judging, address, browser_of):
    for person in (judging.other, judging.chair, judging.organiser):
        browser = browser_of(person)
        answers = [browser.get(f"{address}{more}") for more in ("", "/paper", "/spreadsheet", "/changes")]
        answers += [browser.post(f"{address}{more}") for more in ("", "/changes", "/discard")]
        assert {answer.status_code for answer in answers} == {404}


def test_before_the_declaration_there_is_no_pack(member, browser, address):
    member.declared_at = None
    db.session.commit()
    assert browser.get(address).status_code == 404
    assert browser.get(f"{address}/spreadsheet").status_code == 404


def test_outside_judging_a_sentence_says_why(judging, browser, address):
    book = book_of(browser, address)
    judging.edition.state = Stage.MODERATION
    db.session.commit()
    assert "Judging has closed" in browser.get(address).text
    assert [browser.get(f"{address}/{kind}").status_code for kind in ("paper", "spreadsheet")] == [409, 409]
    assert send(browser, address, bytes_of(book)).status_code == 409


def test_a_round_that_is_closed_takes_no_pack(judging, browser, address):
    judging.panel.current.closed_at = clock.now()
    db.session.commit()
    assert "The first round has closed" in browser.get(address).text
    assert browser.get(f"{address}/spreadsheet").status_code == 409


def test_the_sample_comes_before_the_pack(judging, browser, address):
    values = {"title": "Team Sample", "state": CalibrationState.OPEN}
    saved(CalibrationEntry(panel=judging.panel, category=judging.category, **values))
    assert "Score the sample nomination first" in browser.get(address).text
    assert [browser.get(f"{address}/{kind}").status_code for kind in ("paper", "spreadsheet")] == [409, 409]


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
    assert "“ten” is not a whole number from 0 to 5" in page.text
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


def test_sending_nothing_is_told(browser, address):
    assert "Choose the spreadsheet you filled in" in browser.post(address).text


def test_too_many_tries_are_slowed_down(browser, address):
    answers = [send(browser, address, b"nothing").status_code for _ in range(21)]
    assert answers[0] == 422 and answers[-1] == 429


@pytest.mark.parametrize("teams", [3, 8])
def test_pages_and_files_need_the_same_few_statements_for_any_number(judging, browser, address, teams):
    while len(judging.nominations) < teams:
        judging.add_nomination()
    judging.prepare()
    sent(browser, address)
    for more, most in (("", 10), ("/changes", 10), ("/spreadsheet", 8), ("/paper", 12)):
        db.session.expire_all()
        with counted_statements() as statements:
            assert browser.get(f"{address}{more}").status_code == 200
        assert len(statements) <= most, more


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
