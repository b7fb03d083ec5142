"""Supporting documents people send: what a file really is, and a name that can do no harm.

What counts is the content. What judges receive does not say who wrote it, and does nothing when it is opened.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from awards.core import docx, pdfs
from awards.core.text import clean_line

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
JPEG = "image/jpeg"
ENDINGS = {PDF: ".pdf", DOCX: ".docx", JPEG: ".jpg"}
LONGEST_NAME = 100
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\0-\x1f]')
_PICTURE = re.compile(r"(?:\.(?:jpe?g|png|gif|webp|hei[cf]|tiff?|bmp))+$", re.IGNORECASE)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
WRONG_KIND = "The document must be a PDF or a Word file (.docx) that opens without errors"
OLD_WORD = (
    "This is a Word file of the old kind (.doc). Open it, choose “Save as”, “Word document (.docx)” or PDF, "
    "and send that"
)
LOCKED = "The document is locked with a password. Send one without"
PDF_ENDS, ZIP_ENDS = b"%%EOF", b"PK\x05\x06"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PRINT_IT = "Print it to a new PDF without them and send that"
_AS_PDF = "Save it as a PDF and send that"
OF_PDF: Mapping[pdfs.Reason, str] = {
    pdfs.Reason.BROKEN: WRONG_KIND,
    pdfs.Reason.LOCKED: LOCKED,
    pdfs.Reason.ACTIVE: f"The document contains scripts, sound, video or other files. {_PRINT_IT}",
    pdfs.Reason.COMMENTED: f"The document has comments in it, with their authors’ names. {_PRINT_IT}",
    pdfs.Reason.LONG: f"The document has more than {pdfs.MOST_PAGES} pages. Send the pages that matter",
}
OF_DOCX: Mapping[docx.Reason, str] = {
    docx.Reason.BROKEN: WRONG_KIND,
    docx.Reason.LARGE: f"The document is too large once it is opened. {_AS_PDF}",
    docx.Reason.MACROS: f"The document contains macros. {_AS_PDF}",
    docx.Reason.FILES_INSIDE: "The document has other files inside, for instance the spreadsheet behind a "
    f"chart, which may tell more than the chart. {_AS_PDF}",
    docx.Reason.LINKED: f"The document fetches pictures or text from elsewhere. {_AS_PDF}",
    docx.Reason.TRACKED: "The document has tracked changes in it. In Word choose Review, Accept, “Accept all "
    "changes and stop tracking”, save it and send it again",
    docx.Reason.COMMENTED: "The document has comments in it. In Word choose Review, Delete, “Delete all "
    "comments in document”, save it and send it again",
}


@dataclass(frozen=True)
class Document:
    """A document that may be given to judges."""

    content: bytes
    kind: str


def clean_document(content: bytes) -> Document:
    """A PDF or a DOCX without metadata; raise ValueError with a sentence for anything else."""
    try:
        if content.startswith(b"%PDF-") and PDF_ENDS in content[-2048:] and ZIP_ENDS not in content[-70_000:]:
            return Document(pdfs.clean_pdf(content), PDF)
        if content.startswith(docx.BEGINNING):
            return Document(docx.clean_docx(content), DOCX)
    except pdfs.Refused as refused:
        raise ValueError(OF_PDF[refused.reason]) from refused
    except docx.Refused as refused:
        raise ValueError(OF_DOCX[refused.reason]) from refused
    if content.startswith(_OLD_OFFICE):  # a locked DOCX looks the same from outside
        raise ValueError(LOCKED if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P" in content else OLD_WORD)
    raise ValueError(WRONG_KIND)


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
