"""What a judge puts to the chair, the answer, sheets given back, and every version kept."""

import datetime as dt
import re

import pytest
import sqlalchemy as sa

from awards.core import clock
from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import BrokenRule, Stale, WrongState
from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.judging.models import SheetVersion
from awards.judging.queries import flags_for, sheets_for_chair
from awards.judging.services import answer_flag, hand_in, reopen_sheet, save_sheet, set_conflict
from awards.judging.states import SheetState
from awards.judging.versions import compare, lead_reads_scores
from tests.counting import counted_statements
from tests.factories import make_sheet, refreshed
from tests.judging.conftest import GOOD

SITE = "https://tea.example"
FLAG = "A child may be recognised in the second answer."


@pytest.fixture
def task(judging):
    return judging.assignment(judging.judge, judging.nominations[0])


@pytest.fixture
def flagged(task):
    return make_sheet(task, 3, flag=FLAG, state=SheetState.DRAFT, submitted_at=None)


def answer(judging, sheet, words="The organisers look at it.", flag=FLAG, by=None):
    by = by or judging.chair
    answer_flag(sheet, flag, words, by=by, at=clock.now(), base_url=SITE)
    db.session.commit()


def fence(judging, person):
    nomination = judging.nominations[0]
    set_conflict(person, nomination, "A cousin.", by=judging.organiser, at=clock.now())
    db.session.commit()


def deputy(judging):
    """The other judge stands in for the chair."""
    member = next(m for m in judging.panel.members if m.person_id == judging.other.id)
    member.is_deputy = True
    db.session.commit()
    return judging.other


# Flags


@pytest.mark.both_databases
def test_whoever_leads_finds_what_judges_wrote_what_waits_first(judging, flagged):
    make_sheet(
        judging.assignment(judging.other, judging.nominations[0]), 3, flag="Answered", flag_answer="Yes."
    )
    make_sheet(judging.assignment(judging.judge, judging.nominations[1]), 3)
    assert [each.sheet.flag for each in flags_for(judging.chair, judging.panel)] == [FLAG, "Answered"]


def test_only_what_waits_for_an_answer_has_a_button(judging, flagged, browser_of):
    browser, page = browser_of(judging.chair), f"/judging/panels/{judging.panel.id}"
    link = r'<a class="([^"]*)"[^>]*/flag"'
    assert re.findall(link, browser.get(page).text) == ["govuk-button"]
    answer(judging, flagged)
    assert re.findall(link, browser.get(page).text) == ["govuk-link"]


def test_an_answer_stands_on_the_sheet_and_is_on_record(judging, flagged):
    answer(judging, flagged)
    assert refreshed(flagged).flag_answer == "The organisers look at it."
    event = db.session.scalar(sa.select(Event).filter_by(action="flag answered"))
    assert (event.actor_id, event.thing_id, event.details) == (judging.chair.id, flagged.id, {})


def test_the_judge_is_told_and_neither_flag_nor_team_stands_in_the_mail(judging, flagged):
    answer(judging, flagged)
    [letter] = db.session.scalars(sa.select(Message).filter_by(kind="flag answered"))
    assert letter.recipient == judging.judge.email
    assert "child" not in letter.body
    assert judging.nominations[0].title not in letter.body + letter.subject


def test_an_answer_said_twice_is_said_once(judging, flagged):
    for _ in range(2):
        answer(judging, flagged)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Message)) == 1


@pytest.mark.both_databases
def test_an_answer_does_not_disturb_the_judge_who_is_writing(judging, task):
    sheet = save_sheet(task, GOOD, by=judging.judge, at=clock.now())
    sheet.flag = FLAG
    db.session.commit()
    seen = sheet.version
    answer(judging, sheet)
    assert refreshed(sheet).version == seen


def test_an_answer_to_other_words_is_refused(judging, flagged):
    with pytest.raises(Stale):
        answer(judging, flagged, flag="Something else.")


def test_an_empty_answer_is_refused(judging, flagged):
    with pytest.raises(BrokenRule):
        answer(judging, flagged, words=" ")


def test_what_was_taken_back_needs_no_answer(judging, flagged):
    flagged.flag = ""
    with pytest.raises(WrongState):
        answer(judging, flagged, flag="")


def test_after_sealing_nothing_is_answered(judging, flagged):
    judging.edition.state = Stage.SEALED
    with pytest.raises(WrongState):
        answer(judging, flagged)


def test_the_chair_answers_on_a_page(judging, flagged, browser_of):
    browser, path = browser_of(judging.chair), f"/judging/sheets/{flagged.id}/flag"
    assert FLAG in browser.get(f"/judging/panels/{judging.panel.id}").text
    assert FLAG in browser.get(path).text
    assert browser.post(path, data={"flag": FLAG, "answer": ""}).status_code == 422
    done = browser.post(path, data={"flag": FLAG, "answer": "We look."})
    assert (done.status_code, done.location) == (303, f"/judging/panels/{judging.panel.id}")
    assert "We look." in browser.get(f"/judging/panels/{judging.panel.id}").text


def test_an_answer_that_comes_too_late_is_not_lost(judging, flagged, browser_of):
    flagged.flag = "Something else."
    db.session.commit()
    data = {"flag": FLAG, "answer": "We look."}
    refused = browser_of(judging.chair).post(f"/judging/sheets/{flagged.id}/flag", data=data)
    assert refused.status_code == 409
    assert "Something else." in refused.text
    assert "We look." in refused.text


PAGES = ("flag", "reopen", "versions")


@pytest.mark.parametrize("page", PAGES)
def test_only_who_leads_the_panel_has_to_do_with_a_sheet(judging, flagged, browser_of, page):
    path = f"/judging/sheets/{flagged.id}/{page}"
    people = (judging.chair, deputy(judging), judging.judge, judging.organiser)
    assert [browser_of(each).get(path).status_code for each in people] == [200, 200, 404, 404]


@pytest.mark.parametrize("page", PAGES)
def test_who_leads_and_stands_aside_finds_no_trace_of_the_sheet(judging, flagged, browser_of, page):
    fence(judging, judging.chair)
    browser = browser_of(judging.chair)
    assert browser.get(f"/judging/sheets/{flagged.id}/{page}").status_code == 404
    assert FLAG not in browser.get(f"/judging/panels/{judging.panel.id}").text


def test_a_flag_of_who_stands_aside_now_is_gone(judging, task):
    make_sheet(task, 3, flag=FLAG)
    fence(judging, judging.judge)
    assert flags_for(judging.chair, judging.panel) == []


# Giving back, and versions


def twice(judging, task):
    """Submitted, given back with a reason, and submitted with other marks."""
    at = clock.now()
    sheet = hand_in(task, GOOD, by=judging.judge, at=at, base_url=SITE)
    reopen_sheet(sheet, "Look at the numbers.", by=judging.chair, at=at, base_url=SITE)
    other = type(GOOD)(
        scores={"impact": 2, "teamwork": 3}, comments={"impact": "Not yet."}, comment=GOOD.comment
    )
    hand_in(task, other, by=judging.judge, at=at + dt.timedelta(hours=1), base_url=SITE)
    db.session.commit()
    return sheet


@pytest.mark.both_databases
def test_every_version_is_kept(judging, task):
    sheet = twice(judging, task)
    kept = db.session.scalars(sa.select(SheetVersion).filter_by(sheet_id=sheet.id)).all()
    assert sorted(
        (each.number, each.content["scores"]["impact"], each.reopened_because) for each in kept
    ) == [
        (1, 4, "Look at the numbers."),
        (2, 2, ""),
    ]


def test_a_deputy_gives_a_sheet_back_with_a_reason(judging, task, browser_of):
    sheet = make_sheet(task, 3)
    path = f"/judging/sheets/{sheet.id}/reopen"
    browser = browser_of(deputy(judging))
    assert browser.post(path, data={"reason": ""}).status_code == 422
    assert browser.post(path, data={"reason": "Look again."}).status_code == 303
    assert refreshed(sheet).state is SheetState.REOPENED


def test_a_sheet_is_not_given_back_once_results_are_sealed_and_the_page_says_so(judging, task, browser_of):
    sheet = make_sheet(task, 3)
    judging.edition.state = Stage.SEALED
    db.session.commit()
    answered = browser_of(judging.chair).post(f"/judging/sheets/{sheet.id}/reopen", data={"reason": "Why"})
    assert answered.status_code == 409
    assert "until the results are sealed" in answered.text


def test_before_the_round_closes_who_leads_reads_dates_and_reasons_alone(judging, task, browser_of):
    sheet = twice(judging, task)
    text = browser_of(judging.chair).get(f"/judging/sheets/{sheet.id}/versions").text
    assert text.count("Submitted at") == 2
    assert "Look at the numbers." in text
    assert "Not yet." not in text
    assert "aw-version" not in text


def test_scores_make_no_difference_before_the_round_closes(judging, task, browser_of):
    sheet = twice(judging, task)
    browser, path = browser_of(judging.chair), f"/judging/sheets/{sheet.id}/versions"
    before = browser.get(path).text.split("<main")[1]
    for kept in db.session.scalars(sa.select(SheetVersion)):
        kept.content = {"scores": {"impact": 5}, "comments": {"impact": "Grand."}, "comment": ""}
    db.session.commit()
    assert browser.get(path).text.split("<main")[1] == before


@pytest.mark.parametrize("how", ["moderation", "closed"])
def test_when_nobody_can_be_swayed_any_more_they_read_what_changed(judging, task, browser_of, how):
    sheet = twice(judging, task)
    if how == "moderation":
        judging.edition.state = Stage.MODERATION
    else:
        judging.panel.current.closed_at = clock.now()
    db.session.commit()
    text = browser_of(judging.chair).get(f"/judging/sheets/{sheet.id}/versions").text
    assert "Not yet." in text
    assert "Before: </span>4</del>" in text
    assert "Now: </span>2</ins>" in text


def test_a_judge_reads_what_they_submitted_each_time(judging, task, browser_of):
    twice(judging, task)
    path = f"/judging/assignments/{task.id}/versions"
    text = browser_of(judging.judge).get(path).text
    assert "Look at the numbers." in text
    assert "Now: </span>2</ins>" in text
    assert [browser_of(each).get(path).status_code for each in (judging.other, judging.chair)] == [404, 404]


def test_before_anything_is_submitted_the_page_says_so(task, browser_of, judging):
    assert (
        "Nothing has been submitted yet"
        in browser_of(judging.judge).get(f"/judging/assignments/{task.id}/versions").text
    )


@pytest.mark.parametrize(
    ("stage", "closed", "reads"),
    [
        (Stage.JUDGING, False, False),
        (Stage.JUDGING, True, True),
        (Stage.MODERATION, False, True),
        (Stage.PUBLISHED, False, True),
    ],
)
def test_scores_are_read_once_the_round_has_closed(stage, closed, reads):
    assert lead_reads_scores(stage, round_closed=closed) is reads


def test_what_changed_between_versions_is_found():
    first = {"scores": {"impact": 4, "teamwork": 3}, "comments": {"impact": "Good."}, "comment": "Fine."}
    second = {"scores": {"impact": 2, "teamwork": 3}, "comments": {"impact": "Good."}, "comment": ""}
    names = {"impact": "Impact", "teamwork": "Teamwork"}
    one, two, three = compare([first, second, second], names)
    assert [each.changed for each in (one, two, three)] == [False, True, False]
    assert [(line.name, line.has_other_points, line.has_other_words) for line in two.lines] == [
        ("Impact", True, False),
        ("Teamwork", False, False),
        ("On the whole", False, True),
    ]


@pytest.mark.parametrize("teams", [3, 12])
def test_the_page_of_who_leads_needs_the_same_few_statements(judging, flagged, browser_of, teams):
    while len(judging.nominations) < teams:
        judging.add_nomination()
    judging.prepare()
    for team in judging.nominations[1:]:
        make_sheet(judging.assignment(judging.judge, team), 3)
    browser, path = browser_of(judging.chair), f"/judging/panels/{judging.panel.id}"
    db.session.expire_all()
    with counted_statements() as statements:
        assert browser.get(path).status_code == 200
    assert len(statements) <= 12  # one of them is the test's own


@pytest.mark.both_databases
def test_many_sheets_are_shown_by_pages(judging, monkeypatch):
    monkeypatch.setattr("awards.judging.queries.chairing.SHEETS_A_PAGE", 2)
    for team in judging.nominations:
        make_sheet(judging.assignment(judging.judge, team), 3)
    pages = [sheets_for_chair(judging.chair, judging.panel, number) for number in (1, 2, 9, 2**63)]
    assert [(len(page.rows), page.page, page.pages, page.total) for page in pages] == [
        (2, 1, 2, 3),
        (1, 2, 2, 3),
        (2, 1, 2, 3),
        (2, 1, 2, 3),
    ]
