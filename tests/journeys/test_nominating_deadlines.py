"""The countdown in a real browser, whatever the device's clock shows; reminders with the keyboard alone."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, expect

from awards.core.database import db
from awards.editions.models import Edition
from awards.nominations.timing import show_left
from tests.journeys.scene import Draft
from tests.journeys.visiting import Visitor

MODULE = "/static/scripts/countdown.js"
MINUTE, HOUR, DAY = 60, 3600, 86400
LATE_IN_PARIS = "11:59pm in the UK is 12:59am on Saturday 24 September where you are."
SECONDS = [
    0,
    1,
    59,
    60,
    61,
    119,
    120,
    599,
    600,
    3599,
    3600,
    3659,
    3660,
    7199,
    86399,
    86400,
    90000,
    93599,
    10**6,
]


def close_in(draft: Draft, seconds: int, grace: int = 0) -> None:
    """Let nominations close so many seconds from now."""
    with draft.site.app.app_context():
        closes = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds)
        db.session.execute(sa.update(Edition).values(nominations_close_at=closes, grace_minutes=grace))
        db.session.commit()
        db.session.remove()


@pytest.fixture
def writer(draft: Draft, visitor: Callable[..., Visitor]) -> Visitor:
    someone = visitor()
    draft.sign_in(someone, draft.delegate)
    return someone


@pytest.fixture
def abroad(draft: Draft, browser: Browser) -> Iterator[Callable[[str], Page]]:
    """``abroad(zone)``: a window on a device that keeps another time."""
    contexts = []

    def go(zone: str) -> Page:
        context = browser.new_context(timezone_id=zone, base_url=draft.site.url)
        contexts.append(context)
        page = context.new_page()
        draft.sign_in(Visitor(page, draft.site.url), draft.delegate)
        return page

    yield go
    for context in contexts:
        context.close()


def test_the_script_says_what_the_server_says(draft: Draft, writer: Visitor):
    writer.open(draft.path)
    said = writer.page.evaluate(f"async all => all.map((await import('{MODULE}')).words)", SECONDS)
    assert said == [show_left(dt.timedelta(seconds=each)) for each in SECONDS]


@pytest.mark.parametrize(
    ("moment", "zone", "said"),
    [
        ("2022-09-23T16:00:00Z", "America/New_York", "5pm in the UK is 12pm where you are."),
        ("2022-09-23T16:00:00Z", "Asia/Kolkata", "5pm in the UK is 9:30pm where you are."),
        ("2022-09-23T22:59:00Z", "Europe/Paris", LATE_IN_PARIS),
        ("2022-09-23T16:00:00Z", "Europe/Lisbon", ""),
        ("2022-12-01T17:00:00Z", "UTC", ""),
        ("2022-09-23T16:00:00Z", "UTC", "5pm in the UK is 4pm where you are."),
    ],
)
def test_who_keeps_another_time_is_told_theirs(
    draft: Draft, writer: Visitor, moment: str, zone: str, said: str
):
    writer.open(draft.path)
    script = f"async ([moment, zone]) => (await import('{MODULE}')).elsewhere(new Date(moment), zone)"
    assert writer.page.evaluate(script, [moment, zone]) == said


def test_the_page_says_so_on_such_a_device(draft: Draft, abroad: Callable[[str], Page]):
    page = abroad("Asia/Kolkata")
    page.goto(draft.path)
    expect(page.locator("[data-elsewhere]")).to_contain_text("where you are.")


def test_at_home_nothing_is_added(draft: Draft, abroad: Callable[[str], Page]):
    page = abroad("Europe/London")
    page.goto(draft.path)
    expect(page.locator("[data-phase=open]")).to_be_visible()
    assert page.locator("[data-elsewhere]").text_content() == ""


def test_a_device_whose_clock_is_a_year_wrong_shows_the_same(draft: Draft, writer: Visitor):
    close_in(draft, 3 * DAY + 4 * HOUR + 30 * MINUTE)
    writer.page.clock.install(time=dt.datetime.now() + dt.timedelta(days=365))  # noqa: DTZ005  # the device's own
    writer.open(draft.path)
    assert writer.page.locator("[data-phase=open] [data-left]").text_content() == "3 days and 4 hours"


def test_it_goes_on_by_itself_and_speaks_three_times(draft: Draft, writer: Visitor):
    close_in(draft, HOUR + 5 * MINUTE, grace=10)
    page = writer.page
    page.clock.install()
    writer.open(draft.path)
    left, said = page.locator("[data-phase=open] [data-left]"), page.locator("[data-said]")
    heard = [said.text_content()]
    for minutes in range(66):
        page.clock.run_for(MINUTE * 1000)
        if (sentence := said.text_content()) != heard[-1]:
            heard.append(sentence)
        if minutes == 30:
            expect(left).to_have_text("33 minutes")
    assert heard[:4] == [
        "",
        "1 hour left until the deadline.",
        "10 minutes left until the deadline.",
        "1 minute left until the deadline.",
    ]
    assert heard[4].startswith("The deadline has passed. It was ")
    assert "still counts." in heard[4]


def test_after_the_grace_it_says_that_nominations_are_closed(draft: Draft, writer: Visitor):
    close_in(draft, 2 * MINUTE, grace=1)
    page = writer.page
    page.clock.install()
    writer.open(draft.path)
    page.clock.run_for(2 * MINUTE * 1000 + 5000)
    expect(page.locator("[data-phase=grace]")).to_be_visible()
    page.clock.run_for(MINUTE * 1000)
    expect(page.locator("[data-phase=closed]")).to_be_visible()
    expect(page.locator("[data-phase=closed]")).to_contain_text("what reached us by")


def test_a_lid_that_was_closed_for_an_hour_costs_an_hour(draft: Draft, writer: Visitor):
    close_in(draft, 3 * HOUR + 30 * MINUTE)
    page = writer.page
    page.clock.install()
    writer.open(draft.path)
    expect(page.locator("[data-phase=open] [data-left]")).to_have_text("3 hours and 29 minutes")
    page.clock.fast_forward(HOUR * 1000)
    expect(page.locator("[data-phase=open] [data-left]")).to_have_text("2 hours and 29 minutes")


def test_without_scripts_the_sentence_is_there(draft: Draft, browser: Browser):
    close_in(draft, 3 * DAY + 4 * HOUR + 30 * MINUTE, grace=10)
    context = browser.new_context(java_script_enabled=False, base_url=draft.site.url)
    page = context.new_page()
    draft.sign_in(Visitor(page, draft.site.url), draft.delegate)
    page.goto(draft.path)
    text = page.locator("[data-countdown]").inner_text()
    assert text.startswith("3 days and 4 hours left, until ")
    assert "still counts. How the deadline works" in " ".join(text.split())
    context.close()


def test_an_organiser_plans_reads_and_sends_a_reminder_with_the_keyboard_alone(
    draft: Draft, visitor: Callable[..., Visitor]
):
    organiser = visitor()
    draft.sign_in(organiser, draft.organiser)
    page = organiser.page
    organiser.open(f"/editions/{draft.edition}/nominations")

    def enter(role: str, name: str) -> None:
        """Go to it with the Tab key and press Enter."""
        wanted = page.get_by_role(role, name=name, exact=True)
        for _step in range(60):
            page.keyboard.press("Tab")
            if wanted.first.evaluate("each => each === document.activeElement"):
                with page.expect_navigation():
                    page.keyboard.press("Enter")
                organiser.look()
                return
        raise AssertionError(f"{name} cannot be reached")

    enter("link", "Reminders")
    enter("button", "Use our usual four")
    page.get_by_role("link", name="Not finished").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    enter("button", "Change it")
    page.get_by_label("Subject").fill("Nearly there, {team}")
    enter("button", "Show how it reads")
    assert "Nearly there, [the name of the team]" in organiser.text()
    enter("button", "Save the reminder")
    assert "The reminder is changed." in organiser.text()
    enter("link", "Send it now, by hand")
    enter("button", "Send it to 2 people now")
    assert "The reminder is on its way." in organiser.text()
    assert "2 people in 1 organisation" in organiser.text()
