"""Tables to download: as CSV and as an Excel workbook, in which no text is ever taken for a formula."""

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

from awards.core.clock import local

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767
"""Characters; what Excel itself sets as its limit."""
CONTINUED = " … (the rest is in the nomination itself)"

Cell = str | int | dt.datetime | None
"""What stands in a cell; a moment is shown as a UK clock and calendar show it."""

_STARTS_A_FORMULA = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")  # full-width ones are read alike
_SKIPPED = " \t\r\n\v\f\u00a0\u3000"


@dataclass(frozen=True)
class Table:
    """A heading for each column, and rows of as many cells."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def csv_of(table: Table) -> bytes:
    """The table as UTF-8 with a byte order mark, without which Excel garbles names.

    Text that a spreadsheet would run as a formula gets an apostrophe in front, as OWASP advises against
    CSV injection; numbers stay numbers.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([_harmless(_plain(cell)) for cell in row] for row in (table.headings, *table.rows))
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str | int:
    if isinstance(cell, dt.datetime):
        return f"{local(cell):%Y-%m-%d %H:%M}"
    return "" if cell is None else cell


def _harmless(cell: str | int) -> str | int:
    if isinstance(cell, str) and cell.lstrip(_SKIPPED).startswith(_STARTS_A_FORMULA):
        return f"'{cell}"
    return cell


def xlsx_of(*tables: Table, at: dt.datetime) -> bytes:
    """The tables as the sheets of a workbook, with headings that stay in sight and can be filtered by.

    ``at`` is when the workbook says that it was made: same tables, same moment, same bytes.
    """
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"created": at})
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        moment = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm", "valign": "top"})
        for table in tables:
            sheet = workbook.add_worksheet(table.name[:31])
            for column, heading in enumerate(table.headings):
                sheet.write_string(0, column, heading, bold)
                sheet.set_column(column, column, _width(table, column))
            for number, row in enumerate(table.rows, start=1):
                for column, cell in enumerate(row):
                    if isinstance(cell, dt.datetime):
                        sheet.write_datetime(number, column, local(cell).replace(tzinfo=None), moment)
                    elif isinstance(cell, int):
                        sheet.write_number(number, column, cell, wrapped)
                    elif cell:
                        sheet.write_string(number, column, _fitting(cell), wrapped)
            sheet.freeze_panes(1, 1)
            sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.headings) - 1)
    return content.getvalue()


def _fitting(text: str) -> str:
    """The text within Excel's limit; what is cut says so."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CONTINUED)] + CONTINUED


def _width(table: Table, column: int) -> int:
    longest = max((len(str(_plain(row[column]))) for row in table.rows), default=0)
    return min(max(longest, len(table.headings[column])) + 2, 60)
