"""What supporting documents may be, what is taken out of them, and what they are called."""

import io
import random
import subprocess
import sys
import zipfile

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from awards.core.pdfs import MOST_PAGES
from awards.nominations.attachments import DOCX, JPEG, PDF, clean_document, clean_file_name
from tests.nominations import documents as made
from tests.nominations.documents import AUTHOR, PLAIN_PDF

BROKEN, SCRIPTS, FILES = "must be a PDF or a Word file", "contains scripts", "has other files inside"
LOCKED, LARGE, ELSEWHERE = "locked with a password", "too large once it is opened", "from elsewhere"


def linked(kind: str, target: str) -> dict[str, str | bytes]:
    link = f'<Relationship Id="a" Type="http://x/{kind}" Target="{target}" TargetMode="External"/>'
    return {"word/_rels/document.xml.rels": f"<Relationships>{link}</Relationships>"}


def body(xml: str) -> dict[str, str | bytes]:
    return {"word/document.xml": made.TEXT.replace("A letter.", f"A letter.{xml}")}


@pytest.mark.parametrize(("content", "kind"), [(PLAIN_PDF, PDF), (made.docx(), DOCX)])
def test_a_document_is_known_by_its_content(content, kind):
    assert clean_document(content).kind == kind


PDFS = {
    "no end": (b"%PDF-1.7 without an end", BROKEN),
    "cut": (made.pdf(pages=40)[:1500], BROKEN),
    "hollow": (b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF", BROKEN),
    "a password": (made.locked_pdf(user="secret", owner="secret"), LOCKED),
    "may only be read": (made.locked_pdf(user="", owner="secret"), LOCKED),
    "script": (made.pdf(OpenAction=made.action("JavaScript", JS="app.alert(1)")), SCRIPTS),
    "hidden script": (made.hidden_script(), SCRIPTS),
    "starts a program": (made.pdf(OpenAction=made.action("Launch", F="cmd.exe")), SCRIPTS),
    "file inside": (made.pdf(Names=pikepdf.Dictionary(EF=pikepdf.Dictionary())), SCRIPTS),
    "form that sends": (made.pdf(AA=pikepdf.Dictionary(WC=made.action("SubmitForm"))), SCRIPTS),
    "notes": (made.commented_pdf(), "has comments in it"),
    "many pages": (made.pdf(pages=MOST_PAGES + 1), "more than 300 pages"),
    "also a ZIP": (PLAIN_PDF + made.docx() + b"%%EOF", BROKEN),
}
DOCXS = {
    "also a GIF": (b"GIF89a" + made.docx(), BROKEN),
    "cut": (made.docx()[:-30], BROKEN),
    "another ZIP": (made.docx(without="word/document.xml"), BROKEN),
    "macros": (made.docx({"word/vbaProject.bin": b"x"}), "contains macros"),
    "spreadsheet": (made.docx({"word/embeddings/Sheet1.xlsx": made.docx()}), FILES),
    "program": (made.docx({"word/media/setup.exe": b"MZ"}), FILES),
    "web page": (made.docx({"word/afchunk.mht": b"<html>"}), FILES),
    "nest": (made.docx({"word/media/image1.png": made.docx({"a.xml": made.docx()})}), FILES),
    "path": (made.docx({"../../evil.xml": "x"}), BROKEN),
    "whole path": (made.docx({"/etc/passwd.xml": "x"}), BROKEN),
    "twice": (made.docx({"Word/Document.xml": "x"}), BROKEN),
    "many parts": (made.docx({f"word/{n}.xml": "" for n in range(2001)}), LARGE),
    "bomb": (made.docx({"word/media/image1.png": made.zeros(21)}), LARGE),
    "many bombs": (made.docx({f"word/media/{n}.png": made.zeros(10) for n in range(7)}), LARGE),
    "entities": (made.docx({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), BROKEN),
    "other letters": (made.docx({"word/document.xml": made.TEXT.encode("utf-16")}), BROKEN),
    "inserted": (made.docx(body('</w:t></w:r><w:ins w:id="1" w:author="A"/><w:r><w:t>')), "tracked changes"),
    "new font": (made.docx(body('<w:rPrChange w:id="1" w:author="A"/>')), "tracked changes"),
    "comments": (
        made.docx({"word/comments.xml": '<w:comment w:id="0" w:author="A"/>'}),
        "has comments in it",
    ),
    "template": (made.docx(linked("frame", "https://evil.example.org/a.html")), ELSEWHERE),
    "picture": (made.docx(linked("image", "https://evil.example.org/p.png")), ELSEWHERE),
    "command": (made.docx(body("<w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText>")), ELSEWHERE),
}
OTHERS = {
    "empty": (b"", BROKEN),
    "one byte": (b"x", BROKEN),
    "web page": (b"<html><script>alert(1)</script>", BROKEN),
    "program": (b"MZ\x90\x00", BROKEN),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "the old kind"),
    "locked Word": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        LOCKED,
    ),
}


@pytest.mark.parametrize(("content", "words"), PDFS.values(), ids=PDFS)
def test_a_pdf_that_is_not_just_pages_is_refused_with_the_reason(content, words):
    with pytest.raises(ValueError, match=words):
        clean_document(content)


@pytest.mark.parametrize(("content", "words"), DOCXS.values(), ids=DOCXS)
def test_a_word_file_that_is_not_just_text_and_pictures_is_refused_with_the_reason(content, words):
    with pytest.raises(ValueError, match=words):
        clean_document(content)


@pytest.mark.parametrize(("content", "words"), OTHERS.values(), ids=OTHERS)
def test_anything_else_is_refused(content, words):
    with pytest.raises(ValueError, match=words):
        clean_document(content)


def test_a_pdf_keeps_its_pages_and_loses_its_author():
    sent = made.signed_pdf()
    assert PdfReader(io.BytesIO(sent)).metadata.author == AUTHOR
    kept = pikepdf.open(io.BytesIO(clean_document(sent).content))
    assert len(kept.pages) == 1 and "/Info" not in kept.trailer and "/Metadata" not in kept.Root
    plain = io.BytesIO()
    kept.save(plain, qdf=True)
    assert AUTHOR.encode() not in plain.getvalue()


def test_a_picture_in_a_pdf_is_still_the_same_picture():
    kept = pikepdf.open(io.BytesIO(clean_document(made.signed_pdf()).content))
    picture = Image.open(io.BytesIO(kept.pages[0].Resources.XObject.P.read_raw_bytes()))
    assert (
        picture.size == (60, 40) and picture.tobytes() == Image.open(io.BytesIO(made.photograph())).tobytes()
    )


def test_what_an_earlier_version_of_a_pdf_said_is_gone():
    later = (
        PLAIN_PDF
        + b"9 0 obj(crossed out)endobj\nxref\n0 0\ntrailer<</Root 1 0 R/Size 10>>\nstartxref\n0\n%%EOF\n"
    )
    assert b"crossed out" not in clean_document(later).content


def test_a_word_file_keeps_its_text_and_loses_its_author():
    sent = made.signed_docx()
    assert made.everything_in(sent).count(AUTHOR.encode()) >= 8
    kept = clean_document(sent).content
    assert AUTHOR.encode() not in made.everything_in(kept)
    with zipfile.ZipFile(io.BytesIO(kept)) as package:
        assert b"A letter." in package.read("word/document.xml")
        assert package.testzip() is None and set(package.namelist()) == set(
            zipfile.ZipFile(io.BytesIO(sent)).namelist()
        )
        assert b'Target="Normal.dotm"' in package.read("word/_rels/settings.xml.rels")


def test_a_picture_in_a_word_file_stays_turned_as_it_was():
    kept = zipfile.ZipFile(io.BytesIO(clean_document(made.signed_docx()).content))
    picture = Image.open(io.BytesIO(kept.read("word/media/image1.jpeg")))
    assert dict(picture.getexif()) == {0x0112: 6}


def test_a_link_that_somebody_has_to_click_is_left_alone():
    sent = made.docx(linked("hyperlink", "https://example.org/"))
    assert b"https://example.org/" in made.everything_in(clean_document(sent).content)


@pytest.mark.parametrize("content", [PLAIN_PDF, made.signed_pdf(), made.signed_docx()])
def test_the_same_document_gives_the_same_bytes_again(content):
    assert clean_document(content).content == clean_document(content).content


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The same with a few bytes changed, put in, left out, or the end missing."""
    part = bytearray(content)
    for _ in range(chance.choice([1, 2, 20])):
        at = chance.randrange(len(part))
        part[at : at + chance.choice([0, 1, 10])] = chance.randbytes(chance.choice([1, 10]))
    return bytes(part[: chance.choice([len(part), len(part), at + 1])])


@pytest.mark.parametrize("sent", [made.signed_docx(), made.docx()])
def test_a_damaged_document_is_kept_or_refused_and_breaks_nothing(sent):
    chance = random.Random(2022)  # noqa: S311  # the same damage each time
    said: list[str] = []
    for spoilt in [damaged(sent, chance) for _ in range(300)]:
        try:
            clean_document(spoilt)
        except ValueError as refused:
            said.append(str(refused))
    assert 100 < len(said) < 300 and all("document" in sentence.casefold() for sentence in said)


MEASURED = """
import resource, sys
sys.path.insert(0, ".")
from awards.nominations.attachments import clean_document
try:
    clean_document(sys.stdin.buffer.read())
except ValueError as refused:
    print(refused)
own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
with open("/proc/self/status") as status:  # what getrusage says of us began with who started us
    highest = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
print(max(highest, others.ru_maxrss) // 1024, sum(each.ru_utime + each.ru_stime for each in (own, others)))
"""


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (lambda: made.pdf_bomb(300), BROKEN),
        (lambda: made.docx({f"word/media/{n}.png": made.zeros(20) for n in range(2)}), ""),
        (lambda: made.docx({"word/document.xml": made.zeros(300)}), LARGE),
        (lambda: b"%PDF-1.7\n" + b"".join(b"%d 0 obj<<>>endobj\n" % n for n in range(150_000)), BROKEN),
    ],
    ids=["packed objects", "large pictures", "a large text", "many objects"],
)
def test_a_bomb_takes_little_memory_and_time(build, words, root):
    done = subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, "-c", MEASURED], input=build(), capture_output=True, cwd=root, check=True, timeout=20
    )
    *said, measured = done.stdout.decode().splitlines()
    megabytes, seconds = measured.split()
    assert bool(said) == bool(words) and all(words in sentence for sentence in said)
    assert int(megabytes) < 120 and float(seconds) < 3


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
