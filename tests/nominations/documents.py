"""Documents as people send them, harmless and otherwise, built when they are needed."""

import io
import struct
import zipfile
import zlib
from typing import Any

import pikepdf
from PIL import Image

AUTHOR = "Jane Canary"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEXT = f"<w:document {WORD}><w:body><w:p><w:r><w:t>A letter.</w:t></w:r></w:p></w:body></w:document>"
PARTS = {"[Content_Types].xml": "<Types/>", "word/document.xml": TEXT}


def pdf(text: str = "A letter.", pages: int = 1, **root: Any) -> bytes:
    """A small PDF; what ``root`` names stands in its catalogue."""
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(200, 200))
    made.pages[0].contents_add(f"% {text}".encode())
    for name, value in root.items():
        made.Root[f"/{name}"] = made.make_indirect(value)
    return written(made)


def written(made: pikepdf.Pdf, **settings: object) -> bytes:
    """The file."""
    output = io.BytesIO()
    made.save(output, **settings)
    return output.getvalue()


PLAIN_PDF = pdf()


def signed_pdf() -> bytes:
    """One that says who made it wherever a PDF can."""
    made = pikepdf.open(io.BytesIO(PLAIN_PDF))
    made.docinfo["/Author"] = AUTHOR
    with made.open_metadata() as xmp:
        xmp["dc:creator"] = [AUTHOR]
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[0, 0, 9, 9], T=AUTHOR
    )
    made.pages[0].Annots = made.make_indirect(pikepdf.Array([note]))
    made.pages[0].PieceInfo = pikepdf.Dictionary(Word=pikepdf.Dictionary(Private=AUTHOR))
    picture = made.make_stream(photograph(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    picture.Filter, picture.Width, picture.Height = pikepdf.Name.DCTDecode, 60, 40
    made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
    return written(made)


def photograph(**settings: object) -> bytes:
    """A JPEG that says who took it, and is held sideways."""
    exif = Image.Exif()
    exif[0x013B], exif[0x0112] = AUTHOR, 6
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(content, "JPEG", exif=exif, comment=AUTHOR.encode(), **settings)
    return content.getvalue()


def action(kind: str, **more: object) -> pikepdf.Dictionary:
    """Something a PDF does when it is opened."""
    return pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), **more)


def hidden_script() -> bytes:
    """A script that stands nowhere in plain sight: it is packed into a stream of objects."""
    made = pikepdf.open(io.BytesIO(pdf(OpenAction=action("JavaScript", JS="app.alert(1)"))))
    packed = written(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"JavaScript" not in packed
    return packed


def locked_pdf(**passwords: str) -> bytes:
    """One that asks for a password, or only forbids things."""
    return written(pikepdf.open(io.BytesIO(PLAIN_PDF)), encryption=pikepdf.Encryption(**passwords))


def commented_pdf() -> bytes:
    """One with a note stuck on it."""
    made = pikepdf.open(io.BytesIO(PLAIN_PDF))
    note = pikepdf.Dictionary(
        Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="Is this true?", T=AUTHOR
    )
    made.pages[0].Annots = pikepdf.Array([note])
    return written(made)


def pdf_bomb(megabytes: int) -> bytes:
    """A PDF whose list of objects unpacks to so much."""
    blanks = zlib.compressobj(9)
    packed = blanks.compress(b"5 0 ") + b"".join(blanks.compress(b" " * 2**20) for _ in range(megabytes))
    packed += blanks.compress(b"<<>>") + blanks.flush()
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R/X 5 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%b\nendstream"
        % (len(packed), packed),
    ]
    content, starts = b"%PDF-1.5\n", []
    for number, body in enumerate(bodies, 1):
        starts.append(len(content))
        content += b"%d 0 obj%b endobj\n" % (number, body)
    rows = [(0, 0, 0), *((1, start, 0) for start in starts), (2, 4, 0), (1, len(content), 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    head = b"6 0 obj<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length %d>>stream\n" % len(table)
    return content + head + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % len(content)


def docx(parts: dict[str, str | bytes] | None = None, without: str = "") -> bytes:
    """A file that has the parts of a Word document, and more."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in (PARTS | (parts or {})).items():
            if name != without:
                package.writestr(name, part)
    return content.getvalue()


def signed_docx() -> bytes:
    """One that says who wrote it wherever a Word document can."""
    template = f'Target="file:///C:/Users/{AUTHOR}/a.dotx" TargetMode="External"'
    sharepoint = "http://schemas.microsoft.com/office/2006/metadata/properties"
    return docx(
        {
            "docProps/core.xml": f"<dc:creator>{AUTHOR}</dc:creator>",
            "docProps/app.xml": f"<Manager>{AUTHOR}</Manager>",
            "docProps/custom.xml": f"<property>{AUTHOR}</property>",
            "word/people.xml": f'<w15:person w15:author="{AUTHOR}"/>',
            "customXml/item1.xml": f'<p:properties xmlns:p="{sharepoint}">{AUTHOR}</p:properties>',
            "word/_rels/settings.xml.rels": f'<Relationship Id="a" Type="x/attachedTemplate" {template}/>',
            "word/media/image1.jpeg": photograph(),
        }
    )


def everything_in(content: bytes) -> bytes:
    """All that a ZIP holds, unpacked, names and remarks included."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [package.read(part) for part in package.infolist()]
        return b"".join([*parts, *(part.filename.encode() for part in package.infolist()), package.comment])


def zeros(megabytes: int) -> bytes:
    """A ZIP part that is small only as long as nobody opens it."""
    return b"\0" * (megabytes * 2**20)
