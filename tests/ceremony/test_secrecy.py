"""Nothing tells a winner before its reveal: two worlds with different winners are the same to the byte."""

import datetime as dt
import re

import pytest

from awards.ceremony.documents import made_of, recognition_sheet, sheet_of
from awards.ceremony.services import (
    ask_for_document,
    build_next_document,
    generate_running_order,
    reveal_award,
)
from awards.ceremony.states import DocumentKind
from awards.core.database import db
from awards.editions.states import Stage
from tests.ceremony.evenings import Evening, let_another_win, make_evening
from tests.counting import counted_statements

pytestmark = pytest.mark.usefixtures("session")
AT = dt.datetime(2022, 10, 14, 10, tzinfo=dt.UTC)
# what differs between two requests for the same page
PASSING = re.compile(rb'nonce="[^"]*"|name="csrf_token" value="[^"]*"')


@pytest.fixture
def evening(session) -> Evening:
    evening = make_evening(Stage.CEREMONY)
    generate_running_order(evening.edition, by=evening.organiser, at=AT)
    for kind in DocumentKind:
        ask_for_document(evening.edition, kind, by=evening.organiser, at=AT)
    db.session.commit()
    while build_next_document(AT):
        pass
    return evening


def page(browser, evening: Evening, path: str) -> bytes:
    answer = browser.get(f"/editions/{evening.edition.slug}/{path}")
    assert answer.status_code == 200
    return PASSING.sub(b"", answer.data)


@pytest.mark.parametrize("path", ["programme", "running-order", "documents", "reveal", "reveal/top"])
def test_pages_are_the_same_whoever_wins(evening, browser_of, path):
    browser = browser_of(evening.organiser)
    first = page(browser, evening, path)
    let_another_win(evening, evening.teams[2])
    assert page(browser, evening, path) == first


@pytest.mark.parametrize("kind", DocumentKind)
def test_documents_are_the_same_whoever_wins(evening, kind):
    def made() -> bytes:
        return made_of(sheet_of(evening.edition, kind, version="1", at=AT), at=AT).pdf

    first = made()
    let_another_win(evening, evening.teams[2])
    assert made() == first


def test_certificates_for_every_team_are_the_same_whoever_wins(evening):
    first = made_of(recognition_sheet(evening.edition), at=AT).pdf
    let_another_win(evening, evening.teams[2])
    assert made_of(recognition_sheet(evening.edition), at=AT).pdf == first


def test_the_running_order_made_anew_is_the_same_whoever_wins(evening):
    first = generate_running_order(evening.edition, by=evening.organiser, at=AT).version
    let_another_win(evening, evening.teams[2])
    assert generate_running_order(evening.edition, by=evening.organiser, at=AT).version == first


def test_this_test_would_notice_a_winner(evening, browser_of):
    """After the reveal the two worlds do differ, so equality above means something."""
    reveal_award(evening.top, by=evening.organiser, at=AT)
    db.session.commit()
    first = page(browser_of(evening.organiser), evening, "programme")
    let_another_win(evening, evening.teams[2])
    assert page(browser_of(evening.organiser), evening, "programme") != first


def test_a_guests_page_asks_the_database_for_recipients_of_revealed_awards_only(evening, client):
    with counted_statements() as statements:
        page(client, evening, "programme")
    asking = [statement for statement in statements if "recipients" in statement]
    assert len(asking) == 1
    assert "FROM reveals" in asking[0]
