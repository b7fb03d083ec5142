"""A nomination on paper, printed from the browser and taken as a PDF."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from awards.core.database import db
from awards.core.text import time_to_say
from awards.editions.states import Audience
from awards.nominations.models import Nomination
from tests.journeys.scene import Draft
from tests.journeys.visiting import Visitor


@pytest.fixture
def page(draft: Draft, visitor: Callable[..., Visitor]) -> Page:
    """The delegate's window, where what is looked at looks as it is printed."""
    writer = visitor()
    draft.sign_in(writer, draft.delegate)
    writer.page.goto(f"{draft.path}/check")
    writer.page.emulate_media(media="print")
    return writer.page


def test_paper_has_the_answers_in_black_on_white_and_nothing_to_press(page: Page):
    answer = page.get_by_text("There was no soup.")
    expect(answer).to_be_visible()
    expect(answer).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.locator("body")).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    for name in ("banner", "contentinfo", "button", "navigation"):
        assert [each for each in page.get_by_role(name).all() if each.is_visible()] == []
    expect(page.get_by_role("link", name="Change: Challenge")).to_have_count(0)


def test_no_address_is_printed_behind_a_link(page: Page, draft: Draft):
    page.goto(draft.path)
    shown = "getComputedStyle(document.querySelector('main a.govuk-link'), '::after').content"
    assert page.evaluate(shown) == "none"


def test_a_long_answer_is_printed_whole_on_the_page_where_it_is_written(page: Page, draft: Draft):
    page.goto(f"{draft.path}/sections/team")
    box = page.get_by_label("Challenge")
    box.fill("A line of an answer.\n" * 40)
    assert box.evaluate("box => box.scrollHeight <= box.clientHeight + 2")


def test_the_pdf_is_downloaded_under_its_reference(page: Page, draft: Draft):
    page.emulate_media(media="screen")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download this nomination as a PDF").click()
    assert (
        waiting.value.suggested_filename.startswith("TEA-") and waiting.value.path().stat().st_size > 10_000
    )


def test_the_printed_page_is_shown_before_it_is_printed(draft: Draft, visitor: Callable[..., Visitor]):
    writer = visitor()
    draft.sign_in(writer, draft.delegate)
    writer.open(draft.path)
    writer.follow("What guests will see and hear")
    picture = writer.page.get_by_role("img", name="The printed page:")
    expect(picture).to_be_visible()
    assert picture.evaluate("each => each.complete && each.naturalWidth > 800")


def test_the_page_says_while_one_writes_how_long_the_words_take_on_stage(draft: Draft, page: Page):
    with draft.site.app.app_context():
        nomination = db.session.get(Nomination, draft.id)
        for question in nomination.category.sections[0].questions:
            if question.key == "challenge":
                question.audience = Audience.STAGE
        db.session.commit()
        db.session.remove()
    page.emulate_media(media="screen")
    page.goto(f"{draft.path}/sections/team")
    for words in (1, 16, 60, 125, 146, 250):
        page.get_by_label("Challenge").fill("word " * words)
        expect(page.get_by_text(f"Read aloud, this takes {time_to_say(words)}.", exact=True)).to_be_visible()
