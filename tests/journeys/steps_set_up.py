"""What an organiser does before nominations open, and at the desk from stage to stage."""

from playwright.sync_api import Locator, Request, expect

from tests.journeys.visiting import Visitor


def refused(visitor: Visitor, button: str) -> None:
    """Press a button that must lead to a sentence and not to another page."""
    with visitor.page.expect_response(lambda answer: sent_by_button(answer.request)) as answer:
        visitor.press(button)
    assert answer.value.status == 422
    expect(visitor.page.get_by_role("heading", name="There is a problem")).to_be_visible()


def sent_by_button(request: Request) -> bool:
    """Whether a form was sent, rather than something saved by itself."""
    return request.method == "POST" and request.is_navigation_request()


def group(visitor: Visitor, name: str) -> Locator:
    """The boxes or buttons that answer one question."""
    return visitor.page.get_by_role("group", name=name)


def change_deadline(organiser: Visitor) -> None:
    """Type a day that does not exist, read the sentence beside it, and type one that does."""
    organiser.follow("Set-up")
    organiser.follow("Timetable")
    deadline = group(organiser, "Nominations close")
    deadline.get_by_label("Day").fill("31")
    deadline.get_by_label("Month").fill("February")
    refused(organiser, "Save timetable")
    deadline = group(organiser, "Nominations close")
    expect(deadline).to_contain_text("The date on which nominations close must be a real date")
    expect(deadline.get_by_label("Month")).to_have_value("February")
    organiser.page.get_by_role("link", name="The date on which nominations close must be a real date").click()
    expect(deadline.get_by_label("Day")).to_be_focused()
    organiser.page.keyboard.press("Control+A")
    organiser.page.keyboard.type("24")
    organiser.page.keyboard.press("Tab")
    organiser.page.keyboard.type("9")
    organiser.press("Save timetable")
    expect(organiser.page.get_by_role("alert")).to_contain_text("Done")
    organiser.open("/")
    organiser.follow("Set-up")
    expect(organiser.page.get_by_text("24 September 2049").first).to_be_visible()


def move_on(organiser: Visitor, button: str, stage: str) -> None:
    """Press the button at the desk that leads to the next stage."""
    organiser.follow("Desk")
    organiser.press(button)
    expect(organiser.page.get_by_role("heading", level=1)).to_have_text(stage)
