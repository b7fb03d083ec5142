"""The outbox page."""

import uuid

import pytest
import sqlalchemy as sa

from awards.core import clock, fences
from awards.core.database import db
from awards.core.installation import Installation
from awards.core.outbox import Message
from awards.core.states import MessageState
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import make_person, refreshed

LINK = "http://127.0.0.1:8000/sign-in/link/abc"


def make_message(**values):
    usual = {
        "kind": "receipt",
        "thing_id": uuid.uuid4(),
        "recipient": "jo@example.org",
        "subject": "Hello Jo",
    }
    message = Message(**usual | {"body": f"Dear Jo <b>!\n\n{LINK}\n", "due_at": clock.now()} | values)
    db.session.add(message)
    db.session.commit()
    return message


def make_sample():
    db.session.add(Installation(id=1, is_sample=True))
    db.session.commit()


@pytest.fixture
def browser(browser_of):
    """An organiser's."""
    return browser_of(make_person(Role.ORGANISER))


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.ORGANISER, 200), (Role.AUDITOR, 200), (Role.ADMINISTRATOR, 403), (Role.PRESENTER, 403)],
)
def test_who_sees_it(browser_of, session, role, status):
    assert browser_of(make_person(role)).get("/outbox").status_code == status


def test_it_shows_every_message(browser):
    make_message(state=MessageState.SENT)
    make_message(subject="Goodbye", state=MessageState.FAILED)
    page = browser.get("/outbox").text
    assert page.index("Goodbye") < page.index("Hello Jo")
    assert ("Failed" in page, "Sent" in page, page.count("jo@example.org")) == (True, True, 2)


def test_it_says_that_nothing_is_sent_without_a_mail_server(browser):
    make_message()
    page = browser.get("/outbox").text
    assert "messages are kept here" in page
    assert "Kept here" in page


def test_it_costs_the_same_however_many_messages_there_are(browser):
    counts: list[int] = []
    for more in (1, 4):
        for _ in range(more):
            make_message()
        with counted_statements() as statements:
            browser.get("/outbox")
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 12


def test_an_empty_one_says_so(browser):
    assert "No messages yet" in browser.get("/outbox").text


@pytest.mark.parametrize("kind", ["sign-in-link", "invitation"])
def test_a_one_time_link_is_not_shown(browser, kind):
    page = browser.get(f"/outbox/{make_message(kind=kind).id}").text
    assert "/sign-in/link/abc" not in page
    assert "Hello Jo" in page


def test_other_texts_are_shown_as_text(browser):
    page = browser.get(f"/outbox/{make_message().id}").text
    assert "Dear Jo &lt;b&gt;!" in page
    assert f'href="{LINK}"' not in page


def test_on_a_sample_links_can_be_followed(browser):
    make_sample()
    page = browser.get(f"/outbox/{make_message(kind='invitation').id}").text
    assert f'<a class="govuk-link" href="{LINK}">' in page
    assert "Dear Jo &lt;b&gt;!" in page


def test_on_a_sample_only_our_own_addresses_are_links(browser):
    make_sample()
    page = browser.get(f"/outbox/{make_message(body='http://127.0.0.1:8000.evil.example/x').id}").text
    assert 'href="http://127.0.0.1:8000.evil' not in page


@pytest.mark.parametrize("state", [MessageState.FAILED, MessageState.UNSURE])
def test_what_failed_can_be_sent_again(browser, state):
    message = make_message(state=state)
    assert "Send again</button>" in browser.get(f"/outbox/{message.id}").text
    assert browser.post(f"/outbox/{message.id}/again").status_code == 303
    assert refreshed(message).state is MessageState.QUEUED


def test_what_was_sent_is_not_sent_again(browser):
    message = make_message(state=MessageState.SENT)
    assert browser.post(f"/outbox/{message.id}/again").status_code == 409
    assert refreshed(message).state is MessageState.SENT


def test_an_auditor_sends_nothing_again(browser_of, session):
    message = make_message(state=MessageState.FAILED)
    auditor = browser_of(make_person(Role.AUDITOR))
    assert "Send again</button>" not in auditor.get(f"/outbox/{message.id}").text
    assert auditor.post(f"/outbox/{message.id}/again").status_code == 404


def test_an_unknown_message_is_not_found(browser):
    assert browser.get(f"/outbox/{uuid.uuid4()}").status_code == 404


def test_a_message_about_a_fenced_thing_leaves_no_trace(browser, monkeypatch):
    hidden, shown = make_message(subject="About a fenced thing"), make_message()
    behind_the_fence = sa.select(Message.id).where(Message.id == hidden.id)
    monkeypatch.setitem(fences._fences, Message, lambda _person_id: behind_the_fence)  # noqa: SLF001  # undone after
    page = browser.get("/outbox").text
    assert (shown.subject in page, hidden.subject in page) == (True, False)
    assert browser.get(f"/outbox/{hidden.id}").status_code == 404
    assert browser.post(f"/outbox/{hidden.id}/again").status_code == 404


def test_neither_list_nor_message_names_the_team_of_a_draft(browser):
    message = make_message(
        kind="returned by the director", subject="Returned: Kites", body="Kites need work."
    )
    pages = [browser.get(address).text for address in ("/outbox", f"/outbox/{message.id}")]
    assert all("A director returned a nomination with a comment" in page for page in pages)
    assert not any("Kites" in page for page in pages)
