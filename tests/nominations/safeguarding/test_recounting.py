"""The count of findings in lists follows rules, form and names, and explanations their sentences."""

import datetime as dt

import pytest

from awards.core.database import db
from awards.editions.states import Stage
from awards.nominations import counting
from awards.nominations.findings import found_in
from awards.nominations.services import recounting, save_answers
from awards.nominations.services.checks import explain_finding
from awards.nominations.services.recounting import recount_findings
from awards.nominations.states import NominationState
from tests.counting import counted_statements
from tests.factories import make_nomination, make_organisation, make_participant, refreshed
from tests.nominations.conftest import COMPLETE

MIA = {"challenge": "We met a girl called Mia. She sang."}
AT = dt.datetime(2026, 5, 4, tzinfo=dt.UTC)


@pytest.fixture
def nomination(scene):
    """Submitted, and counted as it is now."""
    nomination = scene.nomination(NominationState.SUBMITTED, answers=COMPLETE | MIA)
    recount()
    return refreshed(nomination)


def recount():
    """What the worker does until nothing is left to do; how often there was something."""
    rounds = 0
    while recount_once():
        rounds += 1
    return rounds


def recount_once():
    """The worker has sessions of its own; what the test holds goes on in a new one."""
    db.session.commit()
    held = list(db.session)
    worked = recount_findings(AT)
    db.session.add_all(held)
    db.session.expire_all()
    return worked


def test_what_was_never_counted_is_counted_once(scene):
    nomination = scene.nomination(answers=MIA)
    assert nomination.open_findings == 0
    assert (recount(), recount()) == (1, 0)
    assert refreshed(nomination).open_findings == 1


def test_new_rules_are_applied_to_what_is_submitted_already(nomination, monkeypatch):
    monkeypatch.setattr(counting, "_rules", lambda: "new rules")
    monkeypatch.setattr(recounting, "unexplained_count", lambda _nomination: 7)
    assert recount() == 1
    assert refreshed(nomination).open_findings == 7


def test_a_question_that_is_asked_no_more_counts_no_more(scene, nomination):
    challenge = scene.question("challenge")
    challenge.shown_if, challenge.shown_if_answers = "field", ["early-help"]
    assert recount() == 1
    assert refreshed(nomination).open_findings == 0


def test_what_is_the_organisations_own_name_by_now_is_no_finding(scene, nomination):
    scene.organisation.short_name = "Mia"
    assert recount() == 1
    assert refreshed(nomination).open_findings == 0


def test_nobody_who_reads_it_meanwhile_is_told_that_it_changed(nomination, monkeypatch):
    version, changed = nomination.version, nomination.changed_at
    monkeypatch.setattr(counting, "_rules", lambda: "new rules")
    recount()
    assert (refreshed(nomination).version, nomination.changed_at) == (version, changed)


def test_whoever_changes_it_in_the_meantime_has_counted_themselves(nomination, monkeypatch):
    monkeypatch.setattr(counting, "_rules", lambda: "new rules")

    def count_slowly(other):
        other.open_findings = 3
        db.session.commit()
        return 1

    monkeypatch.setattr(recounting, "unexplained_count", count_slowly)
    recount_once()
    assert refreshed(nomination).open_findings == 3


def test_whatever_was_saved_need_not_be_counted_again(scene, nomination):
    at = scene.edition.nominations_close_at - dt.timedelta(days=1)
    save_answers(nomination, scene.section, {"challenge": "Nobody."}, by=scene.delegate, at=at)
    assert recount() == 0


def test_after_judging_has_begun_nobody_counts(scene, nomination, monkeypatch):
    monkeypatch.setattr(counting, "_rules", lambda: "new rules")
    scene.edition.state = Stage.JUDGING
    assert recount() == 0


def test_many_are_looked_through_in_two_statements(scene, nomination):
    for _ in range(3):
        body = make_organisation()
        make_participant(scene.edition, body)
        make_nomination(scene.category, body)
    with counted_statements() as statements:
        assert len(counting.counted_otherwise(25)) == 3
    assert len(statements) == 2


class TestSentencesOfAnExplanation:
    @pytest.fixture
    def draft(self, scene):
        draft = scene.nomination(answers=MIA)
        self.explain(scene, draft)
        return draft

    def explain(self, scene, draft):
        (found,) = found_in(draft)
        explain_finding(draft, found.key, "A dog.", by=scene.delegate, at=self.at(scene))
        db.session.commit()

    def at(self, scene):
        return scene.edition.nominations_close_at - dt.timedelta(days=1)

    def found_after(self, scene, draft, text):
        save_answers(draft, scene.section, {"challenge": text}, by=scene.delegate, at=self.at(scene))
        db.session.commit()
        (found,) = found_in(refreshed(draft))
        return found

    @pytest.mark.parametrize(
        "text",
        [
            "We met a girl called Mia, and she cried. She sang.",
            "We met a girl called Mia. She sang. Mia had been hit.",
        ],
    )
    def test_when_they_are_others_the_explanation_stands_and_everybody_is_told(self, scene, draft, text):
        found = self.found_after(scene, draft, text)
        assert (found.is_open, found.was_rewritten) == (False, True)

    @pytest.mark.parametrize(
        "text", ["We met a girl called Mia. She sang well.", "Before:\nWe met a girl called  Mia."]
    )
    def test_what_stands_elsewhere_may_change(self, scene, draft, text):
        assert not self.found_after(scene, draft, text).was_rewritten

    def test_explained_again_in_the_same_words_it_is_as_new(self, scene, draft):
        self.found_after(scene, draft, "We met a boy called Mia.")
        self.explain(scene, draft)
        (found,) = found_in(refreshed(draft))
        assert not found.was_rewritten
