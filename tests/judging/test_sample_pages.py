"""The sample nomination comes before any other, and nobody sees points before the panel agreed."""

import pytest
import sqlalchemy as sa

from awards.core import clock
from awards.core.database import db
from awards.core.errors import WrongState
from awards.editions.states import Stage
from awards.judging.models import CalibrationEntry, CalibrationSheet, PanelMember
from awards.judging.queries import first_sample
from awards.judging.services import (
    save_sheet,
)
from awards.judging.states import CalibrationState, SeatState
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import NOW, make_edition, make_person, saved
from tests.judging.conftest import GOOD
from tests.judging.sampling import seat


@pytest.mark.both_databases
def test_no_sheet_is_saved_before_the_sample_is_scored(judging, shown):
    task = judging.assignment(judging.judge, judging.nominations[0])
    with pytest.raises(WrongState, match="scores a sample first"):
        save_sheet(task, GOOD, by=judging.judge, at=clock.now())
    shown.score(judging.judge)
    assert save_sheet(task, GOOD, by=judging.judge, at=clock.now()).version == 1


@pytest.mark.parametrize("state", [CalibrationState.OPEN, CalibrationState.AGREED])
def test_who_joins_later_scores_it_first_too(judging, shown, state):
    shown.score(judging.other)
    if state is CalibrationState.AGREED:
        shown.agree()
    assert first_sample(judging.judge, judging.panel.id) is shown.entry


def test_a_draft_keeps_nobody_from_scoring(judging, sample):
    assert first_sample(judging.judge, judging.panel.id) is None


def test_who_does_not_score_need_not(judging, shown):
    assert first_sample(judging.chair, judging.panel.id) is None


def test_the_sample_of_another_round_keeps_nobody_from_scoring(judging, shown):
    shown.entry.round = 2
    db.session.commit()
    assert first_sample(judging.judge, judging.panel.id) is None


def test_a_post_past_the_sample_shows_nothing_of_the_nomination_and_keeps_what_was_typed(
    judging, shown, browser_of
):
    nomination = judging.add_nomination(answers={"challenge": "Nobody had time to listen."})
    judging.prepare()
    address = f"/judging/assignments/{judging.assignment(judging.judge, nomination).id}"
    typed = {"comment": "Typed too early.", "version": "0", "then": "next"}
    answer = browser_of(judging.judge).post(address, data=typed)
    assert answer.status_code == 409
    assert "Nobody had time to listen." not in answer.text
    assert "Typed too early." in answer.text


def test_the_list_leads_to_the_sample_and_shows_no_nomination(judging, shown, browser_of):
    page = browser_of(judging.judge).get("/judging").text
    assert shown.page in page
    assert "Team Alder" not in page
    shown.score(judging.judge)
    page = browser_of(judging.judge).get("/judging").text
    assert "Team Alder" in page
    assert shown.page in page


def test_a_nomination_leads_to_the_sample_with_a_sentence(judging, shown, browser_of):
    browser, task = browser_of(judging.judge), judging.assignment(judging.judge, judging.nominations[0])
    answer = browser.get(f"/judging/assignments/{task.id}")
    assert (answer.status_code, answer.location) == (303, shown.page)
    assert "Score this sample first" in browser.get(answer.location).text


def test_autosave_of_a_nomination_is_refused_in_a_sentence(judging, shown, browser_of):
    task = judging.assignment(judging.judge, judging.nominations[0])
    typed = {"points-impact": "4", "version": "0"}
    answer = browser_of(judging.judge).post(f"/judging/assignments/{task.id}/autosave", data=typed)
    assert answer.status_code == 409
    assert "scores a sample first" in answer.json["sentence"]


def test_what_was_typed_on_a_nomination_comes_back(judging, shown, browser_of):
    task = judging.assignment(judging.judge, judging.nominations[0])
    typed = {"points-impact": "4", "comment": "Kept words", "version": "0", "then": "submit"}
    answer = browser_of(judging.judge).post(f"/judging/assignments/{task.id}", data=typed)
    assert answer.status_code in {409, 422}
    assert "Kept words" in answer.text


def test_nobody_else_sees_the_page_to_score_it(judging, shown, browser_of):
    for stranger in (make_person(Role.JUDGE), judging.chair, judging.organiser, make_person(Role.AUDITOR)):
        assert browser_of(stranger).get(shown.page).status_code == 404


@pytest.mark.parametrize("gone", [SeatState.DECLINED, SeatState.LEFT, SeatState.INVITED])
def test_who_does_not_sit_there_any_more_sees_nothing_of_it(judging, shown, browser_of, gone):
    member = seat(judging, judging.judge)
    member.state, member.declared_at, member.criteria_read_at = gone, None, None
    member.answered_at = None if gone is SeatState.INVITED else NOW
    db.session.commit()
    assert browser_of(judging.judge).get(shown.page).status_code == 404


def test_a_draft_is_for_who_prepares_it(judging, sample, browser_of):
    assert browser_of(judging.judge).get(sample.page).status_code == 404
    for reader in (judging.organiser, judging.chair, make_person(Role.AUDITOR)):
        assert "nineteen days" in browser_of(reader).get(sample.overview).text
    assert browser_of(judging.judge).get(sample.overview).status_code == 404


def test_only_organisers_write_and_only_who_leads_agrees(judging, shown, browser_of):
    edit = f"/judging/panels/{judging.panel.id}/samples/{judging.category.id}"
    auditor = make_person(Role.AUDITOR)
    for reader in (judging.chair, auditor):
        assert browser_of(reader).get(edit).status_code == 404
        assert browser_of(reader).post(f"{shown.page}/back").status_code == 404
    for reader in (judging.organiser, judging.judge, auditor):
        assert browser_of(reader).post(f"{shown.page}/spread").status_code == 404
        assert browser_of(reader).get(f"{shown.page}/agree").status_code == 404


def test_a_category_that_the_panel_does_not_judge_has_no_sample_there(judging, browser_of):
    other = make_edition(Stage.JUDGING)
    strange = saved(type(judging.category)(edition=other, position=1, key="other", name="Other"))
    edit = f"/judging/panels/{judging.panel.id}/samples/{strange.id}"
    assert browser_of(judging.organiser).get(edit).status_code == 404


def test_points_and_words_show_to_nobody_before_the_panel_agreed(judging, shown, browser_of):
    secret = "Seventeen purple elephants."
    shown.score(judging.other, why=secret)
    shown.score(judging.judge)
    readers = [judging.organiser, make_person(Role.AUDITOR), judging.chair]
    pages = [browser_of(each).get(shown.overview).text for each in readers]
    pages.append(browser_of(judging.judge).get(shown.page).text)
    assert all("2 of 2" in page for page in pages)
    assert not any(secret in page for page in pages)
    shown.agree()
    pages = [browser_of(each).get(shown.overview).text for each in readers]
    pages.append(browser_of(judging.judge).get(shown.page).text)
    assert all(secret in page for page in pages)


def test_a_judge_who_waits_reads_how_many_have_scored_but_no_names(judging, shown, browser_of):
    shown.score(judging.judge)
    page = browser_of(judging.judge).get(shown.page).text
    assert "1 of 2 have scored" in page
    assert judging.other.name not in page


def test_who_leads_sees_who_is_missing(judging, shown, browser_of):
    shown.score(judging.judge)
    for reader in (judging.chair, judging.organiser):
        page = browser_of(reader).get(shown.overview).text
        assert f"Still to score it: {judging.other.name}." in page


def test_the_spread_names_nobody(judging, shown, browser_of):
    shown.score(judging.other, 5, 1)
    shown.score(judging.judge)
    page = browser_of(judging.judge).get(shown.agree().page).text
    assert judging.other.name not in page
    assert "(you)" in page


def test_who_is_more_than_two_points_away_is_told_so_alone(judging, shown, browser_of):
    shown.score(judging.other, 5, 4)
    shown.score(judging.judge, 2, 4)
    shown.agree()
    assert "you gave 5, agreed is 2" in browser_of(judging.other).get(shown.page).text
    assert "more than two points" not in browser_of(judging.judge).get(shown.page).text
    assert "more than two points" not in browser_of(judging.chair).get(shown.overview).text


def test_an_organiser_writes_looks_at_what_was_found_and_shows_it(judging, browser_of):
    browser = browser_of(judging.organiser)
    edit = f"/judging/panels/{judging.panel.id}/samples/{judging.category.id}"
    typed = {"title": "A made-up team", "text-challenge": "Little Mabel Harper waited.", "version": "0"}
    overview = browser.post(edit, data=typed).location
    page = browser.get(overview).text
    assert "may identify a child" in page
    assert "Mabel Harper" in page
    show = f"/judging/samples/{db.session.scalars(sa.select(CalibrationEntry.id)).one()}/show"
    answer = browser.post(show, data={})
    assert answer.status_code == 422
    assert "Tick to say that you have looked" in answer.text
    assert browser.post(show, data={"looked": "y"}).location == overview
    assert db.session.scalars(sa.select(CalibrationEntry.state)).one() is CalibrationState.OPEN


def test_a_sample_that_the_panel_sees_is_not_there_to_be_changed(judging, shown, browser_of):
    edit = f"/judging/panels/{judging.panel.id}/samples/{judging.category.id}"
    assert browser_of(judging.organiser).get(edit).location == shown.overview


def test_the_text_of_a_clash_is_kept_and_saves_with_the_next_press(judging, sample, browser_of):
    browser = browser_of(judging.organiser)
    edit = f"/judging/panels/{judging.panel.id}/samples/{judging.category.id}"
    typed = {"title": "Other", "text-challenge": "Typed here.", "version": "0"}
    answer = browser.post(edit, data=typed)
    assert answer.status_code == 409
    assert "Typed here." in answer.text
    assert f'name="version" value="{sample.entry.version}"' in answer.text


def test_the_text_saves_by_itself(judging, browser_of):
    browser = browser_of(judging.organiser)
    save = f"/judging/panels/{judging.panel.id}/samples/{judging.category.id}/autosave"
    answer = browser.post(save, data={"title": "", "text-challenge": "Half a", "version": "0"})
    assert (answer.status_code, answer.headers["X-Version"]) == (204, "1")
    assert browser.post(save, data={"title": "X", "text-challenge": "", "version": "0"}).status_code == 409


def test_a_judge_scores_submits_and_goes_on(judging, shown, browser_of):
    browser = browser_of(judging.judge)
    assert f'action="{shown.page}"' in browser.get(shown.page).text, "no #sheet goes along to the next page"
    typed = {"points-impact": "3", "points-teamwork": "5", "version": "0"}
    answer = browser.post(shown.page, data=typed | {"then": "submit"})
    assert answer.status_code == 422
    assert "say why you gave “Teamwork” 5" in answer.text
    typed["comment-teamwork"] = "Everybody counts here."
    assert browser.post(shown.page, data=typed | {"then": "submit"}).location == shown.page
    assert "Go to your nominations" in browser.get(shown.page).text


def test_scores_save_by_themselves(judging, shown, browser_of):
    save, browser = f"{shown.page}/autosave", browser_of(judging.judge)
    answer = browser.post(save, data={"points-impact": "3", "version": "0"})
    assert (answer.status_code, answer.headers["X-Version"]) == (204, "1")
    clash = browser.post(save, data={"points-impact": "4", "version": "0"})
    assert (clash.status_code, clash.json["clashes"]) == (409, ["sheet"])
    assert db.session.scalars(sa.select(CalibrationSheet.points)).one() == {"impact": 3}


@pytest.mark.parametrize("more", [0, 6])
def test_the_pages_need_the_same_few_statements_for_any_number(judging, shown, browser_of, more):
    ready = {"state": SeatState.ACCEPTED, "answered_at": NOW, "criteria_read_at": NOW, "declared_at": NOW}
    for _ in range(more):
        person = make_person(Role.JUDGE)
        judging.panel.members.append(PanelMember(person=person, **ready))
        db.session.commit()
        shown.score(person)
    shown.score(judging.judge)
    shown.agree()
    counted = []
    for person, page in ((judging.judge, shown.page), (judging.chair, shown.overview)):
        browser = browser_of(person)
        with counted_statements() as statements:
            assert browser.get(page).status_code == 200
        counted.append(len(statements))
    assert counted == [9, 11]
