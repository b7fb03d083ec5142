"""Explaining what was found, refusing what was not explained, masking and unmasking."""

import datetime as dt

import pytest
import sqlalchemy as sa

from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import BrokenRule, Stale, WrongState
from awards.editions.states import Audience
from awards.nominations.findings import found_in, unexplained_count
from awards.nominations.masking import INSTEAD
from awards.nominations.reading import entries
from awards.nominations.services import save_answers, submit_nomination
from awards.nominations.services.checks import (
    explain_finding,
    mask_passage,
    refuse_unexplained,
    unmask,
)
from awards.nominations.services.submitting import ask_for_sign_off
from awards.nominations.states import NominationState
from tests.factories import refreshed
from tests.nominations.conftest import COMPLETE

MIA = {"challenge": "We met a girl called Mia. Mia sang."}
pytestmark = pytest.mark.both_databases


def now():
    return dt.datetime.now(dt.UTC)


def complete(scene, state=NominationState.DRAFT, **answers):
    return scene.nomination(state, answers=COMPLETE | MIA | answers)


def explain(scene, nomination, reason="Mia is the office dog.", **values):
    (found,) = found_in(nomination)
    when = {"by": scene.delegate, "at": now()} | values
    return explain_finding(nomination, found.key, reason, **when)


def acts(nomination):
    wanted = sa.select(Event).where(Event.thing_id == nomination.id).order_by(Event.number)
    return [(event.action, event.details) for event in db.session.scalars(wanted)]


class TestExplaining:
    def test_a_reason_closes_the_finding(self, scene):
        nomination = complete(scene)
        explain(scene, nomination)
        assert unexplained_count(refreshed(nomination)) == 0
        assert nomination.open_findings == 0

    def test_the_record_says_that_it_was_explained_and_quotes_nothing(self, scene):
        nomination = complete(scene)
        explain(scene, nomination)
        assert acts(nomination) == [("finding explained", {"question": "challenge"})]

    def test_said_again_the_new_reason_stands(self, scene):
        nomination = complete(scene)
        explain(scene, nomination)
        explain(scene, nomination, "Mia is a boat.", by=scene.director)
        (kept,) = nomination.explanations
        assert (kept.reason, kept.explained_by) == ("Mia is a boat.", scene.director)

    def test_the_same_reason_again_is_no_act(self, scene):
        nomination = complete(scene)
        explain(scene, nomination)
        explain(scene, nomination)
        assert len(acts(nomination)) == 1

    @pytest.mark.parametrize(
        ("reason", "sentence"),
        [(" ", "Say why it identifies nobody."), ("word " * 101, "Use 100 words or fewer.")],
    )
    def test_a_reason_has_to_be_given_in_few_words(self, scene, reason, sentence):
        with pytest.raises(BrokenRule, match=sentence):
            explain(scene, complete(scene), reason)

    def test_what_was_changed_meanwhile_needs_no_explanation(self, scene):
        nomination = complete(scene)
        (found,) = found_in(nomination)
        save_answers(nomination, scene.section, {"challenge": "Nobody."}, by=scene.director, at=now())
        with pytest.raises(Stale, match="nothing to explain"):
            explain_finding(nomination, found.key, "A dog.", by=scene.delegate, at=now())

    def test_after_the_deadline_nothing_is_explained(self, scene):
        nomination = complete(scene)
        with pytest.raises(WrongState, match="closed"):
            explain(scene, nomination, at=scene.edition.nominations_close_at + dt.timedelta(days=1))


class TestRefusing:
    def test_what_was_not_explained_is_named_by_its_question(self, scene):
        with pytest.raises(BrokenRule, match="identify a child or a family: see “Challenge”"):
            refuse_unexplained(complete(scene))

    def test_it_is_not_submitted(self, scene):
        nomination = complete(scene)
        with pytest.raises(BrokenRule, match="change or explain"):
            submit_nomination(nomination, by=scene.director, at=now(), base_url="")
        assert nomination.state is NominationState.DRAFT

    def test_nobody_is_asked_to_sign_it(self, scene):
        nomination = complete(scene)
        with pytest.raises(BrokenRule, match="change or explain"):
            ask_for_sign_off(nomination, by=scene.delegate, at=now(), base_url="")
        assert nomination.ready_at is None

    def test_explained_it_is_submitted(self, scene):
        nomination = complete(scene)
        explain(scene, nomination)
        submit_nomination(nomination, by=scene.director, at=now(), base_url="")
        assert nomination.state is NominationState.SUBMITTED

    def test_changed_it_is_submitted(self, scene):
        nomination = complete(scene)
        save_answers(nomination, scene.section, {"challenge": "Nobody."}, by=scene.director, at=now())
        submit_nomination(nomination, by=scene.director, at=now(), base_url="")
        assert nomination.state is NominationState.SUBMITTED


def mask(scene, nomination, passage="Mia", key="challenge", **values):
    question = scene.question(key) if key else None
    when = {"by": scene.organiser, "at": now()} | values
    mask_passage(nomination, passage, question=question, **when)


def read_by_others(nomination):
    given = entries(nomination, [Audience.JUDGES, Audience.PROGRAMME, Audience.STAGE])
    return {entry.question.key: entry.text for _, part in given for entry in part}


class TestMasking:
    def test_others_read_something_in_place_and_the_organisers_read_on(self, scene):
        nomination = complete(scene, NominationState.SUBMITTED)
        mask(scene, nomination)
        own = {entry.question.key: entry.text for _, part in entries(nomination) for entry in part}
        assert read_by_others(nomination)["challenge"] == f"We met a girl called {INSTEAD}. {INSTEAD} sang."
        assert own["challenge"] == MIA["challenge"]

    def test_the_finding_is_open_no_more(self, scene):
        nomination = complete(scene, NominationState.SUBMITTED)
        nomination.open_findings = 1
        mask(scene, nomination)
        db.session.flush()
        assert refreshed(nomination).open_findings == 0

    def test_the_record_says_that_something_was_masked_and_quotes_nothing(self, scene):
        nomination = complete(scene, NominationState.SUBMITTED)
        mask(scene, nomination)
        assert acts(nomination) == [("passage masked", {"question": "challenge"})]

    def test_masked_again_the_new_words_stand(self, scene):
        nomination = complete(scene, NominationState.SUBMITTED)
        mask(scene, nomination)
        mask(scene, nomination, replacement="a girl")
        assert [each.replacement for each in nomination.masks] == ["a girl"]

    def test_masked_twice_it_is_masked_once(self, scene):
        nomination = complete(scene, NominationState.SUBMITTED)
        mask(scene, nomination)
        mask(scene, nomination)
        assert (len(nomination.masks), len(acts(nomination))) == (1, 1)

    @pytest.mark.parametrize("spelling", ["mia", "MIA", "M\u00adia"])
    def test_masked_in_another_spelling_it_is_still_one_mask(self, scene, spelling):
        nomination = complete(scene, NominationState.SUBMITTED)
        mask(scene, nomination)
        mask(scene, nomination, spelling, replacement="a girl")
        assert [each.replacement for each in nomination.masks] == ["a girl"]

    def test_however_it_is_spelt_nobody_else_reads_it(self, scene):
        text = "We met Mia O’Hara, MIA O'HARA and mia\no`hara."
        nomination = complete(scene, NominationState.SUBMITTED, challenge=text)
        mask(scene, nomination, "Mia O'Hara", replacement="a girl")
        assert read_by_others(nomination)["challenge"] == "We met a girl, a girl and a girl."

    def test_what_is_masked_already_is_not_read_instead_of_something_else(self, scene):
        nomination = complete(scene, NominationState.SUBMITTED)
        mask(scene, nomination)
        with pytest.raises(BrokenRule, match="Say in a few other words"):
            mask(scene, nomination, "girl", replacement="friend of mia")

    def test_any_words_that_stand_there_can_be_masked(self, scene):
        nomination = complete(scene, NominationState.SUBMITTED)
        mask(scene, nomination, "girl called Mia", replacement="child")
        assert read_by_others(nomination)["challenge"] == "We met a child. Mia sang."

    @pytest.mark.parametrize(
        ("passage", "replacement", "sentence"),
        [
            (" ", "x", "Write or copy the words"),
            ("Ava", "x", "do not stand in this answer"),
            ("Mi", "x", "do not stand in this answer"),
            ("Mia", " ", "Say in a few other words"),
            ("Mia", "little Mia", "Say in a few other words"),
            ("Mia", "x" * 201, "Say in a few other words"),
        ],
    )
    def test_a_mask_that_would_hide_nothing_is_refused(self, scene, passage, replacement, sentence):
        with pytest.raises(BrokenRule, match=sentence):
            mask(scene, complete(scene, NominationState.SUBMITTED), passage, replacement=replacement)

    def test_everywhere_means_in_every_answer_in_which_it_stands(self, scene):
        nomination = complete(scene, NominationState.SUBMITTED, **{"why-this-team": "Ask Mia."})
        mask(scene, nomination, key=None)
        assert sorted(each.question.key for each in nomination.masks) == ["challenge", "why-this-team"]

    def test_what_stands_nowhere_is_refused(self, scene):
        with pytest.raises(BrokenRule, match="do not stand in any answer"):
            mask(scene, complete(scene, NominationState.SUBMITTED), "Ava", key=None)

    def test_elsewhere_it_stays_unless_everywhere_was_said(self, scene):
        nomination = complete(scene, NominationState.SUBMITTED, **{"why-this-team": "Ask Mia."})
        mask(scene, nomination)
        assert read_by_others(nomination)["why-this-team"] == "Ask Mia."

    def test_a_passage_longer_than_databases_index_is_refused(self, scene):
        text = "".join(f"{number:x}" for number in range(4000))
        nomination = complete(scene, challenge=text)
        with pytest.raises(BrokenRule, match="Mask 600 characters or fewer at a time"):
            mask_passage(nomination, text, by=scene.organiser, at=now())
        assert not nomination.masks

    def test_a_masked_team_is_called_otherwise_by_everybody(self, scene):
        nomination = complete(scene, NominationState.SUBMITTED, **{"team-name": "Friends of Mia"})
        mask(scene, nomination, key="team-name", replacement="[a child]")
        assert refreshed(nomination).title == "Friends of [a child]"

    def test_a_team_masked_once_stays_masked_when_its_name_is_written_again(self, scene):
        nomination = complete(scene, NominationState.RETURNED, **{"team-name": "Friends of Mia"})
        mask(scene, nomination, key="team-name", replacement="[a child]")
        save_answers(nomination, scene.section, {"team-name": "Mia and friends"}, by=scene.director, at=now())
        assert nomination.title == "[a child] and friends"


class TestUnmasking:
    def test_everybody_reads_it_again(self, scene):
        nomination = complete(scene, NominationState.SUBMITTED, **{"team-name": "Friends of Mia"})
        mask(scene, nomination, key=None)
        for each in list(nomination.masks):
            unmask(nomination, str(each.id), by=scene.organiser, at=now())
        assert (nomination.title, nomination.masks) == ("Friends of Mia", [])
        assert read_by_others(nomination)["challenge"] == MIA["challenge"]
        assert acts(nomination)[-1] == ("passage unmasked", {"question": "challenge"})

    def test_unmasked_twice_it_is_unmasked_once(self, scene):
        nomination = complete(scene, NominationState.SUBMITTED)
        mask(scene, nomination)
        (once,) = nomination.masks
        unmask(nomination, str(once.id), by=scene.organiser, at=now())
        unmask(nomination, str(once.id), by=scene.organiser, at=now())
        assert len(acts(nomination)) == 2
