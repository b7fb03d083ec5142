"""A director nominates in few steps; what a delegate wrote is read and signed on a phone."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import FilePayload, expect

from awards.accounts.services import invite
from awards.core import clock
from awards.core.database import db
from awards.editions.files import parse_edition
from awards.editions.models import Edition
from awards.editions.services import load_edition
from awards.editions.states import Stage
from awards.nominations.models import Nomination
from awards.organisations.models import Organisation
from awards.organisations.roles import Role
from tests.journeys.scene import Draft
from tests.journeys.steps_arriving import letter_to, link_in
from tests.journeys.steps_nominating import choose, drawn_photo
from tests.journeys.visiting import PHONE, Site, Visitor

MOST_PAGE_LOADS = 12
DIRECTOR = "director@example.org"
TEXTS = {
    "Team name": "The Moonrakers",
    "How is the name said aloud?": "MOON-ray-kers",
    "What does the team do?": "We help families to find their feet again.",
    "What was the challenge?": "Nobody had asked families what would help them.",
    "What did they do, and how did they work together?": "They asked, they listened, they shared the work.",
    "What difference did it make for children and families?": "Waiting went down by a third within the year.",
    "How did children's and young people's voices shape it?": "Young people wrote the questions we ask.",
    "A testimonial, anonymous": "You stayed when others had gone.",
    "What could other authorities learn from it?": "Ask first. Then do less, and do it well.",
    "In one paragraph: why this team?": "They are kind, and they are thorough about it.",
    "Words to be read on stage": "They asked first, and then they did what they had been told.",
}
"""Prepared text, by question."""
CHOICES = {
    "Which professional field": "Early help",
    "Which regional priority": "Early permanence",
    "Did you use an AI tool": "No",
}
PEOPLE = {
    "Who leads the team?": "Ann Lee",
    "Who collects the award": "Ann Lee",
    "Who steps in": "Bo Ng",
}
SECTIONS = (
    "The team",
    "The people",
    "The work",
    "The difference it made",
    "For the booklet and the stage",
    "Documents and declarations",
)
TEAM = "Ann Lee, manager\nBo Ng, family worker\nCy Day, family worker"


@pytest.fixture
def invited(site: Site) -> str:
    """The link in the invitation of a director to the sample's award, whose nominations are open."""
    file = Path(__file__).resolve().parents[2] / "awards/editions/files/tea-2022.toml"
    with site.app.app_context():
        now = clock.now()
        load_edition(parse_edition(file.read_text()), by=None, at=now)
        edition = db.session.scalars(sa.select(Edition)).one()
        edition.state, edition.two_people_decide = Stage.NOMINATIONS, False
        edition.nominations_open_at, edition.nominations_close_at = now, now + dt.timedelta(days=9)
        body = db.session.scalars(sa.select(Organisation).filter_by(slug="walsall")).one()
        post = (DIRECTOR, "Dee Rector", Role.DIRECTOR, body, "Director of Children’s Services")
        invite(*post, by=None, at=now, base_url=site.url, occasion=edition.name)
        db.session.commit()
        db.session.remove()
    return link_in(letter_to(site, DIRECTOR, "You are invited to TEA 2022"))


def fill(writer: Visitor) -> None:
    """Paste what was prepared into every box of the page."""
    page = writer.page
    for label, text in TEXTS.items():
        for box in page.get_by_label(label, exact=True).all():
            box.fill(text)
    for label, answer in CHOICES.items():
        for question in page.get_by_role("group", name=label).all():
            question.get_by_label(answer, exact=True).check()
    for label, name in PEOPLE.items():
        for question in page.get_by_role("group", name=label).all():
            question.get_by_label("Full name").fill(name)
    for pasted in page.get_by_label("Add people").all():
        pasted.fill(TEAM)
        for agreed in ("printed in the ceremony programme", "read out on stage", "seen in the photo"):
            page.get_by_label(agreed).check()
    for declaration in page.locator("form[data-autosave] .govuk-checkboxes__input[name^='q-']").all():
        declaration.check()


def send_photo(writer: Visitor) -> None:
    """Choose a photo, which is sent without leaving the page, and describe it."""
    photo = FilePayload(name="team.png", mimeType="image/png", buffer=drawn_photo())
    choose(writer, "Choose a photo", photo)
    expect(writer.page.get_by_text("Describe the photo below")).to_be_visible()
    writer.page.get_by_label("Describe the photo").fill("Three people with a kettle.")


def count_loads(writer: Visitor) -> list[str]:
    """Every document that the window loads from now on, however it came to it."""
    loads: list[str] = []
    writer.page.on("domcontentloaded", lambda page: loads.append(page.url))
    return loads


@pytest.mark.parametrize("size", [None, PHONE], ids=["desktop", "phone"])
def test_a_director_with_prepared_text_nominates_in_few_page_loads(
    site: Site, visitor: Callable[..., Visitor], invited: str, size: dict[str, int] | None
) -> None:
    director = visitor(size)
    loads = count_loads(director)
    director.open(invited)
    director.press("Accept and continue")
    director.press("Start your nomination")
    director.follow("The team")
    for heading in SECTIONS:
        expect(director.page.get_by_role("heading", level=1)).to_have_text(heading)
        fill(director)
        if heading == SECTIONS[4]:
            send_photo(director)
        director.press("Save and continue")
    expect(director.page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    said = director.text()
    assert [text for text in (*TEXTS.values(), "Cy Day", *CHOICES.values()) if text not in said] == []
    director.press("Sign and submit")
    expect(director.page.get_by_role("heading", level=1)).to_have_text("Thank you: your nomination is in")
    assert "We have your nomination" in director.text() or letter_to(
        site, DIRECTOR, "We have your nomination"
    )
    assert len(loads) <= MOST_PAGE_LOADS, loads


def test_a_director_returns_and_then_signs_on_a_phone_what_a_delegate_wrote(
    draft: Draft, visitor: Callable[..., Visitor]
) -> None:
    delegate = visitor()
    draft.sign_in(delegate, draft.delegate)
    ask(delegate, draft)

    director = visitor(PHONE)
    director.open(link_in(letter_to(draft.site, draft.director, "Ready for you to sign")))
    director.press("Sign in as", exact=False)
    read(director, "There was no soup.")
    director.page.get_by_label("What should be changed?").fill("Say how many families came.")
    director.press("Return it")
    expect(director.page.get_by_text("Your comment goes to those who write for you")).to_be_visible()

    letter = letter_to(draft.site, draft.delegate, "Returned to you with a comment")
    assert "Say how many families came." in letter and "NOT SUBMITTED" in letter
    delegate.open(link_in(letter))
    expect(delegate.page.get_by_text("Say how many families came.")).to_be_visible()
    delegate.follow("Your team")
    delegate.page.get_by_label("Challenge").fill("There was no soup for ninety families.")
    delegate.press("Save and go to the list")
    ask(delegate, draft)
    expect(delegate.page.get_by_text("Say how many families came.")).to_have_count(0)

    director.open(link_in(letter_to(draft.site, draft.director, "Ready for you to sign")))
    read(director, "There was no soup for ninety families.")
    director.press("Sign and submit")
    expect(director.page.get_by_role("heading", level=1)).to_have_text("Thank you: your nomination is in")
    for email in (draft.director, draft.delegate):
        assert "submitted the nomination" in letter_to(draft.site, email, "We have your nomination")
    assert state_of(draft) == "submitted"


def test_a_director_changes_it_on_a_phone_before_signing(
    draft: Draft, visitor: Callable[..., Visitor]
) -> None:
    delegate, director = visitor(), visitor(PHONE)
    draft.sign_in(delegate, draft.delegate)
    ask(delegate, draft)
    director.open(link_in(letter_to(draft.site, draft.director, "Ready for you to sign")))
    director.press("Sign in as", exact=False)
    director.page.get_by_role("link", name=re.compile("Change.+Challenge")).click()
    director.page.get_by_label("Challenge").fill("There was neither soup nor bread.")
    director.press("Save and go back to reading")
    read(director, "There was neither soup nor bread.")
    director.press("Sign and submit")
    assert state_of(draft) == "submitted"
    assert draft.answer("challenge") == "There was neither soup nor bread."


def ask(delegate: Visitor, draft: Draft) -> None:
    """Read it all and ask the director to sign."""
    delegate.open(f"{draft.path}/check")
    delegate.press("Ask the director to sign")
    expect(delegate.page.get_by_text("We have written to your director")).to_be_visible()


def read(director: Visitor, text: str) -> None:
    """The page can be read without scrolling sideways, and says that nothing is submitted."""
    page = director.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Read and sign")
    expect(page.get_by_text("NOT SUBMITTED").first).to_be_visible()
    expect(page.get_by_text(text, exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def state_of(draft: Draft) -> str:
    """How the nomination stands in the database."""
    with draft.site.app.app_context():
        nomination = db.session.get(Nomination, draft.id)
        assert nomination is not None
        state = str(nomination.state.value)
        db.session.remove()
    return state
