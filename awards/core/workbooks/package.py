"""The package of a workbook, walked through within its limits."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from awards.core.workbooks.cells import Attributes, Cell, Cells, Listed, Reason, Refused, Related, Words

BEGINNING, LISTED, OLD_OR_LOCKED = b"PK\x03\x04", b"PK\x01\x02", b"\xd0\xcf\x11\xe0"
MOST_PARTS = 500
LARGEST_UNPACKED = 16 * 1024 * 1024
MOST_SHEETS = 40
MOST_ELEMENTS = 400_000
MOST_CELLS = 60_000
"""With something in them, in all sheets."""

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


@dataclass(frozen=True)
class Sheet:
    """A sheet with the cells that have something in them, by row and column, both counted from 1."""

    name: str
    rows: Mapping[int, Mapping[int, Cell]]


def read_workbook(content: bytes) -> list[Sheet]:
    """The sheets of a workbook, in order; raise Refused."""
    if content.startswith(OLD_OR_LOCKED):
        raise Refused(Reason.OLD_OR_LOCKED)
    if not content.startswith(BEGINNING):
        raise Refused(Reason.NO_WORKBOOK)
    if content.count(LISTED) > MOST_PARTS:
        raise Refused(Reason.LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _Package(package).sheets()
    except (
        zipfile.BadZipFile, zlib.error, expat.ExpatError, NotImplementedError, RuntimeError, LookupError,
        ValueError, OSError, EOFError,
    ) as problem:  # fmt: skip
        raise Refused(Reason.BROKEN) from problem


class _Package:
    """The parts of one workbook, and how much of them has been looked at."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._parts = {part.filename: part for part in package.infolist()}
        self._unpacked = self._elements = self._cells = 0
        _check_parts(package.infolist())

    def sheets(self) -> list[Sheet]:
        """Every sheet that the workbook lists."""
        book = self._main()
        links = self._links(book)
        listed = Listed()
        self._parse(book, listed.start)
        if len(listed.found) > MOST_SHEETS:
            raise Refused(Reason.LARGE)
        words = self._words(next((to for kind, to in links.values() if kind == "sharedStrings"), ""))
        return [
            Sheet(name, self._rows(links[link][1], words))
            for name, link in listed.found
            if link in links and links[link][0] == "worksheet"
        ]

    def _main(self) -> str:
        found = next((to for kind, to in self._links("").values() if kind == "officeDocument"), "")
        if found not in self._parts:
            raise Refused(Reason.NO_WORKBOOK)
        if b"macroEnabled" in self._read("[Content_Types].xml"):
            raise Refused(Reason.MACROS)
        return found

    def _links(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part is linked with inside the package: kind and name by identity."""
        folder, name = posixpath.split(part)
        related = Related(folder)
        self._parse(posixpath.join(folder, "_rels", f"{name}.rels"), related.start)
        return related.found

    def _words(self, part: str) -> list[str]:
        words = Words()
        if part in self._parts:
            self._parse(part, words.start, words.end, words.text)
        return words.found

    def _rows(self, part: str, words: list[str]) -> dict[int, dict[int, Cell]]:
        cells = Cells(words, self._count_cell)
        self._parse(part, cells.start, cells.end, cells.text)
        return cells.rows

    def _count_cell(self) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise Refused(Reason.LARGE)

    def _read(self, part: str) -> bytes:
        if part not in self._parts:
            return b""
        self._unpacked += self._parts[part].file_size  # a part may be linked many times
        if self._unpacked > 2 * LARGEST_UNPACKED:
            raise Refused(Reason.LARGE)
        return self._package.read(self._parts[part])

    def _parse(self, part: str, start: Any, end: Any = None, text: Any = None) -> None:
        """Walk through the XML of a part; a part that is not there has nothing in it."""
        content = self._read(part)
        if not content:
            return

        def begin(name: str, attributes: Attributes) -> None:
            self._elements += 1
            if self._elements > MOST_ELEMENTS:
                raise Refused(Reason.LARGE)
            start(_local(name), attributes)

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = begin
        parser.StartDoctypeDeclHandler = _refuse_doctype
        if end:
            parser.EndElementHandler = lambda name: end(_local(name))
            parser.CharacterDataHandler = text
        parser.Parse(content, True)


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    """What can be told without unpacking anything."""
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Refused(Reason.LARGE)
    for part in parts:
        if part.flag_bits & 1 or part.compress_type not in _METHODS:
            raise Refused(Reason.BROKEN)
        if re.search(r"vba\w*\.(?:bin|xml)$", part.filename, re.IGNORECASE):
            raise Refused(Reason.MACROS)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _refuse_doctype(*_declared: object) -> None:
    """No workbook declares entities; whoever does wants to fill the memory."""
    raise Refused(Reason.BROKEN)
