"""What may identify a child: said beside the answer as it is written, explained there, masked later."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from awards.core import clock
from awards.core.database import db, unit_of_work
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState
from tests.journeys.scene import Draft
from tests.journeys.visiting import PHONE, Visitor

MIA = "We met a girl called Mia."


@pytest.fixture
def writer(draft: Draft, visitor: Callable[..., Visitor]) -> Visitor:
    """The delegate, with the first section open on a phone."""
    someone = visitor(PHONE)
    draft.sign_in(someone, draft.delegate)
    someone.open(f"{draft.path}/sections/team")
    return someone


def beside(page: Page, key: str = "challenge"):
    return page.locator(f"[data-findings={key}]")


def write(page: Page, text: str) -> None:
    page.get_by_label("Challenge").fill(text)
    expect(page.locator("[data-save-state]")).to_contain_text("All saved at")


def test_a_finding_comes_and_goes_as_the_text_is_written(writer: Visitor):
    write(writer.page, MIA)
    expect(beside(writer.page)).to_contain_text("Look at “Mia”")
    expect(beside(writer.page)).to_contain_text("Safer: a child")
    expect(writer.page.locator("[data-findings-from]")).to_have_text("1 passage on this page to look at")
    expect(writer.page.get_by_label("Challenge")).to_be_focused()
    writer.seen.clear()
    writer.look()
    write(writer.page, "We met a girl.")
    expect(beside(writer.page)).to_be_hidden()


def test_a_finding_is_explained_where_it_is_shown_with_the_keyboard_alone(writer: Visitor):
    page = writer.page
    write(page, MIA)
    page.get_by_role("button", name="It identifies nobody: explain Mia").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Why does it identify nobody?")).to_be_focused()
    writer.seen.clear()
    writer.look()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Say why it identifies nobody")).to_be_visible()
    page.keyboard.type("Mia is the office dog.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(beside(page)).to_contain_text("explained. “Mia is the office dog.”")
    expect(page.get_by_role("button", name="Change the explanation of Mia")).to_be_focused()
    assert page.get_by_label("Challenge").input_value() == MIA


def test_an_explanation_that_was_begun_stays_while_the_answer_is_saved(writer: Visitor):
    page = writer.page
    write(page, MIA)
    page.get_by_role("button", name="It identifies nobody: explain Mia").click()
    page.get_by_label("Why does it identify nobody?").fill("Mia is")
    with page.expect_response("**/findings"):
        write(page, f"{MIA} Ava’s mum came.")
    expect(page.get_by_label("Why does it identify nobody?")).to_have_value("Mia is")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="It identifies nobody: explain Mia")).to_be_focused()


def test_the_enter_key_in_an_answer_saves_and_goes_on(writer: Visitor):
    page = writer.page
    page.get_by_label("Team name").fill("Friends of baby Mia")
    expect(beside(page, "team-name")).to_contain_text("Look at “Mia”")
    page.get_by_label("Team name").press("Enter")
    expect(page.get_by_role("heading", name="More")).to_be_visible()
    expect(page.get_by_text("One passage in “Your team” may identify")).to_be_visible()


def test_from_writing_to_what_the_judges_do_not_read(
    draft: Draft, writer: Visitor, visitor: Callable[..., Visitor]
):
    write(writer.page, MIA)
    director, organiser = visitor(), visitor()
    draft.sign_in(director, draft.director)
    director.open(f"{draft.path}/check")
    expect(director.page.get_by_role("heading", name="May identify a child or a family")).to_be_visible()
    expect(director.page.get_by_role("button", name="Sign and submit")).to_have_count(0)
    director.page.get_by_text("It identifies nobody: explain").click()
    director.page.get_by_label("Why does “Mia” identify nobody?").fill("Mia is the office dog.")
    director.press("Save the explanation")
    director.press("Sign and submit")
    draft.sign_in(organiser, draft.organiser)
    organiser.open(f"{draft.path}/review")
    expect(organiser.page.get_by_text("Everything that was found is explained or masked.")).to_be_visible()
    expect(organiser.page.locator("mark")).to_have_text(
        "Mia (found: Perhaps the name of a child or a family)"
    )
    organiser.page.get_by_text("Mask this passage").first.click()
    organiser.page.get_by_label("What others read instead").first.fill("the dog")
    organiser.press("Mask this passage")
    expect(organiser.page.get_by_text("Masked: “Mia”. Others read “the dog”")).to_be_visible()
    director.open(f"{draft.path}/check")
    expect(director.page.get_by_text("Others read “the dog”")).to_be_visible()


def test_a_decision_that_did_not_arrive_is_there_again_until_it_has(
    draft: Draft, visitor: Callable[..., Visitor]
):
    with draft.site.app.app_context(), unit_of_work():
        nomination = db.session.get_one(Nomination, draft.id)
        nomination.state, nomination.submitted_at = NominationState.SUBMITTED, clock.now()
    organiser = visitor()
    page = organiser.page
    draft.sign_in(organiser, draft.organiser)
    organiser.open(f"{draft.path}/review")
    page.get_by_label("Return it for changes").check()
    page.get_by_label("What has to be changed").fill("Say how many families.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save the decision").click()
    expect(page.get_by_role("button", name="Save the decision")).to_have_count(0)
    page.context.set_offline(False)
    organiser.open(f"{draft.path}/review")
    expect(page.get_by_label("What has to be changed")).to_have_value("Say how many families.")
    organiser.press("Save the decision")
    expect(page.get_by_text("is returned for changes.")).to_be_visible()
    assert page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('keep'))") == []
