"""The pages of the safeguarding check: beside the answers, before signing, for those who check."""

import datetime as dt
import re

import pytest

from awards.core.database import db
from awards.editions.states import Stage
from awards.judging.models import Conflict
from awards.judging.states import ConflictKind
from awards.nominations.findings import found_in
from awards.nominations.models import Explanation, Nomination
from awards.nominations.services.checks import explain_finding, mask_passage
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import make_organisation, make_person, refreshed
from tests.nominations.conftest import COMPLETE

MIA = {"challenge": "We met a girl called Mia. <b>Mia</b> sang."}


@pytest.fixture
def draft(scene):
    """A draft that lacks nothing but an explanation."""
    return scene.nomination(answers=COMPLETE | MIA)


@pytest.fixture
def submitted(scene):
    """The same, submitted before anybody looked."""
    return scene.nomination(NominationState.SUBMITTED, answers=COMPLETE | MIA)


def key_of(nomination):
    (found,) = found_in(nomination)
    return found.key


def words(page):
    """What the page says, on one line."""
    return " ".join(re.sub(r"<[^>]+>", "", page.text).split())


def found_on(page, pattern):
    """The part of the page that the pattern's brackets are round."""
    match = re.search(pattern, page.text, re.S)
    assert match is not None
    return match[1]


def explained(scene, nomination, reason="Mia is the office dog."):
    when = {"by": scene.delegate, "at": dt.datetime.now(dt.UTC)}
    explain_finding(nomination, key_of(nomination), reason, **when)
    db.session.commit()


def rewrite(scene, nomination):
    """Explain what is found, then change the sentence that was explained."""
    explained(scene, nomination)
    (answer,) = (each for each in nomination.answers if each.value == MIA["challenge"])
    answer.value = "We met a girl called Mia, who had run away."
    db.session.commit()


class TestBesideAnAnswer:
    def test_when_the_sentence_changed_since_it_was_explained_the_page_says_so(
        self, scene, browser_of, draft
    ):
        rewrite(scene, draft)
        page = browser_of(scene.delegate).get(f"/nominations/{draft.id}/sections/team")
        assert "The sentence has changed since. If it still holds, save it again." in words(page)

    def test_a_finding_says_why_and_offers_a_safer_wording(self, scene, browser_of, draft):
        page = browser_of(scene.delegate).get(f"/nominations/{draft.id}/sections/team")
        assert "Look at “Mia”: perhaps the name of a child or a family." in words(page)
        assert "Safer: a child" in words(page)

    def test_why_is_said_once_for_findings_of_one_kind(self, scene, browser_of):
        text = {"challenge": "Mia’s mum and Leo’s mum came from WV1 4AX."}
        nomination = scene.nomination(NominationState.SUBMITTED, answers=COMPLETE | text)
        pages = (scene.delegate, "sections/team"), (scene.organiser, "review")
        for person, page in pages:
            told = words(browser_of(person).get(f"/nominations/{nomination.id}/{page}"))
            assert told.count("A name identifies a child at once") == 1
            assert told.count("A postcode stands for about fifteen homes") == 1

    def test_without_a_finding_the_page_says_nothing(self, scene, browser_of):
        nomination = scene.complete()
        page = browser_of(scene.delegate).get(f"/nominations/{nomination.id}/sections/team")
        assert "aw-finding " not in page.text and 'data-findings="challenge"' in page.text

    def test_what_was_explained_is_told_with_its_reason(self, scene, browser_of, draft):
        explained(scene, draft)
        page = browser_of(scene.delegate).get(f"/nominations/{draft.id}/sections/team")
        assert "“Mia”: explained. “Mia is the office dog.”" in words(page)

    def test_what_was_masked_is_told(self, scene, browser_of, draft):
        mask_passage(draft, "Mia", by=scene.organiser, at=dt.datetime.now(dt.UTC))
        db.session.commit()
        page = browser_of(scene.delegate).get(f"/nominations/{draft.id}/sections/team")
        assert "the organisers masked this" in words(page)

    def test_documents_are_not_read_and_the_page_says_so(self, scene, browser_of, draft):
        page = browser_of(scene.delegate).get(f"/nominations/{draft.id}/sections/more")
        assert words(page).count("We do not read documents.") == 1

    def test_saving_says_how_much_there_is_to_look_at(self, scene, browser_of, draft):
        browser, address = browser_of(scene.delegate), f"/nominations/{draft.id}/sections/team"
        version = found_on(browser.get(address), r'name="version" value="([^"]*)"')
        typed = {"version": version, "q-challenge": "Mia’s mum and Leo’s mum came."}
        page = browser.post(address, data=typed, follow_redirects=True)
        assert "2 passages in “Your team” may identify a child or a family." in words(page)

    def test_the_button_saves_first_and_leads_to_the_page_for_explaining(self, scene, browser_of, draft):
        browser, address = browser_of(scene.delegate), f"/nominations/{draft.id}/sections/team"
        version = found_on(browser.get(address), r'name="version" value="([^"]*)"')
        typed = {
            "version": version,
            "q-challenge": f"{MIA['challenge']} More.",
            "then": f"explain:{key_of(draft)}",
        }
        answer = browser.post(address, data=typed)
        assert answer.location == f"/nominations/{draft.id}/explain?finding={key_of(refreshed(draft))}"
        assert "More." in str([each.value for each in refreshed(draft).answers])

    @pytest.mark.parametrize("then", ["explain:", "explain:a/b?c", "explain", "explain:\n"])
    def test_an_odd_button_breaks_nothing(self, scene, browser_of, draft, then):
        answer = browser_of(scene.delegate).post(
            f"/nominations/{draft.id}/sections/team", data={"then": then}, follow_redirects=True
        )
        assert answer.status_code < 500


class TestTheFragment:
    def test_it_has_a_place_for_every_question(self, scene, browser_of, draft):
        answer = browser_of(scene.delegate).get(
            f"/nominations/{draft.id}/sections/{scene.section.id}/findings"
        )
        keys = re.findall(r'data-findings="([^"]+)"', answer.text)
        assert keys == [question.key for question in scene.section.questions]
        assert "<html" not in answer.text and "Mia" in answer.text

    def test_it_is_for_those_who_write(self, scene, browser_of, draft):
        other = make_person(Role.DIRECTOR, organisation=make_organisation())
        address = f"/nominations/{draft.id}/sections/{scene.section.id}/findings"
        assert [browser_of(person).get(address).status_code for person in (other, scene.organiser)] == [
            404,
            404,
        ]

    @pytest.mark.parametrize("count", [1, 6])
    def test_it_needs_few_statements_however_much_is_found(self, scene, browser_of, count):
        text = " ".join(
            f"A girl called {name} came." for name in "Mia Ava Isla Ella Lily Amelia".split()[:count]
        )
        nomination = scene.nomination(answers=COMPLETE | {"challenge": text})
        browser, nomination_id = browser_of(scene.delegate), nomination.id
        db.session.expunge_all()
        with counted_statements() as statements:
            answer = browser.get(f"/nominations/{nomination_id}/sections/{scene.section.id}/findings")
        assert answer.text.count("aw-finding--open") == count
        assert len(statements) <= 9


class TestExplaining:
    def address(self, nomination, key=""):
        return f"/nominations/{nomination.id}/explain?finding={key or key_of(nomination)}"

    def test_the_page_says_what_is_to_be_explained(self, scene, browser_of, draft):
        page = browser_of(scene.delegate).get(self.address(draft))
        assert "Look at “Mia”" in words(page) and "Change the text instead" in words(page)

    def test_an_explanation_is_kept_and_leads_back_beside_the_answer(self, scene, browser_of, draft):
        answer = browser_of(scene.delegate).post(self.address(draft), data={"reason": "A dog."})
        assert answer.location == f"/nominations/{draft.id}/sections/team#q-challenge"
        assert [each.reason for each in refreshed(draft).explanations] == ["A dog."]

    def test_from_the_check_it_leads_back_there(self, scene, browser_of, draft):
        answer = browser_of(scene.delegate).post(
            f"{self.address(draft)}&from=check", data={"reason": "A dog."}
        )
        assert answer.location == f"/nominations/{draft.id}/check#findings"

    def test_without_a_reason_the_page_says_what_is_missing(self, scene, browser_of, draft):
        page = browser_of(scene.delegate).post(self.address(draft), data={"reason": " "})
        assert page.status_code == 422
        assert words(page).count("Say why it identifies nobody") >= 2

    def test_too_long_a_reason_is_not_lost(self, scene, browser_of, draft):
        page = browser_of(scene.delegate).post(self.address(draft), data={"reason": "word " * 101})
        assert page.status_code == 422 and page.text.count("word word") > 40

    def test_an_explanation_can_be_changed(self, scene, browser_of, draft):
        explained(scene, draft)
        browser = browser_of(scene.director)
        assert "Mia is the office dog." in browser.get(self.address(draft)).text
        browser.post(self.address(draft), data={"reason": "A boat."})
        assert [each.reason for each in refreshed(draft).explanations] == ["A boat."]

    def test_what_is_not_there_any_more_leads_to_the_check(self, scene, browser_of, draft):
        page = browser_of(scene.delegate).get(self.address(draft, "0" * 16), follow_redirects=True)
        assert "There is nothing to explain any more." in words(page)

    def test_after_the_deadline_it_leads_to_the_check(self, scene, browser_of, draft):
        scene.edition.nominations_close_at = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
        db.session.commit()
        page = browser_of(scene.delegate).post(
            self.address(draft), data={"reason": "A dog."}, follow_redirects=True
        )
        assert "Nominations closed at" in words(page)
        assert refreshed(draft).explanations == []

    def test_others_do_not_find_it(self, scene, browser_of, draft):
        other = make_person(Role.DIRECTOR, organisation=make_organisation())
        answers = [browser_of(person).get(self.address(draft)) for person in (other, scene.organiser)]
        assert [answer.status_code for answer in answers] == [404, 404]


class TestBeforeSigning:
    def test_the_check_lists_what_is_to_be_changed_or_explained(self, scene, browser_of, draft):
        page = browser_of(scene.director).get(f"/nominations/{draft.id}/check")
        assert "May identify a child or a family" in words(page)
        assert f'href="/nominations/{draft.id}/sections/team?then=check#q-challenge">Change it' in page.text
        assert "Sign and submit</button>" not in page.text

    def test_findings_of_one_kind_stand_together_with_their_count(self, scene, browser_of):
        text = {"challenge": "Mia’s mum and Leo’s mum came from WV1 4AX.", "why-this-team": "Ask Ava’s mum."}
        nomination = scene.nomination(answers=COMPLETE | text)
        page = words(browser_of(scene.director).get(f"/nominations/{nomination.id}/check"))
        assert "4 passages to look at." in page
        assert page.count("Perhaps the name of a child or a family 3 passages") == 1
        kind = page[page.index("a child or a family 3 passages") : page.index("A postcode 1 passage")]
        assert [name in kind for name in ("Ask Ava’s mum.", "Mia’s mum and", "and Leo’s mum")] == [True] * 3

    def test_what_was_explained_before_its_sentence_changed_is_to_be_read_again(
        self, scene, browser_of, draft
    ):
        rewrite(scene, draft)
        page = browser_of(scene.director).get(f"/nominations/{draft.id}/check")
        assert "Explained, but the sentence has changed since" in words(page)
        assert f"{scene.delegate.name} said: “Mia is the office dog.”" in words(page)
        assert ">Mia is the office dog.</textarea>" in page.text
        assert "Sign and submit</button>" in page.text

    def test_explained_there_it_can_be_signed(self, scene, browser_of, draft):
        explained(scene, draft)
        page = browser_of(scene.director).get(f"/nominations/{draft.id}/check")
        assert "May identify a child or a family" not in words(page)
        assert "Sign and submit</button>" in page.text

    @pytest.mark.parametrize(("who", "act"), [("director", "submit"), ("delegate", "ask")])
    def test_pressed_all_the_same_it_is_refused_in_plain_words(self, scene, browser_of, draft, who, act):
        read = {"version": str(draft.version)}
        page = browser_of(getattr(scene, who)).post(f"/nominations/{draft.id}/{act}", data=read)
        assert page.status_code == 422
        assert "change or explain what may identify a child or a family: see “Challenge”" in words(page)
        assert refreshed(draft).state is NominationState.DRAFT

    def test_what_the_organisers_masked_is_told(self, scene, browser_of, draft):
        mask_passage(draft, "Mia", "a girl", by=scene.organiser, at=dt.datetime.now(dt.UTC))
        db.session.commit()
        page = browser_of(scene.director).get(f"/nominations/{draft.id}/check")
        assert "Challenge: “Mia”. Others read “a girl”" in words(page)


class TestChecking:
    def test_the_organiser_sees_where_it_stands_and_that_nobody_explained_it(
        self, scene, browser_of, submitted
    ):
        page = browser_of(scene.organiser).get(f"/nominations/{submitted.id}/review")
        assert page.text.count('<mark class="aw-mark">Mia<') == 2
        assert "&lt;b&gt;" in page.text
        assert "1 passage is neither explained nor masked." in words(page)

    def test_the_organiser_reads_who_explained_it_and_how(self, scene, browser_of, submitted):
        explained(scene, submitted)
        page = browser_of(scene.organiser).get(f"/nominations/{submitted.id}/review")
        assert f"{scene.delegate.name} says: “Mia is the office dog.”" in words(page)
        assert "Everything that was found is explained or masked." in words(page)

    def test_the_organiser_sees_that_the_sentence_changed_since(self, scene, browser_of, submitted):
        rewrite(scene, submitted)
        page = words(browser_of(scene.organiser).get(f"/nominations/{submitted.id}/review"))
        assert "1 explained passage stands in a sentence that has changed since." in page
        assert "Mia, in “Challenge”: the sentence has changed since it was explained" in page

    def test_the_organiser_reads_findings_of_one_kind_together(self, scene, browser_of):
        text = {"challenge": "Mia’s mum and Leo’s mum came from WV1 4AX.", "why-this-team": "Ask Ava’s mum."}
        nomination = scene.nomination(NominationState.SUBMITTED, answers=COMPLETE | text)
        page = words(browser_of(scene.organiser).get(f"/nominations/{nomination.id}/review"))
        assert page.count("Perhaps the name of a child or a family 3 passages") == 1
        assert page.index("A postcode 1 passage") > page.index("a family 3 passages Ava, in “Why this team”")

    def test_where_nothing_was_found_the_page_says_so(self, scene, browser_of):
        nomination = scene.complete(NominationState.SUBMITTED)
        page = browser_of(scene.organiser).get(f"/nominations/{nomination.id}/review")
        assert "Nothing was found that may identify a child or a family." in words(page)
        assert "it does not read documents" in words(page)

    def test_it_can_be_returned_with_a_note_that_quotes_nothing(self, scene, browser_of, submitted):
        page = browser_of(scene.organiser).get(f"/nominations/{submitted.id}/review?note=findings")
        note = found_on(page, r'<textarea[^>]*name="note"[^>]*>(.*?)</textarea>')
        assert "“Challenge”: perhaps the name of a child or a family" in note
        assert "Mia" not in note
        assert re.search(r'value="return" checked', page.text)

    def test_an_auditor_reads_and_masks_nothing(self, scene, browser_of, submitted):
        scene.edition.state = Stage.CHECKING
        auditor = make_person(Role.AUDITOR)
        page = browser_of(auditor).get(f"/nominations/{submitted.id}/review")
        assert "1 passage is neither explained nor masked." in words(page)
        assert "Mask this passage" not in page.text and "Mask other words" not in page.text
        answer = browser_of(auditor).post(f"/nominations/{submitted.id}/masks", data={"passage": "Mia"})
        assert answer.status_code == 404

    @pytest.mark.parametrize("count", [1, 6])
    def test_the_page_needs_no_more_statements_the_more_is_found(self, scene, browser_of, count):
        names = "Mia Ava Isla Ella Lily Amelia".split()[:count]
        text = " ".join(f"A girl called {name} came." for name in names)
        nomination = scene.nomination(NominationState.SUBMITTED, answers=COMPLETE | {"challenge": text})
        for found in found_in(nomination):
            nomination.explanations.append(_explanation(scene, found))
        mask_passage(nomination, names[0], by=scene.organiser, at=dt.datetime.now(dt.UTC))
        db.session.commit()
        browser, nomination_id = browser_of(scene.organiser), nomination.id
        db.session.expunge_all()
        with counted_statements() as statements:
            assert browser.get(f"/nominations/{nomination_id}/review").status_code == 200
        assert len(statements) <= 17


def _explanation(scene, found):
    person = make_person(Role.DELEGATE, organisation=scene.organisation)
    explanation = Explanation(question=found.question, rule=found.finding.rule, reason="A dog.")
    explanation.passage, explanation.explained_by = found.finding.passage, person
    return explanation


class TestMasking:
    def test_a_passage_is_masked_and_the_page_says_what_others_read(self, scene, browser_of, submitted):
        browser = browser_of(scene.organiser)
        typed = {"question": str(scene.question("challenge").id), "passage": "Mia", "replacement": "a girl"}
        answer = browser.post(f"/nominations/{submitted.id}/masks", data=typed)
        assert answer.location == f"/nominations/{submitted.id}/review#findings"
        page = browser.get(answer.location)
        assert "Masked: “Mia”. Others read “a girl”" in words(page)
        assert "Mia (masked: others read “a girl”)" in words(page)

    def test_any_other_words_are_masked_wherever_they_stand(self, scene, browser_of, submitted):
        typed = {"everywhere": "y", "passage": "kind", "replacement": "[left out]"}
        browser_of(scene.organiser).post(f"/nominations/{submitted.id}/masks", data=typed)
        assert [each.question.key for each in refreshed(submitted).masks] == ["why-this-team"]

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"passage": "", "replacement": "x"}, "Write or copy the words to mask"),
            ({"passage": "Mia", "replacement": ""}, "Say what others read instead"),
            ({"passage": "Ava", "replacement": "x", "everywhere": "y"}, "do not stand in any answer"),
            ({"passage": "Mia", "replacement": "x" * 201}, "200 characters or fewer"),
        ],
    )
    def test_what_is_refused_is_shown_with_what_was_typed(
        self, scene, browser_of, submitted, typed, sentence
    ):
        page = browser_of(scene.organiser).post(f"/nominations/{submitted.id}/masks", data=typed)
        assert page.status_code == 422 and sentence in words(page)
        assert f">\n{typed['passage']}</textarea>" in page.text

    def test_a_question_of_another_form_is_as_good_as_none(self, scene, browser_of, submitted):
        typed = {"question": "nonsense", "passage": "Mia", "replacement": "a girl"}
        browser_of(scene.organiser).post(f"/nominations/{submitted.id}/masks", data=typed)
        assert [each.question.key for each in refreshed(submitted).masks] == ["challenge"]

    def test_it_is_unmasked_twice_without_harm(self, scene, browser_of, submitted):
        mask_passage(submitted, "Mia", by=scene.organiser, at=dt.datetime.now(dt.UTC))
        db.session.commit()
        browser, typed = browser_of(scene.organiser), {"mask": str(submitted.masks[0].id)}
        answers = [browser.post(f"/nominations/{submitted.id}/masks/remove", data=typed) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [303, 303]
        assert refreshed(submitted).masks == []

    @pytest.mark.parametrize("stage", [Stage.JUDGING, Stage.CEREMONY])
    def test_it_can_be_masked_long_after_checking(self, scene, browser_of, submitted, stage):
        scene.edition.state, submitted.state = stage, NominationState.ACCEPTED
        db.session.commit()
        typed = {"everywhere": "y", "passage": "Mia", "replacement": "a girl"}
        browser_of(scene.organiser).post(f"/nominations/{submitted.id}/masks", data=typed)
        assert len(refreshed(submitted).masks) == 1

    def test_those_who_write_cannot_mask(self, scene, browser_of, submitted):
        answer = browser_of(scene.director).post(
            f"/nominations/{submitted.id}/masks", data={"passage": "Mia"}
        )
        assert answer.status_code == 404

    def test_an_organiser_who_stands_aside_finds_nothing(self, scene, browser_of, submitted):
        why = {"kind": ConflictKind.DECLARED, "reason": "A cousin"}
        db.session.add(Conflict(person=scene.organiser, nomination=submitted, **why))
        db.session.commit()
        browser, address = browser_of(scene.organiser), f"/nominations/{submitted.id}/masks"
        answers = [browser.post(each, data={"passage": "Mia"}) for each in (address, f"{address}/remove")]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert db.session.get(Nomination, submitted.id).masks == []
