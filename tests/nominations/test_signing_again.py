"""What a director learns of changes since they last read a nomination: after signing, after returning it."""

import datetime as dt

import pytest

from awards.core.audit import Event
from awards.core.errors import BrokenRule, NotAllowed, Stale, WrongState
from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.nominations.changes import changes_since_read
from awards.nominations.findings import found_in
from awards.nominations.history import history_of
from awards.nominations.services import (
    MemberDetails,
    add_member,
    ask_for_sign_off,
    hand_back,
    return_nomination,
    save_answers,
    sign_again,
    submit_nomination,
)
from awards.nominations.services.checks import explain_finding
from awards.nominations.states import NominationState
from tests.counting import counted_statements

BASE = "https://a.example"
NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
CHILD = "Jayden Smith, aged 9, lived at 12 High Street."


def after(minutes):
    return NOW + dt.timedelta(minutes=minutes)


def write(scene, nomination, text, minutes, by=None, key="challenge"):
    by = by or scene.delegate
    save_answers(nomination, scene.section, {key: text}, by=by, at=after(minutes), base_url=BASE)


@pytest.fixture
def signed(scene, session):
    """A nomination that a delegate wrote and the director signed."""
    nomination = scene.complete(team_name="Kites")
    write(scene, nomination, "There was no bread.", -5)
    submit_nomination(nomination, by=scene.director, at=NOW, base_url=BASE)
    session.commit()
    return nomination


def told(session, kind="nomination changed"):
    return session.query(Message).filter_by(kind=kind).order_by(Message.due_at).all()


def read(nomination):
    return [("".join(text for text, _ in each.before), each.about) for each in changes_since_read(nomination)]


class TestAfterSigning:
    """Somebody else changes what was signed."""

    def test_it_stays_submitted_and_waits_for_a_director_to_look(self, scene, signed):
        write(scene, signed, "There was no soup.", 1)
        assert signed.state is NominationState.SUBMITTED and signed.is_altered

    def test_what_a_director_changes_waits_for_nobody(self, scene, session, signed):
        write(scene, signed, "There was no soup.", 1, by=scene.director)
        assert not signed.is_altered and told(session) == []

    def test_the_signed_text_stays_there_to_compare_even_within_one_sitting(self, scene, signed):
        write(scene, signed, "There was no bread. Nor milk.", 1)
        assert read(signed) == [("There was no bread.", "Challenge")]

    @pytest.mark.both_databases
    def test_people_who_are_named_are_listed_too(self, scene, signed):
        details = MemberDetails("Ann Other", "Cook")
        add_member(signed, scene.question("leader"), details, by=scene.delegate, at=after(1), base_url=BASE)
        assert [(each.sentence, each.about) for each in changes_since_read(signed)] == [
            ("named a person", "Leader")
        ]

    def test_what_was_put_back_is_no_change(self, scene, signed):
        for minutes, text in ((1, "There was no soup."), (2, "There was no bread.")):
            write(scene, signed, text, minutes)
        assert changes_since_read(signed) == [] and signed.is_altered

    def test_one_message_says_what_was_changed_and_by_whom(self, scene, session, signed):
        write(scene, signed, "There was no soup.", 1)
        write(scene, signed, "There was no milk.", 20)
        [letter] = told(session)
        assert letter.recipient == scene.director.email
        assert f"{scene.delegate.name} has changed the nomination of Kites" in letter.body
        assert "“Challenge”" in letter.body and "It stays submitted." in letter.body
        assert f"{BASE}/nominations/{signed.id}/check" in letter.body

    def test_after_an_hour_without_changes_the_next_one_is_written_about(self, scene, session, signed):
        write(scene, signed, "There was no soup.", 1)
        write(scene, signed, "There was no milk.", 61)
        assert len(told(session)) == 2

    def test_a_childs_name_is_written_about_at_once_and_not_quoted(self, scene, session, signed):
        write(scene, signed, "There was no soup.", 1)
        write(scene, signed, CHILD, 2)
        letter = told(session)[-1]
        assert len(told(session)) == 2 and "may identify a child or a family" in letter.body
        assert "Jayden" not in letter.body


class TestExplaining:
    """A finding of the safeguarding check is explained otherwise than it was when a director signed."""

    @pytest.fixture
    def explained(self, scene, session):
        """Signed with a finding that was explained."""
        nomination = scene.complete(team_name="Kites")
        write(scene, nomination, CHILD, -5)
        for found in found_in(nomination):
            self.explain(nomination, found.key, "Invented.", scene.delegate, -4)
        submit_nomination(nomination, by=scene.director, at=NOW, base_url=BASE)
        session.commit()
        return nomination

    def explain(self, nomination, key, reason, by, minutes):
        explain_finding(nomination, key, reason, by=by, at=after(minutes), base_url=BASE)

    def test_it_waits_for_a_director_who_is_written_to(self, scene, session, explained):
        self.explain(explained, found_in(explained)[0].key, "A dog.", scene.delegate, 1)
        [letter] = told(session)
        assert explained.is_altered and explained.changed_at == after(1)
        assert letter.recipient == scene.director.email and "“Challenge”" in letter.body

    def test_what_a_director_explains_waits_for_nobody(self, scene, session, explained):
        self.explain(explained, found_in(explained)[0].key, "A dog.", scene.director, 1)
        assert not explained.is_altered and told(session) == []

    def test_the_same_reason_again_is_no_change(self, scene, session, explained):
        self.explain(explained, found_in(explained)[0].key, "Invented.", scene.delegate, 1)
        assert not explained.is_altered and told(session) == []


class TestSigningAgain:
    """The director looks, and stands by it."""

    def test_signed_again_twice_it_is_signed_again_once(self, scene, session, signed):
        write(scene, signed, "There was no soup.", 1)
        for minutes in (2, 3):
            sign_again(signed, by=scene.director, at=after(minutes))
        assert not signed.is_altered and changes_since_read(signed) == []
        assert signed.submitted_at == NOW
        assert session.query(Event).filter_by(action="nomination signed again").count() == 1

    @pytest.mark.parametrize(
        "state", [each for each in NominationState if each is not NominationState.SUBMITTED]
    )
    def test_what_is_not_submitted_is_not_signed_again(self, scene, state):
        nomination = scene.complete(state, altered_at=NOW)
        with pytest.raises(WrongState, match="Nothing was signed"):
            sign_again(nomination, by=scene.director, at=after(2))
        assert nomination.altered_at == NOW

    def test_only_a_director_signs_again(self, scene, signed):
        write(scene, signed, "There was no soup.", 1)
        with pytest.raises(NotAllowed):
            sign_again(signed, by=scene.delegate, at=after(2))

    def test_a_director_signs_what_they_have_read(self, scene, signed):
        write(scene, signed, "There was no soup.", 1)
        with pytest.raises(Stale, match="Read it again"):
            sign_again(signed, by=scene.director, at=after(2), version=signed.version - 1)

    def test_what_may_identify_a_child_is_not_signed(self, scene, signed):
        write(scene, signed, CHILD, 1)
        with pytest.raises(BrokenRule, match="identify a child"):
            sign_again(signed, by=scene.director, at=after(2))
        assert signed.is_altered

    def test_after_the_deadline_it_can_still_be_signed_again(self, scene, signed):
        write(scene, signed, "There was no soup.", 1)
        scene.edition.state = Stage.CHECKING
        sign_again(signed, by=scene.director, at=scene.edition.nominations_close_at + dt.timedelta(days=1))
        assert not signed.is_altered


class TestPages:
    """Home, list of sections and the page with all answers."""

    def test_the_directors_home_puts_it_first_and_counts_what_was_found(
        self, scene, session, signed, browser_of
    ):
        write(scene, signed, CHILD, 1)
        session.commit()
        page = browser_of(scene.director).get("/nominations").text
        assert "1 thing for you to do" in page and "Look at what others changed in “Kites”" in page
        assert "that may identify a child or a family" in page
        assert f"/nominations/{signed.id}/check" in page

    def test_a_director_who_changes_it_is_told_to_sign_it_again_all_the_same(
        self, scene, session, signed, browser_of
    ):
        write(scene, signed, "There was no soup.", 1)
        write(scene, signed, "There was no milk.", 2, by=scene.director)
        session.commit()
        assert signed.is_altered
        page = browser_of(scene.director).get("/nominations").text
        assert "change it if you want to, then sign it again" in page

    def test_the_delegate_is_told_who_was_asked(self, scene, session, signed, browser_of):
        browser = browser_of(scene.delegate)
        assert "asked to sign it again" in browser.get(f"/nominations/{signed.id}").text
        write(scene, signed, "There was no soup.", 1)
        session.commit()
        assert f"{scene.director.name} was asked to look and sign again" in browser.get("/nominations").text

    def test_the_list_of_sections_names_what_changed(self, scene, session, signed, browser_of):
        write(scene, signed, "There was no soup.", 1)
        session.commit()
        page = browser_of(scene.director).get(f"/nominations/{signed.id}").text
        assert "Changed since it was signed</strong>: “Challenge”." in page

    def test_the_director_sees_both_texts_and_signs_again(self, scene, session, signed, browser_of):
        write(scene, signed, "There was no soup.", 1)
        session.commit()
        browser = browser_of(scene.director)
        page = browser.get(f"/nominations/{signed.id}/check").text
        assert "bread." in page and "Put the text before this change back" in page and 'href="#ways"' in page
        answer = browser.post(
            f"/nominations/{signed.id}/sign-again", data={"version": signed.version}, follow_redirects=True
        )
        assert "You have signed it again" in answer.text and "Nothing for you to do now" in answer.text

    def test_nothing_is_signed_again_unseen(self, scene, session, signed, browser_of):
        write(scene, signed, "There was no soup.", 1)
        session.commit()
        answer = browser_of(scene.director).post(f"/nominations/{signed.id}/sign-again")
        assert answer.status_code == 409 and "Read it again, then sign." in answer.text
        assert signed.is_altered

    def test_who_was_overtaken_is_not_told_that_they_signed(self, scene, session, signed, browser_of):
        write(scene, signed, "There was no soup.", 1)
        session.commit()
        read = signed.version
        return_nomination(signed, "Say more.", by=scene.organiser, at=after(2), base_url=BASE)
        session.commit()
        answer = browser_of(scene.director).post(
            f"/nominations/{signed.id}/sign-again", data={"version": read}
        )
        assert answer.status_code == 409 and "Nothing was signed" in answer.text
        assert "NOT SUBMITTED" in answer.text and "You have signed it again" not in answer.text

    def test_the_organisers_see_that_no_director_has_looked_yet(self, scene, session, signed, browser_of):
        write(scene, signed, "There was no soup.", 1)
        session.commit()
        page = browser_of(scene.organiser).get(f"/nominations/{signed.id}/review").text
        assert "has not signed it again yet" in page

    def test_a_delegate_cannot_sign_again_there(self, scene, session, signed, browser_of):
        assert browser_of(scene.delegate).post(f"/nominations/{signed.id}/sign-again").status_code == 404

    def test_the_page_needs_few_statements_however_much_changed(self, scene, session, signed, browser_of):
        for minutes, key in enumerate(("challenge", "why-this-team", "team-name"), start=1):
            write(scene, signed, f"Text {minutes}", minutes, key=key)
        session.commit()
        browser = browser_of(scene.director)
        with counted_statements() as made:
            assert browser.get(f"/nominations/{signed.id}/check").status_code == 200
        assert len(made) <= 24


class TestAskedAgain:
    """A director returned it with a comment, and is asked once more."""

    @pytest.fixture
    def again(self, scene, session):
        """Asked, returned, changed, asked again."""
        nomination = scene.complete(team_name="Kites")
        write(scene, nomination, "There was no bread.", 0)
        ask_for_sign_off(nomination, by=scene.delegate, at=after(1), base_url=BASE)
        hand_back(nomination, "Say how many.", by=scene.director, at=after(2), base_url=BASE)
        write(scene, nomination, "There was no bread for 50 families.", 3)
        ask_for_sign_off(nomination, by=scene.delegate, at=after(4), base_url=BASE)
        session.commit()
        return nomination

    @pytest.mark.both_databases
    def test_the_message_has_the_comment_and_what_changed(self, scene, session, again):
        first, second = told(session, "sign-off asked for")
        assert "Say how many." in second.body and "Changed since then: “Challenge”." in second.body
        assert "returned it" not in first.body

    def test_the_page_has_the_comment_and_both_texts(self, scene, again, browser_of):
        page = browser_of(scene.director).get(f"/nominations/{again.id}/check").text
        assert "Changed since it was returned" in page and "Say how many." in page
        assert "50" in page and "There was no " in page

    def test_nothing_of_it_stays_once_it_is_signed(self, scene, session, again, browser_of):
        submit_nomination(again, by=scene.director, at=after(5), base_url=BASE)
        session.commit()
        page = browser_of(scene.director).get(f"/nominations/{again.id}/check").text
        assert "Say how many." not in page and "Changed since" not in page

    @pytest.mark.both_databases
    def test_the_history_keeps_the_comment(self, scene, again, browser_of):
        [entry] = [
            each for each in history_of(again).entries if each.sentence == "returned it with a comment"
        ]
        assert entry.comment == "Say how many."
        assert "Say how many." in browser_of(scene.delegate).get(f"/nominations/{again.id}/history").text
