"""Taking a score pack away, writing into it and sending it back, as a browser and a spreadsheet do."""

import io
import re

import sqlalchemy as sa
from openpyxl import load_workbook

from awards.core import clock
from awards.core.database import db
from awards.judging.marks import Marks
from awards.judging.models import Conflict, ScoreSheet
from awards.judging.services import save_sheet
from awards.judging.states import ConflictKind
from tests.factories import saved

IMPACT, WHY = "Impact: points from 0 to 5", "Impact: why"
TEAMWORK, COMMENT = "Teamwork: points from 0 to 5", "Comment for the nominating organisation"
CODE = "Code (leave as it is)"


def book_of(browser, address):
    return load_workbook(io.BytesIO(browser.get(f"{address}/spreadsheet").data))


def bytes_of(book):
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def put(book, team, **cells):
    """Write into a team's row, by heading."""
    sheet = book["Scores"]
    headings = {cell.value: cell.column for cell in sheet[1]}
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == team)
    short = {"impact": IMPACT, "why": WHY, "comment": COMMENT}
    for heading, value in cells.items():
        sheet.cell(row, headings[short.get(heading, heading)]).value = value


def send(browser, address, content, name="pack.xlsx"):
    """As a browser does; by hand, for the client would leave a large file open."""
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + content + b"\r\n--x--\r\n"
    return browser.post(address, data=body, content_type="multipart/form-data; boundary=x")


def sent(browser, address, **cells):
    """Download, write into the first team's row, and send back."""
    book = book_of(browser, address)
    put(book, "Team Alder", **cells or {"impact": 4, "why": "They listened.", TEAMWORK: 3})
    return send(browser, address, bytes_of(book))


def seen(page):
    """What the page with the changes posts, as a browser would: the version of each sheet."""
    tags = re.findall(r"<input[^>]*>", page.text)
    found = (re.search(r'name="(seen-[^"]*)".*value="([^"]*)"', tag) for tag in tags)
    return {match[1]: match[2] for match in found if match}


def sheets():
    return db.session.scalars(sa.select(ScoreSheet)).all()


def save(task, judge, **values):
    sheet = save_sheet(task, Marks(**values), by=judge, at=clock.now())
    db.session.commit()
    return sheet


def stand_aside(judging, number=0):
    values = {"kind": ConflictKind.DECLARED, "reason": "My sister leads it."}
    saved(Conflict(person=judging.judge, nomination=judging.nominations[number], **values))
