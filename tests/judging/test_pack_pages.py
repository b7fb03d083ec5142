"""Working offline: what a judge takes away, and who else gets near it."""

import io

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from awards.core import clock
from awards.core.database import db
from awards.editions.states import Stage
from awards.judging.documents.paper import score_pack
from awards.judging.documents.workbook import score_workbook
from awards.judging.models import CalibrationEntry
from awards.judging.queries import get_member
from awards.judging.queries.packs import pack_tasks
from awards.judging.states import CalibrationState
from awards.nominations.models import Mask
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import (
    make_category,
    make_nomination,
    make_organisation,
    make_person,
    make_sheet,
    saved,
)
from tests.judging.packing import CODE, COMMENT, IMPACT, WHY, book_of, bytes_of, save, send, sent, stand_aside


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
