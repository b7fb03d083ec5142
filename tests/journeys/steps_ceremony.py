"""The running order, what is printed, and the night itself."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Locator, expect
from pypdf import PdfReader

from tests.journeys.steps_deciding import REASON, TIE_REASON
from tests.journeys.steps_nominating import PHOTO_WORDS, Team
from tests.journeys.visiting import Visitor

WELCOME, CARRIAGES = "Welcome and fire exits", "Carriages; hall clear"
RESULT = re.compile(
    rf"\bwinner\b|highly commended|{re.escape(REASON)}|{re.escape(TIE_REASON)}", re.IGNORECASE
)
"""What only a result says. That a paper holds no winners is said on it, and no result."""


@dataclass(frozen=True)
class Win:
    """An award and who receives it."""

    award: str
    team: Team


def row(organiser: Visitor, item: str) -> Locator:
    """The line of the running order with this item."""
    return organiser.page.get_by_role("row").filter(has=organiser.page.get_by_text(item, exact=True))


def plan_evening(organiser: Visitor) -> None:
    """From the edition's plan to a running order: what is not given takes no time."""
    organiser.follow("Running order")
    organiser.press("Generate from the plan")
    organiser.press("Generate from the plan")
    for time, item in (("18:00", "Doors and drinks"), ("18:30", WELCOME), ("19:02", CARRIAGES)):
        expect(row(organiser, item)).to_contain_text(time)
    assert "Best in field: education" not in organiser.text()


def change_length(organiser: Visitor) -> None:
    """The times follow a new length; one that is too long is told, one that is no length refused."""
    box = organiser.page.get_by_label(f"Length of {WELCOME}")
    box.fill("soon")
    box.press("Enter")
    expect(organiser.page.get_by_role("heading", name="There is a problem")).to_be_visible()
    box = organiser.page.get_by_label(f"Length of {WELCOME}")
    expect(box).to_have_value("soon")
    box.fill("25:00")
    box.press("Enter")
    expect(row(organiser, CARRIAGES)).to_contain_text("19:21")
    expect(organiser.page.get_by_text("hard finish").last).to_be_visible()
    box = organiser.page.get_by_label(f"Length of {WELCOME}")
    box.fill("8m")
    box.press("Enter")
    expect(row(organiser, CARRIAGES)).to_contain_text("19:04")
    organiser.look()


def move_with_keyboard(organiser: Visitor) -> None:
    """The chair's award goes before the field awards; the line that moved keeps the focus."""
    organiser.page.get_by_role("button", name="Move Chair's special award up").focus()
    organiser.page.keyboard.press("Enter")
    moved = row(organiser, "Chair's special award")
    expect(moved).to_be_focused()
    expect(moved).to_contain_text("18:47")
    expect(row(organiser, "Best in field: early help")).to_contain_text("18:51")
    organiser.look()


def print_it(organiser: Visitor, document: str) -> str:
    """Ask for a document; the worker makes it and the page shows it by itself. Its address."""
    organiser.follow("Documents")
    card = organiser.page.locator("section").filter(has_text=document)
    card.get_by_role("button", name=f"Make it {document}").click()
    link = card.get_by_role("link", name="Download version 1")
    expect(link).to_be_visible(timeout=30_000)
    with organiser.page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.endswith(".pdf")
    return str(link.get_attribute("href"))


def read_pdf(someone: Visitor, address: str) -> PdfReader:
    """A document as it is at its address."""
    answer = someone.page.request.get(address)
    assert answer.ok and answer.headers["content-type"] == "application/pdf"
    return PdfReader(io.BytesIO(answer.body()))


def text_of(pdf: PdfReader) -> str:
    """All its words, with no more than a blank between them."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def check_programme(organiser: Visitor, address: str, teams: Sequence[Team]) -> None:
    """A tagged booklet with a title, a page for each team, and no result."""
    pdf = read_pdf(organiser, address)
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Team Excellence Award 2049: ceremony programme"
    assert {"/Lang", "/StructTreeRoot"} <= set(pdf.root_object)
    text = text_of(pdf)
    for team in teams:
        assert team.name in text and team.why in text and team.organisation in text
        assert team.did not in text and team.stage_words not in text
        for not_asked in team.members[1:]:
            assert not_asked.partition(", ")[0] not in text
    assert_secret(text)


def take_winner_cards(organiser: Visitor, wins: Sequence[Win]) -> None:
    """For the envelopes: made when asked, with every winner and how the name is said."""
    with organiser.page.expect_download() as download:
        organiser.page.get_by_role("button", name="Download the winner cards").click()
    text = text_of(PdfReader(download.value.path()))
    for win in wins:
        assert win.award in text and win.team.name in text and win.team.name.upper() in text


def assert_secret(text: str) -> None:
    """No word of a result."""
    assert RESULT.findall(text) == []


def sees_no_winner(guest: Visitor, win: Win) -> None:
    """The programme names the award and all who are in the running, and nobody who won."""
    guest.page.reload()
    award = guest.page.get_by_role("region", name=win.award)
    expect(award).to_be_visible()
    expect(award.get_by_text("Winner")).to_have_count(0)
    for reason in (REASON, TIE_REASON):
        assert reason not in guest.page.content()


def sees_photo(guest: Visitor) -> None:
    """The photo comes with its description when somebody scrolls to it."""
    photo = guest.page.get_by_role("img", name=PHOTO_WORDS)
    photo.scroll_into_view_if_needed()
    expect(photo).to_have_js_property("naturalWidth", 900)


def reveal(organiser: Visitor, guest: Visitor, win: Win, printed: Sequence[str]) -> None:
    """Nothing is out before the press; after it the guests' page says who won."""
    sees_no_winner(guest, win)
    for address in printed:
        assert_secret(text_of(read_pdf(organiser, address)))
    assert win.team.name not in organiser.page.content()
    organiser.follow(win.award)
    assert win.team.name not in organiser.page.content()
    organiser.press(f"Reveal {win.award} now")
    expect(organiser.page.get_by_role("heading", level=1)).to_have_text(win.team.name)
    guest.page.reload()
    winner = guest.page.get_by_role("region", name=win.award).get_by_text("Winner")
    expect(winner.locator("..")).to_contain_text(win.team.name)
    organiser.follow("All awards")
