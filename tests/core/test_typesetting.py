"""The engine of all documents: folders, pictures, pages for the screen, a process apart."""

import datetime as dt
import io

import pytest
from PIL import Image

from awards.core.errors import NotFound
from awards.core.typesetting import TEMPLATES, Job, PrintedPhoto, paragraphs_of, set_in_type
from awards.core.typesetting.printed import LONGEST_PIECE

AT = dt.datetime(2022, 9, 12, 14, 30, tzinfo=dt.UTC)
TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: "A test")
#set page(width: 100mm, height: 50mm)
= #data.title
#for line in data.lines { par(line) }
#if data.picture != none { image(data.picture, alt: "A square") }
"""


@pytest.fixture(autouse=True)
def own_template(tmp_path, monkeypatch):
    """One small template, in a folder of its own."""
    (tmp_path / "test.typ").write_text(TEMPLATE)
    monkeypatch.setattr("awards.core.typesetting.setting.TEMPLATES", tmp_path)


def picture(kind: str = "PNG") -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (40, 40), "teal").save(content, kind)
    return content.getvalue()


def made(*lines, content=None, **settings):
    def fill(job: Job):
        copy = job.place(lambda: content) if content is not None else None
        return {"title": "Title", "lines": lines, "picture": copy}

    return set_in_type("test.typ", fill, timestamp=AT, **settings)


def test_the_templates_are_where_the_product_keeps_them():
    assert {"programme.typ", "nomination.typ", "theme.typ"} <= {each.name for each in TEMPLATES.glob("*.typ")}


def test_a_document_is_a_pdf_of_so_many_pages():
    done = made(*["A line."] * 30)
    assert done.pdf.startswith(b"%PDF-") and done.pages > 1 and done.warnings == [] and done.pictures == ()


def test_its_pages_come_as_pictures_where_they_are_asked_for():
    done = made(*["A line."] * 30, pictures=True)
    assert len(done.pictures) == done.pages
    with Image.open(io.BytesIO(done.pictures[0])) as page:
        assert (page.format, page.size) == ("PNG", (567, 283))


def test_a_process_apart_makes_the_same_pdf_and_pictures():
    lines = ["A line."] * 30
    assert made(*lines, pictures=True, time_limit=60) == made(*lines, pictures=True)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_placed_under_a_name_that_says_nothing(kind):
    assert made(content=picture(kind)).warnings == []


@pytest.mark.parametrize("content", [b"", b"no picture", picture("GIF")])
def test_what_is_no_picture_is_left_out(content):
    assert made(content=content).pages == 1


def test_a_picture_that_is_gone_is_left_out_and_one_that_cannot_be_had_stops_the_document(tmp_path):
    def gone():
        raise NotFound

    def away():
        raise ConnectionError

    job = Job(tmp_path)
    assert job.place(gone) is None
    with pytest.raises(ConnectionError):
        job.place(away)


def test_letters_that_no_font_has_are_told():
    [warning] = made("A strange \U00012000 sign").warnings
    assert "they print as empty boxes" in warning


def test_signs_that_cannot_be_printed_are_taken_out():
    assert made("An evil \u202e\x07 line").warnings == []


def test_a_text_is_printed_line_by_line_and_a_very_long_line_in_pieces():
    assert paragraphs_of(" One. \n\nTwo.\n") == ("One.", "Two.")
    long = paragraphs_of("word " * 1_000)
    assert [len(piece) <= LONGEST_PIECE for piece in long] == [True, True]
    assert " ".join(long).split() == ["word"] * 1_000


def test_a_photo_that_cannot_be_read_says_so_and_keeps_its_description(tmp_path):
    placed = PrintedPhoto(lambda: b"no photo", "The team").placed(Job(tmp_path))
    assert placed == PrintedPhoto(None, "The team", "The photo is not printed: it cannot be read.")
    assert placed.placed(Job(tmp_path)) is placed
