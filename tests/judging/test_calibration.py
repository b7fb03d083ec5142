"""The sample nomination: written, shown, scored by all alone, and agreed on."""

import pytest
import sqlalchemy as sa

from awards.core import clock
from awards.core.database import db
from awards.core.errors import BrokenRule, Stale, WrongState
from awards.editions.states import Stage
from awards.judging.models import CalibrationEntry
from awards.judging.queries import picture_of, standing_of
from awards.judging.services import (
    Agreed,
    agree_on_sample,
    change_panel,
    hand_in_sample_sheet,
    remove_sample,
    save_sample_sheet,
    show_spread,
    take_sample_back,
    write_sample,
)
from awards.judging.states import CalibrationState, SeatState
from awards.organisations.roles import Role
from tests.factories import make_category, make_edition, make_panel, make_person, refreshed
from tests.judging.sampling import AGREED, HOME, TEXTS, events, later, letters, marks, seat

ANSWER = {
    "points-impact": "2",
    "because-impact": "Much is counted.",
    "points-teamwork": "4",
    "because-teamwork": "All of them count.",
    "words": "Score the page.",
}


def test_a_sample_keeps_the_heading_of_each_question_for_judges(sample):
    assert sample.entry.title == "A made-up team"
    assert sample.entry.parts == [
        {"key": "challenge", "heading": "Challenge", "text": "Families waited for nineteen days."}
    ]


def test_writing_the_same_again_changes_nothing(judging, sample):
    before = len(events("sample written"))
    write_sample(
        judging.panel, judging.category, "A made-up team", TEXTS, by=judging.organiser, at=clock.now()
    )
    assert len(events("sample written")) == before


def test_what_two_windows_write_is_a_clash(judging, sample):
    with pytest.raises(Stale):
        write_sample(
            judging.panel, judging.category, "Other", TEXTS, by=judging.organiser, at=clock.now(), version=0
        )


def test_an_empty_sample_is_not_shown(judging, sample):
    sample.entry.parts = []
    with pytest.raises(BrokenRule, match="Write the sample first"):
        sample.show()


def test_the_text_stays_once_somebody_has_begun(judging, shown):
    save_sample_sheet(shown.entry, marks(3, None, ""), by=judging.judge, at=clock.now())
    with pytest.raises(WrongState, match="begun to score"):
        write_sample(judging.panel, judging.category, "Other", TEXTS, by=judging.organiser, at=clock.now())


@pytest.mark.parametrize("undo", [take_sample_back, remove_sample])
def test_it_goes_back_or_away_only_while_nobody_has_begun(judging, shown, undo):
    save_sample_sheet(shown.entry, marks(3, None, ""), by=judging.judge, at=clock.now())
    with pytest.raises(WrongState, match="begun to score"):
        undo(shown.entry, by=judging.organiser, at=clock.now())


@pytest.mark.both_databases
def test_taken_back_it_is_a_draft_that_can_be_changed(judging, shown):
    take_sample_back(shown.entry, by=judging.organiser, at=clock.now())
    write_sample(judging.panel, judging.category, "Other", TEXTS, by=judging.organiser, at=clock.now())
    assert (shown.entry.state, shown.entry.title) == (CalibrationState.DRAFT, "Other")


def test_removed_it_is_gone(judging, shown):
    remove_sample(shown.entry, by=judging.organiser, at=clock.now())
    db.session.flush()
    assert db.session.scalar(sa.select(CalibrationEntry)) is None


def test_a_category_with_a_sample_is_not_taken_from_its_panel(session):
    category = make_category(make_edition(Stage.CHECKING))
    other, organiser = make_category(category.edition), make_person(Role.ORGANISER)
    panel = make_panel(category)
    write_sample(panel, category, "A made-up team", TEXTS, by=organiser, at=clock.now())
    with pytest.raises(BrokenRule, match="Remove the sample first"):
        change_panel(panel, panel.name, [other], by=organiser, at=clock.now())


def test_nothing_is_written_once_judging_has_closed(judging, sample):
    judging.edition.state = Stage.MODERATION
    with pytest.raises(WrongState, match="Judging has closed"):
        sample.show()


def test_who_scores_is_told_once_that_it_is_ready(judging, shown):
    take_sample_back(shown.entry, by=judging.organiser, at=clock.now())
    shown.show()
    assert letters("sample ready") == sorted([judging.judge.email, judging.other.email])


def test_before_judging_opens_nobody_is_told_of_what_they_cannot_reach(judging, sample):
    judging.edition.state = Stage.CHECKING
    sample.show()
    assert letters("sample ready") == []


@pytest.mark.both_databases
def test_scores_handed_in_stay_as_they_are(judging, shown):
    sheet = shown.score(judging.judge)
    with pytest.raises(WrongState, match="stay as they are"):
        save_sample_sheet(shown.entry, marks(1, 1), by=judging.judge, at=clock.now())
    assert refreshed(sheet).points == {"impact": 3, "teamwork": 4}


def test_handed_in_twice_it_is_handed_in_once(judging, shown):
    first = shown.score(judging.judge).submitted_at
    assert shown.score(judging.judge, at=later(3)).submitted_at == first


def test_a_gap_is_not_handed_in(judging, shown):
    with pytest.raises(BrokenRule, match="Give a score for “Teamwork”"):
        hand_in_sample_sheet(shown.entry, marks(3, None), by=judging.judge, at=clock.now(), base_url=HOME)


def test_an_extreme_needs_a_sentence_as_on_any_sheet(judging, shown):
    with pytest.raises(BrokenRule, match="needs a sentence"):
        hand_in_sample_sheet(
            shown.entry, marks(5, 4, why=""), by=judging.judge, at=clock.now(), base_url=HOME
        )


def test_two_windows_do_not_overwrite_each_other(judging, shown):
    save_sample_sheet(shown.entry, marks(3, None), by=judging.judge, at=clock.now(), version=0)
    with pytest.raises(Stale):
        save_sample_sheet(shown.entry, marks(4, None), by=judging.judge, at=clock.now(), version=0)


@pytest.mark.parametrize("stage", [Stage.CHECKING, Stage.MODERATION])
def test_it_is_scored_only_while_judging_is_open(judging, shown, stage):
    judging.edition.state = stage
    with pytest.raises(WrongState, match="Judging has"):
        shown.score(judging.judge)


def test_a_leader_who_scores_has_scored_before_they_see_anything(judging, shown, browser_of):
    seat(judging, judging.chair).scores = True
    db.session.commit()
    shown.score(judging.judge)
    with pytest.raises(WrongState, match="yourself first"):
        show_spread(shown.entry, by=judging.chair, at=clock.now())
    assert "Because I say so." not in browser_of(judging.chair).get(f"{shown.page}/agree").text


def test_a_deputy_may_do_it_as_well(judging, shown, browser_of):
    seat(judging, judging.judge).is_deputy = True
    db.session.commit()
    shown.score(judging.judge)
    assert browser_of(judging.judge).post(f"{shown.page}/spread").location == f"{shown.page}/agree"


def test_there_is_no_spread_of_nothing(judging, shown):
    with pytest.raises(WrongState, match="Nobody has scored"):
        show_spread(shown.entry, by=judging.chair, at=clock.now())


def test_not_waiting_is_possible_and_goes_on_record(judging, shown):
    shown.score(judging.judge)
    show_spread(shown.entry, by=judging.chair, at=clock.now())
    show_spread(shown.entry, by=judging.chair, at=clock.now())
    assert [event.details for event in events("spread shown")] == [{"missing": 1}]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"points-impact": ""}, "Choose the agreed point for “Impact”"),
        ({"because-impact": ""}, "Say in a sentence why you agreed on this for “Impact”"),
        ({"because-impact": "Good."}, "Say in a sentence why “Impact” is a 2 here."),
    ],
)
def test_each_point_is_agreed_with_a_sentence_and_nothing_typed_is_lost(
    judging, shown, browser_of, change, sentence
):
    shown.score(judging.judge)
    browser = browser_of(judging.chair)
    browser.post(f"{shown.page}/spread")
    answer = browser.post(f"{shown.page}/agree", data=ANSWER | {"version": ""} | change)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "All of them count." in answer.text


def test_with_the_last_sheet_who_leads_is_told_once(judging, shown):
    shown.score(judging.judge)
    assert letters("sample scored") == []
    shown.score(judging.other)
    shown.score(judging.other)
    assert letters("sample scored") == [judging.chair.email]


def test_who_has_not_scored_it_is_not_told_that_the_panel_agreed(judging, shown):
    shown.score(judging.judge)
    shown.agree()
    assert letters("sample agreed") == [judging.judge.email]


@pytest.mark.both_databases
def test_agreed_the_panel_is_told_once(judging, shown):
    shown.score(judging.judge)
    shown.score(judging.other)
    shown.agree()
    shown.agree(impact=Agreed(3, "On second thoughts."))
    assert letters("sample agreed") == sorted([judging.judge.email, judging.other.email])


def test_a_change_of_the_answer_is_on_record(judging, shown):
    shown.score(judging.judge)
    shown.agree()
    shown.agree(impact=Agreed(3, "On second thoughts."))
    points = [event.details["points"]["impact"] for event in events("agreed answer changed")]
    assert points == [3]
    assert shown.entry.agreed["impact"]["because"] == "On second thoughts."


def test_two_who_lead_do_not_overwrite_each_other(judging, shown):
    shown.score(judging.judge)
    seen = shown.agree().entry.version
    shown.agree(impact=Agreed(3, "On second thoughts."))
    other = AGREED | {"impact": Agreed(1, "It is thin.")}
    with pytest.raises(Stale):
        agree_on_sample(shown.entry, other, "", by=judging.chair, at=clock.now(), base_url=HOME, version=seen)


def test_who_comes_after_the_panel_agreed_changes_nothing_in_what_others_see(judging, shown):
    shown.score(judging.judge, 3, 4)
    shown.agree()
    before = picture_of(shown.entry, judging.judge)
    shown.score(judging.other, 1, 1, at=later(5))
    assert picture_of(shown.entry, judging.judge) == before
    assert picture_of(shown.entry, judging.other).own == {"impact": 1, "teamwork": 1}


def test_a_late_judge_sees_the_answer_only_after_scoring(judging, shown, browser_of):
    shown.score(judging.judge, why="Seventeen purple elephants.")
    shown.agree()
    browser = browser_of(judging.other)
    assert "purple" not in browser.get(shown.page).text
    shown.score(judging.other, at=later(5))
    assert "purple" in browser.get(shown.page).text


def test_the_score_page_says_what_was_agreed(judging, shown, browser_of):
    task = judging.assignment(judging.judge, judging.nominations[0])
    shown.score(judging.judge)
    browser = browser_of(judging.judge)
    assert "What we agreed" not in browser.get(f"/judging/assignments/{task.id}").text
    shown.agree()
    page = browser.get(f"/judging/assignments/{task.id}").text
    assert "What we agreed a 2 is" in page
    assert "Much is counted." in page


def test_who_left_is_neither_missing_nor_counted(judging, shown):
    shown.score(judging.judge)
    member = seat(judging, judging.other)
    member.state = SeatState.LEFT
    db.session.commit()
    standing = standing_of(shown.entry)
    assert (len(standing.scored), len(standing.missing)) == (1, 0)
