"""Files that are sent at once, slowly, or while others write."""

import contextvars
import io
import socket
import threading
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from PIL import Image
from werkzeug.serving import make_server

from awards.core.database import db
from awards.core.images import decoding
from awards.nominations.models import Nomination, Upload
from awards.organisations.roles import Role
from tests.at_once.meeting import PATIENCE, at_once, browser, count
from tests.factories import (
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_participant,
    make_person,
)
from tests.nominations.conftest import add_special_questions
from tests.nominations.documents import pdf

pytestmark = pytest.mark.both_databases
SOON = 5
"""Seconds: far less than anybody waits for a lock."""


@pytest.fixture
def draft(busy):
    """A draft, its director, and where its photo and its documents are sent."""
    edition, body = make_edition(), make_organisation()
    make_participant(edition, body)
    category = make_category(edition)
    add_special_questions(category)
    nomination = make_nomination(category, body)
    keys = {question.key: question.id for question in category.sections[1].questions}
    director = make_person(Role.DIRECTOR, organisation=body)
    pages = {key: f"/nominations/{nomination.id}/{page}/{keys[key]}" for key, page in PAGES.items()}
    made = nomination.id, browser(busy, director), browser(busy, director), pages
    db.session.commit()
    db.session.remove()
    return made


PAGES = {"photo": "photo", "documents": "documents"}


def picture() -> tuple[io.BytesIO, str]:
    content = io.BytesIO()
    Image.new("RGB", (700, 500), "navy").save(content, "JPEG")
    return io.BytesIO(content.getvalue()), "team.jpg"


def section_save(client, nomination_id) -> int:
    path = f"/nominations/{nomination_id}/sections/team"
    page = client.get(path).text
    version = page.split('name="version"')[1].split('value="')[1].split('"')[0]
    words = {"q-challenge": "There was no soup.", "version": version, "then": "list"}
    return int(client.post(path, data=words).status_code)


def in_the_background(pool: ThreadPoolExecutor, act, *given) -> Future:
    return pool.submit(contextvars.Context().run, act, *given)


def test_others_write_while_a_photo_is_looked_at(busy, draft):
    nomination_id, sender, writer, pages = draft
    sent = {"photo": picture(), "description": "Nine people."}
    with ThreadPoolExecutor(2) as pool:
        with decoding:  # the photo is taken in and cannot get on
            photo = in_the_background(pool, lambda: sender.post(pages["photo"], data=sent).status_code)
            saved = in_the_background(pool, section_save, writer, nomination_id)
            assert saved.result(timeout=SOON) == 303
            assert not photo.done()
        assert photo.result(timeout=PATIENCE) == 303
    assert count(Upload, nomination_id=nomination_id) == 1


def test_two_photos_at_once_leave_one(busy, draft):
    nomination_id, one, other, pages = draft
    calls = [
        lambda client=client: client.post(pages["photo"], data={"photo": picture(), "description": "Nine."})
        for client in (one, other)
    ]
    assert [answer.status_code for answer in at_once(busy, *calls)] == [303, 303]
    assert count(Upload, nomination_id=nomination_id) == 1


def test_documents_sent_at_once_are_never_too_many(busy, draft):
    nomination_id, one, other, pages = draft

    def send(client, *names):
        files = [(io.BytesIO(pdf(name)), name) for name in names]
        return client.post(pages["documents"], data={"documents": files})

    at_once(busy, lambda: send(one, "a.pdf", "b.pdf"), lambda: send(other, "c.pdf", "d.pdf"))
    assert count(Upload, nomination_id=nomination_id) == 2


@pytest.fixture
def server(busy):
    """The application behind a real socket."""
    running = make_server("127.0.0.1", 0, busy, threaded=True)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield running
    running.shutdown()
    thread.join(timeout=PATIENCE)
    running.server_close()


# Werkzeug leaves the closing of what it had begun to receive to the interpreter.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_file_that_comes_slowly_and_then_not_at_all_is_nowhere_and_holds_nobody_up(busy, draft, server):
    nomination_id, sender, writer, pages = draft
    cookie = sender.get_cookie(str(busy.config["SESSION_COOKIE_NAME"]))
    before = set(busy.config["FILES"].rglob("*"))
    part = b'--x\r\nContent-Disposition: form-data; name="photo"; filename="team.jpg"\r\n\r\n'
    part += b"\xff\xd8" * 50_000
    head = (
        f"POST {pages['photo']} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie.key}={cookie.value}\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {2 * len(part)}\r\n\r\n"
    )
    address = ("127.0.0.1", server.server_port)
    with ThreadPoolExecutor(1) as pool, socket.create_connection(address, timeout=PATIENCE) as line:
        line.sendall(head.encode() + part)
        saved = in_the_background(pool, section_save, writer, nomination_id)
        assert saved.result(timeout=SOON) == 303
        line.shutdown(socket.SHUT_WR)
        assert b" 400 " in line.recv(100)
    assert count(Upload, nomination_id=nomination_id) == 0
    assert set(busy.config["FILES"].rglob("*")) == before
    nomination = db.session.get(Nomination, nomination_id)
    assert "There was no soup." in [answer.value for answer in nomination.answers]
