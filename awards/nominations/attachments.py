"""Supporting documents people send: what a file really is, and a name that can do no harm.

What counts is the content. The files are only ever offered for download, never opened by the server.
"""

import io
import re
import zipfile

from awards.core.text import clean_line

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
JPEG = "image/jpeg"
ENDINGS = {PDF: ".pdf", DOCX: ".docx", JPEG: ".jpg"}
MOST_PARTS = 2_000
LARGEST_UNPACKED = 100 * 1024 * 1024
LONGEST_NAME = 100
_ACTIVE = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch", b"/EmbeddedFile")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\0-\x1f]')
_PICTURE = re.compile(r"(?:\.(?:jpe?g|png|gif|webp|hei[cf]|tiff?|bmp))+$", re.IGNORECASE)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
WRONG_KIND = "The document must be a PDF or a Word file (.docx) that opens without errors"


def document_kind(content: bytes) -> str:
    """The media type of a PDF or a DOCX; raise ValueError with a sentence for anything else."""
    if content.startswith(b"%PDF-"):
        _check_pdf(content)
        return PDF
    if content.startswith(b"PK\x03\x04"):
        _check_docx(content)
        return DOCX
    raise ValueError(WRONG_KIND)


def _check_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-2048:] or zipfile.is_zipfile(io.BytesIO(content)):
        raise ValueError(WRONG_KIND)
    if b"/Encrypt" in content:
        raise ValueError("The document is locked with a password. Send one without")
    if any(mark in content for mark in _ACTIVE):
        raise ValueError("The document contains scripts or other files. Print it to a new PDF and send that")


def _check_docx(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, UnicodeDecodeError) as problem:
        raise ValueError(WRONG_KIND) from problem
    names = {part.filename for part in parts}
    if not {"[Content_Types].xml", "word/document.xml"} <= names:
        raise ValueError(WRONG_KIND)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise ValueError("The document is too large once it is opened")
    if any(part.flag_bits & 1 or ".." in part.filename.split("/") for part in parts):
        raise ValueError(WRONG_KIND)
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise ValueError("The document contains macros. Save it without and send that")


def clean_file_name(name: str, media_type: str) -> str:
    """A name without folders, hidden signs or a false ending, for showing and for downloads."""
    last = re.split(r"[/\\]", clean_line(name))[-1]
    stem = _FORBIDDEN.sub(" ", last)
    ending = ENDINGS[media_type]
    if stem.casefold().endswith(ending):
        stem = stem[: -len(ending)]
    if media_type == JPEG:
        stem = _PICTURE.sub("", stem)  # whatever kind it was, it is kept as a JPEG
    stem = clean_line(stem).strip(". ")[:LONGEST_NAME].rstrip(". ")
    if _RESERVED.match(stem):
        stem = f"file {stem}"
    return f"{stem or 'document'}{ending}"
