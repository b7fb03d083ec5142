"""Who changed what, and putting back what was once written."""

import datetime as dt
import re

import pytest

from awards.core.audit import Event
from awards.core.errors import BrokenRule, Stale, WrongState
from awards.core.outbox import Message
from awards.nominations.answering import sign_of
from awards.nominations.history import ENTRIES_A_PAGE, history_of
from awards.nominations.models import Revision
from awards.nominations.queries import get_nomination
from awards.nominations.reading import form_values
from awards.nominations.services import ask_for_sign_off, put_back, save_answers
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import make_organisation, make_person

START = dt.datetime.now(dt.UTC).replace(microsecond=0) - dt.timedelta(days=2)


def write(scene, nomination, text, minutes=0, by=None):
    at = START + dt.timedelta(minutes=minutes)
    save_answers(nomination, scene.section, {"challenge": text}, by=by or scene.delegate, at=at)


def revisions(session, nomination):
    some = session.query(Revision).filter_by(nomination_id=nomination.id)
    return some.order_by(Revision.ended_at, Revision.created_at).all()


def version(nomination):
    value = form_values(nomination)["challenge"]
    return f"challenge:{sign_of(value)}" if value else ""


@pytest.fixture
def twice_written(scene, session):
    """A draft whose answer two people wrote, one after the other."""
    nomination = scene.complete()
    write(scene, nomination, "There were no spoons and no forks.")
    write(scene, nomination, "There were no spoons.", 30, scene.director)
    session.commit()
    return nomination


def put(scene, revision, by=None, **more):
    usual = {"by": by or scene.delegate, "at": dt.datetime.now(dt.UTC), "base_url": "https://a.example"}
    put_back(revision, **usual | {"version": version(revision.nomination)} | more)


class TestReading:
    """By person and time."""

    def test_each_change_has_its_writer_and_the_words_that_differ(self, scene, twice_written):
        newest, first = history_of(twice_written).entries[:2]
        assert (newest.name, first.name) == (scene.director.name, scene.delegate.name)
        assert newest.before == [("There were no ", False), ("spoons and no forks.", True)]
        assert newest.after == [("There were no ", False), ("spoons.", True)]

    def test_what_stands_today_is_known(self, twice_written):
        assert [entry.stands for entry in history_of(twice_written).entries[:2]] == [True, False]

    def test_other_acts_stand_among_the_texts_in_their_order(self, scene, twice_written):
        when = {"by": scene.delegate, "at": dt.datetime.now(dt.UTC), "base_url": "https://a.example"}
        ask_for_sign_off(twice_written, **when)
        said = [entry.sentence for entry in history_of(twice_written).entries]
        assert said[:2] == ["asked the director to sign", "changed"]

    def test_that_something_was_written_is_not_said_twice(self, twice_written):
        assert [entry.sentence for entry in history_of(twice_written).entries] == ["changed", "wrote"]

    def test_an_answer_emptied_says_so(self, scene, session, twice_written):
        write(scene, twice_written, "", 60)
        newest = history_of(twice_written).entries[0]
        assert newest.sentence == "emptied" and newest.after == []

    def test_one_question_has_a_history_of_its_own(self, scene, session, twice_written):
        at = START + dt.timedelta(minutes=50)
        save_answers(twice_written, scene.section, {"why-this-team": "Kind."}, by=scene.delegate, at=at)
        session.commit()
        assert len(history_of(twice_written).entries) == 3
        assert [e.about for e in history_of(twice_written, "why-this-team").entries] == ["Why this team"]

    def test_a_long_history_comes_in_pages(self, scene, session):
        nomination = scene.complete()
        for number in range(ENTRIES_A_PAGE + 1):
            write(scene, nomination, f"{number} " * 30, number * 11)
        session.commit()
        first, last = history_of(nomination), history_of(nomination, number=99)
        assert (len(first.entries), len(last.entries), last.number) == (ENTRIES_A_PAGE, 1, 2)


class TestThePage:
    """As its reader sees it."""

    def test_it_marks_what_changed_for_eyes_and_for_ears(self, scene, browser_of, twice_written):
        page = browser_of(scene.director).get(f"/nominations/{twice_written.id}/history").text
        assert re.search(r"<del><span[^>]*>\[taken out: </span>spoons and no forks\.", page)
        assert re.search(r"<ins><span[^>]*>\[put in: </span>spoons\.", page)

    def test_a_question_can_be_chosen_and_nonsense_shows_everything(self, scene, browser_of, twice_written):
        browser, path = browser_of(scene.director), f"/nominations/{twice_written.id}/history"
        assert "Nothing has been changed yet." in browser.get(f"{path}?question=field").text
        for nonsense in ("?question=none&page=x", "?page=0", "?page=99999999"):
            assert browser.get(path + nonsense).text.count("Before and after") == 2

    def test_what_was_typed_is_shown_as_text(self, scene, session, browser_of):
        nomination = scene.complete()
        write(scene, nomination, "<script>alert(1)</script>")
        session.commit()
        page = browser_of(scene.director).get(f"/nominations/{nomination.id}/history").text
        assert "<script>alert" not in page and "&lt;script&gt;" in page

    def test_only_the_own_organisation_reads_it(self, scene, browser_of, twice_written):
        stranger = make_person(Role.DIRECTOR, organisation=make_organisation())
        for somebody in (stranger, scene.organiser, make_person(Role.JUDGE)):
            assert browser_of(somebody).get(f"/nominations/{twice_written.id}/history").status_code == 404

    @pytest.mark.parametrize("many", [1, 25])
    def test_it_needs_few_statements_however_much_was_written(self, scene, session, browser_of, many):
        nomination = scene.complete()
        for number in range(many):
            write(scene, nomination, f"{number} " * 30, number * 11)
        session.commit()
        browser = browser_of(scene.director)
        with counted_statements() as statements:
            browser.get(f"/nominations/{nomination.id}/history")
        assert len(statements) <= 12


class TestPuttingBack:
    """As a new save, never silently."""

    pytestmark = pytest.mark.both_databases

    def test_the_older_text_is_saved_anew_and_the_newer_one_stays_in_the_history(
        self, scene, session, twice_written
    ):
        put(scene, revisions(session, twice_written)[0])
        session.commit()
        assert (
            form_values(get_nomination(twice_written.id))["challenge"] == "There were no spoons and no forks."
        )
        assert [each.value for each in revisions(session, twice_written)] == [
            "There were no spoons and no forks.",
            "There were no spoons.",
            "There were no spoons and no forks.",
        ]

    def test_the_record_says_so(self, scene, session, twice_written):
        put(scene, revisions(session, twice_written)[0])
        event = session.query(Event).filter_by(action="older text put back").one()
        assert (event.actor_id, event.details) == (scene.delegate.id, {"question": "challenge"})

    def test_put_back_twice_it_is_put_back_once(self, scene, session, twice_written):
        first = revisions(session, twice_written)[0]
        seen = version(twice_written)
        for _ in range(2):
            put(scene, first, version=seen)
        assert session.query(Event).filter_by(action="older text put back").count() == 1

    def test_what_somebody_changed_meanwhile_is_not_overwritten(self, scene, session, twice_written):
        first, seen = revisions(session, twice_written)[0], version(twice_written)
        write(scene, twice_written, "Something else entirely, written just now.", 90)
        with pytest.raises(Stale):
            put(scene, first, version=seen)

    def test_a_director_hears_when_a_delegate_does_it_to_what_was_signed(self, scene, session, twice_written):
        twice_written.state, twice_written.submitted_at = NominationState.SUBMITTED, START
        put(scene, revisions(session, twice_written)[0])
        assert session.query(Message).filter_by(kind="nomination changed").count() == 1

    def test_what_is_too_long_does_not_come_back_into_a_submitted_one(self, scene, session):
        nomination = scene.complete()
        scene.question("challenge").max_words = None
        write(scene, nomination, "word " * 151)
        scene.question("challenge").max_words = 150
        write(scene, nomination, "Short.", 30)
        nomination.state, nomination.submitted_at = NominationState.SUBMITTED, START
        with pytest.raises(BrokenRule, match="150 words or fewer"):
            put(scene, revisions(session, nomination)[0])

    def test_nothing_is_put_back_after_the_deadline(self, scene, session, twice_written):
        late = scene.edition.nominations_close_at + dt.timedelta(hours=1)
        with pytest.raises(WrongState):
            put(scene, revisions(session, twice_written)[0], at=late)

    def test_the_page_shows_both_and_puts_back(self, scene, session, browser_of, twice_written):
        first, browser = revisions(session, twice_written)[0], browser_of(scene.delegate)
        path = f"/nominations/history/{first.id}"
        page = browser.get(path).text
        assert "Put this text back?" in page and "[put in: " in page
        data = {"version": re.findall(r'name="version" value="([^"]*)"', page)[0]}
        answer = browser.post(path, data=data)
        assert answer.location == f"/nominations/{twice_written.id}/history"
        assert "the older text is back" in browser.get(answer.location).text

    def test_the_page_refuses_what_it_has_not_shown(self, scene, session, browser_of, twice_written):
        first = revisions(session, twice_written)[0]
        answer = browser_of(scene.delegate).post(
            f"/nominations/history/{first.id}", data={"version": "challenge:other"}
        )
        assert answer.status_code == 409 and "Put the older text back" in answer.text

    def test_nobody_else_sees_or_does_it(self, scene, session, browser_of, twice_written):
        path = f"/nominations/history/{revisions(session, twice_written)[0].id}"
        for somebody in (make_person(Role.DIRECTOR, organisation=make_organisation()), scene.organiser):
            browser = browser_of(somebody)
            assert [browser.get(path).status_code, browser.post(path).status_code] == [404, 404]
