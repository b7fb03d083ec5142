"""Pasted text as rows of cells: of a spreadsheet, of a list with commas or dashes, of a mail's addresses."""

import csv
import re
from contextlib import suppress
from dataclasses import dataclass

# What a word processor puts before each line of a list: "• ", "- ", "3. ", or "o" and a tab.
_MARK = re.compile(r"^\s*(?:[\u2022\u00b7\u25aa\u25e6\u2023*\u2013\u2014-]\s+|o\t\s*|\d{1,3}[.)]\s+)")
_BETWEEN = re.compile(r"\s*(?P<sign>,|;| [-\u2013\u2014] )\s*")
_ADDRESSED = re.compile(r"^[\"']?(?P<name>[^<>]*?)[\"']?\s*<(?P<email>[^<>\s]+@[^<>\s]+)>?$")
_NEXT_ADDRESS = re.compile(r">\s*[,;]\s*")
_SURNAME_FIRST = re.compile(r"^([^,]+),\s*([^,]+)$")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line; ``is_table`` where it came out of a spreadsheet."""

    line: int
    cells: tuple[str, ...]
    is_table: bool = False


def read_rows(text: str) -> list[Row]:
    """The rows of the text, each with the number of its line."""
    lines = [_MARK.sub("", line) for line in text.split("\n")]
    if any("\t" in line.strip() for line in lines):
        return _spreadsheet(text)
    return [row for number, line in enumerate(lines, start=1) for row in _line(number, line.strip())]


def _spreadsheet(text: str) -> list[Row]:
    """Cells between tabs; one with a line break in it stands in quotation marks."""
    lines = text.split("\n")
    split = [(number, line.split("\t")) for number, line in enumerate(lines, start=1)]
    if '"' in text and text.count('"') % 2 == 0:
        with suppress(csv.Error):
            reader = csv.reader([f"{line}\n" for line in lines], delimiter="\t")
            split = [(reader.line_num, row) for row in reader]
    return [Row(number, tuple(" ".join(cell.split()) for cell in cells), True) for number, cells in split]


def _line(number: int, line: str) -> list[Row]:
    if "<" in line and "@" in line:
        found = [_ADDRESSED.match(part.strip()) for part in _NEXT_ADDRESS.split(line)]
        addressed = [each for each in found if each]
        if addressed and len(addressed) == len(found):
            return [Row(number, (_turned(each["name"]), each["email"])) for each in addressed]
    return [Row(number, tuple(_cells(line)))] if line else []


def _turned(name: str) -> str:
    """ "Lee, Ann", as address books have it, is Ann Lee."""
    return _SURNAME_FIRST.sub(r"\2 \1", name.strip())


def _cells(line: str) -> list[str]:
    """What stands between commas, or between semicolons; after a dash comes all the rest."""
    first = _BETWEEN.search(line)
    if first is None:
        return [line]
    sign = first["sign"]
    if sign not in {",", ";"}:
        return [line[: first.start()], line[first.end() :]]
    if line.startswith('"') and line.count('"') % 2 == 0:
        with suppress(csv.Error):
            return [cell.strip() for cell in next(csv.reader([line], delimiter=sign, skipinitialspace=True))]
    return [cell.strip() for cell in line.split(sign)]
