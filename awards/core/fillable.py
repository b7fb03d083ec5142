"""Excel workbooks to fill in: what may be written stands open, everything else is locked and grey."""

import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

LONGEST_NAME, LONGEST_LIST, LONGEST_HINT = 31, 255, 255
"""Characters: of a sheet's name, of a list to choose from, of a hint beside a cell; Excel's own limits."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_ALLOWED = {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}


@dataclass(frozen=True)
class FillableColumn:
    """A heading and what may be written below it: one of the choices, else any text; nothing if locked."""

    heading: str
    width: int
    locked: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class FillableRow:
    """What stands in a row now. Where it is closed nothing of it is to be changed."""

    cells: tuple[str | int | None, ...]
    closed: bool = False


@dataclass(frozen=True)
class FillableSheet:
    """A table of which some columns are filled in."""

    name: str
    columns: Sequence[FillableColumn]
    rows: Sequence[FillableRow]


@dataclass(frozen=True)
class NoteSheet:
    """Something to read: rows of cells in columns of these widths; those numbered in ``bold`` stand out."""

    name: str
    widths: Sequence[int]
    rows: Sequence[Sequence[str | int]]
    bold: frozenset[int] = frozenset()


def fillable_workbook(
    tables: Sequence[FillableSheet], notes: Sequence[NoteSheet], *, title: str, at: dt.datetime
) -> bytes:
    """The workbook. Same content, same moment, same bytes; no text in it is ever taken for a formula."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"title": title, "created": at})
        styles = _Styles(workbook)
        names = sheet_names([*(each.name for each in tables), *(each.name for each in notes)])
        for table, name in zip(tables, names, strict=False):
            _write_table(workbook.add_worksheet(name), table, styles)
        for note, name in zip(notes, names[len(tables) :], strict=True):
            _write_note(workbook.add_worksheet(name), note, styles)
    return content.getvalue()


def sheet_names(wanted: Sequence[str]) -> list[str]:
    """Names that Excel takes, each another: it knows no case, and no more than 31 characters."""
    given: list[str] = []
    seen: Counter[str] = Counter()
    for name in wanted:
        plain = " ".join(_FORBIDDEN.sub(" ", name).split()).strip("'") or "Sheet"
        if plain.casefold() == "history":  # which Excel keeps for itself
            plain = "History "
        short = plain[:LONGEST_NAME].rstrip("' ") or "Sheet"
        seen[short.casefold()] += 1
        while seen[short.casefold()] > 1:
            number = f" ({seen[short.casefold()]})"
            short = f"{plain[: LONGEST_NAME - len(number)].rstrip()}{number}"
            seen[short.casefold()] += 1
        given.append(short)
    return given


class _Styles:
    """How cells look. What is filled in is marked as text, so that "-" and "=" are typed without harm."""

    def __init__(self, workbook: Any) -> None:
        top = {"valign": "top", "text_wrap": True}
        lines = {"border": 1, "border_color": "#B9B3A5"}
        self.heading = workbook.add_format(top | lines | {"bold": True, "bg_color": "#EFE7D6"})
        self.text = workbook.add_format(top | lines | {"num_format": "@", "locked": False})
        self.choice = workbook.add_format(top | lines | {"locked": False, "align": "center"})
        self.locked = workbook.add_format(top | lines | {"font_color": "#4A463D"})
        self.closed = workbook.add_format(
            top | lines | {"font_color": "#4A463D", "bg_color": "#E3E1DC", "num_format": "@"}
        )
        self.note = workbook.add_format(top)
        self.bold = workbook.add_format(top | {"bold": True})

    def of(self, column: FillableColumn, *, closed: bool) -> Any:
        """The look of one cell."""
        if closed:
            return self.closed
        if column.locked:
            return self.locked
        return self.choice if column.choices else self.text


def _write_table(sheet: Any, table: FillableSheet, styles: _Styles) -> None:
    last = len(table.rows)
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.heading, styles.heading)
        if last and not column.locked and (column.choices or column.hint):
            sheet.data_validation(1, number, last, number, _validation(column))
    for number, row in enumerate(table.rows, start=1):
        for place, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
            _write(sheet, number, place, cell, styles.of(column, closed=row.closed))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(last, 1), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.protect("", _ALLOWED)


def _write(sheet: Any, row: int, column: int, cell: str | int | None, style: Any) -> None:
    if isinstance(cell, int):
        sheet.write_number(row, column, cell, style)
    elif cell:
        sheet.write_string(row, column, cell, style)
    else:
        sheet.write_blank(row, column, None, style)


def _validation(column: FillableColumn) -> dict[str, Any]:
    """A list to choose from; where Excel could not hold it, only the hint."""
    hint = column.hint if len(column.hint) <= LONGEST_HINT else f"{column.hint[: LONGEST_HINT - 1]}…"
    listed = column.choices and len(",".join(column.choices)) <= LONGEST_LIST
    rule: dict[str, Any] = {"validate": "any"}
    if listed:
        rule = {"validate": "list", "source": list(column.choices), "error_title": "Choose from the list"}
        rule["error_message"] = "Choose one of the entries of the list, or leave the cell empty."
    if hint:
        rule["input_message"] = hint
    return rule


def _write_note(sheet: Any, note: NoteSheet, styles: _Styles) -> None:
    for number, width in enumerate(note.widths):
        sheet.set_column(number, number, width)
    for number, row in enumerate(note.rows):
        for place, cell in enumerate(row):
            _write(sheet, number, place, cell, styles.bold if number in note.bold else styles.note)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
