"""The judge's pages: declare, list, score, save by themselves, submit."""

import re

import pytest
import sqlalchemy as sa

from awards.core.database import db
from awards.core.storage import store
from awards.editions.states import Audience, QuestionKind, Stage
from awards.judging.models import Assignment, Conflict, ScoreSheet
from awards.judging.states import ConflictKind, SheetState
from awards.nominations.models import Mask, Upload
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import make_edition, make_person, make_sheet, saved

COMPLETE = {"points-impact": "4", "points-teamwork": "3", "comment": "A fine team.", "version": "0"}
EXTREMES = {"points-impact": "5", "points-teamwork": "0", "comment": "Kept words", "version": "0"}


@pytest.fixture
def browser(judging, browser_of):
    return browser_of(judging.judge)


@pytest.fixture
def task(judging):
    return judging.assignment(judging.judge, judging.order(judging.judge)[0])


@pytest.fixture
def address(task):
    return f"/judging/assignments/{task.id}"


def member_of(judging, person):
    return next(member for member in judging.panel.members if member.person_id == person.id)


def sheet_of(task):
    return db.session.scalar(sa.select(ScoreSheet).filter_by(assignment_id=task.id))


def undeclared(judging):
    member = member_of(judging, judging.judge)
    member.declared_at = None
    db.session.commit()
    return member


def aside(team):
    """What is sent by a judge who stands aside from a team."""
    said = {"aside": "y", "kind": "family or friends", "reason": "My sister leads it."}
    return {f"{name}-{team.id}": value for name, value in said.items()}


def test_nothing_of_a_nomination_shows_before_the_declaration(judging, browser, address):
    undeclared(judging)
    home = browser.get("/judging").text
    assert "Start with the list of teams" in home
    assert "Team Alder" not in home
    assert browser.get(address).status_code == 404


def test_the_declaration_shows_names_only(judging, browser):
    nomination = judging.add_nomination(answers={"challenge": "Nobody had time to listen."})
    member = undeclared(judging)
    page = browser.get(f"/judging/panels/{member.id}/declare").text
    assert nomination.team_name in page
    assert nomination.organisation.name in page
    assert "Nobody had time" not in page


def test_declaring_opens_the_list_without_what_was_declared(judging, browser):
    member, team = undeclared(judging), judging.nominations[1]
    assert browser.post(f"/judging/panels/{member.id}/declare", data=aside(team)).status_code == 303
    page = browser.get("/judging").text
    assert "Team Alder" in page
    assert "Team Birch" not in page
    assert "0 of 2 submitted" in page


def test_declaring_twice_is_no_error(judging, browser):
    member, team = undeclared(judging), judging.nominations[1]
    answers = [
        browser.post(f"/judging/panels/{member.id}/declare", data=aside(team)).status_code for _ in range(2)
    ]
    assert answers == [303, 303]
    assert db.session.scalar(sa.select(Conflict.kind)) is ConflictKind.FAMILY_OR_FRIENDS


def test_the_page_shows_the_nomination_beside_the_criteria(judging, browser):
    nomination = judging.add_nomination(answers={"challenge": "Nobody had time to listen."})
    judging.prepare()
    page = browser.get(f"/judging/assignments/{judging.assignment(judging.judge, nomination).id}").text
    assert "Nobody had time to listen." in page
    assert "Outstanding" in page
    assert "60% of the total" in page


def test_young_judges_read_plain_words(judging, browser, address):
    criterion = judging.category.criteria[0]
    criterion.guidance, criterion.plain = "Look for outcomes.", "Are things better now?"
    member_of(judging, judging.judge).plain_words = True
    db.session.commit()
    page = browser.get(address).text
    assert "Are things better now?" in page
    assert "Look for outcomes." not in page


def test_submitting_leads_to_the_next_that_waits(judging, browser, address):
    answer = browser.post(address, data=COMPLETE | {"then": "submit"})
    following = judging.assignment(judging.judge, judging.order(judging.judge)[1])
    assert answer.status_code == 303
    assert answer.location == f"/judging/assignments/{following.id}"


def test_the_form_names_its_address_so_that_no_place_on_the_page_goes_along(browser, address):
    assert f'<form method="post" action="{address}"' in browser.get(address).text


def test_submitting_the_last_leads_to_the_list(judging, browser, task, address):
    for team in judging.order(judging.judge)[1:]:
        make_sheet(judging.assignment(judging.judge, team), 3)
    assert browser.post(address, data=COMPLETE | {"then": "submit"}).location == "/judging"


def test_submitting_twice_is_no_error_and_submits_once(browser, task, address):
    answers = [browser.post(address, data=COMPLETE | {"then": "submit"}).status_code for _ in range(2)]
    assert answers == [303, 303]
    assert sheet_of(task).state is SheetState.SUBMITTED


@pytest.mark.parametrize("typed", ["NaN", "11", "١٢", "-1", "3.5", "on", "6"])
@pytest.mark.parametrize("then", ["next", "submit"])
def test_what_is_no_score_comes_back_with_a_sentence_and_the_words(browser, task, address, typed, then):
    answer = browser.post(address, data=COMPLETE | {"points-impact": typed, "then": then})
    assert answer.status_code == 422
    assert "choose one of the answers shown" in answer.text
    assert "A fine team." in answer.text
    assert sheet_of(task) is None


def test_a_missing_score_is_kept_in_a_draft_and_refused_on_submitting(browser, task, address):
    gap = {key: value for key, value in COMPLETE.items() if key != "points-impact"}
    refused = browser.post(address, data=gap | {"then": "submit"})
    assert refused.status_code == 422
    assert "Give a score for “Impact”." in refused.text
    assert browser.post(address, data=gap | {"then": "next"}).status_code == 303
    assert sheet_of(task).state is SheetState.DRAFT


def test_both_extremes_without_a_sentence_come_back(browser, task, address):
    answer = browser.post(address, data=EXTREMES | {"then": "submit"})
    assert answer.status_code == 422
    assert (
        len(re.findall("A 0 or a 5 needs a sentence: say why you gave", answer.text)) == 4
    )  # summary and field
    assert "Kept words" in answer.text
    assert sheet_of(task) is None


def test_a_draft_saves_itself(browser, task, address):
    answer = browser.post(f"{address}/autosave", data=EXTREMES)
    assert (answer.status_code, answer.headers["X-Version"]) == (204, "1")
    assert sheet_of(task).comment == "Kept words"


def test_a_stale_draft_is_not_saved(browser, task, address):
    browser.post(f"{address}/autosave", data=COMPLETE)
    assert browser.post(f"{address}/autosave", data=EXTREMES).status_code == 409
    assert sheet_of(task).comment == "A fine team."


def test_a_stale_draft_says_why_and_lets_the_judge_choose(browser, address):
    browser.post(f"{address}/autosave", data=COMPLETE)
    refused = browser.post(f"{address}/autosave", data=EXTREMES).json
    assert "saved in another window" in refused["sentence"] and refused["clashes"]
    shown = browser.post(address, data=EXTREMES).text
    assert "data-pressed" in shown and "data-unsaved" in shown


def test_a_draft_after_the_close_says_so(judging, browser, address):
    judging.edition.state = Stage.MODERATION
    db.session.commit()
    refused = browser.post(f"{address}/autosave", data=EXTREMES)
    assert refused.status_code == 409 and "Judging has closed" in refused.json["sentence"]


def test_a_draft_that_cannot_be_kept_is_answered_422(browser, task, address):
    assert browser.post(f"{address}/autosave", data=COMPLETE | {"points-impact": "NaN"}).status_code == 422
    assert sheet_of(task) is None


def test_a_clash_shows_both_texts_and_the_second_press_keeps_ones_own(browser, task, address):
    browser.post(f"{address}/autosave", data=COMPLETE)
    clash = browser.post(address, data=EXTREMES | {"then": "next"})
    assert clash.status_code == 409
    assert "A fine team." in clash.text
    assert "Kept words" in clash.text
    [version] = re.findall(r'name="version" value="(\d+)"', clash.text)
    assert browser.post(address, data=EXTREMES | {"version": version, "then": "next"}).status_code == 303
    assert sheet_of(task).comment == "Kept words"


def test_after_the_close_nothing_is_saved_and_nothing_typed_is_lost(judging, browser, task, address):
    judging.edition.state = Stage.MODERATION
    db.session.commit()
    answer = browser.post(address, data=COMPLETE | {"then": "submit"})
    assert answer.status_code == 409
    assert "Judging has closed" in answer.text
    assert "A fine team." in answer.text
    assert 'name="then"' not in answer.text, "no button that no longer works"
    assert sheet_of(task) is None


def test_a_submitted_sheet_can_only_be_read(browser, task, address):
    make_sheet(task, 3, comment="My words")
    page = browser.get(address).text
    assert "My words" in page
    assert 'type="radio"' not in page


def test_complete_drafts_are_submitted_together_after_one_look(judging, browser, address):
    browser.post(address, data=COMPLETE | {"then": "next"})
    unready = judging.order(judging.judge)[1]
    other = judging.assignment(judging.judge, unready)
    browser.post(
        f"/judging/assignments/{other.id}", data={"points-impact": "3", "version": "0", "then": "next"}
    )
    page = f"/judging/panels/{member_of(judging, judging.judge).id}/submit"
    assert unready.team_name not in browser.get(page).text.split("<h1")[1]
    assert [browser.post(page).status_code for _ in range(2)] == [303, 303]
    assert db.session.scalars(sa.select(ScoreSheet.state).order_by(ScoreSheet.state)).all() == [
        "draft",
        "submitted",
    ]


def test_before_judging_opens_no_name_shows(judging, browser, address):
    judging.edition.state = Stage.CHECKING
    db.session.commit()
    member = member_of(judging, judging.judge)
    pages = [browser.get(path) for path in ("/judging", address, f"/judging/panels/{member.id}/declare")]
    assert [page.status_code for page in pages] == [200, 409, 409]
    assert not [page for page in pages if "Team Alder" in page.text and page.request.path != "/judging"]


def test_after_the_evening_a_judge_reads_their_scores_but_no_nomination(judging, browser):
    nomination = judging.add_nomination(answers={"challenge": "Nobody had time to listen."})
    judging.prepare()
    task = judging.assignment(judging.judge, nomination)
    make_sheet(task, 3, comment="My words")
    judging.edition.state = Stage.PUBLISHED
    db.session.commit()
    page = browser.get(f"/judging/assignments/{task.id}").text
    assert "My words" in page
    assert "Nobody had time" not in page


def test_somebody_on_no_panel_is_told_so(session, browser_of):
    make_edition(Stage.JUDGING)
    assert "not on a panel yet" in browser_of(make_person(Role.JUDGE)).get("/judging").text


@pytest.mark.parametrize("teams", [3, 8])
def test_the_list_needs_the_same_few_statements_for_any_number(judging, browser, teams):
    while len(judging.nominations) < teams:
        judging.add_nomination()
    judging.prepare()
    for task in db.session.scalars(sa.select(Assignment).filter_by(person_id=judging.judge.id)).all()[:-1]:
        make_sheet(task, 3)
    db.session.expire_all()
    with counted_statements() as statements:
        assert browser.get("/judging").status_code == 200
    assert len(statements) <= 10


@pytest.mark.parametrize("teams", [3, 8])
def test_the_score_page_needs_the_same_few_statements_for_any_number(judging, browser, task, address, teams):
    while len(judging.nominations) < teams:
        judging.add_nomination()
    judging.prepare()
    make_sheet(task, 3)
    db.session.expire_all()
    with counted_statements() as statements:
        assert browser.get(address).status_code == 200
    assert len(statements) <= 12


def test_a_sheet_is_saved_without_reading_what_the_nomination_says(judging, browser, task, address):
    saved_once = browser.post(f"{address}/autosave", data=EXTREMES)
    typed = EXTREMES | {"comment": "Other words", "version": saved_once.headers["X-Version"]}
    with counted_statements() as statements:
        assert browser.post(f"{address}/autosave", data=typed).status_code == 204
    assert not [each for each in statements if "FROM answers" in each or "FROM questions" in each]
    assert len(statements) <= 12


def test_a_document_is_downloaded_and_never_kept_by_a_cache(judging, browser, task, address):
    question = next(q for section in judging.category.sections for q in section.questions)
    key = store(b"%PDF-1.4 evidence")
    values = {"storage_key": key, "name": "evidence.pdf", "media_type": "application/pdf", "size": 17}
    upload = saved(Upload(nomination=task.nomination, question=question, **values))
    answer = browser.get(f"{address}/files/{upload.id}")
    assert answer.data == b"%PDF-1.4 evidence"
    assert answer.headers["Content-Disposition"] == "attachment; filename=evidence.pdf"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("kind", "media_type", "name", "told"),
    [
        (
            QuestionKind.FILE,
            "application/pdf",
            "Plan of Mia.pdf",
            'attachment; filename="Plan of a child.pdf"',
        ),
        (QuestionKind.PHOTO, "image/jpeg", "Ava.jpg", "inline; filename=photo.jpg"),
    ],
)
def test_names_of_files_tell_judges_of_no_child(
    judging, browser, task, address, kind, media_type, name, told
):
    question = next(q for section in judging.category.sections for q in section.questions)
    question.kind = kind
    values = {"storage_key": store(b"bytes"), "name": name, "media_type": media_type, "size": 5}
    upload = saved(Upload(nomination=task.nomination, question=question, **values))
    masked = {"passage": "Mia", "replacement": "a child", "masked_by": make_person(Role.ORGANISER)}
    saved(Mask(nomination=task.nomination, question=question, **masked))
    answer = browser.get(f"{address}/files/{upload.id}")
    assert answer.headers["Content-Disposition"] == told


def test_what_is_for_organisers_only_is_not_served_to_judges(judging, browser, task, address):
    question = next(q for section in judging.category.sections for q in section.questions)
    question.audience = Audience.ORGANISERS
    values = {"storage_key": "0" * 32, "name": "a.pdf", "media_type": "application/pdf", "size": 1}
    upload = saved(Upload(nomination=task.nomination, question=question, **values))
    assert browser.get(f"{address}/files/{upload.id}").status_code == 404


def test_a_document_that_is_not_asked_for_any_more_is_not_served_to_judges(judging, browser, task, address):
    question = judging.category.sections[0].questions[2]
    values = {"storage_key": store(b"%PDF"), "name": "a.pdf", "media_type": "application/pdf", "size": 4}
    upload = saved(Upload(nomination=task.nomination, question=question, **values))
    assert browser.get(f"{address}/files/{upload.id}").status_code == 200
    question.shown_if, question.shown_if_answers = "field", ["nothing"]
    db.session.commit()
    assert browser.get(f"{address}/files/{upload.id}").status_code == 404
