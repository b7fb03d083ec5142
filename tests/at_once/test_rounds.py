"""Rounds and draws of a panel: pressed twice, or by two people at once, nobody sees an error of ours."""

import pytest

from awards.core import clock
from awards.core.database import db
from awards.core.outbox import Message
from awards.judging.models import Draw, PanelRound
from awards.judging.states import DrawState
from tests.at_once.meeting import at_once, both_went_on, browser, count, pressed_twice
from tests.at_once.test_judging import Judges
from tests.factories import saved
from tests.judging.rounds import list_for, plan_final

pytestmark = pytest.mark.both_databases

WHY = "A judge was ill for a week."
FINAL = {"name": "Grand final", "places": "2", "kind": "paper"}


class Rounds(Judges):
    """A panel whose judge has something to score, and the pages of its rounds."""

    def __init__(self) -> None:
        super().__init__()
        self.path = f"/judging/panels/{self.panel.id}/rounds"
        self.task()

    def close(self, *chosen) -> None:
        """A final round is planned, the first is closed, and perhaps the shortlist chosen."""
        final = plan_final(self.panel, self.organiser)
        self.panel.current.closed_at = clock.now()
        list_for(final, chosen, self.organiser)
        db.session.commit()

    def told(self, kind) -> int:
        return count(Message, kind=kind, recipient=self.judge.email)


def test_a_round_is_planned_once(busy):
    judges = Rounds()
    both_went_on(pressed_twice(busy, judges.organiser, f"{judges.path}/new", **FINAL))
    assert count(PanelRound, panel_id=judges.panel.id) == 2


def test_a_round_is_closed_once(busy):
    judges = Rounds()
    plan_final(judges.panel, judges.organiser)
    both_went_on(pressed_twice(busy, judges.organiser, f"{judges.path}/1/close", sure="y"))
    assert judges.told("round closed early") == 1


def test_a_round_is_opened_again_once(busy):
    judges = Rounds()
    judges.close()
    both_went_on(pressed_twice(busy, judges.organiser, f"{judges.path}/1/reopen", reason=WHY))
    assert judges.told("round open again") == 1


def test_a_round_is_opened_once(busy):
    judges = Rounds()
    judges.close(judges.team)
    both_went_on(pressed_twice(busy, judges.organiser, f"{judges.path}/2/open"))
    assert judges.told("round opens") == 1


def test_a_round_is_removed_once(busy):
    judges = Rounds()
    judges.close()
    both_went_on(pressed_twice(busy, judges.organiser, f"{judges.path}/2/remove", reason=WHY))
    assert judges.told("round open again") == 1


def test_a_round_that_is_changed_while_somebody_removes_it_is_gone(busy):
    judges = Rounds()
    plan_final(judges.panel, judges.organiser)
    one, two = browser(busy, judges.organiser), browser(busy, judges.organiser)
    answers = at_once(
        busy,
        lambda: one.post(f"{judges.path}/2/remove"),
        lambda: two.post(f"{judges.path}/2", data=FINAL),
    )
    assert answers[0].status_code == 303
    assert answers[1].status_code in {303, 404}


def test_a_draw_is_discarded_once(busy):
    judges = Rounds()
    asked = {"asked_by": judges.organiser, "judges_each": 1, "overall": False, "keep": False}
    ready = {"state": DrawState.READY, "outcome": {"sign": "1"}, "pairs": []}
    draw = saved(Draw(round=judges.panel.current, seed="2022", **asked, **ready))
    path = f"/judging/panels/{judges.panel.id}/assignment/draws/{draw.id}/apply"
    answers = pressed_twice(busy, judges.organiser, path, act="discard")
    assert sorted(answer.status_code for answer in answers) == [303, 404]
    assert count(Draw, id=draw.id) == 0


def test_a_nomination_is_given_once(busy):
    judges = Rounds()
    judges.panel.current.judges_each = 1
    db.session.commit()
    path = f"/judging/panels/{judges.panel.id}/assignment/{judges.other.id}"
    both_went_on(pressed_twice(busy, judges.organiser, path, person=str(judges.judge.id)))
    assert judges.told("nominations to score") == 1
