"""Nominations, judges and conflicts from CSV files, or everything that is wrong with them; a draw as CSV."""

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from awards.core.errors import BrokenRule
from awards.core.text import clean_line
from awards.judging.assigning.outcome import Outcome
from awards.judging.assigning.problem import Entry, Judge, Pair, Problem

_WHOLE_NUMBER = re.compile(r"[0-9]{1,6}")
_BETWEEN_NAMES = re.compile(r"[;|,\n]")

UNKNOWN = "?"
"""Stands where nobody knows how often somebody has judged before."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was given: what to call it, and its content."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Files:
    """What a draw is read from. ``keep`` is an earlier draw, whose reviews stay where they can.

    Those in ``started`` have been begun, and never move.
    """

    nominations: File
    judges: File
    conflicts: File | None = None
    keep: File | None = None
    started: File | None = None

    def seed(self, need: int) -> str:
        """A seed that nobody chose: the same files and number give the same."""
        given = [self.nominations, self.judges, self.conflicts, self.keep]
        if self.started:
            given.append(self.started)
        parts = [hashlib.sha256(file.content if file else b"").digest() for file in given]
        return hashlib.sha256(b"".join(parts) + str(need).encode()).hexdigest()[:12]


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
class _Row:
    line: int
    cells: Mapping[str, str]


@dataclass
class Reading:
    """The files being read: what is wrong so far, and what is only worth saying."""

    problems: list[Place] = field(default_factory=list)
    notes: list[Place] = field(default_factory=list)

    def rows(self, file: File, needed: tuple[str, ...], optional: tuple[str, ...] = ()) -> Iterator[_Row]:
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

    def _row(self, file: File, line: int, columns: list[str], cells: list[str]) -> _Row | None:
        values = [clean_line(cell) for cell in cells]
        if not any(values):
            return None
        if columns and any(values[len(columns) :]):
            wrong = f"has {len(values)} cells, but there are {len(columns)} columns"
            self.problems.append(Place(file.name, wrong, line))
        values += [""] * (len(columns) - len(values))
        return _Row(line, dict(zip(columns, values, strict=False)))

    def number(self, file: File, row: _Row, column: str) -> int | None:
        """A whole number; nothing if the cell is empty, or wrong."""
        typed = row.cells.get(column, "")
        if typed and not _WHOLE_NUMBER.fullmatch(typed):
            wrong = f"must be a whole number, like 12, not “{typed}”"
            self.problems.append(Place(file.name, wrong, row.line, column))
            return None
        return int(typed) if typed else None

    def keyed(self, file: File, rows: Iterator[_Row], column: str) -> Iterator[_Row]:
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


def read_files(files: Files, need: int, *, overall: bool = False) -> tuple[Problem, list[Place]]:
    """What is to be drawn, and notes about the files; WrongFile tells all mistakes of all files."""
    reading = Reading()
    entries = _read_nominations(reading, files.nominations, need)
    judges = _read_judges(reading, files.judges, entries)
    known = {
        "judge": {judge.key for judge in judges},
        "nomination": {entry.key for entry in entries},
    }
    conflicts = _read_pairs(reading, files.conflicts, known, strict=True)
    kept = _read_pairs(reading, files.keep, known, strict=False)
    started = _read_pairs(reading, files.started, known, strict=True)
    if both := sorted(started & conflicts):
        judge, entry = both[0]
        wrong = f"“{judge}” has started “{entry}”, but it is among the conflicts"
        reading.problems.append(Place(files.started.name if files.started else "", wrong))
    for file, things in ((files.nominations, entries), (files.judges, judges)):
        if not things and not any(problem.file == file.name for problem in reading.problems):
            reading.problems.append(Place(file.name, "has no rows below its column names"))
    if reading.problems:
        raise WrongFile(reading.problems)
    problem = Problem(entries, judges, conflicts, fixed=started, standing=kept - started, overall=overall)
    return problem, reading.notes


def _read_nominations(reading: Reading, file: File, need: int) -> tuple[Entry, ...]:
    entries = []
    names: dict[str, str] = {}
    rows = reading.rows(file, ("nomination", "category"), ("field", "organisation"))
    for row in reading.keyed(file, rows, "nomination"):
        category = row.cells["category"]
        if not category:
            reading.problems.append(Place(file.name, "is empty", row.line, "category"))
        entries.append(
            Entry(
                key=row.cells["nomination"],
                category=names.setdefault(category.casefold(), category),
                need=need,
                field=row.cells.get("field", "").casefold(),
                organisation=row.cells.get("organisation", "").casefold(),
            )
        )
    return tuple(entries)


def _read_judges(reading: Reading, file: File, entries: tuple[Entry, ...]) -> tuple[Judge, ...]:
    judges = []
    categories = {entry.category.casefold(): entry.category for entry in entries}
    fields = {entry.field: entry.field for entry in entries if entry.field}
    optional = ("min_load", "fields", "organisation", "experience")
    rows = reading.rows(file, ("judge", "max_load", "categories"), optional)
    for row in reading.keyed(file, rows, "judge"):
        most = reading.number(file, row, "max_load")
        least = reading.number(file, row, "min_load") or 0
        if most is not None and least > most:
            wrong = f"must not be more than max_load, which is {most}"
            reading.problems.append(Place(file.name, wrong, row.line, "min_load"))
            least = 0
        known = row.cells.get("experience", UNKNOWN) != UNKNOWN
        judges.append(
            Judge(
                key=row.cells["judge"],
                most=most,
                least=least,
                categories=_names(reading, file, row, "categories", categories),
                fields=_names(reading, file, row, "fields", fields),
                organisation=row.cells.get("organisation", "").casefold(),
                experience=reading.number(file, row, "experience") or 0 if known else None,
            )
        )
    return tuple(judges)


def _names(reading: Reading, file: File, row: _Row, column: str, known: Mapping[str, str]) -> frozenset[str]:
    """The names in a cell, with semicolons, bars or commas between them."""
    typed = row.cells.get(column, "").casefold()
    parts = [part for each in _BETWEEN_NAMES.split(typed) if (part := each.strip())]
    if typed in known:
        parts = [typed]
    elif len(parts) == 1 and all(word in known for word in typed.split()):
        parts = typed.split()
    for part in parts:
        if part not in known:
            reading.notes.append(Place(file.name, f"no nomination is in “{part}”", row.line, column))
    return frozenset(known.get(part, part) for part in parts)


def _read_pairs(
    reading: Reading, file: File | None, known: dict[str, set[str]], *, strict: bool
) -> frozenset[Pair]:
    """Judges with nominations. A conflict of nobody must be a slip; in an earlier draw people have left."""
    if file is None:
        return frozenset()
    pairs, left = set(), 0
    for row in reading.rows(file, ("judge", "nomination"), ("kind", "reason")):
        pair = row.cells["judge"], row.cells["nomination"]
        strange = [
            Place(file.name, f"“{name}” is not among the {column}s" if name else "is empty", row.line, column)
            for (column, names), name in zip(known.items(), pair, strict=True)
            if names and name not in names
        ]
        if not strange:
            pairs.add(pair)
        elif strict:
            reading.problems += strange
        else:
            left += 1
    if left:
        gone = "1 review is" if left == 1 else f"{left} reviews are"
        reading.notes.append(Place(file.name, f"{gone} of judges or nominations that are there no more"))
    return frozenset(pairs)


def draw_as_csv(problem: Problem, outcome: Outcome) -> bytes:
    """A row for each review, in the order of the judges' and the nominations' files."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("judge", "nomination"))
    judges = {judge.key: number for number, judge in enumerate(problem.judges)}
    entries = {entry.key: number for number, entry in enumerate(problem.entries)}
    rows = sorted(outcome.pairs, key=lambda pair: (judges[pair[0]], entries[pair[1]]))
    writer.writerows(rows)
    return text.getvalue().encode()
