"""Questions that are asked only where another one was answered so: what follows from it on every side."""

import datetime as dt

import pytest

from awards.core.errors import BrokenRule
from awards.editions.states import Audience
from awards.nominations.answering import version_of
from awards.nominations.desk import desk_rows, written_words
from awards.nominations.models import Nomination, Upload
from awards.nominations.progress import progress_in
from awards.nominations.reading import (
    documents_of,
    entries,
    is_complete,
    missing_labels,
    outline,
    plain_values,
)
from awards.nominations.services import save_answers, submit_nomination
from awards.nominations.states import NominationState
from tests.factories import refreshed, saved
from tests.nominations.conftest import COMPLETE

EDUCATION = COMPLETE
EARLY_HELP = COMPLETE | {"field": "early-help"}


@pytest.fixture
def only_of_schools(scene, session):
    """The challenge, which is required, is asked of teams in education only; so is how many they are."""
    for key in ("challenge", "staff", "photo", "documents"):
        scene.question(key).shown_if, scene.question(key).shown_if_answers = "field", ["education"]
    scene.question("staff").required = True
    session.commit()
    return scene


def labels(nomination: Nomination) -> set[str]:
    return {each.question.key for _, given in entries(nomination) for each in given}


def when(scene):
    return {"by": scene.director, "at": dt.datetime.now(dt.UTC), "base_url": "https://a.example"}


@pytest.mark.both_databases
def test_what_is_not_asked_is_not_missing(only_of_schools):
    asked = only_of_schools.nomination(answers=EDUCATION)
    assert missing_labels(asked) == "“Staff”"
    answers = {key: value for key, value in EARLY_HELP.items() if key != "challenge"}
    assert is_complete(only_of_schools.nomination(answers=answers, number=2))


@pytest.mark.both_databases
def test_lists_count_what_is_asked_of_each_nomination(only_of_schools):
    scene = only_of_schools
    asked = scene.nomination(answers=EDUCATION)
    unasked = scene.nomination(answers=EARLY_HELP, number=2)
    undecided = scene.nomination(number=3)
    progress = progress_in(scene.edition)
    assert [progress.of(each) for each in (asked, unasked, undecided)] == [(4, 5), (3, 3), (1, 3)]
    assert progress_in(scene.edition, [scene.organisation.id]).of(asked) == (4, 5)


def test_what_is_not_asked_is_neither_too_long(only_of_schools, session):
    only_of_schools.question("challenge").max_words = 1
    session.commit()
    long = {"challenge": "two words"}
    assert outline(only_of_schools.nomination(answers=EARLY_HELP | long))[0].too_long == ()
    assert outline(only_of_schools.nomination(answers=EDUCATION | long, number=2))[0].too_long != ()


def test_an_answer_to_a_question_not_asked_any_more_is_kept_and_shown_to_nobody(only_of_schools, session):
    scene = only_of_schools
    nomination = scene.nomination(answers=EDUCATION)
    assert "challenge" in labels(nomination)
    save_answers(nomination, scene.section, {"field": "early-help"}, **when(scene))
    session.commit()
    assert "challenge" not in labels(nomination)
    assert "challenge" in {answer.question.key for answer in nomination.answers}
    save_answers(nomination, scene.section, {"field": "education"}, **when(scene))
    texts = {
        each.question.key: each.text for _, given in entries(nomination, [Audience.JUDGES]) for each in given
    }
    assert texts["challenge"] == "There was no soup."


def test_a_section_of_which_nothing_is_asked_is_left_out(only_of_schools, session):
    scene = only_of_schools
    for question in scene.category.sections[1].questions:
        question.shown_if, question.shown_if_answers = "field", ["education"]
    session.commit()
    assert [part.section.key for part in outline(scene.nomination(answers=EARLY_HELP))] == ["team"]


def test_documents_that_are_not_asked_for_are_left_out(only_of_schools):
    nomination = only_of_schools.nomination(answers=EARLY_HELP)
    question = only_of_schools.question("documents")
    saved(
        Upload(nomination=nomination, question=question, storage_key="0" * 32, name="a.pdf",
               media_type="application/pdf", size=1)
    )  # fmt: skip
    assert documents_of(nomination) == []


@pytest.mark.both_databases
def test_what_is_not_asked_does_not_keep_from_submitting(only_of_schools):
    scene = only_of_schools
    asked = scene.nomination(answers=EDUCATION)
    with pytest.raises(BrokenRule, match="answer “Staff”"):
        submit_nomination(asked, **when(scene))
    nomination = scene.nomination(answers=EARLY_HELP, number=2)
    submit_nomination(nomination, **when(scene))
    assert nomination.state is NominationState.SUBMITTED


def test_a_submitted_nomination_need_not_answer_what_is_not_asked(only_of_schools):
    scene = only_of_schools
    nomination = scene.nomination(NominationState.SUBMITTED, answers=EDUCATION)
    with pytest.raises(BrokenRule, match="cannot be left empty"):
        save_answers(nomination, scene.section, {"challenge": ""}, **when(scene))
    save_answers(nomination, scene.section, {"field": "early-help", "challenge": ""}, **when(scene))
    assert "challenge" not in {answer.question.key for answer in nomination.answers}


def test_the_desk_counts_the_words_of_what_is_asked(only_of_schools):
    scene = only_of_schools
    asked = scene.nomination(answers=EDUCATION)
    unasked = scene.nomination(answers=EARLY_HELP, number=2)
    words = written_words(desk_rows(scene.edition, scene.organiser), progress_in(scene.edition).conditions)
    assert (words[asked.id], words[unasked.id]) == (7, 3)


def test_a_submitted_nomination_that_is_asked_for_more_says_so(only_of_schools, browser_of):
    scene = only_of_schools
    nomination = scene.nomination(NominationState.SUBMITTED, answers=EARLY_HELP)
    browser = browser_of(scene.director)
    address = f"/nominations/{nomination.id}"
    assert "There is nothing more to do." in browser.get(f"{address}/check").text
    typed = {"q-team-name": "Us", "q-field": "education", "q-why-this-team": "Kind.", "q-challenge": "None."}
    seen = {"version": version_of(plain_values(nomination, scene.section)), "then": "list"}
    sent = browser.post(f"{address}/sections/team", data=typed | seen)
    assert "Please answer “Staff”, too." in browser.get(sent.location).text
    page = browser.get(f"{address}/check").text
    assert "Please answer this, too" in page and "There is nothing more to do." not in page


def test_the_next_section_is_one_of_which_something_is_asked(only_of_schools, browser_of, session):
    scene = only_of_schools
    for question in scene.category.sections[1].questions:
        question.shown_if, question.shown_if_answers = "field", ["education"]
    session.commit()
    address = f"/nominations/{scene.nomination(answers=EARLY_HELP).id}"
    sent = browser_of(scene.delegate).post(f"{address}/sections/team", data={"q-field": "early-help"})
    assert sent.location == f"{address}/check"


@pytest.mark.parametrize("path", ["", "/autosave"])
def test_what_cannot_be_read_and_is_not_asked_is_neither_refused_nor_kept(only_of_schools, browser_of, path):
    scene = only_of_schools
    nomination = scene.nomination(answers=EARLY_HELP | {"staff": 12})
    section = scene.category.sections[1]
    address = f"/nominations/{nomination.id}/sections/{section.id if path else section.key}{path}"
    sent = browser_of(scene.delegate).post(address, data={"q-staff": "a few", "q-fruit": ["a"]})
    assert sent.status_code in (303, 204)
    given = {answer.question.key: answer.value for answer in refreshed(nomination).answers}
    assert (given["staff"], given["fruit"]) == (12, ["a"])


def test_a_page_hides_what_an_earlier_one_decided_and_marks_what_it_decides_itself(
    only_of_schools, browser_of
):
    scene = only_of_schools
    address = f"/nominations/{scene.nomination(answers=EARLY_HELP).id}/sections"
    browser = browser_of(scene.delegate)
    team, more = browser.get(f"{address}/team").text, browser.get(f"{address}/more").text
    assert 'data-shown-if="q-field" data-answers="education" data-unasked>' in team
    assert "Only if “Field” is Education" in team
    assert more.count("<div hidden>") == 3 and "data-shown-if" not in more
