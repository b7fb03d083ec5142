"""Score sheets: drafts with gaps, submitting, the stage's rules, reopening with every version kept."""

import datetime as dt

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
from awards.judging.services import hand_in, reopen_sheet, save_sheet, submit_complete_sheets, submit_sheet
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
        return hand_in(task, marks, **{"by": judging.judge, "at": clock.now()} | more)

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


def test_the_private_note_is_in_no_version(hand):
    sheet = hand(Marks(scores=GOOD.scores, private_note="Only for me"))
    kept = db.session.scalars(sa.select(SheetVersion).filter_by(sheet_id=sheet.id)).one()
    assert set(kept.content) == {"scores", "comments", "comment"}
    assert "Only for me" not in str(kept.content)


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
        submit_sheet(task, by=judging.judge, at=clock.now())


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
    assert submit_complete_sheets(tasks, by=judging.judge, at=clock.now()) == 3
    assert {sheet.state for sheet in db.session.scalars(sa.select(ScoreSheet))} == {SheetState.SUBMITTED}


def test_the_record_says_nothing_of_the_scores(hand):
    hand(GOOD)
    details = db.session.scalars(sa.select(Event.details).where(Event.action.startswith("score sheet"))).all()
    assert details == [{}, {}]
