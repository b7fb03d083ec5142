"""Twenty thousand bad inputs over every form of nominating: none breaks a page, none loses a text."""

import datetime as dt
import io
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, cast

import pytest
import sqlalchemy as sa
from flask import Flask
from PIL import Image
from sqlalchemy import Connection
from werkzeug.datastructures import FileStorage, MultiDict

from awards.core.database import db
from awards.editions.models import Question
from awards.nominations.consent import consent_link
from awards.nominations.findings import found_in
from awards.nominations.models import Answer, Reminder, Revision, TeamMember
from awards.nominations.receiving import receive_photo
from awards.nominations.services import save_answers, set_photo
from awards.nominations.states import NominationState, ReminderKind
from tests.factories import saved
from tests.nominations.conftest import COMPLETE

SHARES = {"director": 9_000, "delegate": 5_500, "organiser": 5_000, "member": 500}
"""How many bad values each of them types."""

KEPT = "Nobody may lose these words."
NASTY = [
    "",
    " ",
    "\u200b",
    "\u2060",
    "\u00a0",
    "\0",
    "\x07",
    "\x85",
    "\u2028",
    "\ufffe",
    "\ud7ff",
    "\u202eevil",
    "A\u0301" * 40,
    "𝟗",
    "١٢",
    "ﬀ",
    "ı",
    "İ",
    "ŵŷ",
    "👨‍👩‍👧‍👦",
    "漢字" * 50,
    "x" * 5_000,
    "word " * 700,
    "-1",
    "1e400",
    "NaN",
    "0x10",
    "1_0",
    "2147483648",
    "9" * 40,
    "0001",
    "2026-10-25T01:30",
    "31",
    "30/02/2026",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "${7*7}",
    "%s%n",
    "{0.__class__}",
    "'; DROP TABLE nominations; --",
    "../../etc/passwd",
    "javascript:alert(1)",
    '=HYPERLINK("x")',
    "a@b",
    "x@y,z@w",
    "a\r\nBcc: b@c.de",
    "ann@example.org",
    "None",
    "null",
    "[]",
    "true",
    "y",
    "00000000-0000-0000-0000-000000000000",
    "%00",
    "\\",
    "\"'<>&",
    "draft",
    "accept",
    "up",
    "down",
    "next",
    "list",
    "people:x",
]
FILES = [
    b"",
    b"x",
    b"%PDF-1.7 nonsense",
    b"%PDF-1.7\n%%EOF",
    b"PK\x03\x04" + b"\0" * 50,
    b"\xff\xd8\xff\xe0" + b"\0" * 300,
    b"GIF89a" + b"\0" * 20,
    b"<svg onload='alert(1)'/>",
    b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
    b"MZ" + b"\0" * 100,
]
FILE_NAMES = [
    "team.jpg",
    "../../x.pdf",
    "CON",
    "a\0b.docx",
    "x" * 300 + ".pdf",
    "\u202efdp.exe",
    "photo.HEIC",
    ".pdf",
    "a\nb.png",
]

TYPED = "application/x-www-form-urlencoded"
NO_FORMS = [
    (b"%ff%fe=%ff", TYPED),
    (b"\xff\xfe", "text/plain"),
    (b"{", "application/json"),
    (b"a=" + b"x" * 600_000, TYPED),
    (b"--x\r\n", "multipart/form-data; boundary=x"),
    (b"&".join(b"a=1" for _ in range(1_500)), TYPED),
    (b"", "multipart/form-data"),
]


@dataclass
class PostForm:
    """A form as a page offers it: where it goes, and what it asks for with what was filled in."""

    action: str
    values: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


class FormReader(HTMLParser):
    """Finds the forms of a page that change something, and where it saves by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PostForm] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, or what is asked inside one."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and said.get("method") == "post":
            self.forms.append(PostForm(said.get("action", "")))
            self.inside = True
            if "data-autosave" in said:
                self.forms.insert(-1, PostForm(said["data-autosave"], self.forms[-1].values))
        elif self.inside and said.get("name") and tag in {"input", "textarea", "select", "button"}:
            if said.get("type") == "file":
                self.forms[-1].files.append(said["name"])
            else:
                self.forms[-1].values.append((said["name"], said.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        """A form is over."""
        self.inside = self.inside and tag != "form"


def drawn_photo() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (640, 400), "navy").save(content, "JPEG")
    return content.getvalue()


PHOTO = drawn_photo()


@dataclass
class Desk:
    """Each person's browser with the pages on which they find forms, and where they post without one."""

    browsers: dict[str, Any]
    pages: dict[str, list[str]]
    bare: dict[str, list[str]]

    def forms(self, who: str) -> list[PostForm]:
        """Every form that the person finds, once for each address."""
        found: dict[str, PostForm] = {}
        for path in self.pages[who]:
            reader, answer = FormReader(), self.browsers[who].get(path, follow_redirects=True)
            assert answer.status_code == 200, (who, path)
            reader.feed(answer.text)
            for form in reader.forms:
                form.action = form.action or path
                if "sign-" not in form.action:
                    found.setdefault(form.action, form)
        for address in self.bare[who]:
            found.setdefault(address, PostForm(address))
        return list(found.values())


ORGANISERS = {
    "write_to", "decide", "help_write", "help_start", "help_end", "new_reminder", "change_a_reminder",
    "remove_a_reminder", "send_now", "switch", "usual_reminders", "preview", "mask", "remove_mask",
}  # fmt: skip


@pytest.fixture
def desk(scene, browser_of, client, app) -> Desk:
    """A draft, one put forward and one withdrawn, a team member, a photo, a reminder; and all addresses."""
    at = dt.datetime.now(dt.UTC)
    own = scene.nomination(changed_at=at)
    said = COMPLETE | {"challenge": KEPT, "team-name": "The night owls", "why-this-team": "They met Mia."}
    save_answers(own, scene.section, said, by=scene.delegate, at=at)
    forward = scene.complete(NominationState.SUBMITTED, number=2, changed_at=at)
    gone = scene.nomination(NominationState.WITHDRAWN, number=3, withdrawn_from="draft")
    member = TeamMember(nomination=own, question=scene.question("members"), position=1, name="Ann Lee")
    member.email = "ann.lee@example.org"
    saved(member)
    words = {"subject": "Soon", "body": "Please finish.", "planned_at": at, "edition": scene.edition}
    reminder = Reminder(kind=ReminderKind.UNFINISHED, days_before=3, time_of_day=32_400, **words)
    photo = scene.question("photo")
    upload = set_photo(own, photo, receive_photo(PHOTO, "team.jpg"), "A team.", by=scene.director, at=at)
    scene.category.max_per_organisation = 9
    for thing in (reminder, upload):
        saved(thing)
    examples: dict[Any, Any] = {
        "revision": db.session.query(Revision).first().id,
        "nomination": own.id, "question": member.question_id, "section": "more", "member": member.id,
        "page": scene.category.sections[1].id, "upload": upload.id, "reminder": reminder.id,
        "edition": scene.edition.slug, "category": scene.category.id, "organisation": scene.organisation.id,
        "token": consent_link(member, "").rpartition("/")[2],
        ("set_photo", "question"): photo.id, ("documents", "question"): scene.question("documents").id,
        ("decide", "nomination"): forward.id, ("restore", "nomination"): gone.id,
        ("mask", "nomination"): forward.id, ("remove_mask", "nomination"): forward.id,
        "finding": found_in(own)[0].key,
    }  # fmt: skip
    browsers = {"director": browser_of(scene.director), "delegate": browser_of(scene.delegate)}
    browsers |= {"organiser": browser_of(scene.organiser), "member": client}
    made = Desk(browsers, {who: [] for who in SHARES}, {who: [] for who in SHARES})
    _find_addresses(made, app, examples, scene.organisation.slug)
    task_list = f"/nominations/{own.id}"
    for who in ("director", "delegate"):
        made.pages[who] += ["/nominations", task_list, f"{task_list}/check", f"{task_list}/team"]
        made.pages[who].append(f"{task_list}/sections/team")
    made.pages["organiser"] += [
        f"/nominations/{forward.id}/review",
        f"/editions/{scene.edition.slug}/reminders",
    ]
    made.pages["member"].append(consent_link(member, ""))
    return made


def _find_addresses(desk: Desk, app: Flask, examples: dict[Any, Any], slug: str) -> None:
    """Every address of nominating at which something can be posted, for those who post there."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        stage, _, name = rule.endpoint.partition(".")
        methods = rule.methods or set()
        if stage == "nominations" and "POST" in methods:
            values = {part: examples.get((name, part), examples[part]) for part in rule.arguments}
            path = adapter.build(rule.endpoint, values) + f"?to={slug}" * (name == "write_to")
            for who in _users(name):
                (desk.pages if "GET" in methods else desk.bare)[who].append(path)


def _users(name: str) -> list[str]:
    """Who posts to the view of this name."""
    if name == "answer_consent":
        return ["member"]
    if name in ORGANISERS:
        return ["organiser"]
    return ["director"] if name in {"withdraw", "restore"} else ["director", "delegate"]


def bad_value(chance: random.Random) -> str:
    if chance.random() < 0.8:
        return chance.choice(NASTY)
    return "".join(
        chr(chance.choice((chance.randrange(0xD7FF), chance.randrange(0xE000, 0x10FFFF)))) for _ in range(9)
    )


def bad_body(form: PostForm, chance: random.Random) -> tuple[dict[str, Any], int]:
    """What is sent, and how many bad values are in it."""
    sent: MultiDict[str, Any] = MultiDict()
    bad = 0
    for name, value in form.values:
        what = chance.random()
        if what < 0.25:
            sent.add(name, value)
            continue
        bad += 1
        for _ in range(chance.choice((0, 1, 1, 1, 1, 2))):
            sent.add(name, bad_value(chance))
    sent.add(chance.choice(("is_admin", "state", "q-unknown", "version", "then")), bad_value(chance))
    for name in form.files:
        content, called = chance.choice([*FILES, PHOTO]), chance.choice(FILE_NAMES)
        sent.add(name, FileStorage(io.BytesIO(content), called, name))
        bad += 1
    return {"data": sent}, bad + 1


def raw_body(chance: random.Random) -> tuple[dict[str, Any], int]:
    """No form at all."""
    content, kind = chance.choice(NO_FORMS)
    return {"data": content, "content_type": kind}, 1


def texts(session: Any) -> Counter[tuple[str, str]]:
    """Every text there is in answer to a question, of any nomination."""
    rows = session.execute(sa.select(Question.key, Answer.value).join(Answer.question))
    return Counter((key, str(value)) for key, value in rows)


@pytest.mark.parametrize("who", SHARES)
def test_no_bad_input_breaks_a_page_or_loses_a_text(who, desk, session):
    chance = random.Random(who)  # noqa: S311  # the same every time
    browser, forms, typed = desk.browsers[who], desk.forms(who), 0
    seen: Counter[int] = Counter()
    weights = [1 + len(form.values) + len(form.files) for form in forms]
    before = texts(session)  # before each: it is undone
    while typed < SHARES[who]:
        for form in chance.choices(forms, weights, k=50) if typed else forms:
            body, bad = raw_body(chance) if chance.random() < 0.05 else bad_body(form, chance)
            typed += bad
            with undone(session):
                status = browser.post(form.action, **body).status_code
                seen[status] += 1
                lost = before - texts(session)
                assert status < 500, (form.action, body)
                assert not lost or status < 400, form.action
                assert not lost or set(lost) <= revisions(session), form.action
    assert seen[422] and seen[303]


def revisions(session: Any) -> set[tuple[str, str]]:
    """Every text that is kept in the history."""
    rows = session.execute(sa.select(Question.key, Revision.value).join(Revision.question))
    return {(key, str(value)) for key, value in rows}


@contextmanager
def undone(session: Any) -> Iterator[None]:
    """What a lucky press did is undone, so that the next one meets the same draft."""
    session.remove()
    savepoint = cast("Connection", db.engine).begin_nested()  # under test it is the one connection
    try:
        yield
    finally:
        session.remove()
        savepoint.rollback()
