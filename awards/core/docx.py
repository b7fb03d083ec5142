"""Word documents people send: refused when they can do anything but be read, else written anew.

A DOCX is a ZIP of small parts. Each is read on its own and never more of it than the limits allow. What says
who wrote the document, and when, is emptied; what somebody should decide about first (comments, tracked
changes) is refused with a reason.
"""

import io
import re
import stat
import zipfile
import zlib
from enum import StrEnum

from awards.core.pictures import without_metadata

MOST_PARTS = 2_000
LARGEST_PART = 20 * 1024 * 1024
LARGEST_UNPACKED = 60 * 1024 * 1024
BEGINNING, LISTED = b"PK\x03\x04", b"PK\x01\x02"


class Reason(StrEnum):
    """Why a Word document is not kept."""

    BROKEN = "broken"
    LARGE = "large"
    MACROS = "macros"
    FILES_INSIDE = "files inside"
    LINKED = "linked"
    TRACKED = "tracked"
    COMMENTED = "commented"


class Refused(Exception):
    """The file is not wanted."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


NEEDED = frozenset({"[Content_Types].xml", "word/document.xml"})
PICTURES = (".jpeg", ".jpg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".wdp", ".webp")
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_XML, _FONT = (".xml", ".rels"), ".odttf"
_OFFICE = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/"
EMPTIED = {
    "docProps/core.xml": _OFFICE + b"<cp:coreProperties xmlns:cp="
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": _OFFICE + f'<Properties xmlns="{_PROPERTIES}extended-properties"/>'.encode(),
    "docProps/custom.xml": _OFFICE + f'<Properties xmlns="{_PROPERTIES}custom-properties"/>'.encode(),
    "word/people.xml": _OFFICE
    + b'<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>',
}
_SHAREPOINT = b"http://schemas.microsoft.com/office/2006/metadata/properties"
_CHANGE = re.compile(
    rb"<\w{1,9}:(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|numberingChange|\w{1,20}PrChange)\s[^<>]*:author="
)
_COMMENT = re.compile(rb"<\w{1,9}:comment\s")
_FIELD = re.compile(
    rb"(?:instrText[^<>]*>|:instr=\")\s*(?:DDEAUTO|DDE|INCLUDEPICTURE|INCLUDETEXT|LINK)\s", re.IGNORECASE
)
_LINK = re.compile(rb"<Relationship\s[^<>]*>")
_EXTERNAL = re.compile(rb"""TargetMode\s*=\s*["']External["']""", re.IGNORECASE)
_TARGET = re.compile(rb"""(\sTarget\s*=\s*)("[^"]*"|'[^']*')""")


def clean_docx(content: bytes) -> bytes:
    """The same document without its authors' names and hidden data; raise Refused."""
    if content.count(LISTED) > MOST_PARTS:
        raise Refused(Reason.LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            _check_parts(parts)
            output = io.BytesIO()
            with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as clean:
                for part in parts:
                    name = part.filename
                    if not name.endswith("/"):
                        _write(clean, name, _clean_part(name, package.read(part)))
            return output.getvalue()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, zlib.error) as problem:
        raise Refused(Reason.BROKEN) from problem


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    """What can be told without reading any part: their names, their number, how large they say they are."""
    names = [part.filename for part in parts]
    if not set(names) >= NEEDED or len({name.casefold() for name in names}) < len(names):
        raise Refused(Reason.BROKEN)
    largest, all_of_it = max(part.file_size for part in parts), sum(part.file_size for part in parts)
    if largest > LARGEST_PART or all_of_it > LARGEST_UNPACKED:
        raise Refused(Reason.LARGE)
    for part in parts:
        odd = part.flag_bits & 1 or part.compress_type not in _METHODS
        if odd or stat.S_ISLNK(part.external_attr >> 16) or not _is_plain(part.filename):
            raise Refused(Reason.BROKEN)
    for name in names:
        if re.search(r"vba\w*\.(?:bin|xml)$", name, re.IGNORECASE):
            raise Refused(Reason.MACROS)
        if not _may_be_inside(name.casefold()):
            raise Refused(Reason.FILES_INSIDE)


def _is_plain(name: str) -> bool:
    return not name.startswith("/") and "\\" not in name and ".." not in name.split("/")


def _may_be_inside(name: str) -> bool:
    """Text, pictures and letters; a spreadsheet behind a chart may say more than the chart."""
    return name.endswith((*_XML, *PICTURES, _FONT, "/"))


def _clean_part(name: str, content: bytes) -> bytes:
    if name in EMPTIED:
        return EMPTIED[name]
    if not name.casefold().endswith(_XML):
        if content.startswith(BEGINNING):
            raise Refused(Reason.FILES_INSIDE)
        return without_metadata(content)
    if b"\0" in content or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Refused(Reason.BROKEN)
    if name.endswith(".rels"):
        return _LINK.sub(_clean_link, content)
    _check_text(name, content)
    if name.startswith("customXml/") and _SHAREPOINT in content:
        return _OFFICE + b'<p:properties xmlns:p="' + _SHAREPOINT + b'"/>'
    return content


def _check_text(name: str, content: bytes) -> None:
    if b"macroEnabled" in content and name == "[Content_Types].xml":
        raise Refused(Reason.MACROS)
    if _CHANGE.search(content):
        raise Refused(Reason.TRACKED)
    if _COMMENT.search(content):
        raise Refused(Reason.COMMENTED)
    if _FIELD.search(content):
        raise Refused(Reason.LINKED)


def _clean_link(found: re.Match[bytes]) -> bytes:
    """A link to click is left; the path of a template is replaced; what opens by itself is refused."""
    link = found.group()
    if not _EXTERNAL.search(link) or b"/hyperlink" in link:
        return link
    if b"/attachedTemplate" in link:
        return _TARGET.sub(rb'\1"Normal.dotm"', link)
    raise Refused(Reason.LINKED)


def _write(clean: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Without the moment at which it was made: the same document gives the same bytes."""
    part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    part.external_attr = 0o600 << 16
    clean.writestr(part, content, zipfile.ZIP_DEFLATED)
