"""Tables that people send as CSV: rows by the names of their columns, and every mistake with its place."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from awards.core.errors import BrokenRule
from awards.core.text import clean_line

_WHOLE_NUMBER = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was given: what to call it, and its content."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Place:
    """Something in a file that is wrong, or that its author should know."""

    file: str
    sentence: str
    line: int = 0
    column: str = ""

    def __str__(self) -> str:
        """For example "judges.csv, line 3, column “max_load”: must be a whole number, like 12"."""
        line = f", line {self.line}" if self.line else ""
        column = f", column “{self.column}”" if self.column else ""
        return f"{self.file}{line}{column}: {self.sentence}"


class WrongFile(BrokenRule):
    """The files cannot be used; ``problems`` are all that is wrong with them."""

    def __init__(self, problems: list[Place]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a file, and its cells by their column's name, cleaned."""

    line: int
    cells: Mapping[str, str]


@dataclass
class Reading:
    """The files being read: what is wrong so far, and what is only worth saying."""

    problems: list[Place] = field(default_factory=list)
    notes: list[Place] = field(default_factory=list)
    _cleaned_before: dict[str, str] = field(default_factory=dict)

    def rows(self, file: File, needed: tuple[str, ...], optional: tuple[str, ...] = ()) -> Iterator[Row]:
        """The rows of a file that has the needed columns; cells of a row that ends early are empty."""
        try:
            reader = csv.reader(io.StringIO(file.content.decode("utf-8-sig"), newline=""), strict=True)
            columns = self._columns(file, next(reader, []), needed, optional)
            before = reader.line_num
            for cells in reader:
                line, before = before + 1, reader.line_num
                row = self._row(file, line, columns, cells)
                if row and columns:
                    yield row
        except UnicodeDecodeError:
            self.problems.append(Place(file.name, "is not text in UTF-8; save it as “CSV UTF-8”"))
        except csv.Error as error:
            self.problems.append(Place(file.name, f"cannot be read as CSV: {error}", reader.line_num))

    def _columns(
        self, file: File, heading: list[str], needed: tuple[str, ...], optional: tuple[str, ...]
    ) -> list[str]:
        """The columns' names as they stand; none if the file cannot be used."""
        columns = [clean_line(cell).casefold() for cell in heading]
        missing = [name for name in needed if name not in columns]
        wrong = [Place(file.name, "is missing", 1, name) for name in missing]
        twice = sorted({name for name in columns if name and columns.count(name) > 1})
        wrong += [Place(file.name, "is there twice", 1, name) for name in twice]
        known = {*needed, *optional, ""}
        self.notes += [Place(file.name, "is not used", 1, name) for name in columns if name not in known]
        self.problems += wrong
        return [] if wrong else columns

    def _row(self, file: File, line: int, columns: list[str], cells: list[str]) -> Row | None:
        values = [self._cleaned(cell) for cell in cells]
        if not any(values):
            return None
        if columns and any(values[len(columns) :]):
            wrong = f"has {len(values)} cells, but there are {len(columns)} columns"
            self.problems.append(Place(file.name, wrong, line))
        values += [""] * (len(columns) - len(values))
        return Row(line, dict(zip(columns, values, strict=False)))

    def _cleaned(self, cell: str) -> str:
        """The cell on one line. Kept, since most cells are met again and again."""
        kept = self._cleaned_before.get(cell)
        if kept is None:
            kept = self._cleaned_before[cell] = clean_line(cell)
        return kept

    def number(self, file: File, row: Row, column: str) -> int | None:
        """A whole number; nothing if the cell is empty, or wrong."""
        typed = row.cells.get(column, "")
        if typed and not _WHOLE_NUMBER.fullmatch(typed):
            wrong = f"must be a whole number, like 12, not “{typed}”"
            self.problems.append(Place(file.name, wrong, row.line, column))
            return None
        return int(typed) if typed else None

    def keyed(self, file: File, rows: Iterator[Row], column: str) -> Iterator[Row]:
        """The rows whose name in this column is there, and there for the first time."""
        seen: dict[str, int] = {}
        for row in rows:
            key = row.cells[column]
            if not key:
                self.problems.append(Place(file.name, "is empty", row.line, column))
            elif key in seen:
                wrong = f"“{key}” is already in line {seen[key]}"
                self.problems.append(Place(file.name, wrong, row.line, column))
            else:
                seen[key] = row.line
                yield row
