"""Score sheets: drafts with gaps, submitting, the stage's rules, reopening with every version kept."""

import datetime as dt
from contextlib import nullcontext
from dataclasses import replace

import pytest
import sqlalchemy as sa

from awards.core import clock
from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import BrokenRule, Stale, WrongState
from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.judging.marks import Marks
from awards.judging.models import ScoreSheet, SheetVersion
from awards.judging.queries import marks_on
from awards.judging.services import (
    hand_in,
    reopen_sheet,
    save_sheet,
    submit_complete_sheets,
    submit_sheet,
    tell_chair,
)
from awards.judging.states import SheetState
from tests.judging.conftest import GOOD

pytestmark = pytest.mark.both_databases
SITE = "https://awards.example"


@pytest.fixture
def task(judging):
    return judging.assignment(judging.judge, judging.nominations[0])


@pytest.fixture
def save(judging, task):
    def call(marks, **more):
        return save_sheet(task, marks, **{"by": judging.judge, "at": clock.now()} | more)

    return call


@pytest.fixture
def hand(judging, task):
    def call(marks, **more):
        return hand_in(task, marks, **{"by": judging.judge, "at": clock.now(), "base_url": SITE} | more)

    return call


@pytest.fixture
def tell(judging, task):
    def call(words):
        tell_chair(task, words, by=judging.judge, at=clock.now(), base_url=SITE)

    return call


@pytest.fixture
def reopen(judging):
    def call(sheet, reason="Please look at the evidence again."):
        reopen_sheet(sheet, reason, by=judging.chair, at=clock.now(), base_url=SITE)

    return call


def versions(sheet):
    rows = db.session.scalars(
        sa.select(SheetVersion).filter_by(sheet_id=sheet.id).order_by(SheetVersion.number)
    )
    return [(row.number, row.content["scores"], row.reopened_because) for row in rows]


def test_a_draft_with_gaps_is_kept(save):
    sheet = save(Marks(scores={"impact": 3}, comments={"impact": "Clear figures."}))
    assert sheet.state is SheetState.DRAFT
    assert marks_on(sheet).same_as(Marks(scores={"impact": 3}, comments={"impact": "Clear figures."}))


def test_a_score_off_the_scale_is_not_kept_even_in_a_draft(save):
    with pytest.raises(BrokenRule) as refusal:
        save(Marks(scores={"impact": 6}))
    assert refusal.value.field == "points-impact"


def test_saving_moves_the_version_on(save):
    first = save(GOOD, version=0).version
    assert save(Marks(scores={"impact": 1}), version=first).version == first + 1


def test_saving_over_what_another_window_saved_is_refused(save):
    save(GOOD, version=0)
    with pytest.raises(Stale):
        save(Marks(scores={"impact": 1}), version=0)


def test_what_is_for_the_organisation_and_for_the_chair_is_saved(save):
    said = replace(GOOD, may_release=False, flag="A child is named", private_note="Ask Ann")
    assert marks_on(save(said)) == replace(said, comments={"impact": "", "teamwork": ""})


def test_a_version_says_whether_the_comment_may_be_passed_on(hand):
    sheet = hand(replace(GOOD, may_release=False))
    kept = db.session.scalars(sa.select(SheetVersion).filter_by(sheet_id=sheet.id)).one()
    assert kept.content["may_release"] is False


def test_taking_back_the_tick_is_a_change(save):
    first = save(GOOD).version
    assert save(replace(GOOD, may_release=False), version=first).version == first + 1


def test_other_words_for_the_chair_ask_anew(save):
    sheet = save(replace(GOOD, flag="A child is named"))
    sheet.flag_answer = "Thank you, it is masked now."
    save(replace(GOOD, flag="Another child is named"))
    assert sheet.flag_answer == ""


def test_the_chairs_answer_stays_while_the_rest_is_written(save):
    sheet = save(replace(GOOD, flag="A child is named"))
    sheet.flag_answer = "Thank you, it is masked now."
    save(Marks(scores={"impact": 1}, flag="A child is named"))
    assert sheet.flag_answer == "Thank you, it is masked now."


def test_the_chair_can_be_told_about_a_submitted_sheet(hand, tell):
    sheet = hand(GOOD)
    tell("Please reopen it.")
    assert (sheet.state, sheet.flag) == (SheetState.SUBMITTED, "Please reopen it.")


def test_telling_the_chair_again_after_the_answer_asks_anew(hand, tell):
    sheet = hand(replace(GOOD, flag="Please reopen it."))
    sheet.flag_answer = "Why?"
    tell("Please reopen it.")
    assert sheet.flag_answer == ""


def test_telling_the_chair_twice_is_recorded_once_and_without_the_words(hand, tell):
    hand(GOOD)
    tell("Please reopen it.")
    tell(" Please reopen it. ")
    acts = sa.select(Event.details).filter_by(action="chair told about a score sheet")
    assert db.session.scalars(acts).all() == [{}]


@pytest.mark.parametrize("words", ["", " \n\u200b "])
def test_the_chair_is_not_told_nothing(hand, tell, words):
    hand(GOOD)
    with pytest.raises(BrokenRule, match="Write what the chair should know"):
        tell(words)


def test_the_chair_is_told_nothing_about_a_nomination_that_nobody_began_to_score(tell):
    with pytest.raises(BrokenRule, match="Begin your score sheet"):
        tell("Something is odd.")


@pytest.mark.parametrize(
    ("stage", "may"), [(Stage.JUDGING, True), (Stage.MODERATION, True), (Stage.SEALED, False)]
)
def test_the_chair_is_told_until_the_results_are_sealed(judging, hand, tell, stage, may):
    sheet = hand(GOOD)
    judging.edition.state = stage
    db.session.flush()
    with nullcontext() if may else pytest.raises(WrongState):
        tell("Something is odd.")
    assert bool(sheet.flag) is may


def test_a_skipped_sheet_is_saved_with_its_gaps(save):
    assert save(Marks(), skip=True).skipped


def test_what_saved_itself_before_is_skipped_as_well(save):
    version = save(GOOD).version
    assert save(GOOD, skip=True, version=version).skipped


def test_skipping_twice_is_no_clash(save):
    save(Marks(), version=0, skip=True)
    assert save(Marks(), version=0, skip=True).skipped


def test_writing_on_ends_the_skipping(save):
    save(Marks(), skip=True)
    assert not save(GOOD).skipped


def test_submitting_ends_the_skipping(save, hand):
    save(GOOD, skip=True)
    assert not hand(GOOD).skipped


def test_a_submitted_sheet_is_never_skipped(save, hand):
    hand(GOOD)
    assert not save(GOOD, skip=True).skipped


def test_saving_the_same_twice_is_no_clash(save):
    assert save(GOOD, version=0) is save(GOOD, version=0)


def test_saving_the_same_twice_is_recorded_once(save):
    save(GOOD)
    save(GOOD)
    acts = sa.select(sa.func.count()).select_from(Event).filter_by(action="score sheet saved")
    assert db.session.scalar(acts) == 1


def test_a_complete_sheet_is_submitted_and_its_version_kept(hand):
    sheet = hand(GOOD)
    assert sheet.state is SheetState.SUBMITTED
    assert versions(sheet) == [(1, {"impact": 4, "teamwork": 3}, "")]


def test_neither_private_note_nor_flag_is_in_a_version(hand):
    sheet = hand(Marks(scores=GOOD.scores, private_note="Only for me", flag="A child is named"))
    kept = db.session.scalars(sa.select(SheetVersion).filter_by(sheet_id=sheet.id)).one()
    assert set(kept.content) == {"scores", "comments", "comment", "may_release"}
    assert not [words for words in ("Only for me", "A child is named") if words in str(kept.content)]


def test_submitting_twice_submits_once(hand):
    assert hand(GOOD) is hand(GOOD)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(SheetVersion)) == 1


@pytest.mark.parametrize(
    "marks",
    [
        Marks(scores={"impact": 3}),
        Marks(scores={"impact": 5, "teamwork": 3}),
        Marks(scores={"impact": 0, "teamwork": 3}, comments={"impact": "No."}),
    ],
    ids=["a gap", "a five without a sentence", "a nought with too few words"],
)
def test_an_incomplete_sheet_is_not_submitted(hand, marks):
    with pytest.raises(BrokenRule):
        hand(marks)


def test_nothing_is_submitted_where_nothing_was_written(judging, task):
    with pytest.raises(BrokenRule):
        submit_sheet(task, by=judging.judge, at=clock.now(), base_url=SITE)


def test_a_submitted_sheet_is_closed_to_its_judge(save, hand):
    hand(GOOD)
    with pytest.raises(WrongState, match="Ask the chair"):
        save(Marks(scores={"impact": 1}))


@pytest.mark.parametrize("stage", [Stage.CHECKING, Stage.MODERATION, Stage.SEALED])
def test_drafts_are_written_only_while_judging_is_open(judging, save, stage):
    judging.edition.state = stage
    db.session.flush()
    with pytest.raises(WrongState):
        save(GOOD)


def test_drafts_are_not_written_after_the_deadline(judging, save):
    with pytest.raises(WrongState, match="Judging closed at"):
        save(GOOD, at=judging.edition.judging_closes_at + dt.timedelta(seconds=1))


def test_the_deadlines_own_second_still_counts(judging, save):
    assert save(GOOD, at=judging.edition.judging_closes_at).state is SheetState.DRAFT


def test_reopening_keeps_the_version_with_its_reason(hand, reopen):
    sheet = hand(GOOD)
    reopen(sheet)
    hand(Marks(scores={"impact": 2, "teamwork": 3}))
    assert versions(sheet) == [
        (1, {"impact": 4, "teamwork": 3}, "Please look at the evidence again."),
        (2, {"impact": 2, "teamwork": 3}, ""),
    ]


@pytest.mark.parametrize("stage", [Stage.JUDGING, Stage.MODERATION])
def test_a_reopened_sheet_is_written_on_after_the_deadline(judging, hand, reopen, stage):
    sheet = hand(GOOD)
    judging.edition.state = stage
    db.session.flush()
    reopen(sheet)
    hand(
        Marks(scores={"impact": 2, "teamwork": 3}),
        at=judging.edition.judging_closes_at + dt.timedelta(days=1),
    )
    assert sheet.state is SheetState.SUBMITTED


def test_nothing_is_reopened_after_sealing(judging, hand, reopen):
    sheet = hand(GOOD)
    judging.edition.state = Stage.SEALED
    with pytest.raises(WrongState):
        reopen(sheet)


def test_reopening_needs_a_reason(hand, reopen):
    with pytest.raises(BrokenRule):
        reopen(hand(GOOD), "  \u200b ")


def test_reopening_twice_tells_the_judge_once_and_names_no_team(judging, hand, reopen):
    sheet = hand(GOOD)
    reopen(sheet)
    reopen(sheet)
    message = db.session.scalars(sa.select(Message)).one()
    assert message.recipient == judging.judge.email
    assert judging.nominations[0].team_name not in message.subject + message.body


def test_a_draft_cannot_be_reopened(save, reopen):
    with pytest.raises(WrongState):
        reopen(save(GOOD))


def test_all_complete_drafts_are_submitted_together(judging):
    tasks = [judging.assignment(judging.judge, team) for team in judging.nominations]
    for task in tasks:
        save_sheet(task, GOOD, by=judging.judge, at=clock.now())
    assert submit_complete_sheets(tasks, by=judging.judge, at=clock.now(), base_url=SITE) == 3
    assert {sheet.state for sheet in db.session.scalars(sa.select(ScoreSheet))} == {SheetState.SUBMITTED}


def test_the_record_says_nothing_of_the_scores(hand):
    hand(GOOD)
    details = db.session.scalars(sa.select(Event.details).where(Event.action.startswith("score sheet"))).all()
    assert details == [{}, {}]
