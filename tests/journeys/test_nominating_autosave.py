"""What is typed is kept."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.scene import Draft
from tests.journeys.visiting import Visitor


def test_a_pause_saves_what_was_typed(draft: Draft, visitor: Callable[..., Visitor]):
    writer = visitor()
    draft.sign_in(writer, draft.delegate)
    writer.open(f"{draft.path}/sections/team")
    writer.page.get_by_label("Challenge").fill("There was no soup, and no spoon.")
    expect(writer.page.get_by_text("Saved at")).to_be_visible()
    assert draft.answer("challenge") == "There was no soup, and no spoon."
