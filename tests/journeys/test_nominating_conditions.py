"""Questions that come and go with an answer: with the page's script, and without any."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from awards.core.database import db
from awards.nominations.models import Nomination
from tests.journeys.scene import Draft
from tests.journeys.visiting import DESKTOP, Visitor


@pytest.fixture
def asking(draft: Draft) -> Draft:
    """The challenge is asked of teams in education only, and so is, on the next page, how many they are."""
    with draft.site.app.app_context():
        nomination = db.session.get(Nomination, draft.id)
        assert nomination is not None
        for section in nomination.category.sections:
            for question in section.questions:
                if question.key in {"challenge", "staff"}:
                    question.shown_if, question.shown_if_answers = "field", ["education"]
        db.session.commit()
        db.session.remove()
    return draft


@pytest.fixture
def plain(browser: Browser, asking: Draft) -> Iterator[Visitor]:
    """The delegate's window in a browser without JavaScript."""
    context = browser.new_context(viewport=DESKTOP, base_url=asking.site.url, java_script_enabled=False)
    someone = Visitor(context.new_page(), asking.site.url, set())
    asking.sign_in(someone, asking.delegate)
    yield someone
    context.close()


@pytest.fixture
def writer(asking: Draft, visitor: Callable[..., Visitor]) -> Visitor:
    """The delegate's window, on the page with the team."""
    someone = visitor()
    asking.sign_in(someone, asking.delegate)
    someone.open(f"{asking.path}/sections/team")
    return someone


def choose(page: Page, field: str) -> None:
    """Choose a field as somebody does who uses the keyboard alone."""
    page.get_by_role("radio", name=field).focus()
    page.keyboard.press("Space")


def test_a_question_goes_and_comes_back_with_its_text(writer: Visitor):
    page = writer.page
    challenge = page.get_by_label("Challenge")
    expect(challenge).to_have_value("There was no soup.")
    choose(page, "Early help")
    expect(challenge).to_be_hidden()
    expect(page.get_by_role("status").filter(has_text="No longer asked: Challenge.")).to_be_attached()
    choose(page, "Education")
    expect(challenge).to_be_visible()
    expect(challenge).to_have_value("There was no soup.")
    expect(page.get_by_role("status").filter(has_text="Now asked: Challenge.")).to_be_attached()
    expect(page.get_by_role("radio", name="Education")).to_be_focused()


def test_the_keyboard_goes_past_a_question_that_is_not_asked(writer: Visitor):
    page = writer.page
    choose(page, "Early help")
    page.get_by_label("Why this team").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Challenge")).not_to_be_focused()


def test_what_is_hidden_is_not_complained_of_and_not_lost(writer: Visitor, asking: Draft):
    page = writer.page
    page.get_by_label("Challenge").fill("word " * 151)
    choose(page, "Early help")
    page.get_by_role("button", name="Save and go to the list").click()
    expect(page.get_by_role("heading", level=2, name="The sections")).to_be_visible()
    expect(page.get_by_text("Too long")).to_have_count(0)
    assert str(asking.answer("challenge")).count("word") == 151


def test_a_page_opens_as_its_answers_have_it_and_so_it_is_after_going_back(writer: Visitor, asking: Draft):
    page = writer.page
    choose(page, "Early help")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1, name="More")).to_be_visible()
    expect(page.get_by_label("Staff")).to_be_hidden()
    page.go_back()
    expect(page.get_by_label("Why this team")).to_be_visible()
    expect(page.get_by_label("Challenge")).to_be_hidden()
    choose(page, "Education")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_label("Staff")).to_be_visible()


def test_without_javascript_the_page_says_when_a_question_is_asked(plain: Visitor, asking: Draft):
    page = plain.page
    page.goto(f"{asking.path}/sections/team")
    expect(page.get_by_text("Only if “Field” is Education")).to_be_visible()
    expect(page.get_by_label("Challenge")).to_be_visible()
    page.get_by_label("Challenge").fill("")
    page.get_by_role("radio", name="Early help").check()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1, name="More")).to_be_visible()
    page.goto(asking.path)
    expect(page.get_by_text("Missing: Challenge")).to_have_count(0)
    page.goto(f"{asking.path}/check")
    expect(page.get_by_text("Challenge")).to_have_count(0)


def test_without_javascript_what_is_asked_is_demanded(plain: Visitor, asking: Draft):
    page = plain.page
    page.goto(f"{asking.path}/sections/team")
    page.get_by_label("Challenge").fill("")
    page.get_by_role("button", name="Save and go to the list").click()
    expect(page.get_by_text("Missing: Challenge")).to_be_visible()
