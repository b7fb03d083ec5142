"""What is typed is kept: without a connection, with the lid closed, signed out, and with two who write."""

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from awards.accounts.models import Person
from awards.accounts.passwords import hash_password
from awards.core import clock
from awards.core.database import db
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState
from tests.journeys.scene import Draft
from tests.journeys.visiting import PHONE, Visitor

PASSWORD = "correct horse battery"
SOUP = "There was no soup, and no spoon."
KEPT = "Object.keys(localStorage).filter((name) => name.startsWith('awards-text'))"
HIDE = """() => {
  Object.defineProperty(document, "hidden", { value: true, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture
def arrive(draft: Draft, visitor: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """``arrive(email)``: somebody's window with the first section open."""

    def come(email: str, size: dict[str, int] | None = None, waits: str = "Saves by itself") -> Visitor:
        someone = visitor(size)
        draft.sign_in(someone, email)
        someone.open(f"{draft.path}/sections/team")
        says(someone, waits)  # scripts that are still on their way would not come once a test cuts the line
        return someone

    return come


def box(writer: Visitor | Page, label: str = "Challenge"):
    page = writer.page if isinstance(writer, Visitor) else writer
    return page.get_by_label(label)


def says(writer: Visitor | Page, words: str) -> None:
    page = writer.page if isinstance(writer, Visitor) else writer
    expect(page.locator("[data-save-state]")).to_contain_text(words)


def all_saved(writer: Visitor | Page) -> None:
    """The page says so, and this browser keeps nothing any more."""
    page = writer.page if isinstance(writer, Visitor) else writer
    says(page, "All saved at")
    assert page.evaluate(KEPT) == []


def name_of(draft: Draft, email: str) -> str:
    with draft.site.app.app_context():
        name = db.session.scalars(sa.select(Person.name).filter_by(email=email)).one()
        db.session.remove()
    return name


def test_a_pause_saves_what_was_typed_and_says_so_once(draft, arrive):
    writer = arrive(draft.delegate)
    says(writer, "Saves by itself")
    expect(writer.page.locator("[data-save-said]")).to_be_empty()
    box(writer).fill(SOUP)
    says(writer, "Not saved yet")
    assert len(writer.page.evaluate(KEPT)) == 1
    all_saved(writer)
    expect(writer.page.locator("[data-save-said]")).to_have_text("Your text is saved.")
    assert draft.answer("challenge") == SOUP


def test_what_was_typed_before_the_script_had_come_is_saved_too(draft, arrive):
    writer = arrive(draft.delegate)
    writer.page.route("**/scripts/autosave/*", lambda _held_back: None)
    writer.page.reload(wait_until="commit")
    box(writer).fill(SOUP)
    writer.page.unroute("**/scripts/autosave/*")
    all_saved(writer)
    assert draft.answer("challenge") == SOUP


def test_without_a_connection_text_is_kept_and_sent_when_it_is_back(draft, arrive):
    writer = arrive(draft.delegate)
    writer.page.context.set_offline(True)
    box(writer).fill(SOUP)
    says(writer, "Not saved yet: no connection. Kept on this device.")
    writer.page.get_by_label("Add people").fill("Ann Lee")
    writer.page.get_by_role("button", name="Save and continue").click()
    told = "You are offline. Kept on this device, and will be saved as soon as you are back."
    says(writer, told)
    says(writer, "Only this page has the people and the photo you added: leave it open")
    expect(writer.page.locator("[data-save-said]")).to_contain_text(told)
    expect(writer.page.locator("[data-save-state]")).to_be_focused()
    assert len(writer.page.evaluate(KEPT)) == 1
    writer.page.context.set_offline(False)
    all_saved(writer)
    assert draft.answer("challenge") == SOUP
    writer.press("Save and go to the list")
    expect(writer.page.get_by_role("alert")).to_contain_text("Your team: saved.")


def test_a_window_closed_without_a_connection_gives_its_text_back(draft, arrive):
    writer = arrive(draft.delegate)
    context = writer.page.context
    context.set_offline(True)
    box(writer).fill(SOUP)
    says(writer, "no connection")
    writer.page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"{draft.path}/sections/team")
    expect(box(again)).to_have_value(SOUP)
    says(again, "never saved is back: “Challenge”")
    all_saved(again)
    assert draft.answer("challenge") == SOUP


def test_text_from_a_closed_window_does_not_overwrite_what_somebody_wrote_since(draft, arrive):
    writer, other = arrive(draft.delegate, PHONE), arrive(draft.director)
    context = writer.page.context
    context.set_offline(True)
    box(writer).fill(SOUP)
    says(writer, "no connection")
    writer.page.close()
    box(other).fill("There was soup by then.")
    all_saved(other)
    context.set_offline(False)
    writer.page = context.new_page()
    writer.open(f"{draft.path}/sections/team")
    expect(box(writer)).to_have_value("There was soup by then.")
    offered = writer.page.get_by_role("region", name="We kept text from this device")
    expect(offered).to_contain_text(SOUP)
    assert Axe().run(writer.page).violations_count == 0
    offered.get_by_role("button", name="Put it in").click()
    says(writer, f"{name_of(draft, draft.director)} also changed “Challenge”")
    assert draft.answer("challenge") == "There was soup by then."
    writer.press("See both texts and choose")
    writer.page.get_by_label("Keep mine").check()
    writer.press("Save what I chose")
    assert draft.answer("challenge") == SOUP
    assert writer.page.evaluate(KEPT) == []


def test_text_that_comes_after_the_deadline_can_still_be_read_and_copied(draft, arrive):
    writer = arrive(draft.delegate)
    context = writer.page.context
    context.set_offline(True)
    box(writer).fill(SOUP)
    says(writer, "no connection")
    writer.page.close()
    with draft.site.app.app_context():
        nomination = db.session.get(Nomination, draft.id)
        nomination.edition.nominations_close_at = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
        db.session.commit()
        db.session.remove()
    context.set_offline(False)
    writer.page = context.new_page()
    writer.open(f"{draft.path}/sections/team")
    kept = writer.page.get_by_role("region", name="We kept text from this device")
    expect(kept).to_contain_text(SOUP)
    kept.get_by_role("button", name="Throw it away").click()
    expect(kept).to_have_count(0)
    assert writer.page.evaluate(KEPT) == []


@pytest.mark.parametrize("text", [SOUP, "ŵŷ " * 5000], ids=["short", "beyond 64 kB"])
def test_a_closed_lid_saves_at_once(draft, arrive, text):
    writer = arrive(draft.delegate)
    box(writer).fill(text)
    with writer.page.expect_response("**/autosave") as answer:
        writer.page.evaluate(HIDE)
    assert answer.value.status == 204
    assert draft.answer("challenge") == text.strip()


def test_an_answer_that_gets_lost_makes_nobody_quarrel_with_themselves(draft, arrive):
    def lose(route):
        route.fetch()
        route.abort("internetdisconnected")

    writer = arrive(draft.delegate)
    writer.page.route("**/autosave", lose, times=1)
    box(writer).fill("There was hardly any.")
    says(writer, "no connection")
    assert draft.answer("challenge") == "There was hardly any."
    box(writer).fill(SOUP)
    all_saved(writer)
    assert draft.answer("challenge") == SOUP


def test_one_answer_that_cannot_be_kept_does_not_hold_up_the_others(draft, arrive):
    writer = arrive(draft.delegate)
    writer.open(f"{draft.path}/sections/more")
    writer.page.get_by_label("Staff").fill("many")
    says(writer, "Not saved. Staff must be a whole number")
    with writer.page.expect_response("**/autosave") as answer:
        writer.page.get_by_label("Apples").check()
    assert answer.value.status == 204
    says(writer, "Not saved. Staff must be a whole number")
    writer.page.get_by_label("Staff").fill("12")
    all_saved(writer)
    assert (draft.answer("staff"), draft.answer("fruit")) == (12, ["a"])


def test_what_is_submitted_is_kept_on_the_device_until_a_button_saves_it(draft, arrive):
    with draft.site.app.app_context():
        nomination = db.session.get(Nomination, draft.id)
        nomination.state, nomination.submitted_at = NominationState.SUBMITTED, clock.now()
        db.session.commit()
        db.session.remove()
    writer = arrive(draft.director, waits="")
    writer.page.wait_for_load_state("networkidle")
    writer.page.context.set_offline(True)
    box(writer, "Why this team").fill("They are brave.")
    writer.page.get_by_role("button", name="Save and continue").click()
    says(writer, "You are offline. Kept on this device, and will be saved as soon as you are back.")
    writer.page.context.set_offline(False)
    all_saved(writer)
    assert draft.answer("why-this-team") == "They are brave."
    box(writer).fill(SOUP)
    says(writer, "Not saved yet: press “Save”. Kept on this device.")
    writer.page.close()
    writer.page = writer.page.context.new_page()
    writer.open(f"{draft.path}/sections/team")
    expect(box(writer)).to_have_value(SOUP)
    assert draft.answer("challenge") != SOUP
    writer.press("Save and continue")
    assert draft.answer("challenge") == SOUP
    assert writer.page.evaluate(KEPT) == []


def test_two_people_in_different_questions_see_each_others_text(draft, arrive):
    one, two = arrive(draft.delegate), arrive(draft.director)
    box(one).fill(SOUP)
    all_saved(one)
    box(two, "Why this team").fill("They are brave.")
    says(two, f"{name_of(draft, draft.delegate)} changed “Challenge” meanwhile: the page shows it now.")
    expect(box(two)).to_have_value(SOUP)
    expect(box(two, "Why this team")).to_have_value("They are brave.")
    assert (draft.answer("challenge"), draft.answer("why-this-team")) == (SOUP, "They are brave.")


def test_two_people_in_one_question_see_both_texts_and_choose(draft, arrive):
    one, two = arrive(draft.delegate), arrive(draft.director)
    box(one).fill(SOUP)
    all_saved(one)
    box(two).fill("There was soup for some.")
    says(two, f"Not saved. {name_of(draft, draft.delegate)} also changed “Challenge”.")
    box(two, "Why this team").fill("They are brave.")
    with two.page.expect_response("**/autosave") as answer:
        pass
    assert answer.value.status == 204
    assert (draft.answer("challenge"), draft.answer("why-this-team")) == (SOUP, "They are brave.")
    two.press("See both texts and choose")
    two.page.context.set_offline(True)
    two.press("Save what I chose")
    says(two, "Not saved yet: no connection")
    two.page.context.set_offline(False)
    two.page.locator("form[data-choosing]").evaluate("(form) => form.requestSubmit()")
    expect(two.page.get_by_role("alert")).to_contain_text("choose which to keep")
    two.page.get_by_label("Write one text out of both").check()
    two.page.get_by_label("Your text out of both").fill("There was soup for some, and no spoon.")
    two.press("Save what I chose")
    assert draft.answer("challenge") == "There was soup for some, and no spoon."
    assert two.page.evaluate(KEPT) == []


def test_who_is_signed_out_in_the_middle_of_a_paragraph_signs_in_there_and_loses_nothing(draft, arrive):
    with draft.site.app.app_context():
        person = db.session.scalars(sa.select(Person).filter_by(email=draft.delegate)).one()
        person.password_hash = hash_password(PASSWORD)
        db.session.commit()
        db.session.remove()
    writer = arrive(draft.delegate, PHONE)
    writer.page.context.clear_cookies()
    box(writer).fill("")
    box(writer).press_sequentially(SOUP)
    dialog = writer.page.get_by_role("dialog", name="Sign in again to save")
    expect(dialog).to_be_visible()
    assert Axe().run(writer.page).violations_count == 0
    expect(dialog.get_by_label("Email address")).to_have_value(draft.delegate)
    dialog.get_by_label("Password").fill("wrong horse battery")
    writer.page.keyboard.press("Enter")
    expect(dialog).to_contain_text("The email address or the password is not right")
    dialog.get_by_label("Password").fill(PASSWORD)
    writer.page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    all_saved(writer)
    expect(box(writer)).to_be_focused()
    assert draft.answer("challenge") == SOUP


def test_a_page_notices_by_itself_who_signed_in_in_another_tab(draft, arrive):
    writer = arrive(draft.delegate)
    writer.page.context.clear_cookies()
    box(writer).fill(SOUP)
    dialog = writer.page.get_by_role("dialog")
    expect(dialog.get_by_text("You were signed out.")).to_be_visible()
    draft.sign_in(writer, draft.director)
    director = name_of(draft, draft.director)
    expect(dialog.get_by_text(f"This browser is now signed in as {director}.")).to_be_visible()
    assert draft.answer("challenge") != SOUP
    writer.page.keyboard.press("Escape")
    says(writer, f"Not saved yet: this browser is now signed in as {director}. Kept on this device.")
    draft.sign_in(writer, draft.delegate)
    all_saved(writer)
    assert draft.answer("challenge") == SOUP


def test_nobody_reads_on_a_shared_device_what_another_person_had_typed(draft, arrive):
    writer = arrive(draft.delegate)
    context = writer.page.context
    context.set_offline(True)
    box(writer).fill(SOUP)
    says(writer, "Kept on this device")
    writer.page.close()
    context.set_offline(False)
    context.clear_cookies()
    writer.page = context.new_page()
    draft.sign_in(writer, draft.director)
    writer.open(f"{draft.path}/sections/team")
    says(writer, "Saves by itself")
    assert SOUP not in writer.page.content() and draft.answer("challenge") != SOUP
