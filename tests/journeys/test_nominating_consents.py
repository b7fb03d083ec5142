"""Somebody says yes by a link on their phone, is in the printed programme, says no, and is in it no more."""

import io
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect
from pypdf import PdfReader

from awards.core.database import db
from awards.core.outbox import Message
from awards.editions.models import Edition
from awards.editions.states import Stage
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState
from tests.factories import NOW
from tests.journeys.scene import Draft
from tests.journeys.visiting import PHONE, Visitor

NAME = "Siobhán Oakley"
LIST = f"Full name\tJob title\tEmail\n{NAME}\tsocial worker\tsiobhan@example.org\nBo Day\tcook\t"


@pytest.fixture
def writer(draft: Draft, visitor: Callable[..., Visitor]) -> Visitor:
    """The delegate."""
    someone = visitor()
    draft.sign_in(someone, draft.delegate)
    return someone


def name_the_team(writer: Visitor, draft: Draft) -> None:
    """A list out of a spreadsheet, looked at before it is kept; those with an address are asked at once."""
    writer.open(f"{draft.path}/sections/team")
    writer.press("Paste from a spreadsheet")
    writer.page.get_by_label("The list").fill(LIST)
    writer.press("Read the list")
    expect(writer.page.get_by_text("Nothing is kept yet")).to_be_visible()
    writer.page.get_by_label("Ask those with an email address now").check()
    writer.press("Add these 2 people")
    expect(writer.page.get_by_text("We have written to 1 person")).to_be_visible()


def link_to(draft: Draft, address: str) -> str:
    """The link in the letter to this address."""
    with draft.site.app.app_context():
        asked = sa.select(Message).filter_by(kind="consent asked", recipient=address)
        body = db.session.scalars(asked).one().body
        db.session.remove()
    return next(word for word in body.split() if "/consent/" in word)


def seal(draft: Draft) -> None:
    """The nomination is accepted and the results are sealed: a programme can be made."""
    with draft.site.app.app_context():
        nomination = db.session.get_one(Nomination, draft.id)
        nomination.state, nomination.submitted_at = NominationState.ACCEPTED, NOW
        db.session.execute(sa.update(Edition).values(state=Stage.SEALED))
        db.session.commit()
        db.session.remove()


def choose(person: Visitor, answers: dict[str, str]) -> None:
    for question, answer in answers.items():
        group = person.page.get_by_role("group", name=question)
        group.get_by_label(answer, exact=True).check()


def printed(organiser: Visitor, version: int) -> str:
    """All words of the programme that the worker made; the page shows it by itself."""
    link = organiser.page.get_by_role("link", name=f"Download version {version}")
    expect(link).to_be_visible(timeout=30_000)
    answer = organiser.page.request.get(str(link.get_attribute("href")))
    assert answer.ok
    pages = PdfReader(io.BytesIO(answer.body())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_consent_is_given_on_a_phone_and_withdrawn_and_gone_from_the_programme(
    draft: Draft, writer: Visitor, visitor: Callable[..., Visitor]
):
    name_the_team(writer, draft)
    person, organiser = visitor(PHONE), visitor()
    link = link_to(draft, "siobhan@example.org")

    person.open(link)
    choose(
        person,
        {
            "Your name and role in the programme": "Yes",
            "Your name on stage": "Yes",
            "You in the photo of your team": "Yes",
            "Your name and picture in social media": "No",
            "Your name and picture for the press": "No",
        },
    )
    person.page.get_by_label("How is it said aloud?").fill("shi-VAWN OAK-lee")
    person.press("Save my answer")
    expect(person.page.get_by_text("Thank you, we have your answer")).to_be_visible()

    writer.open(f"{draft.path}/team")
    expect(writer.page.get_by_text("1 of 2 has answered themselves.")).to_be_visible()
    expect(writer.page.get_by_text("said: shi-VAWN OAK-lee")).to_be_visible()

    seal(draft)
    draft.sign_in(organiser, draft.organiser)
    organiser.open(f"/editions/{draft.edition}/documents")
    organiser.page.get_by_role("button", name="Make it Ceremony programme").click()
    assert NAME in printed(organiser, 1)
    old = str(organiser.page.get_by_role("link", name="Download version 1").get_attribute("href"))

    person.open(link)
    person.press("Do not name me")
    expect(person.page.get_by_text("You are not named or shown anywhere.")).to_be_visible()

    assert organiser.page.request.get(old).status in {404, 409}
    organiser.page.reload()
    text = printed(organiser, 2)
    assert NAME not in text and "Team" in text
    expect(organiser.page.get_by_text("Version 1, taken back at")).to_be_visible()
    organiser.look()
    guest = visitor()
    guest.open(f"/editions/{draft.edition}/programme")
    assert NAME not in guest.text()


def test_a_phone_shows_a_link_that_does_not_work_what_to_do(visitor: Callable[..., Visitor], draft: Draft):
    person = visitor(PHONE)
    person.open("/consent/a-link-cut-in-two")
    expect(person.page.get_by_role("heading", level=1)).to_have_text("This link does not work any more")
    expect(person.page.get_by_text("ask the person who told you")).to_be_visible()
