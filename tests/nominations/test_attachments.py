"""What supporting documents may be, and what they are called."""

import io
import zipfile

import pytest

from awards.nominations.attachments import DOCX, JPEG, PDF, clean_file_name, document_kind

PLAIN_PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def docx(*extra: str, names: tuple[str, ...] = ("[Content_Types].xml", "word/document.xml")) -> bytes:
    """A file that has the parts of a Word document."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name in (*names, *extra):
            package.writestr(name, "<x/>")
    return content.getvalue()


def bomb() -> bytes:
    """A small file that is huge once it is opened."""
    content = io.BytesIO(docx())
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/image1.bin", b"\0" * (101 * 1024 * 1024))
    return content.getvalue()


@pytest.mark.parametrize(("content", "kind"), [(PLAIN_PDF, PDF), (docx(), DOCX)])
def test_a_document_is_known_by_its_content(content, kind):
    assert document_kind(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"<html><script>alert(1)</script>",
        b"%PDF-1.7 without an end",
        PLAIN_PDF.replace(b"<<>>", b"<</Encrypt 1 0 R>>", 1),
        PLAIN_PDF.replace(b"<<>>", b"<</S/JavaScript/JS (app.alert(1))>>", 1),
        PLAIN_PDF + docx() + b"%%EOF",
        b"GIF89a" + docx(),
        b"PK\x03\x04 broken",
        docx(names=("a.txt",)),
        docx("word/vbaProject.bin"),
        docx("../../evil"),
        docx(*(f"word/{n}.xml" for n in range(2001))),
        b"MZ\x90\x00",
    ],
)
def test_anything_else_is_refused(content):
    with pytest.raises(ValueError, match=r"[Dd]ocument"):
        document_kind(content)


def test_a_bomb_is_refused_without_being_opened():
    with pytest.raises(ValueError, match="too large once it is opened"):
        document_kind(bomb())


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("letter.pdf", "letter.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\x", "x.pdf"),
        ("C:letter.PDF", "C letter.pdf"),
        ("CON", "file CON.pdf"),
        ("con.txt", "file con.txt.pdf"),
        (".hidden", "hidden.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie x=1.pdf"),
        ("\u202efdp.exe", "fdp.exe.pdf"),
        ("nul\0byte.pdf", "nulbyte.pdf"),
        ("", "document.pdf"),
        ("...", "document.pdf"),
        ("letter.pdf.exe", "letter.pdf.exe.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
    ],
)
def test_a_file_name_can_do_no_harm_and_says_what_the_file_is(name, clean):
    assert clean_file_name(name, PDF) == clean


@pytest.mark.parametrize("name", ["team.png", "team.JPEG", "team.jpg", "team.heic", "team.png.jpg"])
def test_a_picture_has_one_ending_whatever_kind_it_was(name):
    assert clean_file_name(name, JPEG) == "team.jpg"
