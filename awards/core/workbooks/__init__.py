"""Reading the cells of an Excel workbook (.xlsx) that somebody sent: values only, within limits.

A workbook is a ZIP of XML. Only its list of sheets, its shared words and its cells are looked at: no formula
is worked out, no link followed, no style or picture read. What is too large is refused before it is unpacked.
"""

from awards.core.workbooks.cells import LONGEST_CELL, Cell, CellKind, Reason, Refused, column_letters
from awards.core.workbooks.package import Sheet, read_workbook

__all__ = [
    "LONGEST_CELL",
    "Cell",
    "CellKind",
    "Reason",
    "Refused",
    "Sheet",
    "column_letters",
    "read_workbook",
]
